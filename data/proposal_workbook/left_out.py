"""The sheet "Ikke fordelt": new cases that got no consultant in this round, and why."""

from dataclasses import dataclass

from data.proposal_workbook.decisions import offer_consultants
from data.proposal_workbook.page import Book, Column
from data.proposal_workbook.view import ProposalView, largest, words
from models.case import Case
from models.wording import word

SHEET = "Ikke fordelt"


@dataclass(frozen=True)
class _Row:
    case: Case
    outcome: str
    blocked_by: str
    explanation: str
    minutes: int | None


def write_left_out(book: Book, view: ProposalView) -> None:
    """Write the sheet: cases that wait for the next round first, then those of other teams."""
    page = book.page(SHEET)
    waiting = {unassigned.case_id: unassigned for unassigned in view.proposal.unassigned}
    elsewhere = {other.case_id: other for other in view.proposal.other_team}
    page.line("Nye sager uden konsulent i denne runde", "title")
    if not waiting and not elsewhere:
        page.line("Ingen: alle nye sager er fordelt i forslaget.")
    if waiting:
        page.line(
            "En sag, der ikke er fordelt, er først i køen i næste runde. Uden de regler, der spærrer, er der plads."
        )
    page.row += 1
    rows = [
        _Row(
            case=case,
            outcome="ikke fordelt",
            blocked_by=words(waiting[case.id].blocked_by),
            explanation=largest(waiting[case.id].reasons, 3),
            minutes=waiting[case.id].minutes,
        )
        for case in view.in_order(waiting)
    ] + [
        _Row(
            case=case,
            outcome=f"andet team: {view.team(elsewhere[case.id].team_id)}",
            blocked_by="",
            explanation="",
            minutes=None,
        )
        for case in view.in_order(elsewhere)
    ]
    columns = _columns(view)
    body = page.main_table(columns, rows)
    if waiting and view.proposal.caseloads:
        decision = [column.heading for column in columns].index("Beslutning")
        offer_consultants(page, body[: len(waiting)], decision)


def _columns(view: ProposalView) -> tuple[Column[_Row], ...]:
    return (
        Column("Sag", 11, lambda it: it.case.id, "strong"),
        Column("Hvad sker der", 22, lambda it: it.outcome, "strong"),
        Column("Regler, der spærrer", 26, lambda it: it.blocked_by),
        Column("Venter siden", 11, lambda it: it.case.waits_since, "date"),
        Column("Frist", 11, lambda it: view.deadline(it.case), "date"),
        Column("Dage til frist", 7, lambda it: view.days_left(it.case), "days_left"),
        Column("Sagstype", 18, lambda it: word(it.case.case_type).da),
        Column("Virksomhed", 24, lambda it: view.employer(it.case)),
        Column("Risiko", 22, lambda it: words(it.case.risk_flags)),
        Column("Fast track", 6.5, lambda it: "ja" if it.case.fast_track else "", "centre"),
        Column("Minutter", 9, lambda it: it.minutes, "number"),
        Column("Forklaring", 40, lambda it: it.explanation),
        Column("Beslutning", 12, lambda _: None, "input"),
        Column("Besluttet af", 12, lambda _: None, "input"),
    )
