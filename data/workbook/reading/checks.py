"""Checks that more than one sheet needs."""

from collections.abc import Callable, Hashable, Sequence

from data.workbook.reading.faults import Findings
from data.workbook.reading.row import Row
from models.text import Text


def check_unique(
    rows: Sequence[Row], column: str, key_of: Callable[[Row], Hashable | None], findings: Findings, what: Text
) -> None:
    """Find rows with a key that an earlier row has; `what` says in the middle of a sentence what stands twice."""
    first_row: dict[Hashable, int] = {}
    for row in rows:
        key = key_of(row)
        if key is None:
            continue
        if key in first_row:
            findings.error(
                row.place(column),
                "repeated",
                Text(
                    da=f"{what.da} står også i række {first_row[key]}.",
                    en=f"{what.en} stands in row {first_row[key]} too.",
                ),
                Text(da="Behold den ene række, eller ret den.", en="Keep one of the rows, or correct it."),
            )
        else:
            first_row[key] = row.number


def keys_of(*columns: str) -> Callable[[Row], Hashable | None]:
    """What a row has in those columns together; None where one of them is empty."""

    def key_of(row: Row) -> Hashable | None:
        values = tuple(row.get(column) for column in columns)
        return None if None in values else values

    return key_of
