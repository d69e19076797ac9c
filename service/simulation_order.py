"""What somebody wants simulated, read and checked: the study and what is asked of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from allocator.simulation.judging import FEWEST_REPLICATIONS, Question
from allocator.simulation.policies import PRACTICE_OF_PRESET, PRACTICES
from allocator.simulation.study import Study, Way
from models.errors import Finding, UnusableInput
from models.policy import Policy
from models.refusals import refusals
from models.text import Language, Text
from models.world import World
from service.policies import policy_from
from service.simulation_worlds import WorldOrder, world_from

DEFAULT_HINDSIGHT = 10
SENSITIVITY_REPLICATIONS = 20
_LARGE_PIECES, _SMALL_PIECES = 5, 1

_T = TypeVar("_T")


@dataclass(frozen=True)
class SimulationOrder:
    """What is asked for, as it came in.

    Attributes
    ----------
    practices, policies
        The ways: names in `PRACTICES`; presets, files or texts that the optimiser follows. None of either: the way of
        the world's own practice, and the optimiser under it.
    look_ahead_weeks, even_out_weeks, rebalance_weeks
        Beside those, every policy with a look-ahead, every way with an evening out every so many weeks, and every way
        with a rebalance by the engine.
    leaves_waiting
        Whether cases that a policy's limits leave no room for wait; else people give them, as they do everywhere.
    prices
        What the team is measured by; None for the world's own.
    base
        A way by its name, or by the practice or policy it was asked for with; None for the first.
    with_sensitivity
        Whether the verdict is tried on other values of the assumed numbers.
    """

    world: WorldOrder
    weeks: int
    replications: int
    seed: int
    practices: tuple[str, ...] = ()
    policies: tuple[str | Path, ...] = ()
    look_ahead_weeks: int | None = None
    even_out_weeks: int | None = None
    rebalance_weeks: int | None = None
    leaves_waiting: bool = False
    prices: str | Path | None = None
    base: str | None = None
    confidence: float = 0.95
    half_width_minutes: float | None = None
    indifference_minutes: float | None = None
    hindsight_replications: int = DEFAULT_HINDSIGHT
    with_sensitivity: bool = False
    language: Language = "da"


@dataclass(frozen=True)
class _Named:
    """A way, and what it was asked for with."""

    way: Way
    asked_as: str


def get_study(order: SimulationOrder) -> tuple[Study, Question]:
    """What is to be simulated, and what is asked of it.

    Raises
    ------
    UnusableInput
        With every fault of everything that was given.
    """
    faults: list[Finding] = []

    def attempt(step: Callable[[], _T]) -> _T | None:
        try:
            return step()
        except UnusableInput as error:
            faults.extend(error.findings)
            return None

    prices = None if order.prices is None else attempt(lambda: policy_from(order.prices or ""))
    world = attempt(lambda: world_from(_priced(order.world, prices)))
    policies = [(str(each), attempt(lambda each=each: policy_from(each))) for each in order.policies]  # type: ignore[misc]
    faults += [_unknown_practice(each) for each in order.practices if each not in PRACTICES]
    faults += _contradictions(order)
    if world is None or faults:
        raise UnusableInput(faults)
    named = _ways(order, [(name, policy) for name, policy in policies if policy is not None], world)
    base = _base(order.base, named)
    if base is None:
        raise UnusableInput([_unknown_base(order.base or "", named)])
    try:
        study = Study(
            world=world,
            ways=tuple(each.way for each in named),
            seed=order.seed,
            replications=order.replications,
            weeks=order.weeks,
            piece_replications=_LARGE_PIECES if order.replications >= 2 * _LARGE_PIECES else _SMALL_PIECES,
        )
    except ValidationError as error:
        raise UnusableInput(
            [
                _fault(what, Text(da="Ret det, og prøv igen.", en="Correct it and try again."))
                for _, what in refusals(error)
            ]
        ) from error
    question = Question(
        base=base,
        confidence=order.confidence,
        half_width_minutes=order.half_width_minutes,
        indifference_minutes=order.indifference_minutes,
        hindsight_replications=order.hindsight_replications,
        sensitivity_replications=SENSITIVITY_REPLICATIONS if order.with_sensitivity else 0,
        language=order.language,
    )
    return study, question


def _priced(order: WorldOrder, prices: Policy | None) -> WorldOrder:
    return WorldOrder(**{**vars(order), "practice": prices or order.practice})


def _ways(order: SimulationOrder, policies: list[tuple[str, Policy]], world: World) -> list[_Named]:
    """Practices, then policies, each with what was asked for beside it."""
    practices = list(order.practices)
    if not practices and not policies:
        practices = [PRACTICE_OF_PRESET.get(world.practice.name, "meeting")]
        policies = [(world.practice.name, world.practice)]
    named = [_Named(Way(practice=name), name) for name in dict.fromkeys(practices)]
    by_hand = not order.leaves_waiting
    for name, policy in policies:
        named.append(_Named(Way(policy=policy, rest_by_hand=by_hand), name))
        if order.look_ahead_weeks is not None:
            way = Way(policy=policy, look_ahead_weeks=order.look_ahead_weeks, rest_by_hand=by_hand)
            named.append(_Named(way, way.name))
    moved = [
        each.way.model_copy(update={field: weeks})
        for field, weeks in (("even_out_weeks", order.even_out_weeks), ("rebalance_weeks", order.rebalance_weeks))
        if weeks is not None
        for each in named
    ]
    return [*named, *(_Named(way, way.name) for way in moved)]


def _base(wanted: str | None, named: list[_Named]) -> str | None:
    if wanted is None:
        return named[0].way.name
    return next((each.way.name for each in named if wanted in (each.way.name, each.asked_as)), None)


def _contradictions(order: SimulationOrder) -> Iterator[Finding]:
    if order.half_width_minutes is not None and order.indifference_minutes is not None:
        yield _fault(
            Text(
                da="--precision og --indifference kan ikke forenes.",
                en="--precision and --indifference exclude each other.",
            ),
            Text(da="Behold det ene.", en="Keep one of them."),
        )
    wants_an_end = order.half_width_minutes is not None or order.indifference_minutes is not None
    if wants_an_end and order.replications < FEWEST_REPLICATIONS:
        yield _fault(
            Text(
                da=f"{order.replications} gennemløb er for få til at måle, hvor sikkert svaret er.",
                en=f"{order.replications} runs are too few to measure how sure the answer is.",
            ),
            Text(
                da=f"Tillad mindst {FEWEST_REPLICATIONS} (--replications); der køres ikke flere end nødvendigt.",
                en=f"Allow at least {FEWEST_REPLICATIONS} (--replications); no more are run than it takes.",
            ),
        )
    if order.look_ahead_weeks is not None and not order.policies and order.practices:
        yield _fault(
            Text(da="--look-ahead gælder kun for en politik.", en="--look-ahead is for a policy only."),
            Text(da="Nævn en med --policy.", en="Name one with --policy."),
        )


def _unknown_practice(name: str) -> Finding:
    known = ", ".join(PRACTICES)
    return _fault(
        Text(da=f"Der er ingen praksis »{name[:200]}«.", en=f"There is no practice {name[:200]!r}."),
        Text(da=f"Vælg blandt {known}.", en=f"Choose among {known}."),
    )


def _unknown_base(wanted: str, named: list[_Named]) -> Finding:
    known = ", ".join(each.way.name for each in named)
    return _fault(
        Text(da=f"»{wanted[:200]}« er ingen af måderne.", en=f"{wanted[:200]!r} is none of the ways."),
        Text(da=f"Vælg blandt {known}.", en=f"Choose among {known}."),
    )


def _fault(what: Text, remedy: Text) -> Finding:
    return Finding(code="simulation_unusable", what=what, remedy=remedy)
