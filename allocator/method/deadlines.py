"""The law's deadlines, each with the dates between which it holds and its source."""

from collections.abc import Callable, Mapping

from allocator.method.paragraphs import day, days, paragraph, point, weeks
from models.law import CATEGORIES, SETTINGS, LawStatus, LegalSetting
from models.method import Paragraph, Section
from models.text import Text
from models.wording import word

_SETTINGS: Mapping[str, Callable[[int], Text]] = {
    "first_talk_days": lambda value: Text(
        da=f"Første opfølgningssamtale skal være holdt inden udgangen af uge 8: senest {days(value).da} efter første "
        f"fraværsdag.",
        en=f"The first follow-up talk is to be held before the end of week 8: at the latest {days(value).en} after the "
        f"first day of absence.",
    ),
    "fast_track_days": lambda value: Text(
        da=f"Ved fast track senest {days(value).da} efter anmodningen, hvis det er tidligere.",
        en=f"On a fast track at the latest {days(value).en} after the request, where that is earlier.",
    ),
    "exempt_below_weeks": lambda value: Text(
        da=f"De fleste beskæftigede, der ventes tilbage inden {weeks(value).da}, er undtaget fra kommunens opfølgning. "
        f"Deres sager har ingen frist, medmindre de er fast track.",
        en=f"Most employed people who are expected back within {weeks(value).en} are exempt from municipal follow-up. "
        f"Their cases have no deadline, unless they are on a fast track.",
    ),
}

_CATEGORIES: Mapping[str, Callable[[int], Text]] = {
    "1": lambda value: Text(
        da=f"Kategori 1: borgeren ventes tilbage inden {weeks(value).da}.",
        en=f"Category 1: the citizen is expected back within {weeks(value).en}.",
    ),
    "2": lambda value: Text(
        da=f"Kategori 2: borgeren ventes tilbage efter mere end {weeks(value).da}.",
        en=f"Category 2: the citizen is expected back after more than {weeks(value).en}.",
    ),
    "3": lambda value: Text(
        da=f"Kategori 3: som kategori 2, efter mere end {weeks(value).da}, men med andre udfordringer.",
        en=f"Category 3: as category 2, after more than {weeks(value).en}, but with other challenges.",
    ),
}


def deadlines_section() -> Section:
    """Every dated setting of the law, also those that have ended or have not begun."""
    return Section(
        heading=Text(da="Frister og kategorier efter loven", en="Deadlines and categories by law"),
        paragraphs=(
            paragraph(
                "Loven ændrer sig, så hver regel står med sine datoer og sin kilde. Fristen på en sag er den, der "
                "gælder "
                "på rundens dag; står der en frist ved sagen, bruges den.",
                "The law changes, so each rule stands with its dates and its source. A case has the deadline that "
                "holds "
                "on the day of the round; where a deadline is written on the case, that is used.",
            ),
            *(_row(setting, _SETTINGS[setting.id](setting.value)) for setting in SETTINGS),
            *(_row(category, _CATEGORIES[category.id](category.value)) for category in CATEGORIES),
        ),
    )


def _row(setting: LegalSetting, what: Text) -> Paragraph:
    holds, status = dates_in_words(setting), word(setting.status)
    return point(
        f"{what.da} {_capital(holds.da if setting.status is LawStatus.IN_FORCE else f'{status.da}, {holds.da}')}. "
        f"Kilde: {setting.source.da}.",
        f"{what.en} {_capital(holds.en if setting.status is LawStatus.IN_FORCE else f'{status.en}, {holds.en}')}. "
        f"Source: {setting.source.en}.",
    )


def dates_in_words(setting: LegalSetting) -> Text:
    """From when until when a setting holds."""
    last = None if setting.valid_to is None else day(setting.valid_to)
    if setting.valid_from is None:
        if last is None:
            return Text(da="gælder uden slutdato", en="holds without an end date")
        return Text(da=f"gjaldt til og med {last.da}", en=f"held until {last.en}")
    first = day(setting.valid_from)
    if last is None:
        return Text(da=f"gælder fra {first.da}", en=f"holds from {first.en}")
    return Text(da=f"gælder fra {first.da} til og med {last.da}", en=f"holds from {first.en} until {last.en}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
