"""Departure: whoever leaves is given nothing and keeps nothing."""

import pytest

from allocator.rules import departure
from tests.allocator.policies import make_facts
from tests.factories import MONDAY, days, make_case, make_consultant


@pytest.mark.parametrize("last_day", [MONDAY - days(1), MONDAY, MONDAY + days(200)])
def test_whoever_has_a_last_day_may_have_no_case_however_far_ahead_it_is(last_day):
    consultants = (make_consultant("AB", end_date=last_day), make_consultant("CD"))
    facts = make_facts(consultants=consultants, cases=(make_case(1), make_case(2)))
    forbidden = departure.forbids(facts)

    assert forbidden[:, facts.consultant_index["AB"]].all()
    assert not forbidden[:, facts.consultant_index["CD"]].any()


def test_where_nobody_leaves_nothing_is_forbidden():
    assert not departure.forbids(make_facts()).any()
