import copy
import pickle
from typing import Any

import numpy as np
import pytest

from allocator.arrays import LARGEST_SUM, Fault, MalformedProblem
from allocator.problem import AssignmentProblem, Limit
from tests.allocator.problems import two_by_two


def only_fault(**changes: Any) -> Fault:
    with pytest.raises(MalformedProblem) as caught:
        two_by_two(**changes)
    (fault,) = caught.value.faults
    assert str(fault) in str(caught.value)
    return fault


def test_what_is_not_given_is_neutral() -> None:
    problem = AssignmentProblem([[1, 2, 3], [4, 5, 6]])
    assert (problem.num_cases, problem.num_consultants, problem.num_groups) == (2, 3, 0)
    assert problem.allowed.all()
    assert problem.weight.tolist() == [[1] * 3] * 2
    assert problem.base_load.tolist() == [0] * 3
    assert problem.max_load is None
    assert problem.load_cost is None
    assert problem.min_cases.tolist() == [0] * 3
    assert problem.max_cases.tolist() == [2] * 3
    assert problem.group.tolist() == [-1] * 2
    assert problem.group_fee.shape == (0, 3)
    assert not problem.optional.any()
    assert problem.left_out_cost.tolist() == [0] * 2
    assert problem.limits == ()


@pytest.mark.parametrize("kind", [np.int8, np.uint16, np.int64, np.uint64, np.float32, np.float64, object, bool])
def test_any_whole_numbers_will_do(kind: type) -> None:
    problem = AssignmentProblem(np.array([[1, 0], [0, 1]], dtype=kind))
    assert problem.cost.dtype == np.int64
    assert problem.cost.tolist() == [[1, 0], [0, 1]]


def test_zeros_and_ones_will_do_for_yes_and_no() -> None:
    assert two_by_two(allowed=[[1, 0], [1.0, 1]]).allowed.tolist() == [[True, False], [True, True]]


def test_what_is_given_is_copied_and_closed() -> None:
    cost = np.array([[1, 2]])
    problem = AssignmentProblem(cost, weight=[1], group_fee=[1])
    cost[0, 0] = 9
    assert problem.cost[0, 0] == 1
    for array in (problem.cost, problem.weight, problem.group_fee, problem.allowed, problem.room):
        assert not array.flags.writeable


def test_weights_by_case_and_fees_by_group_are_spread_over_consultants() -> None:
    problem = two_by_two(weight=[2, 3], group=[0, -1], group_fee=[7])
    assert problem.weight.tolist() == [[2, 2], [3, 3]]
    assert problem.group_fee.tolist() == [[7, 7]]


def test_room_is_the_least_that_any_field_leaves() -> None:
    assert two_by_two(weight=[2, 3]).room.tolist() == [5, 5]
    assert two_by_two(weight=[2, 3], base_load=[1, 4], max_load=[3, 3]).room.tolist() == [2, 0]
    rows = [[0, 1, 2, 3, 4], [0] * 5]
    assert two_by_two(weight=[2, 3], base_load=[1, 4], max_load=[3, 99], load_cost=rows).room.tolist() == [2, 0]


def test_there_may_be_no_cases_or_no_consultants() -> None:
    assert AssignmentProblem(np.zeros((0, 3)), load_cost=np.zeros((3, 1))).room.tolist() == [0, 0, 0]
    assert AssignmentProblem([[], []], weight=[1, 1], base_load=[]).num_consultants == 0


def test_it_prints_its_size_and_not_its_numbers() -> None:
    limit = Limit([[1, 2], [3, 4]], upper=3)
    assert repr(two_by_two(limits=[limit])) == "AssignmentProblem(2 cases, 2 consultants)"
    assert repr(limit) == "Limit(pair=(2, 2), upper=3)"


def test_it_can_be_sent_to_another_process() -> None:
    problem = two_by_two(limits=[Limit([[1, 2], [3, 4]], upper=3)], group=[0, 0], group_fee=[3])
    for twin in (pickle.loads(pickle.dumps(problem)), copy.deepcopy(problem)):  # noqa: S301 - our own bytes
        assert twin.cost.tolist() == problem.cost.tolist()
        assert twin.limits[0].pair.tolist() == [[1, 2], [3, 4]]
    error = MalformedProblem([Fault("cost", (0, 1), "is x", "give y")])
    assert str(pickle.loads(pickle.dumps(error))) == "cost[0, 1] is x: give y"  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("cost", "message"),
    [
        (None, "cost is missing: give an array of shape (cases, consultants)"),
        ([1, 2], "cost has shape (2,): give an array of shape (any, any)"),
        ([[1, 2], [3]], "cost has rows of different lengths: give an array of shape (any, any)"),
        ([["a"]], "cost holds values of type <U1: give whole numbers or booleans"),
        ([[1.5, 2]], "cost[0, 0] is 1.5: give whole numbers of at most 63 bits"),
        ([[1, float("nan")]], "cost[0, 1] is nan: give whole numbers of at most 63 bits"),
        ([[1, float("inf")]], "cost[0, 1] is inf: give whole numbers of at most 63 bits"),
        ([[0.5, 1], [2.5, 0.1]], "cost[0, 0] is 0.5 (and 2 more like it): give whole numbers of at most 63 bits"),
        ([[1, 2**70]], "cost[0, 1] is 1180591620717411303424: give whole numbers of at most 63 bits"),
        ([[1, None]], "cost[0, 1] is None: give whole numbers of at most 63 bits"),
        (np.array([[1, 2**63]], dtype=np.uint64), f"cost[0, 1] is {2**63}: give whole numbers of at most 63 bits"),
        ([[1.0, 2.0**70, -1e300]], "cost[0, 1] is 1.1805916207174113e+21 (and 1 more like it): give whole numbers"),
    ],
)
def test_costs_that_are_no_matrix_of_whole_numbers_are_refused(cost: Any, message: str) -> None:
    with pytest.raises(MalformedProblem) as caught:
        AssignmentProblem(cost)
    assert message in str(caught.value)


@pytest.mark.parametrize("field", ["allowed", "weight", "base_load", "max_load", "load_cost", "min_cases"])
@pytest.mark.parametrize("shape", [(), (3,), (3, 3), (2, 2, 2)])
def test_another_shape_is_refused(field: str, shape: tuple[int, ...]) -> None:
    fault = only_fault(**{field: np.zeros(shape)})
    assert fault.field == field
    assert str(shape) in fault.what
    assert "give an array of shape" in fault.remedy


@pytest.mark.parametrize("field", ["max_cases", "group", "optional", "left_out_cost"])
def test_another_length_is_refused(field: str) -> None:
    fault = only_fault(**{field: [0, 0, 0]})
    assert str(fault) == f"{field} has shape (3,): give an array of shape (2,)"


def test_group_fees_for_another_number_of_consultants_are_refused() -> None:
    assert (
        str(only_fault(group_fee=[[1, 2, 3]]))
        == "group_fee has shape (1, 3): give an array of shape (any,) or (any, 2)"
    )


@pytest.mark.parametrize("field", ["weight", "base_load", "left_out_cost", "group_fee"])
def test_what_is_below_nothing_is_refused(field: str) -> None:
    assert str(only_fault(**{field: [3, -4]})) == f"{field}[1] is -4: give 0 or more"


def test_neither_yes_nor_no_is_refused() -> None:
    assert str(only_fault(allowed=[[1, 2], [0, 1]])) == "allowed[0, 1] is 2: give True or False"
    assert str(only_fault(optional=[float("nan"), 1])) == "optional[0] is nan: give True or False"


def test_a_load_cost_that_is_not_convex_is_refused_once_a_consultant() -> None:
    with pytest.raises(MalformedProblem) as caught:
        two_by_two(load_cost=[[0, 2, 3, 3], [0, 0, 1, 1]])
    assert [fault.index for fault in caught.value.faults] == [(0, 2), (1, 3)]
    assert str(caught.value.faults[0]) == (
        "load_cost[0, 2] is not convex: load 1 costs 2 more than load 0, but load 2 only 1 more than load 1: "
        "add the row up from marginal costs that never fall"
    )


def test_a_load_cost_that_ends_below_the_base_load_is_refused() -> None:
    assert str(only_fault(base_load=[0, 3], load_cost=[[0, 1], [0, 1]])) == (
        "load_cost[1] ends at load 1, below base_load 3: make the rows longer, to the largest load that may be"
    )


def test_load_costs_without_any_load_are_refused() -> None:
    with pytest.raises(MalformedProblem, match="ends at load -1, below base_load 0"):
        two_by_two(load_cost=np.zeros((2, 0)))


def test_a_group_without_a_fee_is_refused() -> None:
    assert str(only_fault(group=[2, -1], group_fee=[1, 1])) == (
        "group[0] is 2, but group_fee has 2 groups: give a fee for every group, or -1 for a case without a group"
    )
    assert only_fault(group=[0, -1]).index == (0,)
    assert str(only_fault(group=[-2, 0])) == "group[0] is -2: give -1 or more"


def test_a_fault_in_the_fees_is_not_also_blamed_on_the_groups() -> None:
    assert only_fault(group=[0, 1], group_fee=[1, -1]).field == "group_fee"


@pytest.mark.parametrize(
    ("changes", "field", "index"),
    [
        ({"cost": [[1, 2], [-LARGEST_SUM, 4]]}, "cost", (1, 0)),
        ({"cost": np.full((2, 2), LARGEST_SUM // 4)}, "cost", (0, 0)),
        ({"cost": np.full((2, 2), -(2**63))}, "cost", (0, 0)),
        ({"left_out_cost": [1, LARGEST_SUM]}, "left_out_cost", (1,)),
        ({"group_fee": [1, LARGEST_SUM // 2]}, "group_fee", (1,)),
        ({"load_cost": [[0, LARGEST_SUM], [0, 0]]}, "load_cost", (0, 1)),
        ({"weight": [LARGEST_SUM, 0]}, "weight", (0,)),
        ({"weight": [0, 0], "base_load": [LARGEST_SUM // 2] * 2}, "base_load", (0,)),
    ],
)
def test_sums_that_a_double_cannot_hold_are_refused(
    changes: dict[str, Any], field: str, index: tuple[int, ...]
) -> None:
    fault = only_fault(**changes)
    assert (fault.field, fault.index) == (field, index)
    assert "whose absolute values sum to" in fault.what
    assert "2**53" in fault.remedy


def test_a_sum_just_below_the_largest_will_do() -> None:
    assert AssignmentProblem([[LARGEST_SUM - 1]]).cost[0, 0] == LARGEST_SUM - 1


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(MalformedProblem) as caught:
        two_by_two(
            allowed=[[3, 1], [1, 1]],
            weight=[-1, 1],
            base_load=[0.5, 0],
            load_cost=[[0, 3, 4], [0, 1, 2]],
            group=[0, 7],
            optional=[True],
            limits=[Limit([[1]], upper=3), "at most 3"],
        )
    assert [fault.field for fault in caught.value.faults] == [
        *("weight", "base_load", "allowed", "optional", "load_cost", "group", "group", "limits", "limits")
    ]
    assert str(caught.value.faults[-2]) == "limits[0] has pair of shape (1, 1): give one of shape (2, 2)"
    assert str(caught.value.faults[-1]) == "limits[1] is 'at most 3': give a Limit"


@pytest.mark.parametrize("upper", [3, np.int32(3), 3.0, np.float64(3)])
def test_the_upper_end_of_a_limit_is_a_whole_number(upper: Any) -> None:
    limit = Limit([[1, 2]], upper=upper)
    assert limit.upper == 3
    assert limit.left_out.tolist() == [0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"pair": [1], "upper": 3}, "Limit.pair has shape (1,): give an array of shape (any, any)"),
        ({"pair": [[1]], "upper": 3.5}, "Limit.upper is 3.5: give a whole number"),
        ({"pair": [[1]], "upper": None}, "Limit.upper is None: give a whole number"),
        ({"pair": [[1]], "left_out": [1, 2], "upper": 3}, "Limit.left_out has shape (2,): give an array of shape (1,)"),
        ({"pair": [[2**53]], "upper": 3}, "Limit.pair[0, 0] is 9007199254740992, the largest of the coefficients"),
    ],
)
def test_a_malformed_limit_says_where(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(MalformedProblem) as caught:
        Limit(**arguments)
    assert message in str(caught.value)
