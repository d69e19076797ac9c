"""The frontier: the best plan with at most 0, 1, 2, ... voluntary moves, and where one more stops paying."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from allocator.rebalancing.points import Ground, Point, solve_point
from allocator.solving.incumbent import Progress


@dataclass(frozen=True)
class FrontierProgress:
    """How far a frontier is: the number of moves under way, the points that stand, and the solve that is running."""

    max_moves: int | None
    points: tuple[Point, ...]
    running: Progress | None


@dataclass(frozen=True)
class Frontier:
    """The points for 0, 1, 2, ... voluntary moves.

    Attributes
    ----------
    points
        In order; fewer than asked for where more moves are proved to better nothing, or the time was up.
    best
        With any number of moves: all that earn more than they disturb.
    stops_paying_at
        The fewest moves that are proved to be as good as any number; None where that is beyond the points, or open.
    """

    points: tuple[Point, ...]
    best: Point
    stops_paying_at: int | None


def trace(ground: Ground, max_moves: int, on_progress: Callable[[FrontierProgress], None] | None = None) -> Frontier:
    """The frontier from 0 to `max_moves` voluntary moves.

    Each point starts from the plan before it, which it may only better. The plan with any number of moves comes early:
    no point can be better, so the first that is as good ends the frontier; what allows fewer moves has nothing to add
    after it.
    """

    def told(bound: int | None) -> Callable[[Progress], None] | None:
        if on_progress is None:
            return None
        return lambda known: on_progress(FrontierProgress(bound, tuple(points), known))

    points: list[Point] = []
    points.append(solve_point(ground, start=ground.at_rest, max_moves=0, on_progress=told(0)))
    best = solve_point(_within_share(ground), start=points[0].assignment, max_moves=None, on_progress=told(None))
    for k in range(1, max_moves + 1):
        if _is_as_good(points[-1], best) or (ground.is_over and k > 1):
            break
        point = solve_point(ground, start=points[-1].assignment, max_moves=k, relaxed=best, on_progress=told(k))
        points.append(_same_plan_if_as_good(points[-1], point))
        if on_progress is not None:
            on_progress(FrontierProgress(k, tuple(points), None))
    if points[-1].values <= best.values:
        best = replace(points[-1], status=best.status) if points[-1].values < best.values else points[-1]
    return Frontier(
        points=tuple(points),
        best=best,
        stops_paying_at=next((k for k, each in enumerate(points) if _is_as_good(each, best)), None),
    )


def _within_share(ground: Ground) -> Ground:
    """The plan with any number of moves has a third of the time at most; the points that are asked for come first."""
    return replace(ground, deadline_s=ground.deadline_s - 2 * ground.remaining_s / 3)


def _is_as_good(point: Point, best: Point) -> bool:
    """Whether both are proved, and nothing between them."""
    return best.is_proved and point.values == best.values


def _same_plan_if_as_good(before: Point, point: Point) -> Point:
    """The point; with the plan before it, where one move more betters nothing, so that nothing seems to change."""
    if point.values < before.values:
        return point
    return replace(point, assignment=before.assignment, num_moves=before.num_moves)
