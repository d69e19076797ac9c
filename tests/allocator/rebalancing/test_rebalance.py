"""The journey of a team: somebody is away, her cases are covered, she is back; somebody leaves; nobody has room."""

import pytest

from allocator.rebalancing.applying import apply_moves
from allocator.rebalancing.rebalance import rebalance, rebalance_at_price
from models.errors import UnusableInput
from models.move import CaseStage, Move, MoveKind, MoveReason
from models.occasion import (
    Absent,
    CaseChanges,
    HoursChange,
    Leaves,
    LimitChanges,
    Returns,
    Starts,
    TeamChanges,
    TeamsMerge,
)
from models.proposal import ProposalStatus
from models.rebalance import AppliedMoves
from models.rule_id import RuleId
from tests.allocator.policies import make_silent_policy
from tests.factories import (
    MONDAY,
    StraightLineTravel,
    days,
    make_case,
    make_consultant,
    make_employer,
    make_open_case,
    make_open_cases,
    make_relation,
    make_snapshot,
    make_team,
)

AWAY = Absent(consultant_id="AB", first_day=MONDAY, last_day=MONDAY + days(60))
POLICY = make_silent_policy(
    caseload={"target": 4, "limit_count": 8, "step_above_minutes": 6, "step_below_minutes": 3},
    move={"after_first_talk_minutes": 5, "before_first_talk_minutes": 5, "new_minutes": 5, "near_end_minutes": 5},
)


def team(**fields):
    return make_snapshot(
        **{
            "consultants": tuple(make_consultant(each) for each in ("AB", "CD", "EF")),
            "cases": (
                *make_open_cases("AB", 4, 100),
                *make_open_cases("CD", 5, 200),
                *make_open_cases("EF", 2, 300),
            ),
            **fields,
        }
    )


def answer(snapshot, *occasions, policy=POLICY, **arguments):
    return rebalance(snapshot, policy, StraightLineTravel(), occasions=occasions, **arguments)


def applied(snapshot, moves):
    return apply_moves(snapshot, AppliedMoves(moves=tuple(moves), applied_by="leder", applied_on=MONDAY))


def has(snapshot):
    return {case.id: case.consultant_id for case in snapshot.open_cases}


def test_a_consultant_is_away_her_cases_are_covered_and_go_back_when_she_returns():
    snapshot = team()
    away = answer(snapshot, AWAY)
    point = away.frontier[0]
    assert point.status is ProposalStatus.OPTIMAL
    assert len(away.forced) == len(point.forced) == 4
    assert {each.reason for each in point.forced} == {MoveReason.ABSENCE}
    assert {each.kind for each in point.forced} == {MoveKind.FORCED}
    assert away.forced[0].rules == (RuleId.ABSENCE,)
    assert not point.moves
    assert not point.uncovered
    covered = applied(snapshot, point.all_moves)
    assert {case.covered_for_id for case in covered.cases if case.id in {it.case_id for it in point.forced}} == {"AB"}

    back = answer(covered, Returns(consultant_id="AB"))
    point = back.frontier[0]
    assert not back.forced
    assert {each.reason for each in point.back} == {MoveReason.RETURN}
    home = applied(covered, point.all_moves)
    assert has(home) == has(snapshot)
    assert {case.covered_for_id for case in home.cases} == {None}


def test_while_she_is_away_a_rebalance_sends_nothing_back():
    snapshot = applied(team(), answer(team(), AWAY).frontier[0].forced)
    still_away = answer(snapshot, AWAY)
    assert not still_away.forced
    assert not still_away.frontier[0].back


def test_a_ramp_brings_back_as_many_as_it_lets():
    snapshot = applied(team(), answer(team(), AWAY).frontier[0].forced)
    policy = POLICY.model_copy(update={"move": POLICY.move.model_copy(update={"max_gained_on_ramp": 1})})
    back = answer(snapshot, Returns(consultant_id="AB", ramp_weeks=10), policy=policy)
    assert len(back.frontier[0].back) == 1


def test_what_goes_back_to_a_newcomer_is_no_part_of_what_her_ramp_lets_her_gain():
    newcomer = make_consultant("AB", start_date=MONDAY - days(30))
    snapshot = team(consultants=(newcomer, make_consultant("CD"), make_consultant("EF")))
    policy = POLICY.model_copy(update={"move": POLICY.move.model_copy(update={"max_gained_on_ramp": 0})})
    covered = applied(snapshot, answer(snapshot, AWAY, policy=policy).frontier[0].forced)
    assert len(answer(covered, Returns(consultant_id="AB"), policy=policy).frontier[0].back) == 4


def test_each_point_names_its_moves_what_they_earn_and_what_changes_for_everybody():
    snapshot = team()
    result = answer(snapshot)
    earned = [point.earned_minutes for point in result.frontier]
    assert earned[0] == 0
    assert earned == sorted(earned)
    assert result.stops_paying_at == len(result.frontier) - 1 == len(result.best.moves)
    first = result.frontier[1]
    (move,) = first.moves
    assert (move.from_consultant_id, move.to_consultant_id) == ("CD", "EF")
    assert (move.reason, move.kind) == (MoveReason.BALANCE, MoveKind.VOLUNTARY)
    assert move.terms == {RuleId.MOVE: 5}
    assert move.stage is CaseStage.BEFORE_FIRST_TALK
    assert move.minutes == sum(move.terms.values()) == 5
    caseloads = {each.consultant_id: (each.count_before, each.count_after) for each in first.caseloads}
    assert caseloads == {"AB": (4, 4), "CD": (5, 4), "EF": (2, 3)}
    shares = {each.consultant_id: (each.before.count, each.after.count) for each in first.shares}
    assert shares == caseloads
    assert first.gap_percent == 0


@pytest.mark.parametrize(
    ("occasion", "reason"),
    [
        (HoursChange(consultant_id="CD", working_time_percent=50), MoveReason.HOURS_CHANGED),
        (LimitChanges(consultant_id="CD", target_count=3), MoveReason.LIMIT_CHANGED),
        (Starts(consultant_id="EF"), MoveReason.NEWCOMER),
        (Returns(consultant_id="EF"), MoveReason.RETURN),
        (TeamsMerge(team_ids=("fastholdelse", "andet"), pool="alle"), MoveReason.BALANCE),
        (Absent(consultant_id="CD", first_day=MONDAY, last_day=MONDAY + days(1)), MoveReason.ABSENCE),
    ],
)
def test_a_voluntary_move_answers_what_has_happened(occasion, reason):
    snapshot = team(teams=(make_team(), make_team("andet")))
    assert {each.reason for each in answer(snapshot, occasion).frontier[1].moves} == {reason}


def test_who_changes_team_or_loses_a_job_moves_with_a_reason():
    consultants = (
        make_consultant("AB"),
        make_consultant("CD"),
        make_consultant("EF", team_id="ledige", competences={"unemployed"}),
    )
    cases = (make_open_case(1, "AB"), make_open_case(2, "CD"))
    snapshot = make_snapshot(teams=(make_team(), make_team("ledige")), consultants=consultants, cases=cases)
    (lost,) = answer(snapshot, CaseChanges(case_id="2026-0001", employment="unemployed")).frontier[0].forced
    assert (lost.to_consultant_id, lost.reason) == ("EF", MoveReason.EMPLOYMENT_CHANGED)
    (other,) = answer(snapshot, CaseChanges(case_id="2026-0001", team_id="ledige")).forced
    assert other.reason is MoveReason.TEAM_CHANGED
    (left,) = answer(snapshot, TeamChanges(consultant_id="AB", team_id="ledige")).frontier[0].forced
    assert (left.to_consultant_id, left.reason) == ("CD", MoveReason.TEAM_CHANGED)


def test_whoever_leaves_hands_everything_over_and_successors_are_proposed():
    employer = make_employer(1, industry={"scheme": "DB07", "code": "F"})
    quiet = make_employer(2)
    snapshot = make_snapshot(
        consultants=(
            make_consultant("AB"),
            make_consultant("CD", industries={"F": 2}),
            make_consultant("EF"),
            make_consultant("GH", conflicts=({"employer_id": employer.id},)),
        ),
        employers=(employer, quiet),
        contact_relations=(make_relation(employer, "AB"), make_relation(quiet, "CD", deputy_id="AB")),
        cases=(make_open_case(1, "AB", employer_id=employer.id), make_open_case(2, "EF", employer_id=employer.id)),
    )
    result = answer(snapshot, Leaves(consultant_id="AB"))
    assert {each.reason for each in result.forced} == {MoveReason.DEPARTURE}
    contact, deputy = result.successions
    assert (contact.employer_id, contact.was_deputy, deputy.was_deputy) == (employer.id, False, True)
    assert {each.consultant_id for each in contact.successors} == {"CD", "EF"}
    assert "AB" not in {each.consultant_id for each in deputy.successors}
    assert contact.successors[0].text.da == "1 sag hos virksomheden, kender branchen på niveau 2 af 3."


def test_what_has_no_room_is_uncovered_with_what_collides_and_what_would_mend_it():
    policy = POLICY.model_copy(update={"caseload": POLICY.caseload.model_copy(update={"limit_count": 5})})
    result = answer(team(), AWAY, policy=policy)
    point = result.frontier[0]
    (uncovered,) = point.uncovered
    assert (uncovered.reason, uncovered.blocked_by) == (MoveReason.ABSENCE, (RuleId.LIMITS,))
    assert point.levels[0].value > 0
    (collision,) = result.collisions.collisions
    assert {demand.consultant_id for demand in collision.demands} >= {"CD", "EF"}
    assert any(remedy.suffices for remedy in collision.remedies)


def test_a_case_that_nobody_may_have_is_blocked_by_what_stands_nearest():
    cases = (make_open_case(1, "AB", needs={"flex_job"}),)
    snapshot = make_snapshot(consultants=(make_consultant("AB"), make_consultant("CD")), cases=cases)
    (uncovered,) = answer(snapshot, AWAY).frontier[0].uncovered
    assert RuleId.COMPETENCE in uncovered.blocked_by


def test_new_cases_wait_and_a_team_without_cases_has_nothing_to_move():
    result = answer(make_snapshot(cases=(make_case(1),)))
    assert result.frontier[0].objective_minutes == 2 * (3 + 6 + 9 + 12)
    assert not result.frontier[0].all_moves
    assert "1 ny sag venter" in result.remarks[0].da


def test_at_a_price_the_plan_has_only_moves_that_earn_more():
    free = rebalance_at_price(team(), POLICY, StraightLineTravel(), price_minutes=0)
    dear = rebalance_at_price(team(), POLICY, StraightLineTravel(), price_minutes=1_000)
    assert free.best.moves
    assert not dear.best.moves
    assert dear.best.price_minutes == 1_000
    assert len(free.frontier) == 1


def test_progress_is_told_and_a_stop_leaves_the_plan_there_is():
    told = []
    result = answer(team(), on_progress=told.append)
    assert [each.max_moves for each in told if each.running is None][-1] == len(result.frontier) - 1
    priced = []
    rebalance_at_price(team(), POLICY, StraightLineTravel(), price_minutes=0, on_progress=priced.append)
    assert all(each.max_moves is None for each in priced)
    stopped = answer(team(), should_stop=lambda: True)
    assert not stopped.frontier[0].moves
    assert not stopped.solver.repeatable


def test_a_move_of_a_case_that_has_moved_meanwhile_is_refused_with_all_others():
    known = {"from_consultant_id": "AB", "to_consultant_id": "CD", "reason": "balance"}
    moves = [
        Move(case_id="2026-0100", **known),
        Move(case_id="2026-0100", **known),
        Move(case_id="2026-0300", **known),
        Move(case_id="2026-0101", **{**known, "to_consultant_id": "XX"}),
    ]
    with pytest.raises(UnusableInput) as caught:
        applied(team(), moves)
    assert [each.code for each in caught.value.findings] == ["move_repeated", "move_out_of_date", "move_out_of_date"]


def test_when_whom_a_case_is_covered_for_leaves_it_is_covered_for_nobody():
    snapshot = team()
    covered = applied(snapshot, answer(snapshot, AWAY).frontier[0].forced[:1])
    leaving = answer(covered, Leaves(consultant_id="AB"))
    assert {case.covered_for_id for case in applied(covered, leaving.frontier[0].forced).cases} == {None}


def test_cases_of_one_employer_move_together_where_one_alone_would_cost_more_than_it_earns():
    shop = make_employer(1)
    policy = make_silent_policy(
        caseload={"target": 2, "step_above_minutes": 27},
        cohesion={"new_face_minutes": 60},
        move=POLICY.move.model_dump(),
    )
    stays = [make_open_case(number, "AB", expected_back=MONDAY + days(3)) for number in (1, 2)]
    together = [make_open_case(number, "AB", employer_id=shop.id) for number in (3, 4)]
    snapshot = make_snapshot(
        consultants=(make_consultant("AB"), make_consultant("CD")), employers=(shop,), cases=(*stays, *together)
    )
    none, one, two = answer(snapshot, policy=policy).frontier
    assert one.objective_minutes == none.objective_minutes
    assert not one.moves
    assert [move.case_id for move in two.moves] == ["2026-0003", "2026-0004"]
    assert {move.to_consultant_id for move in two.moves} == {"CD"}
    assert two.objective_minutes < one.objective_minutes
