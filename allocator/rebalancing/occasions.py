"""Occasions as changes of a snapshot: what the team is once it has happened, before anybody has moved a case."""

import datetime
from collections.abc import Callable, Iterable, Sequence

from models.case import Case, Employment
from models.consultant import Absence, Consultant
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
from models.override import OverrideKind
from models.snapshot import Snapshot
from models.text import Text


def apply_occasions(snapshot: Snapshot, occasions: Sequence[Occasion]) -> Snapshot:
    """The snapshot as it is once everything has happened, in the order given.

    A person's decision that a case stays with somebody who leaves falls with her.

    Raises
    ------
    UnusableInput
        An occasion speaks of somebody or something that the snapshot does not know; every one has its finding.
    """
    findings = []
    for occasion in occasions:
        missing = _unknown(snapshot, occasion)
        findings += missing
        if not missing:
            snapshot = _applied(snapshot, occasion)
    if findings:
        raise UnusableInput(findings)
    return snapshot


def _applied(snapshot: Snapshot, occasion: Occasion) -> Snapshot:
    match occasion:
        case Absent():
            absence = Absence(first_day=occasion.first_day, last_day=occasion.last_day)
            return _with(snapshot, occasion.consultant_id, lambda each: {"absences": (*each.absences, absence)})
        case Leaves():
            day = occasion.last_day or snapshot.date
            gone = _with(snapshot, occasion.consultant_id, lambda _: {"end_date": day})
            return _without_pins_to(gone, occasion.consultant_id)
        case Returns():
            day = occasion.first_day or snapshot.date
            return _with(snapshot, occasion.consultant_id, lambda each: _returned(each, day, occasion.ramp_weeks))
        case Starts():
            if occasion.consultant is None:
                return snapshot
            return snapshot.model_copy(update={"consultants": (*snapshot.consultants, occasion.consultant)})
        case HoursChange():
            percent = occasion.working_time_percent
            return _with(snapshot, occasion.consultant_id, lambda _: {"working_time_percent": percent})
        case LimitChanges():
            figures = occasion.new_figures
            return _with(snapshot, occasion.consultant_id, lambda _: dict(figures))
        case TeamChanges():
            return _changed_team(snapshot, occasion)
        case TeamsMerge():
            teams = tuple(
                each.model_copy(update={"pool": occasion.pool}) if each.id in occasion.team_ids else each
                for each in snapshot.teams
            )
            return snapshot.model_copy(update={"teams": teams})
        case CaseChanges():
            return _with_cases(snapshot, lambda each: _changed_case(each, occasion))


def _returned(consultant: Consultant, day: datetime.date, ramp_weeks: int | None) -> dict[str, object]:
    """Her absences end the day before; a ramp of her own starts anew."""
    before = day - datetime.timedelta(days=1)
    absences = tuple(
        each if each.last_day < day else each.model_copy(update={"last_day": before})
        for each in consultant.absences
        if each.first_day < day
    )
    fields: dict[str, object] = {"absences": absences}
    if ramp_weeks is not None:
        fields |= {"start_date": day, "ramp_weeks": ramp_weeks}
    return fields


def _changed_team(snapshot: Snapshot, occasion: TeamChanges) -> Snapshot:
    """Cases that she does not take with her are named the old team's; those that she takes, the new one's."""
    (old,) = {each.team_id for each in snapshot.consultants if each.id == occasion.consultant_id}
    team = occasion.team_id if occasion.takes_cases else old
    moved = _with(snapshot, occasion.consultant_id, lambda _: {"team_id": occasion.team_id})
    return _with_cases(
        moved,
        lambda case: (
            case.model_copy(update={"team_id": team}) if case.consultant_id == occasion.consultant_id else case
        ),
    )


def _changed_case(case: Case, occasion: CaseChanges) -> Case:
    if case.id != occasion.case_id:
        return case
    update: dict[str, object] = {} if occasion.team_id is None else {"team_id": occasion.team_id}
    if occasion.employment is not None:
        update["employment"] = occasion.employment
        if occasion.employment is Employment.UNEMPLOYED:
            update |= {"employer_id": None, "workplace": None}
    return case.model_copy(update=update)


def _with(snapshot: Snapshot, consultant_id: str, changes: Callable[[Consultant], dict[str, object]]) -> Snapshot:
    consultants = tuple(
        each.model_copy(update=changes(each)) if each.id == consultant_id else each for each in snapshot.consultants
    )
    return snapshot.model_copy(update={"consultants": consultants})


def _with_cases(snapshot: Snapshot, change: Callable[[Case], Case]) -> Snapshot:
    return snapshot.model_copy(update={"cases": tuple(change(case) for case in snapshot.cases)})


def _without_pins_to(snapshot: Snapshot, consultant_id: str) -> Snapshot:
    overrides = tuple(
        each
        for each in snapshot.overrides
        if not (each.kind is OverrideKind.PIN and each.consultant_id == consultant_id)
    )
    return snapshot.model_copy(update={"overrides": overrides})


def _unknown(snapshot: Snapshot, occasion: Occasion) -> list[Finding]:
    """What an occasion names that is not there, or is there already."""
    consultants = {each.id for each in snapshot.consultants}
    teams = {each.id for each in snapshot.teams}
    findings: list[Finding] = []
    match occasion:
        case Starts(consultant=Consultant() as newcomer):
            if occasion.consultant_id in consultants:
                findings.append(_taken(occasion.consultant_id))
            findings += _missing("team", [newcomer.team_id], teams)
        case TeamsMerge():
            findings += _missing("team", occasion.team_ids, teams)
        case CaseChanges():
            findings += _missing("case", [occasion.case_id], {case.id for case in snapshot.open_cases})
            findings += _missing("team", [] if occasion.team_id is None else [occasion.team_id], teams)
        case TeamChanges():
            findings += _missing("consultant", [occasion.consultant_id], consultants)
            findings += _missing("team", [occasion.team_id], teams)
        case _:
            findings += _missing("consultant", [occasion.consultant_id], consultants)
    return findings


_KINDS = {
    "consultant": Text(da="ingen konsulent", en="no consultant"),
    "team": Text(da="intet team", en="no team"),
    "case": Text(da="ingen åben sag", en="no open case"),
}


def _missing(kind: str, names: Iterable[str], known: set[str]) -> list[Finding]:
    return [
        Finding(
            code=f"{kind}_unknown",
            what=Text(
                da=f"Der er {_KINDS[kind].da}, der hedder {name}.", en=f"There is {_KINDS[kind].en} called {name}."
            ),
            remedy=Text(da="Ret navnet, eller ret projektmappen.", en="Correct the name, or the workbook."),
        )
        for name in names
        if name not in known
    ]


def _taken(consultant_id: str) -> Finding:
    return Finding(
        code="consultant_known",
        what=Text(
            da=f"Der er allerede en konsulent, der hedder {consultant_id}.",
            en=f"There is already a consultant called {consultant_id}.",
        ),
        remedy=Text(
            da="Giv den nye et andet navn, eller udelad oplysningerne om hende.",
            en="Give the newcomer another id, or leave out what is known of her.",
        ),
    )
