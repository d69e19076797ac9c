"""Small random rebalances, every plan of them, and what a plan counts, found without any of the searches."""

import time
from collections.abc import Iterator
from itertools import combinations, product
from math import comb

import numpy as np

from allocator.evaluation import evaluate, find_violations
from allocator.formulation import Formulation, formulate
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.points import Ground
from models.policy import Policy
from models.snapshot import Snapshot
from tests.factories import StraightLineTravel
from tests.random_teams import Dice, random_team

MOST_PLANS = 4_000


def small_team(seed: int) -> tuple[Snapshot, Policy]:
    """A random team with few enough open cases that every plan with some moves can be looked at."""
    snapshot, policy = random_team(seed)
    dice = Dice(seed + 2_000_000)
    kept = dice.shuffled(snapshot.open_cases)[: dice.between(2, 7)]
    ids = {case.id for case in kept}
    target = min(policy.caseload.target, dice.between(1, 4))
    consultants = [
        each.model_copy(update={"conflicts": tuple(it for it in each.conflicts if (it.case_id or "") in {"", *ids})})
        for each in snapshot.consultants
    ]
    changes = {
        "cases": tuple(kept),
        "wishes": tuple(wish for wish in snapshot.wishes if wish.case_id in ids),
        "overrides": tuple(each for each in snapshot.overrides if each.case_id in ids),
        "consultants": tuple(consultants),
    }
    caseload = policy.caseload.model_copy(update={"target": target})
    return snapshot.model_copy(update=changes), policy.model_copy(update={"caseload": caseload})


def formulation_of(seed: int) -> Formulation:
    snapshot, policy = small_team(seed)
    return formulate(gather_rebalance(snapshot, policy, StraightLineTravel(), seed=seed % 3))


def ground_of(formulation: Formulation, seconds: float = 60.0) -> Ground:
    return Ground(formulation, 0, time.monotonic() + seconds, None)


def every_plan(formulation: Formulation, max_moves: int | None) -> Iterator[np.ndarray]:
    """Every plan with at most so many voluntary moves that breaks no rule."""
    facts = formulation.facts
    n, m = facts.shape
    problem = formulation.problem((), optional=True)
    free = [i for i in range(n) if not formulation.may_keep[i] or formulation.rightful[i] >= 0]
    others = [i for i in range(n) if i not in free]
    most = len(others) if max_moves is None else min(len(others), max_moves)
    for size in range(most + 1):
        for movers in combinations(others, size):
            places = [
                [j for j in range(m) if problem.allowed[i, j]] + ([] if formulation.may_keep[i] else [-1]) for i in free
            ] + [[j for j in range(m) if problem.allowed[i, j] and j != facts.holder[i]] for i in movers]
            for chosen in product(*places):
                plan = facts.holder.copy()
                plan[[*free, *movers]] = chosen
                if max_moves is not None and num_moves(formulation, plan) > max_moves:
                    continue
                if not find_violations(problem, plan):
                    yield plan


def num_plans(formulation: Formulation, max_moves: int | None) -> int:
    """About how many plans there are."""
    n, m = formulation.facts.shape
    free = int((~formulation.may_keep | (formulation.rightful >= 0)).sum())
    others = n - free
    most = others if max_moves is None else min(others, max_moves)
    return sum(comb(others, size) * m**size for size in range(most + 1)) * (m + 1) ** free


def num_moves(formulation: Formulation, plan: np.ndarray) -> int:
    return sum(int(formulation.voluntary[i, j]) for i, j in enumerate(plan.tolist()) if j >= 0)


def values(formulation: Formulation, plan: np.ndarray) -> tuple[int, ...]:
    """What a plan counts in every level, and its minutes: smaller is better, from the first on."""
    minutes = evaluate(formulation.problem((), optional=True), plan)
    return (*(level.value(plan) for level in formulation.levels), minutes)
