"""What rows of one sheet refer to on another: does it exist, and which is it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from data.workbook.format.column import SheetKey
from data.workbook.format.names import nearest
from data.workbook.format.sheets import SHEETS
from data.workbook.reading.case_numbers import CaseNumbers
from data.workbook.reading.cell import Removed
from data.workbook.reading.faults import Findings
from data.workbook.reading.recognition import Table
from data.workbook.reading.row import Row, Rows
from models.text import Text

_NOUNS = {
    SheetKey.TEAMS: Text(da="Team", en="Team"),
    SheetKey.CONSULTANTS: Text(da="Konsulent", en="Consultant"),
    SheetKey.EMPLOYERS: Text(da="Virksomhed", en="Employer"),
    SheetKey.CASES: Text(da="Sag", en="Case"),
}


@dataclass(frozen=True)
class References:
    """The ids that exist, by every name a sheet may call them by; None for a kind whose own sheet could not be read."""

    known: Mapping[SheetKey, Mapping[str | Removed, str] | None]

    def resolve(self, kind: SheetKey, name: str | Removed | None) -> str | None:
        """The id that a name stands for; None where it is None.

        Raises
        ------
        KeyError
            There is no such id: the row should have been checked.
        """
        return None if name is None else (self.known[kind] or {})[name]

    def same(self, kind: SheetKey, name: str | Removed | None) -> str | Removed | None:
        """The id that a name stands for, or the name where it stands for nothing: equal for two names of one thing."""
        return name if name is None else (self.known[kind] or {}).get(name, name)

    def check(self, row: Row, key: str, kind: SheetKey, findings: Findings) -> None:
        """Find a name in the row that stands for nothing."""
        name = row.get(key)
        known = self.known[kind]
        if name is None or known is None or name in known:
            return
        sheet = SHEETS[kind].name
        noun = _NOUNS[kind]
        if isinstance(name, Removed):
            findings.error(
                row.place(key),
                "unknown_reference",
                Text(
                    da="CPR-nummeret, der stod her, hører ikke til netop én sag på arket Sager.",
                    en="The CPR number that stood here does not belong to exactly one case on the sheet Cases.",
                ),
                Text(da="Skriv sagsnummeret.", en="Write the case number."),
            )
            return
        near = nearest(name, (other for other in known if isinstance(other, str)))
        findings.error(
            row.place(key),
            "unknown_reference",
            Text(
                da=f"{noun.da} »{name}« findes ikke på arket {sheet.da}.",
                en=f'{noun.en} "{name}" is not on the sheet {sheet.en}.',
            ),
            Text(
                da=(f"Mener du »{near}«? " if near else "") + "Ret navnet eller nummeret, eller tilføj rækken dér.",
                en=(f'Do you mean "{near}"? ' if near else "") + "Correct the name or number, or add the row there.",
            ),
        )


def references_in(tables: Mapping[SheetKey, Table], rows: Rows, cases: CaseNumbers) -> References:
    """Everything in the file that can be referred to."""
    case_names: dict[str | Removed, str] = {number: number for number in cases.by_row.values()}
    case_names |= {person: ids[0] for person, ids in cases.by_person.items() if len(ids) == 1}
    return References(
        {
            SheetKey.TEAMS: _ids(tables, rows, SheetKey.TEAMS),
            SheetKey.CONSULTANTS: _ids(tables, rows, SheetKey.CONSULTANTS),
            SheetKey.EMPLOYERS: _employers(rows[SheetKey.EMPLOYERS]),
            SheetKey.CASES: case_names,
        }
    )


def employer_id(row: Row) -> str | None:
    """The number by which the employer in a row is known: the workplace's own where there is one."""
    number: str | None = row.get("production_unit") or row.get("cvr")
    return number


def _ids(tables: Mapping[SheetKey, Table], rows: Rows, kind: SheetKey) -> Mapping[str | Removed, str] | None:
    if kind not in tables or not tables[kind].has("id"):
        return None
    return {row.get("id"): row.get("id") for row in rows[kind] if row.get("id") is not None}


def _employers(rows: tuple[Row, ...]) -> Mapping[str | Removed, str]:
    """Workplaces may be called by their company's number where the company has only one on the sheet."""
    companies = Counter(row.get("cvr") for row in rows)
    names: dict[str | Removed, str] = {}
    for row in rows:
        number, company = employer_id(row), row.get("cvr")
        if number is None:
            continue
        names[number] = number
        if company is not None and companies[company] == 1:
            names.setdefault(company, number)
    return names
