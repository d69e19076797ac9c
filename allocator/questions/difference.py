"""What one round costs more than another: exactly where both are proved, and always between two proved numbers."""

from dataclasses import dataclass

from allocator.questions.outcome import Outcome, possible_minutes
from models.explanation import LevelChange


@dataclass(frozen=True)
class Difference:
    """How the best plan of one round differs in value from that of another.

    Attributes
    ----------
    levels
        The strict levels that change, the first to decide first; empty where all stay.
    minutes
        Minutes more; None unless both are proved best.
    at_least, at_most
        Between which the minutes lie, whatever is proved.
    rank
        Sorts cheaper changes first; where something is not proved, by the most it can be.
    """

    levels: tuple[LevelChange, ...]
    minutes: int | None
    at_least: int
    at_most: int
    rank: tuple[int, ...]


def difference(before: Outcome, after: Outcome, *, is_tighter: bool = False, is_looser: bool = False) -> Difference:
    """What `after` costs more than `before`.

    Parameters
    ----------
    is_tighter, is_looser
        Whether `after` allows no plan that `before` forbids, or forbids none that it allows.
    """
    changes, rank = [], []
    for k, level in enumerate(before.formulation.levels):
        if k < min(before.num_proved, after.num_proved):
            extra = after.values[k] - before.values[k]
            low, high = extra, extra
        else:
            low, high = _between(_level_range(before, k), _level_range(after, k))
        rank.append(high)
        if (low, high) != (0, 0):
            changes.append(LevelChange(name=level.name, unit=level.unit, extra_at_least=low, extra_at_most=high))
    low, high = _between(_minutes_range(before), _minutes_range(after))
    if not changes:
        low = max(low, 0) if is_tighter else low
        high = min(high, 0) if is_looser else high
    both = before.is_proved and after.is_proved
    return Difference(tuple(changes), low if both else None, low, high, (*rank, high))


def _between(before: tuple[int, int], after: tuple[int, int]) -> tuple[int, int]:
    return after[0] - before[1], after[1] - before[0]


def _level_range(outcome: Outcome, k: int) -> tuple[int, int]:
    """Between which the best plan's value of level k lies."""
    value = outcome.values[k]
    if k < outcome.num_proved:
        return value, value
    level = outcome.formulation.levels[k]
    least = int(min(level.pair.min(axis=1, initial=0).sum(), 0) + min(int(level.left_out.sum()), 0))
    if k == outcome.num_proved:
        return (least if outcome.least is None else outcome.least), value
    return least, int(level.pair.max(axis=1, initial=0).sum()) + int(level.left_out.sum())


def _minutes_range(outcome: Outcome) -> tuple[int, int]:
    if outcome.is_proved:
        return outcome.minutes, outcome.minutes
    least, most = possible_minutes(outcome.formulation)
    if not outcome.are_levels_proved:
        return least, most
    return (least if outcome.least is None else max(least, outcome.least)), outcome.minutes
