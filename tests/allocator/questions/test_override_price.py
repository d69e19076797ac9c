"""The price of pins and exclusions, held against two rounds that are proved apart from each other."""

import pytest

from allocator import distribute, price_overrides
from models.errors import UnusableInput
from models.override import Override, OverrideKind, OverrideReason
from models.proposal import ProposalStatus
from tests.allocator.policies import make_silent_policy
from tests.allocator.round_judge import RoundJudge
from tests.factories import StraightLineTravel, make_case, make_consultant, make_snapshot
from tests.random_teams import Dice, random_team

TRAVEL = StraightLineTravel()


def pin(case_id, consultant_id):
    return _override(OverrideKind.PIN, case_id, consultant_id)


def exclusion(case_id, consultant_id):
    return _override(OverrideKind.EXCLUSION, case_id, consultant_id)


def _override(kind, case_id, consultant_id):
    return Override(
        kind=kind, case_id=case_id, consultant_id=consultant_id, reason=OverrideReason.OTHER, decided_by="koordinator"
    )


def some_overrides(seed, snapshot, policy):
    """One to three overrides that do not contradict each other, hard rules or not."""
    dice, judge = Dice(seed), RoundJudge(snapshot, policy)
    said = {each.case_id for each in snapshot.overrides}
    free = dice.shuffled([case_id for case_id in judge.cases if case_id not in said])
    return [
        dice.one_of((pin, exclusion))(case_id, dice.one_of(sorted(judge.consultants)))
        for case_id in free[: dice.between(1, 3)]
    ]


def proved(snapshot, policy, overrides):
    """Level values and minutes of the round under these overrides, solved on its own."""
    proposal = distribute(snapshot.model_copy(update={"overrides": tuple(overrides)}), policy, TRAVEL)
    assert proposal.status is ProposalStatus.OPTIMAL
    return (*(level.value for level in proposal.levels), proposal.objective_minutes)


def says_the_difference(price, before, after):
    extra = tuple(there - here for here, there in zip(before, after, strict=True))
    assert price.extra_minutes == price.extra_minutes_at_least == price.extra_minutes_at_most == extra[-1]
    assert [each.extra_at_least for each in price.gives_way] == [change for change in extra[:-1] if change]
    assert all(each.extra_at_least == each.extra_at_most for each in price.gives_way)
    assert sum(each.minutes for each in price.consultants) + price.waiting_minutes == price.extra_minutes
    moves = {(move.case_id, move.from_consultant_id, move.to_consultant_id) for move in price.moves}
    assert {(case_id, each.consultant_id) for each in price.consultants for case_id in each.gets} == {
        (case_id, to) for case_id, _, to in moves if to is not None
    }
    assert {(case_id, each.consultant_id) for each in price.consultants for case_id in each.gives} == {
        (case_id, come) for case_id, come, _ in moves if come is not None
    }
    return True


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(first, first + 20) for first in range(0, 120, 20)], ids=str)
def test_a_price_is_the_difference_of_two_independently_proved_optima(seeds):
    for seed in seeds:
        snapshot, policy = random_team(seed)
        tried = some_overrides(seed, snapshot, policy)
        if not tried:
            continue
        kept = snapshot.overrides
        base, draft = proved(snapshot, policy, kept), proved(snapshot, policy, [*kept, *tried])

        prices = price_overrides(snapshot, policy, TRAVEL, tried)

        assert says_the_difference(prices.together, base, draft)
        assert [each.override for each in prices.each] == tried
        for each in prices.each:
            others = [other for other in tried if other is not each.override]
            assert says_the_difference(each.added, base, proved(snapshot, policy, [*kept, each.override]))
            assert says_the_difference(each.taken_back, draft, proved(snapshot, policy, [*kept, *others]))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_without_time_a_price_lies_between_two_numbers(seed):
    snapshot, policy = random_team(seed)
    tried = some_overrides(seed, snapshot, policy)
    exact = price_overrides(snapshot, policy, TRAVEL, tried)

    quick = price_overrides(snapshot, policy, TRAVEL, tried, time_limit_s=1e-6)

    if quick is not None:
        pairs = zip(exact.each, quick.each, strict=True)
        for there, here in [(exact.together, quick.together), *((one.added, two.added) for one, two in pairs)]:
            assert here.extra_minutes_at_least <= there.extra_minutes <= here.extra_minutes_at_most


def test_a_pin_moves_the_cases_that_have_to_make_room():
    consultants = (make_consultant("AB", limit_count=1), make_consultant("CD", limit_count=1))
    snapshot = make_snapshot(consultants=consultants, cases=(make_case(1), make_case(2, case_type="depression")))
    likes = consultants[0].model_copy(update={"preferences": {"depression": 1}})
    snapshot = snapshot.model_copy(update={"consultants": (likes, consultants[1])})

    prices = price_overrides(
        snapshot, make_silent_policy(preference={"step_minutes": 15}), TRAVEL, [pin("2026-0001", "AB")]
    )

    assert prices.together.extra_minutes == 15
    assert [(each.case_id, each.from_consultant_id, each.to_consultant_id) for each in prices.together.moves] == [
        ("2026-0001", "CD", "AB"),
        ("2026-0002", "AB", "CD"),
    ]
    assert [(each.consultant_id, each.minutes) for each in prices.together.consultants] == [("AB", 15), ("CD", 0)]
    assert prices.each[0].taken_back.extra_minutes == -15


def test_a_pin_that_a_hard_rule_forbids_says_which_and_that_the_case_waits():
    snapshot = make_snapshot(consultants=(make_consultant("AB", limit_count=0), make_consultant("CD")))

    prices = price_overrides(snapshot, make_silent_policy(), TRAVEL, [pin("2026-0001", "AB")])

    assert prices.each[0].blocked_by == ("limits",)
    (move,) = prices.together.moves
    assert move.to_consultant_id is None
    assert prices.together.gives_way[0].name == "left_out"


def test_overrides_that_stand_in_the_snapshot_cost_the_same_as_new_ones():
    policy = make_silent_policy(preference={"step_minutes": 15})
    likes = make_consultant("AB", preferences={"other": 2})
    snapshot = make_snapshot(consultants=(likes, make_consultant("CD")))
    tried = [exclusion("2026-0001", "AB")]

    there = price_overrides(snapshot.model_copy(update={"overrides": tuple(tried)}), policy, TRAVEL, tried)

    assert there == price_overrides(snapshot, policy, TRAVEL, tried)
    assert there.together.extra_minutes == 30


def test_no_override_costs_nothing():
    prices = price_overrides(make_snapshot(), make_silent_policy(), TRAVEL, [])

    assert prices.together.extra_minutes == 0
    assert prices.each == ()


def test_a_round_that_is_stopped_before_it_has_a_plan_has_no_prices():
    asked = price_overrides(
        make_snapshot(), make_silent_policy(), TRAVEL, [pin("2026-0001", "AB")], should_stop=lambda: True
    )

    assert asked is None


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        ([pin("2026-9999", "AB")], "case_unknown"),
        ([pin("2026-0001", "XY")], "consultant_unknown"),
        ([pin("2026-0001", "AB"), pin("2026-0001", "CD")], "overrides_contradict"),
        ([pin("2026-0001", "AB"), exclusion("2026-0001", "AB")], "overrides_contradict"),
    ],
)
def test_overrides_of_strangers_and_contradictions_are_errors(overrides, code):
    with pytest.raises(UnusableInput) as error:
        price_overrides(make_snapshot(), make_silent_policy(), TRAVEL, overrides)

    assert {finding.code for finding in error.value.findings} == {code}


def test_an_override_that_contradicts_one_of_the_snapshot_is_an_error():
    snapshot = make_snapshot(overrides=(pin("2026-0001", "AB"),))

    with pytest.raises(UnusableInput) as error:
        price_overrides(snapshot, make_silent_policy(), TRAVEL, [pin("2026-0001", "CD")])

    assert error.value.findings[0].code == "overrides_contradict"
