"""Competence: a case goes only to whoever has the competences it needs."""

import pytest

from allocator import distribute
from allocator.rules import competence
from models.case import CaseNeed, Employment, TalkForm, TalkReason
from models.consultant import Competence
from models.rule_id import RuleId
from tests.allocator.policies import make_facts, make_silent_policy, make_talk
from tests.factories import StraightLineTravel, make_case, make_consultant, make_snapshot

AT_WORK = make_case(1)
BY_PHONE = make_case(1, first_talk=make_talk(TalkForm.ELSEWHERE, TalkReason.CONFLICT))
UNEMPLOYED = make_case(1, employment=Employment.UNEMPLOYED, workplace=None)
FLEX_JOB = make_case(1, needs={CaseNeed.FLEX_JOB})
CLARIFICATION = make_case(1, needs={CaseNeed.CLARIFICATION})

INDOORS = {Competence.EMPLOYED}
USUAL = {Competence.EMPLOYED, Competence.GOES_OUT}


@pytest.mark.parametrize(
    ("case", "competences", "is_forbidden"),
    [
        (AT_WORK, USUAL, False),
        (AT_WORK, INDOORS, True),
        (AT_WORK, {Competence.UNEMPLOYED, Competence.GOES_OUT}, True),
        (BY_PHONE, INDOORS, False),
        (UNEMPLOYED, {Competence.UNEMPLOYED}, False),
        (UNEMPLOYED, USUAL, True),
        (FLEX_JOB, USUAL, True),
        (FLEX_JOB, USUAL | {Competence.FLEX_JOB}, False),
        (CLARIFICATION, USUAL | {Competence.FLEX_JOB}, True),
        (CLARIFICATION, USUAL | {Competence.CLARIFICATION}, False),
    ],
)
def test_a_consultant_needs_every_competence_of_the_case(case, competences, is_forbidden):
    facts = make_facts(consultants=(make_consultant("AB", competences=competences),), cases=(case,))

    assert competence.forbids(facts).item() is is_forbidden


def test_a_case_that_nobody_may_have_waits_and_says_so():
    proposal = distribute(make_snapshot(cases=(FLEX_JOB,)), make_silent_policy(), StraightLineTravel())

    assert [each.blocked_by for each in proposal.unassigned] == [(RuleId.COMPETENCE,)]


def test_a_round_without_cases_has_no_pairs():
    assert competence.forbids(make_facts(cases=())).shape == (0, 2)
