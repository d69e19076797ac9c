"""Self-selection: everybody takes what she likes, and what nobody likes waits."""

from dataclasses import dataclass

import numpy as np

from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import candidates
from allocator.simulation.round import WAITS, Round
from models.policy import Mode
from models.text import Text


@dataclass(frozen=True)
class SelfSelection:
    """Weekly, from a list: those with most room choose first, one case at a time, until nobody wants more.

    A consultant takes a case when liking, nearness and an employer she knows outweigh having more to do; the scale is
    assumed: a step of liking counts 1, half an hour's drive -1, the contact person 2, each tenth above target -1. After
    `patience_days` a leader gives what is left to whoever has most room.
    """

    name: str = "self-selection"
    mode: Mode = Mode.WEEKLY
    patience_days: int = 28

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(da="Selvvalg", en="Self-selection")

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(
            da="Konsulenterne vælger selv; sager, som ingen vil have, venter.",
            en="Consultants choose for themselves; cases that nobody wants wait.",
        )

    def distribute(self, round_: Round) -> Choice:
        """In turns, those with most room first."""
        load = round_.load.copy()
        chosen = np.full(round_.shape[0], WAITS, dtype=np.int64)
        appeal = (
            round_.liking
            - round_.one_way_minutes / 30
            + 2.0 * (np.arange(round_.shape[1])[None, :] == round_.contact[:, None])
            + 2 * (round_.noise - 0.5)
        )
        while True:
            want = appeal - 10 * np.maximum(0.0, load / np.maximum(round_.target, 1) - 1)
            able = round_.can_have & ~round_.is_away & (load < round_.limit) & (chosen[:, None] == WAITS)
            able &= want > 0
            takers = able.any(axis=0)
            if not takers.any():
                break
            j = int(np.where(takers, load / np.maximum(round_.target, 1), np.inf).argmin())
            i = int(np.where(able[:, j], want[:, j], -np.inf).argmax())
            chosen[i] = j
            load[j] += round_.case_load[i]
        for i in np.flatnonzero((chosen == WAITS) & (round_.waited_days >= self.patience_days)).tolist():
            who = candidates(round_, i, load)
            if who.any():
                j = int(np.where(who, load / np.maximum(round_.target, 1), np.inf).argmin())
                chosen[i] = j
                load[j] += round_.case_load[i]
        return Choice(chosen)
