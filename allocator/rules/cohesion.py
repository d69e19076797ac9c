"""Few faces for an employer that has several cases."""

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
from models.rule_id import RuleId
from models.text import Text

ID = RuleId.COHESION
SENTENCE = Text(
    da="En virksomhed med flere sager møder få konsulenter.", en="An employer with several cases meets few consultants."
)
UNIT = "minutes a new face"


def groups(facts: Facts) -> tuple[str, ...]:
    """The employers with a new case and two or more new or open ones, in order of their id."""
    of_new = {case.employer_id for case in facts.cases if case.employer_id is not None}
    return tuple(sorted(employer for employer in of_new if facts.cases_by_employer[employer] >= 2))


def group_of_cases(facts: Facts) -> IntArray:
    """(n,): the group of every case, -1 for none."""
    index = {employer: g for g, employer in enumerate(groups(facts))}
    return np.array([index.get(case.employer_id or "", -1) for case in facts.cases], dtype=np.int64)


def fees(facts: Facts) -> IntArray:
    """(g, m): the price of a new face; nothing for the contact person or one who has an open case there."""
    employers = groups(facts)
    known = _known(facts)
    result = np.full((len(employers), facts.shape[1]), facts.policy.cohesion.new_face_minutes, dtype=np.int64)
    for g, employer in enumerate(employers):
        relation = facts.relations.get(employer)
        for j, consultant in enumerate(facts.consultants):
            is_contact = relation is not None and relation.consultant_id == consultant.id
            if is_contact or employer in known[consultant.id]:
                result[g, j] = 0
    return result


def _known(facts: Facts) -> dict[str, set[str | None]]:
    """The employers of the cases that each consultant of the round has today."""
    known: dict[str, set[str | None]] = {each.id: set() for each in facts.consultants}
    for case in (*facts.open_cases, *facts.cases):
        if case.consultant_id in known:
            known[case.consultant_id].add(case.employer_id)
    return known


def reason(num_employers: int) -> Text:
    """To how many employers she is new."""
    if num_employers == 1:
        return Text(da="Ny for 1 virksomhed med flere sager.", en="New to 1 employer with several cases.")
    return Text(
        da=f"Ny for {num_employers} virksomheder med flere sager.",
        en=f"New to {num_employers} employers with several cases.",
    )
