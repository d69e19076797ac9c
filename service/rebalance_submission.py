"""What a client sends for a rebalance, as a form with a workbook or as JSON, made into an order."""

from dataclasses import fields
from pathlib import Path
from typing import Annotated

from fastapi import Request
from pydantic import Field

from models.occasion import Occasion
from models.policy import Policy
from models.snapshot import Snapshot
from models.weeks_ahead import MOST_WEEKS_AHEAD
from models.word import Day
from service.rebalancing import DEFAULT_MAX_MOVES, RebalanceOrder
from service.settings import Settings
from service.spoken_occasions import SpokenOccasions
from service.submission import Wanted, put_away, size_limits, submission_of
from service.use_cases import DEFAULT_POLICY, Order

MOST_MOVES = 100
_KINDS = tuple(each.name for each in fields(SpokenOccasions))

Said = tuple[Annotated[str, Field(max_length=200)], ...]


class WantedRebalance(Wanted):
    """What both forms have in common."""

    max_moves: int = Field(
        DEFAULT_MAX_MOVES,
        ge=0,
        le=MOST_MOVES,
        description="Where the frontier ends, unless more betters nothing before.",
    )
    price_minutes: int | None = Field(
        None, ge=0, le=10_000, description="One plan at this price a voluntary move, instead of a frontier."
    )
    weeks_ahead: int | None = Field(
        None, ge=1, le=MOST_WEEKS_AHEAD, description="Judge caseloads by their mean over so many weeks, not today's."
    )
    inflow_per_week: float | None = Field(
        None, ge=0, le=10_000, description="New cases a week to be expected over the weeks ahead; else estimated."
    )


class SubmittedRebalance(WantedRebalance):
    """A rebalance asked for as JSON."""

    snapshot: Snapshot = Field(description="The team and its open cases, as of one day.")
    policy: str | Policy = Field(
        DEFAULT_POLICY, description="A preset's name (hedensted, herning, vejle), the text of a TOML file, or a policy."
    )
    occasions: tuple[Occasion, ...] = Field((), description="What has happened, in order.")


class SubmittedRebalanceForm(WantedRebalance):
    """A rebalance asked for with a workbook, as the fields of a form. Occasions are said as on the command line."""

    workbook: bytes = Field(
        description="The team's workbook, .xlsx; `sagsfordeler template` makes an empty one.",
        json_schema_extra={"format": "binary"},
    )
    policy: str = Field(DEFAULT_POLICY, description="A preset's name or the text of a TOML file.")
    mapping: str | None = Field(None, description="The text of a file that maps the team's own headings.")
    date: Day | None = Field(None, description="The day of the rebalance; the workbook's where nothing is said.")
    absent: Said = Field((), description="ID:FROM:TO: she is away, both days included. May be repeated, as all below.")
    leaves: Said = Field((), description="ID[:DAY]: she leaves; all her cases are handed over.")
    returns: Said = Field((), description="ID[:DAY][:WEEKS]: she is back, perhaps with a ramp over some weeks.")
    newcomer: Said = Field((), description="ID: she is new, and in the workbook already.")
    hours: Said = Field((), description="ID:PERCENT: her working time changes.")
    target: Said = Field((), description="ID:CASES: her target changes.")
    target_weight: Said = Field((), description="ID:CASES: her target by weight changes.")
    limit: Said = Field((), description="ID:CASES: her limit changes.")
    limit_weight: Said = Field((), description="ID:CASES: her limit by weight changes.")
    to_team: Said = Field((), description="ID:TEAM[:cases]: she changes team, perhaps with her cases.")
    merge: Said = Field((), description="TEAM+TEAM[=NAME]: teams become one pool.")
    unemployed: Said = Field((), description="CASE: the citizen has lost the employer.")
    case_team: Said = Field((), description="CASE:TEAM: the case belongs to another team.")


async def rebalance_order_from(request: Request, settings: Settings, folder: Path) -> RebalanceOrder:
    """The order for a rebalance that a request holds.

    Parameters
    ----------
    folder
        Where an uploaded file is put for the time of the request.

    Raises
    ------
    ProblemRaised
        The body is of a kind nobody reads here, too large, or too slow.
    UnusableInput
        With every fault of the fields. Those inside a workbook are found later.
    """
    submitted = await submission_of(request, settings, SubmittedRebalance, SubmittedRebalanceForm, frozenset(_KINDS))
    if isinstance(submitted, SubmittedRebalance):
        return RebalanceOrder(
            Order(
                source=submitted.snapshot,
                policy=submitted.policy,
                team_id=submitted.team,
                time_limit_s=submitted.time_limit_s,
                seed=submitted.seed,
                size_limits=size_limits(settings),
            ),
            occasions=submitted.occasions,
            max_moves=submitted.max_moves,
            price_minutes=submitted.price_minutes,
            num_weeks_ahead=submitted.weeks_ahead,
            inflow_per_week=submitted.inflow_per_week,
        )
    workbook, mapping = put_away(submitted.workbook, submitted.mapping, folder)
    return RebalanceOrder(
        Order(
            source=workbook,
            policy=submitted.policy,
            mapping=mapping,
            date=submitted.date,
            team_id=submitted.team,
            time_limit_s=submitted.time_limit_s,
            seed=submitted.seed,
            size_limits=size_limits(settings),
        ),
        spoken=SpokenOccasions(**{kind: getattr(submitted, kind) for kind in _KINDS}),
        max_moves=submitted.max_moves,
        price_minutes=submitted.price_minutes,
        num_weeks_ahead=submitted.weeks_ahead,
        inflow_per_week=submitted.inflow_per_week,
    )
