"""A rebalance asked for, picked from and carried out."""

import json
from dataclasses import replace

import pytest

from models.errors import UnusableInput
from models.move import MoveKind, MoveReason
from models.occasion import Absent, Leaves
from models.proposal import ProposalStatus
from service.rebalance_answer import RebalanceAnswer, rebalance_json
from service.rebalancing import carry_out, pick_point
from service.spoken_occasions import SpokenOccasions
from tests.factories import MONDAY, days
from tests.service.rebalanced import AWAY, rebalanced


def test_the_frontier_goes_as_far_as_it_pays(at_rest):
    answer = at_rest.rebalance
    assert [len(point.moves) for point in answer.frontier] == [0, 1, 2]
    assert answer.stops_paying_at == 2
    assert all(point.status is ProposalStatus.OPTIMAL for point in answer.frontier)


def test_what_was_said_happens_after_what_was_given(away):
    both = rebalanced(AWAY, spoken=SpokenOccasions(hours=("CD:80",)))
    assert [each.kind for each in both.rebalance.occasions] == ["absence", "hours"]
    assert {each.case_id for each in both.rebalance.forced} == {each.case_id for each in away.rebalance.forced}


def test_one_plan_at_a_price_has_the_moves_that_earn_more():
    answer = rebalanced(price_minutes=130).rebalance
    assert answer.best.price_minutes == 130
    assert len(answer.best.moves) == 1
    assert pick_point(answer, None, at_price=True) == answer.best


def test_judged_by_the_weeks_ahead_it_says_what_is_assumed():
    answer = rebalanced(num_weeks_ahead=13, inflow_per_week=1.5).rebalance
    said = " ".join(remark.da for remark in answer.remarks)
    assert "gennemsnittet af de næste 13 uger" in said
    assert "1,5 nye sager om ugen, som oplyst" in said


def test_a_point_is_picked_by_its_number_of_moves(at_rest):
    answer = at_rest.rebalance
    assert pick_point(answer, 1, at_price=False) == answer.frontier[1]
    assert pick_point(answer, None, at_price=False) == answer.frontier[-1]
    assert pick_point(answer, 9, at_price=False) == answer.frontier[-1]


def test_beyond_what_was_looked_at_nothing_is_picked():
    answer = rebalanced(max_moves=1).rebalance
    with pytest.raises(UnusableInput) as refused:
        pick_point(answer, 5, at_price=False)
    assert [finding.code for finding in refused.value.findings] == ["point_unknown"]


def test_moves_are_carried_out_but_for_those_that_are_skipped(away):
    point = away.rebalance.frontier[0]
    first, *rest = point.all_moves
    after = carry_out(away, point, without=[first.case_id], applied_by="LN", applied_on=MONDAY).snapshot
    cases = {case.id: case for case in after.cases}
    assert cases[first.case_id].consultant_id == "AB"
    for move in rest:
        assert cases[move.case_id].consultant_id == move.to_consultant_id
        assert cases[move.case_id].covered_for_id == "AB"
    (ab,) = [each for each in after.consultants if each.id == "AB"]
    assert ab.absences


def test_who_moved_what_and_why_is_remembered_after_what_was_moved_before(away):
    point = away.rebalance.frontier[0]
    once = carry_out(away, point, without=(), applied_by=" LN ", applied_on=MONDAY)
    assert [each.case_id for each in once.snapshot.moves] == [each.case_id for each in point.all_moves]
    assert {(each.moved_by, each.moved_on, each.reason) for each in once.snapshot.moves} == {
        ("LN", MONDAY, MoveReason.ABSENCE)
    }
    earlier = once.snapshot.moves[:1]
    again = carry_out(
        replace(away, snapshot=away.snapshot.model_copy(update={"moves": earlier})),
        point,
        without=(),
        applied_by="LN",
        applied_on=MONDAY,
    )
    assert again.snapshot.moves == (*earlier, *once.snapshot.moves)


@pytest.mark.parametrize(("who", "code"), [(None, "nobody_named"), (" ", "nobody_named"), ("x" * 41, "nobody_named")])
def test_nothing_is_carried_out_by_nobody(away, who, code):
    with pytest.raises(UnusableInput) as refused:
        carry_out(away, away.rebalance.frontier[0], without=(), applied_by=who, applied_on=MONDAY)
    assert [finding.code for finding in refused.value.findings] == [code]


def test_nobody_carries_anything_out_under_a_personal_number(away):
    with pytest.raises(UnusableInput) as refused:
        carry_out(away, away.rebalance.frontier[0], without=(), applied_by="010190-1234", applied_on=MONDAY)
    assert "010190" not in str(refused.value)


def test_the_json_says_what_was_carried_out_by_whom(away):
    assert json.loads(rebalance_json(away.rebalance))["applied"] is None
    done = carry_out(away, away.rebalance.frontier[0], without=(), applied_by="LN", applied_on=MONDAY)
    applied = json.loads(rebalance_json(away.rebalance, applied=done.applied))["applied"]
    assert (applied["by"], applied["on"]) == ("LN", MONDAY.isoformat())
    assert {"case_id", "from", "to", "reason"} == set(applied["moves"][0])
    assert len(applied["moves"]) == len(done.applied.moves)


def test_a_case_that_does_not_move_cannot_be_skipped(away):
    with pytest.raises(UnusableInput) as refused:
        carry_out(away, away.rebalance.frontier[0], without=["2026-0099"], applied_by="LN", applied_on=MONDAY)
    assert [finding.code for finding in refused.value.findings] == ["move_unknown"]


def test_a_personal_number_among_the_occasions_is_refused_unseen():
    with pytest.raises(UnusableInput) as refused:
        rebalanced(Leaves(consultant_id="010190-1234"))
    (finding,) = refused.value.findings
    assert finding.code == "cpr_number"
    assert "010190" not in finding.sentence("da")


def test_the_json_has_the_fields_the_design_names(away):
    answer = json.loads(rebalance_json(away.rebalance))
    assert {"forced", "frontier"} <= set(answer)
    assert {"case_id", "from", "to", "terms", "reason", "rules"} == set(answer["forced"][0])
    entry = answer["frontier"][0]
    assert {"k", "moves", "caseloads", "objective_minutes", "bound_minutes", "status"} <= set(entry)
    assert entry["k"] == 0
    move = entry["forced"][0]
    assert {"case_id", "from", "to", "terms", "handover"} <= set(move)
    assert move["kind"] == MoveKind.FORCED.value
    assert sum(move["terms"].values()) == move["minutes"]


def test_forced_cases_that_nobody_can_have_go_to_nobody():
    everybody = [Absent(consultant_id=who, first_day=MONDAY, last_day=MONDAY + days(60)) for who in ("CD", "EF")]
    answer = RebalanceAnswer.of(rebalanced(AWAY, *everybody).rebalance)
    assert answer.forced
    assert all(each.to is None and each.terms == {} for each in answer.forced)
    assert answer.collisions is not None


def test_all_minutes_of_a_point_sum_to_its_value(at_rest):
    """Terms of the moved cases against those before, and of the caseloads, are the whole difference."""
    first, *_, last = at_rest.rebalance.frontier
    pairs = sum(sum(move.terms.values()) - sum(move.terms_before.values()) for move in last.moves)
    own = [sum(sum(each.terms.values()) for each in point.caseloads) for point in (first, last)]
    assert last.objective_minutes - first.objective_minutes == pairs + own[1] - own[0]
