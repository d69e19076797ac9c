"""Tables that a screen reader reads out cell by cell, and that scroll by themselves where they are too wide."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.simulation_report.markup import Html, element, joined


@dataclass(frozen=True)
class Column:
    """A heading, and whether numbers stand below it."""

    heading: str
    is_number: bool = True


@dataclass(frozen=True)
class Row:
    """The first cell names the row; the others are as many as the columns after the first."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class RowGroup:
    """Rows under a heading of their own; an empty one for none."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """`name` is the only one of its kind on the page."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]

    def html(self) -> Html:
        """In a region that can be scrolled by keys."""
        heads = element("tr", *(_head(column) for column in self.columns))
        bodies = (element("tbody", *_rows(self.columns, group)) for group in self.groups)
        inside = element(
            "table", element("caption", self.caption, id=f"{self.name}-caption"), element("thead", heads), *bodies
        )
        region = {"role": "region", "aria_labelledby": f"{self.name}-caption", "tabindex": "0"}
        return element("div", inside, id=self.name, class_="scroll", **region)


def _head(column: Column) -> Html:
    return element("th", column.heading, scope="col", **_kind(column))


def _rows(columns: Sequence[Column], group: RowGroup) -> list[Html]:
    rows = []
    if group.heading:
        head = element("th", group.heading, scope="rowgroup", colspan=str(len(columns)))
        rows.append(element("tr", head, class_="group"))
    for row in group.rows:
        cells = zip(columns[1:], row.cells, strict=True)
        rows.append(
            element(
                "tr",
                element("th", row.name, scope="row"),
                joined(*(element("td", cell, **_kind(column)) for column, cell in cells)),
            )
        )
    return rows


def _kind(column: Column) -> dict[str, str]:
    return {"class_": "number"} if column.is_number else {}
