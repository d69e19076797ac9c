"""The three documented practices as ready policies, and the way to read a policy file of a team's own."""

import tomllib
from importlib.resources import files

from pydantic import ValidationError

from models.errors import Finding, UnusableInput
from models.policy import Policy
from models.text import Text

PRESET_NAMES = ("hedensted", "herning", "vejle")
"""Varde, Aalborg and Copenhagen, whose practice is not documented, use Hedensted's."""


def preset(name: str) -> Policy:
    """One of the presets.

    Raises
    ------
    KeyError
        There is no preset of that name.
    """
    if name not in PRESET_NAMES:
        raise KeyError(name)
    return parse_policy((files("models.presets") / f"{name}.toml").read_text("utf-8"))


def parse_policy(toml_text: str) -> Policy:
    """A policy from the text of a TOML file; what the file leaves out has the value of `models/policy_parts.py`.

    Raises
    ------
    UnusableInput
        The text is no TOML, or not a policy; every fault has its own finding.
    """
    try:
        return Policy.model_validate(tomllib.loads(toml_text))
    except tomllib.TOMLDecodeError as error:
        raise UnusableInput(
            [_fault("policy", f"{error}", "Ret filen, så den er gyldig TOML.", "Mend the TOML.")]
        ) from error
    except ValidationError as error:
        raise UnusableInput(
            [
                _fault(
                    ".".join(str(part) for part in fault["loc"]) or "policy",
                    fault["msg"],
                    "Ret værdien i politikfilen.",
                    "Correct it in the policy file.",
                )
                for fault in error.errors(include_url=False, include_input=False)
            ]
        ) from error


def _fault(column: str, message: str, remedy_da: str, remedy_en: str) -> Finding:
    return Finding(
        code="policy_invalid",
        column=column,
        what=Text(da=f"{message}.", en=f"{message}."),
        remedy=Text(da=remedy_da, en=remedy_en),
    )
