"""The sheet "Pr. konsulent": one page each to take along from the meeting."""

from data.proposal_workbook.page import Book, Column, Page
from data.proposal_workbook.view import ProposalView, in_measure, talk, words
from models.case import Case
from models.proposal import ConsultantCaseload
from models.wording import word

SHEET = "Pr. konsulent"


def write_consultants(book: Book, view: ProposalView) -> None:
    """Write the sheet: a block and a page for each consultant with something to do, the others named at the end."""
    page = book.page(SHEET, breaks_kept=True)
    columns = _columns(view)
    page.widths(columns)
    page.sheet.set_print_scale(80)
    page.line(f"Lister til konsulenterne: {view.proposal.municipality}, {view.proposal.date:%d-%m-%Y}", "title")
    page.line("Forslag: gælder først, når teamet har besluttet det. Ring til virksomheden og borgeren dagen efter.")
    page.sheet.repeat_rows(0, 1)
    breaks, idle = [], []
    for caseload in sorted(view.proposal.caseloads, key=lambda caseload: view.initials(caseload.consultant_id)):
        if _write_block(page, view, columns, caseload):
            breaks.append(page.row)
        else:
            idle.append(view.initials(caseload.consultant_id))
    if idle:
        page.row += 1
        page.line(f"Uden nye sager og frister: {', '.join(idle)}")
    elif breaks:
        breaks.pop()
    page.sheet.set_h_pagebreaks(breaks)


def _write_block(
    page: Page, view: ProposalView, columns: tuple[Column[Case], ...], caseload: ConsultantCaseload
) -> bool:
    new = view.in_order(it.case_id for it in view.assignments() if it.consultant_id == caseload.consultant_id)
    due = [due.case for due in view.due_talks if due.case.consultant_id == caseload.consultant_id]
    if not new and not due:
        return False
    page.row += 1
    page.line(
        f"{view.initials(caseload.consultant_id)}: sagsstamme {_cases(caseload, caseload.before)} før, "
        f"{_cases(caseload, caseload.after)} efter, måltal {_cases(caseload, caseload.target)}",
        "subtitle",
    )
    for heading, cases in (("Nye sager", new), ("Åbne sager, hvor første samtale skal aftales nu", due)):
        if cases:
            page.line(f"{heading}: {len(cases)}", "warning")
            page.table(columns, cases)
    return True


def _cases(caseload: ConsultantCaseload, value: int) -> str:
    return f"{in_measure(value, caseload.measure):g}".replace(".", ",")


def _columns(view: ProposalView) -> tuple[Column[Case], ...]:
    planned = {it.case_id: it.first_talk for it in view.proposal.assignments}

    def first_talk(case: Case) -> str:
        if case.id in planned:
            return talk(planned[case.id].form, planned[case.id].reason)
        return talk(case.talk_form, None if case.first_talk is None else case.first_talk.reason)

    return (
        Column("Sag", 12, lambda it: it.id, "strong"),
        Column("Frist", 11, view.deadline, "date"),
        Column("Dage til frist", 8, view.days_left, "days_left"),
        Column("Sagstype", 20, lambda it: word(it.case_type).da),
        Column("Virksomhed", 26, view.employer),
        Column("CVR- eller P-nummer", 13, lambda it: it.employer_id),
        Column("Risiko", 22, lambda it: words(it.risk_flags)),
        Column("Fast track", 7, lambda it: "ja" if it.fast_track else "", "centre"),
        Column("Første samtale", 22, first_talk),
        Column("Ringet: virksomhed", 11, lambda _: "☐", "centre"),
        Column("Ringet: borger", 9, lambda _: "☐", "centre"),
    )
