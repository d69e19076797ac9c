"""Limits made small: whatever is dropped, merged or turned into room, exactly the same plans keep all of them."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.evaluation import LEFT_OUT
from allocator.problem import AssignmentProblem, Limit
from allocator.solving.compact import compact
from allocator.solving.limit_rows import LimitRows, read_limits
from allocator.solving.node import root_of
from allocator.solving.obstacles import usable_pairs
from tests.allocator.problems import two_by_two


def pairs_of(problem: AssignmentProblem) -> tuple[np.ndarray, np.ndarray]:
    case, consultant = np.nonzero(usable_pairs(problem))
    outside = np.flatnonzero(problem.optional)
    return np.concatenate([case, outside]), np.concatenate([consultant, np.full(len(outside), LEFT_OUT)])


def rows_of(problem: AssignmentProblem) -> LimitRows | None:
    return read_limits(problem, *pairs_of(problem))


def counted_row(limits: list[Limit], **fields: object) -> list[tuple[list[int], int]]:
    """Each row that is left, as what all pairs count and the upper end."""
    rows = rows_of(two_by_two(limits=limits, **fields))
    assert rows is not None
    dense = np.zeros((len(rows.upper), len(rows.start) - 1), dtype=int)
    for p in range(dense.shape[1]):
        here = slice(rows.start[p], rows.start[p + 1])
        dense[rows.row[here], p] = rows.count[here]
    return [(row.tolist(), int(upper)) for row, upper in zip(dense, rows.upper, strict=True)]


@st.composite
def problems_with_limits(draw: st.DrawFn) -> AssignmentProblem:
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    limits = []
    for _ in range(draw(st.integers(1, 4))):
        pair = random.integers(-2 if draw(st.booleans()) else 0, 4, (n, m)) * draw(st.integers(1, 3))
        if draw(st.booleans()):
            pair[:, np.arange(m) != random.integers(m)] = 0
        left_out = random.integers(0, 3, n) if draw(st.booleans()) else None
        limits.append(Limit(pair, left_out, upper=int(random.integers(-1, 9))))
    limits += [
        Limit(2 * row.pair, 2 * row.left_out, upper=2 * row.upper + 1) for row in limits[: draw(st.integers(0, 1))]
    ]
    weight = random.integers(0, 4, n)
    if draw(st.booleans()):
        own = np.zeros((n, m), dtype=int)
        own[:, 0] = 3 * weight
        limits.append(Limit(own, upper=int(random.integers(0, 12))))
    return AssignmentProblem(
        cost=random.integers(0, 9, (n, m)),
        allowed=random.random((n, m)) < 0.8,
        weight=weight,
        max_cases=random.integers(0, 4, m),
        optional=random.random(n) < 0.3,
        limits=limits,
    )


@settings(max_examples=400, deadline=None)
@given(problem=problems_with_limits())
def test_the_plans_that_keep_the_rows_are_those_that_keep_the_limits(problem: AssignmentProblem) -> None:
    case, consultant = pairs_of(problem)
    rows = rows_of(problem)
    choices = [np.flatnonzero(case == i) for i in range(problem.num_cases)]
    for chosen in itertools.product(*choices):
        pairs = np.array(chosen)
        taken = pairs[consultant[pairs] != LEFT_OUT]
        counts = np.bincount(consultant[taken], minlength=problem.num_consultants)
        load = np.zeros(problem.num_consultants, dtype=int)
        np.add.at(load, consultant[taken], problem.weight[case[taken], consultant[taken]])
        if (counts > problem.max_cases).any() or (load > problem.room).any():
            continue
        left_out = case[pairs[consultant[pairs] == LEFT_OUT]]
        keeps_limits = all(
            limit.pair[case[taken], consultant[taken]].sum() + limit.left_out[left_out].sum() <= limit.upper
            for limit in problem.limits
        )
        keeps_rows = False
        if rows is not None:
            used = np.zeros(len(rows.upper), dtype=int)
            for p in pairs:
                here = slice(rows.start[p], rows.start[p + 1])
                np.add.at(used, rows.row[here], rows.count[here])
            keeps_rows = bool((used <= rows.upper).all() and (load <= rows.room).all())
        assert keeps_rows == keeps_limits


@settings(max_examples=200, deadline=None)
@given(problem=problems_with_limits())
def test_pairs_that_a_limit_forbids_are_gone_from_the_root(problem: AssignmentProblem) -> None:
    compacted = compact(problem, usable_pairs(problem), np.random.default_rng(0))
    root = None if compacted is None else root_of(compacted, problem.num_cases)
    if root is None or root.is_decided:
        return
    for limit in problem.limits:
        if (limit.pair >= 0).all() and (limit.left_out >= 0).all():
            inside = root.compact.consultant != LEFT_OUT
            case, consultant = root.compact.case[inside], root.compact.consultant[inside]
            assert (limit.pair[case, consultant] <= limit.upper).all()


def test_a_row_that_never_binds_is_dropped() -> None:
    assert counted_row([Limit([[1, 2], [3, 1]], upper=5)]) == []
    assert len(counted_row([Limit([[1, 2], [3, 1]], upper=4)])) == 1


def test_a_row_of_one_consultant_never_binds_where_she_takes_few_enough_cases() -> None:
    row = Limit([[2, 0], [3, 0]], upper=3)
    assert counted_row([row], max_cases=[1, 2]) == []
    assert counted_row([row]) == [([2, 0, 3, 0], 3)]


def test_rows_are_divided_by_their_divisor_and_of_equal_ones_the_tighter_is_kept() -> None:
    assert counted_row([Limit([[2, 4], [6, 2]], upper=9), Limit([[1, 2], [3, 1]], upper=3)]) == [([1, 2, 3, 1], 3)]


def test_a_row_that_counts_one_consultants_load_becomes_her_room() -> None:
    problem = two_by_two(weight=[2, 4], limits=[Limit([[3, 0], [6, 0]], upper=8)])
    rows = rows_of(problem)
    assert rows is not None
    assert (rows.upper.tolist(), rows.room.tolist()) == ([], [4, 6])


def test_a_row_that_cannot_be_kept_leaves_no_plan() -> None:
    assert rows_of(two_by_two(limits=[Limit([[1, 2], [3, 1]], upper=1)])) is None
    assert rows_of(two_by_two(limits=[Limit(np.zeros((2, 2)), upper=-1)])) is None
