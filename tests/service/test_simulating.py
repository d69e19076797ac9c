"""A folder is filled, left, gone on with and filled again."""

import json

import pytest

from allocator.simulation.simulating import Stopped
from allocator.simulation.study import WorkersLost
from data.simulation_results import ResultsFolder
from models.errors import UnusableInput
from service.executors import Workers, executor_for
from service.simulating import Watcher, simulate_into
from service.simulation_folder import begun
from tests.allocator.simulation.study.studies import OneByOne, make_study
from tests.service.simulations import NOBODY, results_in, simulated

TABLES = ("replications", "summary", "comparisons", "fairness")


class StopsAfter:
    """Somebody who loses patience."""

    def __init__(self, num_pieces):
        self.told = []
        self._num_pieces = num_pieces

    def watcher(self):
        return Watcher(lambda what, progress: self.told.append((what.en, progress)), self.should_stop)

    def should_stop(self):
        return len(self.told) > self._num_pieces


def test_everything_that_was_found_stands_in_the_folder(tmp_path):
    judged = simulated(tmp_path, hindsight_replications=2)
    names = set(results_in(tmp_path))

    assert names >= {f"{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")}
    assert names >= {"config.json", "question.json", "report.html", "digests.csv"}
    assert "er bedst af de to" in judged.judgement.verdict.da
    assert "er bedst af de to" in (tmp_path / "report.html").read_text("utf-8")
    assert json.loads((tmp_path / "question.json").read_text("utf-8"))["base"] == "least-loaded"
    assert [line.num_replications for line in judged.judgement.percent_of_best] == [2]
    assert len((tmp_path / "digests.csv").read_text().splitlines()) == 1 + 2 * 5


def test_the_tables_hold_every_replication_of_every_way(tmp_path):
    simulated(tmp_path)
    lines = (tmp_path / "replications.csv").read_text("utf-8").splitlines()
    objective = [line for line in lines if ",objective_minutes,mean," in line]

    assert len(objective) == 2 * 5
    assert (tmp_path / "comparisons.csv").read_text("utf-8").startswith("base,way,figure,measure")


def test_it_stops_where_it_is_asked_to_and_ends_as_if_it_had_not_been(tmp_path):
    whole, left = tmp_path / "whole", tmp_path / "left"
    simulated(whole, hindsight_replications=2)
    patience = StopsAfter(1)
    with pytest.raises(Stopped) as stopped:
        simulated(left, watcher=patience.watcher(), hindsight_replications=2)

    assert 0 < stopped.value.progress.num_done < 5
    assert "report.html" not in results_in(left)
    study, question = begun(left)
    simulate_into(study, question, ResultsFolder(left), Workers(OneByOne(), 1), NOBODY)
    assert results_in(left) == results_in(whole)


def test_it_may_be_stopped_while_the_best_possible_is_worked_out(tmp_path):
    patience = StopsAfter(5)
    with pytest.raises(Stopped):
        simulated(tmp_path, watcher=patience.watcher(), hindsight_replications=5)

    assert {what for what, _ in patience.told} == {"Simulating", "Working out the best possible"}


def test_what_is_done_is_done_again_by_nobody(tmp_path):
    simulated(tmp_path)
    before, executor = results_in(tmp_path), OneByOne()
    study, question = begun(tmp_path)
    simulate_into(study, question, ResultsFolder(tmp_path), Workers(executor, 1), NOBODY)

    assert executor.given == []
    assert results_in(tmp_path) == before


def test_another_question_is_answered_from_the_same_replications(tmp_path):
    simulated(tmp_path)
    judged = simulated(tmp_path, confidence=0.8, base="meeting+even-out", language="en")

    assert judged.judgement.confidence == 0.8
    assert begun(tmp_path)[1].base == "meeting+even-out"
    assert "is best of the two" in (tmp_path / "report.html").read_text("utf-8")


def test_the_verdict_is_tried_on_other_values_of_what_is_assumed(tmp_path):
    study = make_study(weeks=4, replications=2)
    judged = simulated(tmp_path, study, sensitivity_replications=2)
    tried = {path.name for path in (tmp_path / "sensitivity").iterdir()}

    assert {line.path for line in judged.judgement.sensitivity} >= {"cases.inflow_per_week", "talks.slot_percent"}
    assert tried >= {"cases.inflow_per_week-low", "cases.inflow_per_week-high"}


def test_no_more_is_run_than_a_precise_answer_takes(tmp_path):
    study = make_study(replications=60, weeks=2, piece_replications=10)
    judged = simulated(tmp_path, study, half_width_minutes=1_000)

    assert judged.judgement.num_replications == 30
    assert len((tmp_path / "digests.csv").read_text().splitlines()) == 1 + 2 * 30


def test_a_damaged_piece_is_named_with_what_to_do(tmp_path):
    simulated(tmp_path)
    piece = next((tmp_path / "pieces").glob("0*.npz"))
    piece.write_bytes(b"not what it was")

    with pytest.raises(UnusableInput) as caught:
        simulated(tmp_path)
    assert piece.stem in caught.value.findings[0].what.da
    piece.unlink()
    simulated(tmp_path)


def test_lost_workers_are_told_of_in_danish(tmp_path):
    class Lost(OneByOne):
        def submit(self, *_, **__):
            raise WorkersLost

    study = make_study()
    simulated(tmp_path, study)
    question = begun(tmp_path)[1]
    with pytest.raises(UnusableInput) as caught:
        simulate_into(study, question, ResultsFolder(tmp_path / "new"), Workers(Lost(), 1), NOBODY)
    assert "afsluttet udefra" in caught.value.findings[0].what.da


@pytest.mark.slow
def test_processes_and_the_same_hands_leave_the_same_bytes(tmp_path):
    study = make_study()
    simulated(tmp_path / "here", study)
    question = begun(tmp_path / "here")[1]
    for number in (1, 2):
        folder = tmp_path / str(number)
        with executor_for(number, None) as workers:
            assert workers.in_hand == 2 * number
            simulate_into(study, question, ResultsFolder(folder), workers, NOBODY)
        assert results_in(folder) == results_in(tmp_path / "here")


def test_a_cluster_that_is_none_is_refused():
    with pytest.raises(UnusableInput), executor_for(None, "nowhere"):
        pass
