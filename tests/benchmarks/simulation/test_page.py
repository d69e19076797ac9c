"""The page of the simulation says what the lines say, and the worst decides."""

from xml.etree import ElementTree

from benchmarks.simulation.page import write_simulation_page
from benchmarks.simulation.plot import draw_years
from tests.benchmarks.simulation.lines import memory_line, spent, study_line, years_job, years_line

OPTIMISER = "Hedensted: the optimiser, wall clock"
PRACTICE = "Hedensted: every practice, wall clock"
SPEED_UP = "a study on 2 processes, times as fast as on 1"
MEMORY = "memory: growth from few replications to many"
PEER = "replications in which the peer has other figures than ours"


def rows(*lines, num_missing=0):
    page = write_simulation_page(lines, num_missing)
    table = [row for row in page.splitlines() if row.startswith("| ")]
    return page, {tuple(row.strip("| ").split(" | ")[:2]): row for row in table}


def test_the_drawing_is_part_of_a_replication_and_the_worst_decides():
    _, known = rows(years_line())

    assert known[OPTIMISER, "must"].endswith("| at most 2 s | 0.61 | 0.71 | 2 | yes |")
    assert known[OPTIMISER, "aim"].endswith("| at most 1 s | 0.61 | 0.71 | 2 | yes |")
    assert known[PRACTICE, "must"].endswith("| at most 0.1 s | 0.06 | 0.07 | 2 | yes |")
    assert known["Hedensted: the optimiser, processor", "must"].endswith("| at most 2 s | 0.305 | 0.355 | 2 | yes |")
    slow = years_line(ways={"booker": spent(0.04, 0.1), "optimiser": spent(0.5, 2.0), "simpy": spent(0.02, 0.06)})
    _, missed = rows(slow)
    assert missed[OPTIMISER, "must"].endswith("| **no** |")
    assert missed[PRACTICE, "must"].endswith("| 0.11 | 2 | **no** |")


def test_what_was_not_measured_is_not_known():
    page, known = rows(memory_line(), num_missing=3)

    assert known[OPTIMISER, "must"].endswith("| – | – | 0 | – |")
    assert "1, 3 still missing" in page
    assert "## Way by way" not in page
    assert "## Ours and SimPy" not in page
    assert "## Studies" not in page


def test_a_table_tells_wall_clock_and_processor_of_every_way():
    page, known = rows(years_line())

    assert known["hedensted", "optimiser"].endswith("| 0.610, 0.710 | 0.305, 0.355 | 2 | 1 |")
    assert known["hedensted", "simpy"].endswith("| 0.050, 0.070 | 0.025, 0.035 | 2 | 0 |")
    assert "| peer | SimPy 4.1 |" in page


def test_ours_is_held_against_the_peer_pair_by_pair_without_the_drawing():
    page, _ = rows(years_line())

    assert "| hedensted | 1.50 (1.00 to 2.00) | 1.50 (1.00 to 2.00) | 2 |" in page
    assert "## Ours and SimPy" not in rows(years_line(asked=years_job(ways=("booker", "optimiser"))))[0]


def test_one_replication_in_which_the_peer_differs_is_one_too_many():
    assert rows(years_line())[1][PEER, "must"].endswith("| 0 | 0 | 1 | yes |")
    assert rows(years_line(), years_line(num_peer_same=1))[1][PEER, "must"].endswith("| 0.5 | 1 | 2 | **no** |")


def test_two_processes_are_to_be_nearly_twice_as_fast_as_one():
    page, known = rows(study_line(), study_line(one_s=90.0))

    assert known[SPEED_UP, "must"].endswith("| at least 1.8 | 1.9 | 1.8 | 2 | yes |")
    assert "| 200 | 2 | 1, 2 | 100.0 | 50.0 | 50.0 | 25.0 | 2.00 | 240 | 8.3 |" in page
    assert rows(study_line(one_s=89.0))[1][SPEED_UP, "must"].endswith("| **no** |")


def test_without_two_cores_nothing_is_said_of_two_processes():
    page, known = rows(study_line(num_cores=1))

    assert known[SPEED_UP, "must"].endswith("| – | – | 0 | – |")
    assert "| – | 240 |" in page


def test_memory_is_flat_or_not():
    assert rows(memory_line())[1][MEMORY, "must"].endswith("| 1 | 1 | 1 | yes |")
    page, grown = rows(memory_line(many_mib=230.0))
    assert grown[MEMORY, "must"].endswith("| **no** |")
    assert "| hedensted | booker | 20: 200.0 | 200: 230.0 | +30.0 |" in page


def test_the_plot_has_a_mark_for_every_way_in_every_municipality():
    vejle, herning = (years_line(asked=years_job(municipality=each)) for each in ("vejle", "herning"))
    plot = draw_years([years_line(), vejle, herning])
    marks = [each.tag.split("}")[1] for each in ElementTree.fromstring(plot).iter()]  # noqa: S314 - our own

    assert marks.count("circle") == marks.count("path") == 3 + 1
    assert marks.count("rect") == 3 + 1 + 1
    assert "look" not in plot
    assert "optimiser" in plot
