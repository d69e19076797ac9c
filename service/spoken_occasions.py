"""Occasions as a person says them on a command line or in a form, such as AB:2026-01-05:2026-02-27."""

import datetime
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from data.workbook.reading.cpr import without_cpr
from models.case import Employment
from models.errors import Finding, UnusableInput
from models.occasion import (
    Absent,
    CaseChanges,
    HoursChange,
    Leaves,
    LimitChanges,
    Occasion,
    Returns,
    Starts,
    TeamChanges,
    TeamsMerge,
)
from models.refusals import refusals
from models.snapshot import Snapshot
from models.text import Text

_WITH_CASES = ("sager", "cases")


@dataclass(frozen=True)
class SpokenOccasions:
    """What was said, one field for each kind; the occasions happen in the order of the fields."""

    absent: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    newcomer: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    target_weight: tuple[str, ...] = ()
    limit: tuple[str, ...] = ()
    limit_weight: tuple[str, ...] = ()
    to_team: tuple[str, ...] = ()
    merge: tuple[str, ...] = ()
    unemployed: tuple[str, ...] = ()
    case_team: tuple[str, ...] = ()


def spoken_occasions(said: SpokenOccasions, snapshot: Snapshot) -> tuple[Occasion, ...]:
    """The occasions, with consultants by their ids where they were named by their initials.

    Raises
    ------
    UnusableInput
        With a finding for everything that cannot be understood.
    """
    findings: list[Finding] = []
    occasions: list[Occasion] = []
    for name, form, read in _KINDS:
        for text in getattr(said, name):
            try:
                occasions.append(read([part.strip() for part in text.split(":")], snapshot))
            except ValidationError as error:
                findings += [_fault(name, text, form, what) for _, what in refusals(error)]
            except ValueError:
                findings.append(_fault(name, text, form))
    if findings:
        raise UnusableInput(findings)
    return tuple(occasions)


def _absent(parts: Sequence[str], snapshot: Snapshot) -> Occasion:
    who, first, last = parts
    return Absent(consultant_id=_id(who, snapshot), first_day=_day(first), last_day=_day(last))


def _leaves(parts: Sequence[str], snapshot: Snapshot) -> Occasion:
    who, *rest = parts
    if len(rest) > 1:
        raise ValueError(rest)
    return Leaves(consultant_id=_id(who, snapshot), last_day=_day(rest[0]) if rest else None)


def _returns(parts: Sequence[str], snapshot: Snapshot) -> Occasion:
    who, *rest = parts
    days = [part for part in rest if not part.isdecimal()]
    weeks = [part for part in rest if part.isdecimal()]
    if len(days) > 1 or len(weeks) > 1:
        raise ValueError(rest)
    return Returns(
        consultant_id=_id(who, snapshot),
        first_day=_day(days[0]) if days else None,
        ramp_weeks=int(weeks[0]) if weeks else None,
    )


def _newcomer(parts: Sequence[str], snapshot: Snapshot) -> Occasion:
    (who,) = parts
    return Starts(consultant_id=_id(who, snapshot))


def _hours(parts: Sequence[str], snapshot: Snapshot) -> Occasion:
    who, percent = parts
    return HoursChange(consultant_id=_id(who, snapshot), working_time_percent=int(percent))


def _figure(field: str) -> Callable[[Sequence[str], Snapshot], Occasion]:
    def read(parts: Sequence[str], snapshot: Snapshot) -> Occasion:
        who, number = parts
        figures: dict[str, Any] = {field: int(number)}
        return LimitChanges(consultant_id=_id(who, snapshot), **figures)

    return read


def _to_team(parts: Sequence[str], snapshot: Snapshot) -> Occasion:
    who, team, *rest = parts
    if len(rest) > 1 or any(each.casefold() not in _WITH_CASES for each in rest):
        raise ValueError(rest)
    return TeamChanges(consultant_id=_id(who, snapshot), team_id=team, takes_cases=bool(rest))


def _merge(parts: Sequence[str], _: Snapshot) -> Occasion:
    (text,) = parts
    teams, pool = text.split("=") if "=" in text else (text, "")
    names = tuple(team.strip() for team in teams.split("+"))
    return TeamsMerge(team_ids=names, pool=pool.strip() or "+".join(names))


def _unemployed(parts: Sequence[str], _: Snapshot) -> Occasion:
    (case_id,) = parts
    return CaseChanges(case_id=case_id, employment=Employment.UNEMPLOYED)


def _case_team(parts: Sequence[str], _: Snapshot) -> Occasion:
    case_id, team = parts
    return CaseChanges(case_id=case_id, team_id=team)


_KINDS: tuple[tuple[str, str, Callable[[Sequence[str], Snapshot], Occasion]], ...] = (
    ("absent", "ID:FRA:TIL", _absent),
    ("leaves", "ID[:DATO]", _leaves),
    ("returns", "ID[:DATO][:UGER]", _returns),
    ("newcomer", "ID", _newcomer),
    ("hours", "ID:PROCENT", _hours),
    ("target", "ID:SAGER", _figure("target_count")),
    ("target_weight", "ID:SAGER", _figure("target_weight")),
    ("limit", "ID:SAGER", _figure("limit_count")),
    ("limit_weight", "ID:SAGER", _figure("limit_weight")),
    ("to_team", "ID:TEAM[:sager]", _to_team),
    ("merge", "TEAM+TEAM[=NAVN]", _merge),
    ("unemployed", "SAG", _unemployed),
    ("case_team", "SAG:TEAM", _case_team),
)


def _day(text: str) -> datetime.date:
    """A day as ISO 8601 or Danes write it."""
    for written in ("%Y-%m-%d", "%d-%m-%Y"):
        with suppress(ValueError):
            return datetime.datetime.strptime(text, written).date()  # noqa: DTZ007 - a day has no time zone
    raise ValueError(text)


def _id(name: str, snapshot: Snapshot) -> str:
    """The id of whoever is named by it, or alone has these initials; else the name as it is, to be said unknown."""
    same = [each.id for each in snapshot.consultants if each.initials.casefold() == name.casefold()]
    if len(same) != 1 or any(each.id == name for each in snapshot.consultants):
        return name
    return same[0]


def _fault(name: str, text: str, form: str, what: Text | None = None) -> Finding:
    said = without_cpr(text)
    why = Text(da="", en="") if what is None else Text(da=f" ({what.da})", en=f" ({what.en})")
    return Finding(
        code="occasion_invalid",
        column=name,
        what=Text(da=f"»{said}« kan ikke forstås{why.da}.", en=f"{said!r} cannot be understood{why.en}."),
        remedy=Text(da=f"Skriv {form}.", en=f"Write {form}."),
    )
