"""Reading figures that callers give, so that no interval is made of what is no number."""

import numpy as np
from numpy.typing import ArrayLike

from allocator.arrays import FloatArray
from allocator.simulation.statistics.errors import NotFinite, TooFewReplications, UnusableSample


def sample_of(values: ArrayLike, *, num_dimensions: int = 1, at_least: int = 1) -> FloatArray:
    """Finite float64 of so many dimensions, with at least so many entries along the first.

    Raises
    ------
    UnusableSample
        Another shape; `TooFewReplications` and `NotFinite` are such.
    """
    read = np.asarray(values, dtype=np.float64)
    if read.ndim != num_dimensions:
        raise UnusableSample(f"figures of {read.ndim} dimensions were given where {num_dimensions} are needed")
    if len(read) < at_least:
        raise TooFewReplications(at_least, len(read))
    wrong = np.argwhere(~np.isfinite(read))
    if len(wrong):
        raise NotFinite(tuple(int(place) for place in wrong[0]))
    return read


def share(name: str, value: float) -> float:
    """The value itself, which must lie strictly between 0 and 1.

    Raises
    ------
    ValueError
        It does not.
    """
    if not 0 < value < 1:
        raise ValueError(f"{name} is {value}; give a number between 0 and 1, both excluded")
    return value
