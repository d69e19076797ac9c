"""The sheet "Parametre": under what policy and how the rebalance was made."""

from data.proposal_workbook.page import Book
from data.proposal_workbook.parameters import Fact, write_facts, write_settings
from data.rebalance_workbook.view import RebalanceView
from models.policy_wording import stop_in_words
from models.wording import word

SHEET = "Parametre"


def write_parameters(book: Book, view: RebalanceView) -> None:
    """Write the sheet."""
    page = book.page(SHEET)
    answer = view.answer
    run = answer.solver
    page.line("Parametre: hvad omfordelingen bygger på", "title")
    page.line(answer.policy.description.da)
    page.row += 1
    facts = (
        Fact("Kommune", answer.municipality),
        Fact("Dato", answer.date),
        Fact("Team", ", ".join(view.names.team(team_id) for team_id in answer.teams)),
        Fact("Politik", answer.policy.name),
        Fact("Version", answer.policy.version),
        Fact("Gælder fra", answer.policy.valid_from),
        *(Fact("Anledning", occasion) for occasion in view.occasions),
        Fact("Resultat", word(view.point.status).da),
        Fact("Lodtrækningstal (seed)", run.seed),
        Fact("Sekunder", run.seconds),
        Fact("Standset af", stop_in_words(run.stopped_by).da),
        Fact("Giver det samme igen", "ja" if run.repeatable else "nej"),
        *(Fact(name, version) for name, version in sorted(run.versions.items())),
    )
    write_facts(page, "Omfordelingen", facts)
    write_settings(page, answer.policy)
