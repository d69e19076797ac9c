"""Keeping: which rules take a case from whoever has it, and to whom a covered case goes back."""

import pytest

from allocator.formulation import formulate
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rules import keeping
from models.case import Employment
from models.consultant import Absence, ConflictOfInterest
from models.override import Override, OverrideKind, OverrideReason
from models.rule_id import RuleId
from tests.allocator.policies import make_facts, make_policy
from tests.factories import (
    MONDAY,
    StraightLineTravel,
    days,
    make_case,
    make_consultant,
    make_open_case,
    make_snapshot,
    make_team,
)

AWAY = Absence(first_day=MONDAY, last_day=MONDAY + days(100))
CASE_ID = make_open_case(1, "AB").id


def override(kind, consultant_id):
    return Override(
        kind=kind, case_id=CASE_ID, consultant_id=consultant_id, reason=OverrideReason.OTHER, decided_by="leder"
    )


def facts_of(ab=None, cd=None, overrides=(), **fields):
    """The facts about one open case that AB has; CD is her colleague, GH of another team."""
    snapshot = make_snapshot(
        teams=(make_team(), make_team("ledige")),
        consultants=(
            make_consultant("AB", **(ab or {})),
            make_consultant("CD", **(cd or {})),
            make_consultant("GH", team_id="ledige"),
        ),
        cases=(make_open_case(1, "AB", **fields),),
        overrides=overrides,
    )
    return gather_rebalance(snapshot, make_policy(), StraightLineTravel())


TAKEN = [
    ({"ab": {"end_date": MONDAY}}, RuleId.DEPARTURE),
    ({"team_id": "ledige"}, RuleId.TEAM),
    ({"ab": {"conflicts": (ConflictOfInterest(case_id=CASE_ID),)}}, RuleId.CONFLICT),
    ({"employment": Employment.UNEMPLOYED, "workplace": None}, RuleId.COMPETENCE),
    ({"overrides": (override(OverrideKind.PIN, "CD"),)}, None),
    ({"overrides": (override(OverrideKind.EXCLUSION, "AB"),)}, None),
    ({"ab": {"absences": (AWAY,)}}, RuleId.ABSENCE),
]


@pytest.mark.parametrize(("fields", "rule"), TAKEN)
def test_a_case_is_taken_by_the_rule_that_is_named(fields, rule):
    facts = facts_of(**fields)
    forbidden = formulate(facts).forbidden

    assert not keeping.may_keep(facts).any()
    assert not keeping.may_keep_by(forbidden, facts).any()
    taken_by = keeping.taken_by(forbidden, facts, 0)
    assert len(taken_by) == 1
    assert rule is None or taken_by == (rule,)


def test_several_rules_are_named_in_their_order():
    facts = facts_of(ab={"end_date": MONDAY, "absences": (AWAY,)})

    assert keeping.taken_by(formulate(facts).forbidden, facts, 0) == (RuleId.DEPARTURE, RuleId.ABSENCE)


def test_limits_and_wishes_take_no_case_from_whoever_has_it():
    facts = facts_of(ab={"limit_count": 0})

    assert keeping.may_keep(facts).all()
    assert keeping.taken_by(formulate(facts).forbidden, facts, 0) == ()


def test_nobody_keeps_a_new_case():
    facts = make_facts(cases=(make_case(1),))

    assert not keeping.may_keep(facts).any()
    assert keeping.kept(facts, facts.case_quarters).tolist() == [0, 0]


def test_what_is_kept_is_summed_by_holder():
    snapshot = make_snapshot(
        consultants=(make_consultant("AB"), make_consultant("CD", end_date=MONDAY)),
        cases=(make_open_case(1, "AB"), make_open_case(2, "AB"), make_open_case(3, "CD")),
    )
    facts = gather_rebalance(snapshot, make_policy(), StraightLineTravel())
    kept = keeping.kept(facts, 1 + 0 * facts.case_quarters)

    assert {each.id: int(kept[j]) for j, each in enumerate(facts.consultants)} == {"AB": 2, "CD": 0}


def test_a_covered_case_goes_back_to_her_who_may_have_it_again():
    facts = facts_of(covered_for_id="CD")

    assert keeping.rightful(facts).tolist() == [facts.consultant_index["CD"]]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"covered_for_id": "GH"},
        {"covered_for_id": "CD", "cd": {"absences": (AWAY,)}},
        {"covered_for_id": "CD", "cd": {"end_date": MONDAY}},
    ],
    ids=["not covered", "in another pool", "still away", "leaves"],
)
def test_it_goes_back_to_nobody_where_she_may_not_have_it(fields):
    assert keeping.rightful(facts_of(**fields)).tolist() == [-1]
