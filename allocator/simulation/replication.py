"""What comes of one replication: figures by week, by consultant and by case type, and one row a case. No person."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allocator.arrays import FloatArray, IntArray


@dataclass(frozen=True)
class CaseRows:
    """One row an arrival, in the order in which they came. Days are numbered from the first Monday.

    Attributes
    ----------
    case_type
        Index into `CASE_TYPES`.
    given, wait_days
        Day on which it first got a consultant, and days from receipt to that; -1 for one that did not.
    post
        Post of its first consultant, -1 for none.
    closes
        Day; may lie beyond the simulation.
    one_way_minutes
        Of that consultant; 0 where nobody goes out.
    num_consultants
        How many the citizen has had.
    talk_due, talk_held, talk_factor, talk_chance
        See `first_talks`: whether the deadline came while the case was open, whether the talk was held at the
        workplace in time, what was left of its chance, and the uniform number that decided.
    """

    received: IntArray
    case_type: IntArray
    given: IntArray
    wait_days: IntArray
    post: IntArray
    closes: IntArray
    one_way_minutes: IntArray
    num_consultants: IntArray
    talk_due: NDArray[np.bool_]
    talk_held: NDArray[np.bool_]
    talk_factor: FloatArray
    talk_chance: FloatArray


@dataclass(frozen=True)
class Replication:
    """The figures of one history under one policy.

    `weekly` has arrays (weeks,), `by_post` (weeks, posts), `by_case_type` (weeks, types); what each figure means stands
    in `figures.FIGURES`. A warm-up is cut by leaving out the first rows.
    """

    policy: str
    seed: int
    replication: int
    weeks: int
    weekly: Mapping[str, IntArray]
    by_post: Mapping[str, IntArray]
    by_case_type: Mapping[str, IntArray]
    cases: CaseRows

    def digest(self) -> str:
        """SHA-256 of every number: equal where two runs are the same bit for bit."""
        sha = hashlib.sha256(f"{self.policy}/{self.seed}/{self.replication}/{self.weeks}".encode())
        for tables in (self.weekly, self.by_post, self.by_case_type, vars(self.cases)):
            for name in sorted(tables):
                array: NDArray[Any] = np.ascontiguousarray(tables[name])
                sha.update(f"{name}{array.dtype.str}{array.shape}".encode())
                sha.update(array.tobytes())
        return sha.hexdigest()
