"""Finds our sheets and columns in what was read, and says what it does not know."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from data.workbook.format.column import Column, Role, Sheet, SheetKey
from data.workbook.format.names import folded, nearest
from data.workbook.format.sheets import SHEETS, is_ignored_sheet, sheet_by_name
from data.workbook.reading.cell import CellError, Plain, RawSheet, shown
from data.workbook.reading.cpr import REMOVED_TEXT, is_cpr_heading, without_cpr
from data.workbook.reading.faults import Findings, Place
from data.workbook.reading.mapping import HeadingMapping
from models.text import Text

_MAX_ROWS_ABOVE_HEADINGS = 10
_MIN_HEADINGS = 2


@dataclass(frozen=True)
class Table:
    """A recognised sheet. Nothing in `name` and `headings` is a CPR number; the cells have not been looked at yet.

    `columns` and `headings` are by index in the rows; `cpr_columns` hold CPR numbers by their heading; the headings
    stand in row `heading_row`, and `rows` are those below it that are not empty, with their numbers.
    """

    sheet: Sheet
    name: str
    headings: dict[int, str]
    columns: dict[int, Column]
    cpr_columns: tuple[int, ...]
    heading_row: int
    rows: tuple[tuple[int, tuple[Plain, ...]], ...]

    def place(self, row: int | None = None, index: int | None = None) -> Place:
        """A place in the sheet."""
        return Place(self.name, row, None if index is None else self.headings[index])

    def heading_of(self, key: str) -> str:
        """The heading as it stands in the file; ours in Danish where the column is not there."""
        for index, column in self.columns.items():
            if column.key == key:
                return self.headings[index]
        return self.sheet.column(key).heading.da

    def has(self, key: str) -> bool:
        """Whether the file has the column."""
        return any(column.key == key for column in self.columns.values())


def recognise(raw_sheets: Sequence[RawSheet], mapping: HeadingMapping, findings: Findings) -> dict[SheetKey, Table]:
    """Our tables among the sheets of a file."""
    findings.expect_sheets(tuple(without_cpr(raw.name) for raw in raw_sheets))
    tables: dict[SheetKey, Table] = {}
    for raw in raw_sheets:
        place = Place(without_cpr(raw.name))
        if place.sheet != raw.name:
            _warn_of_cpr_in_name(place, findings)
        sheet = _sheet_named(raw.name, mapping)
        if sheet is None:
            if any(any(cell is not None for cell in row) for row in raw.rows) and not is_ignored_sheet(raw.name):
                _warn_of_unknown_sheet(place, findings)
        elif sheet.key in tables:
            findings.error(
                place,
                "sheet_repeated",
                Text(
                    da=f"Arket er det samme som arket »{tables[sheet.key].name}«.",
                    en=f'The sheet is the same as the sheet "{tables[sheet.key].name}".',
                ),
                Text(da="Saml rækkerne på ét ark.", en="Put the rows on one sheet."),
            )
        else:
            tables[sheet.key] = _table(raw, sheet, mapping, findings)
    for sheet in SHEETS.values():
        if sheet.required and sheet.key not in tables:
            name = mapping.sheet_name(sheet) or sheet.name.da
            findings.error(
                Place(name),
                "sheet_missing",
                Text(da=f"Arket »{name}« mangler.", en=f'The sheet "{name}" is missing.'),
                Text(
                    da=f"Tilføj det med kolonnerne {', '.join(_required(sheet, mapping))}.",
                    en=f"Add it with the columns {', '.join(_required(sheet, mapping))}.",
                ),
            )
    return tables


def _sheet_named(name: str, mapping: HeadingMapping) -> Sheet | None:
    for sheet in SHEETS.values():
        theirs = mapping.sheet_name(sheet)
        if theirs is not None and folded(theirs) == folded(name):
            return sheet
    return sheet_by_name(name)


def _required(sheet: Sheet, mapping: HeadingMapping) -> Iterator[str]:
    for column in sheet.columns:
        if column.required:
            yield mapping.heading(sheet, column) or column.heading.da


def _table(raw: RawSheet, sheet: Sheet, mapping: HeadingMapping, findings: Findings) -> Table:
    filled = [(index + 1, row) for index, row in enumerate(raw.rows) if any(cell is not None for cell in row)]
    name = without_cpr(raw.name)
    theirs = {folded(heading): column for column in sheet.columns if (heading := mapping.heading(sheet, column))}
    ours = {known: column for column in sheet.columns if column not in theirs.values() for known in column.names}
    num_above = _num_rows_above_headings(filled, theirs.keys() | ours.keys())
    if num_above:
        _warn_of_rows_above_headings(Place(name, filled[0][0]), filled[num_above][0], findings)
        filled = filled[num_above:]
    heading_row, heading_cells = filled[0] if filled else (1, ())
    headings: dict[int, str] = {}
    columns: dict[int, Column] = {}
    cpr_columns: list[int] = []
    for index, cell in enumerate(heading_cells):
        if cell is None or isinstance(cell, CellError):
            continue
        read = shown_heading(cell)
        headings[index] = without_cpr(read)
        place = Place(name, heading_row, headings[index])
        if headings[index] != read:
            _warn_of_cpr_in_name(place, findings)
        column = theirs.get(folded(read)) or ours.get(folded(read))
        if is_cpr_heading(read):
            cpr_columns.append(index)
        if column is None:
            if index not in cpr_columns:
                _warn_of_unknown_column(place, sheet, columns, findings)
        elif column in columns.values():
            findings.error(
                place,
                "column_repeated",
                Text(
                    da=f"Kolonnen »{column.heading.da}« står to gange.",
                    en=f'The column "{column.heading.en}" stands twice.',
                ),
                Text(da="Behold den ene.", en="Keep one."),
            )
        else:
            columns[index] = column
    _complain_of_missing_columns(name, sheet, columns, bool(cpr_columns), mapping, findings)
    _warn_of_cells_without_heading(name, filled[1:], headings, findings)
    return Table(sheet, name, headings, columns, tuple(cpr_columns), heading_row, tuple(filled[1:]))


def _num_rows_above_headings(filled: Sequence[tuple[int, tuple[Plain, ...]]], names: Collection[str]) -> int:
    """How many rows, such as a title, stand above the one that has at least two of our headings; 0 where none has."""
    for index, (_, row) in enumerate(filled[:_MAX_ROWS_ABOVE_HEADINGS]):
        if sum(isinstance(cell, str) and folded(shown_heading(cell)) in names for cell in row) >= _MIN_HEADINGS:
            return index
    return 0


def shown_heading(cell: Plain) -> str:
    """A heading on one line, whole: it must be known before it may be shortened."""
    return " ".join(cell.split()) if isinstance(cell, str) else shown(cell)


def _complain_of_missing_columns(
    name: str,
    sheet: Sheet,
    columns: dict[int, Column],
    has_cpr_column: bool,
    mapping: HeadingMapping,
    findings: Findings,
) -> None:
    for column in sheet.columns:
        if column in columns.values():
            continue
        heading = mapping.heading(sheet, column)
        # A case may be named by the citizen's number, which is not kept.
        if column.required and not (column.role is Role.CASE and has_cpr_column):
            findings.error(
                Place(name, None, heading or column.heading.da),
                "column_missing",
                Text(
                    da=f"Kolonnen »{heading or column.heading.da}« mangler.",
                    en=f'The column "{heading or column.heading.en}" is missing.',
                ),
                Text(
                    da=f"Tilføj den: {column.about.da} For eksempel {column.example}.",
                    en=f"Add it: {column.about.en} For example {column.example}.",
                ),
            )
        elif heading is not None:
            findings.warning(
                Place(name, None, heading),
                "mapped_column_missing",
                Text(
                    da=f"Filen med teamets overskrifter nævner kolonnen »{heading}«, som arket ikke har.",
                    en=f'The file with the team\'s headings names the column "{heading}", which the sheet lacks.',
                ),
                Text(da="Ret overskriften det ene sted.", en="Correct the heading in one of the two."),
            )


def _warn_of_cells_without_heading(
    name: str,
    rows: Sequence[tuple[int, tuple[Plain, ...]]],
    headings: dict[int, str],
    findings: Findings,
) -> None:
    for number, row in rows:
        if any(cell is not None and index not in headings for index, cell in enumerate(row)):
            findings.warning(
                Place(name, number),
                "cell_without_heading",
                Text(
                    da="Rækken har en celle i en kolonne uden overskrift; den er ikke læst.",
                    en="The row has a cell in a column without a heading; it was not read.",
                ),
                Text(
                    da="Giv kolonnen en overskrift, eller slet cellen.",
                    en="Give the column a heading or delete the cell.",
                ),
            )
            # One is enough to see that a heading is missing.
            return


def _warn_of_rows_above_headings(place: Place, heading_row: int, findings: Findings) -> None:
    findings.warning(
        place,
        "rows_above_headings",
        Text(
            da=f"Overskrifterne står i række {heading_row}; det, der står over dem, er ikke læst.",
            en=f"The headings stand in row {heading_row}; what stands above them was not read.",
        ),
        Text(da="Slet rækkerne over overskrifterne.", en="Delete the rows above the headings."),
    )


def _warn_of_cpr_in_name(place: Place, findings: Findings) -> None:
    findings.warning(
        place,
        "cpr_removed",
        Text(
            da=f"Der stod et CPR-nummer i navnet. Det er erstattet med {REMOVED_TEXT} og ikke gemt.",
            en=f"There was a CPR number in the name. It was replaced by {REMOVED_TEXT} and not kept.",
        ),
        Text(da="Slet nummeret i filen.", en="Delete the number in the file."),
    )


def _warn_of_unknown_sheet(place: Place, findings: Findings) -> None:
    near = nearest(place.sheet or "", [name for sheet in SHEETS.values() for name in (sheet.name.da, sheet.name.en)])
    findings.warning(
        place,
        "sheet_unknown",
        Text(
            da="Arket er ikke et af formatets og er ikke læst.",
            en="The sheet is none of the format's and was not read.",
        ),
        Text(
            da=f"Mener du »{near}«? Så ret arkets navn." if near else "Ret arkets navn, hvis det skulle læses.",
            en=f'Do you mean "{near}"? Then correct the sheet\'s name.'
            if near
            else "Correct the sheet's name if it was to be read.",
        ),
    )


def _warn_of_unknown_column(place: Place, sheet: Sheet, found: dict[int, Column], findings: Findings) -> None:
    left = [
        name
        for column in sheet.columns
        if column not in found.values()
        for name in (column.heading.da, column.heading.en)
    ]
    near = nearest(place.column or "", left)
    findings.warning(
        place,
        "column_unknown",
        Text(
            da="Kolonnen er ikke en af formatets og er ikke læst.",
            en="The column is none of the format's and was not read.",
        ),
        Text(
            da=f"Mener du »{near}«? Så ret overskriften." if near else "Ret overskriften, hvis den skulle læses.",
            en=f'Do you mean "{near}"? Then correct the heading.'
            if near
            else "Correct the heading if it was to be read.",
        ),
    )
