"""The best of many policies, with a stated probability that it is the best."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special  # type: ignore[import-untyped]

from allocator.arrays import BoolArray, FloatArray
from allocator.simulation.statistics.errors import NotFinite, TooFewReplications, UnusableSample
from allocator.simulation.statistics.samples import sample_of, share

_FEWEST_FIRST = 10


@dataclass(frozen=True)
class Selection:
    """What is known of the best of k policies, numbered from 0.

    Attributes
    ----------
    best
        The selected one; None where more replications are needed.
    contenders
        Those that may still be the best, in rising order.
    left_after
        (k,): the replication after which each fell out of the contest; None for a contender.
    num_replications
        How many it took; those after the selection are not looked at.
    at_most
        Replications after which there is a selection in any case.
    """

    best: int | None
    contenders: tuple[int, ...]
    left_after: tuple[int | None, ...]
    num_replications: int
    at_most: int

    @property
    def next_replications(self) -> int | None:
        """How many there should be, in all, before one looks again: a fifth more; None where there is a selection.

        To look seldom costs nothing of the confidence, since every replication is judged in its turn.
        """
        return None if self.best is not None else min(self.at_most, math.ceil(1.2 * self.num_replications))


@dataclass(frozen=True)
class KimNelson:
    """Fully sequential selection, valid under common random numbers, which make it shorter.

    If the best is better than all others by at least the indifference, it is selected with at least the stated
    confidence, for normal figures with any variances and correlations. Replications are added one by one; a policy
    leaves as soon as it lies so far behind another that their difference cannot be chance. (S.-H. Kim and B. L. Nelson,
    A fully sequential procedure for indifference-zone selection in simulation, ACM TOMACS 11(3), 2001, with c = 1.)

    Rinott's two stages would need independent policies and more replications: they may not use the pairing.

    Attributes
    ----------
    indifference
        In the figure's unit, above 0: what nobody would change practice for.
    first_stage
        Replications from which the variances of the differences are estimated, at least 10.
    smaller_is_better
        As for minutes.
    """

    indifference: float
    confidence: float = 0.95
    first_stage: int = 20
    smaller_is_better: bool = True

    def __post_init__(self) -> None:
        if not 0.5 < self.confidence < 1:
            raise ValueError(f"confidence is {self.confidence}; give a number between 0.5 and 1, both excluded")
        if not 0 < self.indifference < math.inf:
            raise ValueError(f"indifference is {self.indifference}; give a number above 0, in the unit of the figure")
        if self.first_stage < _FEWEST_FIRST:
            raise ValueError(f"first_stage is {self.first_stage}; give at least {_FEWEST_FIRST} replications")

    def select(self, values: ArrayLike) -> Selection:
        """Judge the figures (n, k) of the same replications under k policies.

        The same rows, and more, give the same contest: what has been decided stays so. A policy that has left may have
        no numbers (NaN) from there on. Equals to the last figure are settled by their order.

        Raises
        ------
        UnusableSample
            Fewer rows than the first stage, no policy, or a contender's figure is no number.
        """
        figures = np.asarray(values, dtype=np.float64)
        if figures.ndim != 2 or figures.shape[1] == 0:
            raise UnusableSample(f"figures of shape {figures.shape} are not replications by policies")
        if len(figures) < self.first_stage:
            raise TooFewReplications(self.first_stage, len(figures))
        first = sample_of(figures[: self.first_stage], num_dimensions=2)
        sign = 1.0 if self.smaller_is_better else -1.0
        reach = self._reach(sign * first)
        return self._contest(sign * figures, reach)

    def _reach(self, first: FloatArray) -> FloatArray:
        """(k, k): h squared times the variance of the differences by the square of the indifference."""
        number, num_policies = first.shape
        if num_policies == 1:
            return np.zeros((1, 1))
        error = 2 * (1 - self.confidence) / (num_policies - 1)
        eta = (error ** (-2 / (number - 1)) - 1) / 2
        variances = np.var(first[:, :, None] - first[:, None, :], axis=0, ddof=1)
        result: FloatArray = 2 * eta * (number - 1) * variances / self.indifference**2
        return result

    def _contest(self, figures: FloatArray, reach: FloatArray) -> Selection:
        number, num_policies = figures.shape
        stays = np.ones(num_policies, dtype=np.bool_)
        left_after: list[int | None] = [None] * num_policies
        at_most = max(self.first_stage, math.floor(float(reach.max())) + 1)
        sums = figures[: self.first_stage].sum(axis=0)
        for r in range(self.first_stage, number + 1):
            if r > self.first_stage:
                row = figures[r - 1]
                _check(row, stays, r - 1)
                sums = sums + np.where(stays, row, 0.0)
            slack = np.maximum(0.0, self.indifference / (2 * r) * (reach - r))
            behind = (sums[:, None] - sums[None, :]) / r > slack
            leaves = stays & (behind & stays[None, :]).any(axis=1)
            for policy in np.flatnonzero(leaves).tolist():
                left_after[policy] = r
            stays &= ~leaves
            if stays.sum() == 1 or r >= at_most:
                best = int(np.where(stays, sums, np.inf).argmin())
                return Selection(best, _numbers(stays), tuple(left_after), r, at_most)
        return Selection(None, _numbers(stays), tuple(left_after), number, at_most)


def may_be_best(values: ArrayLike, *, confidence: float = 0.95, smaller_is_better: bool = True) -> tuple[int, ...]:
    """The policies that a fixed number of replications (n, k) has not shown to be worse than another.

    With at least the stated confidence the best is among them: it falls out only if one of k - 1 one-sided paired tests
    errs, among which the error is shared (Bonferroni). For a sample that is looked at once; one that grows until
    somebody is content is for `KimNelson`.

    Raises
    ------
    UnusableSample
        Fewer than two rows, or not finite.
    """
    figures = sample_of(values, num_dimensions=2, at_least=2) * (1.0 if smaller_is_better else -1.0)
    number, num_policies = figures.shape
    error = (1 - share("confidence", confidence)) / max(1, num_policies - 1)
    differences = figures[:, :, None] - figures[:, None, :]
    reach = float(special.stdtrit(number - 1, 1 - error)) * differences.std(axis=0, ddof=1) / math.sqrt(number)
    return _numbers(~(differences.mean(axis=0) > reach).any(axis=1))


def _check(row: FloatArray, stays: BoolArray, index: int) -> None:
    wrong = np.flatnonzero(stays & ~np.isfinite(row))
    if len(wrong):
        raise NotFinite((index, int(wrong[0])))


def _numbers(chosen: BoolArray) -> tuple[int, ...]:
    return tuple(np.flatnonzero(chosen).tolist())
