"""What the first screen says: the verdict, what was compared, and what to bear in mind."""

from service.simulation_report.markup import Html, bullets, element, paragraph
from service.simulation_report.telling import Telling


def opening(telling: Telling) -> Html:
    """The head of the page."""
    judgement, say = telling.judgement, telling.say
    parts = [
        element("h1", title(telling)),
        paragraph(telling.text(judgement.verdict), class_="verdict"),
        paragraph(_what_was_compared(telling)),
    ]
    if judgement.caveats:
        parts += [
            element("h2", say("Husk", "Bear in mind")),
            bullets([telling.text(caveat) for caveat in judgement.caveats]),
        ]
    return element("header", *parts)


def title(telling: Telling) -> str:
    """Of the page."""
    return telling.say("Simulering af fordelingen", "Simulated distribution") + f": {municipality(telling)}"


def municipality(telling: Telling) -> str:
    """The world's key as a name."""
    key = telling.judgement.municipality
    return key[:1].upper() + key[1:]


def _what_was_compared(telling: Telling) -> str:
    judgement = telling.judgement
    runs, num = telling.number(judgement.num_replications, 0), len(judgement.ways)
    if num == 1:
        return telling.say(
            f"Én måde at fordele sager på er prøvet i {runs} gennemløb på {judgement.weeks} uger; der er intet at "
            "sammenligne den med.",
            f"One way of distributing cases was tried in {runs} runs of {judgement.weeks} weeks; "
            "there is nothing to compare it with.",
        )
    return telling.say(
        f"{num} måder at fordele sager på er prøvet i {runs} gennemløb på {judgement.weeks} uger. I hvert gennemløb "
        "får alle måder de samme sager, det samme fravær og de samme ferier, så forskellen er kun, hvem der får "
        "hvilken sag.",
        f"{num} ways of distributing cases were tried in {runs} runs of {judgement.weeks} weeks. "
        "In each run all ways get the same cases, the same absences and the same holidays, so they differ only in "
        "who gets which case.",
    )
