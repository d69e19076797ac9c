"""Strategies for snapshots that use every field of the models."""

import datetime

from hypothesis import strategies as st

from data.workbook.reading.cpr import find_cpr
from models.case import Case, CaseNeed, CaseType, Employment, FirstTalk, RiskFlag, TalkForm, TalkReason
from models.consultant import Absence, Competence, ConflictOfInterest, Consultant
from models.employer import ContactMode, ContactRelation, Employer, EmployerIdKind
from models.industry import Industry, IndustryScheme
from models.law import categories_on
from models.move import MadeMove, MoveReason
from models.override import Override, OverrideKind, OverrideReason
from models.position import Position
from models.snapshot import Snapshot
from models.team import Team
from models.wish import Wish

_LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"])
_STARTS = st.sampled_from(["", "=", "+", "-", "@", "'", "'=", "''", '"', ";", "00"])
_DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2100, 12, 31))


def _texts(max_size: int, *, more: str = " ") -> st.SearchStrategy[str]:
    """Texts that are no CPR number and have no space at their ends, some of them dangerous in a spreadsheet."""
    letters = st.text(st.one_of(_LETTERS, st.sampled_from(more)), min_size=1, max_size=max_size - 2)
    return (
        st.builds(lambda start, rest: f"{start}{rest}".strip(), _STARTS, letters)
        .filter(bool)
        .filter(lambda text: not find_cpr(text, in_running_text=True))
    )


_IDS = _texts(12)
_REMARKS = st.one_of(st.just(""), _texts(60, more=" \n;\"'"))


def _maybe(strategy):
    return st.one_of(st.none(), strategy)


def _positions():
    # Swapped ones are refused by the import, rightly.
    return st.builds(
        Position,
        latitude=st.floats(54.5, 57.8),
        longitude=st.floats(8.0, 15.3),
    )


def _by_case_type(numbers):
    return st.dictionaries(st.sampled_from(CaseType), numbers)


@st.composite
def _absences(draw):
    first, second = draw(_DAYS), draw(_DAYS)
    return Absence(first_day=min(first, second), last_day=max(first, second))


_WEEKS = st.builds(lambda year, week: f"{year}-W{week:02d}", st.integers(2020, 2030), st.integers(1, 52))


@st.composite
def _first_talks(draw):
    form = draw(st.sampled_from(TalkForm))
    held_on = draw(_maybe(_DAYS))
    return FirstTalk(
        form=form,
        reason=None if form is TalkForm.WORKPLACE else draw(st.sampled_from(TalkReason)),
        remark=draw(_REMARKS),
        decided_by=draw(_IDS),
        decided_on=draw(_DAYS),
        agreed_for=draw(_maybe(_DAYS)),
        held_on=held_on,
        held_at_workplace=None if held_on is None else draw(st.booleans()),
    )


@st.composite
def _employers(draw):
    kind = draw(st.sampled_from(EmployerIdKind))
    digits = 8 if kind is EmployerIdKind.CVR else 10
    code = st.sampled_from(["A", "10", "011", "0111", "011100", "561110", "869099"])
    return Employer(
        id=draw(st.text("0123456789", min_size=digits, max_size=digits)),
        id_kind=kind,
        name=draw(_texts(40, more=" \n")),
        position=draw(_positions()),
        industry=draw(_maybe(st.builds(Industry, scheme=st.sampled_from(IndustryScheme), code=code))),
    )


@st.composite
def _cases(draw, id, teams, employers, consultants):  # noqa: A002 - the word's own name
    first_day = draw(_DAYS)
    received = first_day + datetime.timedelta(days=draw(st.integers(0, 60)))
    employment = draw(st.sampled_from(Employment))
    fast_track = draw(st.booleans())
    consultant_id = draw(_maybe(st.sampled_from(consultants))) if consultants else None
    others = [each for each in consultants if each != consultant_id]
    has_employer = employers and employment is Employment.EMPLOYED and draw(st.booleans())
    return Case(
        id=id,
        received=received,
        first_day_of_absence=first_day,
        case_type=draw(st.sampled_from(CaseType)),
        team_id=draw(_maybe(st.sampled_from(teams))),
        employment=employment,
        category=draw(_maybe(st.sampled_from(categories_on(received)))),
        employer_id=draw(st.sampled_from(employers)) if has_employer else None,
        workplace=draw(_maybe(_positions())),
        risk_flags=draw(st.frozensets(st.sampled_from(RiskFlag))),
        weight_quarters=draw(_maybe(st.integers(1, 40))),
        deadline=draw(_maybe(_DAYS)),
        expected_back=draw(_maybe(_DAYS)),
        fast_track=fast_track,
        fast_track_requested=draw(_maybe(_DAYS)) if fast_track else None,
        previous_consultant_id=draw(_maybe(_IDS)),
        needs=draw(st.frozensets(st.sampled_from(CaseNeed))),
        waiting_since=draw(_maybe(_DAYS)),
        first_talk=draw(_maybe(_first_talks())),
        consultant_id=consultant_id,
        covered_for_id=draw(_maybe(st.sampled_from(others))) if consultant_id is not None and others else None,
    )


@st.composite
def _consultants(draw, id, teams, employers, cases):  # noqa: A002
    conflicts = [st.builds(ConflictOfInterest, case_id=st.sampled_from(cases))] if cases else []
    conflicts += [st.builds(ConflictOfInterest, employer_id=st.sampled_from(employers))] if employers else []
    return Consultant(
        id=id,
        team_id=draw(st.sampled_from(teams)),
        initials=draw(_texts(8)),
        home=draw(_maybe(_positions())),
        working_time_percent=draw(st.integers(1, 100)),
        target_count=draw(_maybe(st.integers(0, 500))),
        target_weight=draw(_maybe(st.integers(0, 500))),
        limit_count=draw(_maybe(st.integers(0, 500))),
        limit_weight=draw(_maybe(st.integers(0, 500))),
        industries=draw(st.dictionaries(st.sampled_from("ABCQU"), st.integers(0, 3))),
        preferences=draw(_by_case_type(st.integers(-2, 2))),
        competences=draw(st.frozensets(st.sampled_from(Competence))),
        absences=tuple(draw(st.lists(_absences(), max_size=3))),
        start_date=draw(_maybe(_DAYS)),
        ramp_weeks=draw(_maybe(st.integers(0, 104))),
        end_date=draw(_maybe(_DAYS)),
        conflicts=tuple(draw(st.lists(st.one_of(conflicts), max_size=2))) if conflicts else (),
        free_visit_slots=draw(_maybe(st.dictionaries(_WEEKS, st.integers(0, 200), max_size=3))),
        received_lately=draw(_by_case_type(st.integers(0, 500))),
    )


def _moves():
    return st.builds(
        lambda case, pair, reason, by, on: MadeMove(
            case_id=case,
            from_consultant_id=pair[0],
            to_consultant_id=pair[1],
            reason=reason,
            moved_by=by,
            moved_on=on,
        ),
        _IDS,
        st.lists(_IDS, min_size=2, max_size=2, unique=True),
        st.sampled_from(MoveReason),
        _IDS,
        _DAYS,
    )


@st.composite
def snapshots(draw) -> Snapshot:
    """Snapshots of a few teams, consultants, employers and cases, with everything that can be said of them."""
    team_ids = draw(st.lists(_IDS, min_size=1, max_size=2, unique=True))
    consultant_ids = draw(st.lists(_IDS, max_size=3, unique=True))
    employers = draw(st.lists(_employers(), max_size=3, unique_by=lambda employer: employer.id))
    employer_ids = [employer.id for employer in employers]
    case_ids = draw(st.lists(_IDS, max_size=3, unique=True))
    cases = [draw(_cases(id, team_ids, employer_ids, consultant_ids)) for id in case_ids]  # noqa: A001
    pairs = [(consultant, case) for consultant in consultant_ids for case in case_ids]
    overrides = []
    for consultant, case in pairs:
        pinned = any(override.kind is OverrideKind.PIN and override.case_id == case for override in overrides)
        if draw(st.booleans()):
            overrides.append(
                Override(
                    kind=OverrideKind.EXCLUSION if pinned else draw(st.sampled_from(OverrideKind)),
                    case_id=case,
                    consultant_id=consultant,
                    reason=draw(st.sampled_from(OverrideReason)),
                    text=draw(_REMARKS),
                    decided_by=draw(_IDS),
                )
            )
    contacts = [employer for employer in employer_ids if consultant_ids and draw(st.booleans())]
    return Snapshot(
        municipality=draw(_texts(20)),
        date=draw(_DAYS),
        teams=[
            Team(id=id, name=draw(_texts(30)), pool=draw(_maybe(_IDS)), office=draw(_maybe(_positions())))
            for id in team_ids  # noqa: A001
        ],
        consultants=[draw(_consultants(id, team_ids, employer_ids, case_ids)) for id in consultant_ids],  # noqa: A001
        employers=employers,
        contact_relations=[
            ContactRelation(
                employer_id=employer,
                consultant_id=(consultant := draw(st.sampled_from(consultant_ids))),
                mode=draw(st.sampled_from(ContactMode)),
                deputy_id=draw(
                    _maybe(st.sampled_from(consultant_ids).filter(lambda other, own=consultant: other != own))
                )
                if len(consultant_ids) > 1
                else None,
                since=draw(_maybe(_DAYS)),
                rhythm_days=draw(_maybe(st.integers(1, 365))),
            )
            for employer in contacts
        ],
        cases=cases,
        wishes=[
            Wish(consultant_id=consultant, case_id=case, step=draw(st.integers(-2, 2)))
            for consultant, case in pairs
            if draw(st.booleans())
        ],
        overrides=overrides,
        moves=draw(st.lists(_moves(), max_size=3)),
    )
