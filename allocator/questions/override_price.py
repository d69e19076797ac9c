"""The price of what people decide: the best plan with it against the best plan without, and each override by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from allocator.arrays import IntArray
from allocator.formulation import Formulation
from allocator.questions.asked import override_findings
from allocator.questions.changes import with_overrides
from allocator.questions.clock import Clock
from allocator.questions.closest import closest_to
from allocator.questions.conforming import conform
from allocator.questions.difference import difference
from allocator.questions.outcome import Outcome, bracket, held_problem, settle
from allocator.questions.pairs import blocked_by
from allocator.questions.relaxation import least_with_pairs
from allocator.questions.shift import name_price
from allocator.questions.standing import Standing, stand
from allocator.solving.incumbent import Progress
from models.errors import UnusableInput
from models.override import Override, OverrideKind
from models.override_price import OverridePrice, OverridePrices, PlanPrice
from models.policy import Policy
from models.rule_id import RuleId
from models.snapshot import Snapshot
from models.travel import TravelTimes


def price_overrides(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    overrides: Sequence[Override],
    *,
    team_id: str | None = None,
    time_limit_s: float = 10.0,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> OverridePrices | None:
    """What some overrides cost the whole plan, together and one by one.

    The proposal is the best plan under the snapshot's overrides without these; the draft is the best plan with all of
    both. Whether these stand in the snapshot already makes no difference. None where no proposal was found in time.

    Parameters
    ----------
    overrides
        Those on trial. A pin that a hard rule forbids is no mistake: the answer says which, and the case waits.
    time_limit_s
        Seconds for the proposal, and as many again for the prices.

    Raises
    ------
    UnusableInput
        Overrides contradict each other, or name a case or consultant that is not of the round; or what `distribute`
        raises.
    """
    kept = tuple(each for each in snapshot.overrides if each not in overrides)
    standing = stand(
        snapshot.model_copy(update={"overrides": kept}),
        policy,
        travel,
        team_id=team_id,
        seed=seed,
        time_limit_s=time_limit_s,
        on_progress=on_progress,
        should_stop=should_stop,
    )
    facts = standing.formulation.facts
    of_round = [
        each for each in kept if each.case_id in facts.case_index and each.consultant_id in facts.consultant_index
    ]
    findings = override_findings(facts, overrides) or override_findings(facts, [*of_round, *overrides])
    if findings:
        raise UnusableInput(findings)
    if standing.outcome is None:
        return None
    return _Trial(standing, standing.outcome, kept, tuple(overrides), Clock(time_limit_s, should_stop), seed).prices()


@dataclass(frozen=True)
class _Trial:
    """The proposal, what it was made under, and what is tried on top of it."""

    standing: Standing
    proposal: Outcome
    kept: tuple[Override, ...]
    tried: tuple[Override, ...]
    clock: Clock
    seed: int

    def prices(self) -> OverridePrices:
        base = self.proposal
        draft = self._outcome(self.tried, [base], [], self.clock.share(0.5))
        shown_draft = closest_to(draft, base.assignment, self.clock.share(0.5), seed=self.seed)
        together = name_price(base.formulation, difference(base, draft, is_tighter=True), base.assignment, shown_draft)
        if len(self.tried) == 1:
            back = name_price(base.formulation, difference(draft, base, is_looser=True), shown_draft, base.assignment)
            return self._answer(together, [self._named(self.tried[0], together, back)])

        added = []
        for position, each in enumerate(self.tried):
            clock = self.clock.share(1 / (2 * len(self.tried) - position))
            added.append(self._outcome([each], [base], [draft.assignment], clock))
        priced = []
        for position, (each, alone) in enumerate(zip(self.tried, added, strict=True)):
            clock = self.clock.share(1 / (len(self.tried) - position))
            others = [other for other in self.tried if other is not each]
            looser = [base, *(outcome for outcome in added if outcome is not alone)]
            without = self._outcome(others, looser, [draft.assignment], clock)
            priced.append(
                self._named(
                    each,
                    self._price(base, alone, base.assignment, clock, is_tighter=True),
                    self._price(draft, without, shown_draft, clock, is_looser=True),
                )
            )
        return self._answer(together, priced)

    def _answer(self, together: PlanPrice, each: Sequence[OverridePrice]) -> OverridePrices:
        status = self.standing.status_of_answer(self.clock)
        return OverridePrices(status=status, together=together, each=tuple(each))

    def _outcome(
        self,
        overrides: Sequence[Override],
        looser: Sequence[Outcome],
        plans: Sequence[IntArray],
        clock: Clock,
    ) -> Outcome:
        """The best plan under some of the overrides, from what is known of rounds that allow more.

        What a solve leaves open is held against what each pin alone must cost.
        """
        formulation = with_overrides(self.proposal.formulation, (*self.kept, *overrides))
        starts = [self.proposal.assignment, conform(formulation, self.proposal.assignment), *plans]
        tightest = max(looser, key=lambda each: each.proved)
        known = bracket(formulation, starts, looser=tightest)
        assert known is not None  # noqa: S101 - a plan made to conform does, at worst by leaving cases out
        outcome = settle(formulation, known, clock, seed=self.seed) or known
        if outcome.is_proved:
            return outcome
        minutes = _least(formulation, overrides, self._least_with_pairs)
        bounded = bracket(formulation, [outcome.assignment], looser=tightest, least_minutes=minutes)
        return max((each for each in (outcome, bounded) if each is not None), key=_how_far_proved)

    @cached_property
    def _least_with_pairs(self) -> IntArray | None:
        """(n, m): bounds on the minutes of plans with a pair that keep the proposal's levels.

        A pinned case may wait, and then it costs nothing to pin it, unless none waits while the levels are kept.
        """
        base = self.proposal
        if not base.are_levels_proved or base.values[0] > 0 or len(base.assignment) == 0:
            return None
        return least_with_pairs(held_problem(base.formulation, base.values))

    def _price(
        self,
        before: Outcome,
        after: Outcome,
        shown_before: IntArray,
        clock: Clock,
        *,
        is_tighter: bool = False,
        is_looser: bool = False,
    ) -> PlanPrice:
        shown = closest_to(after, shown_before, clock, seed=self.seed)
        extra = difference(before, after, is_tighter=is_tighter, is_looser=is_looser)
        return name_price(self.proposal.formulation, extra, shown_before, shown)

    def _named(self, override: Override, added: PlanPrice, taken_back: PlanPrice) -> OverridePrice:
        facts = self.proposal.formulation.facts
        rules: tuple[RuleId, ...] = ()
        if override.kind is OverrideKind.PIN:
            i, j = facts.case_index[override.case_id], facts.consultant_index[override.consultant_id]
            rules = blocked_by(self.proposal.formulation, i, j)
        return OverridePrice(override=override, blocked_by=rules, added=added, taken_back=taken_back)


def _how_far_proved(outcome: Outcome) -> tuple[int, bool, int]:
    return outcome.num_proved, outcome.least is not None, outcome.least or 0


def _least(formulation: Formulation, overrides: Sequence[Override], least: IntArray | None) -> int | None:
    """A bound on the minutes of plans that keep the proposal's levels, from what each pin alone must cost."""
    if least is None:
        return None
    facts = formulation.facts
    pins = [
        int(least[facts.case_index[each.case_id], facts.consultant_index[each.consultant_id]])
        for each in overrides
        if each.kind is OverrideKind.PIN
    ]
    return max(pins, default=None)
