"""Every case of a replication, drawn before anything is decided: the same under every policy.

Each property takes one uniform number a case from a stream of its own, so that neither another number in the world
nor a longer simulation changes the other properties of the same case.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allocator.arrays import BoolArray, FloatArray, IntArray
from allocator.simulation.calendar import DAYS_PER_WEEK, NEVER, Calendar
from allocator.simulation.inflow import draw_arrival_days, durations_of, mean_open_cases
from allocator.simulation.returning import send_back
from allocator.simulation.traits import CASE_TYPES, kind_of
from models.case import RiskFlag
from models.streams import Streams
from models.world import CaseFacts, World

RISK_FLAGS = tuple(RiskFlag)
_MENTAL = frozenset({"stress_anxiety", "depression"})
# Of people flagged as mentally ill most are in a mental type of case; some are found behind another (figures of 2012).
_MENTAL_ODDS = 8.0
_DAYS_IN_MONTH = 31


@dataclass(frozen=True)
class Cases:
    """Arrays with a row a case (n): first those open on day 0, then the arrivals in the order in which they come.

    Attributes
    ----------
    received, first_absence, closes
        Days; those of the open cases are negative, as may be the first day of absence of others.
    lost_job
        The day on which the job is lost while the case goes on; `NEVER` where it is not.
    is_employed
        When received. `closes_with_job`: the case closes because the job is lost.
    case_type, risk_flags
        Index into `CASE_TYPES`; bool (n, flags).
    employer, workplace
        Index, -1 for none; workplaces are the employers, then those that are nobody's.
    fast_track_requested
        Day, `NEVER` for a case that is not fast track.
    predecessor
        The citizen's earlier case; -1 for none, -2 for one that closed long before day 0, with the post in
        `earlier_post`.
    kind, kind_after_loss
        See `kind_of`; the second counts once the job is lost.
    birthday
        Day of the month, 1-31, for practices that go by it.
    chance
        For policies that leave something to chance.
    talk
        Decides together with load, travel and calendar whether the first talk is held at the workplace.
    """

    received: IntArray
    first_absence: IntArray
    closes: IntArray
    lost_job: IntArray
    is_employed: BoolArray
    closes_with_job: BoolArray
    case_type: IntArray
    risk_flags: BoolArray
    employer: IntArray
    workplace: IntArray
    fast_track_requested: IntArray
    flex_job: BoolArray
    clarification: BoolArray
    elsewhere: BoolArray
    predecessor: IntArray
    earlier_post: IntArray
    kind: IntArray
    kind_after_loss: IntArray
    birthday: IntArray
    chance: FloatArray
    talk: FloatArray
    num_open: int

    @property
    def num_cases(self) -> int:
        """n."""
        return len(self.received)


def draw_cases(world: World, calendar: Calendar, streams: Streams) -> Cases:
    """The open cases of a steady state, and every arrival of the simulation."""
    arrivals = draw_arrival_days(world, calendar, streams.within("arrivals"))
    num_open = _num_open(world, streams)
    new, old = streams.within("new"), streams.within("open")
    parts = [
        _draw(world, *_open_cases(world, num_open, old), old),
        _draw(world, arrivals, *_lengths(world, len(arrivals), new), new),
    ]
    columns: dict[str, Any] = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    send_back(columns, num_open, world, new)
    columns |= _kinds(columns)
    return Cases(**columns, num_open=num_open)


def _num_open(world: World, streams: Streams) -> int:
    """Poisson, as the number in a system without queue is in the long run."""
    return int(streams.named("open/number").poisson(mean_open_cases(world.cases)))


def _unemployed(world: World, uniforms: FloatArray, *, of_open: bool) -> BoolArray:
    """Who had no job when the case was received."""
    facts = world.cases
    employed, others = durations_of(facts)
    share = facts.unemployed_percent.value / 100
    factor = employed.inflow_factor
    if of_open:
        factor *= employed.mean_weeks / others.mean_weeks
    result: BoolArray = uniforms < share / (share + (1 - share) * factor)
    return result


def _lengths(world: World, number: int, streams: Streams) -> tuple[BoolArray, IntArray]:
    """Who is employed, and days from receipt to closing, of new cases."""
    unemployed = _unemployed(world, streams.named("employment").random(number), of_open=False)
    lengths = np.zeros(number, dtype=np.int64)
    uniforms = streams.named("length").random(number)
    for durations, chosen in zip(durations_of(world.cases), (~unemployed, unemployed), strict=True):
        shares = durations.share_by_days / durations.inflow_factor
        lengths[chosen] = _pick(shares, uniforms[chosen])
    return ~unemployed, np.maximum(1, lengths)


def _open_cases(world: World, number: int, streams: Streams) -> tuple[IntArray, BoolArray, IntArray]:
    """Days of receipt (negative), who was employed, and lengths of the cases found open on day 0."""
    unemployed = _unemployed(world, streams.named("employment").random(number), of_open=True)
    lengths = np.zeros(number, dtype=np.int64)
    uniforms, ages = streams.named("length").random(number), streams.named("age").random(number)
    for durations, chosen in zip(durations_of(world.cases), (~unemployed, unemployed), strict=True):
        by_length = np.arange(len(durations.share_by_days)) * durations.share_by_days
        lengths[chosen] = _pick(by_length / by_length.sum(), uniforms[chosen])
    received = -1 - np.floor(ages * lengths).astype(np.int64)
    return received, ~unemployed, np.maximum(1, lengths)


def _draw(
    world: World, received: IntArray, is_employed: BoolArray, lengths: IntArray, streams: Streams
) -> dict[str, NDArray[Any]]:
    """All properties of cases that do not come of other cases."""
    facts, number = world.cases, len(received)

    def uniform(purpose: str) -> FloatArray:
        return streams.named(purpose).random(number)

    def happens(purpose: str, percent: float) -> BoolArray:
        result: BoolArray = uniform(purpose) * 100 < percent
        return result

    type_shares = np.array([facts.case_types_percent.value.get(each, 0.0) for each in CASE_TYPES]) / 100
    types = _pick(type_shares, uniform("type"))
    workplace = _workplaces(world, uniform("employer"), uniform("unlisted"), uniform("unlisted-place"))
    workplace = np.where(is_employed, workplace, -1)
    closes = received + lengths
    loses = happens("lost-job", facts.lost_job_percent.value) & is_employed
    goes_on = _takes_unemployed(world)
    lost_day = received + 1 + np.floor(uniform("lost-job-day") * (lengths - 1)).astype(np.int64)
    asked = received - np.floor(4 * uniform("fast-track-day")).astype(np.int64)
    fast_track = happens("fast-track", facts.fast_track_percent.value) & is_employed
    clarifies = happens("clarification", facts.clarification_percent.value)
    return {
        "received": received,
        "first_absence": received - _lags(facts, received, uniform("first-day")),
        "closes": closes,
        "lost_job": np.where(loses & goes_on, lost_day, NEVER),
        "is_employed": is_employed,
        "closes_with_job": loses & (not goes_on),
        "case_type": types,
        "risk_flags": _risk_flags(facts, types, streams, number),
        "employer": np.where(workplace < len(world.employers), workplace, -1),
        "workplace": workplace,
        "fast_track_requested": np.where(fast_track, asked, NEVER),
        "flex_job": happens("flex-job", facts.flex_job_percent.value) & is_employed,
        "clarification": clarifies,
        "elsewhere": happens("elsewhere", facts.elsewhere_percent.value),
        "predecessor": np.full(number, -1, dtype=np.int64),
        "earlier_post": np.full(number, -1, dtype=np.int64),
        "birthday": 1 + np.floor(uniform("birthday") * _DAYS_IN_MONTH).astype(np.int64),
        "chance": uniform("chance"),
        "talk": uniform("talk"),
    }


def _takes_unemployed(world: World) -> bool:
    """Whether the team goes on with a case when the job is lost, as somebody in it has people with no job."""
    return any("unemployed" in post.competences for post in world.posts)


def _workplaces(world: World, uniforms: FloatArray, unlisted: FloatArray, places: FloatArray) -> IntArray:
    num_employers = len(world.employers)
    elsewhere = num_employers + np.floor(places * world.num_unlisted_places).astype(np.int64)
    if num_employers == 0:
        return elsewhere
    shares = np.array([each.size_share for each in world.employers])
    listed = _pick(shares / shares.sum(), uniforms)
    return np.where(unlisted * 100 < world.cases.unlisted_employer_percent.value, elsewhere, listed)


def _lags(facts: CaseFacts, received: IntArray, uniforms: FloatArray) -> IntArray:
    """Days from the first day of absence to receipt: rather such that absence began on a Monday."""
    earliest, latest = facts.received_days.value
    lags = np.arange(earliest, latest + 1)
    by_weekday = np.array(facts.first_day_by_weekday_percent.value)
    result = np.zeros(len(received), dtype=np.int64)
    for weekday in range(DAYS_PER_WEEK):
        chosen = received % DAYS_PER_WEEK == weekday
        shares = by_weekday[(weekday - lags) % DAYS_PER_WEEK]
        if not shares.any():  # none of the weekdays that are to be had: then all are alike
            shares = np.ones(len(lags))
        result[chosen] = lags[_pick(shares / shares.sum(), uniforms[chosen])]
    return result


def _risk_flags(facts: CaseFacts, types: IntArray, streams: Streams, number: int) -> BoolArray:
    """Bool (n, flags). Of people flagged as mentally ill, most are in a mental type of case, in the stated total."""
    flags = np.zeros((number, len(RISK_FLAGS)), dtype=np.bool_)
    mental_types = np.array([each in _MENTAL for each in CASE_TYPES])
    share_mental = sum(facts.case_types_percent.value.get(each, 0.0) for each in CASE_TYPES if each in _MENTAL) / 100
    for column, flag in enumerate(RISK_FLAGS):
        share = facts.risk_flags_percent.value.get(flag, 0.0) / 100
        chances = np.full(number, share)
        if flag is RiskFlag.MENTAL_ILLNESS and 0 < share_mental < 1:
            odds = share / (1 + (_MENTAL_ODDS - 1) * share_mental)
            of_mental = min(1.0, _MENTAL_ODDS * odds)
            of_others = (share - share_mental * of_mental) / (1 - share_mental)
            chances = np.where(mental_types[types], of_mental, of_others)
        flags[:, column] = streams.named(f"risk/{flag}").random(number) < chances
    return flags


def _kinds(columns: dict[str, NDArray[Any]]) -> dict[str, IntArray]:
    employed, clarifies = columns["is_employed"].astype(np.int64), columns["clarification"].astype(np.int64)
    at_workplace = (columns["is_employed"] & ~columns["elsewhere"]).astype(np.int64)
    nothing = np.zeros_like(employed)
    return {
        "kind": kind_of(employed, columns["flex_job"].astype(np.int64), clarifies, at_workplace),
        "kind_after_loss": kind_of(nothing, nothing, clarifies, nothing),
    }


def _pick(shares: FloatArray, uniforms: FloatArray) -> IntArray:
    """The index at which the running sum of shares passes each uniform number."""
    return np.minimum(np.searchsorted(np.cumsum(shares), uniforms, side="right"), len(shares) - 1).astype(np.int64)
