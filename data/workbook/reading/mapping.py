"""A team's own headings: which of their columns is which of ours, kept in a file so that it is said once."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from data.workbook.format.column import Column, Sheet
from data.workbook.format.names import folded, nearest
from data.workbook.format.sheets import SHEETS, sheet_by_name
from data.workbook.reading.cpr import find_cpr, without_cpr
from data.workbook.reading.faults import NOWHERE, Findings
from models.errors import UnusableInput
from models.text import Text
from models.toml_text import NotToml, read_toml


class HeadingMapping(BaseModel):
    """A team's own names for the sheets, the headings and the words in the cells.

    Our sheets and columns may be called by their key, Danish or English name. `sheets` is our sheet -> theirs,
    `headings` our sheet -> our column -> their heading, `values` our sheet -> our column -> their word -> our word.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sheets: dict[str, str] = Field(default_factory=dict)
    headings: dict[str, dict[str, str]] = Field(default_factory=dict)
    values: dict[str, dict[str, dict[str, str]]] = Field(default_factory=dict)

    def sheet_name(self, sheet: Sheet) -> str | None:
        """The team's name for the sheet; None where it is ours."""
        return next((theirs for ours, theirs in self.sheets.items() if folded(ours) in sheet.names), None)

    def heading(self, sheet: Sheet, column: Column) -> str | None:
        """The team's heading for the column; None where it is ours."""
        return next(
            (
                theirs
                for sheet_name, headings in self.headings.items()
                for ours, theirs in headings.items()
                if folded(sheet_name) in sheet.names and folded(ours) in column.names
            ),
            None,
        )

    def words(self, sheet: Sheet, column: Column) -> dict[str, str]:
        """The team's words in that column, folded, with ours."""
        return {
            folded(theirs): ours
            for sheet_name, columns in self.values.items()
            for column_name, words in columns.items()
            for theirs, ours in words.items()
            if folded(sheet_name) in sheet.names and folded(column_name) in column.names
        }


NO_MAPPING = HeadingMapping()


def read_mapping(path: Path) -> HeadingMapping:
    """The mapping in a TOML file with the tables `sheets`, `headings` and `values`.

    Raises
    ------
    UnusableInput
        With everything found: no TOML, something that is no mapping, or sheets and columns that we don't have.
    """
    findings = Findings()
    try:
        content = read_toml(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, NotToml) as error:
        why = without_cpr(str(error))
        findings.error(
            NOWHERE,
            "mapping_unreadable",
            Text(
                da=f"Filen med teamets overskrifter kan ikke læses som TOML: {why}.",
                en=f"The file with the team's headings cannot be read as TOML: {why}.",
            ),
            Text(
                da="Ret filen; formatet står i data/workbook/README.md.",
                en="Mend the file; the format stands in data/workbook/README.md.",
            ),
        )
        raise UnusableInput(findings.in_order()) from None
    if any(find_cpr(text, in_running_text=True) for text in _texts(content)):
        findings.error(
            NOWHERE,
            "cpr_number",
            Text(
                da="Filen med teamets overskrifter har et CPR-nummer.",
                en="The file with the team's headings has a CPR number.",
            ),
            Text(da="Slet nummeret i filen.", en="Delete the number in the file."),
        )
        raise UnusableInput(findings.in_order())
    try:
        mapping = HeadingMapping.model_validate(content)
    except ValidationError as error:
        for problem in error.errors():
            name = ".".join(str(part) for part in problem["loc"])
            findings.error(
                NOWHERE,
                "mapping_misshapen",
                Text(
                    da=f"»{name}« hører ikke til i filen med teamets overskrifter.",
                    en=f'"{name}" does not belong in the file with the team\'s headings.',
                ),
                Text(
                    da="Brug tabellerne sheets, headings og values med tekst i.",
                    en="Use the tables sheets, headings and values, with texts in them.",
                ),
            )
        raise UnusableInput(findings.in_order()) from None
    check_mapping(mapping, findings)
    if findings.has_errors:
        raise UnusableInput(findings.in_order())
    return mapping


def _texts(content: object) -> Iterator[str]:
    """Every key and every text in a TOML file."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        yield from content
        for value in content.values():
            yield from _texts(value)


def check_mapping(mapping: HeadingMapping, findings: Findings) -> None:
    """Find the sheets and columns that the mapping names and we don't have."""
    for name in dict.fromkeys((*mapping.sheets, *mapping.headings, *mapping.values)):
        if sheet_by_name(name) is None:
            _unknown(name, Text(da="arket", en="sheet"), [sheet.name.da for sheet in SHEETS.values()], findings)
    named = [
        (sheet_name, column_name)
        for columns_by_sheet in (mapping.headings, mapping.values)
        for sheet_name, columns in columns_by_sheet.items()
        for column_name in columns
    ]
    for sheet_name, column_name in dict.fromkeys(named):
        sheet = sheet_by_name(sheet_name)
        if sheet is not None and not any(folded(column_name) in column.names for column in sheet.columns):
            _unknown(
                column_name,
                Text(da="kolonnen", en="column"),
                [column.heading.da for column in sheet.columns],
                findings,
            )


def _unknown(name: str, kind: Text, known: list[str], findings: Findings) -> None:
    near = nearest(name, known)
    findings.error(
        NOWHERE,
        "mapping_unknown_name",
        Text(
            da=f"Filen med teamets overskrifter nævner {kind.da} »{name}«, som formatet ikke har.",
            en=f'The file with the team\'s headings names the {kind.en} "{name}", which the format does not have.',
        ),
        Text(
            da=f"Mener du »{near}«?" if near else f"Vælg en af: {', '.join(known)}.",
            en=f'Do you mean "{near}"?' if near else f"Choose one of: {', '.join(known)}.",
        ),
    )
