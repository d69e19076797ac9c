"""Contact: the employer's fixed contact person, preferred at a price, or always."""

import pytest

from allocator.rules import contact
from models.employer import ContactMode
from models.policy_parts import WhenContactImpossible
from models.text import Text
from tests.allocator.policies import make_facts, make_policy
from tests.factories import make_case, make_consultant, make_employer, make_relation

EMPLOYER = make_employer()
THREE = tuple(make_consultant(name) for name in ("AB", "CD", "EF"))
WAITS = make_policy(contact={"when_impossible": WhenContactImpossible.WAITS})


def facts_of(mode=ContactMode.PREFERRED, policy=None, contact_id="AB", deputy_id="CD"):
    return make_facts(
        policy,
        employers=(EMPLOYER,),
        contact_relations=(make_relation(EMPLOYER, contact_id, mode=mode, deputy_id=deputy_id),),
        consultants=THREE,
        cases=(make_case(1, employer_id=EMPLOYER.id),),
    )


def by_consultant(facts, matrix):
    (row,) = matrix.tolist()
    return {each.id: value for each, value in zip(facts.consultants, row, strict=True)}


@pytest.mark.parametrize("mode", [ContactMode.PREFERRED, ContactMode.ALWAYS])
def test_the_contact_is_free_the_deputy_cheap_and_a_stranger_dear(mode):
    facts = facts_of(mode)

    assert by_consultant(facts, contact.minutes(facts)) == {"AB": 0, "CD": 30, "EF": 120}


def test_the_policy_sets_both_prices():
    facts = facts_of(policy=make_policy(contact={"broken_minutes": 240, "deputy_minutes": 7}))

    assert by_consultant(facts, contact.minutes(facts)) == {"AB": 0, "CD": 7, "EF": 240}


def test_without_a_deputy_everybody_else_is_a_stranger():
    facts = facts_of(deputy_id=None)

    assert by_consultant(facts, contact.minutes(facts)) == {"AB": 0, "CD": 120, "EF": 120}


def test_a_relation_that_is_off_counts_nothing_and_forbids_nobody():
    facts = facts_of(ContactMode.OFF, WAITS)

    assert not contact.minutes(facts).any()
    assert not contact.forbids(facts).any()
    assert not contact.strangers(facts).any()
    assert not contact.deputies(facts).any()


def test_a_case_without_a_relation_counts_nothing():
    facts = make_facts(WAITS, employers=(EMPLOYER,), cases=(make_case(1, employer_id=EMPLOYER.id), make_case(2)))

    assert not contact.minutes(facts).any()
    assert not contact.forbids(facts).any()


def test_in_mode_always_a_case_that_waits_goes_to_nobody_but_contact_and_deputy():
    facts = facts_of(ContactMode.ALWAYS, WAITS)

    assert by_consultant(facts, contact.forbids(facts)) == {"AB": False, "CD": False, "EF": True}


def test_in_mode_always_a_case_open_to_all_is_forbidden_to_nobody_but_strangers_and_deputies_count():
    facts = facts_of(ContactMode.ALWAYS)

    assert not contact.forbids(facts).any()
    assert by_consultant(facts, contact.strangers(facts)) == {"AB": False, "CD": False, "EF": True}
    assert by_consultant(facts, contact.deputies(facts)) == {"AB": False, "CD": True, "EF": False}


def test_a_preferred_contact_forbids_nobody_even_where_cases_rather_wait():
    facts = facts_of(ContactMode.PREFERRED, WAITS)

    assert not contact.forbids(facts).any()
    assert not contact.strangers(facts).any()
    assert not contact.deputies(facts).any()


def test_the_sentence_names_the_contact():
    facts = facts_of()

    assert contact.reason(facts, 0, facts.consultant_index["EF"]) == Text(
        da="Virksomhedens faste kontaktperson er AB.", en="The employer's fixed contact person is AB."
    )
    assert contact.reason(facts, 0, facts.consultant_index["CD"]) == Text(
        da="Stedfortræder for virksomhedens faste kontaktperson AB.",
        en="Deputy of the employer's fixed contact person AB.",
    )
