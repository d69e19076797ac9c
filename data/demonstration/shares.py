"""Shares turned into whole numbers and into members, so that a demonstration holds what its file says it does."""

import math
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T")


def num_of(percent: float, total: int) -> int:
    """So many percent of `total`, halves rounded up."""
    return math.floor(percent * total / 100 + 0.5)


def apportioned(weights: Mapping[T, float], total: int) -> list[T]:
    """`total` items in the proportion of the weights, each kind's together; largest remainders round the numbers."""
    exact = [weight * total / sum(weights.values()) for weight in weights.values()]
    numbers = [math.floor(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda index: numbers[index] - exact[index])
    for index in by_remainder[: total - sum(numbers)]:
        numbers[index] += 1
    return [kind for kind, number in zip(weights, numbers, strict=True) for _ in range(number)]


def dealt(rng: np.random.Generator, weights: Mapping[T, float], total: int) -> list[T]:
    """The items of `apportioned` in random order."""
    items = apportioned(weights, total)
    return [items[index] for index in rng.permutation(total)]


def drawn(rng: np.random.Generator, weights: Mapping[T, float]) -> T:
    """One kind, with a probability in proportion to its weight."""
    kinds = list(weights)
    return kinds[rng.choice(len(kinds), p=normalised([weights[kind] for kind in kinds]))]


def members(
    rng: np.random.Generator, items: Sequence[T], number: int, weights: Sequence[float] | None = None
) -> list[T]:
    """`number` different items, or all of them where there are fewer; those of greater weight rather."""
    probabilities = None if weights is None else normalised(weights)
    chosen = rng.choice(len(items), size=min(number, len(items)), replace=False, p=probabilities) if items else ()
    return [items[index] for index in chosen]


def normalised(weights: Sequence[float] | npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The weights as probabilities."""
    array = np.asarray(weights, dtype=np.float64)
    probabilities: npt.NDArray[np.float64] = array / array.sum()
    return probabilities
