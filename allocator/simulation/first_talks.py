"""Whether each first talk was held at the workplace before its deadline."""

import numpy as np

from allocator.arrays import BoolArray, FloatArray, IntArray
from allocator.simulation.calendar import NEVER
from allocator.simulation.history import History
from models.world import TalkFacts

MINUTES_PER_HOUR = 60


def is_due(history: History) -> BoolArray:
    """bool (n,): arrivals of people with a job who still have case and job on the last day of the first talk."""
    cases, deadlines = history.cases, history.deadlines
    lasts = (cases.closes >= deadlines) & (cases.lost_job > deadlines)
    on_the_way = (cases.received >= 0) & (deadlines < history.calendar.num_days) & (deadlines < NEVER)
    result: BoolArray = cases.is_employed & lasts & on_the_way
    return result


def chance_factor(
    facts: TalkFacts, slots: IntArray, load: IntArray, target: IntArray, one_way_minutes: IntArray
) -> FloatArray:
    """What calendar, caseload and travel leave of the chance, 0-1, for arrays of one shape."""
    calendar = 1 - (1 - facts.slot_percent.value / 100) ** slots
    above = np.maximum(0.0, load / np.maximum(target, 1) - 1)
    hours = one_way_minutes / MINUTES_PER_HOUR
    burden: FloatArray = facts.load_effect.value * above + facts.travel_effect.value * hours
    result: FloatArray = np.asarray(calendar * np.exp(-burden), dtype=np.float64)
    return result


def base_percent_for(held_percent: float, factors: FloatArray, uniforms: FloatArray) -> float:
    """The base chance, in per cent, at which so many per cent of talks are held; 100 where not even that suffices.

    A talk is held where its uniform number is below base times factor, so the base is a quantile of their ratio.
    Cases that nobody goes out to have factor 0.
    """
    ratios = np.sort(np.where(factors > 0, uniforms / np.maximum(factors, 1e-12), np.inf))
    wanted = held_percent / 100 * len(ratios)
    index = min(len(ratios) - 1, max(0, round(wanted)))
    return float(min(100.0, 100 * ratios[index]))
