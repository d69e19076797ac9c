"""What consultants are to kinds of case, by the very rules of the meeting, looked up instead of asked case by case.

A year's cases are of few kinds: the rules are asked once of one case of each kind, employer and type. Tables have a row
more than there are employers or workplaces, which is neutral, so that -1 stands for none.
"""

import datetime
from dataclasses import dataclass
from functools import cache

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.facts import Facts
from allocator.rules import competence, conflict, industry, preference
from allocator.simulation.staffing import Staff
from models.case import Case, CaseNeed, CaseType, Employment, FirstTalk, TalkForm, TalkReason
from models.employer import Employer
from models.industry import Industry, IndustryScheme
from models.position import Position
from models.world import World

CASE_TYPES = tuple(CaseType)
NUM_KINDS = 16
_NOBODY = "-"
_SOMEWHERE = Position(latitude=0, longitude=0)
_DAY = datetime.date(2026, 1, 5)


@dataclass(frozen=True)
class Traits:
    """Tables by tenure (k columns).

    Attributes
    ----------
    can_have
        bool (kinds, k): has the competences for a kind of case, see `kind_of`.
    in_conflict
        bool (employers + 1, k).
    knowledge
        (employers + 1, k): what she knows of the employer's industry, 0-3; 3 where there is none.
    liking
        (types, k): her preference for each type of case, -2..2.
    one_way_minutes
        (workplaces + 1, k): 0 where there is none.
    """

    can_have: BoolArray
    in_conflict: BoolArray
    knowledge: IntArray
    liking: IntArray
    one_way_minutes: IntArray


def kind_of(is_employed: IntArray, flex_job: IntArray, clarification: IntArray, at_workplace: IntArray) -> IntArray:
    """The number of a kind of case, as far as competences go, from 0/1 arrays."""
    return 8 * is_employed + 4 * flex_job + 2 * clarification + at_workplace


def traits_of(world: World, staff: Staff) -> Traits:
    """The tables of a world under its staff."""
    kinds = tuple(_case_of_kind(kind) for kind in range(NUM_KINDS))
    types = tuple(plain_case(f"T{number}", case_type=case_type) for number, case_type in enumerate(CASE_TYPES))
    employers = tuple(plain_case(f"E{each.id}", employer_id=each.id) for each in world.employers)
    no_employer = plain_case("E-")
    facts = prototype_facts(world, staff, (*kinds, *types, *employers, no_employer))
    first_type, first_employer = NUM_KINDS, NUM_KINDS + len(types)
    homes = [tenure.home for tenure in staff.tenures]
    minutes = np.array(world.one_way_minutes, dtype=np.int64)[homes].T
    return Traits(
        can_have=~competence.forbids(facts)[:first_type],
        in_conflict=conflict.forbids(facts)[first_employer:],
        knowledge=industry.levels(facts)[first_employer:],
        liking=preference.steps(facts)[first_type:first_employer],
        one_way_minutes=np.vstack([minutes, np.zeros((1, len(homes)), dtype=np.int64)]),
    )


def prototype_facts(world: World, staff: Staff, cases: tuple[Case, ...]) -> Facts:
    """Facts of cases that stand for kinds of case, with everybody who ever has a post."""
    consultants = tuple(tenure.consultant for tenure in staff.tenures)
    return Facts(
        policy=world.practice,
        date=_DAY,
        teams=(),
        cases=cases,
        other_team=(),
        consultants=consultants,
        initials={},
        employers=employers_of(world),
        relations={},
        open_cases=(),
        wishes={},
        overrides=(),
        one_way_minutes=np.zeros((len(cases), len(consultants)), dtype=np.int64),
        deadlines=(None,) * len(cases),
    )


def employers_of(world: World) -> dict[str, Employer]:
    """The world's employers as rules read them, by id."""
    return {
        each.id: _PLAIN_EMPLOYER.model_copy(
            update={"id": each.id, "industry": None if each.section is None else _trade(each.section)}
        )
        for each in world.employers
    }


@cache
def _trade(section: str) -> Industry:
    return Industry(scheme=IndustryScheme.DB07, code=section)


def _case_of_kind(kind: int) -> Case:
    is_employed, flex_job, clarification, at_workplace = (bool(kind & bit) for bit in (8, 4, 2, 1))
    needs = {CaseNeed.FLEX_JOB: flex_job, CaseNeed.CLARIFICATION: clarification}
    return plain_case(
        f"K{kind}",
        employment=Employment.EMPLOYED if is_employed else Employment.UNEMPLOYED,
        needs=frozenset(need for need, is_needed in needs.items() if is_needed),
        first_talk=None if at_workplace == is_employed else talk_elsewhere(at_workplace=at_workplace),
    )


def talk_elsewhere(*, at_workplace: bool = False) -> FirstTalk:
    """A decision that the first talk is not held at the workplace, or that it is."""
    return FirstTalk.model_construct(
        form=TalkForm.WORKPLACE if at_workplace else TalkForm.ELSEWHERE,
        reason=None if at_workplace else TalkReason.MEDICAL_INFORMATION_MISSING,
        decided_by=_NOBODY,
        decided_on=_DAY,
    )


_PLAIN_CASE = Case(id="-", received=_DAY, first_day_of_absence=_DAY, case_type=CaseType.OTHER)
_PLAIN_EMPLOYER = Employer(id="00000000", name="-", position=_SOMEWHERE)


def plain_case(case_id: str, **fields: object) -> Case:
    """A case with nothing special about it but the fields."""
    return _PLAIN_CASE.model_copy(update={"id": case_id, **fields})
