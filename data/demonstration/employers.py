"""Fictitious employers: of skewed size, at real towns, in the industries that the municipality works in."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.demonstration.facts import MunicipalityFacts, NationalFacts, Trade
from data.demonstration.places import draw_position, draw_towns
from data.demonstration.shares import drawn, normalised, num_of
from models.employer import Employer, EmployerIdKind
from models.industry import IndustryScheme
from models.streams import Streams

_CVR_CHECK_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True)
class Employers:
    """Employers from the largest to the smallest, with their share of the cases (summing to 1)."""

    all: tuple[Employer, ...]
    size_shares: npt.NDArray[np.float64]

    def with_ids(self, ids: frozenset[str]) -> tuple[Employer, ...]:
        """Those employers, in the order of their ids, which tells nothing of their size."""
        return tuple(sorted((employer for employer in self.all if employer.id in ids), key=lambda each: each.id))


def make_employers(facts: MunicipalityFacts, national: NationalFacts, streams: Streams) -> Employers:
    """The employers that the municipality's consultants know."""
    number = facts.num_employers.value
    sizes = 1 / (np.arange(1, number + 1) + facts.workplace_size_shift.value)
    trades = _trades(facts, national, streams, number)
    towns = draw_towns(streams.named("employers/town"), facts, number)
    places = streams.named("employers/position")
    ids = _ids(streams, national, number)
    schemes = streams.named("employers/scheme").random(number) * 100 < national.db25_percent.value
    return Employers(
        tuple(
            Employer(
                id=ids[index],
                id_kind=EmployerIdKind.CVR if len(ids[index]) == 8 else EmployerIdKind.PRODUCTION_UNIT,
                name=f"Eksempel {trade.name} {index + 1}, {towns[index].name}",
                position=draw_position(places, facts, towns[index]),
                industry=trade.industry(IndustryScheme.DB25 if schemes[index] else IndustryScheme.DB07),
            )
            for index, trade in enumerate(trades)
        ),
        normalised(sizes),
    )


def _trades(facts: MunicipalityFacts, national: NationalFacts, streams: Streams, number: int) -> list[Trade]:
    employed = dict(enumerate(facts.employed_by_industry_group.value, start=1))
    large = {group: employed[group] for group in sorted(national.large_workplace_groups.value)}
    num_large = num_of(national.large_workplace_percent.value, number)
    groups, kinds = streams.named("employers/group"), streams.named("employers/trade")
    by_group = {group: _weights(national.trades, group) for group in employed}
    drawn_groups = [drawn(groups, large if rank < num_large else employed) for rank in range(number)]
    return [national.trades[drawn(kinds, by_group[group])] for group in drawn_groups]


def _weights(trades: Sequence[Trade], group: int) -> dict[int, float]:
    return {index: trade.weight for index, trade in enumerate(trades) if trade.group == group}


def _ids(streams: Streams, national: NationalFacts, number: int) -> list[str]:
    """Numbers that no company has and that no CPR number looks like: both would need a 99th day.

    Company numbers begin with 99 and fail the register's check digit; production-unit numbers begin with 99 too.
    """
    serials = streams.named("employers/id").permutation(1_000_000)
    candidates = (f"99{serial:06d}" for serial in serials.tolist())
    as_unit = streams.named("employers/id-kind").random(number) * 100 < national.production_unit_percent.value
    ids = []
    for is_unit in as_unit.tolist():
        cvr = next(candidate for candidate in candidates if not _passes_cvr_check(candidate))
        ids.append(f"99{cvr}" if is_unit else cvr)
    return ids


def _passes_cvr_check(digits: str) -> bool:
    return sum(weight * int(digit) for weight, digit in zip(_CVR_CHECK_WEIGHTS, digits, strict=True)) % 11 == 0
