"""The page of the rebalances says what the lines say, and the worst decides."""

from benchmarks.rebalances.page import write_rebalances_page
from tests.benchmarks.rebalances.lines import job, line, point


def rows(*lines, num_missing=0):
    page = write_rebalances_page(lines, num_missing)
    table = [row for row in page.splitlines() if row.startswith("| ")]
    return page, {row.split(" | ")[0].strip("| "): row for row in table if "| by weight |" not in row}, table


WHOLE = "Herning: 0 to 20 moves, every point proved"
FIRST = "Herning: the first five points, proved"


def test_a_frontier_in_time_and_proved_meets_the_bar_and_the_worst_decides():
    _, met, _ = rows(line(), line(seconds=60.0))
    _, missed, _ = rows(line(), line(seconds=60.1))

    assert "| practice | 60 s" in met[WHOLE]
    assert met[WHOLE].endswith("| 60 s | 31.8 | 60 | 2 | yes |")
    assert missed[WHOLE].endswith("| 60.1 | 2 | **no** |")


def test_a_point_that_is_missing_or_not_proved_makes_a_frontier_endless():
    _, missing, _ = rows(line(point(0, 1.0), point(1, 2.0)))
    _, unproved, _ = rows(line(point(0, 1.0), point(1, 2.0, is_proved=False, bound=99), point(2, 3.0)))

    assert missing[WHOLE].endswith("| endless | endless | 1 | **no** |")
    assert unproved[WHOLE].endswith("| endless | 1 | **no** |")


def test_a_frontier_that_stops_paying_needs_no_more_points():
    _, found, table = rows(line(point(0, 1.0), point(1, 2.0), ends_early=True))

    assert found[WHOLE].endswith("| 3.5 | 1 | yes |")
    assert found[FIRST].endswith("| 2 | 2 | 1 | yes |")
    assert any("| 2 of 2 |" in row for row in table)


def test_the_first_five_points_are_timed_where_they_stood():
    five = [point(k, k + 1.0) for k in range(6)]
    _, found, _ = rows(line(*five, asked=job(max_moves=5)))
    _, unproved, _ = rows(line(*five[:4], asked=job(max_moves=5)))

    assert found[FIRST].endswith("| 10 s | 5 | 5 | 1 | yes |")
    assert unproved[FIRST].endswith("| endless | 1 | **no** |")


def test_a_point_at_a_price_has_its_gap_and_its_time():
    priced = job(wish="price", max_moves=0, price_minutes=30)
    _, found, _ = rows(line(point(None, 4.9, value=10_000, bound=9_996, is_proved=False), asked=priced, seconds=5.2))
    _, unknown, table = rows(line(point(None, 4.9, value=None, bound=None, is_proved=False), asked=priced))

    assert found["Herning: the gap of one point at a price"].endswith("| 0.05 % | 0.04 | 0.04 | 1 | yes |")
    assert found["Herning: one point at a price"].endswith("| 5 s | 5.2 | 5.2 | 1 | **no** |")
    assert unknown["Herning: the gap of one point at a price"].endswith("| endless | 1 | **no** |")
    assert any("| 0 of 1 | – |" in row for row in table)


def test_only_ours_counts_for_the_bar_and_what_was_not_measured_is_not_met():
    _, found, _ = rows(line(asked=job(solver="highs"), seconds=70.0))

    assert found[WHOLE].endswith("| – | – | 0 | – |")
    assert found["memory of the process"].endswith("| 0 | – |")


def test_a_departure_and_its_memory_are_judged():
    _, found, table = rows(
        line(
            point(0, 1.0),
            asked=job(wish="departure", max_moves=0),
            peak_mib=1025.0,
            num_forced=41,
        )
    )

    assert found["Herning: whoever has most cases leaves, proved"].endswith("| 2 s | 1 | 1 | 1 | yes |")
    assert found["memory of the process"].endswith("| **no** |")
    assert any("1170 x 30, 41 must move" in row for row in table)


def test_a_peer_is_held_against_ours_to_as_many_points_as_it_has_proved():
    peer = line(point(0, 10.0), point(1, 60.0, is_proved=False, bound=90), asked=job(solver="highs"), seconds=60.0)
    _, _, table = rows(line(), peer)
    (row,) = [row for row in table if "HiGHS" in row]

    assert "| 1 of 3 | 10 % |" in row
    assert row.endswith("| 1/10 | <= 1/20 |")


def test_a_peer_that_is_faster_is_shown_to_be():
    fast = line(point(0, 0.1), point(1, 0.2), point(2, 0.3), asked=job(solver="integer-load"), seconds=0.3)
    _, _, table = rows(line(), fast)

    assert next(row for row in table if "CP-SAT" in row).endswith("| 10 | – |")


def test_proofs_that_contradict_each_other_are_counted():
    peer = line(point(0, 10.0), point(1, 20.0, value=99, bound=99), asked=job(solver="highs"))
    page, _, _ = rows(line(), peer)

    assert "On 1 points" in page
    assert "on **1** they differ" in page
    assert "on none do they differ" in rows(line())[0]


def test_the_head_names_the_code_the_seeds_and_what_is_missing():
    page, _, _ = rows(line(), line(asked=job(seed=2)), num_missing=4)

    assert "2, 4 still missing" in page
    assert "| seeds | 0, 2 |" in page
    assert "code c0de" in page
