"""Small random teams under random policies: every field of the words and every rule, in rounds that a judge can check.

Numbers are small on purpose, so that limits bind, hard rules meet each other and cases are left out.
"""

import datetime
from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np

from models.case import Case, CaseNeed, CaseType, Employment, FirstTalk, RiskFlag, TalkForm, TalkReason
from models.caseload import Measure
from models.consultant import Absence, Competence, ConflictOfInterest, Consultant
from models.employer import ContactMode, ContactRelation, Employer, EmployerIdKind
from models.industry import Industry, IndustryScheme
from models.override import Override, OverrideKind, OverrideReason
from models.policy import Mode, Policy, SwapApproval
from models.policy_parts import MovePart, WhenContactImpossible
from models.position import Position
from models.rule_id import PRICED_PAIRWISE_RULES
from models.snapshot import Snapshot
from models.team import Team
from models.text import Text
from models.wish import Wish

Thing = TypeVar("Thing")

DATES = (
    datetime.date(2026, 1, 5),  # the default, under the older rules
    datetime.date(2026, 1, 9),  # a Friday
    datetime.date(2026, 4, 1),  # the Wednesday before Easter
    datetime.date(2026, 4, 4),  # within Easter: no working day until Tuesday
    datetime.date(2026, 7, 6),  # under the newer rules
    datetime.date(2026, 12, 21),  # a year's end, in ISO week 52 of 53
)
CONSULTANTS = ("AB", "CD", "EF", "ÆØ", "Å-1")
TEAMS = ("fastholdelse", "afklaring", "ledige")
NAMES = ("Virksomhed", "Sørensen & Søn A/S", "=1+1", "Møllers <Smedje>", 'Bageren "på hjørnet"')
INDUSTRIES = (
    Industry(scheme=IndustryScheme.DB07, code="Q"),
    Industry(scheme=IndustryScheme.DB25, code="R"),
    Industry(scheme=IndustryScheme.DB07, code="10.11"),
    Industry(scheme=IndustryScheme.DB25, code="86"),
    None,
)


def random_team(seed: int) -> tuple[Snapshot, Policy]:
    """Up to five consultants, eight new cases and four open cases each; a third of the rounds are tiny.

    The first team of the snapshot always has a consultant, and everyone has a home or an office where travel counts.
    """
    dice = Dice(seed)
    is_tiny = dice.chance(35)
    policy = _policy(dice)
    day = dice.one_of(DATES)
    teams = _teams(dice)
    num_consultants = dice.between(1, 3 if is_tiny else len(CONSULTANTS))
    num_new = 0 if dice.chance(3) else dice.between(1, 4 if is_tiny else 8)
    ids = CONSULTANTS[:num_consultants]
    employers = [_employer(dice, number) for number in range(dice.between(0, 4))]
    new = [_case(dice, f"2026-{number:04d}", day, teams, employers) for number in range(1, num_new + 1)]
    consultants = [_consultant(dice, consultant_id, day, teams, employers, new) for consultant_id in ids]
    open_cases = [
        _case(dice, f"2025-{own}{number}", day, teams, employers, consultant_id=consultant_id)
        for own, consultant_id in enumerate(ids)
        for number in range(dice.between(0, 4))
    ]
    later = Dice(seed + 1_000_000)  # fields that came later have dice of their own, and leave older draws as they are
    consultants = [_coming_or_going(later, each, day) for each in consultants]
    cases = [*new, *(_covered(later, each, ids) for each in open_cases)]
    absence = policy.absence.model_copy(update={"keeps_working_days": later.between(0, 8)})
    policy = policy.model_copy(update={"move": _moving(later), "absence": absence})
    return (
        Snapshot(
            municipality="Prøveby",
            date=day,
            teams=teams,
            consultants=tuple(consultants),
            employers=tuple(employers),
            contact_relations=tuple(_relation(dice, each, ids) for each in employers if dice.chance(65)),
            cases=tuple(dice.shuffled(cases)),
            wishes=tuple(
                Wish(consultant_id=consultant_id, case_id=case.id, step=dice.between(-2, 2))
                for consultant_id in ids
                for case in cases
                if dice.chance(12)
            ),
            overrides=tuple(_overrides(dice, cases, ids)),
        ),
        policy,
    )


class Dice:
    """Draws from a seed, each with the words of what is drawn."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def chance(self, percent: int) -> bool:
        return bool(self._random.integers(100) < percent)

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return int(self._random.integers(low, high, endpoint=True))

    def one_of(self, things: Sequence[Thing]) -> Thing:
        return things[self.between(0, len(things) - 1)]

    def some_of(self, things: Sequence[Thing], percent: int) -> list[Thing]:
        return [thing for thing in things if self.chance(percent)]

    def maybe(self, percent: int, low: int, high: int) -> int | None:
        return self.between(low, high) if self.chance(percent) else None

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        return [things[index] for index in self._random.permutation(len(things))]


def _days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)


def _place(dice: Dice) -> Position:
    return Position(latitude=55.77 + dice.between(0, 30) / 1000, longitude=9.7 + dice.between(0, 30) / 1000)


def _teams(dice: Dice) -> tuple[Team, ...]:
    pool = "fælles" if dice.chance(40) else None
    return tuple(
        Team(
            id=team_id,
            name=f"Team {number}",
            pool=pool if number < 2 or dice.chance(20) else None,
            office=_place(dice),
        )
        for number, team_id in enumerate(TEAMS[: dice.between(1, len(TEAMS))])
    )


def _employer(dice: Dice, number: int) -> Employer:
    is_cvr = dice.chance(60)
    return Employer(
        id=f"{10_000_000 + number}" if is_cvr else f"{1_000_000_000 + number}",
        id_kind=EmployerIdKind.CVR if is_cvr else EmployerIdKind.PRODUCTION_UNIT,
        name=dice.one_of(NAMES),
        position=_place(dice),
        industry=dice.one_of(INDUSTRIES),
    )


def _relation(dice: Dice, employer: Employer, ids: Sequence[str]) -> ContactRelation:
    contact = dice.one_of(ids)
    others = [consultant_id for consultant_id in ids if consultant_id != contact]
    return ContactRelation(
        employer_id=employer.id,
        consultant_id=contact,
        mode=dice.one_of((ContactMode.ALWAYS, ContactMode.ALWAYS, ContactMode.PREFERRED, ContactMode.OFF)),
        deputy_id=dice.one_of(others) if others and dice.chance(55) else None,
        since=datetime.date(2024, 1, 1) if dice.chance(30) else None,
        rhythm_days=14 if dice.chance(30) else None,
    )


def _consultant(
    dice: Dice,
    consultant_id: str,
    day: datetime.date,
    teams: Sequence[Team],
    employers: Sequence[Employer],
    new: Sequence[Case],
) -> Consultant:
    conflicts = [ConflictOfInterest(employer_id=each.id) for each in dice.some_of(employers, 10)]
    conflicts += [ConflictOfInterest(case_id=each.id) for each in dice.some_of(new, 5)]
    absences = []
    for _ in range(dice.between(1, 2) if dice.chance(30) else 0):
        first = day + _days(dice.between(-10, 25))
        absences.append(Absence(first_day=first, last_day=first + _days(dice.between(0, 40))))
    weeks = [(day + _days(7 * week)).isocalendar() for week in range(-1, 8)]
    competences = {Competence.EMPLOYED, Competence.GOES_OUT} if dice.chance(85) else {Competence.EMPLOYED}
    return Consultant(
        id=consultant_id,
        team_id=teams[0].id if consultant_id == CONSULTANTS[0] or dice.chance(60) else dice.one_of(teams).id,
        initials=consultant_id,
        home=None if dice.chance(10) else _place(dice),
        working_time_percent=100 if dice.chance(60) else dice.between(20, 99),
        target_count=dice.maybe(15, 0, 8),
        target_weight=dice.maybe(15, 0, 8),
        limit_count=dice.maybe(12, 0, 10),
        limit_weight=dice.maybe(12, 0, 12),
        industries={section: dice.between(0, 3) for section in dice.some_of(("C", "Q"), 60)},
        preferences={case_type: dice.between(-2, 2) for case_type in dice.some_of(list(CaseType), 35)},
        competences=frozenset(competences | set(dice.some_of(list(Competence), 55))),
        absences=tuple(absences),
        start_date=day - _days(dice.between(-20, 200)) if dice.chance(20) else None,
        conflicts=tuple(conflicts),
        free_visit_slots=(
            {f"{week.year}-W{week.week:02d}": dice.between(0, 3) for week in dice.some_of(weeks, 50)}
            if dice.chance(60)
            else None
        ),
        received_lately={case_type: dice.between(0, 4) for case_type in dice.some_of(list(CaseType), 30)},
    )


def _coming_or_going(dice: Dice, consultant: Consultant, day: datetime.date) -> Consultant:
    return consultant.model_copy(
        update={
            "ramp_weeks": dice.maybe(20, 0, 20),
            "end_date": day + _days(dice.between(0, 60)) if dice.chance(8) else None,
        }
    )


def _covered(dice: Dice, case: Case, ids: Sequence[str]) -> Case:
    others = [consultant_id for consultant_id in ids if consultant_id != case.consultant_id]
    if not others or not dice.chance(15):
        return case
    return case.model_copy(update={"covered_for_id": dice.one_of(others)})


def _moving(dice: Dice) -> MovePart:
    return MovePart(
        new_minutes=dice.between(0, 60),
        before_first_talk_minutes=dice.between(0, 60),
        after_first_talk_minutes=dice.between(0, 60),
        near_end_minutes=dice.between(0, 90),
        from_contact_minutes=dice.between(0, 30),
        returning_minutes=dice.between(0, 30),
        new_days=dice.between(0, 30),
        near_end_days=dice.between(0, 60),
        stays_days=dice.between(0, 20),
        sensitive_flags=frozenset(dice.some_of(list(RiskFlag), 10)),
        max_gained=dice.maybe(25, 0, 4),
        max_gained_on_ramp=dice.maybe(50, 0, 3),
    )


def _case(
    dice: Dice,
    case_id: str,
    day: datetime.date,
    teams: Sequence[Team],
    employers: Sequence[Employer],
    consultant_id: str | None = None,
) -> Case:
    is_employed = dice.chance(80)
    received = day - _days(dice.between(0, 90))
    first_day_of_absence = received - _days(dice.between(0, 50))
    is_fast_track = dice.chance(20)
    return Case(
        id=case_id,
        received=received,
        first_day_of_absence=first_day_of_absence,
        case_type=dice.one_of(list(CaseType)),
        team_id=dice.one_of(teams).id if dice.chance(30) else None,
        employment=Employment.EMPLOYED if is_employed else Employment.UNEMPLOYED,
        category=dice.one_of(("1", "2")) if dice.chance(50) else None,
        employer_id=dice.one_of(employers).id if is_employed and employers and dice.chance(75) else None,
        workplace=_place(dice) if dice.chance(30) else None,
        risk_flags=frozenset(dice.some_of(list(RiskFlag), 25)),
        weight_quarters=dice.maybe(20, 1, 12),
        deadline=day + _days(dice.between(-10, 60)) if dice.chance(20) else None,
        expected_back=first_day_of_absence + _days(dice.between(30, 300)) if dice.chance(30) else None,
        fast_track=is_fast_track,
        fast_track_requested=received if is_fast_track and dice.chance(50) else None,
        previous_consultant_id=dice.one_of((*CONSULTANTS[:2], "fratrådt")) if dice.chance(25) else None,
        needs=frozenset(dice.some_of(list(CaseNeed), 8)),
        waiting_since=received - _days(dice.between(0, 20)) if dice.chance(20) else None,
        first_talk=_first_talk(dice, day) if dice.chance(25) else None,
        consultant_id=consultant_id,
    )


def _first_talk(dice: Dice, day: datetime.date) -> FirstTalk:
    form = dice.one_of(list(TalkForm))
    return FirstTalk(
        form=form,
        reason=None if form is TalkForm.WORKPLACE else dice.one_of(list(TalkReason)),
        remark="langt væk" if dice.chance(20) else "",
        decided_by=dice.one_of(("koordinator", "teamleder")),
        decided_on=day,
        agreed_for=day + _days(7) if dice.chance(20) else None,
    )


def _overrides(dice: Dice, cases: Sequence[Case], ids: Sequence[str]) -> list[Override]:
    overrides = []
    for case in cases:
        for index, consultant_id in enumerate(dice.shuffled(ids)):
            is_pin = index == 0 and dice.chance(8)
            if is_pin or dice.chance(6):
                overrides.append(
                    Override(
                        kind=OverrideKind.PIN if is_pin else OverrideKind.EXCLUSION,
                        case_id=case.id,
                        consultant_id=consultant_id,
                        reason=dice.one_of(list(OverrideReason)),
                        text="aftalt på mødet" if dice.chance(20) else "",
                        decided_by=dice.one_of(("koordinator", "teamleder")),
                    )
                )
    return overrides


def _policy(dice: Dice) -> Policy:
    measure = dice.one_of(list(Measure))
    target = dice.between(0, 9)
    limit_count = dice.maybe(60, target if measure is Measure.COUNT else 1, target + 6)
    return Policy(
        name="tilfældig",
        version=dice.between(1, 3),
        valid_from=datetime.date(2026, 1, 1),
        description=Text(da="Tilfældig politik.", en="A random policy."),
        mode=dice.one_of(list(Mode)),
        swap_approval=dice.one_of(list(SwapApproval)),
        levels=_levels(dice),
        documented={"caseload.target": Text(da="en prøve", en="a test")} if dice.chance(50) else {},
        **_parts(dice, measure, target, limit_count),
    )


def _parts(dice: Dice, measure: Measure, target: int, limit_count: int | None) -> dict[str, dict[str, Any]]:
    return {
        "contact": {
            "broken_minutes": dice.between(0, 200),
            "deputy_minutes": dice.between(0, 60),
            "when_impossible": dice.one_of(list(WhenContactImpossible)),
        },
        "travel": {"expected_visits": dice.between(0, 3), "counted_percent": dice.one_of((0, 33, 100, 100, 150))},
        "calendar": {"no_slot_minutes": dice.between(0, 90), "minutes_less_per_slot": dice.between(0, 40)},
        "industry": {
            "missing_level_minutes": dice.between(0, 30),
            "mandatory_sections": frozenset({"Q"}) if dice.chance(20) else frozenset(),
            "mandatory_level": dice.between(1, 3),
        },
        "preference": {"step_minutes": dice.between(0, 30), "wish_step_minutes": dice.between(0, 40)},
        "returning": {"not_previous_minutes": dice.between(0, 90)},
        "urgency": {
            "minutes_per_case_above_target": dice.between(0, 25),
            "near_deadline_days": dice.between(0, 30),
        },
        "caseload": {
            "measure": measure,
            "target": target,
            "limit_count": limit_count,
            "limit_weight": dice.maybe(40, 4 if measure is Measure.COUNT else max(4, target), 16),
            "step_above_minutes": dice.between(1, 12),
            "step_below_minutes": dice.between(0, 8),
            "max_new_per_round": dice.maybe(60, 0 if dice.chance(5) else 1, 4),
            "ramp_weeks": dice.between(0, 30),
            "ramp_start_percent": dice.between(0, 100),
        },
        "cohesion": {"new_face_minutes": dice.between(0, 60)},
        "rotation": {
            "minutes_per_recent_case": dice.between(0, 15),
            "max_unwanted_per_round": dice.maybe(60, 0 if dice.chance(10) else 1, 2),
        },
        "absence": {
            "min_working_days": dice.between(0, 12),
            "absent_day_minutes": dice.between(0, 12),
            "window_days": dice.between(1, 40),
        },
        "left_out": {
            "case_points": dice.between(1, 120),
            "waiting_week_points": dice.between(0, 15),
            "most_waiting_weeks": dice.between(0, 12),
            "fast_track_points": dice.between(0, 50),
            "near_deadline_points": dice.between(0, 40),
            "case_minutes": dice.between(0, 500),
        },
        "weights": {
            "case_type_quarters": {each: dice.between(1, 8) for each in dice.some_of(list(CaseType), 70)},
            "risk_flag_quarters": {each: dice.between(-1, 2) for each in dice.some_of(list(RiskFlag), 70)},
        },
    }


def _levels(dice: Dice) -> tuple[tuple[str, ...], ...]:
    rules = dice.shuffled(PRICED_PAIRWISE_RULES)
    levels = []
    while rules and dice.chance(45):
        size = dice.between(1, min(2, len(rules)))
        levels.append(tuple(rules[:size]))
        rules = rules[size:]
    return tuple(levels)
