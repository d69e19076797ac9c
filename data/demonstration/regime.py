"""What the law of the day lets into the municipality, and how long it stays."""

import datetime
from dataclasses import dataclass

from data.demonstration.facts import NationalFacts, PoolFacts
from models.law import legal_days
from models.survival import Durations


@dataclass(frozen=True)
class Regime:
    """Lengths of employed and unemployed people's cases under the rules of one day.

    Under the reform of 2026 most employed people expected back within 26 weeks never come in. The survival curve says
    how many those are, so inflow falls by as much, and the cases that are left last longer.
    """

    employed: Durations
    unemployed: Durations
    is_reformed: bool

    @property
    def stock_factor(self) -> float:
        """Open cases of employed people in the long run, relative to the rules before the reform."""
        return self.employed.inflow_factor * self.employed.mean_weeks / self.unemployed.mean_weeks

    def inflow_factor(self, pool: PoolFacts) -> float:
        """New cases of a pool, relative to the rules before the reform."""
        unemployed = pool.unemployed_percent.value / 100
        return unemployed + (1 - unemployed) * self.employed.inflow_factor

    def unemployed_share_of_new(self, pool: PoolFacts) -> float:
        """Share of the pool's new cases."""
        return pool.unemployed_percent.value / 100 / self.inflow_factor(pool)

    def unemployed_share_of_open(self, pool: PoolFacts) -> float:
        """Share of the pool's open cases."""
        unemployed = pool.unemployed_percent.value / 100
        return unemployed / (unemployed + (1 - unemployed) * self.stock_factor)

    def durations(self, *, is_employed: bool) -> Durations:
        """Those of the person's employment."""
        return self.employed if is_employed else self.unemployed


def regime_on(date: datetime.date, national: NationalFacts) -> Regime:
    """The regime of a day."""
    weeks = legal_days("exempt_below_weeks", date)
    everybody = national.survival.durations()
    if weeks is None:
        return Regime(everybody, everybody, is_reformed=False)
    remaining = national.survival.durations(
        exempt_below_weeks=weeks, exempt_percent=national.reform_exempt_percent.value
    )
    return Regime(remaining, everybody, is_reformed=True)
