"""The three documented practices as ready policies, and the way to read a policy file of a team's own."""

from importlib.resources import files

from pydantic import ValidationError

from models.errors import Finding, UnusableInput
from models.policy import Policy
from models.refusals import refusals
from models.text import Text
from models.toml_text import NotToml, read_toml

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
        return Policy.model_validate(read_toml(toml_text))
    except NotToml as error:
        what = Text(da=f"Teksten er ikke gyldig TOML ({error}).", en=f"The text is not valid TOML ({error}).")
        raise UnusableInput([_fault("policy", what)]) from error
    except ValidationError as error:
        raise UnusableInput([_fault(field or "policy", what) for field, what in refusals(error)]) from error


def _fault(field: str, what: Text) -> Finding:
    return Finding(
        code="policy_invalid",
        column=field,
        what=what,
        remedy=Text(da="Ret det i politikken.", en="Correct it in the policy."),
    )
