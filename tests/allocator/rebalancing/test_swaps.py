"""Swaps against every ring tried by itself, on teams that come as they may."""

import itertools

import pytest

from allocator.formulation import formulate
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.swap_check import check_swap
from allocator.rebalancing.swaps import find_swaps
from models.caseload import QUARTERS_PER_CASE, Measure
from models.consultant import ConflictOfInterest
from models.errors import UnusableInput
from models.position import Position
from models.proposal import ProposalStatus
from models.rule_id import RuleId
from models.wish import Wish
from tests.allocator.policies import make_policy, make_silent_policy
from tests.factories import (
    HEDENSTED,
    JUELSMINDE,
    TOERRING,
    StraightLineTravel,
    make_consultant,
    make_employer,
    make_open_case,
    make_relation,
    make_snapshot,
)
from tests.random_teams import random_team

CHEAP = {
    "new_minutes": 5,
    "before_first_talk_minutes": 10,
    "after_first_talk_minutes": 15,
    "near_end_minutes": 20,
    "from_contact_minutes": 2,
    "returning_minutes": 3,
}
TRAVEL = StraightLineTravel()


def random_team_that_moves(seed):
    snapshot, policy = random_team(seed)
    return snapshot, policy.model_copy(update={"move": policy.move.model_copy(update=CHEAP)})


class Judge:
    """What a swap is to each of those involved, worked out from the rules without the code that looks for swaps."""

    def __init__(self, snapshot, policy):
        self.facts = gather_rebalance(snapshot, policy, TRAVEL)
        self.formulation = formulate(self.facts)

    def every_swap(self):
        """Every ring that lowers the own minutes of all, by its pairs of case and taker, with those minutes."""
        facts = self.facts
        found = {}
        for size in (2, 3, 4):
            for cases in itertools.permutations(range(facts.shape[0]), size):
                holders = [int(facts.holder[case]) for case in cases]
                if len(set(holders)) == size and holders[0] == min(holders):
                    changes = [self.change(gives=case, gets=cases[place - 1]) for place, case in enumerate(cases)]
                    if all(change is not None and change < 0 for change in changes):
                        found[self.named(cases)] = sum(changes)
        return found

    def named(self, cases):
        takers = [self.facts.consultants[self.facts.holder[case]].id for case in cases[1:] + cases[:1]]
        return frozenset(zip((self.facts.cases[case].id for case in cases), takers, strict=True))

    def change(self, *, gives, gets):
        """What the holder's own minutes change by; None where a rule or a limit keeps her from it."""
        facts, formulation = self.facts, self.formulation
        j, giver = int(facts.holder[gives]), int(facts.holder[gets])
        if any(forbidden[gets, j] for forbidden in formulation.forbidden.values()):
            return None
        if any(level.pair[gets, j] > level.pair[gets, giver] for level in formulation.levels):
            return None
        heavier = int(facts.case_quarters[gets] - facts.case_quarters[gives])
        most = facts.limit(Measure.WEIGHT)[j]
        if most is not None and heavier > 0 and facts.quarters_today[j] + heavier > most * QUARTERS_PER_CASE:
            return None
        pairs = sum(int(minutes[gets, j] - minutes[gives, j]) for minutes in formulation.minutes.values())
        load = int(facts.load_today[j])
        after = load + (heavier if facts.units_per_case == QUARTERS_PER_CASE else 0)
        return pairs + int(formulation.load_cost[j, after] - formulation.load_cost[j, load])


def named(swap):
    return frozenset((move.case_id, move.to_consultant_id) for move in swap.moves)


@pytest.mark.parametrize("seed", range(60))
def test_all_swaps_are_found_and_everybody_gains_by_each(seed):
    snapshot, policy = random_team_that_moves(seed)
    found = find_swaps(snapshot, policy, TRAVEL, num_listed=None)
    expected = Judge(snapshot, policy).every_swap()
    assert {named(swap): swap.minutes for swap in found.swaps} == expected
    assert found.num_swaps == len(found.swaps) == len(expected)
    assert [swap.minutes for swap in found.swaps] == sorted(expected.values())
    assert found.is_complete
    for swap in (*found.swaps, *found.together):
        assert swap.improves_everyone
        assert sum(party.minutes for party in swap.parties) == swap.minutes
        assert all(sum(party.terms.values()) == party.minutes for party in swap.parties)


@pytest.mark.parametrize("seed", range(60))
def test_the_swaps_made_together_share_nobody_and_save_the_most(seed):
    snapshot, policy = random_team_that_moves(seed)
    found = find_swaps(snapshot, policy, TRAVEL, num_listed=None)
    takers = [party.consultant_id for swap in found.together for party in swap.parties]
    assert len(takers) == len(set(takers))
    assert found.status is ProposalStatus.OPTIMAL
    every = Judge(snapshot, policy).every_swap()
    assert found.together_minutes == found.together_at_least == least_together(list(every.items()))
    assert {named(swap) for swap in found.together} <= set(every)


def least_together(swaps, taken=frozenset()):
    """The least minutes of any swaps without a common consultant, those of one set of consultants looked at once."""
    best = {}
    for pairs, minutes in swaps:
        takers = frozenset(taker for _, taker in pairs)
        best[takers] = min(minutes, best.get(takers, 0))
    return _least(sorted(best.items(), key=lambda each: sorted(each[0])), taken)


def _least(swaps, taken):
    if not swaps:
        return 0
    (takers, minutes), *rest = swaps
    without = _least(rest, taken)
    return min(without, minutes + _least(rest, taken | takers)) if taken.isdisjoint(takers) else without


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_a_swap_that_is_found_stands_the_check(seed):
    snapshot, policy = random_team_that_moves(seed)
    for swap in find_swaps(snapshot, policy, TRAVEL, num_listed=5).swaps:
        checked = check_swap(snapshot, policy, TRAVEL, [move.case_id for move in swap.moves])
        assert checked.is_allowed
        assert checked.swap == swap


@pytest.mark.parametrize("seed", range(0, 60, 2))
def test_the_check_forbids_just_what_the_rules_forbid(seed):
    snapshot, policy = random_team_that_moves(seed)
    judge = Judge(snapshot, policy)
    cases = range(judge.facts.shape[0])
    pairs = [
        pair for pair in itertools.combinations(cases, 2) if judge.facts.holder[pair[0]] != judge.facts.holder[pair[1]]
    ]
    for one, other in pairs[:20]:
        checked = check_swap(snapshot, policy, TRAVEL, [judge.facts.cases[one].id, judge.facts.cases[other].id])
        changes = [judge.change(gives=one, gets=other), judge.change(gives=other, gets=one)]
        assert checked.is_allowed == (None not in changes)
        if checked.is_allowed:
            assert [party.minutes for party in checked.swap.parties] == changes


def two_who_live_apart(**fields):
    """AB lives in Juelsminde and has a case in Tørring; CD the other way round."""
    return make_snapshot(
        **{
            "consultants": (make_consultant("AB", home=JUELSMINDE), make_consultant("CD", home=TOERRING)),
            "cases": (
                make_open_case(1, "AB", workplace=TOERRING),
                make_open_case(2, "CD", workplace=JUELSMINDE),
            ),
            **fields,
        }
    )


def travelling_policy(**parts):
    return make_silent_policy(travel={"counted_percent": 10}, move={"before_first_talk_minutes": 20}, **parts)


def test_two_who_drive_past_each_other_swap():
    found = find_swaps(two_who_live_apart(), travelling_policy(), TRAVEL)
    (swap,) = found.swaps
    one_way = 1000 * (abs(JUELSMINDE.latitude - TOERRING.latitude) + abs(JUELSMINDE.longitude - TOERRING.longitude))
    saved = round(2 * 2 * round(one_way) / 10) - 20
    assert [party.minutes for party in swap.parties] == [-saved, -saved]
    assert found.together == found.swaps
    assert [(move.case_id, move.to_consultant_id) for move in swap.moves] == [("2026-0001", "CD"), ("2026-0002", "AB")]


def test_a_swap_that_costs_the_citizens_more_than_it_saves_is_none():
    policy = make_silent_policy(travel={"counted_percent": 10}, move={"before_first_talk_minutes": 5000})
    found = find_swaps(two_who_live_apart(), policy, TRAVEL)
    assert found.swaps == found.together == ()
    assert found.num_swaps == found.together_minutes == 0


def test_three_in_a_ring_gain_where_no_two_do():
    snapshot = make_snapshot(
        consultants=tuple(make_consultant(name) for name in "ABC"),
        cases=tuple(make_open_case(number, name) for number, name in enumerate("ABC", start=1)),
        wishes=tuple(
            Wish(consultant_id=name, case_id=f"2026-000{number}", step=2)
            for name, number in zip("BCA", "123", strict=True)
        ),
    )
    policy = make_silent_policy(preference={"wish_step_minutes": 40}, move={"before_first_talk_minutes": 20})
    assert find_swaps(snapshot, policy, TRAVEL, most_cases=2).num_swaps == 0
    (swap,) = find_swaps(snapshot, policy, TRAVEL).swaps
    assert [(party.consultant_id, party.minutes) for party in swap.parties] == [("A", -60), ("B", -60), ("C", -60)]


def test_nobody_gets_a_case_by_a_swap_that_puts_her_in_conflict():
    snapshot = two_who_live_apart()
    biased = make_consultant("AB", home=JUELSMINDE, conflicts=(ConflictOfInterest(case_id="2026-0002"),))
    snapshot = snapshot.model_copy(update={"consultants": (biased, snapshot.consultants[1])})
    assert find_swaps(snapshot, travelling_policy(), TRAVEL).num_swaps == 0
    checked = check_swap(snapshot, travelling_policy(), TRAVEL, ["2026-0001", "2026-0002"])
    assert not checked.is_allowed
    assert [(each.case_id, each.consultant_id, each.rules) for each in checked.obstacles] == [
        ("2026-0002", "AB", (RuleId.CONFLICT,))
    ]
    assert checked.sentence.da == "Byttet er ikke tilladt. Sag 2026-0002 kan ikke gå til AB: inhabilitet."


def test_a_heavier_case_does_not_come_to_whoever_is_at_her_limit_by_weight():
    snapshot = two_who_live_apart(
        cases=(
            make_open_case(1, "AB", workplace=TOERRING, weight_quarters=4),
            make_open_case(2, "CD", workplace=JUELSMINDE, weight_quarters=8),
        ),
        consultants=(make_consultant("AB", home=JUELSMINDE, limit_weight=1), make_consultant("CD", home=TOERRING)),
    )
    assert find_swaps(snapshot, travelling_policy(), TRAVEL).num_swaps == 0
    checked = check_swap(snapshot, travelling_policy(), TRAVEL, ["2026-0001", "2026-0002"])
    assert [each.rules for each in checked.obstacles] == [(RuleId.LIMITS,)]


def test_a_swap_that_breaks_a_strict_level_is_none():
    employer = make_employer(1, position=TOERRING)
    snapshot = two_who_live_apart(
        employers=(employer,),
        contact_relations=(make_relation(employer, "AB"),),
        cases=(
            make_open_case(1, "AB", employer_id=employer.id, workplace=None),
            make_open_case(2, "CD", workplace=JUELSMINDE),
        ),
    )
    strict = travelling_policy(contact={"broken_minutes": 1, "deputy_minutes": 0}, levels=(("contact",),))
    assert find_swaps(snapshot, strict, TRAVEL).num_swaps == 0
    checked = check_swap(snapshot, strict, TRAVEL, ["2026-0001", "2026-0002"])
    assert [each.rules for each in checked.obstacles] == [(RuleId.CONTACT,)]


def test_a_contact_who_must_have_the_case_keeps_it():
    employer = make_employer(1, position=TOERRING)
    snapshot = two_who_live_apart(
        employers=(employer,),
        contact_relations=(make_relation(employer, "AB", mode="always"),),
        cases=(
            make_open_case(1, "AB", employer_id=employer.id, workplace=None),
            make_open_case(2, "CD", workplace=JUELSMINDE),
        ),
    )
    checked = check_swap(snapshot, travelling_policy(), TRAVEL, ["2026-0001", "2026-0002"])
    assert [each.rules for each in checked.obstacles] == [(RuleId.CONTACT,)]


def test_the_policy_says_who_agrees():
    cases = ["2026-0001", "2026-0002"]
    both = check_swap(two_who_live_apart(), travelling_policy(swap_approval="both"), TRAVEL, cases)
    assert both.approvers == ("AB", "CD")
    assert both.sentence.da.endswith("AB og CD skal begge sige ja.")
    coordinator = check_swap(two_who_live_apart(), travelling_policy(swap_approval="coordinator"), TRAVEL, cases)
    assert coordinator.approvers == ()
    assert coordinator.sentence.en.endswith("The coordinator has to agree.")


def test_the_check_says_what_the_swap_is_to_each():
    place = Position(latitude=HEDENSTED.latitude + 0.1, longitude=HEDENSTED.longitude)
    snapshot = make_snapshot(
        consultants=tuple(make_consultant(name) for name in ("AB", "CD", "EF")),
        cases=(
            make_open_case(1, "AB", workplace=place),
            make_open_case(2, "CD", workplace=HEDENSTED),
            make_open_case(3, "EF", workplace=HEDENSTED),
        ),
    )
    policy = make_silent_policy(travel={"counted_percent": 100}, move={"before_first_talk_minutes": 0})
    checked = check_swap(snapshot, policy, TRAVEL, ["2026-0001", "2026-0002", "2026-0003"])
    assert checked.sentence.da == (
        "Byttet er tilladt: AB sparer 400 minutter; CD bruger 400 minutter mere; EF hverken sparer eller bruger mere. "
        "AB, CD og EF skal alle sige ja."
    )
    assert not checked.swap.improves_everyone
    assert [reason.rule for reason in checked.reasons["2026-0001"]] == [RuleId.TRAVEL]


def test_being_new_to_an_employer_is_in_the_plan_and_not_in_anybodys_own_minutes():
    employer = make_employer(1)
    snapshot = make_snapshot(
        employers=(employer,),
        cases=(
            make_open_case(1, "AB", employer_id=employer.id),
            make_open_case(2, "AB", employer_id=employer.id),
            make_open_case(3, "CD"),
        ),
    )
    policy = make_policy(cohesion={"new_face_minutes": 30})
    checked = check_swap(snapshot, policy, TRAVEL, ["2026-0001", "2026-0003"])
    assert checked.swap.plan_minutes - checked.swap.minutes == 30


@pytest.mark.parametrize(
    ("cases", "codes"),
    [
        (["2026-0001"], ["swap_size"]),
        (["2026-0001", "2026-0009"], ["case_unknown"]),
        (["2026-0001", "2026-0003", "2026-0009"], ["case_unknown", "swap_with_herself"]),
    ],
)
def test_what_is_no_swap_is_told_with_every_fault(cases, codes):
    snapshot = two_who_live_apart()
    snapshot = snapshot.model_copy(update={"cases": (*snapshot.cases, make_open_case(3, "AB"))})
    with pytest.raises(UnusableInput) as refused:
        check_swap(snapshot, travelling_policy(), TRAVEL, cases)
    assert [finding.code for finding in refused.value.findings] == codes


def test_a_swap_has_two_to_four_cases():
    with pytest.raises(ValueError, match="ask for 2 to 4"):
        find_swaps(two_who_live_apart(), travelling_policy(), TRAVEL, most_cases=5)


def test_whoever_stops_it_is_told_that_there_may_be_more():
    found = find_swaps(two_who_live_apart(), travelling_policy(), TRAVEL, should_stop=lambda: True)
    assert not found.is_complete
    assert found.status is ProposalStatus.CANCELLED
    assert found.together_at_least is None


def test_the_seed_changes_nothing_of_what_is_found():
    snapshot, policy = random_team_that_moves(7)
    assert find_swaps(snapshot, policy, TRAVEL, seed=1) == find_swaps(snapshot, policy, TRAVEL, seed=2)
