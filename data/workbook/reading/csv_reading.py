"""Reads a folder of CSV files as Danish Excel writes them: one file a sheet, `;` between cells."""

import csv
import io
from pathlib import Path

from data.workbook.reading.cell import CellError, Plain, RawSheet, clean_text
from data.workbook.reading.cpr import without_cpr
from data.workbook.reading.faults import NOWHERE, Findings, Place
from models.text import Text

MAX_FILE_BYTES = 20_000_000
MAX_FILES = 100
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula."""
TEXT_MARK = "'"
"""Stands before a text that begins like a formula, and before one that begins with the mark itself."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# In Danish and in English; a text like it is what an error becomes in CSV.
_EXCEL_ERRORS = frozenset(
    (
        *("#REFERENCE!", "#I/T", "#VÆRDI!", "#DIVISION/0!", "#NAVN?", "#NUL!", "#NUM!"),
        *("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!"),
    )
)
_SEPARATORS = (";", "\t", ",")


def read_csv_folder(folder: Path, findings: Findings) -> tuple[RawSheet, ...]:
    """Every file in the folder that ends in .csv, by name; a file that cannot be read is a finding and left out."""
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv" and path.is_file())
    if not paths or len(paths) > MAX_FILES:
        name = without_cpr(folder.name)
        findings.error(
            NOWHERE,
            "no_csv_files",
            Text(
                da=f"Mappen {name} har {len(paths)} CSV-filer; der skal være mellem 1 og {MAX_FILES}.",
                en=f"The folder {name} has {len(paths)} CSV files; there must be from 1 to {MAX_FILES}.",
            ),
            Text(
                da="Gem hvert ark som CSV i mappen med arkets navn, for eksempel Sager.csv.",
                en="Save each sheet as CSV in the folder under the sheet's name, Cases.csv for example.",
            ),
        )
        return ()
    sheets = (_read(path, findings) for path in paths)
    return tuple(sheet for sheet in sheets if sheet is not None)


def is_sheet_of(folder: Path, path: Path) -> bool:
    """Whether the path, which need not exist, is read as a sheet of the folder."""
    return path.suffix.lower() == ".csv" and path.resolve().parent == folder.resolve()


def _read(path: Path, findings: Findings) -> RawSheet | None:
    place = Place(sheet=without_cpr(path.stem))
    if path.stat().st_size > MAX_FILE_BYTES:
        findings.error(
            place,
            "csv_too_large",
            Text(da="Filen er for stor.", en="The file is too large."),
            Text(
                da=f"Del den, eller slet, hvad der ikke skal bruges: højst {MAX_FILE_BYTES // 1_000_000} MB.",
                en=f"Divide it or delete what is not needed: at most {MAX_FILE_BYTES // 1_000_000} MB.",
            ),
        )
        return None
    text = _decoded(path.read_bytes())
    if text is None:
        findings.error(
            place,
            "csv_encoding",
            Text(
                da="Filens tegnsæt er hverken UTF-8 eller Windows-1252.",
                en="The file's characters are in neither UTF-8 nor Windows-1252.",
            ),
            Text(
                da="Gem arket igen i Excel som »CSV UTF-8 (semikolonsepareret)«.",
                en='Save the sheet again in Excel as "CSV UTF-8".',
            ),
        )
        return None
    text = _without_separator_line(text)
    rows: list[tuple[Plain, ...]] = []
    try:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
        rows.extend(tuple(_cell(text) for text in record) for record in records)
    except csv.Error:
        findings.error(
            Place(place.sheet, len(rows) + 1),
            "csv_broken",
            Text(
                da="Rækken kan ikke læses: et anførselstegn mangler eller er for meget.",
                en="The row cannot be read: a quotation mark is missing or one too many.",
            ),
            Text(
                da="Ret rækken, eller gem arket igen fra Excel.", en="Mend the row, or save the sheet again from Excel."
            ),
        )
        return None
    return RawSheet(name=path.stem, rows=tuple(rows))


def _decoded(raw: bytes) -> str | None:
    """The text, from UTF-8 with or without its mark, Excel's "Unicode text", or Windows-1252; None from neither.

    Danish letters in Windows-1252 are no valid UTF-8, so the two are not mistaken for each other. Five bytes mean
    nothing in Windows-1252, and no text holds a zero byte.
    """
    for encoding in ("utf-16",) if raw.startswith(_UTF_16) else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _without_separator_line(text: str) -> str:
    """Excel's own first line that names the separator (`sep=;`) is no row."""
    return text.partition("\n")[2] if text[:4].lower() == "sep=" else text


def _separator(text: str) -> str:
    first_line = text.partition("\n")[0]
    return next((separator for separator in _SEPARATORS if separator in first_line), _SEPARATORS[0])


def _cell(text: str) -> Plain:
    if text.strip() in _EXCEL_ERRORS:
        return CellError(text.strip())
    marked = text.startswith(TEXT_MARK) and text[1:].startswith((*FORMULA_STARTS, TEXT_MARK))
    return clean_text(text[1:] if marked else text)
