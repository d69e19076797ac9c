"""Everything that is asked of a plan, one demand at a time, and whether some of them can be met together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.facts import Facts
from allocator.formulation import Formulation
from allocator.problem import AssignmentProblem, Limit
from allocator.questions.clock import Clock
from allocator.questions.matching import match
from allocator.solving.portfolio import solve
from models.case import CaseType
from models.caseload import QUARTERS_PER_CASE, Measure
from models.collision import DemandKind
from models.override import OverrideKind
from models.rule_id import RuleId

LIMIT_KINDS = (
    DemandKind.LIMIT_COUNT,
    DemandKind.LIMIT_WEIGHT,
    DemandKind.MAX_NEW_PER_ROUND,
    DemandKind.MAX_UNWANTED_PER_ROUND,
)


class OutOfTime(Exception):
    """Whether demands can be met was not settled in time; caught where the question was asked."""


@dataclass(frozen=True)
class Asked:
    """One demand by index: of case i, of consultant j, of a type; None where it is about none.

    `consultant_id` of a pin or an exclusion: she may be of another team, and then has no index.
    """

    kind: DemandKind
    i: int | None = None
    j: int | None = None
    consultant_id: str | None = None
    rule: RuleId = RuleId.LEFT_OUT
    case_type: CaseType | None = None


@dataclass(frozen=True)
class Demands:
    """The demands of a round, with the numbers that its limits have.

    Attributes
    ----------
    most
        (m,) of each kind of limit: cases, quarters, or cases that a consultant may still be given; those of unwanted
        types for each type. A kind that nobody has a limit of is not there.
    """

    formulation: Formulation
    most: Mapping[DemandKind, IntArray]

    @property
    def facts(self) -> Facts:
        """The round."""
        return self.formulation.facts

    @cached_property
    def all(self) -> tuple[Asked, ...]:
        """Every demand that can be in anybody's way, cases first."""
        facts = self.facts
        n, m = facts.shape
        asked = [Asked(DemandKind.CASE, i=i) for i in range(n)]
        for override in facts.overrides:
            i, j = facts.case_index.get(override.case_id), facts.consultant_index.get(override.consultant_id)
            if i is not None and override.kind is OverrideKind.PIN:
                asked.append(Asked(DemandKind.PIN, i, j, override.consultant_id, RuleId.PIN))
            elif i is not None and j is not None:
                asked.append(Asked(DemandKind.EXCLUSION, i, j, override.consultant_id, RuleId.EXCLUSION))
        for kind in LIMIT_KINDS[:3]:
            if kind in self.most:
                asked += [Asked(kind, j=j, rule=RuleId.LIMITS) for j in range(m) if self._can_bind(kind, j)]
        if DemandKind.MAX_UNWANTED_PER_ROUND in self.most:
            asked += [
                Asked(DemandKind.MAX_UNWANTED_PER_ROUND, j=j, rule=RuleId.ROTATION, case_type=case_type)
                for case_type in sorted(facts.unwanted_types)
                for j in range(m)
                if self._of_type(case_type).sum() > self.most[DemandKind.MAX_UNWANTED_PER_ROUND][j]
            ]
        asked += [
            Asked(DemandKind.RULE, i, rule=rule)
            for rule, forbidden in self.formulation.forbidden.items()
            if rule not in (RuleId.PIN, RuleId.EXCLUSION)
            for i in range(n)
            if forbidden[i].any()
        ]
        return tuple(asked)

    def with_most(self, kind: DemandKind, most: IntArray) -> "Demands":
        """The same demands with other numbers for one kind of limit; what cases forbid is not worked out again."""
        changed = replace(self, most={**self.most, kind: most})
        vars(changed)["_forbidden"] = self._forbidden
        return changed

    def meet(self, asked: Collection[Asked], clock: Clock) -> IntArray | None:
        """(n,): a plan that meets the demands, -1 for cases that need not be given; None where there is none.

        Raises
        ------
        OutOfTime
            It was not settled.
        """
        rows = sorted(each.i for each in asked if each.kind is DemandKind.CASE and each.i is not None)
        plan = np.full(self.facts.shape[0], -1, dtype=np.int64)
        places = self.places(asked, rows)
        if (places < 0).any():
            return None
        plan[rows] = places
        broken = {each for each in asked if each.j is not None and not self._holds(each, plan)}
        if not broken:
            return plan
        allowed, most = self.pairs(asked, rows), self._most(asked, len(rows))
        quarters = self.facts.case_quarters[rows]
        most_quarters = np.full(len(most), quarters.sum(), dtype=np.int64)
        limits = []
        for each in asked:
            if each.kind is DemandKind.LIMIT_WEIGHT:
                most_quarters[each.j] = min(most_quarters[each.j], self.most[each.kind][each.j])
            elif each.case_type is not None:
                pair = np.zeros(allowed.shape, dtype=np.int64)
                pair[self._of_type(each.case_type)[rows], each.j] = 1
                limits.append(Limit(pair, upper=int(self.most[each.kind][each.j])))
        problem = AssignmentProblem(
            np.zeros(allowed.shape, dtype=np.int64),
            allowed=allowed,
            weight=quarters,
            max_load=most_quarters,
            max_cases=most,
            limits=limits,
        )
        result = solve(problem, time_limit_s=clock.remaining_s, should_stop=clock.should_stop)
        if result.assignment is not None:
            plan[rows] = result.assignment
            return plan
        if result.status == "infeasible":
            return None
        raise OutOfTime

    def places(self, asked: Collection[Asked], rows: list[int]) -> IntArray:
        """(rows,): a consultant for as many cases as can have one, looking at no weight and no type."""
        return match(self.pairs(asked, rows), self._most(asked, len(rows)))

    def pairs(self, asked: Collection[Asked], rows: list[int]) -> BoolArray:
        """(rows, m): the pairs that the demands leave."""
        allowed = np.ones(self.facts.shape, dtype=np.bool_)
        for each in asked:
            if each.kind in (DemandKind.PIN, DemandKind.EXCLUSION, DemandKind.RULE):
                allowed[each.i] &= ~self._forbids(each)
        result: BoolArray = allowed[rows]
        return result

    def extend(self, asked: Collection[Asked], plan: IntArray) -> IntArray:
        """The plan with more cases in it, where they find room at once and all their demands hold."""
        plan = plan.copy()
        waiting = np.flatnonzero(plan < 0).tolist()
        allowed = self.pairs(asked, list(range(len(plan))))
        of_consultant: dict[int, list[Asked]] = {}
        for each in asked:
            if each.i is None and each.j is not None and self._holds(each, plan):
                of_consultant.setdefault(each.j, []).append(each)
        for i in sorted(waiting, key=lambda case: int(allowed[case].sum())):
            for j in np.flatnonzero(allowed[i]).tolist():
                plan[i] = j
                if all(self._holds(each, plan) for each in of_consultant.get(j, [])):
                    break
                plan[i] = -1
        return plan

    def met_by(self, plan: IntArray) -> list[Asked]:
        """The demands that a plan meets; of a case that waits it meets all but that it be given."""
        return [each for each in self.all if self._holds(each, plan)]

    def _holds(self, asked: Asked, plan: IntArray) -> bool:
        if asked.i is not None:
            j = int(plan[asked.i])
            return j >= 0 if asked.kind is DemandKind.CASE else j < 0 or not self._forbids(asked)[j]
        own = plan == asked.j
        if asked.case_type is not None:
            own &= self._of_type(asked.case_type)
        given = self.facts.case_quarters[own].sum() if asked.kind is DemandKind.LIMIT_WEIGHT else own.sum()
        return bool(given <= self.most[asked.kind][asked.j])

    def _most(self, asked: Collection[Asked], num_cases: int) -> IntArray:
        most = np.full(self.facts.shape[1], num_cases, dtype=np.int64)
        for each in asked:
            if each.kind in (DemandKind.LIMIT_COUNT, DemandKind.MAX_NEW_PER_ROUND):
                most[each.j] = min(most[each.j], self.most[each.kind][each.j])
        return most

    def keeps_from(self, asked: Asked, i: int) -> BoolArray:
        """(m,): whom the demand alone keeps from case i, whatever else is in the plan."""
        nobody = np.zeros(self.facts.shape[1], dtype=np.bool_)
        if asked.kind is DemandKind.CASE or (asked.i is not None and asked.i != i):
            return nobody
        if asked.i is not None:
            return self._forbids(asked)
        if asked.case_type is not None and self.facts.cases[i].case_type is not asked.case_type:
            return nobody
        takes = int(self.facts.case_quarters[i]) if asked.kind is DemandKind.LIMIT_WEIGHT else 1
        nobody[asked.j] = takes > self.most[asked.kind][asked.j]
        return nobody

    def _forbids(self, asked: Asked) -> BoolArray:
        """(m,): whom the demand keeps from its case."""
        return self._forbidden[asked]

    @cached_property
    def _forbidden(self) -> dict[Asked, BoolArray]:
        everyone = np.arange(self.facts.shape[1])
        forbidden = {}
        for each in self.all:
            if each.kind is DemandKind.PIN:
                forbidden[each] = everyone != (-1 if each.j is None else each.j)
            elif each.kind is DemandKind.EXCLUSION:
                forbidden[each] = everyone == each.j
            elif each.kind is DemandKind.RULE and each.i is not None:
                forbidden[each] = self.formulation.forbidden[each.rule][each.i]
        return forbidden

    def _of_type(self, case_type: CaseType) -> BoolArray:
        return np.array([case.case_type is case_type for case in self.facts.cases], dtype=np.bool_)

    def _can_bind(self, kind: DemandKind, j: int) -> bool:
        asked = self.facts.case_quarters.sum() if kind is DemandKind.LIMIT_WEIGHT else self.facts.shape[0]
        return bool(self.most[kind][j] < asked)


def demands_of(formulation: Formulation) -> Demands:
    """The demands of a round under its policy."""
    facts, caseload = formulation.facts, formulation.facts.policy.caseload
    n, m = facts.shape
    most: dict[DemandKind, IntArray] = {}
    for kind, measure, before, per_case, everything in (
        (DemandKind.LIMIT_COUNT, Measure.COUNT, facts.count_before, 1, n),
        (DemandKind.LIMIT_WEIGHT, Measure.WEIGHT, facts.quarters_before, QUARTERS_PER_CASE, facts.case_quarters.sum()),
    ):
        limits = facts.limit(measure)
        if any(limit is not None for limit in limits):
            room = [
                int(everything) if limit is None else max(0, limit * per_case - int(before[j]))
                for j, limit in enumerate(limits)
            ]
            most[kind] = np.array(room, dtype=np.int64)
    if caseload.max_new_per_round is not None:
        most[DemandKind.MAX_NEW_PER_ROUND] = np.full(m, caseload.max_new_per_round, dtype=np.int64)
    unwanted = facts.policy.rotation.max_unwanted_per_round
    if unwanted is not None:
        most[DemandKind.MAX_UNWANTED_PER_ROUND] = np.full(m, unwanted, dtype=np.int64)
    return Demands(formulation, most)
