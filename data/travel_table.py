"""Reading a team's own table of travel times from a CSV file."""

import csv
import io
import re
from collections.abc import Iterator, Mapping

from data.towns import find_town, suggest_towns
from data.workbook.reading.cell import shown
from data.workbook.reading.cpr import without_cpr
from models.errors import Finding, UnusableInput
from models.position import Position
from models.text import Text

Point = tuple[float, float]
"""Latitude and longitude to five decimals, about a metre."""


def point_of(position: Position) -> Point:
    """The position as tables of travel times know it."""
    return round(position.latitude, 5), round(position.longitude, 5)


def read_travel_table(file_name: str, content: bytes, points: Mapping[str, Position]) -> dict[tuple[Point, Point], int]:
    """One-way minutes by origin and destination; `file_name` is only for the findings.

    `points` are names of the team's own; they go before the known towns.

    Raises
    ------
    UnusableInput
        The file has no such columns, or rows that cannot be read; every fault has its own finding.
    """
    reading = _TableReader(file_name, points)
    minutes_by_pair = reading.pairs(_decoded(content))
    if reading.findings:
        raise UnusableInput(reading.findings)
    return minutes_by_pair


_HEADINGS = {"fra": "from", "from": "from", "til": "to", "to": "to", "minutter": "minutes", "minutes": "minutes"}
_COORDINATES = re.compile(r"^(-?\d+(?:[.,]\d+)?)(?:\s*[,/]\s*|\s+)(-?\d+(?:[.,]\d+)?)$")


class _TableReader:
    """Reads one file; what cannot be read becomes a finding, and reading goes on."""

    def __init__(self, file_name: str, points: Mapping[str, Position]) -> None:
        self.findings: list[Finding] = []
        self._file_name = file_name
        self._points = {name.strip().casefold(): position for name, position in points.items()}

    def pairs(self, text: str) -> dict[tuple[Point, Point], int]:
        pairs: dict[tuple[Point, Point], int] = {}
        try:
            self._read(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), pairs)
        except csv.Error as error:
            self._find(
                "travel_file_unreadable",
                f"Filen kan ikke læses som CSV: {error}.",
                f"The file cannot be read as CSV: {error}.",
                "Gem den som CSV fra regnearket igen.",
                "Save it as CSV from the spreadsheet again.",
            )
        return pairs

    def _read(self, rows: Iterator[list[str]], pairs: dict[tuple[Point, Point], int]) -> None:
        headings = next(rows, [])
        columns = {_HEADINGS.get(heading.strip().casefold(), ""): index for index, heading in enumerate(headings)}
        if not {"from", "to", "minutes"} <= columns.keys():
            self._find(
                "travel_headings_missing",
                "Filen mangler kolonnerne fra, til og minutter.",
                "The file lacks the columns from, to and minutes.",
                "Skriv dem i første række.",
                "Write them in the first row.",
                1,
            )
            return
        for number, cells in enumerate(rows, start=2):
            if not any(cell.strip() for cell in cells):
                continue
            padded = [*cells, *[""] * len(headings)]
            start = self._place(padded[columns["from"]], number, headings[columns["from"]])
            end = self._place(padded[columns["to"]], number, headings[columns["to"]])
            minutes = self._whole_minutes(padded[columns["minutes"]], number, headings[columns["minutes"]])
            if start is None or end is None or minutes is None:
                continue
            if pairs.setdefault((start, end), minutes) != minutes:
                self._find(
                    "travel_pair_twice",
                    f"Turen står også med {pairs[start, end]} minutter.",
                    f"The trip also stands with {pairs[start, end]} minutes.",
                    "Behold én af rækkerne.",
                    "Keep one of the rows.",
                    number,
                )

    def _place(self, cell: str, row: int, column: str) -> Point | None:
        name = cell.strip()
        if (position := self._points.get(name.casefold()) or find_town(name)) is not None:
            return point_of(position)
        if (coordinates := _COORDINATES.match(name)) is not None:
            latitude, longitude = (float(number.replace(",", ".")) for number in coordinates.groups())
            if abs(latitude) <= 90 and abs(longitude) <= 180:
                return round(latitude, 5), round(longitude, 5)
        like = ", ".join(suggest_towns(name))
        self._find(
            "travel_place_unknown",
            f"Stedet {_quoted(name)} kendes ikke.",
            f"The place {_quoted(name)} is not known.",
            "Skriv breddegrad og længdegrad, fx 55.7704 9.7011." + (f" Eller mentes {like}?" if like else ""),
            "Write latitude and longitude, as in 55.7704 9.7011." + (f" Or was {like} meant?" if like else ""),
            row,
            column,
        )
        return None

    def _whole_minutes(self, cell: str, row: int, column: str) -> int | None:
        digits = cell.strip()
        if re.fullmatch(r"[0-9]{1,4}", digits) and int(digits) <= 1440:
            return int(digits)
        self._find(
            "travel_minutes_invalid",
            f"{_quoted(digits)} er ikke hele minutter fra 0 til 1440.",
            f"{_quoted(digits)} is not whole minutes from 0 to 1440.",
            "Skriv et helt tal.",
            "Write a whole number.",
            row,
            column,
        )
        return None

    def _find(
        self,
        code: str,
        da: str,
        en: str,
        remedy_da: str,
        remedy_en: str,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        self.findings.append(
            Finding(
                code=code,
                what=Text(da=da, en=en),
                remedy=Text(da=remedy_da, en=remedy_en),
                sheet=without_cpr(self._file_name),
                row=row,
                column=None if column is None else shown(without_cpr(column)),
            )
        )


def _quoted(text: str) -> str:
    """What stands in a cell, on one line, shortened, and without a personal number."""
    return f"'{shown(without_cpr(text))}'"


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Every byte is a letter in Latin-1, which differs from Windows-1252 in none that stands in a Danish place name.
        return content.decode("latin-1")


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return next((delimiter for delimiter in ";\t" if delimiter in heading), ",")
