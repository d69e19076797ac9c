"""All plans of a small round, from the judge that shares nothing with the product."""

import itertools
from collections.abc import Callable
from functools import lru_cache

from tests.allocator.round_judge import Plan, RoundJudge

Values = tuple[int, ...]
"""What a plan counts in every level, and its minutes; least is best, in this order."""


def values_of(judge: RoundJudge, plan: Plan) -> Values:
    return (*judge.levels(plan).values(), judge.objective(plan))


def every_plan(judge: RoundJudge, wanted: Callable[[Plan], bool] = lambda _: True) -> list[tuple[Values, Plan]]:
    """The plans that break no rule and are wanted, with their values."""
    return [(values, plan) for values, plan in _every_plan(judge) if wanted(plan)]


@lru_cache(maxsize=8)
def _every_plan(judge: RoundJudge) -> tuple[tuple[Values, Plan], ...]:
    """All plans of a judge's round, tried once however often they are asked for."""
    takers = [
        [None, *(each.id for each in judge.consultants.values() if not judge.forbidding(case, each))]
        for case in judge.cases.values()
    ]
    plans = (dict(zip(judge.cases, chosen, strict=True)) for chosen in itertools.product(*takers))
    return tuple((values_of(judge, plan), plan) for plan in plans if not judge.broken_rules(plan))


def best_values(judge: RoundJudge, wanted: Callable[[Plan], bool] = lambda _: True) -> Values | None:
    """The values of the best plan that is wanted; None where there is none."""
    return min((values for values, _ in every_plan(judge, wanted)), default=None)


def is_small(judge: RoundJudge, most: int = 2_000) -> bool:
    """Whether there are few enough plans to try them all, and any at all to choose between."""
    return len(judge.cases) > 0 and (len(judge.consultants) + 1) ** len(judge.cases) <= most
