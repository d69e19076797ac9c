"""What must hold on the sheets about the municipality, teams and consultants."""

from data.workbook.format.column import SheetKey
from data.workbook.format.people_sheets import CONSULTANT_HOME, FORMAT_VERSION, TEAM_OFFICE
from data.workbook.reading.checks import check_unique, keys_of
from data.workbook.reading.faults import Findings, Place
from data.workbook.reading.positions import check_position
from data.workbook.reading.recognition import Table
from data.workbook.reading.references import References
from data.workbook.reading.row import Row, Rows
from models.text import Text


def check_about(table: Table, rows: tuple[Row, ...], findings: Findings) -> None:
    """One row, of a version that we can read."""
    if not rows:
        findings.error(
            Place(table.name, table.heading_row + 1),
            "row_missing",
            Text(da="Arket har ingen række.", en="The sheet has no row."),
            Text(
                da="Skriv én række med kommunens navn og den dato, filen taler om.",
                en="Write one row with the municipality's name and the date the file speaks of.",
            ),
        )
    for row in rows[1:]:
        findings.error(
            row.place(),
            "row_too_many",
            Text(da="Arket har mere end én række.", en="The sheet has more than one row."),
            Text(da="Behold den ene.", en="Keep one."),
        )
    for row in rows:
        version = row.get("format_version")
        if version is not None and version > FORMAT_VERSION:
            findings.error(
                row.place("format_version"),
                "format_too_new",
                Text(
                    da=f"Filen er i version {version} af formatet; her kendes version {FORMAT_VERSION}.",
                    en=f"The file is in version {version} of the format; version {FORMAT_VERSION} is known here.",
                ),
                Text(
                    da="Lav filen efter en ny skabelon herfra, eller opdatér programmet.",
                    en="Make the file from a new template made here, or update the program.",
                ),
            )


def check_teams(rows: Rows, findings: Findings) -> None:
    """Teams have different ids and lie somewhere."""
    teams = rows[SheetKey.TEAMS]
    check_unique(teams, "id", keys_of("id"), findings, Text(da="Teamet", en="The team"))
    for row in teams:
        check_position(row, TEAM_OFFICE, findings)


def check_consultants(rows: Rows, references: References, findings: Findings) -> None:
    """Consultants have different ids and a team; a calendar that is not known has no free visits."""
    consultants = rows[SheetKey.CONSULTANTS]
    check_unique(consultants, "id", keys_of("id"), findings, Text(da="Konsulenten", en="The consultant"))
    with_visits = {row.get("consultant") for row in rows[SheetKey.FREE_VISITS]}
    for row in consultants:
        references.check(row, "team", SheetKey.TEAMS, findings)
        check_position(row, CONSULTANT_HOME, findings)
        if row.get("working_time") == 1:
            findings.warning(
                row.place("working_time"),
                "working_time_of_one_percent",
                Text(da="Arbejdstiden er læst som 1 %.", en="The working time was read as 1 %."),
                Text(da="Skriv 100, hvis det er fuld tid.", en="Write 100 if it is full time."),
            )
        if row.get("calendar_known") is False and row.get("id") in with_visits:
            findings.error(
                row.place("calendar_known"),
                "calendar_contradicts",
                Text(
                    da="Kalenderen siges at være ukendt, men arket Ledige tider har tider for konsulenten.",
                    en="The calendar is said not to be known, but the sheet Free visits has visits for the consultant.",
                ),
                Text(da="Skriv ja, eller slet tiderne.", en="Write yes, or delete the visits."),
            )


def check_belongings(rows: Rows, references: References, findings: Findings) -> None:
    """What stands on sheets of its own belongs to a consultant, once, and makes sense."""
    for kind in (SheetKey.INDUSTRIES, SheetKey.FREE_VISITS, SheetKey.ABSENCES, SheetKey.CONFLICTS):
        for row in rows[kind]:
            references.check(row, "consultant", SheetKey.CONSULTANTS, findings)
    check_unique(
        rows[SheetKey.INDUSTRIES],
        "section",
        keys_of("consultant", "section"),
        findings,
        Text(da="Branchen for den konsulent", en="The industry of that consultant"),
    )
    check_unique(
        rows[SheetKey.FREE_VISITS],
        "week",
        keys_of("consultant", "week"),
        findings,
        Text(da="Ugen for den konsulent", en="The week of that consultant"),
    )
    for row in rows[SheetKey.ABSENCES]:
        first, last = row.get("first_day"), row.get("last_day")
        if first is not None and last is not None and last < first:
            findings.error(
                row.place("last_day"),
                "absence_ends_before_it_begins",
                Text(
                    da=f"Fraværet slutter {last:%d-%m-%Y}, før det begynder {first:%d-%m-%Y}.",
                    en=f"The absence ends {last:%d-%m-%Y}, before it begins {first:%d-%m-%Y}.",
                ),
                Text(da="Byt datoerne om, eller ret den ene.", en="Swap the dates, or correct one of them."),
            )
    for row in rows[SheetKey.CONFLICTS]:
        _check_conflict(row, references, findings)


def _check_conflict(row: Row, references: References, findings: Findings) -> None:
    references.check(row, "employer", SheetKey.EMPLOYERS, findings)
    references.check(row, "case", SheetKey.CASES, findings)
    if row.faulty & {"employer", "case"}:
        return
    if (row.get("employer") is None) == (row.get("case") is None):
        findings.error(
            row.place("employer"),
            "conflict_names_not_one",
            Text(
                da="Inhabiliteten gælder enten en virksomhed eller en sag; netop én af dem skal stå her.",
                en="A conflict of interest is about either an employer or a case; exactly one of them must stand here.",
            ),
            Text(da="Udfyld den ene, og lad den anden være tom.", en="Fill in one and leave the other empty."),
        )
