"""By judgement: a leader who knows everybody and weighs roughly."""

from dataclasses import dataclass

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import fullness, give_one_by_one, least
from allocator.simulation.round import Round
from models.policy import Mode
from models.text import Text


@dataclass(frozen=True)
class Judgement:
    """As cases arrive: contact, caseload, distance and speciality each count, none of them exactly.

    The parts are assumed: a full caseload more counts as 3, the contact person as 1, an hour's drive as 1, each step of
    speciality as 0.1, and what the leader cannot say why as up to `noise`.
    """

    name: str = "judgement"
    mode: Mode = Mode.ON_ARRIVAL
    noise: float = 0.5

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(da="Efter skøn", en="By judgement")

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(da="En leder skønner fra sag til sag.", en="A leader judges from case to case.")

    def distribute(self, round_: Round) -> Choice:
        """One by one."""
        people = np.arange(round_.shape[1])

        def choose(i: int, who: BoolArray, load: IntArray) -> int:
            score = (
                3 * fullness(round_, load)
                - 1.0 * (people == round_.contact[i])
                + round_.one_way_minutes[i] / 60
                - 0.1 * (round_.liking[i] + round_.knowledge[i])
                + self.noise * round_.noise[i]
            )
            return least(score, who)

        return give_one_by_one(round_, choose)
