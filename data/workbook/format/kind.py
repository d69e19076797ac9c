"""What a column may hold: how a cell of that kind is read, written and described. The kinds stand in `kinds_*`."""

from typing import Any, Protocol

from data.workbook.reading.cell import Cell, CellError
from data.workbook.reading.faults import CellFault
from models.text import Text


class Kind(Protocol):
    """One kind of content."""

    @property
    def allowed(self) -> Text:
        """What may stand in the cell, in a few words."""
        ...

    @property
    def choices(self) -> tuple[str, ...]:
        """The words to choose from, as the drop-down list shows them; empty where there is no list."""
        ...

    def read(self, cell: Cell) -> Any:  # noqa: ANN401 - each kind its own; the models check what they get
        """The meaning of a cell that is not empty.

        Raises
        ------
        CellFault
            The cell means nothing of this kind.
        """
        ...

    def write(self, value: Any) -> Cell:  # noqa: ANN401 - the same
        """The cell that is read as `value`; None gives an empty cell."""
        ...


def refuse_error(cell: Cell) -> None:
    """Raise for a cell in which Excel shows an error, whatever the column holds."""
    if isinstance(cell, CellError):
        raise CellFault(
            "excel_error",
            Text(
                da=f"Cellen viser Excel-fejlen {cell.shown or '#?'}.",
                en=f"The cell shows the Excel error {cell.shown or '#?'}.",
            ),
            Text(
                da="Ret formlen, eller skriv værdien i cellen.", en="Mend the formula, or write the value in the cell."
            ),
        )


def text_of(cell: Cell) -> str | None:
    """The cell as text where it is a text or a whole number, else None."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    return None
