import datetime

import numpy as np
import pytest

from allocator.distribution import distribute_with_record
from allocator.facts import gather
from allocator.formulation import formulate
from allocator.recorded_facts import facts_of
from allocator.recording import recorded_round, versions_here
from allocator.replaying import replay
from allocator.seal import open_sealed, seal
from models.case import CaseType, FirstTalk, RiskFlag, TalkForm, TalkReason
from models.consultant import Absence
from models.policy_parts import WeightPart
from models.presets import preset
from models.proposal import ProposalStatus
from models.rule_id import RuleId
from tests.factories import (
    MONDAY,
    TOERRING,
    StraightLineTravel,
    days,
    make_case,
    make_consultant,
    make_employer,
    make_open_case,
    make_relation,
    make_snapshot,
)
from tests.random_teams import random_team

HEDENSTED = preset("hedensted")


def record_of(snapshot, policy=HEDENSTED, **arguments):
    proposal, record = distribute_with_record(snapshot, policy, StraightLineTravel(), **arguments)
    return proposal, record


def formulations(snapshot, policy, seed=0):
    """As the round was formulated, and as it is from its record."""
    facts = gather(snapshot, policy, StraightLineTravel(), seed=seed)
    return formulate(facts), formulate(facts_of(recorded_round(snapshot.municipality, facts), policy))


@pytest.mark.parametrize("seed", range(120))
def test_the_record_of_any_random_team_is_the_same_problem_to_the_last_number(seed):
    real, recorded = formulations(*random_team(seed), seed=seed)
    for rule, minutes in real.minutes.items():
        assert np.array_equal(minutes, recorded.minutes[rule]), rule
    for rule, forbidden in real.forbidden.items():
        assert np.array_equal(forbidden, recorded.forbidden[rule]), rule
    assert np.array_equal(real.load_cost, recorded.load_cost)
    assert np.array_equal(real.group, recorded.group)
    assert np.array_equal(real.group_fee, recorded.group_fee)
    assert np.array_equal(real.left_out_minutes, recorded.left_out_minutes)
    assert [level.name for level in real.levels] == [level.name for level in recorded.levels]
    for level, again in zip(real.levels, recorded.levels, strict=True):
        assert np.array_equal(level.pair, again.pair)
        assert np.array_equal(level.left_out, again.left_out)
    problem, again = real.unheld_problem, recorded.unheld_problem
    for field in ("allowed", "weight", "base_load", "max_load", "max_cases"):
        assert np.array_equal(getattr(problem, field), getattr(again, field)), field
    assert len(problem.limits) == len(again.limits)
    for row, same in zip(problem.limits, again.limits, strict=True):
        assert np.array_equal(row.pair, same.pair)
        assert row.upper == same.upper


def minutes_of(proposal):
    """Everything of a proposal but names."""
    return (
        proposal.status,
        proposal.objective_minutes,
        proposal.bound_minutes,
        proposal.levels,
        [(each.minutes, each.terms, each.marginal, each.first_talk.form) for each in proposal.assignments],
        [(reason.rule, reason.minutes) for each in proposal.assignments for reason in each.reasons],
        [
            each.runner_up and (each.runner_up.extra_minutes_others_fixed, each.runner_up.terms)
            for each in proposal.assignments
        ],
        [(each.terms, each.blocked_by) for each in proposal.unassigned],
        [each.model_copy(update={"consultant_id": ""}) for each in proposal.caseloads],
        len(proposal.other_team),
    )


@pytest.mark.parametrize("seed", range(40))
def test_a_record_survives_its_file_and_gives_the_same_proposal_and_reasons_again(seed):
    snapshot, policy = random_team(seed)
    proposal, record = record_of(snapshot, policy, seed=seed)
    assert minutes_of(record.proposal) == minutes_of(proposal)
    opened = open_sealed(seal(record))
    assert opened == record
    again = replay(opened, time_limit_s=10)
    assert again.is_same, again.differences
    assert again.is_promised
    assert again.versions == ()
    assert again.objective_minutes == again.recorded_plan_minutes == proposal.objective_minutes


def personal_snapshot():
    employer = make_employer(87654, name="Møllers Smedje", position=TOERRING)
    return make_snapshot(
        consultants=(
            make_consultant(
                "K-hemmelig",
                initials="HEML",
                home=TOERRING,
                absences=(
                    Absence(first_day=MONDAY - days(300), last_day=MONDAY - days(290)),
                    Absence(first_day=MONDAY - days(9), last_day=MONDAY + days(1)),
                ),
            ),
            make_consultant("CD"),
        ),
        employers=(employer,),
        contact_relations=(make_relation(employer, "CD", deputy_id="K-hemmelig", mode="always"),),
        cases=(
            make_case(
                4711,
                employer_id=employer.id,
                workplace=None,
                case_type=CaseType.DEPRESSION,
                risk_flags=frozenset({RiskFlag.MENTAL_ILLNESS}),
                previous_consultant_id="K-hemmelig",
                first_talk=FirstTalk(
                    form=TalkForm.LATER,
                    reason=TalkReason.SERIOUSLY_ILL,
                    remark="indlagt på Skejby",
                    decided_by="LEDER",
                    decided_on=MONDAY,
                ),
            ),
            make_open_case(4712, "CD", employer_id=employer.id),
        ),
        wishes=({"consultant_id": "K-hemmelig", "case_id": "2026-4711", "step": 2},),
        overrides=(
            {
                "kind": "pin",
                "case_id": "2026-4711",
                "consultant_id": "K-hemmelig",
                "reason": "citizen_asks",
                "text": "hendes søster",
                "decided_by": "LEDER",
            },
        ),
    )


def test_a_record_holds_nobodys_id_name_place_text_or_reason():
    _, record = record_of(personal_snapshot())
    file = seal(record).decode()
    for secret in (
        *("K-hemmelig", "HEML", "CD", "Møllers", "4711", "4712", "87654", "Skejby", "LEDER", "søster"),
        *("55.85", "9.48", "seriously_ill", "citizen_asks", "2025-12-08", "2026-01-02", "2025-03"),
    ):
        assert secret not in file
    assert "mental_illness" not in record.round.model_dump_json()
    absences = {each.id: each.absences for each in record.round.consultants}
    assert absences == {"K1": (), "K2": (Absence(first_day=MONDAY, last_day=MONDAY + days(1)),)}
    assert replay(open_sealed(seal(record)), time_limit_s=10).is_same


def test_numbers_stand_in_the_order_of_the_ids_so_that_record_and_proposal_lie_side_by_side():
    snapshot = make_snapshot(cases=tuple(make_case(number) for number in (7, 3, 5)))
    proposal, record = record_of(snapshot)
    assert [each.case_id for each in record.proposal.assignments] == ["S1", "S2", "S3"]
    number = {"AB": "K1", "CD": "K2"}
    assert [number[each.consultant_id] for each in proposal.assignments] == [
        each.consultant_id for each in record.proposal.assignments
    ]


def test_the_same_round_gives_the_same_record_and_another_seed_another():
    snapshot = personal_snapshot()
    first, second, third = (seal(record_of(snapshot, seed=seed)[1]) for seed in (3, 3, 4))
    assert first == second
    assert first != third


def test_a_weight_above_what_may_be_written_on_a_case_is_kept():
    weights = WeightPart(case_type_quarters={CaseType.OTHER: 40}, risk_flag_quarters={RiskFlag.MENTAL_ILLNESS: 40})
    policy = HEDENSTED.model_copy(update={"weights": weights})
    flags = frozenset({RiskFlag.MENTAL_ILLNESS})
    snapshot = make_snapshot(cases=(make_case(1, risk_flags=flags), make_open_case(2, "AB", risk_flags=flags)))
    real, recorded = formulations(snapshot, policy)
    assert real.facts.case_quarters.tolist() == recorded.facts.case_quarters.tolist() == [80]
    assert sorted(recorded.facts.quarters_before.tolist()) == [0, 80]


def test_no_plan_is_no_record():
    proposal, record = record_of(make_snapshot(), should_stop=lambda: True)
    assert proposal.status is ProposalStatus.CANCELLED
    assert proposal.objective_minutes is not None or record is None


def test_a_replay_says_what_differs_and_what_the_recorded_plan_costs_here():
    _, record = record_of(make_snapshot())
    contact = HEDENSTED.contact.model_copy(update={"broken_minutes": 7})
    caseload = HEDENSTED.caseload.model_copy(update={"step_below_minutes": 4})
    policy = HEDENSTED.model_copy(update={"contact": contact, "caseload": caseload})
    again = replay(record.model_copy(update={"policy": policy}), time_limit_s=10)
    assert not again.is_same
    by_path = {each.path: (each.recorded, each.replayed) for each in again.differences}
    assert by_path["policy.contact.broken_minutes"] == ("120", "7")
    assert by_path["objective_minutes"] == (
        str(record.proposal.objective_minutes),
        str(again.objective_minutes),
    )
    assert again.recorded_plan_minutes == again.objective_minutes
    assert any(path.startswith("caseloads[0].reasons") for path in by_path)


def test_a_recorded_plan_that_the_rules_forbid_has_no_minutes():
    _, record = record_of(make_snapshot())
    conflicts = tuple(each.model_copy(update={"competences": frozenset()}) for each in record.round.consultants)
    recorded = record.round.model_copy(update={"consultants": conflicts})
    again = replay(record.model_copy(update={"round": recorded}), time_limit_s=10)
    assert again.recorded_plan_minutes is None
    assert {each.path for each in again.differences} >= {"assignments", "unassigned"}


def test_a_recorded_plan_of_other_people_has_no_minutes():
    _, record = record_of(make_snapshot())
    strange = record.proposal.assignments[0].model_copy(update={"consultant_id": "K9"})
    forged = record.proposal.model_copy(update={"assignments": (strange,)})
    again = replay(record.model_copy(update={"proposal": forged}), time_limit_s=10)
    assert again.recorded_plan_minutes is None
    assert not again.is_same


def test_other_versions_are_named_and_do_no_harm_where_the_answer_is_the_same():
    _, record = record_of(make_snapshot())
    versions = {**record.versions, "ortools": "1.0", "gurobi": "12"}
    again = replay(record.model_copy(update={"versions": versions}), time_limit_s=10)
    assert again.is_same
    assert [(each.part, each.recorded, each.here) for each in again.versions] == [
        ("gurobi", "12", None),
        ("ortools", "1.0", versions_here()["ortools"]),
    ]


def test_a_search_that_the_time_ended_promises_nothing():
    _, record = record_of(make_snapshot())
    solver = record.proposal.solver.model_copy(update={"repeatable": False})
    assert record.is_promised
    unproved = record.model_copy(update={"proposal": record.proposal.model_copy(update={"solver": solver})})
    assert not unproved.is_promised


def test_the_reasons_of_the_record_name_consultants_by_number():
    employer = make_employer()
    snapshot = make_snapshot(
        employers=(employer,),
        contact_relations=(make_relation(employer, "CD"),),
        cases=(make_case(1, employer_id=employer.id),),
        consultants=(make_consultant("AB"), make_consultant("CD", working_time_percent=1, limit_count=0)),
    )
    _, record = record_of(snapshot)
    reason = next(each for each in record.proposal.assignments[0].reasons if each.rule is RuleId.CONTACT)
    assert reason.text.da == "Virksomhedens faste kontaktperson er K2."


def test_the_day_of_the_round_is_kept():
    assert record_of(make_snapshot())[1].round.date == datetime.date(2026, 1, 5)
