import numpy as np

from allocator.simulation import EvenOut, draw_history, run, simulate_replication
from allocator.simulation.policies import PRACTICES
from allocator.simulation.rebalancing import Moved, OpenCases
from tests.allocator.simulation.worlds import make_cases, make_world


def open_cases(loads, **fields):
    """So many cases of each consultant, the last ones the newest."""
    owner = np.repeat(np.arange(len(loads)), loads)
    values = {
        "owner": owner,
        "can_have": np.ones((len(owner), len(loads)), dtype=np.bool_),
        "case_load": np.ones(len(owner), dtype=np.int64),
        "load": np.array(loads),
        "target": np.full(len(loads), 10),
        "limit": np.full(len(loads), 99),
        "days_open": 100 - np.arange(len(owner)),
        "facts": None,
    }
    return OpenCases(**{**values, **fields})


def test_the_newest_cases_go_from_the_fullest_to_the_emptiest_until_they_are_about_even():
    assert EvenOut().moves(open_cases([8, 4])) == (Moved(7, 1), Moved(6, 1))


def test_there_are_at_most_so_many_moves_and_none_where_all_is_even():
    assert len(EvenOut(most_moves=1).moves(open_cases([20, 0]))) == 1
    assert EvenOut().moves(open_cases([10, 10])) == ()


def test_nobody_is_moved_to_who_may_not_have_the_case_or_has_no_room():
    cannot = np.array([[True, False]] * 9)
    cannot[-1] = True

    assert EvenOut().moves(open_cases([8, 1], can_have=cannot)) == ()
    assert EvenOut().moves(open_cases([8, 2], limit=np.array([99, 2]))) == ()


def test_who_is_not_in_the_round_neither_gives_nor_takes():
    only_two = np.ones((16, 3), dtype=np.bool_)
    only_two[:, 0] = False

    assert EvenOut(most_moves=1).moves(open_cases([12, 3, 1], can_have=only_two)) == (Moved(14, 2),)


def test_a_rebalance_moves_cases_counts_them_and_evens_out_the_loads():
    world = make_world(posts=4, cases=make_cases(inflow_per_week=20.0))
    history = draw_history(world, seed=1, replication=0, weeks=20)
    without = run(history, PRACTICES["random"]())
    balanced = run(history, PRACTICES["random"](), rebalancing=EvenOut(every_weeks=1))

    assert balanced.policy == "random+even-out"
    assert balanced.weekly["moved"].sum() > 10
    assert balanced.weekly["handed_over"].sum() == balanced.weekly["moved"].sum()
    assert balanced.weekly["load_spread"].sum() < without.weekly["load_spread"].sum()
    assert (balanced.weekly["open_cases"] == without.weekly["open_cases"]).all()
    assert balanced.cases.num_consultants.sum() > without.cases.num_consultants.sum()


def test_a_rebalance_comes_only_as_often_as_it_says():
    world = make_world(posts=3)
    figures = simulate_replication(
        world, PRACTICES["random"](), seed=1, replication=0, weeks=9, rebalancing=EvenOut(every_weeks=4)
    )

    assert figures.weekly["moved"][[1, 2, 3, 5, 6, 7]].sum() == 0
