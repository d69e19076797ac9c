"""The same round with one thing changed, without working out again what stays."""

from collections.abc import Sequence
from dataclasses import replace

from allocator.formulation import Formulation
from allocator.rules.overrides import forbids_by_exclusion, forbids_by_pin
from models.override import Override
from models.rule_id import RuleId


def with_pair(formulation: Formulation, i: int, j: int) -> Formulation:
    """The round in which case i goes to consultant j and to nobody else, whatever is left out for it."""
    pinned = formulation.forbidden[RuleId.PIN].copy()
    pinned[i] = True
    pinned[i, j] = False
    return formulation.with_other_pairs(
        {**formulation.forbidden, RuleId.PIN: pinned}, must_be_given=formulation.must_be_given | {i}
    )


def with_overrides(formulation: Formulation, overrides: Sequence[Override]) -> Formulation:
    """The round in which people have decided this and nothing else."""
    facts = replace(formulation.facts, overrides=tuple(overrides))
    forbidden = {
        **formulation.forbidden,
        RuleId.PIN: forbids_by_pin(facts),
        RuleId.EXCLUSION: forbids_by_exclusion(facts),
    }
    return formulation.with_other_pairs(forbidden, facts=facts)
