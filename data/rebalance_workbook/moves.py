"""The sheet "Flytninger": every case that changes hands in the plan picked, what to hand over, and room to decide."""

from data.proposal_workbook.page import A3, Book, Column
from data.proposal_workbook.view import largest, num_cases
from data.rebalance_workbook.view import NO, YES, RebalanceView
from models.move import ProposedMove
from models.rebalance import UncoveredCase
from models.wording import word

SHEET = "Flytninger"
NUM_REASONS = 3


def write_moves(book: Book, view: RebalanceView) -> None:
    """Write the sheet: the forced moves, those that go back, then the voluntary ones."""
    page = book.page(SHEET, paper=A3)
    page.line(view.title, "title")
    for occasion in view.occasions:
        page.line(occasion)
    page.line(view.picked)
    page.line(view.decided)
    if view.point.uncovered:
        page.line(f"! {num_cases(len(view.point.uncovered))} kan ingen få: se under tabellen.", "warning")
    page.row += 1
    columns = _columns(view)
    body = page.main_table(columns, view.point.all_moves)
    if body:
        decision = [column.heading for column in columns].index("Flyttes")
        choice = {"validate": "list", "source": [YES, NO]}
        page.sheet.data_validation(body.start, decision, body.stop - 1, decision, choice)
    else:
        page.line("Ingen sager flytter.")
    if view.point.uncovered:
        page.row += 1
        page.line("Sager, som ingen kan få", "subtitle")
        page.table(_uncovered_columns(view), view.point.uncovered)
    page.row += 1
    for remark in view.answer.remarks:
        page.line(remark.da)


def _columns(view: RebalanceView) -> tuple[Column[ProposedMove], ...]:
    names = view.names
    return (
        Column("Sag", 11, lambda it: it.case_id, "strong"),
        Column("Fra", 10, lambda it: names.consultant(it.from_consultant_id), "strong"),
        Column("Til", 10, lambda it: names.consultant(it.to_consultant_id), "strong"),
        Column("Slags", 16, lambda it: word(it.kind).da),
        Column("Grund", 16, lambda it: word(it.reason).da),
        Column("Sagen er", 14, lambda it: word(it.stage).da),
        Column("Virksomhed", 20, lambda it: view.employer(it.case_id)),
        Column("Minutter hos den nye", 10, lambda it: it.minutes, "number"),
        Column("Minutter hos den gamle", 10, lambda it: sum(it.terms_before.values()), "number"),
        Column("Vigtigste grunde", 36, lambda it: largest(it.reasons, NUM_REASONS) or "Intet taler imod."),
        Column("Overdragelse", 44, lambda it: "\n".join(note.da for note in it.handover)),
        Column("Flyttes", 9, lambda it: view.decision(it.case_id), "input"),
        Column("Bemærkning", 20, lambda _: None, "input"),
        Column("Besluttet af", 11, lambda _: view.decided_by, "input"),
    )


def _uncovered_columns(view: RebalanceView) -> tuple[Column[UncoveredCase], ...]:
    return (
        Column("Sag", 0, lambda it: it.case_id, "strong"),
        Column("Hos", 0, lambda it: view.names.consultant(it.from_consultant_id)),
        Column("Grund", 0, lambda it: word(it.reason).da),
        Column("Det, der spærrer", 0, lambda it: ", ".join(word(rule).da for rule in it.blocked_by)),
        Column("Virksomhed", 0, lambda it: view.employer(it.case_id)),
    )
