"""Working days, absences within them, and ISO weeks."""

import datetime

from allocator.working_days import iso_week, num_absent_working_days, num_working_days

DAY = datetime.date.fromisoformat


def working_days(first_day, last_day):
    """Those of the days, from the first to the last, that count."""
    days = [first_day + datetime.timedelta(days=number) for number in range((last_day - first_day).days + 1)]
    return {day for day in days if num_working_days(day, day)}


def test_a_week_has_five_working_days():
    assert num_working_days(DAY("2026-01-05"), DAY("2026-01-11")) == 5
    assert num_working_days(DAY("2026-01-10"), DAY("2026-01-11")) == 0


def test_both_ends_are_included():
    assert num_working_days(DAY("2026-01-05"), DAY("2026-01-05")) == 1


def test_there_are_none_in_the_wrong_order():
    assert num_working_days(DAY("2026-01-06"), DAY("2026-01-05")) == 0
    assert num_working_days(DAY("2027-01-04"), DAY("2026-01-05")) == 0


def test_danish_public_holidays_are_no_working_days():
    easter = working_days(DAY("2026-03-30"), DAY("2026-04-10"))

    assert easter == {DAY(day) for day in ("2026-03-30", "2026-03-31", "2026-04-01")} | {
        DAY(f"2026-04-{day:02d}") for day in (7, 8, 9, 10)
    }


def test_the_great_prayer_day_counts_since_2024():
    assert DAY("2023-05-05") not in working_days(DAY("2023-05-01"), DAY("2023-05-07"))
    assert DAY("2026-05-01") in working_days(DAY("2026-04-27"), DAY("2026-05-03"))


def test_a_window_over_new_years_is_the_sum_of_its_days():
    first_day, last_day = DAY("2025-12-28"), DAY("2028-01-08")

    assert num_working_days(first_day, last_day) == len(working_days(first_day, last_day))
    assert DAY("2027-01-01") not in working_days(first_day, last_day)


def test_a_century_is_counted_and_not_listed():
    everything = ((datetime.date.min, datetime.date.max),)
    first_day, last_day = DAY("2000-01-01"), DAY("2099-12-31")

    assert num_working_days(first_day, last_day) == num_absent_working_days(everything, first_day, last_day)
    assert 251 < num_working_days(first_day, last_day) / 100 < 254


def test_overlapping_absences_count_once_and_only_on_working_days():
    window = DAY("2026-01-05"), DAY("2026-01-16")
    early, late, within = (
        (DAY("2026-01-08"), DAY("2026-01-12")),
        (DAY("2026-01-09"), DAY("2026-01-13")),
        (DAY("2026-01-09"), DAY("2026-01-09")),
    )

    assert num_absent_working_days((early, late, within), *window) == 4
    assert num_absent_working_days((late, within, early), *window) == 4
    assert num_absent_working_days((), *window) == 0


def test_absences_before_and_after_the_window_do_not_count():
    window = DAY("2026-01-05"), DAY("2026-01-16")

    assert num_absent_working_days(((DAY("2025-12-01"), DAY("2026-01-05")),), *window) == 1
    assert num_absent_working_days(((DAY("2026-01-16"), DAY("2026-03-05")),), *window) == 1
    assert num_absent_working_days(((DAY("2026-01-17"), DAY("2026-03-05")),), *window) == 0


def test_weeks_are_those_of_iso_8601():
    assert iso_week(DAY("2026-01-04")) == "2026-W01"
    assert iso_week(DAY("2027-01-01")) == "2026-W53"
    assert iso_week(DAY("0900-06-01")) == "0900-W22"
