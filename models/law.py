"""Deadlines and categories as they stand in law, each with the dates between which it holds and its source.

They changed in 2025 and in 2026 and will change again: a new rule is a new row here, never an edit in code.
"""

import datetime
from enum import StrEnum

from models.case import Case, Employment
from models.text import Text
from models.word import Word


class LawStatus(StrEnum):
    """How sure we are of a row."""

    IN_FORCE = "in_force"
    REPEALED = "repealed"
    DERIVED = "derived"


class LegalSetting(Word):
    """A number of the law. `valid_from` and `valid_to` are both included; None is open-ended."""

    id: str
    value: int
    unit: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    status: LawStatus
    source: Text

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the setting is in force on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


_REFORM = datetime.date(2026, 7, 1)

SETTINGS: tuple[LegalSetting, ...] = (
    LegalSetting(
        id="first_talk_days",
        value=55,
        unit="days after the first day of absence (the end of week 8)",
        status=LawStatus.IN_FORCE,
        source=Text(da="sygedagpengeloven § 13 b", en="Sickness Benefit Act (sygedagpengeloven) § 13 b"),
    ),
    LegalSetting(
        id="fast_track_days",
        value=14,
        unit="days after the request",
        status=LawStatus.IN_FORCE,
        source=Text(
            da="sygedagpengeloven § 13 b, stk. 2", en="Sickness Benefit Act (sygedagpengeloven) § 13 b, subsection 2"
        ),
    ),
    LegalSetting(
        id="exempt_below_weeks",
        value=26,
        unit="weeks of expected absence within which most employed people are exempt from municipal follow-up",
        valid_from=_REFORM,
        status=LawStatus.DERIVED,
        source=Text(
            da="L 66 (2025/1), lov nr. 1750 af 29. december 2025; at denne del gælder fra 1. juli 2026, er udledt",
            en="L 66 (2025/1), Act no. 1750 of 29 December 2025; that this part took effect on 1 July 2026 is derived",
        ),
    ),
)

_CATEGORY_SOURCE = Text(da="sygedagpengeloven § 12", en="Sickness Benefit Act (sygedagpengeloven) § 12")

CATEGORIES: tuple[LegalSetting, ...] = (
    LegalSetting(
        id="1", value=8, unit="weeks, expected back before", status=LawStatus.IN_FORCE, source=_CATEGORY_SOURCE
    ),
    LegalSetting(
        id="2", value=8, unit="weeks, expected back after", status=LawStatus.IN_FORCE, source=_CATEGORY_SOURCE
    ),
    LegalSetting(
        id="3",
        value=8,
        unit="weeks, expected back after, with other challenges",
        valid_to=datetime.date(2024, 12, 31),
        status=LawStatus.REPEALED,
        source=Text(da="L 74 (2024/1), i kraft fra 1. januar 2025", en="L 74 (2024/1), in force from 1 January 2025"),
    ),
)


def legal_days(setting_id: str, day: datetime.date) -> int | None:
    """The value of a setting on a day; None where no such rule holds then.

    Raises
    ------
    KeyError
        No setting has that id.
    """
    rows = [setting for setting in SETTINGS if setting.id == setting_id]
    if not rows:
        raise KeyError(setting_id)
    return next((row.value for row in rows if row.holds_on(day)), None)


def categories_on(day: datetime.date) -> tuple[str, ...]:
    """The categories a case received on that day may have."""
    return tuple(category.id for category in CATEGORIES if category.holds_on(day))


def is_exempt(case: Case, on: datetime.date) -> bool:
    """Whether the law asks the municipality for no follow-up: employed and expected back within the limit."""
    weeks = legal_days("exempt_below_weeks", on)
    if weeks is None or case.employment is Employment.UNEMPLOYED or case.expected_back is None:
        return False
    return case.expected_back < case.first_day_of_absence + datetime.timedelta(weeks=weeks)


def first_talk_deadline(case: Case, on: datetime.date) -> datetime.date | None:
    """The last day of the first talk under the rules in force on the day `on`; None where no talk is due.

    The end of week 8 is the first day of absence + 55 days; a fast-track request asks for two weeks if that is earlier.
    A deadline written on the case is taken as it is.
    """
    if case.deadline is not None:
        return case.deadline
    requested = (case.fast_track_requested or case.received) if case.fast_track else None
    days = days_to_first_talk(
        on,
        exempt=is_exempt(case, on),
        requested_after_days=None if requested is None else (requested - case.first_day_of_absence).days,
    )
    return None if days is None else case.first_day_of_absence + datetime.timedelta(days=days)


def days_to_first_talk(on: datetime.date, *, exempt: bool, requested_after_days: int | None) -> int | None:
    """Days from the first day of absence to the last day of the first talk; None where no talk is due.

    `requested_after_days`: days from the first day of absence to the fast-track request; None where there is none.
    """
    if exempt and requested_after_days is None:
        return None
    days, fast_days = legal_days("first_talk_days", on), legal_days("fast_track_days", on)
    candidates = [] if days is None else [days]
    if requested_after_days is not None and fast_days is not None:
        candidates.append(requested_after_days + fast_days)
    return min(candidates, default=None)
