"""The sheet "Forslag": every new case with the consultant proposed for it, and room for the team's decision."""

from data.proposal_workbook.decisions import offer_consultants, offer_reasons, show_missing_reasons
from data.proposal_workbook.page import A3, Book, Column
from data.proposal_workbook.view import ProposalView, largest, largest_terms, num_cases, talk, words
from models.proposal import Assignment, Proposal, ProposalStatus
from models.wording import word

SHEET = "Forslag"
NUM_REASONS = 3
NUM_REASONS_AGAINST = 2
_PROPOSED = "Foreslået konsulent"
_DECISION = "Beslutning"
_REASON_FOR_CHANGE = "Grund til ændring"


def write_cases(book: Book, view: ProposalView) -> None:
    """Write the sheet, nearest deadline first."""
    page = book.page(SHEET, paper=A3)
    proposal = view.proposal
    page.line(f"Forslag til fordeling af nye sager: {proposal.municipality}, {proposal.date:%d-%m-%Y}", "title")
    page.line(_outcome(proposal))
    page.line(
        "Intet er besluttet, før teamet skriver det: vælg konsulent under »Beslutning«, og skriv hvem der besluttede."
    )
    if proposal.unassigned or proposal.other_team:
        page.line(_without_consultant(proposal), "warning")
    if proposal.remarks:
        page.line(f"Bemærkninger: {len(proposal.remarks)}, se dem under tabellen.")
    page.row += 1
    columns = _columns(view)
    body = page.main_table(columns, view.assignments())
    if body:
        headings = [column.heading for column in columns]
        proposed, decision, reason = map(headings.index, (_PROPOSED, _DECISION, _REASON_FOR_CHANGE))
        offer_consultants(page, body, decision)
        offer_reasons(page, body, reason)
        show_missing_reasons(page, body, proposed=proposed, decision=decision, reason=reason)
    page.row += 1
    for remark in proposal.remarks:
        page.line(remark.da)


def _outcome(proposal: Proposal) -> str:
    policy = f"politikken »{proposal.policy.name}«, version {proposal.policy.version}"
    if proposal.status is ProposalStatus.OPTIMAL:
        return f"{num_cases(len(proposal.assignments))} fordelt. Forslaget er bevist bedst under {policy}."
    if proposal.objective_minutes is None:
        return f"Der blev ikke fundet et forslag under {policy}, inden tiden var gået. Giv det længere tid."
    gap = proposal.gap_percent
    distance = "der er ingen bevist grænse" if gap is None else f"højst {gap:.1f} % fra det bedste".replace(".", ",")
    status = word(proposal.status).da
    return f"{num_cases(len(proposal.assignments))} fordelt. Forslaget er {status} under {policy}: {distance}."


def _without_consultant(proposal: Proposal) -> str:
    parts = []
    if proposal.unassigned:
        parts.append(f"{num_cases(len(proposal.unassigned))} er ikke fordelt og må vente til næste runde")
    if proposal.other_team:
        parts.append(f"{num_cases(len(proposal.other_team))} hører til et andet team")
    return f"! {', og '.join(parts)}: se arket »Ikke fordelt«."


def _columns(view: ProposalView) -> tuple[Column[Assignment], ...]:
    def runner_up(assignment: Assignment) -> str:
        return "ingen" if assignment.runner_up is None else view.initials(assignment.runner_up.consultant_id)

    def case_minutes_more(assignment: Assignment) -> int | None:
        return None if assignment.runner_up is None else assignment.runner_up.extra_minutes_others_fixed

    def why_not_her(assignment: Assignment) -> str:
        return "" if assignment.runner_up is None else largest_terms(assignment.runner_up.terms, NUM_REASONS_AGAINST)

    return (
        Column("Sag", 11, lambda it: it.case_id, "strong"),
        Column("Modtaget", 11, lambda it: view.case(it.case_id).received, "date"),
        Column("Frist", 11, lambda it: view.deadline(view.case(it.case_id)), "date"),
        Column("Dage til frist", 7, lambda it: view.days_left(view.case(it.case_id)), "days_left"),
        Column("Sagstype", 14, lambda it: word(view.case(it.case_id).case_type).da),
        Column("Virksomhed", 18, lambda it: view.employer(view.case(it.case_id))),
        Column("Risiko", 18, lambda it: words(view.case(it.case_id).risk_flags)),
        Column("Fast track", 7, lambda it: "ja" if view.case(it.case_id).fast_track else "", "centre"),
        Column(_PROPOSED, 11, lambda it: view.initials(it.consultant_id), "strong"),
        Column("Minutter", 9.5, lambda it: it.minutes, "number"),
        Column("Vigtigste grunde", 36, lambda it: largest(it.reasons, NUM_REASONS) or "Intet taler imod."),
        Column("Næste valg", 9, runner_up),
        Column("Koster mere (min.)", 10, case_minutes_more, "signed"),
        Column("Hvorfor", 32, why_not_her),
        Column("Første samtale", 17, lambda it: talk(it.first_talk.form, it.first_talk.reason)),
        Column("Samtale besluttet af", 11, lambda it: view.decided_by(it.first_talk.decided_by)),
        Column(_DECISION, 12, lambda _: None, "input"),
        Column(_REASON_FOR_CHANGE, 14, lambda _: None, "input"),
        Column("Besluttet af", 11, lambda _: None, "input"),
    )
