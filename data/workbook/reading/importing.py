"""From a file to a snapshot, or to everything that is wrong with it."""

from pathlib import Path

from data.workbook.format.column import SheetKey
from data.workbook.reading.building import build_snapshot
from data.workbook.reading.case_numbers import GeneratedCaseId, number_cases
from data.workbook.reading.cell import RawSheet
from data.workbook.reading.checks_cases import check_cases
from data.workbook.reading.checks_people import check_about, check_belongings, check_consultants, check_teams
from data.workbook.reading.checks_work import (
    check_contacts,
    check_employers,
    check_moves,
    check_overrides,
    check_wishes,
)
from data.workbook.reading.cpr import without_cpr
from data.workbook.reading.csv_reading import read_csv_folder
from data.workbook.reading.faults import NOWHERE, Findings
from data.workbook.reading.mapping import NO_MAPPING, HeadingMapping, check_mapping
from data.workbook.reading.recognition import recognise
from data.workbook.reading.references import references_in
from data.workbook.reading.row import read_rows
from data.workbook.reading.scrubbing import scrub
from data.workbook.reading.xlsx_reading import read_xlsx
from models.errors import Finding, UnusableInput
from models.snapshot import Snapshot
from models.text import Text
from models.word import Word


class Imported(Word):
    """What came out of a file: the snapshot, what to look at, and the case numbers that were made."""

    snapshot: Snapshot
    warnings: tuple[Finding, ...]
    generated_case_ids: tuple[GeneratedCaseId, ...]


def read_workbook(path: Path, *, mapping: HeadingMapping | None = None) -> Imported:
    """The content of a workbook in the format of `data/workbook/README.md`.

    CPR numbers are taken out before anything else is looked at; they are in no result, finding or error.

    Parameters
    ----------
    path
        An .xlsx file, or a folder of CSV files.
    mapping
        The team's own headings and words; None for those of the format.

    Raises
    ------
    UnusableInput
        With everything that is wrong, by sheet, row and column, warnings included.
    """
    findings = Findings()
    mapping = mapping or NO_MAPPING
    check_mapping(mapping, findings)
    imported = _imported(_read(path, findings), mapping, findings)
    if imported is None or findings.has_errors:
        raise UnusableInput(findings.in_order())
    return imported


def _read(path: Path, findings: Findings) -> tuple[RawSheet, ...]:
    if path.is_dir():
        return read_csv_folder(path, findings)
    if path.is_file():
        return read_xlsx(path)
    name = without_cpr(str(path))
    if path.exists():
        findings.error(
            NOWHERE,
            "file_not_ordinary",
            Text(da=f"{name} er ikke en almindelig fil.", en=f"{name} is not an ordinary file."),
            Text(
                da="Gem projektmappen som .xlsx, og brug den fil.", en="Save the workbook as .xlsx and use that file."
            ),
        )
    else:
        findings.error(
            NOWHERE,
            "file_missing",
            Text(
                da=f"Der er ingen fil eller mappe med det navn: {name}.",
                en=f"There is no file or folder of that name: {name}.",
            ),
            Text(da="Ret navnet.", en="Correct the name."),
        )
    raise UnusableInput(findings.in_order())


def _imported(sheets: tuple[RawSheet, ...], mapping: HeadingMapping, findings: Findings) -> Imported | None:
    tables = recognise(sheets, mapping, findings)
    rows = read_rows(scrub(tables, findings), mapping, findings)
    cases = number_cases(rows[SheetKey.CASES], findings)
    references = references_in(tables, rows, cases)
    about = rows[SheetKey.ABOUT]
    if SheetKey.ABOUT in tables:
        check_about(tables[SheetKey.ABOUT], about, findings)
    check_teams(rows, findings)
    check_consultants(rows, references, findings)
    check_belongings(rows, references, findings)
    check_employers(rows, findings)
    check_contacts(rows, references, findings)
    check_cases(rows, references, about[0].get("date") if about else None, findings)
    check_wishes(rows, references, findings)
    check_overrides(rows, references, findings)
    check_moves(rows, references, findings)
    snapshot = None if findings.has_errors else build_snapshot(rows, references, cases, findings)
    if snapshot is None:
        return None
    return Imported(snapshot=snapshot, warnings=findings.in_order(), generated_case_ids=cases.generated)
