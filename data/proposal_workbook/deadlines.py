"""The sheet "Frister": first talks due within a fortnight, or past due, that are not agreed with anyone."""

from data.proposal_workbook.page import Book, Column
from data.proposal_workbook.view import ProposalView, num_cases, talk
from models.deadlines import UNAGREED_TALK_DAYS, DueTalk
from models.wording import word

SHEET = "Frister"


def write_deadlines(book: Book, view: ProposalView) -> None:
    """Write the sheet, nearest deadline first."""
    page = book.page(SHEET)
    talks = view.due_talks
    page.line(f"Første samtale inden {UNAGREED_TALK_DAYS} dage eller overskredet, og ikke aftalt", "title")
    num_past = sum(due.days_left < 0 for due in talks)
    page.line(f"{num_cases(len(talks))}, heraf {num_past} over fristen." if talks else "Ingen sager.")
    page.row += 1
    page.main_table(_columns(view), talks)


def _columns(view: ProposalView) -> tuple[Column[DueTalk], ...]:
    def planned(due: DueTalk) -> str:
        decided = due.case.first_talk
        return talk(due.case.talk_form, None if decided is None else decided.reason)

    def decided_by(due: DueTalk) -> str:
        return view.decided_by(None if due.case.first_talk is None else due.case.first_talk.decided_by)

    return (
        Column("Sag", 12, lambda it: it.case.id, "strong"),
        Column("Frist", 11, lambda it: it.deadline, "date"),
        Column("Dage til frist", 8, lambda it: it.days_left, "days_left"),
        Column("Hvornår", 17, _urgency, "strong"),
        Column("Ny eller åben", 9, lambda it: "ny" if it.case.is_new else "åben"),
        Column("Konsulent", 12, lambda it: view.proposed_consultant(it.case) or "ikke fordelt", "strong"),
        Column("Virksomhed", 28, lambda it: view.employer(it.case)),
        Column("Sagstype", 20, lambda it: word(it.case.case_type).da),
        Column("Fast track", 7, lambda it: "ja" if it.case.fast_track else "", "centre"),
        Column("Første samtale", 28, planned),
        Column("Besluttet af", 11, decided_by),
        Column("Aftalt til", 12, lambda _: None, "input"),
        Column("Bemærkning", 26, lambda _: None, "input"),
    )


def _urgency(due: DueTalk) -> str:
    if due.days_left < 0:
        return "! overskredet"
    if due.days_left == 0:
        return "i dag"
    return "inden en uge" if due.days_left <= 7 else "inden to uger"
