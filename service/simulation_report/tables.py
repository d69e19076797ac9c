"""Tables that a screen reader can read out cell by cell, and that scroll by themselves where they are too wide."""

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


def table(caption: str, columns: Sequence[Column], groups: Sequence[RowGroup], *, name: str) -> Html:
    """A table in a region that can be scrolled by keys; `name` is the only one of its kind on the page."""
    heads = element("tr", *(_head(column) for column in columns))
    bodies = (element("tbody", *_rows(columns, group)) for group in groups)
    inside = element("table", element("caption", caption, id=name), element("thead", heads), *bodies)
    return element("div", inside, class_="scroll", role="region", aria_labelledby=name, tabindex="0")


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
