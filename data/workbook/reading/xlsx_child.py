"""Reads an .xlsx from standard input and prints its cells as JSON. Run as a script of its own, under limits.

Its argument is the id of the process that reads the answer.

A hostile workbook of one kilobyte can make the reading library ask for half a terabyte and abort the whole process,
so it is only ever run here, where the worst it can do is end this process. For the same reason this file imports
nothing of ours. Linux (and macOS, where the limit on memory may not be enforced).
"""

import ctypes
import datetime
import io
import json
import math
import os
import re
import resource
import signal
import sys
import zipfile
import zlib
from typing import IO, Any
from xml.parsers import expat
from xml.sax.saxutils import escape

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

MAX_FILE_BYTES = 20_000_000
MAX_UNZIPPED_BYTES = 200_000_000
MAX_ZIP_ENTRIES = 2_000
MAX_SHEETS = 1_000
MAX_CELLS = 2_000_000
MAX_CHARACTERS = 20_000_000
"""Of all cells together: a text stands once in a file however many cells show it, but in every cell of the answer."""
MAX_NAME_CHARACTERS = 100
"""Of a sheet's name, which spreadsheets keep below; of a longer one this is enough to find it by."""
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 15

_PR_SET_PDEATHSIG = 1
_ZIP_HEADER = b"PK"
_OLE_HEADER = bytes.fromhex("D0CF11E0A1B11AE1")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_SEPARATOR = " "
_KNOWN_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_CELL_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class _TooLarge(Exception):
    """There is more of something than any team has."""


def limit_resources() -> None:
    """Cap memory and processor time, and leave no core file behind: it would hold what the workbook held."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def end_with(parent_id: int) -> None:
    """Be gone when the parent is, however it ends: it may be killed, and nobody else would stop this process."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_id:
        sys.exit("the parent ended before this began")


def answer(file: IO[bytes]) -> dict[str, Any]:
    """`{"sheets": [{"name", "rows"}]}`, or `{"problem": ...}`: not_excel, old_or_locked, damaged, too_large.

    `rows` begins with row 1 and column A. A cell is null, a text, a number, a boolean, `["day", "2026-01-05"]` or
    `["error", "#REF!"]`.
    """
    problem = _problem_of_container(file)
    if problem is not None:
        return {"problem": problem}
    try:
        return {"sheets": _sheets(file)}
    except PasswordError:
        return {"problem": "old_or_locked"}
    except (_TooLarge, MemoryError):
        return {"problem": "too_large"}
    except (CalamineError, zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, EOFError, NotImplementedError):
        return {"problem": "damaged"}


def _sheets(file: IO[bytes]) -> list[dict[str, Any]]:
    parts = _sheet_parts(file)
    _allow(len(parts), MAX_SHEETS)
    errors = {name: found for name, part in parts.items() if (found := _errors_in_part(_read(file, part)))}
    workbook = CalamineWorkbook.from_filelike(_with_known_errors(file, parts, errors))
    names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    _allow(len(names), MAX_SHEETS)
    sheets = []
    num_cells = num_characters = 0
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        shown = errors.get(name, {})
        places = [*shown, *filter(None, [sheet.end])]
        num_cells += max((row + 1 for row, _ in places), default=0) * max((col + 1 for _, col in places), default=0)
        _allow(num_cells, MAX_CELLS)
        rows = _rows(sheet.to_python(skip_empty_area=False), shown)
        num_characters += sum(len(cell) for row in rows for cell in row if isinstance(cell, str))
        num_characters += sum(map(len, shown.values()))
        _allow(num_characters, MAX_CHARACTERS)
        sheets.append({"name": name[:MAX_NAME_CHARACTERS], "rows": rows})
    return sheets


def _allow(number: int, most: int) -> None:
    if number > most:
        raise _TooLarge


def _problem_of_container(file: IO[bytes]) -> str | None:
    header = file.read(len(_OLE_HEADER))
    if header == _OLE_HEADER:
        return "old_or_locked"
    if not header.startswith(_ZIP_HEADER):
        return "not_excel"
    if file.seek(0, 2) > MAX_FILE_BYTES:
        return "too_large"
    try:
        with zipfile.ZipFile(file) as container:
            entries = container.infolist()
    except (zipfile.BadZipFile, NotImplementedError):
        return "damaged"
    if len(entries) > MAX_ZIP_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNZIPPED_BYTES:
        return "too_large"
    return None if "xl/workbook.xml" in {entry.filename for entry in entries} else "not_excel"


def _rows(rows: list[list[Any]], errors: dict[tuple[int, int], str]) -> list[list[Any]]:
    """The rows with the errors in their places, without empty cells at their ends."""
    cells = [[_as_json(value) for value in row] for row in rows]
    for (row_index, column_index), shown in errors.items():
        cells += [[] for _ in range(row_index + 1 - len(cells))]
        row = cells[row_index]
        row += [None] * (column_index + 1 - len(row))
        row[column_index] = ["error", shown]
    for row in cells:
        while row and row[-1] is None:
            row.pop()
    return cells


def _as_json(value: Any) -> Any:  # noqa: ANN401 - a cell may be anything
    if isinstance(value, bool):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime.date):
        # Not by strftime, which writes the year 999 in three digits.
        return ["day", value.isoformat()[:10]]
    return str(value) or None


def _sheet_parts(file: IO[bytes]) -> dict[str, str]:
    """The part of the container that holds each sheet, by the sheet's name."""
    with zipfile.ZipFile(file) as container:
        relations = _attributes(container.read("xl/_rels/workbook.xml.rels"), "Relationship", "Id", "Target")
        targets = {found[0]: found[1] for found in relations}
        named = _attributes(container.read("xl/workbook.xml"), "sheet", "name", _RELATION_ID)
        places = {
            name: f"xl/{targets[relation]}".replace("xl//xl/", "xl/") for name, relation in named if relation in targets
        }
        parts = set(container.namelist())
        return {name: part for name, part in places.items() if part in parts}


def _read(file: IO[bytes], part: str) -> bytes:
    with zipfile.ZipFile(file) as container:
        return container.read(part)


def _with_known_errors(
    file: IO[bytes], parts: dict[str, str], errors: dict[str, dict[tuple[int, int], str]]
) -> IO[bytes]:
    """The workbook for the library, which takes one whose cells show errors of other programs for damaged.

    What the cells show is known already, so any error that it knows may stand in their places.
    """
    strange = {
        parts[name]: unknown
        for name, found in errors.items()
        if (unknown := {shown for shown in found.values() if shown not in _KNOWN_ERRORS})
    }
    file.seek(0)
    if not strange:
        return file
    copy = io.BytesIO()
    with zipfile.ZipFile(file) as container, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as known:
        for entry in container.infolist():
            xml = container.read(entry)
            for shown in strange.get(entry.filename, ()):
                value = re.escape(escape(shown).encode())
                xml = re.sub(rb"(<(?:\w+:)?v>)" + value + rb"(</)", rb"\1#VALUE!\2", xml)
            known.writestr(entry.filename, xml)
    copy.seek(0)
    return copy


def _attributes(xml: bytes, element: str, *names: str) -> list[tuple[str, ...]]:
    """The named attributes of every element of that name."""
    found = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(_SEPARATOR)[2] == element:
            found.append(tuple(attributes.get(name, "") for name in names))

    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.StartElementHandler = begin
    parser.Parse(xml, True)
    return found


def _errors_in_part(xml: bytes) -> dict[tuple[int, int], str]:
    """Row and column, from 0, of the cells that hold an error. The library gives them as empty cells."""
    found: dict[tuple[int, int], str] = {}
    cell: list[tuple[int, int]] = []
    text: list[str] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{_MAIN}{_SEPARATOR}c" and attributes.get("t") == "e":
            place = _CELL_REFERENCE.fullmatch(attributes.get("r", ""))
            if place is not None:
                cell.append(_place(*place.groups()))
        text.clear()

    def end(tag: str) -> None:
        if tag == f"{_MAIN}{_SEPARATOR}v" and cell:
            found[cell.pop()] = "".join(text)

    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    parser.Parse(xml, True)
    return found


def _place(letters: str, row: str) -> tuple[int, int]:
    """`B3` is (2, 1)."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(row) - 1, column - 1


if __name__ == "__main__":
    end_with(parent_id=int(sys.argv[1]))
    limit_resources()
    json.dump(answer(sys.stdin.buffer), sys.stdout)
