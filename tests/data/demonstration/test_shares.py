from collections import Counter

import numpy as np
import pytest

from data.demonstration.shares import apportioned, dealt, drawn, members, num_of
from models.streams import Streams


@pytest.mark.parametrize(("percent", "total", "number"), [(15, 14, 2), (25, 2, 1), (0, 9, 0), (100, 7, 7), (10, 4, 0)])
def test_a_share_is_rounded_half_up(percent, total, number):
    assert num_of(percent, total) == number


def test_shares_are_apportioned_by_largest_remainder():
    assert Counter(apportioned({"a": 50, "b": 30, "c": 20}, 7)) == {"a": 4, "b": 2, "c": 1}
    assert apportioned({"a": 1}, 0) == []


def test_dealing_keeps_the_numbers_and_shuffles_the_order():
    first, second = (dealt(np.random.default_rng(seed), {"a": 1, "b": 1}, 40) for seed in (1, 2))

    assert Counter(first) == Counter(second) == {"a": 20, "b": 20}
    assert first != second


def test_members_differ_and_are_never_more_than_there_are():
    rng = np.random.default_rng(1)

    assert sorted(members(rng, "abc", 5)) == ["a", "b", "c"]
    assert members(rng, [], 2) == []
    assert members(rng, "abc", 1, [0, 1, 0]) == ["b"]


def test_what_weighs_nothing_is_never_drawn():
    rng = np.random.default_rng(1)

    assert {drawn(rng, {"a": 0, "b": 1}) for _ in range(20)} == {"b"}


def test_a_stream_depends_on_seed_scope_and_purpose_only():
    streams = Streams(1, "hedensted")
    first = streams.named("homes").random()
    streams.named("absences").random(100)

    assert streams.named("homes").random() == first
    others = [
        Streams(2, "hedensted").named("homes"),
        Streams(1, "varde").named("homes"),
        streams.named("wishes"),
        streams.within("ledige").named("homes"),
    ]
    assert first not in {other.random() for other in others}
