"""A snapshot as rows of the format's sheets, by column key: the way back of `building`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from data.workbook.format.column import Located, SheetKey
from data.workbook.format.people_sheets import CONSULTANT_HOME, FORMAT_VERSION, TEAM_OFFICE
from data.workbook.format.work_sheets import CASE_WORKPLACE, EMPLOYER_PLACE
from models.case import Case, CaseNeed, CaseType, FirstTalk, RiskFlag
from models.consultant import Competence, Consultant
from models.employer import Employer, EmployerIdKind
from models.position import Position
from models.snapshot import Snapshot

Values = Mapping[str, Any]


def rows_of(snapshot: Snapshot) -> dict[SheetKey, Sequence[Values]]:
    """The rows of every sheet, in the order of the snapshot. What is missing from a row, or None, is an empty cell."""
    return {
        SheetKey.ABOUT: [
            {
                "municipality": snapshot.municipality,
                "date": snapshot.date,
                "format_version": FORMAT_VERSION,
            }
        ],
        SheetKey.TEAMS: [
            {"id": team.id, "name": team.name, "pool": team.pool, **_place(TEAM_OFFICE, team.office)}
            for team in snapshot.teams
        ],
        SheetKey.CONSULTANTS: [_consultant(consultant) for consultant in snapshot.consultants],
        SheetKey.INDUSTRIES: [
            {"consultant": consultant.id, "section": section, "level": level}
            for consultant in snapshot.consultants
            for section, level in consultant.industries.items()
        ],
        SheetKey.FREE_VISITS: [
            {"consultant": consultant.id, "week": week, "slots": slots}
            for consultant in snapshot.consultants
            for week, slots in (consultant.free_visit_slots or {}).items()
        ],
        SheetKey.ABSENCES: [
            {"consultant": consultant.id, "first_day": absence.first_day, "last_day": absence.last_day}
            for consultant in snapshot.consultants
            for absence in consultant.absences
        ],
        SheetKey.EMPLOYERS: [_employer(employer) for employer in snapshot.employers],
        SheetKey.CONTACTS: [
            {
                "employer": relation.employer_id,
                "consultant": relation.consultant_id,
                "mode": relation.mode,
                "deputy": relation.deputy_id,
                "since": relation.since,
                "rhythm_days": relation.rhythm_days,
            }
            for relation in snapshot.contact_relations
        ],
        SheetKey.CASES: [_case(case) for case in snapshot.cases],
        SheetKey.CONFLICTS: [
            {"consultant": consultant.id, "employer": conflict.employer_id, "case": conflict.case_id}
            for consultant in snapshot.consultants
            for conflict in consultant.conflicts
        ],
        SheetKey.WISHES: [
            {"consultant": wish.consultant_id, "case": wish.case_id, "step": wish.step} for wish in snapshot.wishes
        ],
        SheetKey.OVERRIDES: [
            {
                "kind": override.kind,
                "case": override.case_id,
                "consultant": override.consultant_id,
                "reason": override.reason,
                "text": override.text,
                "decided_by": override.decided_by,
            }
            for override in snapshot.overrides
        ],
        SheetKey.MOVES: [
            {
                "case": move.case_id,
                "from": move.from_consultant_id,
                "to": move.to_consultant_id,
                "reason": move.reason,
                "moved_by": move.moved_by,
                "moved_on": move.moved_on,
            }
            for move in snapshot.moves
        ],
    }


def _place(located: Located, position: Position | None) -> Values:
    """A position is always written as coordinates: the town it may have come from is less exact than it."""
    if position is None:
        return {}
    return {located.latitude: position.latitude, located.longitude: position.longitude}


def _consultant(consultant: Consultant) -> Values:
    return {
        "id": consultant.id,
        "initials": consultant.initials,
        "team": consultant.team_id,
        **_place(CONSULTANT_HOME, consultant.home),
        "working_time": consultant.working_time_percent,
        "target_count": consultant.target_count,
        "target_weight": consultant.target_weight,
        "limit_count": consultant.limit_count,
        "limit_weight": consultant.limit_weight,
        "start_date": consultant.start_date,
        "ramp_weeks": consultant.ramp_weeks,
        "end_date": consultant.end_date,
        **{f"competence_{competence.value}": competence in consultant.competences for competence in Competence},
        **{f"preference_{case_type.value}": consultant.preferences.get(case_type) for case_type in CaseType},
        **{f"received_{case_type.value}": consultant.received_lately.get(case_type) for case_type in CaseType},
        "calendar_known": consultant.free_visit_slots is not None,
    }


def _employer(employer: Employer) -> Values:
    is_workplace = employer.id_kind is EmployerIdKind.PRODUCTION_UNIT
    industry = employer.industry
    return {
        "production_unit" if is_workplace else "cvr": employer.id,
        "name": employer.name,
        **_place(EMPLOYER_PLACE, employer.position),
        "industry_code": None if industry is None else industry.code,
        "industry_scheme": None if industry is None else industry.scheme,
    }


def _case(case: Case) -> Values:
    return {
        "id": case.id,
        "received": case.received,
        "first_day_of_absence": case.first_day_of_absence,
        "case_type": case.case_type,
        "team": case.team_id,
        "employment": case.employment,
        "category": case.category,
        "employer": case.employer_id,
        **_place(CASE_WORKPLACE, case.workplace),
        **{f"risk_{flag.value}": _yes(flag in case.risk_flags) for flag in RiskFlag},
        "weight": case.weight_quarters,
        "deadline": case.deadline,
        "expected_back": case.expected_back,
        "fast_track": _yes(case.fast_track),
        "fast_track_requested": case.fast_track_requested,
        "previous_consultant": case.previous_consultant_id,
        **{f"need_{need.value}": _yes(need in case.needs) for need in CaseNeed},
        "waiting_since": case.waiting_since,
        "consultant": case.consultant_id,
        "covered_for": case.covered_for_id,
        **dict(_first_talk(case.first_talk)),
    }


def _yes(is_so: bool) -> bool | None:
    """Most of these are no, and a sheet full of noes hides the few that are not."""
    return True if is_so else None


def _first_talk(talk: FirstTalk | None) -> Iterator[tuple[str, Any]]:
    if talk is not None:
        for name, value in talk:
            yield f"talk_{name}", value
