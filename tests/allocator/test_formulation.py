"""From facts to problem: every rule's part kept apart, and their sum as the solver sees it."""

import numpy as np

from allocator.evaluation import evaluate
from allocator.formulation import LEFT_OUT_LEVEL, StrictLevel, formulate
from models.caseload import Measure
from models.consultant import ConflictOfInterest
from models.employer import ContactMode
from models.rule_id import PRICED_PAIRWISE_RULES, RuleId
from tests.allocator.policies import make_facts, make_policy, make_silent_policy
from tests.factories import make_case, make_consultant, make_employer, make_open_cases, make_relation

EMPLOYER = make_employer()
CASES = tuple(make_case(number, employer_id=EMPLOYER.id) for number in (1, 2))


def formulation_of(policy=None, **fields):
    return formulate(make_facts(policy, **{"employers": (EMPLOYER,), "cases": CASES, **fields}))


def names(levels):
    return [level.name for level in levels]


def test_the_minutes_of_all_rules_sum_to_the_cost_of_the_problem():
    formulation = formulation_of(contact_relations=(make_relation(EMPLOYER, "AB", deputy_id="CD"),))

    assert set(formulation.minutes) == {*PRICED_PAIRWISE_RULES, RuleId.MOVE}
    total = sum(formulation.minutes.values())
    assert (formulation.unheld_problem.cost == total).all()
    assert (formulation.pair_minutes == total).all()


def test_a_plan_costs_its_pairs_caseloads_cohesion_and_left_out_cases():
    policy = make_silent_policy(cohesion={"new_face_minutes": 30}, caseload={"target": 1, "step_below_minutes": 3})
    problem = formulation_of(policy).unheld_problem

    assert evaluate(problem, [0, 1]) == 2 * 30
    assert evaluate(problem, [0, 0]) == 30 + 6 + 3
    assert evaluate(problem, [0, -1]) == 30 + 480 + 3
    assert evaluate(problem, [-1, -1]) == 2 * 480 + 2 * 3


def test_the_highest_load_is_that_of_whoever_gets_everything():
    formulation = formulation_of(cases=(*CASES, *make_open_cases("AB", 3)))

    assert formulation.highest_load == 5
    assert formulation.load_cost.shape == (2, 6)


def test_leaving_out_comes_first_and_alone_where_nothing_else_is_strict():
    assert names(formulation_of().levels) == [LEFT_OUT_LEVEL]
    (level,) = formulation_of().levels
    assert level.unit == "points"
    assert level.value(np.array([-1, 0])) == 100


def test_a_contact_who_must_have_a_case_comes_before_her_deputy_and_both_before_the_policys_levels():
    formulation = formulation_of(
        make_policy(levels=[["contact", "travel"], ["industry"]]),
        contact_relations=(make_relation(EMPLOYER, "AB", mode=ContactMode.ALWAYS, deputy_id="CD"),),
        consultants=tuple(make_consultant(name) for name in ("AB", "CD", "EF")),
    )

    assert names(formulation.levels) == [
        LEFT_OUT_LEVEL,
        "contact_strangers",
        "contact_deputies",
        "contact+travel",
        "industry",
    ]
    index = formulation.facts.consultant_index
    plan = np.array([index["CD"], index["EF"]])
    assert [level.value(plan) for level in formulation.levels] == [0, 1, 1, 150, 0]
    assert [level.unit for level in formulation.levels] == ["points", "cases", "cases", "minutes", "minutes"]


def test_steps_that_cannot_count_are_no_levels():
    relation = make_relation(EMPLOYER, "AB", mode=ContactMode.ALWAYS)

    assert names(formulation_of(contact_relations=(relation,)).levels) == [LEFT_OUT_LEVEL, "contact_strangers"]
    only_known = make_relation(EMPLOYER, "AB", mode=ContactMode.ALWAYS, deputy_id="CD")
    assert names(formulation_of(contact_relations=(only_known,)).levels) == [LEFT_OUT_LEVEL, "contact_deputies"]


def test_a_level_is_held_by_a_row_over_pairs_and_left_out_cases():
    level = StrictLevel("x", "minutes", np.array([[1, 2], [3, 4]]), np.array([5, 6]))

    row = level.at_most(9)

    assert level.value(np.array([1, -1])) == 2 + 6
    assert (row.pair == level.pair).all()
    assert (row.left_out == level.left_out).all()
    assert row.upper == 9


def test_a_rule_is_set_aside_for_one_case_or_for_all():
    conflicts = (ConflictOfInterest(employer_id=EMPLOYER.id),)
    formulation = formulation_of(consultants=(make_consultant("AB", conflicts=conflicts),))

    assert formulation.allowed().tolist() == [[False], [False]]
    assert formulation.allowed({RuleId.CONFLICT}).tolist() == [[True], [True]]
    assert formulation.allowed({RuleId.CONFLICT}, rows=(1,)).tolist() == [[False], [True]]
    assert formulation.allowed({RuleId.PIN}).tolist() == [[False], [False]]


def test_limits_and_rotation_are_set_aside_for_everybody():
    policy = make_policy(
        caseload={"limit_count": 50, "limit_weight": 1, "max_new_per_round": 1},
        rotation={"max_unwanted_per_round": 0},
    )
    consultants = (make_consultant("AB", preferences={"other": -1}),)
    formulation = formulation_of(policy, consultants=consultants)

    everything = formulation.hard_parts()
    no_limits = formulation.hard_parts({RuleId.LIMITS})
    no_rotation = formulation.hard_parts({RuleId.ROTATION})

    assert everything["max_load"].tolist() == [50]
    assert everything["max_cases"].tolist() == [1]
    assert [row.upper for row in everything["limits"]] == [4, 0]
    assert (no_limits["max_load"], no_limits["max_cases"]) == (None, None)
    assert [row.upper for row in no_limits["limits"]] == [0]
    assert [row.upper for row in no_rotation["limits"]] == [4]


def test_weights_are_those_of_the_policys_measure():
    heavy = (make_case(1, weight_quarters=7), *make_open_cases("AB", 2, weight_quarters=5))
    by_weight = formulation_of(make_policy(caseload={"measure": Measure.WEIGHT}), cases=heavy).unheld_problem

    assert by_weight.weight[0].tolist() == [7, 7]
    assert sorted(by_weight.base_load.tolist()) == [0, 10]
    assert formulation_of(cases=heavy).unheld_problem.weight[0].tolist() == [1, 1]


def test_cases_may_be_left_out_only_where_they_have_to():
    formulation = formulation_of()

    assert formulation.problem((), optional=True).optional.all()
    assert not formulation.problem((), optional=False).optional.any()
    assert formulation.unheld_problem.left_out_cost.tolist() == [480, 480]


def test_earlier_levels_are_held_while_later_ones_are_solved():
    formulation = formulation_of(make_policy(levels=[["travel"]]))
    held = (formulation.levels[0].at_most(0),)

    assert formulation.level_problem(formulation.levels[1], held, optional=True).limits == held
    assert formulation.problem(held, optional=True).limits == held
