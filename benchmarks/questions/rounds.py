"""The rounds that questions are asked of: demonstrations under two policies, with decisions that are drawn."""

from typing import Final, Literal, TypeAlias

import numpy as np

from allocator.facts import Facts, gather
from allocator.formulation import Formulation, formulate
from benchmarks.instances.demonstration import by_weight
from data.demonstration import demonstrate, practice_of
from data.travel import GeodesicTravel
from models.override import Override, OverrideKind, OverrideReason
from models.policy import Policy
from models.snapshot import Snapshot

Counted: TypeAlias = Literal["practice", "by weight"]
Pinned: TypeAlias = Literal["anywhere", "crowded"]

TRAVEL: Final = GeodesicTravel()
NUM_CROWDED: Final = 4
"""Consultants who get all the pins of a crowded round."""


def draw_round(municipality: str, counted: Counted, seed: int) -> tuple[Snapshot, Policy]:
    """A demonstration under its own practice, or counted by weight without strict levels."""
    snapshot, policy = demonstrate(municipality, seed=seed), practice_of(municipality)
    return snapshot, policy if counted == "practice" else by_weight(policy, snapshot)


def draw_overrides(snapshot: Snapshot, policy: Policy, number: int, seed: int) -> list[Override]:
    """Pins of pairs that no rule forbids, each of another case."""
    formulation = _formulation(snapshot, policy)
    dice = np.random.default_rng(seed)
    allowed = formulation.allowed()
    cases = [i for i in dice.permutation(len(allowed)).tolist() if allowed[i].any()][:number]
    return [_pin(formulation.facts, i, int(dice.choice(np.flatnonzero(allowed[i])))) for i in cases]


def draw_case(snapshot: Snapshot, policy: Policy, seed: int) -> str:
    """A new case that several consultants may have."""
    formulation = _formulation(snapshot, policy)
    several = np.flatnonzero(formulation.allowed().sum(axis=1) > 1)
    return formulation.facts.cases[int(np.random.default_rng(seed).choice(several))].id


def pin_many(snapshot: Snapshot, policy: Policy, number: int, pinned: Pinned, seed: int) -> Snapshot:
    """The round with so many pins that they collide.

    `anywhere`: to whomever, whether a rule forbids it or not; many small sets collide. `crowded`: to a few consultants
    who may have the cases but have no room for so many; the sets are large and have limits in them.
    """
    formulation = _formulation(snapshot, policy)
    facts, dice = formulation.facts, np.random.default_rng(seed)
    cases = dice.permutation(facts.shape[0]).tolist()
    if pinned == "anywhere":
        pins = [_pin(facts, i, int(dice.integers(facts.shape[1]))) for i in cases[:number]]
        return snapshot.model_copy(update={"overrides": tuple(pins)})
    allowed = formulation.allowed()
    few = np.argsort(-allowed.sum(axis=0), kind="stable")[:NUM_CROWDED]
    pins = []
    for i in cases:
        takers = few[allowed[i, few]]
        if len(takers) and len(pins) < number:
            pins.append(_pin(facts, i, int(dice.choice(takers))))
    return snapshot.model_copy(update={"overrides": tuple(pins)})


def _formulation(snapshot: Snapshot, policy: Policy) -> Formulation:
    return formulate(gather(snapshot, policy, TRAVEL))


def _pin(facts: Facts, i: int, j: int) -> Override:
    return Override(
        kind=OverrideKind.PIN,
        case_id=facts.cases[i].id,
        consultant_id=facts.consultants[j].id,
        reason=OverrideReason.OTHER,
        decided_by="benchmark",
    )
