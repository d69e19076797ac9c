"""The sheet "Kurve": the best plan with 0, 1, 2, ... voluntary moves, to pick one from."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.proposal_workbook.page import Book, Column, Value
from data.rebalance_workbook.view import RebalanceView
from models.rebalance import RebalancePoint
from models.wording import word

SHEET = "Kurve"


@dataclass(frozen=True)
class _Row:
    name: str
    point: RebalancePoint


def write_frontier(book: Book, view: RebalanceView) -> None:
    """Write the sheet."""
    page = book.page(SHEET)
    page.line("Hvad frivillige flytninger er værd", "title")
    page.line(
        "Hver linje er den bedste plan med højst så mange frivillige flytninger. Nødvendige flytninger, og dem, der "
        "går tilbage, er med i alle planer og tæller ikke."
    )
    page.line(_stop(view))
    page.row += 1
    page.main_table(_columns(view), _rows(view))


def _rows(view: RebalanceView) -> Sequence[_Row]:
    answer = view.answer
    name = (
        f"til {answer.best.price_minutes} min. pr. flytning"
        if answer.best.price_minutes
        else "alle, der kan betale sig"
    )
    return [*(_Row(str(k), point) for k, point in enumerate(answer.frontier)), _Row(name, answer.best)]


def _stop(view: RebalanceView) -> str:
    stop = view.answer.stops_paying_at
    if stop is None:
        return "Hvor flere flytninger holder op med at give noget, er ikke bevist inden for det, der er regnet."
    if stop == 0:
        return "Ingen frivillig flytning giver mere, end den forstyrrer: det er bevist."
    return f"Efter {stop} frivillige flytninger giver flere ikke mere, end de forstyrrer: det er bevist."


def _columns(view: RebalanceView) -> tuple[Column[_Row], ...]:
    def bound(row: _Row) -> Value:
        return "ukendt" if row.point.bound_minutes is None else row.point.bound_minutes

    def change(row: _Row) -> Value:
        return "andre niveauer" if row.point.earned_minutes is None else -row.point.earned_minutes

    def gap(row: _Row) -> Value:
        return "ukendt" if row.point.gap_percent is None else row.point.gap_percent

    return (
        Column("Højst frivillige", 16, lambda it: it.name, "strong"),
        Column("Frivillige", 10, lambda it: len(it.point.moves), "number"),
        Column("Nødvendige", 11, lambda it: len(it.point.forced), "number"),
        Column("Går tilbage", 10, lambda it: len(it.point.back), "number"),
        Column("Uden konsulent", 10, lambda it: len(it.point.uncovered), "number"),
        Column("Minutter", 10, lambda it: it.point.objective_minutes, "number"),
        Column("Ændring mod ingen", 11, change, "signed"),
        Column("Bevist mindst mulige", 11, bound, "number"),
        Column("Afstand i %", 9, gap, "decimal"),
        Column("Resultat", 16, lambda it: word(it.point.status).da),
        Column("Frivillige flytninger", 60, lambda it: "\n".join(map(view.arrow, it.point.moves))),
    )
