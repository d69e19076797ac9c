"""The world that somebody means: a municipality's, a team's own from its workbook, or one from a file."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from allocator.simulation.calibration import talk_base_percent
from allocator.simulation.policies import PRACTICE_OF_PRESET
from allocator.simulation.study import Way
from data.demonstration import DEFAULT_DATE, MUNICIPALITIES, municipality_facts
from data.demonstration.world import REFORM_DATE, simulated_world
from data.own_world import world_of_team
from models.errors import Finding, UnusableInput
from models.fact import Fact, Status
from models.json_text import json_text
from models.law import legal_days
from models.policy import Policy
from models.refusals import refusals
from models.text import Text
from models.world import World
from service.files import check_files
from service.use_cases import Order, get_ready

_LIKE = "hedensted"
_CALIBRATION_REPLICATIONS = 5
_CALIBRATION_WEEKS = (78, 26)


@dataclass(frozen=True)
class WorldOrder:
    """Which world, as it was asked for.

    Attributes
    ----------
    source
        A municipality's key, a world file (.json), a workbook, or a folder of CSV files.
    start
        A Monday; None for the source's own first day.
    reform
        Under the rules from July 2026, whatever the first day.
    practice
        Whose targets and prices the team is measured by; None for the source's own, or Hedensted's.
    team_id, mapping, travel_matrix
        Of a workbook.
    """

    source: str
    start: datetime.date | None = None
    reform: bool = False
    practice: Policy | None = None
    team_id: str | None = None
    mapping: Path | None = None
    travel_matrix: Path | None = None


def world_from(order: WorldOrder) -> World:
    """The world.

    Raises
    ------
    UnusableInput
        There is no such thing, or it cannot be used; with every fault that was found.
    """
    if order.start is not None and order.start.weekday() != 0:
        raise UnusableInput(
            [
                _fault(
                    Text(da=f"{order.start} er ikke en mandag.", en=f"{order.start} is no Monday."),
                    Text(da="Lad simuleringen begynde en mandag.", en="Let the simulation start on a Monday."),
                )
            ]
        )
    if order.source in MUNICIPALITIES:
        start = order.start or (REFORM_DATE if order.reform else DEFAULT_DATE)
        world = simulated_world(order.source, start=start, practice=order.practice)
    elif not Path(order.source).exists():
        raise UnusableInput([_unknown(order.source)])
    elif Path(order.source).suffix == ".json":
        world = _filed(Path(order.source), order)
    else:
        world = _of_team(order)
    return _reformed(world) if order.reform else world


def world_text(world: World) -> str:
    """The world as a file that people can edit and `world_from` reads: every number with its status and source."""
    return json_text(world)


def _filed(file: Path, order: WorldOrder) -> World:
    check_files([], [file])
    try:
        world = World.model_validate_json(file.read_bytes())
    except ValidationError as error:
        remedy = Text(da="Ret det i filen.", en="Correct it in the file.")
        raise UnusableInput(
            [
                Finding(code="world_invalid", column=field or None, what=what, remedy=remedy)
                for field, what in refusals(error)
            ]
        ) from error
    changes = {"start": order.start, "practice": order.practice}
    return world.model_copy(update={name: value for name, value in changes.items() if value is not None})


def _of_team(order: WorldOrder) -> World:
    """Calibrated from what the workbook holds; the rest is as in the municipality that it names, or Hedensted."""
    source = Path(order.source)
    check_files([], [source])
    ready = get_ready(
        Order(
            source=source,
            policy=order.practice or _LIKE,
            mapping=order.mapping,
            travel_matrix=order.travel_matrix,
            date=order.start,
            team_id=order.team_id,
        )
    )
    named = ready.snapshot.municipality.casefold()
    like = next((key for key in MUNICIPALITIES if municipality_facts(key).name.casefold() in named), _LIKE)
    first_day = ready.snapshot.date
    base = simulated_world(like, start=first_day - datetime.timedelta(days=first_day.weekday()))
    practice = order.practice or base.practice
    world = world_of_team(ready.snapshot, practice, ready.travel, base=base, team_id=order.team_id)
    return _with_own_talks(world)


def _with_own_talks(world: World) -> World:
    """With the chance of a first talk at which the team's own practice holds as many in time as its workbook says."""
    practice = PRACTICE_OF_PRESET.get(world.practice.name, PRACTICE_OF_PRESET[_LIKE])
    weeks, warm_up_weeks = _CALIBRATION_WEEKS
    percent = talk_base_percent(
        world,
        Way(practice=practice).distributor(),
        seed=0,
        replications=range(_CALIBRATION_REPLICATIONS),
        weeks=weeks,
        warm_up_weeks=warm_up_weeks,
    )
    fact = Fact[float](
        value=round(percent, 2),
        status=Status.DERIVED,
        source=f"So that {practice} gives held_at_workplace_percent, over {_CALIBRATION_REPLICATIONS} replications",
    )
    return world.model_copy(update={"talks": world.talks.model_copy(update={"base_percent": fact})})


def _reformed(world: World) -> World:
    """With the exemption that the law makes from July 2026."""
    fact = Fact[float](
        value=legal_days("exempt_below_weeks", REFORM_DATE) or 0,
        status=Status.DERIVED,
        source=f"models/law.py, on {REFORM_DATE}",
    )
    return world.model_copy(update={"cases": world.cases.model_copy(update={"exempt_below_weeks": fact})})


def _unknown(source: str) -> Finding:
    known = ", ".join(MUNICIPALITIES)
    return _fault(
        Text(
            da=f"»{source[:200]}« er hverken en kommune, en projektmappe eller en verden.",
            en=f"{source[:200]!r} is neither a municipality, a workbook nor a world.",
        ),
        Text(
            da=f"Vælg {known}, en projektmappe eller en fil fra --world-out.",
            en=f"Choose {known}, a workbook, or a file from --world-out.",
        ),
    )


def _fault(what: Text, remedy: Text) -> Finding:
    return Finding(code="world_unusable", what=what, remedy=remedy)
