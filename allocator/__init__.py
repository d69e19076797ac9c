"""The front door of the brain: from a team's snapshot and policy to a proposal, to answers about it, to the solver.

A round: `distribute`; with `distribute_with_record`, `seal_record`, `open_sealed`, `digest_of` and `replay` to make it
again.

What a team asks of it: `explain` (why, who else, why not, binding limits), `best_fits` (the other way round),
`price_overrides`, `find_collisions`, `find_alternatives` and `count_plans`, `compare_plans`, `measure_fairness`,
`describe_method`.

When somebody is away, leaves or comes: `rebalance`, `rebalance_at_price`, `find_swaps`, `check_swap`; weeks ahead
`look_ahead` with an `Outlook`.

A team's year again and again under several ways: `simulate` a `Study` of `Way`s with a `Question`, into any `Store`.

Beneath: `AssignmentProblem` and `Limit`, `solve` and `evaluate`.
"""

from allocator.distribution import distribute, distribute_with_record
from allocator.evaluation import evaluate
from allocator.explanation import best_fits, explain
from allocator.fairness import measure_fairness
from allocator.method import describe_method
from allocator.plan_difference import compare_plans
from allocator.problem import AssignmentProblem, Limit
from allocator.questions.alternatives import count_plans, find_alternatives
from allocator.questions.collision import find_collisions
from allocator.questions.override_price import price_overrides
from allocator.rebalancing.rebalance import rebalance, rebalance_at_price
from allocator.rebalancing.swap_check import check_swap
from allocator.rebalancing.swaps import find_swaps
from allocator.rebalancing.weeks_ahead import Outlook, look_ahead
from allocator.replaying import replay
from allocator.seal import RecordChanged, digest_of, open_sealed
from allocator.seal import seal as seal_record
from allocator.simulation.judging import Judged, Question
from allocator.simulation.simulating import Stopped, simulate
from allocator.simulation.study import Store, Study, Way
from allocator.solving.incumbent import Progress
from allocator.solving.portfolio import solve
from allocator.solving.result import Result

__all__ = [
    "AssignmentProblem",
    "Judged",
    "Limit",
    "Outlook",
    "Progress",
    "Question",
    "RecordChanged",
    "Result",
    "Stopped",
    "Store",
    "Study",
    "Way",
    "best_fits",
    "check_swap",
    "compare_plans",
    "count_plans",
    "describe_method",
    "digest_of",
    "distribute",
    "distribute_with_record",
    "evaluate",
    "explain",
    "find_alternatives",
    "find_collisions",
    "find_swaps",
    "look_ahead",
    "measure_fairness",
    "open_sealed",
    "price_overrides",
    "rebalance",
    "rebalance_at_price",
    "replay",
    "seal_record",
    "simulate",
    "solve",
]
