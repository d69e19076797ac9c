"""Shares counted in a workbook, leaning on what was assumed where there is little to count."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

from models.case import Case
from models.fact import Fact, Status

K = TypeVar("K", bound=Hashable)

PRIOR_CASES = 20
"""What was assumed weighs as much as so many cases of the workbook (assumed)."""


def counted_percent(
    cases: Sequence[Case], is_so: Callable[[Case], bool], assumed: Fact[float], seen: str
) -> Fact[float]:
    """Of those cases, so many per cent; what was assumed where there is none."""
    if not cases:
        return assumed
    number = sum(is_so(case) for case in cases)
    value = (100 * number + PRIOR_CASES * assumed.value) / (len(cases) + PRIOR_CASES)
    return derived(round(value, 2), f"{number} of {len(cases)} {seen}, with {PRIOR_CASES} more at {assumed.value:g} %")


def counted_mix(
    cases: Sequence[Case], kind_of: Callable[[Case], K], assumed: Fact[dict[K, float]], seen: str
) -> Fact[dict[K, float]]:
    """The mix of kinds, in per cent."""
    if not cases:
        return assumed
    return Fact(
        value=leaning_mix([kind_of(case) for case in cases], assumed.value),
        status=Status.DERIVED,
        source=f"{len(cases)} {seen}, with {PRIOR_CASES} more in the mix that was assumed",
    )


def leaning_mix(kinds: Sequence[K], assumed: Mapping[K, float]) -> dict[K, float]:
    """Per cent of each kind, counted and assumed together; they sum to what the assumed ones sum to."""
    total = sum(assumed.values())
    whole = len(kinds) + PRIOR_CASES
    return {
        kind: (total * sum(each == kind for each in kinds) + PRIOR_CASES * share) / whole
        for kind, share in assumed.items()
    }


def derived(value: float, source: str) -> Fact[float]:
    """A number calculated from the workbook."""
    return Fact(value=value, status=Status.DERIVED, source=source)
