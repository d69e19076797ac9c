"""A rebalance asked for, once for every way of asking: what has happened, and how far to look."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.rebalancing.applying import apply_moves
from allocator.rebalancing.frontier import FrontierProgress
from allocator.rebalancing.occasions import apply_occasions
from allocator.rebalancing.rebalance import rebalance, rebalance_at_price
from allocator.rebalancing.weeks_ahead import Outlook, say_assumptions
from data.population import population_survival
from models.errors import Finding, UnusableInput
from models.move import Move, ProposedMove
from models.occasion import Occasion
from models.rebalance import AppliedMoves, Rebalance, RebalancePoint
from models.snapshot import Snapshot
from models.text import Text
from service.overrides import MAX_NAME_LENGTH
from service.personal_numbers import personal_numbers_in_occasions, personal_numbers_in_words
from service.spoken_occasions import SpokenOccasions, spoken_occasions
from service.use_cases import Order, get_ready, import_remarks

DEFAULT_MAX_MOVES = 20
DEFAULT_REBALANCE_TIME_LIMIT_S = 60.0
NOTHING_SAID = SpokenOccasions()


@dataclass(frozen=True)
class RebalanceOrder:
    """What somebody asks for, as it came in.

    Attributes
    ----------
    order
        Team, policy, day and time, as for a distribution.
    occasions, spoken
        What has happened, as words of the domain or as said on a command line; the words come first.
    max_moves
        Where the frontier ends.
    price_minutes
        One plan at this price a voluntary move, instead of a frontier; None for the frontier.
    num_weeks_ahead
        Judge caseloads by their mean over so many weeks; None by today's.
    inflow_per_week
        New cases a week to be expected; None as estimated.
    """

    order: Order
    occasions: tuple[Occasion, ...] = ()
    spoken: SpokenOccasions = NOTHING_SAID
    max_moves: int = DEFAULT_MAX_MOVES
    price_minutes: int | None = None
    num_weeks_ahead: int | None = None
    inflow_per_week: float | None = None

    @property
    def time_limit_s(self) -> float:
        """Seconds of solving."""
        return self.order.time_limit_s


@dataclass(frozen=True)
class Rebalanced:
    """A rebalance with the team as it is once everything has happened and before any case has moved."""

    rebalance: Rebalance
    snapshot: Snapshot
    warnings: tuple[Finding, ...] = ()


def rebalance_team(
    order: RebalanceOrder,
    *,
    on_progress: Callable[[FrontierProgress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Rebalanced:
    """Read what was given, and find the plans.

    Raises
    ------
    UnusableInput
        With every fault of everything that was given.
    """
    ready = get_ready(order.order)
    occasions = (*order.occasions, *spoken_occasions(order.spoken, ready.snapshot))
    findings = personal_numbers_in_occasions(occasions)
    if findings:
        raise UnusableInput(findings)
    changed = apply_occasions(ready.snapshot, occasions)
    assumed: list[Text] = []
    load_cost_of = _load_cost_of(order, changed, assumed)
    asked = order.order
    if order.price_minutes is None:
        answer = rebalance(
            ready.snapshot,
            ready.policy,
            ready.travel,
            occasions=occasions,
            team_id=asked.team_id,
            max_moves=order.max_moves,
            time_limit_s=asked.time_limit_s,
            seed=asked.seed,
            load_cost_of=load_cost_of,
            on_progress=on_progress,
            should_stop=should_stop,
        )
    else:
        answer = rebalance_at_price(
            ready.snapshot,
            ready.policy,
            ready.travel,
            price_minutes=order.price_minutes,
            occasions=occasions,
            team_id=asked.team_id,
            time_limit_s=asked.time_limit_s,
            seed=asked.seed,
            load_cost_of=load_cost_of,
            on_progress=on_progress,
            should_stop=should_stop,
        )
    remarks = (*import_remarks(ready), *assumed, *answer.remarks)
    return Rebalanced(answer.model_copy(update={"remarks": remarks}), changed, ready.warnings)


def _load_cost_of(
    order: RebalanceOrder, snapshot: Snapshot, assumed: list[Text]
) -> Callable[[Facts, int], IntArray] | None:
    """What caseloads cost over the weeks to come; what that rests on is put into `assumed`."""
    if order.num_weeks_ahead is None:
        return None
    outlook = Outlook(population_survival(), order.num_weeks_ahead, order.inflow_per_week)
    judged = outlook.load_cost_of(snapshot)

    def load_cost(facts: Facts, highest_load: int) -> IntArray:
        assumed.extend(say_assumptions(facts, outlook, outlook.inflow(snapshot, facts)))
        return judged(facts, highest_load)

    return load_cost


def pick_point(answer: Rebalance, max_moves: int | None, *, at_price: bool) -> RebalancePoint:
    """The plan with at most so many voluntary moves; None is the last of the frontier, or the one at a price.

    More than the frontier goes to is its end, where that is as good as any number.

    Raises
    ------
    UnusableInput
        The frontier does not go so far, and more moves might be better.
    """
    if max_moves is None:
        return answer.best if at_price else answer.frontier[-1]
    if max_moves < len(answer.frontier):
        return answer.frontier[max_moves]
    if answer.stops_paying_at is not None:
        return answer.frontier[-1]
    raise UnusableInput([_beyond_frontier(max_moves, len(answer.frontier) - 1)])


@dataclass(frozen=True)
class CarriedOut:
    """Moves that a named person has carried out, and the team afterwards."""

    applied: AppliedMoves
    snapshot: Snapshot


def carry_out(
    rebalanced: Rebalanced, point: RebalancePoint, *, without: Collection[str], applied_by: str | None, applied_on: date
) -> CarriedOut:
    """The moves of a plan, but for those of some cases, and the team after them.

    Raises
    ------
    UnusableInput
        Nobody is named who carries them out, or a case that is to stay is none of the plan's.
    """
    known = {move.case_id for move in point.all_moves}
    findings = [_no_move(case_id) for case_id in without if case_id not in known]
    who = (applied_by or "").strip()
    if not 1 <= len(who) <= MAX_NAME_LENGTH:
        findings.append(_nobody())
    findings += personal_numbers_in_words({"by": who})
    if findings:
        raise UnusableInput(findings)
    moves = tuple(_plain(move) for move in point.all_moves if move.case_id not in without)
    applied = AppliedMoves(moves=moves, applied_by=who, applied_on=applied_on)
    return CarriedOut(applied, apply_moves(rebalanced.snapshot, applied))


def _plain(move: ProposedMove) -> Move:
    return Move(
        case_id=move.case_id,
        from_consultant_id=move.from_consultant_id,
        to_consultant_id=move.to_consultant_id,
        reason=move.reason,
    )


def _beyond_frontier(max_moves: int, last: int) -> Finding:
    return Finding(
        code="point_unknown",
        what=Text(
            da=f"Der er ingen plan med højst {max_moves} flytninger; der er regnet til {last}.",
            en=f"There is no plan with at most {max_moves} moves; {last} were looked at.",
        ),
        remedy=Text(
            da="Vælg færre (--pick), eller regn længere (--max-moves).",
            en="Pick fewer (--pick), or look further (--max-moves).",
        ),
    )


def _nobody() -> Finding:
    return Finding(
        code="nobody_named",
        what=Text(da="Ingen står bag flytningerne.", en="Nobody stands behind the moves."),
        remedy=Text(
            da=f"Angiv i højst {MAX_NAME_LENGTH} tegn, hvem der udfører dem (--by).",
            en=f"Say in at most {MAX_NAME_LENGTH} characters who carries them out (--by).",
        ),
    )


def _no_move(case_id: str) -> Finding:
    return Finding(
        code="move_unknown",
        what=Text(
            da=f"Sag {case_id} flytter ikke i den valgte plan.", en=f"Case {case_id} does not move in the plan picked."
        ),
        remedy=Text(da="Ret sagsnummeret (--skip).", en="Correct the case number (--skip)."),
    )
