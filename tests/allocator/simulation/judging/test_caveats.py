"""What is said beside a verdict, and when."""

import numpy as np

from allocator.simulation.judging.caveats import caveats
from models.judgement import JudgedWay, VerdictStanding, WarmUpCut
from models.text import Text
from tests.allocator.simulation.study.studies import make_study
from tests.judgements import make_judgement

WAYS = tuple(JudgedWay(key=key, title=Text(da=key, en=key), sentence=Text(da=key, en=key)) for key in ("a", "b"))
FOUND = WarmUpCut(weeks=10, is_found=True)


def said(warm_up=FOUND, not_proved=None, sensitivity=(), is_answered=True, num_replications=30):
    rounds = np.zeros((2, num_replications, 52), dtype=np.int64) if not_proved is None else not_proved
    study = make_study(weeks=52)
    return [each.en for each in caveats(study, WAYS, warm_up, rounds, (), sensitivity, is_answered=is_answered)]


def test_where_all_is_well_only_what_it_rests_on_is_said():
    assert [text.split()[0] for text in said()] == ["Minutes", "36", "The"]  # prices, assumed numbers, rebalances


def test_a_warm_up_without_an_end_is_owned_up_to():
    assert said(WarmUpCut(weeks=26, is_found=False))[0].startswith("The figures had not come to rest")
    assert said(WarmUpCut(weeks=0, is_found=False))[0].startswith("52 weeks are too few")


def test_rounds_without_proof_are_counted_by_way_and_year():
    rounds = np.zeros((2, 30, 52), dtype=np.int64)
    rounds[1, :, 0] = 3

    assert any("“b”: 3.0 rounds a year ended without proof" in text for text in said(not_proved=rounds))
    assert not any("“a”" in text for text in said(not_proved=rounds))


def test_numbers_that_turn_the_verdict_are_named():
    holds = make_judgement().sensitivity[0]
    turns = holds.model_copy(update={"path": "talks.slot_percent", "standing_at_low": VerdictStanding.TURNS})

    assert any(text.endswith("within its range: talks.slot_percent.") for text in said(sensitivity=(holds, turns)))
    assert not any("within its range" in text for text in said(sensitivity=(holds,)))


def test_few_runs_and_an_answer_not_reached_are_owned_up_to():
    assert any("not as sure as was asked for" in text for text in said(is_answered=False))
    assert any("Only 19 runs" in text for text in said(num_replications=19))
