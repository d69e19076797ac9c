import csv
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator import distribute
from allocator.fairness import mean_difference, measure_fairness
from data.travel import MatrixTravel
from models.case import CaseType
from models.fairness import Quantity
from models.policy_prices import PRICES, has_price, without_price
from models.presets import preset
from models.proposal import ProposalStatus
from models.rule_id import RuleId
from tests.factories import (
    HEDENSTED,
    JUELSMINDE,
    TOERRING,
    StraightLineTravel,
    make_case,
    make_consultant,
    make_employer,
    make_open_case,
    make_open_cases,
    make_relation,
    make_snapshot,
    make_team,
)
from tests.random_teams import random_team

POLICY = preset("hedensted")


def fairness_of(snapshot, policy=POLICY, travel=None, **arguments):
    return measure_fairness(snapshot, policy, travel or StraightLineTravel(), **arguments)


def shares(fairness):
    return {each.consultant_id: each for each in fairness.consultants}


def spread(fairness, quantity):
    (found,) = [each for each in fairness.spreads if each.quantity is quantity]
    return found.before, found.after


def effect(fairness, rule):
    (found,) = [each for each in fairness.effects if each.rule is rule]
    return found


def test_the_mean_difference_is_the_average_over_all_pairs():
    assert mean_difference([Fraction(5), Fraction(1), Fraction(0)]) == Fraction(10, 3)
    assert mean_difference([Fraction(5)]) == mean_difference([]) == 0


@given(st.lists(st.integers(-60, 60), min_size=2, max_size=6), st.integers(-9, 9), st.integers(0, 5))
def test_the_mean_difference_knows_only_distances(values, shift, scale):
    exact = mean_difference([Fraction(value) for value in values])
    pairs = list(permutations(values, 2))
    assert exact == Fraction(sum(abs(one - other) for one, other in pairs), len(pairs))
    assert mean_difference([Fraction(value + shift) for value in values]) == exact
    assert mean_difference([Fraction(scale * value) for value in values]) == scale * exact
    assert (exact == 0) == (len(set(values)) == 1)


def test_shares_are_counted_before_and_after():
    known, strange = make_employer(1, position=TOERRING), make_employer(2, position=TOERRING)
    snapshot = make_snapshot(
        consultants=(
            make_consultant("AB", preferences={CaseType.BRAIN_INJURY: -2}, target_count=3, target_weight=4),
            make_consultant("CD", working_time_percent=50, home=None),
        ),
        employers=(known, strange),
        contact_relations=(make_relation(known, "AB", deputy_id="CD"), make_relation(strange, "CD")),
        cases=(
            make_open_case(1, "AB", employer_id=known.id, workplace=None, case_type=CaseType.BRAIN_INJURY),
            make_open_case(2, "AB", employer_id=strange.id, workplace=None, employment="employed"),
            make_open_case(3, "CD", employer_id=known.id, workplace=None, weight_quarters=4),
            make_case(4, employer_id=known.id, workplace=None),
        ),
    )
    fairness = fairness_of(snapshot)
    ab, cd = shares(fairness)["AB"], shares(fairness)["CD"]
    assert (ab.target_count, ab.target_weight_quarters) == (3, 16)
    assert (cd.target_count, cd.target_weight_quarters) == (23, 92)
    assert (ab.before.count, ab.before.weight_quarters, ab.before.num_heavy, ab.before.num_unwanted) == (2, 12, 1, 1)
    assert (ab.before.contacts_kept, ab.before.contacts_broken, cd.before.contacts_with_deputy) == (1, 1, 1)
    assert (ab.before.travel_minutes, cd.before.travel_minutes) == (2 * 4 * 297, 4 * 297)
    assert ab.after.count + cd.after.count == 4
    # A distance of -1 and of -22 to the targets are 21 cases apart; one heavy case against none by full time is 1.
    assert spread(fairness, Quantity.COUNT)[0] == 21.0
    assert spread(fairness, Quantity.HEAVY)[0] == 1.0
    assert spread(fairness, Quantity.TRAVEL)[0] == 0.0  # twice the way at full time is once at half


def test_a_contact_who_visits_anyway_and_a_talk_elsewhere_are_no_travel():
    employer = make_employer(1, position=TOERRING)
    snapshot = make_snapshot(
        employers=(employer,),
        contact_relations=(make_relation(employer, "AB", rhythm_days=14),),
        cases=(
            make_open_case(1, "AB", employer_id=employer.id, workplace=None),
            make_open_case(2, "AB", employment="unemployed", workplace=None),
            make_open_case(3, "CD", employer_id=employer.id, workplace=None),
        ),
    )
    fairness = fairness_of(snapshot)
    assert shares(fairness)["AB"].before.travel_minutes == 0
    assert shares(fairness)["CD"].before.travel_minutes == 4 * 297


def test_travel_is_real_minutes_also_where_the_policy_does_not_count_them():
    snapshot = make_snapshot(cases=(make_open_case(1, "AB", workplace=TOERRING), make_case(2)))
    assert shares(fairness_of(snapshot, preset("herning")))["AB"].before.travel_minutes == 4 * 297


def test_where_a_way_is_not_known_nothing_is_made_up(tmp_path):
    homeless = make_snapshot(
        teams=(make_team(office=None),),
        consultants=(make_consultant("AB", home=None), make_consultant("CD")),
        cases=(make_open_case(1, "AB"), make_case(2)),
    )
    fairness = fairness_of(homeless, preset("herning"))
    assert shares(fairness)["AB"].before.travel_minutes is None
    assert spread(fairness, Quantity.TRAVEL) == (None, None)
    assert all(each.effect[Quantity.TRAVEL] is None for each in fairness.effects)

    table = tmp_path / "minutes.csv"
    with table.open("w", newline="") as file:
        csv.writer(file, delimiter=";").writerows([("fra", "til", "minutter"), ("hjem", "arbejde", 12)])
    travel = MatrixTravel.from_csv(table, {"hjem": HEDENSTED, "arbejde": JUELSMINDE})
    snapshot = make_snapshot(
        consultants=(make_consultant("AB"),),
        cases=(make_case(1, workplace=JUELSMINDE), make_open_case(2, "AB", workplace=TOERRING)),
    )
    assert shares(fairness_of(snapshot, travel=travel))["AB"].before.travel_minutes is None


def test_the_rule_that_brings_people_together_has_an_effect_below_nothing():
    snapshot = make_snapshot(
        consultants=(make_consultant("AB"), make_consultant("CD", home=TOERRING)),
        cases=(
            *(make_case(number) for number in (1, 2)),
            *make_open_cases("AB", 50),
            *make_open_cases("CD", 45, 6000),
        ),
    )
    cheap_road = POLICY.model_copy(update={"travel": POLICY.travel.model_copy(update={"counted_percent": 1})})
    fairness = fairness_of(snapshot, cheap_road)
    assert spread(fairness, Quantity.COUNT) == (5.0, 3.0)
    caseload, travel = effect(fairness, RuleId.CASELOAD), effect(fairness, RuleId.TRAVEL)
    assert (caseload.effect[Quantity.COUNT], caseload.num_moved) == (-4.0, 2)
    assert caseload.is_exact
    assert (travel.effect[Quantity.COUNT], travel.num_moved) == (0.0, 0)


def test_a_rule_without_a_price_has_no_effect_and_does_not_count():
    industry = effect(fairness_of(make_snapshot()), RuleId.INDUSTRY)
    assert not industry.counts
    assert set(industry.effect.values()) == {0.0}


@pytest.mark.parametrize("seed", range(25))
def test_shares_and_effects_agree_with_proposals_made_alone(seed):
    snapshot, policy = random_team(seed)
    fairness = fairness_of(snapshot, policy)
    proposal = distribute(snapshot, policy, StraightLineTravel())
    assert [each.rule for each in fairness.effects] == list(PRICES)
    for caseload in proposal.caseloads:
        share = shares(fairness)[caseload.consultant_id]
        assert (share.before.count, share.after.count) == (caseload.count_before, caseload.count_after)
        assert share.before.weight_quarters == caseload.weight_quarters_before
        assert share.after.weight_quarters == caseload.weight_quarters_after
        target = share.target_count if caseload.measure == "count" else share.target_weight_quarters
        assert target == caseload.target
    for each in fairness.effects:
        assert each.counts == has_price(policy, each.rule)
        assert each.is_exact
        alone = distribute(snapshot, without_price(policy, each.rule), StraightLineTravel())
        after = {own.consultant_id: own for own in alone.caseloads}
        distances = [Fraction(after[own.consultant_id].count_after - own.target_count) for own in fairness.consultants]
        with_rule = spread(fairness, Quantity.COUNT)[1]
        assert abs(with_rule - float(mean_difference(distances)) - each.effect[Quantity.COUNT]) < 0.011


def test_without_a_plan_there_is_no_answer():
    fairness = fairness_of(make_snapshot(), should_stop=lambda: True)
    assert fairness.status is ProposalStatus.CANCELLED
    assert (fairness.consultants, fairness.spreads, fairness.effects) == ((), (), ())


def test_where_the_search_without_a_rule_is_stopped_its_effect_is_not_known():
    proved = []
    fairness = fairness_of(
        make_snapshot(cases=(make_case(1), *make_open_cases("AB", 3))),
        on_progress=lambda progress: proved.append(progress.objective == progress.bound),
        should_stop=lambda: any(proved),
    )
    assert fairness.status is ProposalStatus.OPTIMAL
    caseload = effect(fairness, RuleId.CASELOAD)
    assert (caseload.status, caseload.is_exact, caseload.num_moved) == (ProposalStatus.CANCELLED, False, None)
    assert set(caseload.effect.values()) == {None}
    assert effect(fairness, RuleId.INDUSTRY).is_exact
