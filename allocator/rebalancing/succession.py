"""Who might be an employer's contact after somebody who leaves."""

from collections.abc import Sequence

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.rules.counted import counted
from models.consultant import Consultant
from models.employer import ContactMode, ContactRelation
from models.errors import UnusableInput
from models.occasion import Leaves, Occasion
from models.position import Position
from models.rebalance import Succession, Successor
from models.snapshot import Snapshot
from models.text import Text
from models.travel import TravelTimes

NUM_SUCCESSORS = 3


def propose_successors(
    facts: Facts, snapshot: Snapshot, travel: TravelTimes, assignment: IntArray, occasions: Sequence[Occasion]
) -> tuple[Succession, ...]:
    """For every contact relation of whoever leaves, who comes nearest to knowing the employer.

    First her deputy, then whoever has most of the employer's cases under the plan, knows its industry best, lives
    nearest, and has fewest cases.

    Parameters
    ----------
    snapshot
        After the occasions.
    assignment
        (n,): the plan without voluntary moves.
    """
    leavers = [each.consultant_id for each in occasions if isinstance(each, Leaves)]
    offices = {team.id: team.office for team in snapshot.teams}
    able = [each for each in facts.consultants if each.end_date is None]
    named = []
    for relation in sorted(snapshot.contact_relations, key=lambda each: each.employer_id):
        for leaver in leavers:
            if relation.mode is not ContactMode.OFF and leaver in (relation.consultant_id, relation.deputy_id):
                candidates = [
                    each for each in able if each.id != relation.consultant_id and not _has_conflict(each, relation)
                ]
                known = [_successor(facts, each, relation, assignment, offices, travel) for each in candidates]
                named.append(
                    Succession(
                        employer_id=relation.employer_id,
                        leaves_id=leaver,
                        was_deputy=leaver == relation.deputy_id,
                        successors=tuple(sorted(known, key=lambda each: _rank(facts, each))[:NUM_SUCCESSORS]),
                    )
                )
    return tuple(named)


def _has_conflict(consultant: Consultant, relation: ContactRelation) -> bool:
    return any(conflict.employer_id == relation.employer_id for conflict in consultant.conflicts)


def _successor(
    facts: Facts,
    consultant: Consultant,
    relation: ContactRelation,
    assignment: IntArray,
    offices: dict[str, Position | None],
    travel: TravelTimes,
) -> Successor:
    j = facts.consultant_index[consultant.id]
    own = [facts.cases[i] for i in np.flatnonzero(assignment == j).tolist()]
    num_cases = sum(
        case.employer_id == relation.employer_id for case in (*own, *facts.open_by_consultant[consultant.id])
    )
    employer = facts.employers[relation.employer_id]
    section = None if employer.industry is None else employer.industry.section
    level = None if section is None else consultant.industries.get(section, 0)
    one_way = None
    home = consultant.home or offices[consultant.team_id]
    if facts.policy.travel.counted_percent > 0 and home is not None:
        one_way = _one_way(travel, home, employer.position)
    is_deputy = consultant.id == relation.deputy_id
    return Successor(
        consultant_id=consultant.id,
        is_deputy=is_deputy,
        num_cases=num_cases,
        industry_level=level,
        one_way_minutes=one_way,
        text=_text(is_deputy, num_cases, level, one_way),
    )


def _one_way(travel: TravelTimes, home: Position, workplace: Position) -> int | None:
    try:
        return int(travel.minutes([home], [workplace])[0, 0])
    except UnusableInput:  # a team's own table may lack ways that no case asks for
        return None


def _text(is_deputy: bool, num_cases: int, level: int | None, one_way: int | None) -> Text:
    cases = counted(num_cases, da=("sag", "sager"), en=("case", "cases"))
    da, en = [f"{cases.da} hos virksomheden"], [f"{cases.en} there"]
    if is_deputy:
        da.insert(0, "stedfortræder i dag")
        en.insert(0, "deputy today")
    if level is not None:
        da.append(f"kender branchen på niveau {level} af 3")
        en.append(f"knows the industry at level {level} of 3")
    if one_way is not None:
        da.append(f"kører {one_way} min. hver vej")
        en.append(f"drives {one_way} min. each way")
    return Text(da=f"{', '.join(da)}.".capitalize(), en=f"{', '.join(en)}.".capitalize())


def _rank(facts: Facts, successor: Successor) -> tuple[object, ...]:
    j = facts.consultant_index[successor.consultant_id]
    return (
        not successor.is_deputy,
        -successor.num_cases,
        -(successor.industry_level or 0),
        successor.one_way_minutes or 0,
        int(facts.load_today[j]),
        successor.consultant_id,
    )
