"""Questions are drawn from the seed, asked in a process of their own, and kept in a file of lines."""

import pytest

from allocator.facts import gather
from allocator.formulation import formulate
from benchmarks.questions.measuring import measure_question
from benchmarks.questions.protocol import question_jobs
from benchmarks.questions.rounds import TRAVEL, draw_case, draw_overrides, draw_round, pin_many
from tests.benchmarks.questions.lines import job


@pytest.fixture(scope="module")
def hedensted():
    return draw_round("hedensted", "practice", 1)


def test_the_same_seed_draws_the_same_questions(hedensted):
    snapshot, policy = hedensted

    assert draw_round("hedensted", "practice", 1) == hedensted
    assert draw_overrides(snapshot, policy, 3, 5) == draw_overrides(snapshot, policy, 3, 5)
    assert draw_overrides(snapshot, policy, 3, 5) != draw_overrides(snapshot, policy, 3, 6)
    assert draw_case(snapshot, policy, 5) == draw_case(snapshot, policy, 5)


def test_drawn_pins_are_of_pairs_that_no_rule_forbids(hedensted):
    snapshot, policy = hedensted
    formulation = formulate(gather(snapshot, policy, TRAVEL))

    for each in draw_overrides(snapshot, policy, 10, 0):
        facts = formulation.facts
        assert formulation.allowed()[facts.case_index[each.case_id], facts.consultant_index[each.consultant_id]]


def test_crowded_pins_are_on_few_and_pins_anywhere_on_many(hedensted):
    snapshot, policy = hedensted

    crowded = {each.consultant_id for each in pin_many(snapshot, policy, 12, "crowded", 0).overrides}
    anywhere = {each.consultant_id for each in pin_many(snapshot, policy, 12, "anywhere", 0).overrides}

    assert len(crowded) <= 4 < len(anywhere)


def test_counting_by_weight_leaves_levels_out():
    assert draw_round("herning", "by weight", 0)[1].levels == ()
    assert draw_round("herning", "practice", 0)[1].levels


@pytest.mark.parametrize(
    "asked",
    [
        job(num_asked=2),
        job(question="who else"),
        job(question="collision", pinned="anywhere"),
    ],
    ids=lambda asked: asked.question,
)
def test_every_question_is_answered_and_counted(asked):
    outcome = measure_question(asked)

    assert len(outcome.intervals) == len(outcome.exact) == asked.num_asked
    assert (outcome.num_cases, outcome.num_consultants) == (14, 8)
    assert all(each.is_complete and each.num_exact == each.num_numbers for each in outcome.exact)
    assert all(each.widest_minutes == 0 for each in outcome.exact)
    assert outcome.solve_s > 0


def test_a_round_without_time_has_no_price():
    (answer,) = measure_question(job(interval_limit_s=0.0)).intervals

    assert answer.num_exact <= answer.num_numbers <= 1


def test_the_protocol_asks_everything_of_every_seed():
    jobs = question_jobs()

    assert len(jobs) == len({each.model_dump_json() for each in jobs})
    assert {each.question for each in jobs if each.seed == 9} == {"price", "who else", "collision"}
    assert {each.municipality for each in jobs} == {"herning", "aalborg", "copenhagen"}
