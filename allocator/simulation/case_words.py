"""A drawn case as the rules of the meeting read it."""

from functools import lru_cache

from allocator.simulation.calendar import NEVER
from allocator.simulation.cases import RISK_FLAGS
from allocator.simulation.history import History
from allocator.simulation.traits import CASE_TYPES, plain_case, talk_elsewhere
from models.case import Case, CaseNeed, Employment

_ELSEWHERE = talk_elsewhere()


def case_id(number: int) -> str:
    """The id of a case by its number."""
    return f"S{number:07d}"


def case_word(history: History, i: int) -> Case:
    """Case i when it was received, without consultant. What was drawn is valid, so it is not validated again."""
    cases, calendar = history.cases, history.calendar
    employed = bool(cases.is_employed[i])
    fields: dict[str, object] = {
        "received": calendar.date_of(int(cases.received[i])),
        "first_day_of_absence": calendar.date_of(int(cases.first_absence[i])),
        "case_type": CASE_TYPES[cases.case_type[i]],
        "risk_flags": frozenset(flag for flag, is_set in zip(RISK_FLAGS, cases.risk_flags[i], strict=True) if is_set),
        "employment": Employment.EMPLOYED if employed else Employment.UNEMPLOYED,
        "needs": _needs(flex_job=bool(cases.flex_job[i]), clarification=bool(cases.clarification[i])),
    }
    if cases.employer[i] >= 0:
        fields["employer_id"] = history.world.employers[cases.employer[i]].id
    if cases.fast_track_requested[i] != NEVER:
        fields |= {"fast_track": True, "fast_track_requested": calendar.date_of(int(cases.fast_track_requested[i]))}
    if cases.elsewhere[i] and employed:
        fields["first_talk"] = _ELSEWHERE
    if employed and history.world.cases.exempt_below_weeks.value > 0:
        fields["expected_back"] = calendar.date_of(int(cases.closes[i]))
    return plain_case(case_id(i), **fields)


def without_job(case: Case) -> Case:
    """The same case once the job is lost."""
    return case.model_copy(
        update={
            "employment": Employment.UNEMPLOYED,
            "employer_id": None,
            "fast_track": False,
            "fast_track_requested": None,
            "first_talk": None,
            "expected_back": None,
            "needs": case.needs - {CaseNeed.FLEX_JOB},
        }
    )


@lru_cache(maxsize=4)
def _needs(*, flex_job: bool, clarification: bool) -> frozenset[CaseNeed]:
    chosen = {CaseNeed.FLEX_JOB: flex_job, CaseNeed.CLARIFICATION: clarification}
    return frozenset(need for need, is_needed in chosen.items() if is_needed)
