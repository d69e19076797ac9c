"""Strict levels and minutes as one number, in which a unit of a level outweighs everything after it."""

from collections.abc import Sequence

import numpy as np

from allocator.formulation import Formulation, StrictLevel
from allocator.questions.outcome import possible_minutes


def weights_between(one: Formulation, other: Formulation) -> tuple[int, ...]:
    """What a unit of each level, and a minute, weighs so that it outweighs all that follows, at any value between."""
    sizes = []
    for here, there in zip(one.levels, other.levels, strict=True):
        sizes.append(max(_size_of_level(here), _size_of_level(there)))
    sizes.append(max(abs(each) for end in (one, other) for each in possible_minutes(end)))
    weights = [1]
    for size in reversed(sizes[1:]):
        weights.append(weights[-1] * (2 * size + 1))
    return tuple(reversed(weights))


def _size_of_level(level: StrictLevel) -> int:
    most = np.maximum(np.abs(level.pair).max(axis=1, initial=0), np.abs(level.left_out))
    return int(most.sum())


def weighed(values: Sequence[int], weights: Sequence[int]) -> int:
    """Values of levels, and last the minutes, in one number."""
    return sum(value * weight for value, weight in zip(values, weights, strict=True))
