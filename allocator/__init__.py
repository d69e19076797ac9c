"""The front door of the brain: from a team's snapshot and policy to a proposal or a rebalance, and the solver below."""

from allocator.distribution import distribute
from allocator.evaluation import evaluate
from allocator.explanation import best_fits, explain
from allocator.problem import AssignmentProblem, Limit
from allocator.questions.alternatives import count_plans, find_alternatives
from allocator.questions.collision import find_collisions
from allocator.questions.override_price import price_overrides
from allocator.rebalancing.rebalance import rebalance, rebalance_at_price
from allocator.rebalancing.swap_check import check_swap
from allocator.rebalancing.swaps import find_swaps
from allocator.rebalancing.weeks_ahead import Outlook, look_ahead
from allocator.solving.incumbent import Progress
from allocator.solving.portfolio import solve
from allocator.solving.result import Result

__all__ = [
    "AssignmentProblem",
    "Limit",
    "Outlook",
    "Progress",
    "Result",
    "best_fits",
    "check_swap",
    "count_plans",
    "distribute",
    "evaluate",
    "explain",
    "find_alternatives",
    "find_collisions",
    "find_swaps",
    "look_ahead",
    "price_overrides",
    "rebalance",
    "rebalance_at_price",
    "solve",
]
