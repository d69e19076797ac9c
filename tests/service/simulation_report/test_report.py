"""The report of a simulation: all of the judgement is in it, in both languages, and nothing comes from outside."""

import itertools
import re
from base64 import b64encode
from hashlib import sha256
from xml.etree import ElementTree

import pytest

from models.judgement import (
    BestWay,
    Better,
    Grouping,
    JudgedFigure,
    JudgedWay,
    PercentOfBest,
    TimeSeries,
    VerdictStanding,
    WarmUpCut,
)
from models.text import Text
from service.simulation_report import report_files
from tests.judgements import MEETING, OBJECTIVE, OPTIMISER, SPREAD, estimate, make_judgement
from tests.service.simulation_report.documents import read

NASTY = "<b>&\"'</b> | π"
PLOTS = {
    "differences.svg",
    "distributions.svg",
    "weeks-objective-minutes.svg",
    "weeks-load-spread.svg",
    "fairness-consultants.svg",
    "fairness-case-types.svg",
    "first-talks.svg",
    "percent-of-best.svg",
    "sensitivity.svg",
}


def page(judgement=None, language="da"):
    return report_files(judgement or make_judgement(), language)["report.html"].decode()


def words(judgement=None, language="da"):
    return " ".join(read(page(judgement, language)).text.split())


def only_one_way():
    judgement = make_judgement()
    return judgement.model_copy(
        update={
            "ways": judgement.ways[:1],
            "summary": tuple(line for line in judgement.summary if line.way == MEETING),
            "comparisons": (),
            "selection": None,
            "series": tuple(line for line in judgement.series if line.way == MEETING),
            "yearly": tuple(line for line in judgement.yearly if line.way == MEETING),
            "fairness": tuple(line for line in judgement.fairness if line.way == MEETING),
            "first_talks": judgement.first_talks[:1],
            "percent_of_best": (),
            "sensitivity_of": None,
            "sensitivity": (),
        }
    )


def test_the_files_are_the_page_its_plots_and_a_few_lines_to_quote():
    assert set(report_files(make_judgement(), "da")) == {"report.html", "verdict.md", *PLOTS}


def test_the_same_judgement_gives_the_same_bytes():
    assert report_files(make_judgement(), "en") == report_files(make_judgement(), "en")


@pytest.mark.parametrize(
    ("language", "verdict", "base"),
    [("da", "Optimeringen er bedst.", "udgangspunkt"), ("en", "The optimiser is best.", "base")],
)
def test_the_verdict_comes_first_and_then_what_to_bear_in_mind(language, verdict, base):
    document = read(page(language=language))
    (html,) = document.all("html")
    (header,) = document.all("header")
    assert html.attributes["lang"] == language
    assert [each.text for each in header.children][1] == verdict
    assert header.text.index(verdict) < header.text.index("antaget" if language == "da" else "assumed")
    assert base in [each.text for each in document.all("span") if each.attributes.get("class") == "tag"]


def test_figures_of_the_judgement_appear_as_people_of_the_language_write_them():
    danish, english = words(), words(language="en")
    assert "1.000 (998 til 1.002)" in danish
    assert "1,000 (998 to 1,002)" in english
    assert "−200 (−202 til −198)" in danish
    assert "50,0\xa0%" in page()
    assert "50.0%" in english


def test_a_difference_is_said_in_words_by_which_way_is_better():
    judgement = make_judgement()
    (line,) = judgement.comparisons

    def said(low, high, better=Better.LOWER, equal_share=0.0):
        changed = line.model_copy(
            update={
                "mean": line.mean.model_copy(update={"low": low, "high": high, "value": (low + high) / 2}),
                "equal_share": equal_share,
                "median": estimate(1.0),
            }
        )
        figures = tuple(each.model_copy(update={"better": better}) for each in judgement.figures)
        document = read(page(judgement.model_copy(update={"comparisons": (changed,), "figures": figures}), "en"))
        (table,) = (each for each in document.all("table") if "Differences to the base" in each.text)
        return [cell.text for cell in table.all("td")][1]

    assert said(-2, -1) == "better"
    assert said(1, 2) == "worse"
    assert said(1, 2, Better.HIGHER) == "better"
    assert said(-2, -1, Better.HIGHER) == "worse"
    assert said(1, 2, Better.NEITHER) == "higher"
    assert said(-2, -1, Better.NEITHER) == "lower"
    assert said(-1, 1) == "cannot be told"
    assert said(0, 0, equal_share=1.0) == "the same"


def test_pictures_mark_what_is_worse_and_what_cannot_be_told():
    judgement = make_judgement()
    (line,) = judgement.comparisons

    def drawn(value):
        changed = make_judgement(comparisons=(line.model_copy(update={"mean": estimate(value)}),))
        root = ElementTree.fromstring(report_files(changed, "da")["differences.svg"])  # noqa: S314
        marks = [each for each in root.iter() if each.find("{http://www.w3.org/2000/svg}title") is not None]
        return marks[1].tag.split("}")[1], marks[1].get("fill")

    assert drawn(50.0)[0] == "rect"
    assert drawn(-50.0) == ("circle", "#0b4f8a")
    assert drawn(0.0) == ("circle", "#ffffff")


def test_who_is_best_or_may_be_is_marked():
    several = BestWay(best=None, contenders=(MEETING, OPTIMISER), confidence=0.95, indifference_minutes=20.0)
    assert "bedst" in [each.text for each in read(page()).all("span") if each.attributes.get("class") == "tag"]
    said = words(make_judgement(selection=several))
    assert said.count("kan være bedst") == 2
    assert "blandt: Mødet, Optimering, hedensted." in said
    assert "Forskelle under 20 minutter om ugen regnes for ingen forskel." in said
    assert "regnes for ingen forskel" not in words()
    assert "sikkerhed er den bedste" not in words(make_judgement(selection=None))


def test_a_bad_week_stands_below_the_mean():
    judgement = make_judgement()
    bad = judgement.summary[0].model_copy(update={"measure": "bad_week", "mean": estimate(1400.0)})
    said = words(judgement.model_copy(update={"summary": (*judgement.summary, bad)}))
    assert "dårlig uge 1.400" in said
    assert "Mål i minutter om ugen: dårlig uge" in said


def test_consultants_are_said_to_be_simulated_posts():
    assert "nummererede stillinger i simuleringen, ikke navngivne mennesker" in words()
    assert "numbered posts of the simulation, not people with names" in words(language="en")


def test_first_talks_stand_against_the_goal():
    assert "mål 70" in words()
    assert "goal 70%" in words(language="en")


@pytest.mark.parametrize("language", ["da", "en"])
def test_one_way_only_is_a_report_as_well(language):
    files = report_files(only_one_way(), language)
    assert set(files) == {
        "report.html",
        "verdict.md",
        *(PLOTS - {"differences.svg", "percent-of-best.svg", "sensitivity.svg"}),
    }
    document = read(files["report.html"].decode())
    assert "differences" not in [each.attributes.get("id") for each in document.all("section")]
    assert "base" not in [each.text for each in document.all("span") if each.attributes.get("class") == "tag"]


def test_what_was_not_calculated_is_said_to_be_so():
    judgement = make_judgement(percent_of_best=(), sensitivity_of=None, sensitivity=())
    assert "Det er ikke regnet ud i denne simulering" in words(judgement)
    assert "was not tried in this simulation" in words(judgement, "en")


def test_sections_without_anything_to_say_are_left_out():
    judgement = make_judgement(
        series=(), yearly=(), fairness=(), first_talks=(), comparisons=(), caveats=(), selection=None
    )
    files = report_files(judgement, "da")
    assert {name for name in files if name.endswith(".svg")} == {"percent-of-best.svg", "sensitivity.svg"}
    document = read(files["report.html"].decode())
    assert [each.attributes["id"] for each in document.all("section")] == [
        "figures",
        "best-possible",
        "sensitivity",
        "assumptions",
        "running",
        "words",
        "tables",
    ]


def test_a_figure_that_is_known_by_group_only_leaves_dashes():
    judgement = make_judgement(summary=(), yearly=())
    files = report_files(judgement, "en")
    assert "distributions.svg" not in files
    assert "–" in [each.text for each in read(files["report.html"].decode()).all("td")]
    assert "| The meeting | – | – |" in files["verdict.md"].decode()
    assert "distributions.svg" not in report_files(make_judgement(summary=()), "en")


def test_nothing_that_varies_is_no_trouble():
    judgement = make_judgement()
    flat = judgement.model_copy(
        update={
            "summary": tuple(
                line.model_copy(
                    update={"mean": estimate(0.0, 0.0), "median": 0.0, "percentile_10": 0.0, "percentile_90": 0.0}
                )
                for line in judgement.summary
            ),
            "comparisons": tuple(
                line.model_copy(update={"mean": estimate(0.0, 0.0), "equal_share": 1.0, "worth_of_pairing": None})
                for line in judgement.comparisons
            ),
            "yearly": tuple(line.model_copy(update={"values": (0.0, 0.0)}) for line in judgement.yearly),
            "series": tuple(
                line.model_copy(update={"mean": (0.0,), "percentile_10": (0.0,), "percentile_90": (0.0,)})
                for line in judgement.series
            ),
            "fairness": tuple(
                line.model_copy(update={"mean": 0.0, "percentile_10": 0.0, "percentile_90": 0.0})
                for line in judgement.fairness
            ),
            "warm_up": WarmUpCut(weeks=0, is_found=True),
        }
    )
    for content in report_files(flat, "da").values():
        assert not re.search(r"\bnan\b|\binf\b|−0[^,\d]", content.decode())
    said = words(flat)
    assert "alle uger tæller" in said
    assert "gange så mange gennemløb" not in said


def test_the_weeks_that_are_cut_are_explained():
    assert "længere gennemløb ville vise det" in words()
    assert "The first 2 weeks are grey and do not count" in words(
        make_judgement(warm_up=WarmUpCut(weeks=2, is_found=True)), "en"
    )


def test_series_of_a_way_stand_beside_the_base():
    assert "Den stiplede linje er udgangspunktet, Mødet." in words()
    without_base = tuple(line for line in make_judgement().series if line.way == OPTIMISER)
    assert "stiplede" not in words(make_judgement(series=without_base))


def test_a_verdict_that_turns_is_told_by_the_number_that_turns_it():
    judgement = make_judgement()
    (line,) = judgement.sensitivity
    assert "Det kan ikke længere afgøres ved: nye sager om ugen." in words()
    turned = line.model_copy(
        update={
            "standing_at_low": VerdictStanding.TURNS,
            "standing_at_high": VerdictStanding.HOLDS,
            "break_even": 9.5,
        }
    )
    said = words(judgement.model_copy(update={"sensitivity": (turned,)}), "en")
    assert "It may turn round with: new cases a week." in said
    assert "turns round" in said
    assert "9.5" in said


def test_figures_that_only_describe_show_both_ends():
    judgement = make_judgement()
    figures = (judgement.figures[0].model_copy(update={"better": Better.NEITHER}), *judgement.figures[1:])
    assert "999 (990 til 1.010)" in words(judgement.model_copy(update={"figures": figures}))
    higher = (judgement.figures[0].model_copy(update={"better": Better.HIGHER}), *judgement.figures[1:])
    assert "midterste 999, dårligt 990" in words(judgement.model_copy(update={"figures": higher}))
    assert "middle 999, bad 1,010" in words(language="en")


def test_how_to_run_it_again_and_what_it_was_made_with():
    document = read(page(language="en"))
    assert [each.text for each in document.all("code")] == ["sagsfordeler simulate --again . --out ../again"]
    said = words(language="en")
    assert "Seed of chance1" in said
    assert "python 3.11.2, sagsfordeler 0.1.0" in said


def test_facts_stand_with_their_status_and_source():
    said = words(language="en")
    assert "Of 2 numbers 0 are published, 1 derived from what is published or counted, and 1 assumed." in said
    assert {"derived", "assumed"} <= {each.text for each in read(page(language="en")).all("span")}


def test_names_are_text_whatever_they_hold():
    nasty = Text(da=NASTY, en=NASTY)
    judgement = make_judgement(
        municipality=NASTY,
        verdict=nasty,
        caveats=(nasty,),
        command=NASTY,
        made_with={NASTY: NASTY},
        ways=(
            JudgedWay(key=MEETING, title=nasty, sentence=nasty),
            JudgedWay(key=OPTIMISER, title=nasty, sentence=nasty),
        ),
        figures=(JudgedFigure(key=OBJECTIVE, title=nasty, unit=nasty, better=Better.LOWER),),
        comparisons=(),
    )
    files = report_files(judgement, "da")
    document = read(files["report.html"].decode())
    assert not list(document.all("b"))
    assert NASTY in document.text
    for name in PLOTS & set(files):
        ElementTree.fromstring(files[name])  # noqa: S314 - our own document
    assert "\\| π" in files["verdict.md"].decode()


@pytest.mark.parametrize("language", ["da", "en"])
def test_nothing_runs_and_nothing_is_loaded(language):
    for name, content in report_files(make_judgement(), language).items():
        text = content.decode()
        assert not re.search(r"<script|javascript:|\son\w+=|<link|<img|<iframe|@import|url\(|\ssrc=", text), name
        assert set(re.findall(r"https?:[^\"\s<]*", text)) <= {"http://www.w3.org/2000/svg"}, name
        assert "style=" not in text, name


def test_links_lead_to_places_in_the_page():
    document = read(page())
    names = {each.attributes.get("id") for each in document.all()}
    links = [each.attributes["href"] for each in document.all("a")]
    assert links
    assert all(link.startswith("#") and link[1:] in names for link in links)


def test_every_name_on_the_page_is_the_only_one():
    names = [each.attributes["id"] for each in read(page()).all() if "id" in each.attributes]
    assert len(names) == len(set(names))


def test_the_security_policy_vouches_for_the_style_and_lets_nothing_else_in():
    document = read(page())
    (style,) = document.all("style")
    (policy,) = (each.attributes["content"] for each in document.all("meta") if "http-equiv" in each.attributes)
    digest = b64encode(sha256(style.text.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_picture_has_words_for_who_does_not_see_it(language):
    files = report_files(make_judgement(), language)
    pictures = list(read(files["report.html"].decode()).all("svg"))
    assert len(pictures) >= len(PLOTS)
    for each in pictures:
        assert each.attributes["role"] == "img"
        said = {child.attributes["id"]: child.text for child in each.children if child.name in ("title", "desc")}
        assert list(said) == each.attributes["aria-labelledby"].split()
        assert all(said.values())
    for name in PLOTS:
        root = ElementTree.fromstring(files[name])  # noqa: S314
        assert all(root.find(f"{{http://www.w3.org/2000/svg}}{part}").text for part in ("title", "desc"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_headings_fall_step_by_step_and_tables_can_be_read_out(language):
    document = read(page(language=language))
    levels = [int(each.name[1]) for each in document.all() if re.fullmatch(r"h[1-6]", each.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    tables = list(document.all("table"))
    assert tables
    for table in tables:
        assert table.children[0].name == "caption"
        assert table.children[0].text
        assert all(each.attributes.get("scope") in ("col", "row", "rowgroup") for each in table.all("th"))
        (heads,) = table.all("thead")
        num_columns = len(list(heads.all("th")))
        for row in table.all("tr"):
            widths = [int(cell.attributes.get("colspan", "1")) for cell in row.children]
            assert sum(widths) == num_columns


def test_the_danish_page_says_which_words_are_english():
    assert {each.attributes.get("lang") for each in read(page()).all("span")} >= {"en"}


def test_the_lines_to_quote_hold_the_verdict_and_a_table():
    said = report_files(make_judgement(), "en")["verdict.md"].decode()
    assert said.splitlines() == [
        "**The optimiser is best.**",
        "",
        "| way | objective in minutes a week | largest less smallest caseload |",
        "| --- | ---: | ---: |",
        "| The meeting | 1,000 (998 to 1,002) | 20.0 (18.0 to 22.0) |",
        "| Optimiser, hedensted | 800 (798 to 802) | 10.0 (8.0 to 12.0) |",
        "",
        "4 runs of 12 weeks, seed 1; averages with their intervals.",
    ]


def test_a_judgement_with_a_single_case_type_or_post_is_drawn():
    judgement = make_judgement()
    one = tuple(line for line in judgement.fairness if line.grouping is Grouping.POST)[:1]
    files = report_files(make_judgement(fairness=one), "da")
    assert "fairness-consultants.svg" in files
    assert "fairness-case-types.svg" not in files
    assert "–" in [each.text for each in read(files["report.html"].decode()).all("td")]


def test_a_series_shorter_than_its_warm_up_is_drawn():
    short = TimeSeries(way=MEETING, figure=SPREAD, mean=(1.0, 2.0), percentile_10=(1.0, 1.0), percentile_90=(2.0, 2.0))
    assert "weeks-load-spread.svg" in report_files(make_judgement(series=(short,)), "da")


def test_a_confidence_that_is_no_whole_number_has_a_decimal():
    best = (PercentOfBest(way=MEETING, percent=estimate(80.0), num_replications=4),)
    assert "97,5\xa0%" in page(make_judgement(confidence=0.975, percent_of_best=best))
