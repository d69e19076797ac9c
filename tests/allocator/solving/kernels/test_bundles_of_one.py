"""What the dynamic programs say of one consultant, against every bundle written out."""

import numpy as np
import pytest

from allocator.solving.compact import Compact
from allocator.solving.kernels.bundle_bounds import prices_of_pairs
from allocator.solving.kernels.bundles import list_bundles
from allocator.solving.kernels.core import HOPELESS
from allocator.solving.kernels.pricing import new_table, price_bundle, reduced_costs
from tests.allocator.solving.kernels.cores import bundles_of, compacts, random_duals

of_the_family = pytest.mark.parametrize(("seed", "compacted"), compacts())


def reduced_minutes(compacted: Compact, seed: int) -> tuple[np.ndarray, list[dict[tuple[int, ...], int]]]:
    """Reduced costs, and for each consultant the scaled minutes of every bundle at them."""
    core, scale = compacted.core, compacted.scale
    reduced = reduced_costs(core, scale, *random_duals(compacted, seed))
    gain = reduced - core.pair_cost * scale
    every = [
        {bundle: minutes * scale + int(gain[list(bundle)].sum()) for bundle, minutes in bundles_of(core, j)}
        for j in range(len(core.room))
    ]
    return reduced, every


@of_the_family
def test_the_best_bundle_is_the_best_of_all(seed: int, compacted: Compact) -> None:
    core = compacted.core
    reduced, every = reduced_minutes(compacted, seed)
    table, meaning = new_table(core)
    for j, minutes_of in enumerate(every):
        chosen = np.zeros(len(reduced), dtype=np.int64)
        best = price_bundle(core, compacted.scale, reduced, j, table, meaning, chosen)
        if minutes_of:
            assert best == min(minutes_of.values())
            assert minutes_of[tuple(np.flatnonzero(chosen).tolist())] == best
        else:
            assert best >= HOPELESS


@of_the_family
def test_the_price_of_a_pair_is_that_of_the_best_bundle_with_it_or_without_it(seed: int, compacted: Compact) -> None:
    reduced, every = reduced_minutes(compacted, seed)
    core, (with_pair, without_pair) = compacted.core, np.empty((2, len(reduced)), dtype=np.int64)
    best, j = np.empty(len(core.room), dtype=np.int64), 0
    while j < len(core.room):
        # With room for no state at all, so that it leaves off after each consultant.
        assert prices_of_pairs(core, compacted.scale, reduced, j, 0, with_pair, without_pair, best) == j + 1
        j += 1
    for p, j in enumerate(compacted.core.pair_consultant):
        least_with = min((minutes for bundle, minutes in every[j].items() if p in bundle), default=None)
        least_without = min((minutes for bundle, minutes in every[j].items() if p not in bundle), default=None)
        assert (with_pair[p] if with_pair[p] < HOPELESS else None) == least_with
        assert (without_pair[p] if without_pair[p] < HOPELESS else None) == least_without
        assert not every[j] or best[j] == min(every[j].values())


@of_the_family
def test_the_bundles_listed_are_those_within_the_slack(seed: int, compacted: Compact) -> None:
    slack = 12 * compacted.scale
    reduced, every = reduced_minutes(compacted, seed)
    is_complete, listed = list_bundles(compacted.core, compacted.scale, reduced, slack, 10_000, 1_000_000)
    assert is_complete
    expected = {
        (j, bundle)
        for j, minutes_of in enumerate(every)
        for bundle, minutes in minutes_of.items()
        if minutes <= min(minutes_of.values()) + slack
    }
    found = {
        (int(listed.consultant[c]), tuple(listed.pair[listed.start[c] : listed.start[c + 1]].tolist()))
        for c in range(len(listed.minutes))
    }
    assert found == expected
    assert len(listed.minutes) == len(expected)
    assert all(
        listed.minutes[c]
        == dict(bundles_of(compacted.core, listed.consultant[c]))[
            tuple(listed.pair[listed.start[c] : listed.start[c + 1]].tolist())
        ]
        for c in range(len(listed.minutes))
    )


def test_too_many_bundles_or_steps_are_told() -> None:
    _, compacted = compacts()[0]
    reduced = compacted.core.pair_cost * compacted.scale
    assert not list_bundles(compacted.core, compacted.scale, reduced, 10**9, 1, 10**6)[0]
    assert not list_bundles(compacted.core, compacted.scale, reduced, 10**9, 10**4, 2)[0]
