"""Our optimiser under any policy: the very engine of the meeting."""

import math
from dataclasses import dataclass

import numpy as np

from allocator.arrays import IntArray
from allocator.formulation import Formulation, formulate
from allocator.lexicographic import solve_in_levels
from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import give_rest
from allocator.simulation.round import WAITS, Round
from models.policy import Mode, Policy
from models.proposal import ProposalStatus
from models.text import Text

WITHIN = Text(da=", inden for lofterne", en=", within the limits")
"""Behind the title of a way that lets cases wait for room."""


@dataclass(frozen=True)
class Optimiser:
    """The proposal of each round is accepted as it is.

    Attributes
    ----------
    policy
        Rules, limits and prices.
    when
        None: the policy's own mode.
    rest_by_hand
        Whether people give what the hard rules leave out: every case to someone, as the meeting does.
    work_limit
        Of each solve, as `solve` has its `deterministic_limit`; no clock, so that every machine finds the same plan. A
        round that is not proved by then is counted.
    """

    policy: Policy
    when: Mode | None = None
    rest_by_hand: bool = False
    work_limit: float = 0.1
    seed: int = 0

    @property
    def name(self) -> str:
        """With the policy's."""
        return f"optimiser-{self.policy.name}" + ("-rest-by-hand" if self.rest_by_hand else "")

    @property
    def title(self) -> Text:
        """What it is called."""
        name = self.policy.name
        return Text(
            da=f"Optimering efter {name}" + ("" if self.rest_by_hand else WITHIN.da),
            en=f"Optimiser under {name}" + ("" if self.rest_by_hand else WITHIN.en),
        )

    @property
    def sentence(self) -> Text:
        """What it does."""
        name = self.policy.name
        if self.rest_by_hand:
            return Text(
                da=f"Forslaget efter politikken {name} følges hver gang; hvad der ikke er plads til, giver mennesker.",
                en=f"The proposal under the policy {name} is followed every time; people give what has no room.",
            )
        return Text(
            da=f"Forslaget efter politikken {name} følges hver gang; hvad der ikke er plads til, venter.",
            en=f"The proposal under the policy {name} is followed every time; what has no room waits.",
        )

    @property
    def mode(self) -> Mode:
        """When rounds are held."""
        return self.when or self.policy.mode

    def distribute(self, round_: Round) -> Choice:
        """Formulate, solve in levels, take the plan."""
        facts, cases, consultants = round_.facts(self.policy)
        choice = follow(formulate(facts), cases, consultants, seed=self.seed, work_limit=self.work_limit)
        if self.rest_by_hand:
            give_rest(round_, choice.consultant)
        return choice


def follow(formulation: Formulation, cases: IntArray, consultants: IntArray, *, seed: int, work_limit: float) -> Choice:
    """The best plan of a round, with cases and consultants in their places in the round."""
    plan = solve_in_levels(formulation, time_limit_s=math.inf, seed=seed, deterministic_limit=work_limit)
    chosen = np.full(len(cases), WAITS, dtype=np.int64)
    if plan.best is not None:
        given = plan.best.assignment >= 0
        chosen[cases[given]] = consultants[plan.best.assignment[given]]
    return Choice(chosen, is_proved=plan.status is ProposalStatus.OPTIMAL)
