"""The world of a simulation: one round's team, its employers, and how often and how long things happen there.

It holds no person: consultants are numbered, and homes and workplaces are only the minutes between them, so it may be
sent to any machine. Every number that is not about one consultant or employer is a `Fact` with its status and source.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from models.case import CaseType, RiskFlag
from models.consultant import Consultant
from models.employer import ContactMode
from models.errors import Implausible
from models.fact import Fact, Status
from models.industry import Section
from models.policy import Policy
from models.survival import SurvivalCurve
from models.text import Text
from models.word import Day, Identifier, Word

Percent = Annotated[float, Field(ge=0, le=100)]
Positive = Annotated[float, Field(gt=0)]
Amount = Annotated[float, Field(ge=0)]
IsoWeekNumber = Annotated[int, Field(ge=1, le=53)]
HolidayBlock = tuple[IsoWeekNumber, IsoWeekNumber, Annotated[int, Field(ge=1, le=8)]]
"""Begins in some week from the first to the second, both included, and lasts so many weeks."""


class WorldEmployer(Word):
    """An employer: its part of the cases of employed people, its trade, and the post that it knows.

    `contact_post` and `deputy_post` count from 0. None: no relation, or one that is off.
    """

    id: Annotated[str, Field(pattern=r"^\d{8}$")]
    size_share: Amount
    section: Section | None = None
    contact_post: Annotated[int, Field(ge=0)] | None = None
    contact_mode: ContactMode | None = None
    deputy_post: Annotated[int, Field(ge=0)] | None = None
    rhythm_days: Annotated[int, Field(ge=1)] | None = None


class CaseFacts(Word):
    """Which cases come in, when, and how long they last.

    Percentages are of the new cases. `inflow_per_week` is under the rules before the reform of 2026, from which
    `exempt_percent` of the employed people's cases shorter than `exempt_below_weeks` (0: nobody) never come in.
    """

    inflow_per_week: Fact[Positive]
    received_by_weekday_percent: Fact[Annotated[tuple[Percent, ...], Field(min_length=5, max_length=5)]]
    season_by_month: Fact[Annotated[tuple[Amount, ...], Field(min_length=12, max_length=12)]]
    received_days: Fact[tuple[int, int]]
    first_day_by_weekday_percent: Fact[Annotated[tuple[Percent, ...], Field(min_length=7, max_length=7)]]
    survival_weeks: Fact[tuple[Amount, ...]]
    survival_shares: Fact[tuple[Amount, ...]]
    tail_from_week: Fact[Positive]
    tail_percent: Fact[Percent]
    exempt_below_weeks: Fact[Amount]
    exempt_percent: Fact[Percent]
    unemployed_percent: Fact[Percent]
    unlisted_employer_percent: Fact[Percent]
    case_types_percent: Fact[dict[CaseType, Percent]]
    risk_flags_percent: Fact[dict[RiskFlag, Percent]]
    fast_track_percent: Fact[Percent]
    flex_job_percent: Fact[Percent]
    clarification_percent: Fact[Percent]
    elsewhere_percent: Fact[Percent]
    returning_percent: Fact[Percent]
    return_gap_weeks: Fact[Positive]
    lost_job_percent: Fact[Percent]

    @property
    def survival(self) -> SurvivalCurve:
        """The curve with today's tail."""
        curve = SurvivalCurve(weeks=self.survival_weeks.value, shares=self.survival_shares.value)
        return curve.thinned(self.tail_from_week.value, self.tail_percent.value)


class StaffFacts(Word):
    """When consultants are away, leave and are replaced. A working year's figures are of one full-time consultant."""

    holiday_blocks: Fact[tuple[HolidayBlock, ...]]
    sick_days_per_year: Fact[Amount]
    sick_spell_days: Fact[Annotated[float, Field(ge=1)]]
    long_absence_percent: Fact[Percent]
    long_absence_weeks: Fact[Positive]
    departure_percent: Fact[Percent]
    handover_weeks: Fact[Annotated[int, Field(ge=1, le=26)]]
    vacancy_weeks: Fact[Annotated[int, Field(ge=0, le=52)]]
    visit_slots_per_week: Fact[Amount]


class TalkFacts(Word):
    """Whether a first talk is held at the workplace before the deadline.

    The chance is `base_percent`, times 1 - (1 - `slot_percent`) to the power of the consultant's free visit slots
    before the deadline, times exp(-`load_effect` x the part that she is above target), times exp(-`travel_effect` x
    hours one way). `base_percent` is set so that the municipality's own practice gives `held_at_workplace_percent`.
    """

    held_at_workplace_percent: Fact[Percent]
    base_percent: Fact[Percent]
    slot_percent: Fact[Percent]
    load_effect: Fact[Amount]
    travel_effect: Fact[Amount]


class WorldFact(Word):
    """One number of a world by its dotted path, for reports and for asking what else it might be."""

    path: str
    value: Any
    status: Status
    source: str


class World(Word):
    """A team and what happens to it.

    Attributes
    ----------
    start
        A Monday: the first day of the simulation.
    practice
        The policy whose targets, limits and prices the team is measured by, whoever distributes.
    posts
        The consultants on the first day, without homes. A post outlives whoever has it.
    newcomers
        Those who may come instead of somebody who leaves; they take over the post's team, hours and competences.
    one_way_minutes
        A row for each of the posts, then of the newcomers; a column for each of the employers, then of the workplaces
        that are nobody's (`num_unlisted_places`, of equal shares).
    """

    municipality: Identifier
    start: Day
    practice: Policy
    posts: Annotated[tuple[Consultant, ...], Field(min_length=1)]
    newcomers: Annotated[tuple[Consultant, ...], Field(min_length=1)]
    employers: tuple[WorldEmployer, ...]
    num_unlisted_places: Annotated[int, Field(ge=1)]
    one_way_minutes: tuple[tuple[Annotated[int, Field(ge=0)], ...], ...]
    cases: CaseFacts
    staff: StaffFacts
    talks: TalkFacts

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        faults = tuple(self._faults())
        if faults:
            raise Implausible(
                Text(da="; ".join(each.da for each in faults), en="; ".join(each.en for each in faults)),
            )
        return self

    def _faults(self) -> Iterator[Text]:
        if self.start.weekday() != 0:
            yield Text(
                da=f"simuleringen begynder {self.start}, som ikke er en mandag; vælg en mandag",
                en=f"the simulation starts on {self.start}, which is no Monday; choose one",
            )
        rows, columns = len(self.posts) + len(self.newcomers), len(self.employers) + self.num_unlisted_places
        if len(self.one_way_minutes) != rows or any(len(row) != columns for row in self.one_way_minutes):
            yield Text(
                da=f"one_way_minutes skal have {rows} rækker med {columns} tal: fra hjem til arbejdspladser; ret dem",
                en=f"one_way_minutes must have {rows} rows of {columns}: from homes to workplaces; correct them",
            )
        named = {post for each in self.employers for post in (each.contact_post, each.deputy_post) if post is not None}
        if any(post >= len(self.posts) for post in named):
            yield Text(
                da=f"en virksomhed kender en stilling, der ikke er blandt de {len(self.posts)}; ret nummeret",
                en=f"an employer knows a post that is not among the {len(self.posts)}; correct its number",
            )
        if self.employers and sum(each.size_share for each in self.employers) <= 0:
            yield Text(
                da="ingen virksomhed har sager; giv mindst en af dem en size_share",
                en="no employer has any cases; give at least one a size_share",
            )
        if any(each.home is not None for each in (*self.posts, *self.newcomers)):
            yield Text(
                da="en verden har ingen hjem, kun minutter mellem dem og arbejdspladserne; udelad dem",
                en="a world holds no homes, only the minutes between them and workplaces; leave them out",
            )

    def __reduce__(self) -> tuple[Any, ...]:
        """As JSON, since pickle cannot find the classes of generic facts by their names."""
        return World.model_validate_json, (self.model_dump_json(),)

    def facts(self) -> tuple[WorldFact, ...]:
        """Every number with status and source, in the order of the parts."""
        return tuple(
            WorldFact(path=f"{part}.{name}", value=fact.value, status=fact.status, source=fact.source)
            for part, name, fact in self._facts()
        )

    def with_fact(self, path: str, value: object) -> "World":
        """The same world with another value of one number, marked as assumed.

        Raises
        ------
        KeyError
            There is no such number.
        ValueError
            The value is none that the number may have.
        """
        for part, name, _ in self._facts():
            if path == f"{part}.{name}":
                changed = self.model_dump()
                changed[part][name] = {"value": value, "status": Status.ASSUMED, "source": "Changed for a comparison"}
                return World.model_validate(changed)
        raise KeyError(path)

    def _facts(self) -> Iterator[tuple[str, str, Fact[Any]]]:
        for part in ("cases", "staff", "talks"):
            words = getattr(self, part)
            for name in type(words).model_fields:
                yield part, name, getattr(words, name)
