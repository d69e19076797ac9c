"""The sheet "Kontaktpersoner": who might follow somebody who leaves as the fixed contact of each employer."""

from dataclasses import dataclass

from data.proposal_workbook.page import Book, Column
from data.rebalance_workbook.view import RebalanceView
from models.rebalance import Succession, Successor

SHEET = "Kontaktpersoner"


@dataclass(frozen=True)
class _Row:
    succession: Succession
    place: int
    successor: Successor | None


def write_successions(book: Book, view: RebalanceView) -> None:
    """Write the sheet: each employer with those who come into question, the best first."""
    page = book.page(SHEET)
    page.line("Virksomheder, der mister deres faste kontaktperson eller stedfortræder", "title")
    page.line(
        "Forslagene er i rækkefølge. Skriv den valgte under »Beslutning«, og fortæl virksomheden, hvem der kommer."
    )
    page.row += 1
    page.main_table(_columns(view), [row for each in view.answer.successions for row in _rows(each)])


def _rows(succession: Succession) -> list[_Row]:
    rows = [_Row(succession, place, each) for place, each in enumerate(succession.successors, 1)]
    return rows or [_Row(succession, 0, None)]


def _columns(view: RebalanceView) -> tuple[Column[_Row], ...]:
    names = view.names
    return (
        Column("Virksomhed", 30, lambda it: view.employer_name(it.succession.employer_id), "strong"),
        Column("Mister", 12, lambda it: names.consultant(it.succession.leaves_id)),
        Column("Som", 14, lambda it: "stedfortræder" if it.succession.was_deputy else "kontaktperson"),
        Column("Nr.", 6, lambda it: it.place or None, "number"),
        Column(
            "Forslag", 12, lambda it: "ingen" if it.successor is None else names.consultant(it.successor.consultant_id)
        ),
        Column("Hvad der taler for", 60, lambda it: "" if it.successor is None else it.successor.text.da),
        Column("Beslutning", 12, lambda _: None, "input"),
        Column("Besluttet af", 12, lambda _: None, "input"),
    )
