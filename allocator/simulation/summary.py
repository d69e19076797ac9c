"""From what was given in a replication to its figures."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from allocator.arrays import BoolArray, FloatArray, IntArray
from allocator.rules.caseload import curve
from allocator.rules.industry import FULL_KNOWLEDGE
from allocator.simulation.calendar import DAYS_PER_WEEK
from allocator.simulation.figures import MINUTES
from allocator.simulation.first_talks import chance_factor, is_due
from allocator.simulation.history import History
from allocator.simulation.inflow import mean_weeks
from allocator.simulation.replication import CaseRows, Replication
from allocator.simulation.standing import NOBODY, Giving
from allocator.simulation.tally import Tally
from models.policy import Policy

GOOD_LOADS = (40, 50)
"""The band of open cases of a full-time consultant that is watched."""
_LONG_WAIT_DAYS = 7


@dataclass(frozen=True)
class Observations:
    """What is noted after each week's meeting.

    Attributes
    ----------
    loads, targets, limits, counts
        (weeks, k): the first three in the practice's measure, the last in cases.
    in_post
        bool (weeks, k).
    waiting, not_proved
        (weeks,).
    unwanted
        bool (weeks, types): what the consultants together would rather not have.
    """

    loads: IntArray
    targets: IntArray
    limits: IntArray
    counts: IntArray
    in_post: BoolArray
    waiting: IntArray
    not_proved: IntArray
    unwanted: BoolArray


@dataclass(frozen=True)
class _Givings:
    """Columns of the givings (g,), see `Giving`."""

    case: IntArray
    tenure: IntArray
    day: IntArray
    is_first: IntArray
    has_job: IntArray
    contact: IntArray
    deputy: IntArray
    previous: IntArray
    slots: IntArray
    load: IntArray
    target: IntArray
    is_new_face: IntArray
    is_move: IntArray


def summarise(history: History, givings: Sequence[Giving], noted: Observations, policy: str) -> Replication:
    """The figures of a replication that is over."""
    columns = np.array(givings, dtype=np.int64).reshape(len(givings), len(Giving._fields)).T
    given = _Givings(*columns)
    tally = Tally(history.calendar.weeks, history.staff.num_posts)
    rows = _case_rows(history, given)
    _count_arrivals(tally, history, rows)
    _count_givings(tally, history, given, noted)
    _count_standing(tally, history, noted)
    tally.weekly["objective_minutes"] = sum((tally.weekly[name] for name in MINUTES), np.zeros(tally.weeks, np.int64))
    return Replication(
        policy=policy,
        seed=history.seed,
        replication=history.replication,
        weeks=history.calendar.weeks,
        weekly=tally.weekly,
        by_post=tally.by_post,
        by_case_type=tally.by_case_type,
        cases=rows,
    )


def _case_rows(history: History, given: _Givings) -> CaseRows:
    """One row an arrival."""
    cases = history.cases
    arrivals = slice(cases.num_open, None)
    number = cases.num_cases
    first = given.is_first == 1
    own = given.case[first]
    day, post, way, factor = _filled(number, -1), _filled(number, -1), _filled(number, 0), np.zeros(number)
    posts = np.array([each.post for each in history.staff.tenures])
    day[own], post[own] = given.day[first], posts[given.tenure[first]]
    ways = _one_way_minutes(history, given)[first]
    way[own] = ways
    goes_out = (given.has_job[first] == 1) & ~cases.elsewhere[own] & (given.day[first] <= history.deadlines[own])
    talks = history.world.talks
    factor[own] = goes_out * chance_factor(talks, given.slots[first], given.load[first], given.target[first], ways)
    due = is_due(history)
    held = due & (cases.talk < talks.base_percent.value / 100 * factor)
    return CaseRows(
        received=cases.received[arrivals],
        case_type=cases.case_type[arrivals],
        given=day[arrivals],
        wait_days=np.where(day >= 0, day - cases.received, -1)[arrivals],
        post=post[arrivals],
        closes=cases.closes[arrivals],
        one_way_minutes=way[arrivals],
        num_consultants=np.bincount(given.case, minlength=number)[arrivals],
        talk_due=due[arrivals],
        talk_held=held[arrivals],
        talk_factor=factor[arrivals],
        talk_chance=cases.talk[arrivals],
    )


def _filled(number: int, value: int) -> IntArray:
    return np.full(number, value, dtype=np.int64)


def _one_way_minutes(history: History, given: _Givings) -> IntArray:
    """(g,): to the workplace, 0 where nobody goes out."""
    cases = history.cases
    goes_out = (given.has_job == 1) & ~cases.elsewhere[given.case]
    workplace = np.where(goes_out, cases.workplace[given.case], -1)
    result: IntArray = history.traits.one_way_minutes[workplace, given.tenure]
    return result


def _count_arrivals(tally: Tally, history: History, rows: CaseRows) -> None:
    types, received = rows.case_type, rows.received // DAYS_PER_WEEK
    ended = np.minimum(np.where(rows.given >= 0, rows.given, rows.closes), history.calendar.num_days)
    week_over = rows.received + _LONG_WAIT_DAYS + 1
    closed_week = rows.closes // DAYS_PER_WEEK
    deadline_week = history.deadlines[history.cases.num_open :] // DAYS_PER_WEEK
    tally.count("arrivals", received, types, np.ones_like(types))
    tally.count("waited_over_week", week_over // DAYS_PER_WEEK, types, ended >= week_over)
    tally.count("never_given", closed_week, types, (rows.given < 0) & (rows.closes < history.calendar.num_days))
    tally.count("talks_due", deadline_week, types, rows.talk_due, rows.post)
    tally.count("talks_held", deadline_week, types, rows.talk_held, rows.post)


def _count_givings(tally: Tally, history: History, given: _Givings, noted: Observations) -> None:
    """Flows. Those of a first consultant, and how often there is another."""
    cases, traits, practice = history.cases, history.traits, history.world.practice
    week, types = given.day // DAYS_PER_WEEK, cases.case_type[given.case]
    post = np.array([each.post for each in history.staff.tenures])[given.tenure]
    first = given.is_first
    employer = np.where(given.has_job, cases.employer[given.case], -1)
    knowledge = traits.knowledge[employer, given.tenure]
    has_trade = np.array([each.section is not None for each in history.world.employers] + [False])[employer]
    liking = traits.liking[types, given.tenure]
    has_contact = np.array([each.contact_post is not None for each in history.world.employers] + [False])[employer]
    kept = has_contact & (given.contact == given.tenure)
    with_deputy = has_contact & ~kept & (given.deputy == given.tenure)
    one_way = _one_way_minutes(history, given)
    travel, counted = _travel(history, practice, one_way, employer, kept)
    known, same = given.previous != NOBODY, given.previous == given.tenure
    inside = np.minimum(week, tally.weeks - 1)
    broken = has_contact & ~kept & ~with_deputy
    flows = {
        "given": first,
        "wait_days": first * (given.day - np.maximum(cases.received[given.case], 0)),
        "handed_over": 1 - first,
        "moved": given.is_move,
        "visited": first * (one_way > 0),
        "travel_minutes": first * travel,
        "contact_cases": first * has_contact,
        "contact_kept": first * kept,
        "contact_deputy": first * with_deputy,
        "industry_cases": first * has_trade,
        "industry_levels": first * has_trade * knowledge,
        "liked": first * (liking > 0),
        "disliked": first * (liking < 0),
        "preference_steps": first * liking,
        "unwanted": first * noted.unwanted[inside, types],
        "returning": first * known,
        "returning_kept": first * same,
        "new_faces": first * given.is_new_face,
        "contact_minutes": first
        * (broken * practice.contact.broken_minutes + with_deputy * practice.contact.deputy_minutes),
        "travel_counted_minutes": first * counted,
        "industry_minutes": first * (FULL_KNOWLEDGE - knowledge) * practice.industry.missing_level_minutes,
        "preference_minutes": -first * liking * practice.preference.step_minutes,
        "returning_minutes": first * known * ~same * practice.returning.not_previous_minutes,
        "cohesion_minutes": first * given.is_new_face * practice.cohesion.new_face_minutes,
    }
    for name, amount in flows.items():
        tally.count(name, week, types, amount, post)


def _travel(
    history: History, practice: Policy, one_way: IntArray, employer: IntArray, kept: BoolArray
) -> tuple[IntArray, IntArray]:
    """(g,) twice: minutes for all visits, and as they count; none for a contact whose rhythm brings her there."""
    rhythm = np.array([each.rhythm_days is not None for each in history.world.employers] + [False])[employer]
    minutes = np.where(rhythm & kept, 0, 2 * practice.travel.expected_visits * one_way)
    return minutes, (minutes * practice.travel.counted_percent + 50) // 100


def _count_standing(tally: Tally, history: History, noted: Observations) -> None:
    """Stocks after each week's meeting."""
    practice = history.world.practice
    posts = np.array([each.post for each in history.staff.tenures])
    in_post = noted.in_post
    full_time = _full_time_loads(history, noted)
    low, high = GOOD_LOADS
    percent = np.where(in_post, (200 * noted.loads + noted.targets) // (2 * noted.targets), 0)
    tally.stand("open_cases", noted.counts, posts)
    tally.stand("present", in_post, posts)
    tally.stand("above_limit", in_post & (noted.loads > noted.limits), posts)
    tally.stand("in_band", in_post & (full_time >= low) & (full_time <= high), posts)
    tally.stand("load_percent", percent, posts)
    tally.stand("load_percent_squared", percent**2, posts)
    tally.stand("curve_minutes", np.where(in_post, _curve_minutes(practice, noted), 0), posts)
    share = tally.weekly["curve_minutes"] / mean_weeks(history.world.cases)
    tally.weekly["caseload_minutes"] = np.rint(share).astype(np.int64)
    spread = np.where(in_post, full_time, -np.inf).max(axis=1) - np.where(in_post, full_time, np.inf).min(axis=1)
    tally.weekly["load_spread"] = np.where(in_post.any(axis=1), np.rint(np.nan_to_num(spread)), 0).astype(np.int64)
    tally.weekly["waiting"] = noted.waiting
    tally.weekly["waiting_minutes"] = noted.waiting * practice.left_out.case_minutes
    tally.weekly["not_proved"] = noted.not_proved


def _full_time_loads(history: History, noted: Observations) -> FloatArray:
    """(weeks, k): cases as they would be at full working time and without a newcomer's ramp."""
    general = history.world.practice.caseload
    units = noted.targets / max(1, general.target)
    measure_units = max(1e-9, float(1 if general.measure == "count" else 4))
    result: FloatArray = noted.counts / np.maximum(units / measure_units, 1e-9)
    return result


def _curve_minutes(practice: Policy, noted: Observations) -> IntArray:
    """(weeks, k): by the very curve of the meeting."""
    highest = int(noted.loads.max(initial=0))
    minutes = np.zeros_like(noted.loads)
    tenures = np.arange(noted.loads.shape[1])
    for week, (loads, targets) in enumerate(zip(noted.loads, noted.targets, strict=True)):
        minutes[week] = curve(practice.caseload, targets, highest)[tenures, loads]
    return minutes
