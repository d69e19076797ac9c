"""How the simulation was run, what its words mean exactly, and how to run it again."""

from service.formats import day
from service.simulation_report.markup import Html, bullets, element, paragraph
from service.simulation_report.opening import municipality
from service.simulation_report.section import Section
from service.simulation_report.telling import Telling


def running(telling: Telling) -> Section:
    """The section."""
    judgement, say = telling.judgement, telling.say
    figure = telling.text(judgement.figure(judgement.compared_figure).title)
    entries = [
        (say("Kommune", "Municipality"), municipality(telling)),
        (say("Første dag", "First day"), day(judgement.start, telling.language)),
        (say("Gennemløb", "Runs"), telling.number(judgement.num_replications, 0)),
        (say("Uger i hvert", "Weeks in each"), telling.number(judgement.weeks, 0)),
        (say("Heraf udeladt i begyndelsen", "Of these, left out at the beginning"), str(judgement.warm_up.weeks)),
        (say("Frø til tilfældet", "Seed of chance"), str(judgement.seed)),
        (say("Sikkerhed", "Confidence"), telling.confidence(judgement.confidence)),
        (say("Udgangspunkt", "Base"), telling.way(judgement.base)),
        (say("Udfaldet gælder", "The verdict is about"), figure),
        (say("Måder", "Ways"), ", ".join(way.key for way in judgement.ways)),
        (
            say("Lavet med", "Made with"),
            ", ".join(f"{part} {version}" for part, version in judgement.made_with.items()),
        ),
    ]
    return Section(
        "running",
        say("Sådan blev det kørt", "How it was run"),
        (
            element(
                "dl",
                *(element("div", element("dt", name), element("dd", value)) for name, value in entries),
                class_="facts",
            ),
            _again(telling),
            element("pre", element("code", judgement.command)),
        ),
    )


def _again(telling: Telling) -> Html:
    return paragraph(
        telling.say(
            "Samme opsætning, frø og versioner giver de samme tal. Opsætningen står i config.json ved siden af denne "
            "fil, og hvert gennemløbs tal i tabellerne samme sted. Denne kommando kører det hele igen:",
            "The same configuration, seed and versions give the same figures. The configuration stands in config.json "
            "beside this file, and the figures of every run in the tables there. This command runs it all again:",
        )
    )


def precise_words(telling: Telling) -> Section:
    """What the words of the report mean, for whoever checks them."""
    judgement, say = telling.judgement, telling.say
    sure = telling.confidence(judgement.confidence)
    worth = [
        line.worth_of_pairing
        for line in judgement.comparisons
        if line.figure == judgement.compared_figure and line.measure == "mean" and line.worth_of_pairing is not None
    ]
    items = [
        say(
            "Interval om et gennemsnit: Students t-interval over gennemløbene, som er uafhængige af hinanden; ugerne "
            "i ét gennemløb er det ikke, så der regnes aldrig på enkelte uger.",
            "Interval of an average: Student's t interval over the runs, which are independent of each other; the "
            "weeks of one run are not, so single weeks are never counted as observations.",
        ),
        say(
            "Forskel: parvis, gennemløb for gennemløb, med fælles tilfældige tal. Intervallerne for ét tal er "
            f"gjort så brede, at de for alle måder holder samtidig med {sure} sikkerhed (Bonferroni).",
            "Difference: paired, run by run, with common random numbers. The intervals of one figure are made so wide "
            f"that those of all ways hold together with {sure} confidence (Bonferroni).",
        ),
        say(
            "Midterste forskel: medianen af forskellene, med interval mellem to ordensstatistikker uden antagelse om "
            "fordelingen.",
            "Median difference: with an interval between two order statistics, without any assumption on the "
            "distribution.",
        ),
        say(
            "Dårlig uge: 90-percentilen af ugerne i et gennemløb (10-percentilen, hvor højt er godt), i gennemsnit "
            "over gennemløbene. Dårligt gennemløb: samme percentil over gennemløbene.",
            "Bad week: the 90th percentile of the weeks of a run (the 10th where high is good), averaged over the "
            "runs. Bad run: the same percentile over the runs.",
        ),
        say(
            "Udeladte uger: fundet med MSER-5 på gennemsnittet over gennemløbene.",
            "Weeks left out: found by MSER-5 on the average over the runs.",
        ),
        say(
            "Procent af det bedst mulige: en bevist nedre grænse for prisen i minutter, når alle sager er kendt på "
            "forhånd, divideret med prisen under måden.",
            "Per cent of the best possible: a proved lower bound on the cost in minutes with all cases known "
            "beforehand, divided by the cost under the way.",
        ),
        say(
            "Følsomhed: ét tal ad gangen, med samme frø. To tal, der er forkerte på én gang, siger den intet om.",
            "Sensitivity: one number at a time, with the same seed. It says nothing of two that are wrong together.",
        ),
    ]
    if worth:
        times = telling.number(min(worth), 1)
        items.append(
            say(
                "De fælles tilfældige tal er det værd, at der uden dem skulle mindst "
                f"{times} gange så mange gennemløb til samme præcision.",
                f"The common random numbers are worth this: without them it would take at least {times} times as many "
                "runs for the same precision.",
            )
        )
    return Section("words", say("De præcise ord", "The precise words"), (bullets(items),))
