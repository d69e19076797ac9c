import pytest
from rich.console import Console

from allocator import explain
from models.explanation import Explanation
from models.presets import preset
from service.why import Why
from tests.factories import JUELSMINDE, StraightLineTravel, make_case, make_consultant, make_snapshot


def printed(explanation, snapshot, language="da"):
    console = Console(width=100, markup=False, highlight=False, color_system=None)
    with console.capture() as capture:
        console.print(Why(explanation, snapshot, language).render())
    return capture.get()


@pytest.fixture(scope="module")
def snapshot():
    return make_snapshot(
        consultants=(
            make_consultant("AB"),
            make_consultant("CD", home=JUELSMINDE),
            make_consultant("EF", competences={"unemployed"}),
        )
    )


@pytest.fixture(scope="module")
def explanation(snapshot):
    return explain(snapshot, preset("hedensted"), StraightLineTravel(), "2026-0001")


def test_the_consultants_stand_in_order_with_what_the_plan_would_cost_with_them(explanation, snapshot):
    lines = printed(explanation, snapshot).splitlines()
    assert lines[0] == "Sag 2026-0001 foreslås givet til AB: 0 minutter."
    (chosen,) = [line for line in lines if line.startswith(" AB")]
    (other,) = [line for line in lines if line.startswith(" CD")]
    (blocked,) = [line for line in lines if line.startswith(" EF")]
    assert "foreslået" in chosen
    assert "Intet taler imod." in chosen
    extra = explanation.ranking[1].extra_minutes
    assert f"+{extra:,}".replace(",", ".") in other
    assert "kan ikke" in blocked
    assert "kompetencer" in blocked


def test_the_explanation_speaks_english_when_asked(explanation, snapshot):
    assert printed(explanation, snapshot, "en").startswith("Case 2026-0001 is proposed for AB: 0 minutes.")


def test_a_case_that_nobody_gets_says_so_and_who_cannot():
    snapshot = make_snapshot(cases=(make_case(1, employment="unemployed", workplace=None),))
    explanation = explain(snapshot, preset("hedensted"), StraightLineTravel(), "2026-0001")
    assert printed(explanation, snapshot).startswith("Sag 2026-0001 får ingen konsulent i denne runde.")


@pytest.mark.parametrize(
    ("extra", "text"),
    [
        ({"extra_minutes": 17}, "+17"),
        ({"extra_minutes": None, "extra_minutes_at_least": 3, "extra_minutes_at_most": 9}, "+3 .. +9"),
        ({"extra_minutes": None, "extra_minutes_at_least": None, "extra_minutes_at_most": 9}, "højst +9"),
        ({"extra_minutes": None, "extra_minutes_at_least": 0, "extra_minutes_at_most": None}, "ukendt"),
    ],
)
def test_extra_minutes_are_shown_as_far_as_they_are_proved(explanation, snapshot, extra, text):
    first, second, third = explanation.ranking
    changed = explanation.model_copy(update={"ranking": (first, second.model_copy(update=extra), third)})
    (line,) = [line for line in printed(changed, snapshot).splitlines() if line.startswith(" CD")]
    assert text in line


def test_a_case_without_anybody_to_rank_needs_no_table(snapshot):
    bare = Explanation(case_id="1", status="optimal", consultant_id=None, terms={}, reasons=(), ranking=(), why_not=())
    assert len(printed(bare, snapshot).splitlines()) == 1
