"""The sheet "Sagsstammer": what each consultant has before and after, by count and by weight."""

from collections.abc import Callable

from data.proposal_workbook.decisions import CONSULTANTS
from data.proposal_workbook.page import Book, Column, Page
from data.proposal_workbook.view import ProposalView, in_measure, largest
from models.caseload import QUARTERS_PER_CASE, Measure
from models.proposal import ConsultantCaseload
from models.rule_id import RuleId
from models.wording import word

SHEET = "Sagsstammer"
ABOVE_LIMIT = "▲▲ over loft"
ABOVE_TARGET = "▲ over måltal"
ON_TARGET = "= på måltal"
BELOW_TARGET = "▽ under måltal"
_STANDING = "Stand"
# Colours repeat what words and signs say, and say nothing of their own.
_COLOURS = {ABOVE_LIMIT: "over_limit", ABOVE_TARGET: "over_target", BELOW_TARGET: "under_target"}


def write_caseloads(book: Book, view: ProposalView) -> None:
    """Write the sheet, and name the range of initials that drop-downs take their consultants from."""
    page = book.page(SHEET)
    caseloads = sorted(view.proposal.caseloads, key=lambda caseload: view.initials(caseload.consultant_id))
    measure = view.proposal.policy.caseload.measure
    page.line("Sagsstammer før og efter", "title")
    page.line(
        f"Måltal, loft og forskel er i {word(measure).da}. Vægt er i normale sager: 1,00 er en sag af normal tyngde."
    )
    page.row += 1
    columns = _columns(view, measure)
    body = page.main_table(columns, caseloads)
    if body:
        book.name_range(CONSULTANTS, f"={SHEET}!$A${body.start + 1}:$A${body.stop}")
        standing = [column.heading for column in columns].index(_STANDING)
        page.mark(body, standing, _COLOURS)
        _write_total(page, columns, caseloads)


def _columns(view: ProposalView, measure: Measure) -> tuple[Column[ConsultantCaseload], ...]:
    plain, signed = ("number", "signed") if measure is Measure.COUNT else ("decimal", "signed_decimal")

    def limit(caseload: ConsultantCaseload) -> float | str:
        return "intet" if caseload.limit is None else in_measure(caseload.limit, caseload.measure)

    def difference(caseload: ConsultantCaseload) -> float:
        return in_measure(caseload.after - caseload.target, caseload.measure)

    return (
        Column("Konsulent", 12, lambda it: view.initials(it.consultant_id), "strong"),
        Column("Arbejdstid %", 10, lambda it: view.consultant(it.consultant_id).working_time_percent, "number"),
        Column("Antal før", 8, lambda it: it.count_before, "number"),
        Column("Nye", 6, lambda it: it.count_after - it.count_before, "signed"),
        Column("Antal efter", 8, lambda it: it.count_after, "number"),
        Column("Vægt før", 9, lambda it: it.weight_quarters_before / QUARTERS_PER_CASE, "decimal"),
        Column("Vægt efter", 9, lambda it: it.weight_quarters_after / QUARTERS_PER_CASE, "decimal"),
        Column("Måltal", 9, lambda it: in_measure(it.target, it.measure), plain),
        Column("Loft", 9, limit, plain),
        Column("Forskel til måltal", 10, difference, signed),
        Column(_STANDING, 17, _standing, "strong"),
        Column("Minutter: sagsstamme", 12, lambda it: it.terms.get(RuleId.CASELOAD, 0), "number"),
        Column("Minutter: få konsulenter pr. virksomhed", 15, lambda it: it.terms.get(RuleId.COHESION, 0), "number"),
        Column("Grunde", 50, lambda it: largest(it.reasons, 3)),
    )


def _standing(caseload: ConsultantCaseload) -> str:
    if caseload.limit is not None and caseload.after > caseload.limit:
        return ABOVE_LIMIT
    if caseload.after > caseload.target:
        return ABOVE_TARGET
    return ON_TARGET if caseload.after == caseload.target else BELOW_TARGET


def _write_total(
    page: Page, columns: tuple[Column[ConsultantCaseload], ...], caseloads: list[ConsultantCaseload]
) -> None:
    """A row of sums a little below the table, so that sorting and filtering leave it alone."""
    page.row += 1
    page.cell(page.row, 0, "I alt", "strong")
    summed: dict[str, Callable[[ConsultantCaseload], float]] = {
        "Antal før": lambda it: it.count_before,
        "Nye": lambda it: it.count_after - it.count_before,
        "Antal efter": lambda it: it.count_after,
        "Vægt før": lambda it: it.weight_quarters_before / QUARTERS_PER_CASE,
        "Vægt efter": lambda it: it.weight_quarters_after / QUARTERS_PER_CASE,
        "Minutter: sagsstamme": lambda it: it.terms.get(RuleId.CASELOAD, 0),
        "Minutter: få konsulenter pr. virksomhed": lambda it: it.terms.get(RuleId.COHESION, 0),
    }
    for number, column in enumerate(columns[1:], start=1):
        total = sum(map(summed[column.heading], caseloads)) if column.heading in summed else None
        page.cell(page.row, number, total, column.style)
    page.row += 1
