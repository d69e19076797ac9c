"""Cells where the team writes what it decides, with drop-downs."""

from data.proposal_workbook.page import Page, column_letters
from models.override import OverrideReason
from models.wording import word

CONSULTANTS = "Konsulenter"
"""The name of the range that holds the initials; the sheet of caseloads defines it."""


def offer_consultants(page: Page, body: range, column: int) -> None:
    """Let the cells of a column be filled with a consultant of the round and with nothing else."""
    _offer(
        page,
        body,
        column,
        {
            "source": f"={CONSULTANTS}",
            "input_title": "Beslutning",
            "input_message": "Vælg den konsulent, der får sagen. Tomt felt: ikke besluttet.",
            "error_title": "Beslutning",
            "error_message": "Vælg en konsulent fra listen.",
        },
    )


def offer_reasons(page: Page, body: range, column: int) -> None:
    """Let the cells of a column be filled with the reason for a change; other words are asked about, not refused."""
    _offer(
        page,
        body,
        column,
        {
            "source": [word(reason).da for reason in OverrideReason],
            "input_title": "Grund til ændring",
            "input_message": "Skrives, når beslutningen er en anden end forslaget.",
            "error_type": "warning",
            "error_title": "Grund til ændring",
            "error_message": "Grunden står ikke på listen. Behold den alligevel?",
        },
    )


def show_missing_reasons(page: Page, body: range, *, proposed: int, decision: int, reason: int) -> None:
    """Stripe the reason's cell while the decision differs from the proposal and nobody has written why."""
    first = body.start + 1
    at_proposed, at_decision, at_reason = (
        f"${column_letters(column)}{first}" for column in (proposed, decision, reason)
    )
    page.mark_where(body, reason, f'=AND({at_decision}<>"",{at_decision}<>{at_proposed},{at_reason}="")', "missing")


def _offer(page: Page, body: range, column: int, choice: dict[str, object]) -> None:
    page.sheet.data_validation(body.start, column, body.stop - 1, column, {"validate": "list", **choice})
