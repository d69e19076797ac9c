"""A team's employers as a world has them: numbered, with their part of the cases and the posts they know."""

from collections import Counter
from collections.abc import Mapping, Sequence

from models.case import Case, Employment
from models.employer import ContactMode, ContactRelation, Employer
from models.position import Position
from models.snapshot import Snapshot
from models.world import WorldEmployer

NO_CASE_WEIGHT = 0.5
"""What an employer with no case weighs against one with a single one (assumed)."""


def known_employers(snapshot: Snapshot, cases: Sequence[Case], members: Sequence[str]) -> tuple[Employer, ...]:
    """Those with a case, or a contact among the members, in the order of ids."""
    ids = {case.employer_id for case in cases}
    ids |= {each.employer_id for each in snapshot.contact_relations if each.consultant_id in members}
    return tuple(sorted((each for each in snapshot.employers if each.id in ids), key=lambda each: each.id))


def unlisted_places(cases: Sequence[Case], known: Sequence[Employer], offices: Sequence[Position]) -> list[Position]:
    """Workplaces that no employer has; where none is in the workbook, the largest employer's or the first office."""
    places = [case.workplace for case in cases if is_unlisted(case) and case.workplace is not None]
    return list(dict.fromkeys(places)) or [*(each.position for each in known[:1]), *offices][:1]


def is_unlisted(case: Case) -> bool:
    """Whether the person works for somebody who is not on the list."""
    return case.employment is Employment.EMPLOYED and case.employer_id is None


def world_employers(
    known: Sequence[Employer], snapshot: Snapshot, cases: Sequence[Case], posts: Mapping[str, int]
) -> tuple[WorldEmployer, ...]:
    """In the same order, numbered from 1."""
    number_of_cases = Counter(case.employer_id for case in cases)
    weights = [max(NO_CASE_WEIGHT, number_of_cases[each.id]) for each in known]
    relations = {
        each.employer_id: each
        for each in snapshot.contact_relations
        if each.mode is not ContactMode.OFF and each.consultant_id in posts
    }
    return tuple(
        _described(f"{number:08d}", employer, weight / sum(weights), relations.get(employer.id), posts)
        for number, (employer, weight) in enumerate(zip(known, weights, strict=True), 1)
    )


def _described(
    number: str, employer: Employer, share: float, relation: ContactRelation | None, posts: Mapping[str, int]
) -> WorldEmployer:
    section = None if employer.industry is None else employer.industry.section
    if relation is None:
        return WorldEmployer(id=number, size_share=share, section=section)
    return WorldEmployer(
        id=number,
        size_share=share,
        section=section,
        contact_post=posts[relation.consultant_id],
        contact_mode=relation.mode,
        deputy_post=posts.get(relation.deputy_id or ""),
        rhythm_days=relation.rhythm_days,
    )
