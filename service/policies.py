"""The policy that somebody names or writes."""

from pathlib import Path

from models.errors import Finding, UnusableInput
from models.policy import Policy
from models.presets import PRESET_NAMES, parse_policy, preset
from models.text import Text


def named_or_filed(name_or_file: str) -> str | Path:
    """What the command line means: the name of a preset, or else of a file."""
    return name_or_file if name_or_file in PRESET_NAMES else Path(name_or_file)


def policy_from(source: str | Path | Policy) -> Policy:
    """A policy from a preset's name, the text of a TOML file, the file, or the policy itself.

    Raises
    ------
    UnusableInput
        There is no such preset or file, or what it says is not a policy.
    """
    if isinstance(source, Policy):
        return source
    if isinstance(source, Path):
        try:
            return parse_policy(source.read_text("utf-8-sig"))
        except (OSError, ValueError) as error:
            raise UnusableInput([_unknown(str(source))]) from error
    if source in PRESET_NAMES:
        return preset(source)
    if "=" not in source:
        raise UnusableInput([_unknown(source)])
    return parse_policy(source)


def _unknown(name: str) -> Finding:
    presets = ", ".join(PRESET_NAMES)
    return Finding(
        code="policy_unknown",
        what=Text(da=f"Politikken »{name[:200]}« findes ikke.", en=f"There is no policy {name[:200]!r}."),
        remedy=Text(da=f"Vælg {presets} eller en TOML-fil.", en=f"Choose {presets}, or a TOML file."),
    )
