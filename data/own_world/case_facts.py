"""What a team's open and new cases say of those that will come."""

import datetime
from collections.abc import Sequence
from typing import Any

from data.own_world.ages import mean_weeks, stretched
from data.own_world.employers import is_unlisted
from data.own_world.shares import PRIOR_CASES, counted_mix, counted_percent, derived
from models.case import Case, CaseNeed, Employment, RiskFlag, TalkForm
from models.consultant import Competence
from models.fact import Fact, Status
from models.world import CaseFacts

_SEEN = "cases of the team's workbook"


def case_facts(
    assumed: CaseFacts,
    open_cases: Sequence[Case],
    new_cases: Sequence[Case],
    date: datetime.date,
    able: frozenset[Competence],
) -> CaseFacts:
    """The base's facts, with whatever can be counted in the workbook in their place.

    Inflow is what keeps the open cases as many as they are: their number by their mean duration. What nobody of the
    team is `able` to have does not come to it.
    """
    everybody = [*open_cases, *new_cases]
    employed = [case for case in everybody if case.employment is Employment.EMPLOYED]
    facts = stretched(assumed, open_cases, date)
    weeks = mean_weeks(facts)
    update: dict[str, Any] = {
        "unemployed_percent": _unemployed(everybody, assumed.unemployed_percent, able),
        "unlisted_employer_percent": counted_percent(
            employed, is_unlisted, assumed.unlisted_employer_percent, f"employed {_SEEN}"
        ),
        "case_types_percent": counted_mix(everybody, lambda case: case.case_type, assumed.case_types_percent, _SEEN),
        "risk_flags_percent": _risk_flags(everybody, assumed.risk_flags_percent),
        "fast_track_percent": counted_percent(
            everybody, lambda case: case.fast_track, assumed.fast_track_percent, _SEEN
        ),
        "flex_job_percent": _needing(CaseNeed.FLEX_JOB, everybody, assumed.flex_job_percent, able),
        "clarification_percent": _needing(CaseNeed.CLARIFICATION, everybody, assumed.clarification_percent, able),
        "elsewhere_percent": counted_percent(
            [case for case in employed if case.is_new],
            lambda case: case.talk_form is not TalkForm.WORKPLACE,
            assumed.elsewhere_percent,
            f"new employed {_SEEN}",
        ),
        "returning_percent": counted_percent(
            new_cases, lambda case: case.previous_consultant_id is not None, assumed.returning_percent, f"new {_SEEN}"
        ),
    }
    if open_cases:
        update["inflow_per_week"] = derived(
            len(open_cases) / weeks, f"{len(open_cases)} open cases by {weeks:.1f} weeks, so that a year does not drift"
        )
    return facts.model_copy(update=update)


def _unemployed(cases: Sequence[Case], assumed: Fact[float], able: frozenset[Competence]) -> Fact[float]:
    if Competence.UNEMPLOYED not in able:
        return derived(0.0, "Nobody of the team has unemployed people")
    if Competence.EMPLOYED not in able:
        return derived(100.0, "Nobody of the team has employed people")
    return counted_percent(cases, lambda case: case.employment is Employment.UNEMPLOYED, assumed, _SEEN)


def _needing(need: CaseNeed, cases: Sequence[Case], assumed: Fact[float], able: frozenset[Competence]) -> Fact[float]:
    if Competence(need.value) not in able:
        return derived(0.0, "Nobody of the team has such cases")
    return counted_percent(cases, lambda case: need in case.needs, assumed, _SEEN)


def _risk_flags(cases: Sequence[Case], assumed: Fact[dict[RiskFlag, float]]) -> Fact[dict[RiskFlag, float]]:
    if not cases:
        return assumed
    whole = len(cases) + PRIOR_CASES
    value = {
        flag: (100 * sum(flag in case.risk_flags for case in cases) + PRIOR_CASES * percent) / whole
        for flag, percent in assumed.value.items()
    }
    source = f"{len(cases)} {_SEEN}, with {PRIOR_CASES} more as assumed"
    return assumed.model_copy(update={"value": value, "status": Status.DERIVED, "source": source})
