import re
from xml.etree import ElementTree

import pytest

from benchmarks.reporting.growth import grow
from benchmarks.reporting.page import draw_plots, write_page
from benchmarks.reporting.plot import draw_growth
from benchmarks.reporting.summary import summarise
from tests.benchmarks.lines import latency_line, solve_line, steps_line, survivor


def growth_lines(power=2.0):
    return [
        solve_line(f"{size}/{seed}", class_name="growth-cases", seconds=0.001 * size**power)
        for size in (10, 20, 40)
        for seed in range(3)
    ]


def growth_of(lines):
    return grow(summarise(lines).summaries[0].of("ours"))


def test_every_figure_of_a_row_follows_from_the_lines():
    lines = [
        solve_line("0", seconds=0.5),
        solve_line("1", seconds=1.5),
        solve_line("0", "highs", seconds=5.0),
        survivor("1", "highs"),
        solve_line("0", "practice", status="feasible", value=125, bound=None, gap=None, seconds=0.0),
    ]
    page = write_page(lines, "full", 0)
    assert "| allocator.solve | 2 of 2 | 1 s | 1.5 s | 0 % | 0 % | 0 % | – | 0 |" in page
    assert "| (c) unit steps, HiGHS | 1 of 2 | > 32.5 s | > 60 s | 5 % | 10 % | 0 % | 1/16 to 1/20 | 0 |" not in page
    assert "| (c) unit steps, HiGHS | 1 of 2 | > 32.5 s | > 60 s | 5 % | 10 % | 0 % | 1/20 to 1/16 | 0 |" in page
    assert "| (e) practice rule | – | – | – | – | – | 25 % | – | 0 |" in page
    assert "| Hedensted 14 x 8 | must | all proved | 2 of 2 | 2 of 20 | yes so far |" in page


def test_the_page_changes_with_a_line():
    assert write_page([solve_line(seconds=0.5)], "full", 0) != write_page([solve_line(seconds=0.6)], "full", 0)


def test_the_page_names_commit_versions_machine_and_what_is_missing():
    page = write_page([solve_line()], "full", 3)
    for told in ("abc (code c0de)", "ortools 9.15", "processor a loom, cores 2", "1 measurements, 3 still missing"):
        assert told in page


def test_the_short_suite_says_that_it_does_not_decide():
    assert "only the full suite decides" in write_page([solve_line()], "short", 0)
    assert "only the full suite decides" not in write_page([solve_line()], "full", 0)


def test_enough_instances_make_a_verdict_final():
    lines = [solve_line(str(seed)) for seed in range(20)]
    assert "| all proved | 20 of 20 | 20 of 20 | yes |" in write_page(lines, "full", 0)
    assert "| all proved | 20 of 21 | 20 of 20 | **no** |" in write_page([*lines, survivor("20")], "full", 0)


def test_the_page_shows_steps_stopping_growth_and_contradictions():
    lines = [
        steps_line(),
        latency_line(),
        latency_line("time limit", None),
        *growth_lines(),
        solve_line(value=99, bound=99),
        solve_line(solver="scip"),
    ]
    page = write_page(lines, "full", 0)
    assert "| 10000 | 10000 | 4 ms | 9 ms | 20 ms | 150.0 MiB | 150.5 MiB |" in page
    assert "| gap drawn, type d, 100 x 10 | should_stop | 90 of 100 | 50 ms | 50 ms | 50 ms |" in page
    assert "| gap drawn, type d, 100 x 10 | time limit | 0 of 100 | – | – | – |" in page
    assert "### By cases: exponent 2.00" in page
    assert "- hedensted 0: scip proves 100, ours has a plan of 99" in page


def test_the_first_solve_of_a_process_is_told_apart():
    page = write_page([solve_line(first_use_s=0.5), solve_line("1", first_use_s=1.5)], "full", 0)
    assert "| allocator.solve | 1 s | 1.5 s |" in page
    assert "First use" not in write_page([solve_line(first_use_s=None)], "full", 0)


def test_sections_without_lines_are_left_out():
    page = write_page([steps_line()], "full", 0)
    assert "Class by class" not in page
    assert "How time grows" not in page
    assert "The simulation step" not in write_page([solve_line()], "full", 0)


@pytest.mark.parametrize("power", [0.5, 1.0, 3.0])
def test_the_exponent_is_the_power_that_the_times_follow(power):
    growth = growth_of(growth_lines(power))
    assert growth.exponent == pytest.approx(power)
    assert growth.scale_s == pytest.approx(0.001)
    assert not growth.is_lower_end


def test_a_size_beyond_the_limit_makes_the_exponent_a_lower_end():
    lines = [*growth_lines(), *(survivor(f"80/{seed}", class_name="growth-cases") for seed in range(3))]
    growth = growth_of(lines)
    assert growth.exponent == pytest.approx(2)
    assert growth.is_lower_end
    assert "exponent at least about 2.00" in write_page(lines, "full", 0)


def test_one_known_size_makes_no_exponent():
    lines = [growth_lines()[0], survivor("80/0", class_name="growth-cases")]
    assert growth_of(lines).exponent is None
    assert "too few sizes" in write_page(lines, "full", 0)
    assert "stroke-dasharray" not in draw_plots(lines)["growth-cases.svg"]


def test_a_plot_is_svg_with_a_dot_for_each_size_and_hollow_ones_for_survivors():
    lines = [*growth_lines(), survivor("80/0", class_name="growth-cases")]
    svg = draw_plots(lines)["growth-cases.svg"]
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own
    dots = root.findall("{http://www.w3.org/2000/svg}circle")
    assert [dot.get("fill") == "#ffffff" for dot in dots] == [False, False, False, True]
    heights = [float(dot.get("cy")) for dot in dots]
    assert heights == sorted(heights, reverse=True)
    assert len(re.findall("stroke-dasharray", svg)) == 1


def test_a_title_is_escaped():
    assert "a &lt; b" in draw_growth("a < b", "size", growth_of(growth_lines()))


def test_only_growth_families_are_drawn():
    assert draw_plots([solve_line(), solve_line("10/0", "highs", class_name="growth-cases")]) == {}
