"""What is found wrong, collected, so that all of it is told in one go."""

from dataclasses import dataclass

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


class Findings:
    """Collects findings; gives them in the order of the sheets and rows."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
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
        return any(finding.severity is Severity.ERROR for finding in self._found)

    def in_order(self) -> tuple[Finding, ...]:
        """All findings, by sheet and row; those of a whole sheet before those of its rows."""
        last = len(self._sheet_order)
        return tuple(
            sorted(
                self._found,
                key=lambda finding: (self._sheet_order.get(finding.sheet, last), finding.row or 0),
            )
        )

    def _add(self, place: Place, code: str, what: Text, remedy: Text, severity: Severity) -> None:
        self._found.append(
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
