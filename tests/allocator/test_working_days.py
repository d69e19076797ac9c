"""Working days, absences within them, and ISO weeks."""

import datetime

from allocator.working_days import absent_working_days, iso_weeks, num_working_days, working_days

DAY = datetime.date.fromisoformat


def test_a_week_has_five_working_days():
    assert num_working_days(DAY("2026-01-05"), DAY("2026-01-11")) == 5
    assert num_working_days(DAY("2026-01-10"), DAY("2026-01-11")) == 0


def test_both_ends_are_included():
    assert working_days(DAY("2026-01-05"), DAY("2026-01-05")) == {DAY("2026-01-05")}


def test_there_are_none_in_the_wrong_order():
    assert working_days(DAY("2026-01-06"), DAY("2026-01-05")) == frozenset()


def test_danish_public_holidays_are_no_working_days():
    easter = working_days(DAY("2026-03-30"), DAY("2026-04-10"))

    assert easter == {DAY(day) for day in ("2026-03-30", "2026-03-31", "2026-04-01")} | {
        DAY(f"2026-04-{day:02d}") for day in (7, 8, 9, 10)
    }


def test_the_great_prayer_day_counts_since_2024():
    assert DAY("2023-05-05") not in working_days(DAY("2023-05-01"), DAY("2023-05-07"))
    assert DAY("2026-05-01") in working_days(DAY("2026-04-27"), DAY("2026-05-03"))


def test_a_window_over_new_year_has_the_days_of_both_years():
    window = working_days(DAY("2026-12-28"), DAY("2027-01-08"))

    assert len(window) == 9
    assert DAY("2027-01-01") not in window


def test_overlapping_absences_count_once_and_only_on_working_days():
    window = working_days(DAY("2026-01-05"), DAY("2026-01-16"))
    absences = ((DAY("2026-01-08"), DAY("2026-01-12")), (DAY("2026-01-09"), DAY("2026-01-13")))

    assert absent_working_days(absences, window) == 4
    assert absent_working_days((), window) == 0


def test_weeks_are_those_of_iso_8601():
    assert iso_weeks(DAY("2026-01-04"), DAY("2026-01-05")) == {"2026-W01", "2026-W02"}
    assert iso_weeks(DAY("2026-12-31"), DAY("2027-01-01")) == {"2026-W53"}
    assert iso_weeks(DAY("2026-01-05"), DAY("2026-01-05")) == {"2026-W02"}
