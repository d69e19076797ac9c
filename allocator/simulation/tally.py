"""Counting by week, by post and by case type."""

import numpy as np

from allocator.arrays import BoolArray, FloatArray, IntArray
from allocator.simulation.traits import CASE_TYPES


class Tally:
    """Sums by name, of shape (weeks,), (weeks, posts) and (weeks, types)."""

    def __init__(self, weeks: int, num_posts: int) -> None:
        self.weeks = weeks
        self.num_posts = num_posts
        self.weekly: dict[str, IntArray] = {}
        self.by_post: dict[str, IntArray] = {}
        self.by_case_type: dict[str, IntArray] = {}

    def count(
        self,
        name: str,
        week: IntArray,
        case_type: IntArray,
        amount: IntArray | BoolArray,
        post: IntArray | None = None,
    ) -> None:
        """Add up amounts of single cases. Those outside the weeks are left out, by post also those of post -1."""
        inside = (week >= 0) & (week < self.weeks)
        amounts = np.asarray(amount, dtype=np.float64)
        self.weekly[name] = _binned(week[inside], amounts[inside], self.weeks)
        cells = week[inside] * len(CASE_TYPES) + case_type[inside]
        by_type = _binned(cells, amounts[inside], self.weeks * len(CASE_TYPES))
        self.by_case_type[name] = by_type.reshape(self.weeks, len(CASE_TYPES))
        if post is not None:
            known = inside & (post >= 0)
            cells = week[known] * self.num_posts + post[known]
            by_post = _binned(cells, amounts[known], self.weeks * self.num_posts)
            self.by_post[name] = by_post.reshape(self.weeks, self.num_posts)

    def stand(self, name: str, by_tenure: IntArray | BoolArray, posts: IntArray) -> None:
        """Add up what stands for each tenure (weeks, k)."""
        table = np.zeros((self.num_posts, self.weeks), dtype=np.int64)
        np.add.at(table, posts, by_tenure.T.astype(np.int64))
        table = np.ascontiguousarray(table.T)
        self.by_post[name] = table
        self.weekly[name] = table.sum(axis=1)


def _binned(cells: IntArray, amounts: FloatArray, num_cells: int) -> IntArray:
    """Whole numbers below 2**53 are exact in doubles."""
    result: IntArray = np.rint(np.bincount(cells, weights=amounts, minlength=num_cells)).astype(np.int64)
    return result
