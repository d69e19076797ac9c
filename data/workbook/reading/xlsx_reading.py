"""Reads the sheets of an .xlsx through a child process under limits: see `xlsx_child`."""

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from data.workbook.reading import xlsx_child
from data.workbook.reading.cell import CellError, Plain, RawSheet, clean_text
from data.workbook.reading.cpr import without_cpr
from data.workbook.reading.faults import NOWHERE, Findings
from models.errors import UnusableInput
from models.text import Text

WALL_SECONDS = 30.0

_SAVE_AGAIN = Text(
    da="Åbn filen i Excel, og gem den igen som Excel-projektmappe (.xlsx) uden adgangskode.",
    en="Open the file in Excel and save it again as an Excel workbook (.xlsx) without a password.",
)
_PROBLEMS = {
    "not_excel": (
        Text(
            da="{file} kan ikke læses som en Excel-projektmappe: den er noget andet.",
            en="{file} cannot be read as an Excel workbook: it is something else.",
        ),
        _SAVE_AGAIN,
    ),
    "old_or_locked": (
        Text(
            da="{file} kan ikke læses som en Excel-projektmappe: den er i det gamle .xls-format eller har adgangskode.",
            en="{file} cannot be read as an Excel workbook: it is in the old .xls format or has a password.",
        ),
        _SAVE_AGAIN,
    ),
    "damaged": (
        Text(
            da="{file} kan ikke læses som en Excel-projektmappe: den er beskadiget.",
            en="{file} cannot be read as an Excel workbook: it is damaged.",
        ),
        _SAVE_AGAIN,
    ),
    "too_large": (
        Text(
            da="{file} kan ikke læses som en Excel-projektmappe: den er for stor eller ødelagt.",
            en="{file} cannot be read as an Excel workbook: it is too large or damaged.",
        ),
        Text(
            da="Slet tomme rækker og kolonner langt ude i arkene og alt, der ikke skal bruges, og gem den igen som"
            " .xlsx.",
            en="Delete empty rows and columns far out in the sheets, and all that is not needed, and save it again as"
            " .xlsx.",
        ),
    ),
}
# Ended by the system for want of memory or time: a cell in the last row and column is enough.
_DIED = "too_large"
# Ended by an exception that the child did not foresee.
_STUMBLED = "damaged"


def read_xlsx(path: Path, *, wall_seconds: float = WALL_SECONDS) -> tuple[RawSheet, ...]:
    """The worksheets, in the order of the workbook.

    Raises
    ------
    UnusableInput
        With one finding: the file is no workbook, is damaged, locked or too large, or took more than `wall_seconds`.
    """
    with path.open("rb") as file:
        try:
            # By its own path, isolated and with an empty environment: the child sees the file and nothing else of ours.
            child = subprocess.run(  # noqa: S603 - our own script, nothing of the user's on the command line
                [sys.executable, "-I", xlsx_child.__file__, str(os.getpid())],
                stdin=file,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=wall_seconds,
                check=False,
                env={},
                # Ctrl-C reaches everything in the terminal's group; a child ended by it would look like a bad file.
                start_new_session=True,
            )
        except subprocess.TimeoutExpired:
            # Without the cause: what the child had said so far is kept in it.
            raise _unusable(path, _DIED) from None
    answer = _answer_of(child)
    if "problem" in answer:
        raise _unusable(path, answer["problem"])
    return tuple(
        RawSheet(name=sheet["name"], rows=tuple(tuple(_cell(cell) for cell in row) for row in sheet["rows"]))
        for sheet in answer["sheets"]
    )


def _answer_of(child: "subprocess.CompletedProcess[bytes]") -> dict[str, Any]:
    if child.returncode != 0:
        return {"problem": _DIED if child.returncode < 0 else _STUMBLED}
    try:
        answer: dict[str, Any] = json.loads(child.stdout)
    except ValueError:
        return {"problem": _STUMBLED}
    return answer


def _unusable(path: Path, problem: str) -> UnusableInput:
    findings = Findings()
    what, remedy = _PROBLEMS[problem]
    file = without_cpr(path.name)
    named = Text(da=what.da.format(file=file), en=what.en.format(file=file))
    findings.error(NOWHERE, f"workbook_{problem}", named, remedy)
    return UnusableInput(findings.in_order())


def _cell(value: Any) -> Plain:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        tag, text = value
        return datetime.date.fromisoformat(text) if tag == "day" else CellError(text)
    if value is None or isinstance(value, bool | int | float):
        return value
    raise TypeError(type(value).__name__)
