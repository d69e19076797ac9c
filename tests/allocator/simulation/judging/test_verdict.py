"""The sentence says what the numbers say, and no more."""

import pytest

from allocator.simulation.judging.verdict import verdict
from models.judgement import BestWay, ComparisonLine, Estimate, JudgedWay, SummaryLine
from models.text import Text


def way(key):
    return JudgedWay(key=key, title=Text(da=key.upper(), en=key.upper()), sentence=Text(da=key, en=key))


def estimate(value, low, high):
    return Estimate(value=value, low=low, high=high, confidence=0.975)


def objective(key, value):
    mean = estimate(value, value - 5, value + 5)
    return SummaryLine(
        way=key, figure="f", measure="mean", mean=mean, median=value, percentile_10=value, percentile_90=value
    )


def difference(key, value, low, high, higher_share=0.0, equal_share=0.0):
    return ComparisonLine(
        way=key,
        figure="f",
        measure="mean",
        mean=estimate(value, low, high),
        median=None,
        higher_share=higher_share,
        equal_share=equal_share,
        worth_of_pairing=None,
    )


def said(contenders, differences, objectives=None, confidence=0.95):
    """The verdict of base A against others, 40 runs."""
    objectives = {"a": 1000.0, **{each.way: 1000 + each.mean.value for each in differences}, **(objectives or {})}
    selection = BestWay(
        best=contenders[0] if len(contenders) == 1 else None,
        contenders=contenders,
        confidence=confidence,
        indifference_minutes=0,
    )
    return verdict(
        [way(key) for key in objectives],
        "a",
        {key: objective(key, value) for key, value in objectives.items()},
        {each.way: each for each in differences},
        selection,
        40,
        confidence,
    )


def test_another_way_is_best():
    text = said(("b",), [difference("b", -1234.4, -1300.2, -1200.0, higher_share=0.025)])

    assert text.da == (
        "»B« er bedst af de to: den koster 1.234 minutter mindre om ugen end »A« (med 95 % sikkerhed mellem 1.200 og "
        "1.300), og er billigst i 39 af 40 gennemløb."
    )
    assert text.en == (
        "“B” is best of the two: it costs 1,234 minutes less a week than “A” (between 1,200 and 1,300 with 95 % "
        "confidence), and less in 39 of 40 runs."
    )


def test_the_base_is_best_and_the_next_is_named():
    text = said(("a",), [difference("b", 300, 280, 320), difference("c", 7.25, 5.0, 9.5)])

    assert text.da == (
        "»A« er bedst af de 3 måder: »C«, som kommer nærmest, koster 7,2 minutter mere om ugen (med 95 % sikkerhed "
        "mellem 5,0 og 9,5)."
    )
    assert text.en.startswith("“A” is best of the 3 ways: “C”, which comes nearest, costs 7.2 minutes more a week")


def test_it_cannot_be_told_whether_anything_is_better_than_the_base():
    text = said(("a", "b"), [difference("b", -20, -60, 20)])

    assert text.da == (
        "Efter 40 gennemløb kan det ikke siges, hvilken der er bedst af »A« og »B«: »B« koster et sted mellem 60 "
        "minutter mindre og 20 minutter mere om ugen end »A« (med 95 % sikkerhed)."
    )
    assert "cannot be told which is best of “A” and “B”" in text.en


def test_it_cannot_be_told_which_but_the_base_is_beaten():
    text = said(("b", "c"), [difference("b", -200, -220, -180), difference("c", -198, -216, -180)], confidence=0.975)

    assert text.da == (
        "Efter 40 gennemløb kan det ikke siges, hvilken der er bedst af »B« og »C«, men »B« koster 200 minutter mindre "
        "om ugen end »A« (med 97,5 % sikkerhed mellem 180 og 220)."
    )
    assert "but “B” costs 200 minutes less a week than “A”" in text.en


def test_ways_that_do_the_same_cost_the_same():
    text = said(("a", "b"), [difference("b", 0, 0, 0, equal_share=1.0)])

    assert text.da.endswith("»B« og »A« koster det samme.")
    assert text.en.endswith("“B” and “A” cost the same.")


def test_of_one_way_only_the_cost_is_told():
    text = verdict([way("a")], "a", {"a": objective("a", 950)}, {}, None, 40, 0.95)

    assert text.da == (
        "»A« koster 950 minutter om ugen (med 95 % sikkerhed mellem 945 og 955); der er ingen anden måde at holde den "
        "op imod."
    )
    assert "no other way" in text.en


@pytest.mark.parametrize(("confidence", "danish"), [(0.9, "90 %"), (0.999, "99,9 %"), (0.9999, "99,9 %")])
def test_a_confidence_is_never_rounded_up(confidence, danish):
    text = said(("b",), [difference("b", -20, -25, -15)], confidence=confidence)

    assert f"med {danish} sikkerhed" in text.da
