"""What whoever gets a case has to know from whoever had it: from the case itself, nothing else."""

from collections.abc import Iterator

from allocator.facts import Facts
from allocator.method.paragraphs import day
from models.case import Case
from models.move import MoveReason
from models.text import Text


def handover_notes(facts: Facts, i: int, j: int, reason: MoveReason) -> tuple[Text, ...]:
    """Sentences for the handover of case i to consultant j."""
    case = facts.cases[i]
    return (
        *_first_talk(facts, i),
        *_contact(facts, case, facts.consultants[j].id),
        *_citizen(facts, case, facts.consultants[j].id),
        *_covering(facts, case, facts.consultants[j].id, reason),
    )


def _first_talk(facts: Facts, i: int) -> Iterator[Text]:
    talk, deadline = facts.cases[i].first_talk, facts.deadlines[i]
    if talk is not None and talk.held_on is not None:
        held = day(talk.held_on)
        yield Text(da=f"Første samtale er holdt {held.da}.", en=f"The first talk was held on {held.en}.")
    elif talk is not None and talk.agreed_for is not None:
        agreed = day(talk.agreed_for)
        yield Text(
            da=f"Første samtale er aftalt til {agreed.da}; aftalen skal overtages eller flyttes.",
            en=f"The first talk is agreed for {agreed.en}; take the appointment over, or move it.",
        )
    elif deadline is not None:
        due = day(deadline)
        yield Text(
            da=f"Første samtale er ikke aftalt; fristen er {due.da}.",
            en=f"The first talk is not agreed; its deadline is {due.en}.",
        )


def _contact(facts: Facts, case: Case, taker: str) -> Iterator[Text]:
    relation = facts.relation_of(case)
    if relation is None:
        return
    contact = facts.initials[relation.consultant_id]
    if relation.consultant_id == taker:
        yield Text(da=f"Virksomheden kender {contact} i forvejen.", en=f"The employer knows {contact} already.")
    elif relation.consultant_id == case.consultant_id:
        yield Text(
            da=f"Virksomheden kender {contact}; fortæl den, hvem der kommer nu.",
            en=f"The employer knows {contact}; tell it who comes now.",
        )


def _citizen(facts: Facts, case: Case, taker: str) -> Iterator[Text]:
    if case.fast_track:
        yield Text(da="Sagen er fast track.", en="The case is on a fast track.")
    if case.previous_consultant_id == taker:
        known = facts.initials[taker]
        yield Text(da=f"Borgeren har haft {known} før.", en=f"The citizen has had {known} before.")


def _covering(facts: Facts, case: Case, taker: str, reason: MoveReason) -> Iterator[Text]:
    for_whom = case.covered_for_id or (case.consultant_id if reason is MoveReason.ABSENCE else None)
    if for_whom is None:
        return
    away = facts.initials[for_whom]
    if for_whom == taker:
        yield Text(da=f"{away} får sin egen sag tilbage.", en=f"{away} gets back a case of her own.")
    else:
        yield Text(
            da=f"Sagen dækkes for {away} og går tilbage, medmindre andet bliver aftalt.",
            en=f"The case is covered for {away} and goes back unless something else is agreed.",
        )
