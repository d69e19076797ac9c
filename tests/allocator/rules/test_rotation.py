"""Rotation: unwanted types go round, by what has been received lately and by a limit in one round."""

import numpy as np
import pytest

from allocator import distribute
from allocator.rules import rotation
from models.case import CaseType
from models.rule_id import RuleId
from models.text import Text
from tests.allocator.policies import make_facts, make_policy, make_silent_policy
from tests.factories import StraightLineTravel, make_case, make_consultant, make_snapshot

DEPRESSION = CaseType.DEPRESSION
UNWANTED = {"preferences": {DEPRESSION: -1}}
TWO_EACH = {"rotation": {"max_unwanted_per_round": 2}}


def depressions(num):
    return tuple(make_case(number, case_type=DEPRESSION) for number in range(1, num + 1))


def facts_of(policy=None, cases=None, **fields):
    consultants = (
        make_consultant("AB", **{**UNWANTED, "received_lately": {DEPRESSION: 3, CaseType.OTHER: 9}, **fields}),
        make_consultant("CD"),
    )
    return make_facts(policy, consultants=consultants, cases=depressions(1) if cases is None else cases)


def minutes_by_consultant(facts):
    return dict(zip((each.id for each in facts.consultants), rotation.minutes(facts)[0].tolist(), strict=True))


def test_every_case_of_an_unwanted_type_received_lately_costs_five_minutes():
    assert minutes_by_consultant(facts_of()) == {"AB": 15, "CD": 0}
    dear = make_policy(rotation={"minutes_per_recent_case": 8})
    assert minutes_by_consultant(facts_of(policy=dear)) == {"AB": 24, "CD": 0}


@pytest.mark.parametrize("step", [0, 1])
def test_a_type_that_nobody_minds_costs_nothing(step):
    assert minutes_by_consultant(facts_of(preferences={DEPRESSION: step})) == {"AB": 0, "CD": 0}


def test_other_types_cost_nothing():
    assert minutes_by_consultant(facts_of(cases=(make_case(1),))) == {"AB": 0, "CD": 0}


def test_three_of_an_unwanted_type_are_limited_to_two_each():
    facts = facts_of(make_policy(**TWO_EACH), cases=(*depressions(3), make_case(9)))

    limits = rotation.limits(facts)

    assert [limit.upper for limit in limits] == [2, 2]
    of_type = np.array([case.case_type is DEPRESSION for case in facts.cases])
    for j, limit in enumerate(limits):
        assert (limit.pair[:, j] == of_type).all()
        assert limit.pair.sum() == 3


@pytest.mark.parametrize(
    ("cases", "policy"),
    [
        (depressions(2), make_policy(**TWO_EACH)),
        (depressions(9), make_policy(rotation={"max_unwanted_per_round": None})),
        (tuple(make_case(number) for number in range(9)), make_policy(**TWO_EACH)),
    ],
)
def test_rows_that_could_not_bind_are_spared(cases, policy):
    assert rotation.limits(facts_of(cases=cases, policy=policy)) == ()


@pytest.mark.parametrize(("num_cases", "num_left_out"), [(2, 0), (3, 1)])
def test_the_third_of_an_unwanted_type_waits_where_there_is_one_consultant(num_cases, num_left_out):
    snapshot = make_snapshot(consultants=(make_consultant("AB", **UNWANTED),), cases=depressions(num_cases))

    proposal = distribute(snapshot, make_silent_policy(**TWO_EACH), StraightLineTravel())

    assert [each.blocked_by for each in proposal.unassigned] == [(RuleId.ROTATION,)] * num_left_out


def test_the_sentence_counts_what_she_has_received():
    facts = facts_of()

    assert rotation.reason(facts, 0, facts.consultant_index["AB"]) == Text(
        da="Har for nylig fået 3 sager om depression, som går på omgang.",
        en="Has lately received 3 cases of depression, which go round.",
    )
