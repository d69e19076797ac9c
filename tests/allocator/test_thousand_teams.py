"""A thousand small teams, each proposal held against a judge that shares nothing with the product."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from allocator import distribute
from models.caseload import Measure
from models.policy import Policy
from models.proposal import Proposal, ProposalStatus, Unassigned
from models.rule_id import PRICED_PAIRWISE_RULES, RuleId
from models.snapshot import Snapshot
from tests.allocator.round_judge import Plan, RoundJudge
from tests.factories import StraightLineTravel
from tests.random_teams import random_team

NUM_TEAMS = 1_000
CHUNK = 50


@dataclass(frozen=True)
class Round:
    """One random team, what was proposed for it, and its judge."""

    seed: int
    snapshot: Snapshot
    policy: Policy
    proposal: Proposal
    judge: RoundJudge
    plan: Plan


def propose(seed: int) -> Round:
    snapshot, policy = random_team(seed)
    proposal = distribute(snapshot, policy, StraightLineTravel())
    plan = {
        **{each.case_id: each.consultant_id for each in proposal.assignments},
        **{each.case_id: None for each in proposal.unassigned},
    }
    return Round(seed, snapshot, policy, proposal, RoundJudge(snapshot, policy), plan)


def every_proposal_is_proved_best_and_ties_are_settled(team):
    proposal = team.proposal

    assert proposal.status is ProposalStatus.OPTIMAL
    assert proposal.bound_minutes == proposal.objective_minutes
    assert all(level.bound == level.value for level in proposal.levels)
    assert proposal.solver.ties_settled
    assert proposal.solver.repeatable


def every_new_case_is_assigned_another_teams_or_left_out_exactly_once(team):
    snapshot, proposal, judge = team.snapshot, team.proposal, team.judge

    named = [each.case_id for each in (*proposal.assignments, *proposal.unassigned, *proposal.other_team)]
    assert sorted(named) == sorted(case.id for case in snapshot.new_cases)
    assert {each.case_id for each in proposal.other_team} == judge.other_teams.keys()
    assert all(each.team_id in judge.other_teams[each.case_id] for each in proposal.other_team)


def no_hard_rule_is_broken(team):
    assert team.judge.broken_rules(team.plan) == []


def the_terms_of_assignments_caseloads_and_left_out_cases_sum_to_the_objective(team):
    proposal, judge = team.proposal, team.judge

    parts = (*proposal.assignments, *proposal.caseloads, *proposal.unassigned)
    assert sum(minutes for part in parts for minutes in part.terms.values()) == proposal.objective_minutes
    assert judge.objective(team.plan) == proposal.objective_minutes


def every_term_is_what_the_judge_counts_and_has_its_sentence(team):
    proposal, judge = team.proposal, team.judge

    for each in proposal.assignments:
        expected = judge.minutes(judge.cases[each.case_id], judge.consultants[each.consultant_id])
        assert each.terms == expected, each.case_id
        assert each.minutes == sum(expected.values()), each.case_id
    for each in proposal.caseloads:
        consultant = judge.consultants[each.consultant_id]
        given = [judge.cases[case_id] for case_id, taker in team.plan.items() if taker == consultant.id]
        expected = {
            "caseload": judge.caseload_minutes(consultant, given),
            "cohesion": judge.cohesion_minutes(consultant, given),
        }
        assert each.terms == {rule: minutes for rule, minutes in expected.items() if minutes}, consultant.id
    for part in (*proposal.assignments, *proposal.caseloads, *proposal.unassigned):
        assert {reason.rule: reason.minutes for reason in part.reasons} == part.terms
        assert all(reason.text.da and reason.text.en for reason in part.reasons)


def levels_count_what_the_judge_counts(team):
    proposal, judge = team.proposal, team.judge

    assert {level.name: level.value for level in proposal.levels} == judge.levels(team.plan)


def caseloads_before_and_after_are_the_open_and_the_new_cases(team):
    snapshot, policy, proposal, judge = team.snapshot, team.policy, team.proposal, team.judge

    assert [each.consultant_id for each in proposal.caseloads] == sorted(judge.consultants)
    for each in proposal.caseloads:
        had = [case for case in snapshot.open_cases if case.consultant_id == each.consultant_id]
        gets = [judge.cases[row.case_id] for row in proposal.assignments if row.consultant_id == each.consultant_id]
        assert (each.count_before, each.count_after) == (len(had), len(had) + len(gets))
        assert each.weight_quarters_before == sum(map(judge.quarters, had))
        assert each.weight_quarters_after == sum(map(judge.quarters, [*had, *gets]))
        by_count = policy.caseload.measure is Measure.COUNT
        count, weight = (each.count_before, each.count_after), (each.weight_quarters_before, each.weight_quarters_after)
        assert (each.before, each.after) == (count if by_count else weight)
        assert each.target == judge.target(judge.consultants[each.consultant_id]) * (1 if by_count else 4)


def nothing_less_could_be_left_out(team):
    left_out_points = team.judge.levels(team.plan)["left_out"]

    assert left_out_points == 0 or not team.judge.can_leave_out_less_than(left_out_points)


def blockers_are_exactly_those_whose_removal_lets_the_case_in(team):
    proposal, judge = team.proposal, team.judge

    for left_out in proposal.unassigned:
        budget = sum(judge.points(judge.cases[each.case_id]) for each in proposal.unassigned if each is not left_out)
        case = judge.cases[left_out.case_id]
        pairwise = set().union(*(judge.forbidding(case, each) for each in judge.consultants.values()))
        alone = {
            rule for rule in (*pairwise, "limits", "rotation") if judge.can_be_let_in(case.id, budget, without={rule})
        }
        if alone:
            assert set(left_out.blocked_by) == alone, case.id
        else:
            assert len(left_out.blocked_by) > 1, case.id
            assert judge.can_be_let_in(case.id, budget, without=left_out.blocked_by), case.id
            for kept in left_out.blocked_by:
                rest = set(left_out.blocked_by) - {kept}
                assert not judge.can_be_let_in(case.id, budget, without=rest), (case.id, kept)


def a_round_without_the_one_blocker_lets_the_case_in(team):
    snapshot, policy, proposal, judge = team.snapshot, team.policy, team.proposal, team.judge

    for left_out in proposal.unassigned:
        for rule in set(left_out.blocked_by) & REMOVALS.keys() if len(left_out.blocked_by) == 1 else ():
            again = distribute(*REMOVALS[rule](snapshot, policy, left_out), StraightLineTravel())
            now_out = {each.case_id for each in again.unassigned}
            before = judge.levels(team.plan)["left_out"]
            assert sum(judge.points(judge.cases[case_id]) for case_id in now_out) < before, rule


def the_best_of_all_plans_of_a_tiny_team_is_proposed(team):
    proposal, judge = team.proposal, team.judge
    if len(judge.cases) <= 4 and len(judge.consultants) <= 3:
        values = (*(level.value for level in proposal.levels), proposal.objective_minutes)
        assert (values, judge.received_lately(team.plan)) == judge.best()


def a_runner_up_is_the_best_other_consultant_with_the_rest_where_it_is(team):
    proposal, judge = team.proposal, team.judge

    for each in proposal.assignments:
        values = {}
        for other in judge.consultants.keys() - {each.consultant_id}:
            changed = {**team.plan, each.case_id: other}
            if not judge.broken_rules(changed):
                values[other] = (*judge.levels(changed).values(), judge.objective(changed))
        if each.runner_up is None:
            assert values == {}, each.case_id
            continue
        chosen = values[each.runner_up.consultant_id]
        assert chosen == min(values.values()), each.case_id
        extra = chosen[-1] - judge.objective(team.plan)
        assert each.runner_up.extra_minutes_others_fixed == extra, each.case_id
        assert sum(each.runner_up.terms.values()) == extra, each.case_id


def marginal_minutes_are_what_the_plan_saves_without_the_case(team):
    proposal, judge = team.proposal, team.judge

    for each in proposal.assignments:
        consultant = judge.consultants[each.consultant_id]
        given = [judge.cases[case_id] for case_id, taker in team.plan.items() if taker == consultant.id]
        rest = [case for case in given if case.id != each.case_id]
        expected = {
            "caseload": judge.caseload_minutes(consultant, given) - judge.caseload_minutes(consultant, rest),
            "cohesion": judge.cohesion_minutes(consultant, given) - judge.cohesion_minutes(consultant, rest),
        }
        assert each.marginal == {rule: minutes for rule, minutes in expected.items() if minutes}


def a_proposal_goes_through_json_unchanged(team):
    proposal = team.proposal

    assert Proposal.model_validate_json(proposal.model_dump_json()) == proposal


def the_order_of_rows_changes_nothing(team):
    snapshot, policy, proposal = team.snapshot, team.policy, team.proposal
    first_team, *teams = snapshot.teams
    turned = snapshot.model_copy(
        update={
            "teams": (first_team, *reversed(teams)),
            **{
                rows: getattr(snapshot, rows)[::-1]
                for rows in ("consultants", "employers", "contact_relations", "cases", "wishes", "overrides")
            },
        }
    )

    again = distribute(turned, policy, StraightLineTravel())

    assert again.model_copy(update={"solver": proposal.solver}) == proposal


def _without_overrides(kind: str) -> Callable[[Snapshot, Policy, Unassigned], tuple[Snapshot, Policy]]:
    def remove(snapshot: Snapshot, policy: Policy, left_out: Unassigned) -> tuple[Snapshot, Policy]:
        kept = tuple(each for each in snapshot.overrides if each.case_id != left_out.case_id or each.kind.value != kind)
        return snapshot.model_copy(update={"overrides": kept}), policy

    return remove


def _without_limits(snapshot: Snapshot, policy: Policy, _: Unassigned) -> tuple[Snapshot, Policy]:
    no_limits = {"limit_count": None, "limit_weight": None}
    consultants = tuple(each.model_copy(update=no_limits) for each in snapshot.consultants)
    caseload = policy.caseload.model_copy(update={**no_limits, "max_new_per_round": None})
    return snapshot.model_copy(update={"consultants": consultants}), policy.model_copy(update={"caseload": caseload})


def _without_rotation(snapshot: Snapshot, policy: Policy, _: Unassigned) -> tuple[Snapshot, Policy]:
    rotation = policy.rotation.model_copy(update={"max_unwanted_per_round": None})
    return snapshot, policy.model_copy(update={"rotation": rotation})


REMOVALS = {
    RuleId.PIN: _without_overrides("pin"),
    RuleId.EXCLUSION: _without_overrides("exclusion"),
    RuleId.LIMITS: _without_limits,
    RuleId.ROTATION: _without_rotation,
}
"""The rules that a team can set aside without touching any other, and how."""


PROMISES = (
    every_proposal_is_proved_best_and_ties_are_settled,
    every_new_case_is_assigned_another_teams_or_left_out_exactly_once,
    no_hard_rule_is_broken,
    the_terms_of_assignments_caseloads_and_left_out_cases_sum_to_the_objective,
    every_term_is_what_the_judge_counts_and_has_its_sentence,
    levels_count_what_the_judge_counts,
    caseloads_before_and_after_are_the_open_and_the_new_cases,
    nothing_less_could_be_left_out,
    blockers_are_exactly_those_whose_removal_lets_the_case_in,
    a_round_without_the_one_blocker_lets_the_case_in,
    the_best_of_all_plans_of_a_tiny_team_is_proposed,
    a_runner_up_is_the_best_other_consultant_with_the_rest_where_it_is,
    marginal_minutes_are_what_the_plan_saves_without_the_case,
    a_proposal_goes_through_json_unchanged,
    the_order_of_rows_changes_nothing,
)


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(first, first + CHUNK) for first in range(0, NUM_TEAMS, CHUNK)], ids=str)
def test_a_thousand_teams_get_what_is_promised(seeds):
    for seed in seeds:
        team = propose(seed)
        for keeps_promise in PROMISES:
            keeps_promise(team)


@pytest.mark.slow
def test_the_teams_meet_every_rule():
    proposals = [propose(seed).proposal for seed in range(200)]

    priced = {rule for each in proposals for part in (*each.assignments, *each.caseloads) for rule in part.terms}
    blocking = {rule for each in proposals for left_out in each.unassigned for rule in left_out.blocked_by}
    assert priced == {*PRICED_PAIRWISE_RULES, RuleId.CASELOAD, RuleId.COHESION}
    assert blocking == {
        RuleId.CONTACT,
        RuleId.INDUSTRY,
        RuleId.ABSENCE,
        RuleId.DEPARTURE,
        RuleId.COMPETENCE,
        RuleId.CONFLICT,
        RuleId.PIN,
        RuleId.EXCLUSION,
        RuleId.LIMITS,
        RuleId.ROTATION,
    }
    assert {level.name for each in proposals for level in each.levels} >= {"contact_strangers", "contact_deputies"}
    assert any(each.other_team for each in proposals)
    assert any(not each.assignments and not each.unassigned for each in proposals)
