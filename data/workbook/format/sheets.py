"""The workbook format: every sheet, in the order they stand. Reading, template, writing and README follow it."""

from data.workbook.format.column import Sheet, SheetKey
from data.workbook.format.names import folded
from data.workbook.format.people_sheets import (
    ABOUT,
    ABSENCES,
    CONFLICTS,
    CONSULTANTS,
    FORMAT_VERSION,
    FREE_VISITS,
    INDUSTRIES,
    TEAMS,
)
from data.workbook.format.work_sheets import CASES, CONTACTS, EMPLOYERS, MOVES, OVERRIDES, WISHES

__all__ = ["FORMAT_VERSION", "GUIDE_SHEET", "LISTS_SHEET", "SHEETS", "is_ignored_sheet", "sheet_by_name"]

SHEETS: dict[SheetKey, Sheet] = {
    sheet.key: sheet
    for sheet in (
        ABOUT,
        TEAMS,
        CONSULTANTS,
        INDUSTRIES,
        FREE_VISITS,
        ABSENCES,
        EMPLOYERS,
        CONTACTS,
        CASES,
        CONFLICTS,
        WISHES,
        OVERRIDES,
        MOVES,
    )
}

GUIDE_SHEET = "Vejledning"
LISTS_SHEET = "Lister"
_IGNORED = frozenset(folded(name) for name in (GUIDE_SHEET, LISTS_SHEET, "Guide", "Lists"))


def sheet_by_name(name: str) -> Sheet | None:
    """The sheet that is known by that name, in either language; None where there is none."""
    return next((sheet for sheet in SHEETS.values() if folded(name) in sheet.names), None)


def is_ignored_sheet(name: str) -> bool:
    """Whether the sheet belongs to the template's guidance and holds no data."""
    return folded(name) in _IGNORED
