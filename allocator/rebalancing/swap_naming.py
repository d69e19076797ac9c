"""A ring of indices as a swap of ids, minutes by rule and moves."""

from collections.abc import Sequence

import numpy as np

from allocator.formulation import Formulation
from models.move import Move, MoveReason
from models.proposal import Terms
from models.rule_id import RuleId
from models.swap import Swap, SwapParty


def name_swap(formulation: Formulation, cases: Sequence[int]) -> Swap:
    """The swap in which each case of the facts goes to the holder of the next, and the last to the holder of the first.

    The parties stand in the order in which the cases are given away.
    """
    facts = formulation.facts
    ids = [facts.cases[i].id for i in cases]
    holders = [int(facts.holder[i]) for i in cases]
    parties = tuple(
        _party(formulation, j, gives=cases[place], gets=cases[place - 1]) for place, j in enumerate(holders)
    )
    names = [facts.consultants[j].id for j in holders]
    minutes = sum(party.minutes for party in parties)
    return Swap(
        parties=parties,
        moves=tuple(
            Move(case_id=each, from_consultant_id=giver, to_consultant_id=taker, reason=MoveReason.SWAP)
            for each, giver, taker in zip(ids, names, names[1:] + names[:1], strict=True)
        ),
        minutes=minutes,
        plan_minutes=minutes
        + sum(_cohesion_minutes(formulation, j, cases[place], cases[place - 1]) for place, j in enumerate(holders)),
    )


def _party(formulation: Formulation, j: int, *, gives: int, gets: int) -> SwapParty:
    facts = formulation.facts
    terms: Terms = {rule: int(minutes[gets, j] - minutes[gives, j]) for rule, minutes in formulation.minutes.items()}
    load = int(facts.load_today[j])
    after = load - int(facts.case_load[gives]) + int(facts.case_load[gets])
    terms[RuleId.CASELOAD] = int(formulation.load_cost[j, after] - formulation.load_cost[j, load])
    quarters = int(facts.quarters_today[j])
    return SwapParty(
        consultant_id=facts.consultants[j].id,
        gives=facts.cases[gives].id,
        gets=facts.cases[gets].id,
        minutes=sum(terms.values()),
        terms={rule: minutes for rule, minutes in terms.items() if minutes != 0},
        weight_quarters_before=quarters,
        weight_quarters_after=quarters - int(facts.case_quarters[gives]) + int(facts.case_quarters[gets]),
    )


def _cohesion_minutes(formulation: Formulation, j: int, gives: int, gets: int) -> int:
    """What consultant j's being new to employers with several cases changes by."""
    had = formulation.facts.holder == j
    has = had.copy()
    has[gives], has[gets] = False, True
    before, after = ({int(g) for g in np.unique(formulation.group[own]) if g >= 0} for own in (had, has))
    fees = formulation.group_fee[:, j] if len(formulation.group_fee) else np.zeros(0, dtype=np.int64)
    return int(fees[sorted(after)].sum() - fees[sorted(before)].sum())
