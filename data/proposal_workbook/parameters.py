"""The sheet "Parametre": under what policy and how the proposal was made, enough to make it again and to doubt it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from data.proposal_workbook.page import Book, Column, Page, Value
from data.proposal_workbook.view import ProposalView, words
from models.policy import Parameter, Policy
from models.policy_wording import level_in_words, stop_in_words, unit_in_words, value_in_words
from models.proposal import Level, Proposal
from models.text import Text
from models.wording import word

SHEET = "Parametre"


_STYLES: Mapping[type, str] = {datetime.date: "date", int: "number", float: "decimal"}


@dataclass(frozen=True)
class Fact:
    """One line of what a result was made with."""

    name: str
    value: Value


def write_parameters(book: Book, view: ProposalView) -> None:
    """Write the sheet."""
    proposal = view.proposal
    page = book.page(SHEET)
    page.widths(_parameter_columns(proposal.policy))
    page.line("Parametre: hvad forslaget bygger på", "title")
    page.line(proposal.policy.description.da)
    page.row += 1
    write_facts(page, "Runden", _round(view))
    write_facts(page, "Minutter", _minutes(proposal))
    if proposal.levels:
        page.line("Niveauer, der opfyldes ét efter ét, før minutterne tæller", "subtitle")
        page.table(_LEVEL_COLUMNS, proposal.levels)
        page.row += 1
    write_facts(page, "Beregningen", _solver(proposal))
    write_settings(page, proposal.policy)


def write_settings(page: Page, policy: Policy) -> None:
    """Write every number and choice of a policy, with its sentence, unit and source."""
    columns = _parameter_columns(policy)
    page.widths(columns)
    page.line("Politikkens indstillinger", "subtitle")
    head = page.row
    body = page.table(columns, policy.parameters())
    page.sheet.autofilter(head, 0, body.stop - 1, len(columns) - 1)


def write_facts(page: Page, heading: str, facts: tuple[Fact, ...]) -> None:
    """Write lines under a heading."""
    page.line(heading, "subtitle")
    for fact in facts:
        page.cell(page.row, 0, fact.name, "text")
        page.cell(page.row, 1, fact.value, _STYLES.get(type(fact.value), "text"))
        page.row += 1
    page.row += 1


def _round(view: ProposalView) -> tuple[Fact, ...]:
    proposal, policy = view.proposal, view.proposal.policy
    return (
        Fact("Kommune", proposal.municipality),
        Fact("Dato", proposal.date),
        Fact("Team", ", ".join(view.team(team_id) for team_id in proposal.teams)),
        Fact("Politik", policy.name),
        Fact("Version", policy.version),
        Fact("Gælder fra", policy.valid_from),
        Fact("Fordeles", word(policy.mode).da),
        Fact("Bytte godkendes af", word(policy.swap_approval).da),
        Fact("Niveauer før minutterne", "; ".join(words(level) for level in policy.levels) or "ingen"),
    )


def _minutes(proposal: Proposal) -> tuple[Fact, ...]:
    return (
        Fact("Sager med konsulent", sum(assignment.minutes for assignment in proposal.assignments)),
        Fact("Sagsstammer", sum(sum(caseload.terms.values()) for caseload in proposal.caseloads)),
        Fact("Sager, der venter", sum(unassigned.minutes for unassigned in proposal.unassigned)),
        Fact("I alt", _or_words(proposal.objective_minutes, "intet forslag")),
        Fact("Bevist mindst mulige", _or_words(proposal.bound_minutes, "ikke bevist")),
        Fact("Afstand i %", proposal.gap_percent if proposal.gap_percent is not None else "ukendt"),
    )


def _or_words(value: int | None, words_for_none: str) -> int | str:
    return words_for_none if value is None else value


def _solver(proposal: Proposal) -> tuple[Fact, ...]:
    run = proposal.solver
    return (
        Fact("Resultat", word(proposal.status).da),
        Fact("Lodtrækningstal (seed)", run.seed),
        Fact("Sekunder", run.seconds),
        Fact("Standset af", stop_in_words(run.stopped_by).da),
        Fact("Giver det samme igen", "ja" if run.repeatable else "nej"),
        Fact("Lige gode forslag afgjort", "ja" if run.ties_settled else "nej"),
        *(Fact(name, version) for name, version in sorted(run.versions.items())),
    )


_LEVEL_COLUMNS: tuple[Column[Level], ...] = (
    Column("Niveau", 0, lambda it: level_in_words(it.name).da),
    Column("Værdi", 0, lambda it: it.value, "number"),
    Column("Enhed", 0, lambda it: unit_in_words(it.unit, it.value).da),
    Column("Bevist mindst mulige", 0, lambda it: _or_words(it.bound, "ikke bevist"), "number"),
)


def _parameter_columns(policy: Policy) -> tuple[Column[Parameter], ...]:
    def value(parameter: Parameter) -> Value:
        said = value_in_words(policy, parameter.path)
        return said.da if isinstance(said, Text) else said

    return (
        Column("Hvad indstillingen betyder", 62, lambda it: it.sentence.da),
        Column("Værdi", 26, value),
        Column("Enhed", 28, lambda it: unit_in_words(it.unit).da),
        Column("Kilde", 44, lambda it: "antaget" if it.source is None else it.source.da),
        Column("Navn i politikfilen", 34, lambda it: it.path),
    )
