"""What must hold on the sheets about employers, wishes, overrides and moves."""

from pydantic import ValidationError

from data.workbook.format.column import SheetKey
from data.workbook.format.work_sheets import EMPLOYER_PLACE
from data.workbook.reading.cell import Removed
from data.workbook.reading.checks import check_unique
from data.workbook.reading.faults import Findings
from data.workbook.reading.positions import check_position
from data.workbook.reading.references import References, employer_id
from data.workbook.reading.row import Row, Rows
from models.industry import Industry, IndustryScheme
from models.override import OverrideKind
from models.text import Text

_DIGITS = {"cvr": 8, "production_unit": 10}


def check_employers(rows: Rows, findings: Findings) -> None:
    """Employers have a number with its digits, once, a place, and an industry code of its scheme."""
    employers = rows[SheetKey.EMPLOYERS]
    check_unique(
        employers,
        "cvr",
        lambda row: employer_id(row) if row.get("production_unit") is None else None,
        findings,
        Text(da="CVR-nummeret uden P-nummer", en="The CVR number without a production unit number"),
    )
    check_unique(
        employers,
        "production_unit",
        lambda row: employer_id(row) if row.get("production_unit") is not None else None,
        findings,
        Text(da="P-nummeret", en="The production unit number"),
    )
    for row in employers:
        check_position(row, EMPLOYER_PLACE, findings, required=True)
        _check_number(row, findings)
        _check_industry(row, findings)


def _check_number(row: Row, findings: Findings) -> None:
    if row.faulty & _DIGITS.keys():
        return
    if employer_id(row) is None:
        findings.error(
            row.place("cvr"),
            "employer_number_missing",
            Text(da="Virksomheden har intet nummer.", en="The employer has no number."),
            Text(
                da="Skriv CVR-nummeret (8 cifre) eller P-nummeret (10 cifre).",
                en="Write the CVR number (8 digits) or the production unit number (10 digits).",
            ),
        )
    for key, num_digits in _DIGITS.items():
        number = row.get(key)
        if number is not None and not (number.isascii() and number.isdigit() and len(number) == num_digits):
            findings.error(
                row.place(key),
                "employer_number_wrong",
                Text(
                    da=f"»{number}« er ikke {num_digits} cifre.",
                    en=f'"{number}" is not {num_digits} digits.',
                ),
                Text(
                    da="Ret nummeret: et CVR-nummer har 8 cifre, et P-nummer 10.",
                    en="Correct the number: a CVR number has 8 digits, a production unit number 10.",
                ),
            )


def _check_industry(row: Row, findings: Findings) -> None:
    code, scheme = row.get("industry_code"), row.get("industry_scheme")
    if row.faulty & {"industry_code", "industry_scheme"} or (code is None and scheme is None):
        return
    if code is None or scheme is None:
        findings.error(
            row.place("industry_code" if code is None else "industry_scheme"),
            "industry_incomplete",
            Text(
                da="En branchekode og det kodesæt, den er fra, hører sammen; det ene mangler.",
                en="An industry code and the scheme it is from belong together; one is missing.",
            ),
            Text(da="Udfyld begge, eller slet begge.", en="Fill in both, or delete both."),
        )
        return
    if not _is_industry(scheme, code):
        findings.error(
            row.place("industry_code"),
            "industry_unknown",
            Text(da=f"Branche {code} findes ikke i {scheme}.", en=f"There is no industry {code} in {scheme}."),
            Text(da="Ret koden eller kodesættet.", en="Correct the code or the scheme."),
        )


def _is_industry(scheme: IndustryScheme, code: str) -> bool:
    try:
        Industry(scheme=scheme, code=code)
    except ValidationError:
        return False
    return True


def check_contacts(rows: Rows, references: References, findings: Findings) -> None:
    """An employer has one contact person, who is not her own deputy."""
    contacts = rows[SheetKey.CONTACTS]
    check_unique(
        contacts,
        "employer",
        lambda row: references.same(SheetKey.EMPLOYERS, row.get("employer")),
        findings,
        Text(da="Virksomheden", en="The employer"),
    )
    for row in contacts:
        references.check(row, "employer", SheetKey.EMPLOYERS, findings)
        references.check(row, "consultant", SheetKey.CONSULTANTS, findings)
        references.check(row, "deputy", SheetKey.CONSULTANTS, findings)
        if row.get("deputy") is not None and row.get("deputy") == row.get("consultant"):
            findings.error(
                row.place("deputy"),
                "deputy_of_herself",
                Text(
                    da=f"{row.get('deputy')} kan ikke være sin egen stedfortræder.",
                    en=f"{row.get('deputy')} cannot be her own deputy.",
                ),
                Text(da="Skriv en anden, eller lad cellen være tom.", en="Name another, or leave the cell empty."),
            )


def check_wishes(rows: Rows, references: References, findings: Findings) -> None:
    """A consultant says one thing of a case."""
    wishes = rows[SheetKey.WISHES]
    for row in wishes:
        references.check(row, "consultant", SheetKey.CONSULTANTS, findings)
        references.check(row, "case", SheetKey.CASES, findings)
    check_unique(
        wishes,
        "case",
        lambda row: (
            (row.get("consultant"), references.same(SheetKey.CASES, row.get("case")))
            if "consultant" in row.values and "case" in row.values
            else None
        ),
        findings,
        Text(da="Konsulentens ønske om sagen", en="The consultant's wish for the case"),
    )


def check_moves(rows: Rows, references: References, findings: Findings) -> None:
    """A case that a CPR number stood for is one of the cases; others may have been closed since."""
    for row in rows[SheetKey.MOVES]:
        if isinstance(row.get("case"), Removed):
            references.check(row, "case", SheetKey.CASES, findings)


def check_overrides(rows: Rows, references: References, findings: Findings) -> None:
    """A case is pinned to one consultant at most, and not to one it is kept from."""
    overrides = rows[SheetKey.OVERRIDES]
    first_pair: dict[tuple[object, object], Row] = {}
    first_pin: dict[object, Row] = {}
    for row in overrides:
        references.check(row, "consultant", SheetKey.CONSULTANTS, findings)
        references.check(row, "case", SheetKey.CASES, findings)
        case = references.same(SheetKey.CASES, row.get("case"))
        consultant, kind = row.get("consultant"), row.get("kind")
        if case is None or consultant is None or kind is None:
            continue
        earlier = first_pair.setdefault((case, consultant), row)
        pinned = first_pin.setdefault(case, row) if kind is OverrideKind.PIN else row
        if earlier is not row and earlier.get("kind") is kind:
            _complain(
                row,
                "repeated",
                Text(
                    da=f"Ændringen står også i række {earlier.number}.",
                    en=f"The override stands in row {earlier.number} too.",
                ),
                Text(da="Behold den ene.", en="Keep one."),
                findings,
            )
        elif earlier is not row:
            _complain(
                row,
                "overrides_contradict",
                Text(
                    da=f"Sagen er både fastlåst til og udelukket fra konsulenten, se række {earlier.number}.",
                    en=f"The case is both pinned to and kept from the consultant, see row {earlier.number}.",
                ),
                Text(da="Behold den af dem, der gælder.", en="Keep the one that holds."),
                findings,
            )
        elif pinned is not row:
            _complain(
                row,
                "overrides_contradict",
                Text(
                    da=f"Sagen er allerede fastlåst til en anden konsulent i række {pinned.number}.",
                    en=f"The case is already pinned to another consultant in row {pinned.number}.",
                ),
                Text(da="Behold den ene.", en="Keep one."),
                findings,
            )


def _complain(row: Row, code: str, what: Text, remedy: Text, findings: Findings) -> None:
    findings.error(row.place("case"), code, what, remedy)
