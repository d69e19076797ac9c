"""How near each way comes to what nobody could have done better, had all arrivals been known."""

from service.plots.intervals import IntervalRow, draw_intervals
from service.plots.rows import Reference
from service.simulation_report.markup import paragraph
from service.simulation_report.section import Plot, Section
from service.simulation_report.telling import Telling


def best_possible(telling: Telling) -> Section:
    """The section; it says so where it was not calculated."""
    say, lines = telling.say, telling.judgement.percent_of_best
    heading = say("Procent af det bedst mulige", "Per cent of the best possible")
    if not lines:
        return Section(
            "best-possible",
            heading,
            (
                paragraph(
                    say(
                        "Det er ikke regnet ud i denne simulering, hvor nær måderne er på det bedst mulige.",
                        "How near the ways come to the best possible was not calculated in this simulation.",
                    )
                ),
            ),
        )
    rows = [
        IntervalRow(
            telling.way(line.way),
            line.percent.value,
            line.percent.low,
            line.percent.high,
            f"{telling.percent(line.percent.value, 1)} ({telling.between(line.percent, 1)})",
        )
        for line in lines
    ]
    num = telling.number(lines[0].num_replications, 0)
    best = say("det bedst mulige", "the best possible")
    return Section(
        "best-possible",
        heading,
        (
            paragraph(
                say(
                    "100 % er en grænse, som er bevist: selv den, der kendte alle sager på forhånd, kunne ikke komme "
                    "over den. Ingen kan vente at nå den, for ved fordelingen kender man kun de sager, der er kommet.",
                    "100% is a limit that is proved: not even somebody who knew all cases beforehand could pass it. "
                    "Nobody can expect to reach it, since only the cases that have come are known when they are given.",
                )
            ),
            Plot(
                "percent-of-best",
                say(
                    f"Hvor nær måderne er på det bedst mulige, i gennemsnit over {num} gennemløb, med intervaller.",
                    f"How near the ways come to the best possible, on the average of {num} runs, with intervals.",
                ),
                (
                    draw_intervals(
                        heading,
                        rows,
                        unit=say("% af det bedst mulige", "% of the best possible"),
                        language=telling.language,
                        reference=Reference(100.0, best),
                    ),
                ),
            ),
        ),
    )
