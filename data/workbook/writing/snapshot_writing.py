"""Writes a snapshot in the format that is read, as .xlsx or as a folder of CSV files."""

import csv
import datetime
from pathlib import Path

from data.workbook.format.sheets import SHEETS
from data.workbook.reading.cell import Cell
from data.workbook.reading.csv_reading import FORMULA_STARTS, TEXT_MARK
from data.workbook.writing.sheet_laying import Layout
from data.workbook.writing.snapshot_rows import rows_of
from models.snapshot import Snapshot


def write_snapshot(snapshot: Snapshot, path: Path) -> None:
    """Write the snapshot so that `read_workbook` gives it back.

    Parameters
    ----------
    path
        An .xlsx file, which is replaced; or anything else, which becomes a folder of CSV files as Danish Excel writes
        them: `;` between cells, decimal comma, dd-mm-yyyy, UTF-8 with its mark, and lines that end in CR LF.
    """
    if path.suffix.lower() == ".xlsx":
        with Layout(path, snapshot.date) as layout:
            layout.add_sheets(rows_of(snapshot))
        return
    path.mkdir(parents=True, exist_ok=True)
    for key, rows in rows_of(snapshot).items():
        sheet = SHEETS[key]
        with (path / f"{sheet.name.da}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow([column.heading.da for column in sheet.columns])
            for values in rows:
                writer.writerow([_in_csv(column.kind.write(values.get(column.key))) for column in sheet.columns])


def _in_csv(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        # A mark before what a spreadsheet would take for a formula; the reader takes it away again.
        return f"{TEXT_MARK}{cell}" if cell.startswith((*FORMULA_STARTS, TEXT_MARK)) else cell
    if isinstance(cell, datetime.date):
        return f"{cell:%d-%m-%Y}"
    return repr(cell).replace(".", ",")
