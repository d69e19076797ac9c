"""The policy that somebody names or writes."""

from pathlib import Path

from data.workbook.reading.cpr import without_cpr
from models.errors import Finding, UnusableInput
from models.policy import Policy
from models.presets import PRESET_NAMES, parse_policy, preset
from models.text import Text
from service.personal_numbers import personal_numbers_in_policy


def named_or_filed(name_or_file: str) -> str | Path:
    """What the command line means: the name of a preset, or else of a file."""
    return name_or_file if name_or_file in PRESET_NAMES else Path(name_or_file)


def policy_from(source: str | Path | Policy) -> Policy:
    """A policy from a preset's name, the text of a TOML file, the file, or the policy itself.

    Raises
    ------
    UnusableInput
        There is no such preset or file, or what it says is not a policy, or holds somebody's personal number.
    """
    try:
        policy = _policy(source)
    except UnusableInput as error:
        # What says where a text is no policy may quote it.
        raise UnusableInput([_scrubbed(finding) for finding in error.findings]) from None
    findings = personal_numbers_in_policy(policy)
    if findings:
        raise UnusableInput(findings)
    return policy


def _policy(source: str | Path | Policy) -> Policy:
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


def _scrubbed(finding: Finding) -> Finding:
    what = Text(da=without_cpr(finding.what.da), en=without_cpr(finding.what.en))
    column = None if finding.column is None else without_cpr(finding.column)
    return finding.model_copy(update={"what": what, "column": column})


def _unknown(name: str) -> Finding:
    presets = ", ".join(PRESET_NAMES)
    return Finding(
        code="policy_unknown",
        what=Text(da=f"Politikken »{name[:200]}« findes ikke.", en=f"There is no policy {name[:200]!r}."),
        remedy=Text(da=f"Vælg {presets} eller en TOML-fil.", en=f"Choose {presets}, or a TOML file."),
    )
