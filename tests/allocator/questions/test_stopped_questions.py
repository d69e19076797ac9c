"""A question that is stopped at any of its asks tells nothing that the whole answer does not tell."""

import pytest

from allocator import best_fits, distribute, explain, price_overrides
from models.override import Override
from models.proposal import ProposalStatus
from tests.allocator.policies import make_silent_policy
from tests.factories import StraightLineTravel, make_case, make_consultant, make_snapshot

TRAVEL = StraightLineTravel()
POLICY = make_silent_policy(preference={"step_minutes": 15}, caseload={"target": 1, "limit_count": 3})
CASES = tuple(make_case(number) for number in range(1, 6))
CONSULTANTS = (make_consultant("AB", preferences={"other": 1}), make_consultant("CD"), make_consultant("EF"))
SNAPSHOT = make_snapshot(consultants=CONSULTANTS, cases=CASES)


class StopAt:
    """Whether to stop: from the ask of this number on; None never."""

    def __init__(self, number=None):
        self.number = number
        self.num_asks = 0

    def __call__(self):
        self.num_asks += 1
        return self.number is not None and self.num_asks >= self.number


def num_asks_of(question):
    never = StopAt()
    whole = question(never)
    return whole, never.num_asks


def ask_for_fits(should_stop):
    return best_fits(SNAPSHOT, POLICY, TRAVEL, "CD", should_stop=should_stop)


def ask_why(should_stop):
    return explain(SNAPSHOT, POLICY, TRAVEL, "2026-0001", should_stop=should_stop)


def assert_no_more_than(part, whole):
    """Whoever is blocked is so in both; numbers are the same, or lie around them, or are not there."""
    assert part.blocked_by in ((), whole.blocked_by)
    if part.extra_minutes is not None:
        assert part.extra_minutes == whole.extra_minutes
    if part.extra_minutes_at_least is not None and whole.extra_minutes is not None and not part.gives_way:
        assert part.extra_minutes_at_least <= whole.extra_minutes <= part.extra_minutes_at_most


def test_best_fits_asks_for_every_pair_and_says_where_it_was_stopped():
    whole, num_asks = num_asks_of(ask_for_fits)
    by_case = {fit.case_id: fit for fit in whole.fits}

    assert whole.status is ProposalStatus.OPTIMAL
    assert num_asks > 2 * len(CASES)
    for number in range(1, num_asks + 1, max(1, num_asks // 12)):
        part = ask_for_fits(StopAt(number))
        assert part.status is ProposalStatus.CANCELLED
        assert {fit.case_id for fit in part.fits} == set(by_case)
        for fit in part.fits:
            assert_no_more_than(fit, by_case[fit.case_id])


def test_an_explanation_stopped_anywhere_settles_nothing_that_it_has_not_looked_at():
    whole, num_asks = num_asks_of(ask_why)
    ranked = {each.consultant_id: each for each in whole.ranking}
    flips = {each.consultant_id: each.flips_when for each in whole.why_not}

    assert whole.status is ProposalStatus.OPTIMAL
    for number in range(1, num_asks + 1, max(1, num_asks // 12)):
        part = ask_why(StopAt(number))
        assert part.status is ProposalStatus.CANCELLED
        for each in part.ranking:
            assert_no_more_than(each, ranked[each.consultant_id])
        for each in part.why_not:
            assert set(each.flips_when) <= set(flips.get(each.consultant_id, each.flips_when))
            assert each.flips_when or each.unsettled or part.consultant_id is not None
        assert set(part.binding_limits) <= set(whole.binding_limits)


def test_prices_that_were_stopped_say_so_and_lie_around_the_whole_ones():
    pins = [
        Override(kind="pin", case_id=f"2026-000{n}", consultant_id=who, reason="other", decided_by="LN")
        for n, who in ((1, "CD"), (2, "EF"))
    ]

    def ask(should_stop):
        return price_overrides(SNAPSHOT, POLICY, TRAVEL, pins, should_stop=should_stop)

    whole, num_asks = num_asks_of(ask)

    assert whole.status is ProposalStatus.OPTIMAL
    for number in range(num_asks, 1, -max(1, num_asks // 12)):
        part = ask(StopAt(number))
        if part is not None:
            assert part.status is ProposalStatus.CANCELLED
            if not part.together.gives_way:
                extra = whole.together.extra_minutes
                assert part.together.extra_minutes_at_least <= extra <= part.together.extra_minutes_at_most


@pytest.mark.parametrize("limit_count", [3, 1], ids=["all have somebody", "two wait"])
def test_a_distribution_stopped_anywhere_is_the_whole_one_or_says_so(limit_count):
    policy = make_silent_policy(preference={"step_minutes": 15}, caseload={"target": 1, "limit_count": limit_count})

    def ask(should_stop):
        return distribute(SNAPSHOT, policy, TRAVEL, should_stop=should_stop)

    whole, num_asks = num_asks_of(ask)
    for number in range(1, num_asks + 1, max(1, num_asks // 10)):
        part = ask(StopAt(number))
        if part.status is not ProposalStatus.CANCELLED:
            assert part.assignments == whole.assignments
            assert part.unassigned == whole.unassigned
