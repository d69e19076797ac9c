"""The policy that somebody names or writes."""

from pathlib import Path

from models.errors import Finding, UnusableInput
from models.policy import Policy
from models.presets import PRESET_NAMES, parse_policy, preset
from models.text import Text


def policy_text(name_or_file: str) -> str:
    """What `policy_from` reads: a preset's name as it is, a file's content in its place.

    Raises
    ------
    UnusableInput
        There is neither a preset nor a readable file of that name.
    """
    if name_or_file in PRESET_NAMES:
        return name_or_file
    try:
        return Path(name_or_file).read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise UnusableInput([_unknown(name_or_file)]) from error


def policy_from(text: str | Policy) -> Policy:
    """A policy from a preset's name, the text of a TOML file, or the policy itself.

    Raises
    ------
    UnusableInput
        There is no such preset, or the text is not a policy.
    """
    if isinstance(text, Policy):
        return text
    if text in PRESET_NAMES:
        return preset(text)
    if "=" not in text:
        raise UnusableInput([_unknown(text)])
    return parse_policy(text)


def _unknown(name: str) -> Finding:
    presets = ", ".join(PRESET_NAMES)
    return Finding(
        code="policy_unknown",
        what=Text(da=f"Politikken »{name[:200]}« findes ikke.", en=f"There is no policy {name[:200]!r}."),
        remedy=Text(da=f"Vælg {presets} eller en TOML-fil.", en=f"Choose {presets}, or a TOML file."),
    )
