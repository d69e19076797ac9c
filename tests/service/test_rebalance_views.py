"""Rebalances and swaps as people read them."""

from xml.etree import ElementTree

import pytest
from rich.console import Console

from allocator.rebalancing.swap_check import check_swap
from allocator.rebalancing.swaps import find_swaps
from models.occasion import Absent, Leaves
from models.policy import SwapApproval
from models.proposal import ProposalStatus
from service.rebalance_board import RebalanceBoard
from service.rebalance_plot import rebalance_plot
from service.rebalancing import RebalanceOrder, pick_point, rebalance_team
from service.swap_view import SwapView
from service.use_cases import Order
from tests.factories import MONDAY, StraightLineTravel, days
from tests.service.rebalanced import AWAY, rebalanced
from tests.teams_that_move import make_moving_policy, make_moving_team

TRAVEL = StraightLineTravel()


def printed(renderable):
    console = Console(width=110, markup=False, highlight=False, color_system=None)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


def board(found, point=None, language="da"):
    answer = found.rebalance
    return printed(RebalanceBoard(answer, point or answer.frontier[-1], found.snapshot, language).render())


@pytest.fixture(scope="module")
def uncovered():
    everybody = [Absent(consultant_id=who, first_day=MONDAY, last_day=MONDAY + days(60)) for who in ("CD", "EF")]
    return rebalanced(AWAY, *everybody)


def test_the_board_shows_what_each_move_is_worth_and_where_more_stop_paying(at_rest):
    text = board(at_rest)
    assert "Hedensted, Fastholdelse, 05-01-2026. Politik: prøve, version 1." in text
    assert "Efter 2 frivillige flytninger giver flere ikke mere, end de forstyrrer." in text
    assert "+ 2026-0005: AB -> CD" in text
    assert "Frivillige skift i planen med højst 2" in text
    assert "Første samtale er ikke aftalt" in text


def test_what_must_move_stands_together_by_who_gives_and_gets(away):
    text = board(away)
    assert "AB er væk 05-01-2026 til 06-03-2026." in text
    assert "6 sager kan ikke blive, hvor de er." in text
    assert "Nødvendige skift: 6" in text
    assert "AB -> CD" in text


def test_a_change_of_plan_shows_what_is_not_moved_any_more(at_rest):
    answer = at_rest.rebalance
    first, second, third = answer.frontier
    swapped = answer.model_copy(update={"frontier": (first, third, second)})
    text = printed(RebalanceBoard(swapped, second, at_rest.snapshot, "da").render())
    assert "- 2026-000" in text


def test_what_nobody_can_have_is_told_with_what_collides(uncovered):
    text = board(uncovered)
    assert "kan ingen få" in text
    assert "Sager, som ingen kan få" in text
    assert "Dette kan ikke lade sig gøre sammen" in text


def test_a_departure_names_successors():
    text = board(rebalanced(Leaves(consultant_id="EF")))
    assert "Nye kontaktpersoner" in text
    assert "=Savværket" in text


def test_the_plan_at_a_price_says_the_price():
    found = rebalanced(price_minutes=130)
    text = board(found, pick_point(found.rebalance, None, at_price=True))
    assert "Til 130 minutter pr. flytning: 1 frivillige." in text
    assert "\nFrivillige skift\n" in text


def test_where_nothing_pays_the_board_says_so():
    found = rebalanced(price_minutes=None, max_moves=3)
    answer = found.rebalance
    none_pays = answer.model_copy(
        update={"frontier": answer.frontier[:1], "best": answer.frontier[0], "stops_paying_at": 0}
    )
    assert "Ingen frivillig flytning" in printed(
        RebalanceBoard(none_pays, none_pays.best, found.snapshot, "da").render()
    )


def test_what_is_not_proved_says_what_is(at_rest):
    answer = at_rest.rebalance
    worse = {"status": ProposalStatus.FEASIBLE}
    points = (
        answer.frontier[0],
        answer.frontier[1].model_copy(update={**worse, "bound_minutes": 200}),
        answer.frontier[2].model_copy(update={**worse, "bound_minutes": None, "earned_minutes": None}),
    )
    many = answer.best.model_copy(update={"moves": answer.best.moves * 2})
    open_ended = answer.model_copy(update={"frontier": points, "stops_paying_at": None, "best": many})
    text = printed(RebalanceBoard(open_ended, points[2], at_rest.snapshot, "da").render())
    assert "mindst 200" in text
    assert "nej" in text
    assert "Flere end 2 frivillige kan betale sig: 4 i alt, som ændrer planen -261 minutter." in text


def test_where_levels_differ_minutes_are_not_compared(at_rest):
    answer = at_rest.rebalance
    best = answer.best.model_copy(update={"earned_minutes": None, "moves": answer.best.moves * 2})
    open_ended = answer.model_copy(update={"best": best, "stops_paying_at": None})
    text = printed(RebalanceBoard(open_ended, answer.frontier[0], at_rest.snapshot, "da").render())
    assert "Flere end 2 frivillige kan betale sig: 4 i alt." in text


def test_where_it_is_not_known_whether_more_would_pay_the_board_says_so(at_rest):
    answer = at_rest.rebalance.model_copy(update={"stops_paying_at": None})
    text = printed(RebalanceBoard(answer, answer.frontier[0], at_rest.snapshot, "da").render())
    assert "Om flere end 2 frivillige flytninger kan betale sig, nåede ikke at blive afgjort." in text


def test_cases_that_wait_to_go_back_are_told():
    snapshot = make_moving_team()
    cases = tuple(
        case.model_copy(update={"consultant_id": "CD", "covered_for_id": "AB"}) if case.consultant_id == "AB" else case
        for case in snapshot.cases
    )
    ramp = tuple(
        each.model_copy(update={"start_date": MONDAY, "ramp_weeks": 4}) if each.id == "AB" else each
        for each in snapshot.consultants
    )
    team = snapshot.model_copy(update={"cases": cases, "consultants": ramp})
    policy = make_moving_policy(move={"max_gained_on_ramp": 1}, caseload={"target": 3, "ramp_start_percent": 100})
    found = rebalance_team(RebalanceOrder(Order(team, policy=policy, time_limit_s=30.0), max_moves=0))
    assert "1 sag går tilbage efter dækning; 5 dækkes fortsat." in board(found)


def test_the_same_moves_again_are_said_to_be_the_same(at_rest):
    answer = at_rest.rebalance
    again = answer.model_copy(update={"frontier": (*answer.frontier, answer.frontier[-1])})
    assert "de samme" in printed(RebalanceBoard(again, answer.frontier[0], at_rest.snapshot, "da").render())


def test_covered_cases_that_go_back_are_told():
    snapshot = make_moving_team()
    cases = tuple(
        case.model_copy(update={"consultant_id": "CD", "covered_for_id": "AB"}) if case.id == "2026-0001" else case
        for case in snapshot.cases
    )
    order = Order(snapshot.model_copy(update={"cases": cases}), policy=make_moving_policy(), time_limit_s=30.0)
    found = rebalance_team(RebalanceOrder(order, max_moves=0))
    text = board(found)
    assert "1 sag går tilbage efter dækning." in text
    assert "Går tilbage efter dækning: 1" in text


@pytest.mark.parametrize("fixture", ["at_rest", "away", "uncovered"])
def test_the_board_speaks_english_when_asked(fixture, request):
    text = board(request.getfixturevalue(fixture), language="en")
    assert "Policy: prøve, version 1." in text
    assert not any(word in text for word in ("flytninger", "Sagsstammer", "konsulent"))


def test_the_picture_has_a_frontier_where_there_is_one(at_rest, away):
    for found, titles in ((at_rest, 2), (away, 1)):
        answer = found.rebalance
        drawn = rebalance_plot(answer, answer.frontier[-1], found.snapshot, "da")
        (title,) = [each for each in ElementTree.fromstring(drawn) if each.tag.endswith("title")]  # noqa: S314
        assert title.text.count(". ") + 1 == titles


def test_a_bound_below_unproved_levels_is_no_bound(at_rest):
    answer = at_rest.rebalance
    (level, *levels) = answer.frontier[1].levels
    open_level = answer.frontier[1].model_copy(update={"levels": (level.model_copy(update={"value": 9}), *levels)})
    drawn = rebalance_plot(
        answer.model_copy(update={"frontier": (answer.frontier[0], open_level)}), open_level, at_rest.snapshot, "da"
    )
    assert "uden bevist grænse" in drawn


def swaps(**parts):
    policy = make_moving_policy(caseload={"target": 3}, **parts)
    return find_swaps(swapping_team(), policy, TRAVEL)


def swapping_team():
    team = make_moving_team()
    moved = {"2026-0005": "CD", "2026-0001": "CD", "2026-0007": "AB"}
    cases = tuple(
        case.model_copy(update={"consultant_id": moved.get(case.id, case.consultant_id)}) for case in team.cases
    )
    return team.model_copy(update={"cases": cases})


def test_swaps_stand_in_order_with_what_each_saves_and_those_made_together():
    found = swaps()
    text = printed(SwapView(swapping_team(), "da").render(found))
    assert f"{found.num_swaps} bytter gør det bedre for alle, der er med i dem." in text
    assert "Et bytte gælder, når alle, der er med i det, har sagt ja." in text
    assert "nr. 1" in text
    assert "bevist mest" in text


def test_a_coordinator_agrees_where_the_policy_says_so():
    text = printed(SwapView(swapping_team(), "da").render(swaps(swap_approval=SwapApproval.COORDINATOR)))
    assert "når koordinatoren har godkendt det" in text


def test_where_there_is_no_swap_the_view_says_so():
    found = find_swaps(make_moving_team(), make_moving_policy(move={"new_minutes": 9000}), TRAVEL)
    assert "Intet bytte" in printed(SwapView(make_moving_team(), "da").render(found))


def test_out_of_time_and_shortened_lists_are_told():
    found = swaps()
    short = found.model_copy(update={"swaps": found.swaps[:1], "is_complete": False, "together_at_least": None})
    text = printed(SwapView(swapping_team(), "en").render(short))
    assert "At least" in text
    assert "Out of time: there may be more." in text
    assert "not proved the most" in text
    alone = printed(SwapView(swapping_team(), "en").render(found.model_copy(update={"num_swaps": 1})))
    assert "1 swap is better for everybody" in alone
    other = found.model_copy(update={"swaps": ()})
    assert "->" in printed(SwapView(swapping_team(), "da").render(other))


def test_a_check_is_told_with_its_minutes_by_rule():
    checked = check_swap(swapping_team(), make_moving_policy(), TRAVEL, ["2026-0001", "2026-0008"])
    text = printed(SwapView(swapping_team(), "da").render(checked))
    assert text.startswith("Byttet er tilladt")
    assert "skift af konsulent" in text
