"""Why somebody is not given a case: the rule that forbids it, or the terms that decide and the numbers that flip it."""

from collections.abc import Iterable

import numpy as np

from allocator.arrays import IntArray
from allocator.formulation import Formulation
from allocator.naming import largest_first
from allocator.questions.at_value import Solver
from allocator.questions.clock import Clock
from allocator.questions.flipping import nearest_flips
from allocator.questions.numbers import Kind, numbers_of
from allocator.questions.outcome import Outcome
from allocator.questions.pairs import PairAnswer
from allocator.questions.standing import Standing
from models.explanation import FlipPoint, WhyNot
from models.proposal import Reason, Terms
from models.rule_id import RuleId
from models.text import Text
from models.wording import word

SHARE_OF_OTHERS = 3
"""A number may use so many times its equal share of the time that is left: most need hardly any."""

SHARE_OF_STEPS = 6
"""The same where each value is tried."""


NUM_TRIES = 2
"""What a number does not settle in its share it tries again with what others have left, from where it stopped."""


def say_why_not(standing: Standing, answers: Iterable[PairAnswer], clock: Clock) -> tuple[WhyNot, ...]:
    """Of each answer, which is not the proposal's own, why it is not; each may use its share of the time."""
    answers = tuple(answers)
    shared: dict[tuple[str, int], Outcome] = {}
    return tuple(
        _why_not(standing, answer, shared, clock.share(1 / (len(answers) - position)))
        for position, answer in enumerate(answers)
    )


def plan_terms(formulation: Formulation, assignment: IntArray) -> Terms:
    """All minutes of a plan by rule, of pairs, caseloads, new faces and waiting; they sum to its objective."""
    given = np.flatnonzero(assignment >= 0)
    terms = {rule: int(minutes[given, assignment[given]].sum()) for rule, minutes in formulation.minutes.items()}
    facts = formulation.facts
    loads = facts.load_before.copy()
    np.add.at(loads, assignment[given], facts.case_load[given])
    terms[RuleId.CASELOAD] = int(formulation.load_cost[np.arange(len(loads)), loads].sum())
    faces = {(int(formulation.group[i]), int(assignment[i])) for i in given if formulation.group[i] >= 0}
    terms[RuleId.COHESION] = sum(int(formulation.group_fee[g, j]) for g, j in faces)
    terms[RuleId.LEFT_OUT] = int(formulation.left_out_minutes[assignment < 0].sum())
    return terms


def _why_not(standing: Standing, answer: PairAnswer, shared: dict[tuple[str, int], Outcome], clock: Clock) -> WhyNot:
    formulation, base = standing.formulation, standing.outcome
    terms: Terms = {}
    if base is not None and answer.shown is not None:
        before, after = (plan_terms(formulation, each) for each in (base.assignment, answer.shown))
        terms = {rule: after[rule] - before[rule] for rule in after if after[rule] != before[rule]}
    flips, unsettled = _flips(standing, answer, shared, clock)
    return WhyNot(
        consultant_id=formulation.facts.consultants[answer.j].id,
        blocked_by=answer.blocked_by,
        gives_way=() if answer.extra is None else answer.extra.levels,
        terms=terms,
        reasons=largest_first(
            [Reason(rule=rule, minutes=minutes, text=_in_whole_plan(rule, minutes)) for rule, minutes in terms.items()]
        ),
        flips_when=flips,
        unsettled=unsettled,
    )


def _flips(
    standing: Standing, answer: PairAnswer, shared: dict[tuple[str, int], Outcome], clock: Clock
) -> tuple[tuple[FlipPoint, ...], tuple[str, ...]]:
    """Every number's nearest flips, and the numbers that were not settled."""
    base = standing.outcome
    numbers = list(numbers_of(standing.formulation, answer.i, answer.j))
    is_proved = bool(answer.blocked_by) if answer.outcome is None else answer.outcome.is_proved
    if base is None or not base.is_proved or not is_proved:
        return (), tuple(number.what for number in numbers)
    if answer.outcome is not None and answer.outcome.values == base.values:
        return (), ()  # another plan that is as good gives her the case already
    plans = [base.assignment, *([] if answer.outcome is None else [answer.outcome.assignment])]
    searches = []
    for number in numbers:
        solver = Solver(answer.i, answer.j, clock, seed=standing.seed, plans=plans, shared=shared)
        solver.know(number, base, answer.outcome)
        searches.append((number, solver))
    flips: dict[str, list[FlipPoint]] = {}
    for _ in range(NUM_TRIES):
        unsettled = []
        for position, (number, solver) in enumerate(searches):
            weight = SHARE_OF_STEPS if number.kind is Kind.STEPS else SHARE_OF_OTHERS
            solver.clock = clock.share(min(1.0, weight / (len(searches) - position)))
            flips[number.what], is_settled = nearest_flips(solver, number)
            unsettled += [] if is_settled else [(number, solver)]
        searches = unsettled
    return tuple(flip for of_number in flips.values() for flip in of_number), tuple(each.what for each, _ in searches)


def _in_whole_plan(rule: RuleId, minutes: int) -> Text:
    name, amount = word(rule), abs(minutes)
    if minutes > 0:
        return Text(
            da=f"Hele planen bruger {amount} min. mere på {name.da}.",
            en=f"The whole plan spends {amount} min. more on {name.en}.",
        )
    return Text(
        da=f"Hele planen bruger {amount} min. mindre på {name.da}.",
        en=f"The whole plan spends {amount} min. less on {name.en}.",
    )
