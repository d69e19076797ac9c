"""Why a case was left out: the rules whose removal lets it in, verified by plans without them."""

from collections.abc import Collection
from itertools import combinations

import numpy as np

from allocator.arrays import IntArray
from allocator.formulation import Formulation
from allocator.neighbours import neighbours_of
from allocator.problem import AssignmentProblem, Limit
from allocator.rules import limits, rotation
from allocator.solving.portfolio import solve
from allocator.solving.stopping import Stopping
from models.rule_id import RuleId

VERIFICATION_LIMIT_S = 5.0
"""A verification asks whether one round has a plan; that takes milliseconds, and this guards against the rest."""


def blocking_rules(formulation: Formulation, assignment: IntArray, i: int, stopping: Stopping) -> tuple[RuleId, ...]:
    """The rules that keep case i out of a plan that leaves out as little as possible.

    Every rule whose removal alone lets the case in without any other being left out for it; where no single one does,
    the first smallest set that does together; there is one wherever a rule forbids anything, as somebody has room once
    all are removed. A rule over pairs is removed for this case only, limits for everybody.

    Parameters
    ----------
    stopping
        Once it says so nothing more is solved: only what can be seen without is named, which may be nothing.
    """
    candidates = _candidates(formulation, i)
    singles = tuple(rule for rule in candidates if _lets_in(formulation, assignment, i, (rule,), stopping))
    together = (
        rules
        for size in range(2, len(candidates) + 1)
        for rules in combinations(candidates, size)
        if stopping.reason() is None and _lets_in(formulation, assignment, i, rules, stopping)
    )
    return singles or next(together, ())


def _candidates(formulation: Formulation, i: int) -> list[RuleId]:
    """The rules that forbid anything at all to case i, or to the plan."""
    facts = formulation.facts
    candidates = [rule for rule, forbidden in formulation.forbidden.items() if forbidden[i].any()]
    if formulation.max_load is not None or limits.max_cases(facts) is not None or limits.weight_rows(facts):
        candidates.append(RuleId.LIMITS)
    if rotation.limits(facts):
        candidates.append(RuleId.ROTATION)
    return candidates


def _lets_in(
    formulation: Formulation, assignment: IntArray, i: int, rules: Collection[RuleId], stopping: Stopping
) -> bool:
    """Whether, without the rules, the case can have a consultant while no more is left out of the others.

    Where somebody simply has room besides the others, that is seen without a solve.
    """
    others = formulation.levels[0].left_out.copy()
    others[i] = 0
    parts = formulation.hard_parts(rules, row=i)
    if not parts["allowed"][i].any():
        return False
    no_minutes = np.zeros(formulation.facts.shape, dtype=np.int64)
    no_more_left_out = Limit(no_minutes, others, upper=int(others[assignment < 0].sum()))
    optional = np.ones(len(assignment), dtype=np.bool_)
    optional[i] = False
    parts["limits"] = (*parts["limits"], no_more_left_out)
    problem = AssignmentProblem(no_minutes, optional=optional, **parts)
    if neighbours_of(problem, assignment, i).is_feasible.any():
        return True
    if stopping.reason() is not None:
        return False
    result = solve(
        problem,
        time_limit_s=min(VERIFICATION_LIMIT_S, stopping.remaining_s),
        hint=assignment,
        should_stop=lambda: stopping.reason() is not None,
    )
    return result.assignment is not None
