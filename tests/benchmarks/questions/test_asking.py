"""Questions are drawn from the seed, asked in a process of their own, and kept in a file of lines."""

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from allocator.facts import gather
from allocator.formulation import formulate
from benchmarks import run
from benchmarks.questions.measuring import measure_question
from benchmarks.questions.protocol import question_jobs
from benchmarks.questions.rounds import TRAVEL, draw_case, draw_overrides, draw_round, pin_many
from benchmarks.questions.running import QUESTIONS
from benchmarks.running.process import MeasurementFailed
from benchmarks.running.suite import run_suite
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


@pytest.mark.slow
def test_a_run_adds_lines_goes_on_where_it_was_and_writes_the_page(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "QUESTIONS", replace(QUESTIONS, jobs=[job()]))
    call = ["--suite", "questions", "--out", str(tmp_path)]

    empty = CliRunner().invoke(run.app, [*call, "--report-only"])
    assert "nothing to report" in empty.output
    first = CliRunner().invoke(run.app, call)
    assert first.exit_code == 0, first.output
    assert "1 of 1 questions to ask" in first.output
    again = CliRunner().invoke(run.app, call)

    assert "0 of 1 questions to ask" in again.output
    assert len((tmp_path / "questions" / "lines.jsonl").read_text().splitlines()) == 1
    assert "Questions, measured" in (tmp_path / "questions" / "RESULTS.md").read_text()


@pytest.mark.slow
def test_a_measurement_that_crashes_ends_the_run(tmp_path):
    unknown = job(municipality="atlantis")

    with pytest.raises(MeasurementFailed, match="atlantis"):
        run_suite(replace(QUESTIONS, jobs=[unknown]), tmp_path, lambda _: None)
