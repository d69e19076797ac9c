"""A search under way, for phases that are tested alone."""

from allocator.problem import AssignmentProblem
from allocator.solving.incumbent import Incumbent
from allocator.solving.search import Search
from allocator.solving.stopping import Stopping


def new_search(problem: AssignmentProblem) -> Search:
    """With a minute, and nothing known."""
    stopping = Stopping(60.0)
    return Search(problem, Incumbent(problem, lambda: stopping.elapsed_s), stopping)
