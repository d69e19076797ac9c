"""What must hold on the sheet of cases."""

import datetime

from data.workbook.format.column import SheetKey
from data.workbook.format.work_sheets import CASE_WORKPLACE
from data.workbook.reading.faults import Findings
from data.workbook.reading.positions import check_position
from data.workbook.reading.references import References
from data.workbook.reading.row import Row, Rows
from models.case import Employment, TalkForm
from models.law import categories_on
from models.text import Text

_LONG_AGO = datetime.timedelta(days=5 * 365)
_TALK_KEYS = (
    "talk_reason",
    "talk_remark",
    "talk_decided_by",
    "talk_decided_on",
    "talk_agreed_for",
    "talk_held_on",
    "talk_held_at_workplace",
)


def check_cases(rows: Rows, references: References, today: datetime.date | None, findings: Findings) -> None:
    """Cases name what exists, and their dates and decisions fit together. `today` is the day of the file, if known."""
    for row in rows[SheetKey.CASES]:
        references.check(row, "team", SheetKey.TEAMS, findings)
        references.check(row, "employer", SheetKey.EMPLOYERS, findings)
        references.check(row, "consultant", SheetKey.CONSULTANTS, findings)
        references.check(row, "covered_for", SheetKey.CONSULTANTS, findings)
        check_position(row, CASE_WORKPLACE, findings)
        _check_dates(row, today, findings)
        _check_category(row, findings)
        _check_employment(row, findings)
        _check_fast_track(row, findings)
        _check_talk(row, findings)
        _check_covering(row, findings)


def _check_dates(row: Row, today: datetime.date | None, findings: Findings) -> None:
    received, first_day = row.get("received"), row.get("first_day_of_absence")
    if received is not None and first_day is not None and received < first_day:
        findings.error(
            row.place("received"),
            "received_before_absence",
            Text(
                da=f"Sagen er modtaget {received:%d-%m-%Y}, før første fraværsdag {first_day:%d-%m-%Y}.",
                en=f"The case was received {received:%d-%m-%Y}, before the first day of absence {first_day:%d-%m-%Y}.",
            ),
            Text(da="Ret en af de to datoer.", en="Correct one of the two dates."),
        )
    if received is not None and today is not None and received > today:
        findings.warning(
            row.place("received"),
            "received_after_date",
            Text(
                da=f"Sagen er modtaget {received:%d-%m-%Y}, efter filens dato {today:%d-%m-%Y}.",
                en=f"The case was received {received:%d-%m-%Y}, after the date of the file, {today:%d-%m-%Y}.",
            ),
            Text(da="Se efter, om årstallet er rigtigt.", en="See whether the year is right."),
        )
    if first_day is not None and today is not None and first_day < today - _LONG_AGO:
        _warn_of_year(row, "first_day_of_absence", first_day, today, findings)
    deadline = row.get("deadline")
    if deadline is not None and today is not None and abs(deadline - today) > _LONG_AGO:
        _warn_of_year(row, "deadline", deadline, today, findings)


def _warn_of_year(row: Row, key: str, day: datetime.date, today: datetime.date, findings: Findings) -> None:
    findings.warning(
        row.place(key),
        "date_far_away",
        Text(
            da=f"{day:%d-%m-%Y} ligger mere end fem år fra filens dato {today:%d-%m-%Y}.",
            en=f"{day:%d-%m-%Y} lies more than five years from the date of the file, {today:%d-%m-%Y}.",
        ),
        Text(da="Se efter, om årstallet er rigtigt.", en="See whether the year is right."),
    )


def _check_category(row: Row, findings: Findings) -> None:
    category, received = row.get("category"), row.get("received")
    if category is None or received is None:
        return
    valid = categories_on(received)
    if category not in valid:
        findings.error(
            row.place("category"),
            "category_not_in_force",
            Text(
                da=f"Kategori »{category}« gjaldt ikke den {received:%d-%m-%Y}.",
                en=f'Category "{category}" did not hold on {received:%d-%m-%Y}.',
            ),
            Text(da=f"Skriv en af: {', '.join(valid)}.", en=f"Write one of: {', '.join(valid)}."),
        )


def _check_employment(row: Row, findings: Findings) -> None:
    if row.get("employment") is Employment.UNEMPLOYED and row.get("employer") is not None:
        findings.error(
            row.place("employer"),
            "unemployed_with_employer",
            Text(
                da="Borgeren er ledig, men sagen har en virksomhed.",
                en="The citizen is unemployed, but the case has an employer.",
            ),
            Text(
                da="Ret beskæftigelsen, eller slet virksomheden.", en="Correct the employment, or delete the employer."
            ),
        )


def _check_fast_track(row: Row, findings: Findings) -> None:
    if row.get("fast_track_requested") is not None and not row.get("fast_track") and "fast_track" not in row.faulty:
        findings.error(
            row.place("fast_track_requested"),
            "fast_track_contradicts",
            Text(
                da="Der står en dato for fast track, men sagen er ikke fast track.",
                en="There is a date for fast track, but the case is not fast track.",
            ),
            Text(
                da="Skriv ja under fast track, eller slet datoen.", en="Write yes under fast track, or delete the date."
            ),
        )


def _check_covering(row: Row, findings: Findings) -> None:
    covered, holder = row.get("covered_for"), row.get("consultant")
    if covered is None or "consultant" in row.faulty or (holder is not None and holder != covered):
        return
    what = (
        Text(da="Ingen har sagen, så ingen kan dækkes.", en="Nobody has the case, so nobody can be covered for.")
        if holder is None
        else Text(da=f"{covered} kan ikke dække for sig selv.", en=f"{covered} cannot cover for herself.")
    )
    findings.error(
        row.place("covered_for"),
        "covering_contradicts",
        what,
        Text(da="Ret konsulenten, eller slet Dækkes for.", en="Correct the consultant, or delete Covered for."),
    )


def _check_talk(row: Row, findings: Findings) -> None:
    form = row.get("talk_form")
    if "talk_form" in row.faulty:
        return
    if form is None:
        stray = next((key for key in _TALK_KEYS if row.get(key) is not None), None)
        if stray is not None:
            findings.error(
                row.place("talk_form"),
                "talk_form_missing",
                Text(
                    da="Der står noget om første samtale, men ikke hvordan den holdes.",
                    en="Something is said of the first talk, but not how it is held.",
                ),
                Text(da="Udfyld Første samtale, eller slet resten.", en="Fill in First talk, or delete the rest."),
            )
        return
    for key, noun in (
        ("talk_decided_by", Text(da="hvem der har besluttet det", en="who decided it")),
        ("talk_decided_on", Text(da="hvornår det er besluttet", en="when it was decided")),
    ):
        if row.get(key) is None and key not in row.faulty:
            findings.error(
                row.place(key),
                "talk_undecided",
                Text(
                    da=f"Første samtale er besluttet, men ikke {noun.da}.",
                    en=f"The first talk is decided, but not {noun.en}.",
                ),
                Text(da="Udfyld cellen.", en="Fill in the cell."),
            )
    if (form is TalkForm.WORKPLACE) != (row.get("talk_reason") is None) and "talk_reason" not in row.faulty:
        findings.error(
            row.place("talk_reason"),
            "talk_reason_contradicts",
            Text(
                da="En samtale på arbejdspladsen har ingen grund; alle andre har en.",
                en="A talk at the workplace has no reason; any other has one.",
            ),
            Text(da="Ret samtalens form eller grunden.", en="Correct the talk's form or the reason."),
        )
    held = {"talk_held_on", "talk_held_at_workplace"}
    if (row.get("talk_held_on") is None) != (row.get("talk_held_at_workplace") is None) and not row.faulty & held:
        findings.error(
            row.place("talk_held_on" if row.get("talk_held_on") is None else "talk_held_at_workplace"),
            "talk_held_incomplete",
            Text(
                da="En samtale, der er holdt, har både en dag og et sted.",
                en="A talk that was held has both a day and a place.",
            ),
            Text(da="Udfyld begge, eller slet begge.", en="Fill in both, or delete both."),
        )
