"""Why she is not given the case: the rule, the terms, and the nearest value of each single number that changes it."""

import itertools
from functools import cache

import numpy as np
import pytest

from allocator import explain
from allocator.facts import gather
from allocator.formulation import formulate
from allocator.questions.numbers import Kind, numbers_of
from allocator.questions.outcome import keeps_hard_rules, values_of
from models.caseload import Measure
from models.errors import UnusableInput
from models.rule_id import RuleId
from models.wish import Wish
from tests.allocator.policies import make_silent_policy
from tests.allocator.questions.every_plan import best_values, is_small
from tests.allocator.round_judge import RoundJudge
from tests.factories import (
    TOERRING,
    StraightLineTravel,
    make_case,
    make_consultant,
    make_employer,
    make_open_cases,
    make_snapshot,
)
from tests.random_teams import random_team

TRAVEL = StraightLineTravel()
REACH = 40
"""Values on either side that are all tried."""
SEEDS = [seed for seed in range(70) if is_small(RoundJudge(*random_team(seed)), most=70)]


def gives_her_the_case(formulation, i, j):
    """Whether some optimal plan of a round does, by trying every plan."""
    allowed = formulation.allowed()
    options = [[-1, *np.flatnonzero(row).tolist()] for row in allowed]
    plans = [np.array(plan, dtype=np.int64) for plan in itertools.product(*options)]
    values = {plan.tobytes(): values_of(formulation, plan) for plan in plans if keeps_hard_rules(formulation, plan)}
    best = min(values.values())
    return any(value == best and np.frombuffer(key, dtype=np.int64)[i] == j for key, value in values.items())


@cache
def asked(seed):
    """A case of the round with the answers about everybody, and the round as the solver sees it."""
    snapshot, policy = random_team(seed)
    judge = RoundJudge(snapshot, policy)
    case_id = min(judge.cases)
    explanation = explain(snapshot, policy, TRAVEL, case_id, why_not=judge.consultants, time_limit_s=60)
    return judge, explanation, formulate(gather(snapshot, policy, TRAVEL))


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_the_nearest_change_flips_and_none_that_is_nearer_does(seed):
    _, explanation, formulation = asked(seed)
    facts = formulation.facts
    i = facts.case_index[explanation.case_id]
    ranked = {each.consultant_id: each for each in explanation.ranking}

    assert {each.consultant_id for each in explanation.why_not} == ranked.keys() - {explanation.consultant_id}
    for each in explanation.why_not:
        j = facts.consultant_index[each.consultant_id]
        assert each.unsettled == ()
        if ranked[each.consultant_id].extra_minutes == 0 and not each.gives_way and not each.blocked_by:
            assert each.flips_when == ()
            continue
        found = {(flip.what, flip.goes_up): flip.at for flip in each.flips_when}
        assert len(found) == len(each.flips_when)
        for number in numbers_of(formulation, i, j):
            for last in number.last:
                step = 1 if last > number.now else -1
                near = range(number.now, last, step)[1 : REACH + 1] if number.kind is Kind.PRICE else ()
                near = near or range(number.now + step, last + step, step)
                nearest = next((value for value in near if gives_her_the_case(number.at(value), i, j)), None)
                at = found.pop((number.what, step > 0), None)
                if nearest is not None or at is None or at in near:
                    assert at == nearest, number.what
                else:
                    assert gives_her_the_case(number.at(at), i, j), number.what
        assert not found


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_what_flips_in_the_words_flips_for_a_judge_who_shares_nothing(seed):
    judge, explanation, _ = asked(seed)
    case = judge.cases[explanation.case_id]

    for each in explanation.why_not:
        for flip in each.flips_when:
            snapshot, policy = judge.snapshot, judge.policy
            if "." in flip.what:
                part, name = flip.what.split(".")
                changed = getattr(policy, part).model_copy(update={name: flip.at})
                assert getattr(getattr(policy, part), name) == flip.now
                policy = policy.model_copy(update={part: changed})
            elif flip.what == "wish":
                others = [w for w in snapshot.wishes if (w.consultant_id, w.case_id) != (each.consultant_id, case.id)]
                wish = Wish(consultant_id=each.consultant_id, case_id=case.id, step=flip.at)
                snapshot = snapshot.model_copy(update={"wishes": (*others, wish)})
            elif flip.what == "preference":
                hers = judge.consultants[each.consultant_id]
                likes = hers.model_copy(update={"preferences": {**hers.preferences, case.case_type: flip.at}})
                consultants = tuple(likes if c.id == hers.id else c for c in snapshot.consultants)
                snapshot = snapshot.model_copy(update={"consultants": consultants})
            else:
                continue
            other = RoundJudge(snapshot, policy)
            assert best_values(other) == best_values(other, lambda plan: plan[case.id] == each.consultant_id)  # noqa: B023


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_terms_sum_to_the_extra_minutes_and_each_has_its_sentence(seed):
    _, explanation, _ = asked(seed)
    ranked = {each.consultant_id: each for each in explanation.ranking}

    for each in explanation.why_not:
        answer = ranked[each.consultant_id]
        assert (each.blocked_by, each.gives_way) == (answer.blocked_by, answer.gives_way)
        assert sum(each.terms.values()) == (answer.extra_minutes or 0)
        assert {reason.rule: reason.minutes for reason in each.reasons} == each.terms
        assert 0 not in each.terms.values()


def why_not(consultant_id, policy, **fields):
    (answer,) = explain(make_snapshot(**fields), policy, TRAVEL, "2026-0001", why_not=[consultant_id]).why_not
    return answer, {(flip.what, flip.goes_up): (flip.now, flip.at) for flip in answer.flips_when}


def test_what_she_costs_more_says_which_wish_preference_or_price_is_enough():
    likes = make_consultant("AB", preferences={"other": 1})
    answer, flips = why_not(
        "CD",
        make_silent_policy(preference={"step_minutes": 15, "wish_step_minutes": 10}),
        consultants=(likes, make_consultant("CD")),
    )

    assert answer.terms == {RuleId.PREFERENCE: 15}
    assert answer.reasons[0].text.en == "The whole plan spends 15 min. more on preferred case types."
    assert flips == {
        ("preference", True): (0, 1),
        ("wish", True): (0, 2),
        ("preference.step_minutes", False): (15, 0),
    }


def test_a_wish_of_one_step_is_found_where_it_is_enough():
    likes = make_consultant("AB", preferences={"other": 1})
    policy = make_silent_policy(preference={"step_minutes": 15, "wish_step_minutes": 15})
    _, flips = why_not("CD", policy, consultants=(likes, make_consultant("CD")))

    assert flips["wish", True] == (0, 1)


def test_minutes_on_the_road_flip_where_the_way_is_as_short_as_it_must_be():
    answer, flips = why_not(
        "CD",
        make_silent_policy(travel={"counted_percent": 100, "expected_visits": 2}),
        consultants=(make_consultant("AB"), make_consultant("CD", home=TOERRING)),
    )

    (way,) = [flip for flip in answer.flips_when if flip.what == "travel_minutes"]
    assert (way.unit, way.at) == ("minutes", 0)
    assert ("travel.expected_visits", False) in flips
    assert flips["travel.expected_visits", False] == (2, 0)


@pytest.mark.parametrize("measure", Measure)
def test_fewer_cases_of_hers_flip_it(measure):
    policy = make_silent_policy(caseload={"measure": measure, "target": 5, "step_above_minutes": 8})
    answer, flips = why_not(
        "AB", policy, cases=(make_case(1), *make_open_cases("AB", 7), *make_open_cases("CD", 5, 6000))
    )

    assert answer.terms == {RuleId.CASELOAD: 16}
    assert flips["caseload", False] == (7, 5)


def test_one_case_fewer_is_found_where_it_is_enough():
    policy = make_silent_policy(caseload={"target": 5, "step_above_minutes": 8})
    _, flips = why_not("AB", policy, cases=(make_case(1), *make_open_cases("AB", 6), *make_open_cases("CD", 5, 6000)))

    assert flips["caseload", False] == (6, 5)


def test_whoever_is_full_would_get_it_with_fewer_cases():
    policy = make_silent_policy()
    consultants = (make_consultant("AB", limit_count=3), make_consultant("CD"))
    answer, flips = why_not("AB", policy, consultants=consultants, cases=(make_case(1), *make_open_cases("AB", 3)))

    assert answer.blocked_by == ("limits",)
    assert answer.terms == {}
    assert flips == {("caseload", False): (3, 0)}


def test_a_mandatory_industry_is_hers_once_she_knows_it():
    employer = make_employer(industry={"scheme": "DB07", "code": "Q"})
    policy = make_silent_policy(
        industry={"missing_level_minutes": 0, "mandatory_sections": ["Q"], "mandatory_level": 2}
    )
    consultants = (make_consultant("AB", industries={"Q": 3}), make_consultant("CD", industries={"Q": 1}))
    answer, flips = why_not(
        "CD", policy, consultants=consultants, employers=(employer,), cases=(make_case(1, employer_id=employer.id),)
    )

    assert answer.blocked_by == ("industry",)
    assert flips == {("industry_knowledge", True): (1, 2)}


def test_no_single_change_is_an_answer():
    consultants = (make_consultant("AB", competences={"unemployed"}), make_consultant("CD"))
    answer, _ = why_not("AB", make_silent_policy(), consultants=consultants)

    assert answer.blocked_by == ("competence",)
    assert (answer.flips_when, answer.unsettled) == ((), ())


def test_one_who_would_do_as_well_needs_no_change():
    proposed = explain(make_snapshot(), make_silent_policy(), TRAVEL, "2026-0001").consultant_id
    other = "CD" if proposed == "AB" else "AB"

    answer, _ = why_not(other, make_silent_policy())

    assert (answer.terms, answer.flips_when, answer.unsettled) == ({}, (), ())


def test_the_next_three_are_asked_about_unless_others_are_named():
    consultants = tuple(make_consultant(f"K{number}", preferences={"other": 2 - number}) for number in range(5))
    policy = make_silent_policy(preference={"step_minutes": 10})
    explanation = explain(make_snapshot(consultants=consultants), policy, TRAVEL, "2026-0001")

    assert [each.consultant_id for each in explanation.why_not] == ["K1", "K2", "K3"]


def test_what_is_not_settled_in_time_is_named():
    likes = make_consultant("AB", preferences={"other": 1})
    snapshot = make_snapshot(consultants=(likes, make_consultant("CD")))

    explanation = explain(
        snapshot, make_silent_policy(preference={"step_minutes": 15}), TRAVEL, "2026-0001", should_stop=lambda: True
    )

    for each in explanation.why_not:
        assert each.flips_when == ()
        assert "wish" in each.unsettled


def test_asking_about_a_stranger_is_an_error():
    with pytest.raises(UnusableInput) as error:
        explain(make_snapshot(), make_silent_policy(), TRAVEL, "2026-0001", why_not=["XY"])

    assert error.value.findings[0].code == "consultant_unknown"
