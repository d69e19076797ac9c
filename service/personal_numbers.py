"""CPR numbers in what is not a workbook: an import takes them out, here they are refused, unseen."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from data.workbook.reading.cpr import find_cpr, without_cpr
from models.employer import EmployerIdKind
from models.errors import Finding
from models.occasion import Occasion
from models.policy import Policy
from models.proposal import Proposal
from models.snapshot import Snapshot
from models.text import Text

_RUNNING_TEXTS = frozenset({"name", "municipality", "remark", "text"})


def personal_numbers_in(snapshot: Snapshot) -> list[Finding]:
    """A finding for every text of the snapshot that holds a CPR number. Declared production units may look like one."""
    production_units = {
        employer.id for employer in snapshot.employers if employer.id_kind is EmployerIdKind.PRODUCTION_UNIT
    }
    return [
        personal_number(".".join(path))
        for path, text in _texts(snapshot.model_dump(), ("snapshot",))
        if text not in production_units and find_cpr(text, in_running_text=path[-1] in _RUNNING_TEXTS)
    ]


def personal_numbers_in_ids(proposal: Proposal) -> list[Finding]:
    """A finding for every id in a proposal that somebody has given as JSON and that is a CPR number."""
    return [
        personal_number(".".join(path))
        for path, text in _texts(proposal.model_dump(), ("proposal",))
        if path[-1].endswith("_id") and find_cpr(text, in_running_text=False)
    ]


def personal_numbers_in_occasions(occasions: Iterable[Occasion]) -> list[Finding]:
    """A finding for every text of the occasions that holds a CPR number."""
    return [
        personal_number(".".join(path))
        for number, occasion in enumerate(occasions)
        for path, text in _texts(occasion.model_dump(), ("occasions", str(number)))
        if find_cpr(text, in_running_text=False)
    ]


def personal_numbers_in_policy(policy: Policy) -> list[Finding]:
    """A finding for every text of the policy that holds a CPR number."""
    return [
        personal_number(".".join(without_cpr(part) for part in path))
        for path, text in _texts(policy.model_dump(), ("policy",))
        if find_cpr(text, in_running_text=True)
    ]


def personal_numbers_in_words(words: Mapping[str, str | None]) -> list[Finding]:
    """A finding for every one of the named words that holds a CPR number."""
    return [
        personal_number(name)
        for name, text in words.items()
        if text is not None and find_cpr(text, in_running_text=True)
    ]


def personal_number(field: str) -> Finding:
    """That a CPR number stands in a field; not which."""
    return Finding(
        code="cpr_number",
        column=field,
        what=Text(da="Der står et CPR-nummer.", en="There is a CPR number."),
        remedy=Text(da="Brug sagens nummer, og skriv ikke CPR-numre.", en="Use the case's number, and no CPR numbers."),
    )


def _texts(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:  # noqa: ANN401 - any part
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, (*path, str(name)))
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _texts(part, (*path, str(index)))
