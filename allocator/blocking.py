"""Why a case was left out: the rules whose removal lets it in, verified by solving without them."""

from itertools import combinations

import numpy as np

from allocator.arrays import IntArray
from allocator.formulation import Formulation
from allocator.problem import AssignmentProblem
from allocator.solving.portfolio import solve
from models.rule_id import RuleId

VERIFICATION_LIMIT_S = 5.0
"""A verification asks whether one round has a plan; that takes milliseconds, and this guards against the rest."""


def blocking_rules(formulation: Formulation, assignment: IntArray, i: int) -> tuple[RuleId, ...]:
    """The rules that keep case i out of a plan that leaves out as little as possible.

    Every rule whose removal alone lets the case in without any other being left out for it; where no single one does,
    the first smallest set that does together. A rule over pairs is removed for this case only, limits for everybody.
    """
    pairwise = [rule for rule, forbidden in formulation.forbidden.items() if forbidden[i].any()]
    candidates = [*pairwise, RuleId.LIMITS]
    if RuleId.ROTATION not in candidates:
        candidates.append(RuleId.ROTATION)
    singles = tuple(rule for rule in candidates if _lets_in(formulation, assignment, i, (rule,)))
    if singles:
        return singles
    for size in range(2, len(candidates) + 1):
        for rules in combinations(candidates, size):
            if _lets_in(formulation, assignment, i, rules):
                return rules
    return ()


def _lets_in(formulation: Formulation, assignment: IntArray, i: int, rules: tuple[RuleId, ...]) -> bool:
    """Whether, without the rules, the case can have a consultant while no more is left out of the others."""
    others = formulation.levels[0].left_out.copy()
    others[i] = 0
    still_out = int(others[assignment < 0].sum())
    optional = np.ones(len(assignment), dtype=np.bool_)
    optional[i] = False
    problem = AssignmentProblem(
        cost=np.zeros(formulation.facts.shape, dtype=np.int64),
        optional=optional,
        left_out_cost=others,
        **formulation.hard_parts(rules, row=i),  # type: ignore[arg-type]
    )
    result = solve(problem, time_limit_s=VERIFICATION_LIMIT_S)
    return result.objective is not None and result.objective <= still_out
