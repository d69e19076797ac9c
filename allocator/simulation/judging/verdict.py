"""The verdict in one sentence: which way is better, by how much, how sure; or that it cannot be told."""

from collections.abc import Mapping, Sequence

from models.judgement import BestWay, ComparisonLine, Estimate, JudgedWay, SummaryLine
from models.text import Language, Text

_SEPARATORS: Mapping[Language, dict[int, int]] = {"da": str.maketrans(",.", ".,"), "en": {}}
_FEW_MINUTES = 10
_NOTHING_MINUTES = 0.05
"""What would be shown as nothing."""


def verdict(
    ways: Sequence[JudgedWay],
    base: str,
    objectives: Mapping[str, SummaryLine],
    comparisons: Mapping[str, ComparisonLine],
    selection: BestWay | None,
    num_replications: int,
    confidence: float,
) -> Text:
    """The sentence. Every number in it stands in the lines that are given.

    Parameters
    ----------
    base
        Key of the way that the others are compared with.
    objectives
        By way, the objective of the mean week.
    comparisons
        By way, its difference from the base.
    selection
        None where there is one way only.
    confidence
        Of all comparisons together, and so, at the least, of each that is named.
    """
    titles = {way.key: way.title for way in ways}
    if selection is None:
        return _alone(titles[base], objectives[base].mean, confidence)
    lead = min(selection.contenders, key=lambda way: objectives[way].mean.value)
    if len(selection.contenders) > 1:
        return _undecided(titles, base, lead, comparisons, selection, num_replications, confidence)
    if lead == base:
        return _base_is_best(titles, base, objectives, comparisons, confidence)
    sure = _percent(confidence)
    mean, of = comparisons[lead].mean, len(ways)
    share = _share(1 - comparisons[lead].higher_share - comparisons[lead].equal_share, num_replications)
    return Text(
        da=f"»{titles[lead].da}« er bedst{_of_how_many(of, 'da')}: den koster {_minutes(-mean.value, 'da')} mindre om "
        f"ugen end »{titles[base].da}« (med {sure['da']} sikkerhed mellem {_number(-mean.high, 'da')} og "
        f"{_number(-mean.low, 'da')}), og er billigst i {share['da']} gennemløb.",
        en=f"“{titles[lead].en}” is best{_of_how_many(of, 'en')}: it costs {_minutes(-mean.value, 'en')} less a week "
        f"than “{titles[base].en}” (between {_number(-mean.high, 'en')} and {_number(-mean.low, 'en')} with "
        f"{sure['en']} confidence), and less in {share['en']} runs.",
    )


def _alone(title: Text, mean: Estimate, confidence: float) -> Text:
    sure = _percent(confidence)
    return Text(
        da=f"»{title.da}« koster {_minutes(mean.value, 'da')} om ugen (med {sure['da']} sikkerhed mellem "
        f"{_number(mean.low, 'da')} og {_number(mean.high, 'da')}); der er ingen anden måde at holde den op imod.",
        en=f"“{title.en}” costs {_minutes(mean.value, 'en')} a week (between {_number(mean.low, 'en')} and "
        f"{_number(mean.high, 'en')} with {sure['en']} confidence); there is no other way to hold it against.",
    )


def _base_is_best(
    titles: Mapping[str, Text],
    base: str,
    objectives: Mapping[str, SummaryLine],
    comparisons: Mapping[str, ComparisonLine],
    confidence: float,
) -> Text:
    second = min(comparisons, key=lambda way: objectives[way].mean.value)
    mean = comparisons[second].mean
    sure = _percent(confidence)
    return Text(
        da=f"»{titles[base].da}« er bedst{_of_how_many(len(titles), 'da')}: »{titles[second].da}«, som kommer nærmest, "
        f"koster {_minutes(mean.value, 'da')} mere om ugen (med {sure['da']} sikkerhed mellem "
        f"{_number(mean.low, 'da')} og {_number(mean.high, 'da')}).",
        en=f"“{titles[base].en}” is best{_of_how_many(len(titles), 'en')}: “{titles[second].en}”, which comes nearest, "
        f"costs {_minutes(mean.value, 'en')} more a week (between {_number(mean.low, 'en')} and "
        f"{_number(mean.high, 'en')} with {sure['en']} confidence).",
    )


def _undecided(
    titles: Mapping[str, Text],
    base: str,
    lead: str,
    comparisons: Mapping[str, ComparisonLine],
    selection: BestWay,
    num_replications: int,
    confidence: float,
) -> Text:
    danish, english = _listed([titles[way] for way in selection.contenders])
    begun = Text(
        da=f"Efter {num_replications} gennemløb kan det ikke siges, hvilken der er bedst af {danish}",
        en=f"After {num_replications} runs it cannot be told which is best of {english}",
    )
    other = lead if lead != base else next(way for way in selection.contenders if way != base)
    mean = comparisons[other].mean
    sure = _percent(confidence)
    if max(abs(mean.low), abs(mean.high)) < _NOTHING_MINUTES:
        return Text(
            da=f"{begun.da}: »{titles[other].da}« og »{titles[base].da}« koster det samme.",
            en=f"{begun.en}: “{titles[other].en}” and “{titles[base].en}” cost the same.",
        )
    if mean.high < 0:
        return Text(
            da=f"{begun.da}, men »{titles[other].da}« koster {_minutes(-mean.value, 'da')} mindre om ugen end "
            f"»{titles[base].da}« (med {sure['da']} sikkerhed mellem {_number(-mean.high, 'da')} og "
            f"{_number(-mean.low, 'da')}).",
            en=f"{begun.en}, but “{titles[other].en}” costs {_minutes(-mean.value, 'en')} less a week than "
            f"“{titles[base].en}” (between {_number(-mean.high, 'en')} and {_number(-mean.low, 'en')} with "
            f"{sure['en']} confidence).",
        )
    return Text(
        da=f"{begun.da}: »{titles[other].da}« koster et sted mellem {_minutes(max(0.0, -mean.low), 'da')} mindre og "
        f"{_minutes(max(0.0, mean.high), 'da')} mere om ugen end »{titles[base].da}« (med {sure['da']} sikkerhed).",
        en=f"{begun.en}: “{titles[other].en}” costs somewhere between {_minutes(max(0.0, -mean.low), 'en')} less and "
        f"{_minutes(max(0.0, mean.high), 'en')} more a week than “{titles[base].en}” (with {sure['en']} confidence).",
    )


def _of_how_many(number: int, language: Language) -> str:
    if number == 2:
        return {"da": " af de to", "en": " of the two"}[language]
    return {"da": f" af de {number} måder", "en": f" of the {number} ways"}[language]


def _listed(titles: Sequence[Text]) -> tuple[str, str]:
    """A, B og C."""
    danish, english = [f"»{each.da}«" for each in titles], [f"“{each.en}”" for each in titles]
    return f"{', '.join(danish[:-1])} og {danish[-1]}", f"{', '.join(english[:-1])} and {english[-1]}"


def _minutes(value: float, language: Language) -> str:
    return f"{_number(value, language)} {'minutter' if language == 'da' else 'minutes'}"


def _number(value: float, language: Language) -> str:
    """Whole numbers, with a decimal where they are few."""
    said = f"{value:,.1f}" if abs(value) < _FEW_MINUTES else f"{value:,.0f}"
    return said.translate(_SEPARATORS[language])


def _percent(confidence: float) -> dict[Language, str]:
    """With as many digits as it has, rounded down: 95 %, 97.5 %."""
    said = f"{int(confidence * 1000 + 1e-6) / 10:g}"
    return {"da": f"{said.replace('.', ',')} %", "en": f"{said} %"}


def _share(share: float, number: int) -> dict[Language, str]:
    counted = round(share * number)
    if counted == number:
        return {"da": f"alle {number}", "en": f"all {number}"}
    return {"da": f"{counted} af {number}", "en": f"{counted} of {number}"}
