"""How many open cases each consultant has, so that the pool's mean is the documented one and everyone has her share."""

import datetime
import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from data.demonstration.facts import PoolFacts
from data.demonstration.staff import Member
from models.caseload import Measure, scaled_half_up
from models.policy import Policy
from models.streams import Streams
from models.survival import FloatArray

_OWN_LIMIT_PERCENT = 92
# Where caseloads spread over a range, a quarter of it on either side of the mean holds most of them.
_SPREAD = 0.25


def own_limit_count(member: Member, policy: Policy) -> int | None:
    """The limit by count agreed with her alone, a little below the policy's for her hours; None: the policy's."""
    if member.own_limit is not Measure.COUNT:
        return None
    return scaled_half_up(_limit(policy, member), _OWN_LIMIT_PERCENT)


def open_counts(
    pool: PoolFacts,
    staff: Sequence[Member],
    stock_factors: Sequence[float],
    policy: Policy,
    date: datetime.date,
    num_new: int,
    streams: Streams,
) -> npt.NDArray[np.int64]:
    """Open cases of each consultant, shape (consultants,), within her share of the documented range and her limit.

    `stock_factors` are what the law leaves of each one's cases, 1 under the rules before the reform. Where the caseload
    allows it, everybody who is there has room for her part of the `num_new` cases of the round.

    Raises
    ------
    ValueError
        The pool's caseload does not fit below the limits; the message says what would.
    """
    ramps = [_ramp_percent(member, policy, date) for member in staff]
    capacity = np.array(
        [member.working_time_percent * ramp / 10_000 for member, ramp in zip(staff, ramps, strict=True)]
    )
    limits = np.array(
        [
            scaled_half_up(own_limit_count(member, policy) or _limit(policy, member), ramp)
            for member, ramp in zip(staff, ramps, strict=True)
        ]
    )
    shares = capacity * np.array(stock_factors)
    total = math.floor(pool.caseload.value * len(staff) * shares.sum() / capacity.sum() + 0.5)
    if total > limits.sum():
        raise ValueError(
            f"{pool.id}: {total} open cases do not fit, {limits.sum()} would; lower the caseload or add consultants"
        )
    room = np.array([0 if member.absences else math.ceil(num_new / len(staff)) for member in staff])
    low, high = (np.floor(bound * shares) for bound in pool.caseload_range.value)
    high = np.minimum(high, np.maximum(limits - room, 0))
    rng = streams.named("caseloads")
    means = total * shares / shares.sum()
    drawn = np.floor(rng.normal(means, _SPREAD * np.maximum(high - low, 0)) + 0.5)
    counts = np.clip(drawn, np.minimum(low, high), high)
    while (missing := total - int(counts.sum())) != 0:
        able = np.flatnonzero(counts > 0) if missing < 0 else _below(counts, high, limits)
        counts[rng.choice(able, size=min(abs(missing), len(able)), replace=False)] += math.copysign(1, missing)
    whole: npt.NDArray[np.int64] = counts.astype(np.int64)
    return whole


def _below(counts: FloatArray, high: FloatArray, limits: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Who can have one more: below the documented range's end as long as anybody is, else below her limit."""
    able = np.flatnonzero(counts < high)
    return able if len(able) else np.flatnonzero(counts < limits)


def _limit(policy: Policy, member: Member) -> int:
    limit = policy.caseload.limit_count
    assert limit is not None  # noqa: S101 - each of the documented practices has one
    return scaled_half_up(limit, member.working_time_percent)


def _ramp_percent(member: Member, policy: Policy, date: datetime.date) -> int:
    """How much of a newcomer's limit counts on that day, in whole per cent rounded down."""
    caseload = policy.caseload
    if member.start_date is None:
        return 100
    days = (date - member.start_date).days
    start = caseload.ramp_start_percent
    return min(100, start + (100 - start) * days // (7 * caseload.ramp_weeks))
