"""Builds the snapshot from rows in which nothing wrong was found."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from data.workbook.format.column import SheetKey
from data.workbook.format.people_sheets import CONSULTANT_HOME, DEFAULT_COMPETENCES, TEAM_OFFICE
from data.workbook.format.work_sheets import CASE_WORKPLACE, EMPLOYER_PLACE
from data.workbook.reading.case_numbers import CaseNumbers
from data.workbook.reading.faults import NOWHERE, Findings, Place
from data.workbook.reading.positions import position_of
from data.workbook.reading.references import References, employer_id
from data.workbook.reading.row import Row, Rows
from models.case import Case, CaseNeed, CaseType, Employment, FirstTalk, RiskFlag
from models.consultant import Absence, Competence, ConflictOfInterest, Consultant
from models.employer import ContactMode, ContactRelation, Employer, EmployerIdKind
from models.industry import Industry
from models.move import MadeMove
from models.override import Override
from models.refusals import refusals
from models.snapshot import Snapshot
from models.team import Team
from models.text import Text
from models.wish import Wish
from models.word import Word

_W = TypeVar("_W", bound=Word)


def build_snapshot(rows: Rows, references: References, cases: CaseNumbers, findings: Findings) -> Snapshot | None:
    """The snapshot; None where a model refuses what the checks let through, which is then among the findings."""
    about = rows[SheetKey.ABOUT][0]
    fields = {
        "teams": _each(rows[SheetKey.TEAMS], _team, findings),
        "consultants": _consultants(rows, references, findings),
        "employers": _each(rows[SheetKey.EMPLOYERS], _employer, findings),
        "contact_relations": _each(rows[SheetKey.CONTACTS], lambda row: _relation(row, references), findings),
        "cases": _each(rows[SheetKey.CASES], lambda row: _case(row, references, cases), findings),
        "wishes": _each(rows[SheetKey.WISHES], lambda row: _wish(row, references), findings),
        "overrides": _each(rows[SheetKey.OVERRIDES], lambda row: _override(row, references), findings),
        "moves": _each(rows[SheetKey.MOVES], lambda row: _made_move(row, references), findings),
    }
    if findings.has_errors:
        return None
    return built(
        lambda: Snapshot(municipality=about.get("municipality"), date=about.get("date"), **fields), NOWHERE, findings
    )


def built(make: Callable[[], _W], place: Place, findings: Findings) -> _W | None:
    """What `make` makes; None, and a finding, where the model refuses it.

    The checks of this package say the same in both languages and by the cell; this is for what they don't foresee.
    """
    try:
        return make()
    except ValidationError as error:
        for field, what in refusals(error):
            prefix = f"{field}: " if field else ""
            findings.error(
                place,
                "refused",
                Text(da=f"{prefix}{what.da}", en=f"{prefix}{what.en}"),
                Text(da="Ret det, der er nævnt.", en="Correct what is named."),
            )
        return None


def _each(rows: Sequence[Row], make: Callable[[Row], _W], findings: Findings) -> tuple[_W, ...]:
    made = (built(lambda row=row: make(row), row.place(), findings) for row in rows)  # type: ignore[misc]
    return tuple(word for word in made if word is not None)


def _given(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of any model
    """The fields that have a value; the model knows what the others are."""
    return {name: value for name, value in fields.items() if value is not None}


def _team(row: Row) -> Team:
    return Team(
        id=row.get("id"),
        name=row.get("name") or row.get("id"),
        pool=row.get("pool"),
        office=position_of(row, TEAM_OFFICE),
    )


def _consultants(rows: Rows, references: References, findings: Findings) -> tuple[Consultant, ...]:
    industries = _by_consultant(rows[SheetKey.INDUSTRIES])
    visits = _by_consultant(rows[SheetKey.FREE_VISITS])
    absences = _by_consultant(rows[SheetKey.ABSENCES])
    conflicts = _by_consultant(rows[SheetKey.CONFLICTS])

    def consultant(row: Row) -> Consultant:
        own = row.get("id")
        days_away = ((line.get("first_day"), line.get("last_day")) for line in absences.get(own, ()))
        slots = {line.get("week"): line.get("slots") for line in visits.get(own, ())}
        return Consultant(
            id=own,
            team_id=row.get("team"),
            initials=row.get("initials") or own[:8].strip(),
            home=position_of(row, CONSULTANT_HOME),
            industries={line.get("section"): line.get("level") for line in industries.get(own, ())},
            preferences=_by_case_type(row, "preference"),
            received_lately=_by_case_type(row, "received"),
            competences=frozenset(competence for competence in Competence if _has_competence(row, competence)),
            absences=tuple(Absence(first_day=first_day, last_day=last_day) for first_day, last_day in days_away),
            start_date=row.get("start_date"),
            ramp_weeks=row.get("ramp_weeks"),
            end_date=row.get("end_date"),
            conflicts=tuple(
                ConflictOfInterest(
                    employer_id=references.resolve(SheetKey.EMPLOYERS, line.get("employer")),
                    case_id=references.resolve(SheetKey.CASES, line.get("case")),
                )
                for line in conflicts.get(own, ())
            ),
            free_visit_slots=slots if slots or row.get("calendar_known") else None,
            **_given(
                working_time_percent=row.get("working_time"),
                target_count=row.get("target_count"),
                target_weight=row.get("target_weight"),
                limit_count=row.get("limit_count"),
                limit_weight=row.get("limit_weight"),
            ),
        )

    return _each(rows[SheetKey.CONSULTANTS], consultant, findings)


def _by_consultant(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    lines: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        lines[row.get("consultant")].append(row)
    return lines


def _by_case_type(row: Row, prefix: str) -> dict[CaseType, int]:
    numbers = {case_type: row.get(f"{prefix}_{case_type.value}") for case_type in CaseType}
    return {case_type: number for case_type, number in numbers.items() if number is not None}


def _has_competence(row: Row, competence: Competence) -> bool:
    said = row.get(f"competence_{competence.value}")
    return competence in DEFAULT_COMPETENCES if said is None else bool(said)


def _employer(row: Row) -> Employer:
    is_workplace = row.get("production_unit") is not None
    code, scheme = row.get("industry_code"), row.get("industry_scheme")
    position = position_of(row, EMPLOYER_PLACE)
    return Employer.model_validate(
        {
            "id": employer_id(row),
            "id_kind": EmployerIdKind.PRODUCTION_UNIT if is_workplace else EmployerIdKind.CVR,
            "name": row.get("name"),
            "position": position,
            "industry": None if code is None else Industry(scheme=scheme, code=code),
        }
    )


def _relation(row: Row, references: References) -> ContactRelation:
    return ContactRelation(
        **_given(
            employer_id=references.resolve(SheetKey.EMPLOYERS, row.get("employer")),
            consultant_id=row.get("consultant"),
            mode=row.get("mode") or ContactMode.PREFERRED,
            deputy_id=row.get("deputy"),
            since=row.get("since"),
            rhythm_days=row.get("rhythm_days"),
        )
    )


def _case(row: Row, references: References, cases: CaseNumbers) -> Case:
    return Case(
        **_given(
            id=cases.by_row[row.number],
            received=row.get("received"),
            first_day_of_absence=row.get("first_day_of_absence"),
            case_type=row.get("case_type"),
            team_id=row.get("team"),
            employment=row.get("employment") or Employment.EMPLOYED,
            category=row.get("category"),
            employer_id=references.resolve(SheetKey.EMPLOYERS, row.get("employer")),
            workplace=position_of(row, CASE_WORKPLACE),
            risk_flags=frozenset(flag for flag in RiskFlag if row.get(f"risk_{flag.value}")),
            weight_quarters=row.get("weight"),
            deadline=row.get("deadline"),
            expected_back=row.get("expected_back"),
            fast_track=bool(row.get("fast_track")),
            fast_track_requested=row.get("fast_track_requested"),
            previous_consultant_id=row.get("previous_consultant"),
            needs=frozenset(need for need in CaseNeed if row.get(f"need_{need.value}")),
            waiting_since=row.get("waiting_since"),
            first_talk=_first_talk(row),
            consultant_id=row.get("consultant"),
            covered_for_id=row.get("covered_for"),
        )
    )


def _first_talk(row: Row) -> FirstTalk | None:
    if row.get("talk_form") is None:
        return None
    return FirstTalk(
        form=row.get("talk_form"),
        reason=row.get("talk_reason"),
        remark=row.get("talk_remark") or "",
        decided_by=row.get("talk_decided_by"),
        decided_on=row.get("talk_decided_on"),
        agreed_for=row.get("talk_agreed_for"),
        held_on=row.get("talk_held_on"),
        held_at_workplace=row.get("talk_held_at_workplace"),
    )


def _wish(row: Row, references: References) -> Wish:
    return Wish(
        consultant_id=row.get("consultant"),
        case_id=references.resolve(SheetKey.CASES, row.get("case")) or "",
        step=row.get("step"),
    )


def _made_move(row: Row, references: References) -> MadeMove:
    return MadeMove(
        case_id=references.same(SheetKey.CASES, row.get("case")),
        from_consultant_id=row.get("from"),
        to_consultant_id=row.get("to"),
        reason=row.get("reason"),
        moved_by=row.get("moved_by"),
        moved_on=row.get("moved_on"),
    )


def _override(row: Row, references: References) -> Override:
    return Override(
        kind=row.get("kind"),
        case_id=references.resolve(SheetKey.CASES, row.get("case")) or "",
        consultant_id=row.get("consultant"),
        reason=row.get("reason"),
        text=row.get("text") or "",
        decided_by=row.get("decided_by"),
    )
