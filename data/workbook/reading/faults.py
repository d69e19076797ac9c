"""What is found wrong, collected, so that all of it is told in one go."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from models.errors import Finding, Severity
from models.text import Text


class CellFault(Exception):
    """A cell that cannot be read as what its column holds; the place is added by whoever knows it."""

    def __init__(self, code: str, what: Text, remedy: Text) -> None:
        super().__init__(code)
        self.code = code
        self.what = what
        self.remedy = remedy


@dataclass(frozen=True)
class Place:
    """Where something stands; what is None is left out."""

    sheet: str | None = None
    row: int | None = None
    column: str | None = None


NOWHERE = Place()


MAX_ALIKE = 20
"""How many findings of one kind in one column are told one by one; the rows of the rest are told together."""

_MAX_RANGES = 20


@dataclass
class _Kind:
    """Findings that are alike: the first of them, and in which rows the rest stand."""

    found: list[Finding]
    other_rows: list[int]


class Findings:
    """Collects findings; gives them in the order of the sheets and rows.

    A list pasted into the wrong column would otherwise drown everything else that was found.
    """

    def __init__(self) -> None:
        self._kinds: dict[tuple[Place, str, Severity], _Kind] = {}
        self._sheet_order: dict[str | None, int] = {None: -1}

    def expect_sheets(self, names: tuple[str, ...]) -> None:
        """Say in which order the sheets stand in the file."""
        self._sheet_order.update({name: index for index, name in enumerate(names)})

    def error(self, place: Place, code: str, what: Text, remedy: Text) -> None:
        """Something that must be mended."""
        self._add(place, code, what, remedy, Severity.ERROR)

    def warning(self, place: Place, code: str, what: Text, remedy: Text) -> None:
        """Something to look at; work can go on."""
        self._add(place, code, what, remedy, Severity.WARNING)

    @property
    def has_errors(self) -> bool:
        """Whether anything found must be mended."""
        return any(severity is Severity.ERROR for _, _, severity in self._kinds)

    def in_order(self) -> tuple[Finding, ...]:
        """All findings, by sheet and row; those of a whole sheet before those of its rows."""
        last = len(self._sheet_order)
        found = [finding for kind in self._kinds.values() for finding in (*kind.found, *_together(kind))]
        return tuple(
            sorted(found, key=lambda finding: (self._sheet_order.get(finding.sheet, last), finding.row or 0)),
        )

    def _add(self, place: Place, code: str, what: Text, remedy: Text, severity: Severity) -> None:
        kind = self._kinds.setdefault((Place(place.sheet, None, place.column), code, severity), _Kind([], []))
        if place.row is not None and len(kind.found) >= MAX_ALIKE:
            kind.other_rows.append(place.row)
            return
        kind.found.append(
            Finding(
                code=code,
                what=what,
                remedy=remedy,
                severity=severity,
                sheet=place.sheet,
                row=place.row,
                column=place.column,
            )
        )


def row_ranges(rows: Iterable[int]) -> str:
    """Row numbers in short: 2-4, 7."""
    # In a run of numbers, each is as much above its index as the one before.
    runs = (list(run) for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]))
    ranges = [f"{run[0][1]}-{run[-1][1]}" if len(run) > 1 else str(run[0][1]) for run in runs]
    return ", ".join(ranges[:_MAX_RANGES]) + (", ..." if len(ranges) > _MAX_RANGES else "")


def _together(kind: _Kind) -> Iterator[Finding]:
    if kind.other_rows:
        rows = sorted(set(kind.other_rows))
        ranges = row_ranges(rows)
        yield kind.found[-1].model_copy(
            update={
                "row": rows[0],
                "what": Text(da=f"Det samme gælder række {ranges}.", en=f"The same goes for row {ranges}."),
                "remedy": Text(da="Gør det samme dér.", en="Do the same there."),
            }
        )
