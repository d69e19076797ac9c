"""The pictures as documents: what they say in words, where marks stand, and that nothing in them runs or loads."""

import re
from xml.etree import ElementTree

import pytest

from models.caseload import Measure
from service.plots.caseloads import CaseloadRow, draw_caseloads
from service.plots.drawing import document, ticks
from service.plots.frontier import FrontierPoint, draw_frontier

SVG = "{http://www.w3.org/2000/svg}"
FALLING = [
    FrontierPoint(0, 1000, 1000),
    FrontierPoint(1, 900, 900),
    FrontierPoint(2, 880, 860),
    FrontierPoint(3, 880, None),
]
ROWS = [
    CaseloadRow("AB", 50.0, 46.0, 45.0, 55.0),
    CaseloadRow("<ÆØ>", 40.0, 40.0, 45.0, None),
    CaseloadRow("CD", 33.0, 34.0, 22.0, 33.0),
]


def parsed(*panels):
    return ElementTree.fromstring(document(panels))  # noqa: S314 - our own document


def texts(root):
    return [element.text for element in root.iter(f"{SVG}text")]


def marks(root):
    return [(float(each.get("cx")), float(each.get("cy")), each.get("fill")) for each in root.iter(f"{SVG}circle")]


def test_a_picture_is_one_document_with_title_and_description():
    root = parsed(draw_frontier(FALLING, 2, "da"), draw_caseloads(ROWS, Measure.COUNT, "da"))
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "Hvad flytninger er værd. Sagsstammer før og efter"
    assert "1 flytninger: 900 minutter (-100), bevist" in description.text
    assert "AB: 50 før, 46 efter; måltal 45, loft 55." in description.text


def test_nothing_in_a_picture_runs_or_is_loaded():
    drawn = document([draw_frontier(FALLING, 2, "da"), draw_caseloads(ROWS, Measure.COUNT, "da")])
    names = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(drawn).iter()}  # noqa: S314
    assert names <= {"svg", "title", "desc", "rect", "g", "text", "line", "path", "circle"}
    assert not re.search(r"href|url\(|\son\w+=|<style", drawn)
    assert drawn.count("http") == 1  # the name of the format


def test_marks_fall_as_minutes_do_and_what_is_not_proved_is_hollow():
    drawn = marks(parsed(draw_frontier(FALLING, 2, "da")))
    assert [y for _, y, _ in drawn] == sorted(y for _, y, _ in drawn)
    assert [fill == "#ffffff" for *_, fill in drawn] == [False, False, True, True]
    assert [x for x, *_ in drawn] == sorted({x for x, *_ in drawn})


def test_the_picture_says_where_more_moves_stop_paying():
    assert "Efter 2 sparer flere intet" in texts(parsed(draw_frontier(FALLING, 2, "da")))
    assert "After 1 more of them save nothing" in texts(parsed(draw_frontier(FALLING, 1, "en")))
    for unknown in (None, 4):
        assert not any("intet" in each for each in texts(parsed(draw_frontier(FALLING, unknown, "da"))))


def test_figures_stand_only_where_something_is_saved():
    assert [each for each in texts(parsed(draw_frontier(FALLING, None, "da"))) if each.startswith("-")] == [
        "-100",
        "-120",
    ]


def test_where_all_is_proved_the_picture_says_so():
    assert "Alle er bevist bedst." in " ".join(texts(parsed(draw_frontier(FALLING[:2], None, "da"))))
    assert "Hollow" in " ".join(texts(parsed(draw_frontier(FALLING, None, "en"))))


def test_where_moves_let_more_cases_be_covered_the_figures_count_those_that_nobody_has():
    points = [FrontierPoint(0, 700, 700, 3), FrontierPoint(1, 720, 720, 1), FrontierPoint(2, 710, 710, 1)]
    said = texts(parsed(draw_frontier(points, None, "da")))
    assert {"1"} <= set(said)
    assert not any(each.startswith(("-", "+")) for each in said)
    assert "så kurven kan stige" in " ".join(said)
    assert "1 cases have nobody" in draw_frontier(points, None, "en").says


def test_a_frontier_of_one_point_is_a_picture_as_well():
    root = parsed(draw_frontier([FrontierPoint(0, 700, 700)], 0, "da"))
    assert len(marks(root)) == 1


def test_many_moves_leave_room_between_their_numbers():
    points = [FrontierPoint(k, 1000 - k, 1000 - k) for k in range(61)]
    root = parsed(draw_frontier(points, None, "da"))
    numbers = [each for each in texts(root) if each.isdigit() and int(each) <= 60]
    assert numbers == [str(k) for k in range(0, 61, 3)]


def test_a_name_is_text_whatever_it_holds():
    assert "<ÆØ>" in texts(parsed(draw_caseloads(ROWS, Measure.COUNT, "da")))


def test_who_changes_has_two_marks_and_who_does_not_has_one():
    drawn = marks(parsed(draw_caseloads(ROWS, Measure.COUNT, "da")))[2:]  # after those that explain
    assert [fill == "#ffffff" for *_, fill in drawn] == [True, False, False, True, False]
    before, after = drawn[0], drawn[1]
    assert after[0] < before[0]


def test_figures_stand_beside_and_say_who_is_above_her_limit():
    said = texts(parsed(draw_caseloads(ROWS, Measure.COUNT, "da")))
    assert {"50 → 46", "40", "33 → 34 over loft"} <= set(said)
    assert "2 af 3 konsulenter får en anden sagsstamme." in said
    by_weight = texts(parsed(draw_caseloads(ROWS, Measure.WEIGHT, "en")))
    assert {"50.00 → 46.00", "33.00 → 34.00 above limit", "case weight"} <= set(by_weight)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_mark_after_says_its_row_to_who_points_at_it(language):
    root = parsed(draw_caseloads(ROWS, Measure.COUNT, language))
    told = [each.find(f"{SVG}title").text for each in root.iter(f"{SVG}circle") if each.find(f"{SVG}title") is not None]
    assert len(told) == len(ROWS)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (9581, 10650), (-3, 4), (850, 850), (0, 60), (0.2, 0.9)])
def test_ticks_are_round_and_hold_what_is_between(low, high):
    found = ticks(low, high, 6)
    assert found[0] <= low <= high <= found[-1]
    assert 2 <= len(found) <= 8
