import math

import numpy as np
import pytest

from allocator.simulation.statistics import (
    KimNelson,
    NotFinite,
    TooFewReplications,
    UnusableSample,
    may_be_best,
)
from tests.allocator.simulation.statistics.samples import correlated, coverage

SLIPPAGE = (0.0, 1.0, 1.0, 1.0, 1.0)
"""The hardest case: the best is better than all others by just the indifference."""


@pytest.mark.parametrize("shared", [0.0, 2.0])
def test_the_best_is_selected_at_least_as_often_as_stated(shared):
    """With random numbers of one's own and with common ones."""
    rule = KimNelson(indifference=1, confidence=0.9, first_stage=10)

    def is_right(rng):
        return rule.select(correlated(rng, SLIPPAGE, 400, shared=shared, own=1.0)).best == 0

    assert coverage(is_right, 400, seed=1) >= 0.9


def test_common_events_shorten_the_contest():
    rule, rng = KimNelson(indifference=0.15), np.random.default_rng(2)
    own = np.mean([rule.select(correlated(rng, SLIPPAGE, 900, shared=0, own=1)).num_replications for _ in range(20)])
    same = np.mean([rule.select(correlated(rng, SLIPPAGE, 900, shared=1, own=0.1)).num_replications for _ in range(20)])

    assert same < own / 2


def test_the_bound_is_that_of_the_formula():
    """Two policies whose differences have variance 1: eta comes from 2 x 0.05 to the power -2/19."""
    differences = np.tile([-1.0, 1.0], 10) * math.sqrt(19 / 20)
    selection = KimNelson(indifference=0.1).select(np.column_stack([differences, np.zeros(20)]))
    eta = ((2 * 0.05) ** (-2 / 19) - 1) / 2

    assert selection.at_most == math.floor(2 * eta * 19 / 0.01) + 1
    assert selection.best is None
    assert selection.contenders == (0, 1)
    assert selection.next_replications == 24


def test_more_years_change_nothing_of_what_is_decided():
    figures = correlated(np.random.default_rng(3), (0, 0.1, 0.3, 2), 600)
    whole = KimNelson(indifference=0.1).select(figures)
    for number in (20, 30, whole.num_replications - 1):
        part = KimNelson(indifference=0.1).select(figures[:number])
        assert part.best is None
        assert number < part.next_replications <= part.at_most
        assert set(whole.contenders) <= set(part.contenders)
        assert all(early in (None, late) for early, late in zip(part.left_after, whole.left_after, strict=True))

    assert whole.best == 0
    assert whole.next_replications is None
    assert KimNelson(indifference=0.1).select(figures[: whole.num_replications]) == whole


def test_a_policy_that_has_left_need_not_be_run_any_more():
    figures = correlated(np.random.default_rng(3), (0, 0.1, 0.3, 9), 600)
    whole = KimNelson(indifference=0.1).select(figures)
    figures[whole.left_after[3] :, 3] = np.nan

    assert KimNelson(indifference=0.1).select(figures) == whole


def test_a_contender_must_be_run():
    figures = correlated(np.random.default_rng(3), (0, 0.01), 60)
    figures[30, 1] = np.nan

    with pytest.raises(NotFinite, match=r"\[30, 1\]"):
        KimNelson(indifference=0.05).select(figures)


def test_where_much_is_good_the_largest_is_the_best():
    figures = correlated(np.random.default_rng(4), (0, 1, 5), 60)

    assert KimNelson(indifference=1).select(figures).best == 0
    assert KimNelson(indifference=1, smaller_is_better=False).select(figures).best == 2


def test_policies_that_do_the_same_are_settled_by_their_order():
    selection = KimNelson(indifference=1).select(np.tile(np.arange(20.0)[:, None], 3))

    assert (selection.best, selection.contenders, selection.num_replications) == (0, (0, 1, 2), 20)


def test_a_constant_lead_is_decided_at_once():
    years = np.arange(20.0)
    selection = KimNelson(indifference=1).select(np.column_stack([years, years - 0.01]))

    assert (selection.best, selection.left_after) == (1, (20, None))


def test_the_only_policy_is_the_best():
    assert KimNelson(indifference=1).select(np.arange(20.0)[:, None]).best == 0


def test_figures_that_cannot_be_judged_are_refused():
    rule = KimNelson(indifference=1)
    with pytest.raises(TooFewReplications, match="at least 20"):
        rule.select(np.zeros((19, 2)))
    with pytest.raises(UnusableSample, match="replications by policies"):
        rule.select(np.zeros(20))
    with pytest.raises(UnusableSample, match="replications by policies"):
        rule.select(np.zeros((20, 0)))
    with pytest.raises(NotFinite):
        rule.select(np.full((20, 2), np.nan))


@pytest.mark.parametrize(
    "wrong", [{"indifference": 0}, {"indifference": 1, "confidence": 0.5}, {"indifference": 1, "first_stage": 9}]
)
def test_what_cannot_be_promised_is_refused(wrong):
    with pytest.raises(ValueError, match="give"):
        KimNelson(**wrong)


def test_the_best_is_among_those_that_may_be_it_at_least_as_often_as_stated():
    covers = coverage(lambda rng: 0 in may_be_best(correlated(rng, (0, 0, 0, 0.1), 15), confidence=0.9), 1000, seed=6)

    assert 0.9 <= covers < 0.99


def test_those_that_are_far_behind_are_not():
    figures = correlated(np.random.default_rng(5), (0, 0, 5), 40)

    assert may_be_best(figures) == (0, 1)
    assert may_be_best(figures, smaller_is_better=False) == (2,)
    assert may_be_best(figures[:, :1]) == (0,)
