"""Cohesion: an employer with several cases meets few consultants."""

from allocator.rules import cohesion
from models.employer import ContactMode
from models.text import Text
from tests.allocator.policies import make_facts, make_policy
from tests.factories import make_case, make_consultant, make_employer, make_open_case, make_relation, make_team

EMPLOYER, OTHER = make_employer(1), make_employer(2)
PAIR = (make_case(1, employer_id=EMPLOYER.id), make_case(2, employer_id=EMPLOYER.id))


def fee_by_consultant(facts):
    (fees,) = cohesion.fees(facts).tolist()
    return {consultant.id: fee for consultant, fee in zip(facts.consultants, fees, strict=True)}


def test_two_new_cases_of_an_employer_make_a_group_and_one_does_not():
    two = make_facts(employers=(EMPLOYER, OTHER), cases=(*PAIR, make_case(3, employer_id=OTHER.id), make_case(4)))
    one = make_facts(employers=(EMPLOYER,), cases=(PAIR[0],))

    groups = {case.id: group for case, group in zip(two.cases, cohesion.group_of_cases(two).tolist(), strict=True)}
    assert groups == {"2026-0001": 0, "2026-0002": 0, "2026-0003": -1, "2026-0004": -1}
    assert cohesion.group_of_cases(one).tolist() == [-1]
    assert cohesion.fees(one).shape == (0, 2)


def test_an_open_case_counts_towards_the_two_and_only_new_ones_make_a_group():
    with_open = make_facts(employers=(EMPLOYER,), cases=(PAIR[0], make_open_case(9, "CD", employer_id=EMPLOYER.id)))
    only_open = make_facts(
        employers=(EMPLOYER,),
        cases=(make_case(1), *(make_open_case(number, "CD", employer_id=EMPLOYER.id) for number in (8, 9))),
    )

    assert cohesion.groups(with_open) == (EMPLOYER.id,)
    assert cohesion.groups(only_open) == ()


def test_a_new_case_that_another_team_gets_counts_towards_the_two():
    facts = make_facts(
        teams=(make_team(), make_team("afklaring")),
        employers=(EMPLOYER,),
        cases=(PAIR[0], make_case(2, employer_id=EMPLOYER.id, team_id="afklaring")),
    )

    assert cohesion.groups(facts) == (EMPLOYER.id,)


def test_a_new_face_costs_what_the_policy_says():
    assert fee_by_consultant(make_facts(employers=(EMPLOYER,), cases=PAIR)) == {"AB": 30, "CD": 30}

    dear = make_policy(cohesion={"new_face_minutes": 77})
    assert fee_by_consultant(make_facts(dear, employers=(EMPLOYER,), cases=PAIR)) == {"AB": 77, "CD": 77}


def test_whoever_has_an_open_case_there_is_no_new_face():
    facts = make_facts(employers=(EMPLOYER,), cases=(PAIR[0], make_open_case(9, "CD", employer_id=EMPLOYER.id)))

    assert fee_by_consultant(facts) == {"AB": 30, "CD": 0}


def test_the_contact_person_is_no_new_face_but_her_deputy_is():
    relation = make_relation(EMPLOYER, "AB", deputy_id="CD")

    facts = make_facts(employers=(EMPLOYER,), contact_relations=(relation,), cases=PAIR)

    assert fee_by_consultant(facts) == {"AB": 0, "CD": 30}


def test_the_contact_of_a_relation_that_is_off_is_a_new_face():
    relation = make_relation(EMPLOYER, "AB", mode=ContactMode.OFF)

    facts = make_facts(employers=(EMPLOYER,), contact_relations=(relation,), cases=PAIR)

    assert fee_by_consultant(facts) == {"AB": 30, "CD": 30}


def test_groups_stand_in_the_order_of_their_ids_whatever_the_order_of_rows():
    cases = (*PAIR, make_case(3, employer_id=OTHER.id), make_case(4, employer_id=OTHER.id))

    facts = make_facts(employers=(OTHER, EMPLOYER), cases=cases, consultants=(make_consultant("AB"),))

    assert cohesion.groups(facts) == (EMPLOYER.id, OTHER.id)


def test_the_sentence_counts_the_employers():
    assert cohesion.reason(1) == Text(
        da="Ny for 1 virksomhed med flere sager.", en="New to 1 employer with several cases."
    )
    assert cohesion.reason(3) == Text(
        da="Ny for 3 virksomheder med flere sager.", en="New to 3 employers with several cases."
    )
