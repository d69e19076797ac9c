"""Running until the answer is as sure as it was asked to be."""

import numpy as np
import pytest
from pydantic import ValidationError

from allocator.simulation.judging import Question, judge, stopping_rule
from allocator.simulation.judging.stopping import is_answered, select
from allocator.simulation.study import Way, run_until
from tests.allocator.simulation.study.studies import InMemory, OneByOne, make_study
from tests.allocator.simulation.worlds import make_world

NAMES = ("a", "b", "c")


def objectives(*means, spread=10.0, num_replications=40):
    noise = np.random.default_rng(1).normal(0, spread, (len(means), num_replications))
    return np.array(means)[:, None] + noise


def asked(**changes):
    return Question(**{"base": "a", **changes})


def test_without_a_wish_there_is_nothing_to_wait_for():
    assert asked().first_look is None
    assert is_answered(asked(), 0, objectives(100, 90))


def test_a_half_width_is_reached_or_not():
    figures = objectives(100, 90, 80)

    assert is_answered(asked(half_width_minutes=20), 0, figures)
    assert not is_answered(asked(half_width_minutes=1), 0, figures)


def test_one_way_alone_has_nothing_to_be_precise_about():
    assert is_answered(asked(half_width_minutes=1), 0, objectives(100))
    assert select(("a",), objectives(100), asked()) is None


def test_the_best_is_selected_where_it_is_better_by_the_indifference():
    selection = select(NAMES, objectives(100, 50, 90), asked(indifference_minutes=10))

    assert (selection.best, selection.contenders, selection.indifference_minutes) == ("b", ("b",), 10)
    assert is_answered(asked(indifference_minutes=10), 0, objectives(100, 50, 90))


def test_a_contest_that_is_not_over_leaves_all_that_may_be_best():
    figures = objectives(100, 100, 300)
    selection = select(NAMES, figures, asked(indifference_minutes=0.1))

    assert (selection.best, selection.contenders) == (None, ("a", "b"))
    assert not is_answered(asked(indifference_minutes=0.1), 0, figures)


def test_of_a_fixed_number_those_remain_that_are_not_shown_to_be_worse():
    selection = select(NAMES, objectives(100, 100, 300), asked())

    assert (selection.best, selection.contenders, selection.indifference_minutes) == (None, ("a", "b"), 0)


@pytest.mark.parametrize("wish", [{"half_width_minutes": 40.0}, {"indifference_minutes": 40.0}])
def test_no_more_is_run_than_the_answer_takes(wish):
    study = make_study(
        world=make_world(posts=3),
        ways=(Way(practice="least-loaded"), Way(practice="random")),
        replications=200,
        weeks=4,
        piece_replications=10,
    )
    question, store = Question(base="least-loaded", **wish), InMemory()
    progress = run_until(
        study,
        store,
        OneByOne(),
        in_hand=1,
        first=question.first_look,
        judge=stopping_rule(study, store, question),
    )
    judged = judge(
        study, store, question, progress.num_done, bounds=np.zeros(0, dtype=np.int64), command="again"
    ).judgement

    assert 30 <= progress.num_done < 200
    assert judged.num_replications == progress.num_done
    assert not any("ikke så sikkert" in caveat.da for caveat in judged.caveats)


def test_an_answer_that_was_not_reached_is_owned_up_to():
    study = make_study(replications=12, weeks=4, piece_replications=4)
    question, store = Question(base=study.names[0], half_width_minutes=0.001), InMemory()
    rule = stopping_rule(study, store, question)
    progress = run_until(study, store, OneByOne(), in_hand=1, first=question.first_look, judge=rule)
    judged = judge(
        study, store, question, progress.num_done, bounds=np.zeros(0, dtype=np.int64), command="again"
    ).judgement

    assert progress.num_done == 12
    assert any("ikke så sikkert" in caveat.da for caveat in judged.caveats)


def test_a_confidence_of_chance_is_refused():
    with pytest.raises(ValidationError):
        asked(confidence=0.5)
