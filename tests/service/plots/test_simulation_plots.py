"""Pictures of a simulation: where marks stand, that nothing is clipped, and that every value has its place."""

from xml.etree import ElementTree

import pytest

from service.plots.axis import axis_for
from service.plots.distributions import DistributionRow, draw_distributions
from service.plots.drawing import NARROW, document, picture
from service.plots.intervals import IntervalRow, Mark, draw_intervals
from service.plots.rows import Reference
from service.plots.strips import StripDot, StripRow, draw_strips
from service.plots.weeks import WeekSeries, draw_weeks

SVG = "{http://www.w3.org/2000/svg}"


def parsed(panel):
    return ElementTree.fromstring(picture(panel, "p"))  # noqa: S314 - our own document


def texts(root):
    return [element.text for element in root.iter(f"{SVG}text")]


def test_an_axis_of_one_value_has_room_on_either_side():
    for value in (0.0, 5.0, -3.0, 1e6):
        axis = axis_for([value, value], 0, 100)
        assert 0 < axis.at(value) < 100


def test_numbers_of_an_axis_have_the_decimals_of_its_steps():
    axis = axis_for([0.0, 0.5], 0, 100)
    assert [axis.label(tick, "da") for tick in axis.ticks] == ["0,0", "0,1", "0,2", "0,3", "0,4", "0,5"]
    wide = axis_for([-1000, 1000], 0, 100)
    assert wide.label(wide.ticks[0], "en") == "\u22121,000"


def rows():
    return [
        IntervalRow("A", 2.0, 1.0, 3.0, "2 (1 til 3)"),
        IntervalRow("B", -4.0, -5.0, -3.0, "-4", Mark.WORSE),
        IntervalRow("C", 0.0, -0.5, 0.5, "0", Mark.UNSURE, heading="Overskrift"),
    ]


def test_estimates_are_told_apart_by_form():
    root = parsed(draw_intervals("T", rows(), unit="sager", language="da", reference=Reference(0.0, "som før")))
    circles = list(root.iter(f"{SVG}circle"))
    assert [circle.get("fill") == "#ffffff" for circle in circles] == [False, True]
    assert [each.find(f"{SVG}title").text for each in root.iter(f"{SVG}rect")] == ["B: -4"]
    assert {"T", "sager", "som før", "Overskrift", "2 (1 til 3)"} <= set(texts(root))


def test_a_picture_of_estimates_says_itself_in_words():
    panel = draw_intervals("T", rows(), unit="sager", language="da", reference=Reference(0.0, "som før"))
    assert panel.says == "som før. A: 2 (1 til 3). B: -4. Overskrift: C: 0."
    assert draw_intervals("T", rows()[:1], unit="", language="da").says == "A: 2 (1 til 3)."


def test_pictures_with_a_common_span_share_their_axis():
    one, other = (
        draw_intervals("T", rows()[number : number + 1], unit="", language="da", span=(-5, 3)) for number in (0, 1)
    )
    numbers = [
        [each for each in texts(parsed(panel)) if (each or "").strip("\u2212").isdigit()] for panel in (one, other)
    ]
    assert numbers[0] == ["\u22126", "\u22124", "\u22122", "0", "2", "4"]
    assert numbers[1][-6:] == numbers[0]


def test_a_long_name_takes_more_lines_and_more_room():
    long = [IntervalRow("en måde med et meget langt navn " * 3, 2.0, 1.0, 3.0, "2 (1 til 3)")]
    short = [IntervalRow("kort", 2.0, 1.0, 3.0, "2 (1 til 3)")]
    heights = [draw_intervals("T", each, unit="", language="da").height for each in (long, short)]
    assert heights[0] > heights[1] + 30


@pytest.mark.parametrize("values", [(5.0,), (5.0, 5.0, 5.0), (1.0, 2.0, 2.0, 9.0)])
def test_the_shape_of_a_distribution_stays_on_the_paper(values):
    row = DistributionRow("A", values, values[0], min(values), max(values), "midterste 5")
    root = parsed(draw_distributions("T", [row], unit="sager", language="da"))
    (shape,) = (each for each in root.iter(f"{SVG}path"))
    numbers = [float(each) for each in shape.get("d").replace("M", "").replace("L", "").replace("Z", "").split()]
    assert all(0 <= x <= NARROW for x in numbers[::2])
    assert all(0 <= y <= float(root.get("height")) for y in numbers[1::2])


def series(num_weeks, value=10.0):
    return WeekSeries((value,) * num_weeks, (value - 2,) * num_weeks, (value + 2,) * num_weeks)


@pytest.mark.parametrize("num_weeks", [1, 12, 52, 1000])
def test_weeks_have_whole_numbers_and_no_more_points_than_paper(num_weeks):
    panel = draw_weeks(
        "T", series(num_weeks), base=None, warm_up_weeks=0, unit="sager", says="Ord.", language="da", span=(0, 20)
    )
    root = parsed(panel)
    assert panel.says == "Ord."
    strokes = [each.get("d") for each in root.iter(f"{SVG}path")]
    assert len(strokes) == 2
    assert max(stroke.count("L") for stroke in strokes) < 2 * NARROW
    below = max(float(each.get("y")) for each in root.iter(f"{SVG}text")) - 19
    weeks = [each.text for each in root.iter(f"{SVG}text") if float(each.get("y")) == below]
    assert 2 <= len(weeks) <= 7
    assert all(each.replace(".", "").isdigit() for each in weeks)


def test_the_weeks_that_do_not_count_are_shaded_and_say_so():
    def drawn(warm_up_weeks):
        return parsed(
            draw_weeks(
                "T",
                series(52),
                base=series(52, 11.0),
                warm_up_weeks=warm_up_weeks,
                unit="sager",
                says="Ord.",
                language="en",
            )
        )

    assert "→ counts from here" in texts(drawn(5))
    assert "counts from here →" in texts(drawn(50))
    assert not any("counts" in each for each in texts(drawn(0)))
    assert [each.get("stroke-dasharray") for each in drawn(5).iter(f"{SVG}path")] == [None, "5 3", None]


def strip(*values, name="stilling"):
    dots = tuple(StripDot(f"{name} {number}", value, f"{value:g}") for number, value in enumerate(values, 1))
    return StripRow("A", dots, "fra og til")


def test_the_lowest_and_the_highest_have_their_names_on_the_paper_and_apart():
    for values in ((1.0, 2.0, 9.0), (1.0, 1.01, 9.0), (8.9, 9.0, 1.0), (5.0, 5.001)):
        root = parsed(draw_strips("T", [strip(*values, name="muskel- og skeletbesvær")], unit="%", language="da"))
        named = [each for each in root.iter(f"{SVG}text") if (each.text or "").startswith("muskel")]
        starts = sorted(float(each.get("x")) for each in named)
        width = len("muskel- og skeletbesvær 1") * 10 * 0.56
        assert len(starts) == 2
        assert starts[0] >= 0
        assert starts[0] + width <= starts[1]
        assert starts[1] + width <= NARROW


def test_a_group_of_equals_has_no_lowest():
    root = parsed(draw_strips("T", [strip(4.0, 4.0), strip(4.0)], unit="%", language="da"))
    assert not any((each or "").startswith("stilling") for each in texts(root))
    assert len(list(root.iter(f"{SVG}circle"))) == 3


def test_panels_stand_in_columns_in_a_file():
    panels = [draw_intervals("T", rows(), unit="", language="da") for _ in range(4)]
    root = ElementTree.fromstring(document(panels, 3))  # noqa: S314
    assert int(root.get("width")) == 3 * NARROW
    assert int(root.get("height")) == 2 * panels[0].height
    places = [each.get("transform") for each in root.iter(f"{SVG}g")]
    assert places == [
        "translate(0 0)",
        f"translate({NARROW} 0)",
        f"translate({2 * NARROW} 0)",
        f"translate(0 {panels[0].height})",
    ]
