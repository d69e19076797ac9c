"""Our optimiser with room kept for likely arrivals."""

from dataclasses import dataclass, replace

import numpy as np

from allocator.arrays import FloatArray, IntArray
from allocator.formulation import Formulation, formulate
from allocator.rules import caseload
from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import give_rest
from allocator.simulation.policies.optimiser import WITHIN, follow
from allocator.simulation.round import Round
from models.policy import Mode, Policy
from models.rule_id import RuleId
from models.text import Text


@dataclass(frozen=True)
class LookAhead:
    """The optimiser, with a price on the room that cases will need which have to go to somebody in particular.

    Those are the cases of employers that know her, and of kinds that few may have. What others could have as well
    costs so much more with her as she will be fuller when they have come. The rules are the meeting's own.

    Attributes
    ----------
    policy
        Rules, limits and prices.
    weeks
        How far ahead; the arrivals of so many weeks are expected.
    rest_by_hand, work_limit
        As the optimiser's.
    """

    policy: Policy
    weeks: int = 2
    when: Mode | None = None
    rest_by_hand: bool = False
    work_limit: float = 0.1

    @property
    def name(self) -> str:
        """With the policy's."""
        return f"look-ahead-{self.policy.name}" + ("-rest-by-hand" if self.rest_by_hand else "")

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(
            da=f"Optimering efter {self.policy.name}, {self.weeks} uger frem"
            + ("" if self.rest_by_hand else WITHIN.da),
            en=f"Optimiser under {self.policy.name}, {self.weeks} weeks ahead"
            + ("" if self.rest_by_hand else WITHIN.en),
        )

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(
            da=f"Forslaget efter politikken {self.policy.name}, med plads til {self.weeks} ugers sandsynlige sager.",
            en=f"The proposal under the policy {self.policy.name}, with room for {self.weeks} weeks' likely cases.",
        )

    @property
    def mode(self) -> Mode:
        """When rounds are held."""
        return self.when or self.policy.mode

    def distribute(self, round_: Round) -> Choice:
        """As the optimiser, from facts that say so."""
        facts, cases, consultants = round_.facts(self.policy)
        formulation = formulate(facts)
        kept = self._price_of_room(formulation, round_.destined_per_week[consultants])
        ahead = replace(formulation, minutes={**formulation.minutes, RuleId.CASELOAD: kept})
        choice = follow(ahead, cases, consultants, seed=0, work_limit=self.work_limit)
        if self.rest_by_hand:
            give_rest(round_, choice.consultant)
        return choice

    def _price_of_room(self, formulation: Formulation, destined_per_week: FloatArray) -> IntArray:
        """(n, m): what a case adds to the price of the expected ones; nothing for those that were expected.

        That is how much dearer one more case will be for her, on the meeting's own curve, once they have come.
        """
        facts = formulation.facts
        expected = np.rint(self.weeks * destined_per_week).astype(np.int64) * facts.units_per_case
        before = facts.load_before
        costs = caseload.load_cost(facts, int((before + expected).max()) + facts.units_per_case)
        rows = np.arange(len(before))
        now = costs[rows, before + facts.units_per_case] - costs[rows, before]
        later = costs[rows, before + expected + facts.units_per_case] - costs[rows, before + expected]
        result = np.tile(later - now, (facts.shape[0], 1))
        for i, case in enumerate(facts.cases):
            relation = facts.relation_of(case)
            if relation is not None and relation.consultant_id in facts.consultant_index:
                result[i, facts.consultant_index[relation.consultant_id]] = 0
            elif case.needs:
                result[i] = 0
        return result
