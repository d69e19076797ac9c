"""What a team asks of a round, once for every way of asking: why, why not, who else, at what price, what collides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allocator import (
    Progress,
    best_fits,
    count_plans,
    explain,
    find_alternatives,
    find_collisions,
    price_overrides,
)
from models.alternative import Alternatives, Freedom
from models.collision import Collisions
from models.errors import Finding, UnusableInput
from models.explanation import BestFits, Explanation
from models.override_price import OverridePrices
from models.snapshot import Snapshot
from models.text import Text
from service.use_cases import Order, Ready, get_ready


@dataclass(frozen=True)
class Answers:
    """What was asked, and nothing else: the rest is None. `warnings` are of the import.

    `collisions` are of every round in which not every case can have somebody. Once somebody wants to stop, what was not
    begun is None too.
    """

    snapshot: Snapshot
    warnings: tuple[Finding, ...]
    explanation: Explanation | None = None
    fits: BestFits | None = None
    prices: OverridePrices | None = None
    collisions: Collisions | None = None
    alternatives: Alternatives | None = None
    freedom: Freedom | None = None


def ask_why(
    order: Order,
    case_id: str | None,
    consultants: Sequence[str],
    *,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Answers:
    """Why a case goes where it goes; without a case, which case would suit the one consultant; and what it all costs.

    Parameters
    ----------
    case_id
        None asks the other way round, of the one consultant.
    consultants
        Of whom it is asked why not, by id or initials; none asks of the next in rank.

    Raises
    ------
    UnusableInput
        With every fault of everything that was given, or there is no such case or consultant in the round.
    """
    if case_id is None and len(consultants) > 1:
        raise UnusableInput([_several_asked()])
    ready = get_ready(order, case_id)
    ids = [_consultant_id(ready.snapshot, name) for name in consultants]
    explanation = fits = None
    if case_id is not None:
        explanation = explain(
            ready.snapshot,
            ready.policy,
            ready.travel,
            case_id,
            why_not=ids or None,
            team_id=order.team_id,
            time_limit_s=order.time_limit_s,
            seed=order.seed,
            on_progress=on_progress,
            should_stop=should_stop,
        )
    elif ids:
        fits = best_fits(
            ready.snapshot,
            ready.policy,
            ready.travel,
            ids[0],
            team_id=order.team_id,
            time_limit_s=order.time_limit_s,
            seed=order.seed,
            on_progress=on_progress,
            should_stop=should_stop,
        )
    if should_stop is not None and should_stop():
        return Answers(ready.snapshot, ready.warnings, explanation=explanation, fits=fits)
    prices = _prices(order, ready, on_progress, should_stop) if order.pins or order.exclusions else None
    return Answers(
        snapshot=ready.snapshot,
        warnings=ready.warnings,
        explanation=explanation,
        fits=fits,
        prices=prices,
        collisions=_collisions(order, ready, should_stop),
    )


def ask_for_alternatives(
    order: Order,
    *,
    count: int,
    min_differences: int,
    within_minutes: int | None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Answers:
    """The best plans in order, and where minutes are given, how many plans lie within them.

    Raises
    ------
    UnusableInput
        With every fault of everything that was given.
    """
    ready = get_ready(order)
    alternatives = find_alternatives(
        ready.snapshot,
        ready.policy,
        ready.travel,
        count=count,
        min_differences=min_differences,
        team_id=order.team_id,
        time_limit_s=order.time_limit_s,
        seed=order.seed,
        on_progress=on_progress,
        should_stop=should_stop,
    )
    freedom = None
    if within_minutes is not None and not (should_stop is not None and should_stop()):
        freedom = count_plans(
            ready.snapshot,
            ready.policy,
            ready.travel,
            within_minutes=within_minutes,
            team_id=order.team_id,
            time_limit_s=order.time_limit_s,
            seed=order.seed,
            should_stop=should_stop,
        )
    return Answers(ready.snapshot, ready.warnings, alternatives=alternatives, freedom=freedom)


def nothing_to_ask() -> Finding:
    """A question names what it is about."""
    return Finding(
        code="question_empty",
        what=Text(
            da="Der er hverken nævnt en sag, en konsulent eller en ændring.",
            en="Neither a case, a consultant nor an override is named.",
        ),
        remedy=Text(
            da="Angiv et sagsnummer, --consultant, --pin eller --exclude.",
            en="Give a case number, --consultant, --pin or --exclude.",
        ),
    )


def _several_asked() -> Finding:
    return Finding(
        code="question_of_several",
        what=Text(
            da="Uden et sagsnummer spørges der kun til én konsulent ad gangen.",
            en="Without a case number, one consultant is asked about at a time.",
        ),
        remedy=Text(
            da="Behold én --consultant, eller angiv en sag.", en="Keep one --consultant, or give a case number."
        ),
    )


def _prices(
    order: Order,
    ready: Ready,
    on_progress: Callable[[Progress], None] | None,
    should_stop: Callable[[], bool] | None,
) -> OverridePrices | None:
    # What was said now stands last among the snapshot's overrides.
    said = ready.snapshot.overrides[-len(order.pins) - len(order.exclusions) :]
    return price_overrides(
        ready.snapshot,
        ready.policy,
        ready.travel,
        said,
        team_id=order.team_id,
        time_limit_s=order.time_limit_s,
        seed=order.seed,
        on_progress=on_progress,
        should_stop=should_stop,
    )


def _collisions(order: Order, ready: Ready, should_stop: Callable[[], bool] | None) -> Collisions:
    return find_collisions(
        ready.snapshot,
        ready.policy,
        ready.travel,
        team_id=order.team_id,
        time_limit_s=order.time_limit_s,
        seed=order.seed,
        should_stop=should_stop,
    )


def _consultant_id(snapshot: Snapshot, name: str) -> str:
    """The id of whoever is named by it, or alone has these initials; else the name as it is, to be said unknown."""
    same = [each.id for each in snapshot.consultants if each.initials.casefold() == name.casefold()]
    if len(same) != 1 or any(each.id == name for each in snapshot.consultants):
        return name
    return same[0]
