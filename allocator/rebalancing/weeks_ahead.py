"""Caseloads over the weeks to come: told with all that is assumed, and as the measure that a rebalance is judged by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from allocator.arrays import FloatArray, IntArray
from allocator.facts import Facts
from allocator.rebalancing.expectation import Expectation, estimated_inflow, expect, shares_left
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rules import caseload
from allocator.rules.counted import counted, written
from models.caseload import QUARTERS_PER_CASE
from models.policy import Policy
from models.policy_parts import CaseloadPart
from models.snapshot import Snapshot
from models.text import Text
from models.travel import TravelTimes
from models.weeks_ahead import ConsultantAhead, ExpectedWeek, PopulationCurve, WeeksAhead

WEEKS_OF_INFLOW = 13
"""The inflow is estimated from so many of the last weeks: long enough to be steady, short enough to be of now."""

_FRACTION = 4096
"""Loads are kept in so many parts of a unit, so that costs are worked out in integers and stay convex."""


@dataclass(frozen=True)
class Outlook:
    """Over what weeks caseloads are looked at. `inflow_per_week` None: as estimated from the cases themselves."""

    curve: PopulationCurve
    num_weeks: int
    inflow_per_week: float | None = None

    def load_cost_of(self, snapshot: Snapshot) -> Callable[[Facts, int], IntArray]:
        """For a rebalance: the minutes of every load, judged by the mean caseload of the weeks instead of today's."""

        def load_cost(facts: Facts, highest_load: int) -> IntArray:
            return horizon_load_cost(facts, self.curve, self.num_weeks, self.inflow(snapshot, facts), highest_load)

        return load_cost

    def inflow(self, snapshot: Snapshot, facts: Facts) -> float:
        """New cases a week for the consultants of the facts, as given or estimated, in whole hundredths."""
        if self.inflow_per_week is not None:
            return self.inflow_per_week
        theirs = [case.received for case in facts.cases]
        theirs += [case.received for case in snapshot.new_cases if case.team_id in (None, *facts.teams)]
        return round(estimated_inflow(theirs, facts.date, self.curve, WEEKS_OF_INFLOW), 2)


def look_ahead(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    outlook: Outlook,
    *,
    team_id: str | None = None,
) -> WeeksAhead:
    """The weeks to come of one pool with its cases as they are had now.

    Raises
    ------
    UnusableInput
        There is no such team, it has no consultant, or a home is missing that the policy counts from.
    """
    facts = gather_rebalance(snapshot, policy, travel, team_id=team_id)
    inflow = outlook.inflow(snapshot, facts)
    expected = expect(facts, outlook.curve, outlook.num_weeks, inflow)
    named = [_ahead(facts, expected, j) for j in range(facts.shape[1])]
    return WeeksAhead(
        municipality=snapshot.municipality,
        date=facts.date,
        teams=facts.teams,
        inflow_per_week=inflow,
        waiting_per_week=round(float(expected.waiting.mean()), 2),
        curve=outlook.curve,
        consultants=tuple(sorted(named, key=lambda each: each.consultant_id)),
        assumptions=say_assumptions(facts, outlook, inflow),
    )


def horizon_load_cost(
    facts: Facts, curve: PopulationCurve, num_weeks: int, inflow_per_week: float, highest_load: int
) -> IntArray:
    """(m, highest_load + 1): minutes of every load of today, judged by the mean caseload over the weeks to come.

    Who has what she has now can be expected to have its part that stays open, and what arrives; a unit of load more or
    less counts as much as an open case does on the average. Its distance to the mean target is priced as the policy
    prices distances, straight between whole units. Marginal costs are worked out in integers and never fall.
    """
    expected = expect(facts, curve, num_weeks, inflow_per_week)
    mean_left = shares_left(facts, curve, num_weeks)
    per_unit = float(mean_left.mean()) if facts.shape[0] else 1.0
    step = round(per_unit * _FRACTION)
    as_now = _parts(expected.held_load + expected.arriving_load - expected.mean_target)
    loads = np.arange(highest_load + 1, dtype=np.int64)
    distance = as_now[:, np.newaxis] + step * (loads - facts.load_today[:, np.newaxis])
    exact = _priced(facts.policy.caseload, distance)
    marginal = (2 * np.diff(exact, axis=1) + _FRACTION) // (2 * _FRACTION)
    from_zero = np.zeros_like(exact)
    np.cumsum(marginal, axis=1, out=from_zero[:, 1:])
    # Rounded marginal costs drift; nothing does at today's load, which is where differences are read.
    today = np.minimum(facts.load_today, highest_load)[:, np.newaxis]
    at_today = (2 * np.take_along_axis(exact, today, axis=1) + _FRACTION) // (2 * _FRACTION)
    result: IntArray = from_zero + at_today - np.take_along_axis(from_zero, today, axis=1)
    return result


def _parts(loads: FloatArray) -> IntArray:
    result: IntArray = np.floor(loads * _FRACTION + 0.5).astype(np.int64)
    return result


def _priced(part: CaseloadPart, distance: IntArray) -> IntArray:
    """Minutes of distances to the target, both in parts: straight lines between the prices of whole units."""
    farthest = int(np.abs(distance).max(initial=0)) // _FRACTION + 1
    prices = caseload.curve(part, np.array([farthest], dtype=np.int64), 2 * farthest)[0]
    whole, rest = np.divmod(distance, _FRACTION)
    whole += farthest
    above = np.minimum(whole + 1, 2 * farthest)
    result: IntArray = prices[whole] * (_FRACTION - rest) + prices[above] * rest
    return result


def _ahead(facts: Facts, expected: Expectation, j: int) -> ConsultantAhead:
    units = facts.units_per_case
    return ConsultantAhead(
        consultant_id=facts.consultants[j].id,
        weeks=tuple(
            ExpectedWeek(
                first_day=facts.date + week * timedelta(weeks=1),
                count=round(float(expected.count[week, j]), 2),
                weight=round(float(expected.quarters[week, j]) / QUARTERS_PER_CASE, 2),
                present_percent=round(100 * float(expected.present[week, j])),
                target=round(float(expected.target[week, j]) / units, 2),
            )
            for week in range(len(expected.count))
        ),
        mean_count=round(float(expected.count[:, j].mean()), 2),
        mean_weight=round(float(expected.quarters[:, j].mean()) / QUARTERS_PER_CASE, 2),
        mean_target=round(float(expected.mean_target[j]) / units, 2),
    )


def say_assumptions(facts: Facts, outlook: Outlook, inflow_per_week: float) -> tuple[Text, ...]:
    """Everything the weeks to come rest on, in sentences."""
    weeks = counted(outlook.num_weeks, da=("uge", "uger"), en=("week", "weeks"))
    curve, inflow = outlook.curve, written(inflow_per_week)
    last = written(curve.weeks[-2])
    num_outlasting = sum((facts.date - case.first_day_of_absence).days > 7 * curve.weeks[-2] for case in facts.cases)
    where_from = (
        Text(
            da=f"skønnet af de sager, der er kommet de seneste {WEEKS_OF_INFLOW} uger",
            en=f"estimated from the cases that came in the last {WEEKS_OF_INFLOW} weeks",
        )
        if outlook.inflow_per_week is None
        else Text(da="som oplyst", en="as given")
    )
    said = [
        Text(
            da=f"Sagsstammerne er gennemsnittet af de næste {weeks.da}, ikke dagens.",
            en=f"Caseloads are the mean of the next {weeks.en}, not today's.",
        ),
        Text(
            da="Åbne sager afsluttes, som sager gør i hele befolkningen: kun antallet af uger siden første fraværsdag "
            f"tæller, intet om personen. Kurven er fra {curve.dated:%d-%m-%Y}: {curve.source.da}",
            en="Open cases close as cases of the whole population do: only the weeks since the first day of absence "
            f"count, nothing about the person. The curve is of {curve.dated.isoformat()}: {curve.source.en}",
        ),
        Text(
            da=f"Der ventes {inflow.da} nye sager om ugen, {where_from.da}. De går til dem, der er til stede og under "
            "deres loft, efter måltal og uden hensyn til, hvilke sager det er.",
            en=f"{inflow.en} new cases a week are expected, {where_from.en}. They go to those who are there and below "
            "their limit, by target and whatever cases they are.",
        ),
        Text(
            da="Kendt fravær, start og fratræden regnes med dag for dag; en uge tæller i måltallet, som konsulenten er "
            "der. Ukendt fravær regnes ikke med.",
            en="Known absences, starts and departures count day by day; a week counts in the target as far as the "
            "consultant is there. Absences that are not known do not count.",
        ),
        Text(
            da="Oplæring begrænser det, der kommer, ikke det, konsulenten har: måltal og loft vokser uge for uge.",
            en="A ramp-up limits what comes in, not what a consultant has: target and limit grow week by week.",
        ),
    ]
    if num_outlasting:
        cases = counted(num_outlasting, da=("sag har", "sager har"), en=("case has", "cases have"))
        said.append(
            Text(
                da=f"{cases.da} varet over {last.da} uger og regnes, som om de var der.",
                en=f"{cases.en} lasted more than {last.en} weeks and are taken as if they were there.",
            )
        )
    return tuple(said)
