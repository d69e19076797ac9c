"""From facts to problem: every rule's part, kept apart, and their sum as the solver sees it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypedDict

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.facts import Facts
from allocator.problem import AssignmentProblem, Limit
from allocator.rules import PAIRWISE_RULES, caseload, cohesion, contact, keeping, left_out, limits, rotation
from allocator.rules.rule import PairwiseRule
from models.rule_id import RuleId

LEFT_OUT_LEVEL = "left_out"
"""The name of the level that always comes first."""

NOT_BACK_LEVEL = "not_back"
"""The name of the level that sees to it that covered cases go back."""


class HardParts(TypedDict):
    """The fields of an `AssignmentProblem` that forbid."""

    allowed: BoolArray
    weight: IntArray
    base_load: IntArray
    max_load: IntArray | None
    max_cases: IntArray | None
    limits: tuple[Limit, ...]


@dataclass(frozen=True)
class StrictLevel:
    """Something to make as small as possible before everything that follows.

    Attributes
    ----------
    pair
        int64 (n, m): what each pair counts.
    left_out
        int64 (n,): what leaving each case out counts.
    """

    name: str
    unit: str
    pair: IntArray
    left_out: IntArray

    def value(self, assignment: IntArray) -> int:
        """What a plan counts."""
        rows = np.arange(len(assignment))
        given = assignment >= 0
        return int(self.pair[rows[given], assignment[given]].sum() + self.left_out[~given].sum())

    def at_most(self, upper: int) -> Limit:
        """The row that holds the level while later ones are solved."""
        return Limit(self.pair, self.left_out, upper=upper)


@dataclass(frozen=True)
class Formulation:
    """The parts of the problem, rule by rule.

    Attributes
    ----------
    minutes
        int64 (n, m) of every rule that prices pairs.
    forbidden
        bool (n, m) of every rule that forbids pairs.
    must_be_given
        Rows of cases that may not be left out, whatever is left out for them; for questions that ask what would be if.
    differs
        Limits that keep a plan away from others, or near the present one; for questions that ask what else there is.
    horizon_load_cost
        (m, highest_load + 1): minutes of every caseload where they are not judged by today's; None by today's.
    """

    facts: Facts
    minutes: Mapping[RuleId, IntArray]
    forbidden: Mapping[RuleId, BoolArray]
    must_be_given: frozenset[int] = frozenset()
    differs: tuple[Limit, ...] = ()
    horizon_load_cost: IntArray | None = None

    @cached_property
    def may_keep(self) -> BoolArray:
        """(n,): whether the case's holder may go on having it; False where nobody has it."""
        return keeping.may_keep_by(self.forbidden, self.facts)

    @cached_property
    def rightful(self) -> IntArray:
        """(n,): to whom a case goes back that somebody covers, -1 where there is nobody."""
        return keeping.rightful(self.facts)

    @cached_property
    def voluntary(self) -> IntArray:
        """(n, m): 1 where a case that may stay goes to anybody but its holder, or whom it is covered for."""
        result = np.zeros(self.facts.shape, dtype=np.int64)
        result[self.may_keep] = 1
        for has_it in (self.facts.holder, self.rightful):
            rows = np.flatnonzero(has_it >= 0)
            result[rows, has_it[rows]] = 0
        return result

    @cached_property
    def pair_minutes(self) -> IntArray:
        """(n, m): the pairwise rules together."""
        return _sum(self.minutes.values(), self.facts.shape)

    @cached_property
    def max_load(self) -> IntArray | None:
        """(m,): limits in the policy's measure."""
        return limits.max_load(self.facts)

    @cached_property
    def highest_load(self) -> int:
        """The largest load anybody can come to, with or without limits."""
        return int((self.facts.load_before + self.facts.case_load.sum()).max())

    @cached_property
    def load_cost(self) -> IntArray:
        """(m, highest_load + 1): the minutes of every caseload."""
        if self.horizon_load_cost is not None:
            return self.horizon_load_cost
        return caseload.load_cost(self.facts, self.highest_load)

    @cached_property
    def group(self) -> IntArray:
        """(n,): the employer with several cases that a case belongs to, -1 for none."""
        return cohesion.group_of_cases(self.facts)

    @cached_property
    def group_fee(self) -> IntArray:
        """(g, m): the minutes of a new face."""
        return cohesion.fees(self.facts)

    @cached_property
    def left_out_minutes(self) -> IntArray:
        """(n,): the minutes of a case that waits."""
        return left_out.minutes(self.facts)

    @cached_property
    def levels(self) -> tuple[StrictLevel, ...]:
        """The strict levels in order. As little as possible left out is always the first.

        A contact in mode `always` comes before her deputy, and both before anybody else, each step a level of its own;
        then follow the policy's levels. In a rebalance as many as possible of the cases that were covered for somebody
        go back to her, and a level says no more than that a case must not be worse off than it is: what a change
        betters is earned in minutes, against what it disturbs.
        """
        facts = self.facts
        no_pairs, nobody = np.zeros(facts.shape, dtype=np.int64), np.zeros(facts.shape[0], dtype=np.int64)
        levels = [StrictLevel(LEFT_OUT_LEVEL, "points", no_pairs, left_out.points(facts))]
        covered = np.flatnonzero(self.rightful >= 0)
        if len(covered) > 0:
            not_back = np.zeros(facts.shape, dtype=np.int64)
            not_back[covered] = 1
            not_back[covered, self.rightful[covered]] = 0
            levels.append(StrictLevel(NOT_BACK_LEVEL, "cases", not_back, nobody))
        for name, pairs in (
            ("contact_strangers", contact.strangers(facts)),
            ("contact_deputies", contact.deputies(facts)),
        ):
            if pairs.any():
                levels.append(StrictLevel(name, "cases", self._worse_off(pairs.astype(np.int64)), nobody))
        for rules in facts.policy.levels:
            minutes = _sum([self.minutes[rule] for rule in rules], facts.shape)
            levels.append(StrictLevel("+".join(rules), "minutes", self._worse_off(minutes), nobody))
        return tuple(levels)

    @cached_property
    def rows(self) -> tuple[tuple[Limit, ...], tuple[Limit, ...]]:
        """The rows of the limits by weight, and those of rotation."""
        return limits.weight_rows(self.facts), rotation.limits(self.facts)

    def with_other_pairs(
        self,
        forbidden: Mapping[RuleId, BoolArray],
        *,
        facts: Facts | None = None,
        must_be_given: frozenset[int] | None = None,
    ) -> "Formulation":
        """The same round with other pairs forbidden; what they do not touch is not worked out again.

        `facts` may differ in overrides alone.
        """
        changed = replace(
            self,
            facts=self.facts if facts is None else facts,
            forbidden=forbidden,
            must_be_given=self.must_be_given if must_be_given is None else must_be_given,
        )
        kept = _OF_NO_PAIR if (self.facts.holder < 0).all() else set(_OF_NO_PAIR) - {"levels"}
        vars(changed).update({name: getattr(self, name) for name in kept})
        return changed

    def _worse_off(self, pairs: IntArray) -> IntArray:
        """(n, m): how much more than with the holder, where she may keep the case; never less than nothing."""
        result = pairs.copy()
        kept = np.flatnonzero(self.may_keep)
        result[kept] = np.maximum(0, pairs[kept] - pairs[kept, self.facts.holder[kept]][:, None])
        return result

    def allowed(self, without: Collection[RuleId] = (), rows: Collection[int] | None = None) -> BoolArray:
        """(n, m): the pairs that no rule forbids, leaving rules `without` aside (in some rows, or in all)."""
        where = slice(None) if rows is None else list(rows)
        result = np.ones(self.facts.shape, dtype=np.bool_)
        for rule, forbidden in self.forbidden.items():
            kept = forbidden.copy()
            if rule in without:
                kept[where] = False
            result &= ~kept
        return result

    def hard_parts(self, without: Collection[RuleId] = (), row: int | None = None) -> HardParts:
        """The fields of the problem that forbid, leaving rules `without` aside: over pairs only in `row`."""
        with_limits = RuleId.LIMITS not in without
        with_rotation = RuleId.ROTATION not in without
        return {
            "allowed": self.allowed(without, None if row is None else (row,)),
            "weight": self.facts.case_load,
            "base_load": self.facts.load_before,
            "max_load": self.max_load if with_limits else None,
            "max_cases": limits.max_cases(self.facts) if with_limits else None,
            "limits": (
                *(self.rows[0] if with_limits else ()),
                *(self.rows[1] if with_rotation else ()),
                *self.differs,
            ),
        }

    def problem(self, held: tuple[Limit, ...], *, optional: bool) -> AssignmentProblem:
        """Everything in minutes, with earlier levels held by their rows."""
        parts = self.hard_parts()
        parts["limits"] = (*parts["limits"], *held)
        return AssignmentProblem(
            cost=self.pair_minutes,
            load_cost=self.load_cost,
            group=self.group,
            group_fee=self.group_fee,
            optional=self._optional(optional),
            left_out_cost=self.left_out_minutes,
            **parts,
        )

    @cached_property
    def unheld_problem(self) -> AssignmentProblem:
        """Everything in minutes under the hard rules alone, for plans that may leave cases out."""
        return self.problem((), optional=True)

    def level_problem(self, level: StrictLevel, held: tuple[Limit, ...], *, optional: bool) -> AssignmentProblem:
        """One strict level alone, with earlier ones held by their rows."""
        parts = self.hard_parts()
        parts["limits"] = (*parts["limits"], *held)
        return AssignmentProblem(
            cost=level.pair,
            optional=self._optional(optional),
            left_out_cost=level.left_out,
            **parts,
        )

    def _optional(self, optional: bool) -> BoolArray:
        result = np.full(self.facts.shape[0], optional)
        result[list(self.must_be_given)] = False
        result[self.may_keep] = False
        return result


_OF_NO_PAIR = (
    "pair_minutes",
    "max_load",
    "highest_load",
    "load_cost",
    "group",
    "group_fee",
    "left_out_minutes",
    "levels",
    "rows",
)
"""What a formulation works out once and no forbidden pair changes; levels only where nobody has a case yet."""


def formulate(facts: Facts) -> Formulation:
    """Every pairwise rule's matrix for one round."""
    return Formulation(
        facts=facts,
        minutes={rule.id: rule.minutes(facts) for rule in PAIRWISE_RULES if rule.minutes is not None},
        forbidden={rule.id: _forbidden(rule, facts) for rule in PAIRWISE_RULES if rule.forbids is not None},
    )


def _forbidden(rule: PairwiseRule, facts: Facts) -> BoolArray:
    """(n, m): what a rule forbids: nothing to whoever has the case, unless it is a rule that takes it from her."""
    assert rule.forbids is not None  # noqa: S101 - only asked of rules that forbid
    result = rule.forbids(facts)
    if rule not in keeping.TAKING_RULES:
        held = np.flatnonzero(facts.holder >= 0)
        result[held, facts.holder[held]] = False
    return result


def _sum(matrices: Collection[IntArray], shape: tuple[int, int]) -> IntArray:
    return sum(matrices, start=np.zeros(shape, dtype=np.int64))
