"""A point of indices as a plan of ids, minutes and sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from allocator.formulation import Formulation
from allocator.naming import name_caseloads, pair_reasons, pair_terms
from allocator.rebalancing.handover import handover_notes
from allocator.rebalancing.move_reasons import forced_reason, kind_of, reason_of
from allocator.rebalancing.points import Point
from allocator.rules import keeping, move
from allocator.shares import Counting
from models.move import MoveKind, ProposedMove
from models.occasion import Occasion
from models.rebalance import ForcedCase, RebalancePoint, UncoveredCase
from models.rule_id import RuleId


@dataclass(frozen=True)
class Naming:
    """What every point of a rebalance is named by."""

    formulation: Formulation
    counting: Counting
    occasions: tuple[Occasion, ...]

    def forced_cases(self) -> tuple[ForcedCase, ...]:
        """The cases whose holder may not keep them, in order of their numbers."""
        facts = self.formulation.facts
        named = [
            ForcedCase(
                case_id=facts.cases[i].id,
                from_consultant_id=facts.cases[i].consultant_id or "",
                reason=forced_reason(self.formulation, i, self.occasions),
                rules=keeping.taken_by(self.formulation.forbidden, facts, i),
            )
            for i in np.flatnonzero(~self.formulation.may_keep).tolist()
        ]
        return tuple(sorted(named, key=lambda each: each.case_id))

    def point(
        self, point: Point, *, max_moves: int | None, price_minutes: int = 0, first: Point | None = None
    ) -> RebalancePoint:
        """The plan of a point; `first` is the one without voluntary moves, against which it has earned something."""
        moves = self._moves(point)
        is_comparable = first is not None and first.values[:-1] == point.values[:-1]
        return RebalancePoint(
            max_moves=max_moves,
            price_minutes=price_minutes,
            status=point.status,
            levels=point.levels,
            objective_minutes=point.objective,
            bound_minutes=point.bound,
            earned_minutes=first.objective - point.objective if first is not None and is_comparable else None,
            ties_settled=point.ties_settled,
            forced=_of_kind(moves, MoveKind.FORCED),
            back=_of_kind(moves, MoveKind.BACK),
            moves=_of_kind(moves, MoveKind.VOLUNTARY),
            uncovered=self._uncovered(point),
            caseloads=name_caseloads(self.formulation, point.assignment),
            shares=self.counting.shares(point.assignment),
        )

    def _moves(self, point: Point) -> list[ProposedMove]:
        facts = self.formulation.facts
        moved = np.flatnonzero((point.assignment >= 0) & (point.assignment != facts.holder)).tolist()
        return sorted((self._move(i, int(point.assignment[i])) for i in moved), key=lambda each: each.case_id)

    def _move(self, i: int, j: int) -> ProposedMove:
        formulation, facts = self.formulation, self.formulation.facts
        case, terms = facts.cases[i], pair_terms(self.formulation, i, j)
        reason = reason_of(formulation, i, j, self.occasions)
        return ProposedMove(
            case_id=case.id,
            from_consultant_id=case.consultant_id or "",
            to_consultant_id=facts.consultants[j].id,
            reason=reason,
            kind=kind_of(formulation, i, j),
            stage=move.stage(facts, case),
            minutes=sum(terms.values()),
            terms=terms,
            terms_before=pair_terms(formulation, i, int(facts.holder[i])),
            reasons=pair_reasons(formulation, i, j),
            handover=handover_notes(facts, i, j, reason),
        )

    def _uncovered(self, point: Point) -> tuple[UncoveredCase, ...]:
        facts = self.formulation.facts
        named = [
            UncoveredCase(
                case_id=facts.cases[i].id,
                from_consultant_id=facts.cases[i].consultant_id or "",
                reason=forced_reason(self.formulation, i, self.occasions),
                blocked_by=_blocked_by(self.formulation, i),
                minutes=int(self.formulation.left_out_minutes[i]),
            )
            for i in np.flatnonzero(point.assignment < 0).tolist()
        ]
        return tuple(sorted(named, key=lambda each: each.case_id))


def _of_kind(moves: Sequence[ProposedMove], kind: MoveKind) -> tuple[ProposedMove, ...]:
    return tuple(each for each in moves if each.kind is kind)


def _blocked_by(formulation: Formulation, i: int) -> tuple[RuleId, ...]:
    """The limits, where a rule lets anybody have the case; else the rules that forbid it to those who come nearest."""
    forbidding = {rule: forbidden[i] for rule, forbidden in formulation.forbidden.items() if forbidden[i].any()}
    num_rules = np.sum(list(forbidding.values()), axis=0)
    if not forbidding or num_rules.min() == 0:
        return (RuleId.LIMITS,)
    nearest = num_rules == num_rules.min()
    return tuple(rule for rule, forbidden in forbidding.items() if forbidden[nearest].any())
