"""What collides, each member tried by leaving it away, and every remedy by applying it."""

import itertools
from collections.abc import Collection, Iterator
from fractions import Fraction

import pytest

from allocator import distribute, find_collisions
from allocator.facts import gather
from allocator.formulation import formulate
from allocator.questions.clock import Clock
from allocator.questions.demands import demands_of
from allocator.questions.smallest_set import irreducible, smallest
from models.collision import Demand, DemandKind
from models.proposal import ProposalStatus
from tests.allocator.policies import make_silent_policy
from tests.allocator.questions.test_override_price import exclusion, pin
from tests.allocator.round_judge import RoundJudge
from tests.factories import StraightLineTravel, make_case, make_consultant, make_open_cases, make_snapshot
from tests.random_teams import random_team

TRAVEL = StraightLineTravel()
SEEDS = range(150)


def can_be_met(judge: RoundJudge, demands: Collection[Demand]) -> bool:
    """By trying every plan of the cases that are asked for; from the judge's own reading of the rules."""
    cases = [judge.cases[each.case_id] for each in demands if each.kind is DemandKind.CASE]
    for takers in itertools.product(judge.consultants.values(), repeat=len(cases)):
        plan = {case.id: taker for case, taker in zip(cases, takers, strict=True)}
        if all(holds(judge, each, plan) for each in demands):
            return True
    return False


def holds(judge, demand, plan):
    taker = plan.get(demand.case_id)
    own = [judge.cases[case_id] for case_id, who in plan.items() if who.id == demand.consultant_id]
    match demand.kind:
        case DemandKind.CASE:
            return True
        case DemandKind.PIN:
            return taker is None or taker.id == demand.consultant_id
        case DemandKind.EXCLUSION:
            return taker is None or taker.id != demand.consultant_id
        case DemandKind.RULE:
            return taker is None or demand.rule not in judge.forbidding(judge.cases[demand.case_id], taker)
        case DemandKind.MAX_NEW_PER_ROUND:
            return len(own) <= demand.value
        case DemandKind.MAX_UNWANTED_PER_ROUND:
            return sum(case.case_type == demand.case_type for case in own) <= demand.value
    before, quarters = judge._before(judge.consultants[demand.consultant_id])
    if demand.kind is DemandKind.LIMIT_COUNT:
        return not own or before + len(own) <= demand.value
    return not own or Fraction(quarters + sum(map(judge.quarters, own)), 4) <= demand.value


def colliding_rounds() -> Iterator[tuple[int, RoundJudge]]:
    for seed in SEEDS:
        judge = RoundJudge(*random_team(seed))
        if (
            judge.cases
            and judge.can_leave_out_less_than(10**9)
            and not judge._fits(list(judge.cases.values()), 0, None, set())
        ):
            yield seed, judge


ROUNDS = list(colliding_rounds())


@pytest.mark.slow
@pytest.mark.parametrize("chunk", [ROUNDS[first : first + 20] for first in range(0, len(ROUNDS), 20)])
def test_every_set_collides_and_every_member_is_necessary(chunk):
    for seed, judge in chunk:
        found = find_collisions(*random_team(seed), TRAVEL, time_limit_s=60)

        assert found.is_complete
        assert found.collisions
        for each in found.collisions:
            assert each.is_smallest
            assert not can_be_met(judge, each.demands)
            assert all(
                can_be_met(judge, [other for other in each.demands if other is not demand]) for demand in each.demands
            )


@pytest.mark.slow
def test_rounds_that_can_give_every_case_to_somebody_collide_nowhere():
    colliding = {seed for seed, _ in ROUNDS}

    for seed in set(SEEDS) - colliding:
        assert find_collisions(*random_team(seed), TRAVEL).collisions == ()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [seed for seed, _ in ROUNDS][:40])
def test_no_smaller_set_collides(seed):
    snapshot, policy = random_team(seed)
    first = find_collisions(snapshot, policy, TRAVEL).collisions[0]
    demands = demands_of_round(snapshot, policy)

    for size in range(1, min(len(first.demands), 4)):
        for chosen in itertools.combinations(demands.all, size):
            assert demands.meet(chosen, Clock(10)) is not None


def demands_of_round(snapshot, policy):
    return demands_of(formulate(gather(snapshot, policy, TRAVEL)))


@pytest.mark.slow
@pytest.mark.parametrize("chunk", [ROUNDS[first : first + 20] for first in range(0, len(ROUNDS), 20)])
def test_the_cut_and_the_escapes_come_to_sets_of_one_size(chunk, monkeypatch):
    for seed, _ in chunk:
        demands, clock = demands_of_round(*random_team(seed)), Clock(60)
        known = irreducible(demands, demands.all, clock)
        assert all(demands.meet([each for each in known if each != member], clock) is not None for member in known)
        by_cut, is_smallest = smallest(demands, demands.all, known, clock)
        with monkeypatch.context() as patch:
            patch.setattr("allocator.questions.smallest_set.too_few_places", lambda *_: (0, []))
            by_escapes, is_smallest_too = smallest(demands, demands.all, known, clock)

        assert is_smallest
        assert is_smallest_too
        assert len(by_cut) == len(by_escapes)


def without(demands, consultant_id):
    """All demands but the limits of one consultant, so that it is another crowd that is found first."""
    return [each for each in demands.all if each.i is not None or demands.facts.consultants[each.j].id != consultant_id]


@pytest.mark.parametrize("fewer", ["AB", "CD"])
@pytest.mark.parametrize("first", ["AB", "CD"])
def test_of_two_crowds_the_smaller_is_found_and_proved(fewer, first):
    limits = {"AB": 3, "CD": 3} | {fewer: 1}
    order = [first, "CD" if first == "AB" else "AB"]
    pins = [(number + 10 * place, who) for place, who in enumerate(order) for number in range(1, limits[who] + 2)]
    snapshot = make_snapshot(
        consultants=tuple(make_consultant(who, limit_count=limit) for who, limit in limits.items()),
        cases=tuple(make_case(number) for number, _ in pins),
        overrides=tuple(pin(f"2026-{number:04d}", who) for number, who in pins),
    )
    demands, clock = demands_of_round(snapshot, make_silent_policy()), Clock(60)
    large = next(
        known
        for known in (irreducible(demands, without(demands, fewer), clock), irreducible(demands, demands.all, clock))
        if known is not None
    )

    members, is_smallest = smallest(demands, demands.all, large, clock)

    assert is_smallest
    assert len(members) == 5  # two cases, two pins and a limit
    assert {demands.facts.consultants[each.j].id for each in members if each.j is not None} == {fewer}


def remedied(snapshot, policy, remedy):
    """The round after somebody has done what the remedy says."""
    demand = remedy.demand
    if demand.kind is DemandKind.CASE:
        cases = tuple(each for each in snapshot.cases if each.id != demand.case_id)
        return snapshot.model_copy(update={"cases": cases}), policy
    if demand.kind in (DemandKind.PIN, DemandKind.EXCLUSION):
        kept = tuple(
            each
            for each in snapshot.overrides
            if (each.kind, each.case_id, each.consultant_id)
            != (demand.kind.value, demand.case_id, demand.consultant_id)
        )
        return snapshot.model_copy(update={"overrides": kept}), policy
    if demand.kind in (DemandKind.LIMIT_COUNT, DemandKind.LIMIT_WEIGHT):
        raised = {demand.kind.value: remedy.value}
        consultants = tuple(
            each.model_copy(update=raised) if each.id == demand.consultant_id else each for each in snapshot.consultants
        )
        return snapshot.model_copy(update={"consultants": consultants}), policy
    part = "caseload" if demand.kind is DemandKind.MAX_NEW_PER_ROUND else "rotation"
    changed = getattr(policy, part).model_copy(update={demand.kind.value: remedy.value})
    return snapshot, policy.model_copy(update={part: changed})


@pytest.mark.slow
@pytest.mark.parametrize("chunk", [ROUNDS[first : first + 20] for first in range(0, len(ROUNDS), 20)])
def test_every_remedy_works(chunk):
    for seed, _ in chunk:
        snapshot, policy = random_team(seed)
        for collision in find_collisions(snapshot, policy, TRAVEL, time_limit_s=60).collisions:
            for remedy in collision.remedies:
                again = distribute(*remedied(snapshot, policy, remedy), TRAVEL)
                assert again.status is ProposalStatus.OPTIMAL
                assert remedy.suffices == (not again.unassigned)
                judge = RoundJudge(*remedied(snapshot, policy, remedy))
                left = [each for each in collision.demands if each != remedy.demand and each.case_id is not None]
                if remedy.value is not None:
                    limits = [each for each in collision.demands if each.case_id is None and each != remedy.demand]
                    same = [each for each in limits if each.kind is remedy.demand.kind and not is_hers(each)]
                    mended = [
                        each.model_copy(update={"value": remedy.value}) if each in same else each for each in limits
                    ]
                    value = effective(judge, remedy)
                    left += [*mended, remedy.demand.model_copy(update={"value": value})]
                    assert can_be_met(judge, left)


def is_hers(demand):
    return demand.kind in (DemandKind.LIMIT_COUNT, DemandKind.LIMIT_WEIGHT)


def effective(judge, remedy):
    """What a limit that was raised comes to in a newcomer's ramp."""
    if not is_hers(remedy.demand):
        return remedy.value
    return judge._own_or_scaled(judge.consultants[remedy.demand.consultant_id], remedy.value, None)


def test_a_pin_to_somebody_who_is_full_names_three_members_and_three_remedies():
    consultants = (make_consultant("AB", limit_count=3), make_consultant("CD"))
    snapshot = make_snapshot(
        consultants=consultants,
        cases=(make_case(1), *make_open_cases("AB", 3)),
        overrides=(pin("2026-0001", "AB"),),
    )

    (collision,) = find_collisions(snapshot, make_silent_policy(), TRAVEL).collisions

    assert [each.text.en for each in collision.demands] == [
        "Case 2026-0001 is to have a consultant.",
        "Case 2026-0001 is pinned to AB.",
        "AB has a limit of 3 cases.",
    ]
    assert [(each.text.en, each.value, each.suffices) for each in collision.remedies] == [
        ("Release the pin of case 2026-0001 to AB.", None, True),
        ("Raise the limit of AB to 4 cases.", 4, True),
        ("Leave case 2026-0001 for the next round.", None, True),
    ]


def test_three_cases_for_two_places_are_one_set():
    consultants = (make_consultant("AB", limit_count=1), make_consultant("CD", limit_weight=1))
    snapshot = make_snapshot(consultants=consultants, cases=(make_case(1), make_case(2), make_case(3)))

    (collision,) = find_collisions(snapshot, make_silent_policy(), TRAVEL).collisions

    assert {each.kind for each in collision.demands} == {"case", "limit_count", "limit_weight"}
    assert len(collision.demands) == 5
    assert "Sæt loftet for CD op til 2 normale sager efter vægt." in {each.text.da for each in collision.remedies}


def test_a_limit_of_the_policy_is_one_remedy_however_many_it_binds():
    snapshot = make_snapshot(cases=(make_case(1), make_case(2), make_case(3)))

    (collision,) = find_collisions(snapshot, make_silent_policy(caseload={"max_new_per_round": 1}), TRAVEL).collisions

    assert [each.value for each in collision.remedies] == [2, None, None, None]


def test_an_unwanted_type_that_nobody_may_be_given_more_of_is_named():
    consultants = (make_consultant("AB", preferences={"other": -1}),)
    snapshot = make_snapshot(consultants=consultants)

    (collision,) = find_collisions(
        snapshot, make_silent_policy(rotation={"max_unwanted_per_round": 0}), TRAVEL
    ).collisions

    assert [each.text.en for each in collision.demands] == [
        "Case 2026-0001 is to have a consultant.",
        "AB gets at most 0 cases in the round of the unwanted type other.",
    ]
    assert collision.remedies[0].value == 1


def test_exclusions_of_everybody_collide_and_each_may_be_lifted():
    snapshot = make_snapshot(overrides=(exclusion("2026-0001", "AB"), exclusion("2026-0001", "CD")))

    (collision,) = find_collisions(snapshot, make_silent_policy(), TRAVEL).collisions

    assert len(collision.demands) == 3
    assert [each.suffices for each in collision.remedies] == [True, True, True]


def test_a_pin_to_somebody_of_another_team_collides_with_her_case():
    away = make_consultant("XY", team_id="andre")
    teams = (*make_snapshot().teams, make_snapshot().teams[0].model_copy(update={"id": "andre"}))
    snapshot = make_snapshot(
        teams=teams, consultants=(make_consultant("AB"), away), overrides=(pin("2026-0001", "XY"),)
    )

    (collision,) = find_collisions(snapshot, make_silent_policy(), TRAVEL).collisions

    assert collision.demands[1].text.da == "Sag 2026-0001 er fastlåst til XY."
    assert collision.demands[1].consultant_id == "XY"


def test_out_of_time_says_that_there_may_be_more():
    snapshot = make_snapshot(overrides=(exclusion("2026-0001", "AB"), exclusion("2026-0001", "CD")))

    found = find_collisions(snapshot, make_silent_policy(), TRAVEL, should_stop=lambda: True)

    assert not found.is_complete or not found.collisions[0].is_smallest


def test_an_empty_round_collides_nowhere():
    found = find_collisions(make_snapshot(cases=()), make_silent_policy(), TRAVEL)

    assert (found.collisions, found.is_complete) == ((), True)
