"""What a demonstration municipality is made from: every number with its status and its source, read from TOML files.

The same files are the world of the simulation, so nothing here is about one seed or one date.
"""

import datetime
import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Self

from pydantic import Field, field_validator, model_validator

from data.towns import MUNICIPALITY_CODES
from models.case import CaseType, RiskFlag, TalkForm, TalkReason
from models.consultant import Competence
from models.employer import ContactMode
from models.fact import Fact
from models.industry import Industry, IndustryScheme
from models.survival import SurvivalCurve
from models.word import Identifier, Word
from models.world import HolidayBlock

Percent = Annotated[float, Field(ge=0, le=100)]
Size = Annotated[int, Field(ge=0, le=10_000)]
Positive = Annotated[float, Field(gt=0)]
Weight = Annotated[float, Field(ge=0)]
KEYS = tuple(MUNICIPALITY_CODES)


def _sums_to_100(fact: Fact[dict[Any, float]]) -> Fact[dict[Any, float]]:
    total = sum(fact.value.values())
    if abs(total - 100) > 1e-6:
        raise ValueError(f"the shares sum to {total:g} %; make them 100")
    return fact


class TeamFacts(Word):
    """A team. `takes` is what all its members may have; the counts say how many differ."""

    id: Identifier
    name: str
    office: str
    consultants: Fact[Annotated[int, Field(ge=1, le=500)]]
    takes: Fact[frozenset[Competence]]
    num_flex_jobs: Fact[Size]
    num_stay_in: Fact[Size]


class PoolFacts(Word):
    """Teams whose cases are distributed in one round.

    `caseload` is the mean number of open cases per consultant, newcomers and part-timers included; `caseload_range` is
    what is seen of full-time consultants. `inflow_per_week` is what keeps that caseload as it is.
    """

    id: Identifier
    published_inflow_per_week: Fact[Positive] | None = None
    inflow_per_week: Fact[Positive]
    caseload: Fact[Positive]
    caseload_range: Fact[tuple[Positive, Positive]]
    unemployed_percent: Fact[Percent]
    clarification_percent: Fact[Percent]
    teams: Annotated[tuple[TeamFacts, ...], Field(min_length=1)]

    @property
    def num_consultants(self) -> int:
        """Consultants of all the pool's teams."""
        return sum(team.consultants.value for team in self.teams)


class MunicipalityFacts(Word):
    """One municipality's file.

    Percentages of consultants and of employers are of the first pool, those of cases of every pool; numbers that follow
    from them are rounded half up.
    """

    key: Annotated[str, Field(pattern=r"^[a-z]+$")]
    name: str
    code: Annotated[str, Field(pattern=r"^\d{4}$")]
    dated: datetime.date
    population: Fact[Positive]
    sickness_benefit_persons: Fact[Positive]
    bounding_box: Fact[tuple[float, float, float, float]]
    inhabitants_per_km2_of_town: Fact[Positive]
    countryside_percent: Fact[Percent]
    employed_by_industry_group: Fact[Annotated[tuple[Weight, ...], Field(min_length=10, max_length=10)]]
    rounds_per_week: Fact[Annotated[int, Field(ge=1, le=5)]]
    pools: Annotated[tuple[PoolFacts, ...], Field(min_length=1)]

    part_time_percent: Fact[Percent]
    newcomer_percent: Fact[Percent]
    absent_percent: Fact[Percent]
    own_limit_percent: Fact[Percent]
    conflict_percent: Fact[Percent]
    preference_percent: Fact[Percent]
    visit_slots_per_week: Fact[Weight]

    num_employers: Fact[Annotated[int, Field(ge=1, le=10_000)]]
    workplace_size_shift: Fact[Positive]
    unlisted_employer_percent: Fact[Percent]
    contact_percent: Fact[Percent]
    contact_modes_percent: Fact[dict[ContactMode, Percent]]
    deputy_percent: Fact[Percent]
    rhythm_percent: Fact[Percent]
    rhythm_days: Fact[Annotated[int, Field(ge=1, le=365)]]
    num_agreements: Fact[Size]

    case_types_percent: Fact[dict[CaseType, Percent]]
    risk_flags_percent: Fact[dict[RiskFlag, Percent]]
    fast_track_percent: Fact[Percent]
    returning_percent: Fact[Percent]
    flex_job_percent: Fact[Percent]
    waiting_percent: Fact[Percent]
    talk_decided_percent: Fact[Percent]
    wished_percent: Fact[Percent]
    talk_agreed_percent: Fact[Percent]
    held_at_workplace_percent: Fact[Percent]
    talk_base_percent: Fact[Percent]

    _mixes_are_whole = field_validator("case_types_percent", "contact_modes_percent")(_sums_to_100)

    @model_validator(mode="after")
    def _is_one_of_the_six(self) -> Self:
        if MUNICIPALITY_CODES.get(self.key) != self.code:
            raise ValueError(f"municipality {self.key} has not the code {self.code}; correct one of the two")
        if len({team.id for pool in self.pools for team in pool.teams}) < sum(len(pool.teams) for pool in self.pools):
            raise ValueError("two teams have the same id; rename one")
        return self

    @property
    def main_pool(self) -> PoolFacts:
        """The pool that the product distributes when none is named."""
        return self.pools[0]

    def check_no_drift(self, mean_weeks: float) -> None:
        """Inflow times mean duration must equal caseload times consultants, within one percent, in every pool.

        Raises
        ------
        ValueError
            A year simulated from the file would drift; the message says which inflow would not.
        """
        for pool in self.pools:
            open_cases = pool.caseload.value * pool.num_consultants
            if abs(pool.inflow_per_week.value * mean_weeks / open_cases - 1) > 0.01:
                raise ValueError(
                    f"{self.key}, {pool.id}: {pool.inflow_per_week.value} cases a week of {mean_weeks:.2f} weeks each "
                    f"are not {open_cases:g} open cases; write inflow_per_week {open_cases / mean_weeks:.1f}"
                )


class Trade(Word):
    """What a fictitious employer does: its code in both schemes and how often it comes within its industry group."""

    name: str
    group: Annotated[int, Field(ge=1, le=10)]
    db07: str
    db25: str
    weight: Positive

    @model_validator(mode="after")
    def _codes_say_the_same(self) -> Self:
        if len({self.industry(scheme).section for scheme in IndustryScheme}) > 1:
            raise ValueError(f"{self.name}: DB07 {self.db07} and DB25 {self.db25} are different sections; correct one")
        return self

    @property
    def section(self) -> str:
        """The section of DB07."""
        return self.industry(IndustryScheme.DB07).section

    def industry(self, scheme: IndustryScheme) -> Industry:
        """The code in one scheme."""
        return Industry(scheme=scheme, code=self.db07 if scheme is IndustryScheme.DB07 else self.db25)


class NationalFacts(Word):
    """What is the same for all six."""

    dated: datetime.date
    survival_weeks: Fact[tuple[Weight, ...]]
    survival_shares: Fact[tuple[Weight, ...]]
    tail_from_week: Fact[Positive]
    tail_percent: Fact[Percent]
    received_days: Fact[tuple[int, int]]
    first_day_by_weekday_percent: Fact[Annotated[tuple[Percent, ...], Field(min_length=7, max_length=7)]]
    season_by_month: Fact[Annotated[tuple[Weight, ...], Field(min_length=12, max_length=12)]]
    reform_exempt_percent: Fact[Percent]
    category_1_percent: Fact[Percent]
    working_time_percents: Fact[dict[Annotated[int, Field(ge=1, le=99)], Weight]]
    newcomer_weeks: Fact[tuple[int, int]]
    liked_types: Fact[dict[CaseType, Weight]]
    disliked_types: Fact[dict[CaseType, Weight]]
    not_at_workplace_reasons: Fact[dict[TalkReason, Weight]]
    decided_forms: Fact[dict[TalkForm, Weight]]
    talk_overdue_percent: Fact[Percent]
    talk_overdue_days: Fact[Annotated[int, Field(ge=0)]]
    agreed_at_workplace_percent: Fact[Percent]
    large_workplace_groups: Fact[frozenset[int]]
    large_workplace_percent: Fact[Percent]
    production_unit_percent: Fact[Percent]
    db25_percent: Fact[Percent]
    received_by_weekday_percent: Fact[Annotated[tuple[Percent, ...], Field(min_length=5, max_length=5)]]
    return_gap_weeks: Fact[Positive]
    lost_job_percent: Fact[Percent]
    holiday_blocks: Fact[tuple[HolidayBlock, ...]]
    sick_days_per_year: Fact[Weight]
    sick_spell_days: Fact[Annotated[float, Field(ge=1)]]
    long_absence_percent: Fact[Percent]
    long_absence_weeks: Fact[Positive]
    departure_percent: Fact[Percent]
    handover_weeks: Fact[Annotated[int, Field(ge=1, le=26)]]
    vacancy_weeks: Fact[Annotated[int, Field(ge=0, le=52)]]
    talk_slot_percent: Fact[Percent]
    talk_load_effect: Fact[Weight]
    talk_travel_effect: Fact[Weight]
    trades: tuple[Trade, ...]
    trades_source: str

    @model_validator(mode="after")
    def _curve_falls_from_the_week_of_receipt(self) -> Self:
        weeks, shares = self.survival_weeks.value, self.survival_shares.value
        if len(weeks) != len(shares) or (shares[0], shares[-1]) != (1, 0):
            raise ValueError("survival_shares need one share for each week, from 1 to 0")
        if list(weeks) != sorted(set(weeks)) or list(shares) != sorted(shares, reverse=True):
            raise ValueError("survival_weeks must rise and survival_shares fall; put them in order")
        if self.tail_from_week.value not in weeks:
            raise ValueError(f"tail_from_week {self.tail_from_week.value:g} is none of survival_weeks; add it there")
        if sum(self.received_days.value) / 2 != 7 * weeks[0]:
            raise ValueError("the middle of received_days must be the first of survival_weeks; correct one of the two")
        if {trade.group for trade in self.trades} != set(range(1, 11)):
            raise ValueError("every industry group from 1 to 10 needs a trade; add the missing")
        return self

    @property
    def survival(self) -> SurvivalCurve:
        """The curve with today's tail."""
        curve = SurvivalCurve(weeks=self.survival_weeks.value, shares=self.survival_shares.value)
        return curve.thinned(self.tail_from_week.value, self.tail_percent.value)


@cache
def national_facts() -> NationalFacts:
    """The file that all municipalities share."""
    return NationalFacts.model_validate(_read("national"))


@cache
def municipality_facts(key: str) -> MunicipalityFacts:
    """A municipality's file.

    Raises
    ------
    KeyError
        There is no such municipality.
    """
    if key not in KEYS:
        raise KeyError(key)
    facts = MunicipalityFacts.model_validate(_read(key))
    facts.check_no_drift(national_facts().survival.durations().mean_weeks)
    return facts


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("data.demonstration") / f"{name}.toml").read_text("utf-8"))
