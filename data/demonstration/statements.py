"""What consultants have said before the round: wishes for single cases, and what they must not have."""

from collections.abc import Iterable, Sequence

from data.demonstration.facts import MunicipalityFacts
from data.demonstration.shares import members, num_of
from data.demonstration.staff import Member
from models.case import Case
from models.consultant import Competence, ConflictOfInterest
from models.employer import ContactRelation
from models.streams import Streams
from models.wish import Wish

_STEPS = (-2, -1, 1, 2)


def make_wishes(
    facts: MunicipalityFacts, staff: Sequence[Member], new_cases: Sequence[Case], streams: Streams
) -> tuple[Wish, ...]:
    """Wishes for some of the main pool's new cases; every third such case is spoken of by two."""
    rng = streams.named("wishes")
    wishes: list[Wish] = []
    for turn, case in enumerate(members(rng, new_cases, num_of(facts.wished_percent.value, len(new_cases)))):
        able = [member for member in staff if member.may_have(Competence(case.employment))]
        wishes += [
            Wish(consultant_id=member.id, case_id=case.id, step=_STEPS[rng.integers(len(_STEPS))])
            for member in members(rng, able, 2 if turn % 3 == 2 else 1)
        ]
    return tuple(sorted(wishes, key=lambda wish: (wish.case_id, wish.consultant_id)))


def make_conflicts(
    facts: MunicipalityFacts,
    staff: Sequence[Member],
    new_cases: Sequence[Case],
    open_cases: Iterable[Case],
    relations: Sequence[ContactRelation],
    streams: Streams,
) -> dict[str, tuple[ConflictOfInterest, ...]]:
    """Conflicts of interest by consultant, by turns with an employer and with a case, each about a new case.

    Nobody is in conflict with an employer she has a case of or is the contact of, nor with a citizen she has had.
    Those who take flex jobs are few and needed, so they have none.
    """
    rng = streams.named("conflicts")
    known = {(case.consultant_id, case.employer_id) for case in open_cases}
    known |= {(person, each.employer_id) for each in relations for person in (each.consultant_id, each.deputy_id)}
    able = [
        member for member in staff if member.may_have(Competence.EMPLOYED) and not member.may_have(Competence.FLEX_JOB)
    ]
    conflicts: dict[str, tuple[ConflictOfInterest, ...]] = {}
    for turn, member in enumerate(members(rng, able, num_of(facts.conflict_percent.value, len(staff)))):
        possible = [
            case
            for case in new_cases
            if case.employer_id is not None
            and (member.id, case.employer_id) not in known
            and case.previous_consultant_id != member.id
        ]
        for case in members(rng, possible, 1):
            conflict = (
                ConflictOfInterest(case_id=case.id) if turn % 2 else ConflictOfInterest(employer_id=case.employer_id)
            )
            conflicts[member.id] = (conflict,)
    return conflicts
