"""The sheet "Før og efter": what each consultant has before and after the plan picked."""

from dataclasses import dataclass

from data.proposal_workbook.page import Book, Column, Value
from data.proposal_workbook.view import in_measure
from data.rebalance_workbook.view import RebalanceView
from models.caseload import QUARTERS_PER_CASE, Measure
from models.fairness import ConsultantShare
from models.proposal import ConsultantCaseload
from models.rule_id import RuleId
from models.wording import word

SHEET = "Før og efter"


@dataclass(frozen=True)
class _Row:
    share: ConsultantShare
    caseload: ConsultantCaseload


def write_consultants(book: Book, view: RebalanceView) -> None:
    """Write the sheet."""
    page = book.page(SHEET)
    measure = view.answer.policy.caseload.measure
    page.line("Før og efter", "title")
    page.line(view.picked)
    page.line(
        f"Måltal og loft er i {word(measure).da}. Vægt er i normale sager. Kørsel er minutter for alle ventede besøg. "
        "Kontakter er sager hos virksomhedens faste kontaktperson, hos stedfortræderen og hos andre."
    )
    page.row += 1
    caseloads = {each.consultant_id: each for each in view.point.caseloads}
    rows = [_Row(share, caseloads[share.consultant_id]) for share in view.point.shares]
    rows.sort(key=lambda row: view.names.consultant(row.share.consultant_id))
    page.main_table(_columns(view, measure), rows)


def _columns(view: RebalanceView, measure: Measure) -> tuple[Column[_Row], ...]:
    plain = "number" if measure is Measure.COUNT else "decimal"

    def limit(row: _Row) -> Value:
        return "intet" if row.caseload.limit is None else in_measure(row.caseload.limit, measure)

    def moved(row: _Row, *, to_her: bool) -> int:
        own = row.share.consultant_id
        return sum(
            (move.to_consultant_id if to_her else move.from_consultant_id) == own for move in view.point.all_moves
        )

    return (
        Column("Konsulent", 12, lambda it: view.names.consultant(it.share.consultant_id), "strong"),
        Column("Arbejdstid %", 10, lambda it: view.working_time_percent(it.share.consultant_id), "number"),
        Column("Sager før", 8, lambda it: it.share.before.count, "number"),
        Column("Afgiver", 8, lambda it: moved(it, to_her=False), "number"),
        Column("Får", 7, lambda it: moved(it, to_her=True), "number"),
        Column("Sager efter", 8, lambda it: it.share.after.count, "number"),
        Column("Måltal", 9, lambda it: in_measure(it.caseload.target, measure), plain),
        Column("Loft", 9, limit, plain),
        Column("Vægt før", 9, lambda it: it.share.before.weight_quarters / QUARTERS_PER_CASE, "decimal"),
        Column("Vægt efter", 9, lambda it: it.share.after.weight_quarters / QUARTERS_PER_CASE, "decimal"),
        Column("Kørsel før", 9, lambda it: _travel(it.share.before.travel_minutes), "number"),
        Column("Kørsel efter", 9, lambda it: _travel(it.share.after.travel_minutes), "number"),
        Column("Kontakter holdt før", 10, lambda it: it.share.before.contacts_kept, "number"),
        Column("Kontakter holdt efter", 10, lambda it: it.share.after.contacts_kept, "number"),
        Column("Hos stedfortræder efter", 12, lambda it: it.share.after.contacts_with_deputy, "number"),
        Column("Kontakter brudt før", 10, lambda it: it.share.before.contacts_broken, "number"),
        Column("Kontakter brudt efter", 10, lambda it: it.share.after.contacts_broken, "number"),
        Column("Minutter: sagsstamme", 12, lambda it: it.caseload.terms.get(RuleId.CASELOAD, 0), "number"),
    )


def _travel(minutes: int | None) -> Value:
    return "ukendt" if minutes is None else minutes
