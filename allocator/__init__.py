"""The front door of the brain: from a team's snapshot and policy to a proposal with reasons, and the solver beneath."""

from allocator.distribution import distribute
from allocator.evaluation import evaluate
from allocator.explanation import best_fits, explain
from allocator.problem import AssignmentProblem, Limit
from allocator.questions.alternatives import count_plans, find_alternatives
from allocator.questions.collision import find_collisions
from allocator.questions.override_price import price_overrides
from allocator.solving.incumbent import Progress
from allocator.solving.portfolio import solve
from allocator.solving.result import Result

__all__ = [
    "AssignmentProblem",
    "Limit",
    "Progress",
    "Result",
    "best_fits",
    "count_plans",
    "distribute",
    "evaluate",
    "explain",
    "find_alternatives",
    "find_collisions",
    "price_overrides",
    "solve",
]
