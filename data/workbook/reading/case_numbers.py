"""Gives a number to cases that had none, or had only a citizen's."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from data.workbook.reading.cell import Removed
from data.workbook.reading.faults import Findings, Place
from data.workbook.reading.row import Row
from models.text import Text
from models.word import Word


class GeneratedCaseId(Word):
    """The number that the case in a row was given."""

    sheet: str
    row: int
    case_id: str


@dataclass(frozen=True)
class CaseNumbers:
    """The numbers of all cases by row, and by the citizen where the sheet had a number of hers."""

    by_row: Mapping[int, str]
    by_person: Mapping[Removed, tuple[str, ...]]
    generated: tuple[GeneratedCaseId, ...]


def number_cases(rows: Sequence[Row], findings: Findings) -> CaseNumbers:
    """The numbers as they stand, and made ones (S-0001, in row order) where they could not be kept or none stand."""
    taken = {row.get("id") for row in rows}
    none_has_a_number = taken <= {None}
    free = _free_numbers(taken)
    by_row: dict[int, str] = {}
    by_person: dict[Removed, list[str]] = defaultdict(list)
    generated: list[GeneratedCaseId] = []
    first_row: dict[str | Removed, int] = {}
    for row in rows:
        key = row.get("id")
        if key is not None and key in first_row:
            _complain_of_repetition(row, key, first_row[key], findings)
        elif isinstance(key, Removed) or (none_has_a_number and "id" not in row.faulty):
            by_row[row.number] = next(free)
            generated.append(GeneratedCaseId(sheet=row.table.name, row=row.number, case_id=by_row[row.number]))
        elif key is not None:
            by_row[row.number] = key
        elif "id" not in row.faulty:
            findings.error(
                row.place("id"),
                "value_missing",
                Text(da="Sagsnummer mangler.", en="The case number is missing."),
                Text(
                    da="Skriv sagens nummer, eller slet hele kolonnen, så laves der numre til alle sager.",
                    en="Write the case's number, or delete the whole column to have numbers made for all cases.",
                ),
            )
        if key is not None:
            first_row.setdefault(key, row.number)
        for person in {key, row.person}:
            if isinstance(person, Removed) and row.number in by_row:
                by_person[person].append(by_row[row.number])
    if generated:
        _tell_of_generated(generated, findings)
    return CaseNumbers(by_row, {person: tuple(ids) for person, ids in by_person.items()}, tuple(generated))


def _free_numbers(taken: set[object]) -> Iterator[str]:
    return (number for index in count(1) if (number := f"S-{index:04d}") not in taken)


def _complain_of_repetition(row: Row, key: str | Removed, first_row: int, findings: Findings) -> None:
    if isinstance(key, Removed):
        what = Text(
            da=f"Det er samme CPR-nummer som i række {first_row}, så sagerne kan ikke skelnes.",
            en=f"It is the same CPR number as in row {first_row}, so the cases cannot be told apart.",
        )
        remedy = Text(da="Giv hver sag et sagsnummer.", en="Give each case a case number.")
    else:
        what = Text(
            da=f"Sagsnummer {key} står også i række {first_row}.",
            en=f"Case number {key} stands in row {first_row} too.",
        )
        remedy = Text(da="Behold den ene, eller ret nummeret.", en="Keep one, or correct the number.")
    findings.error(row.place("id"), "repeated", what, remedy)


def _tell_of_generated(generated: Sequence[GeneratedCaseId], findings: Findings) -> None:
    first, last = generated[0].case_id, generated[-1].case_id
    findings.warning(
        Place(generated[0].sheet),
        "case_numbers_generated",
        Text(
            da=f"{len(generated)} sager uden sagsnummer har fået et i rækkefølge: {first} til {last}.",
            en=f"{len(generated)} cases without a case number were given one in order: {first} to {last}.",
        ),
        Text(
            da="Skriv numrene i filen, hvis sagerne skal kendes igen næste gang.",
            en="Write the numbers in the file if the cases are to be known again next time.",
        ),
    )
