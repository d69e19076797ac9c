"""Why a case goes where the proposal sends it, and who else could have it, from the terms of the model."""

from collections.abc import Callable

from allocator.facts import gather
from allocator.formulation import Formulation, formulate
from allocator.lexicographic import Plan, solve_in_levels
from allocator.naming import pair_reasons, pair_terms
from allocator.neighbours import neighbours_of
from allocator.rules import limits, rotation
from allocator.solving.incumbent import Progress
from models.errors import Finding, UnusableInput
from models.explanation import Candidate, Explanation
from models.policy import Policy
from models.proposal import ProposalStatus
from models.rule_id import RuleId
from models.snapshot import Snapshot
from models.text import Text
from models.travel import TravelTimes


def explain(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    case_id: str,
    *,
    team_id: str | None = None,
    time_limit_s: float = 10.0,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Explanation:
    """The terms of one new case, and every consultant of the round ranked for it.

    Parameters are those of `distribute`. A candidate's extra minutes lie between two proved numbers: at the most what
    the plan would cost more with all other cases where they are; at the least none, where that keeps every strict level
    and the proposal is proved best. Neither is known yet where others would have to move for her.

    Raises
    ------
    UnusableInput
        The round has no new case of that number, or what `distribute` raises.
    """
    formulation = formulate(gather(snapshot, policy, travel, team_id=team_id, seed=seed))
    facts = formulation.facts
    if case_id not in facts.case_index:
        raise UnusableInput([_unknown_case(case_id)])
    plan = solve_in_levels(
        formulation, time_limit_s=time_limit_s, seed=seed, on_progress=on_progress, should_stop=should_stop
    )
    i = facts.case_index[case_id]
    j = -1 if plan.best is None else int(plan.best.assignment[i])
    return Explanation(
        case_id=case_id,
        consultant_id=facts.consultants[j].id if j >= 0 else None,
        terms=pair_terms(formulation, i, j) if j >= 0 else {},
        reasons=pair_reasons(formulation, i, j) if j >= 0 else (),
        ranking=_ranking(formulation, plan, i),
        why_not=(),
    )


def _ranking(formulation: Formulation, plan: Plan, i: int) -> tuple[Candidate, ...]:
    """Those who can have the case by what it would cost at the most, then those who cannot."""
    candidates = []
    for j, consultant in enumerate(formulation.facts.consultants):
        blocked_by = _blocked_by(formulation, i, j)
        at_most = None if blocked_by else _at_most(plan, i, j)
        # A plan that has the case there and keeps every strict level shows that the best such plan keeps them too, so
        # that its minutes are no fewer than those of the best of all. Without one, a level may have to give way.
        at_least = 0 if at_most is not None and plan.status is ProposalStatus.OPTIMAL else None
        candidates.append(
            Candidate(
                consultant_id=consultant.id,
                terms=pair_terms(formulation, i, j),
                reasons=pair_reasons(formulation, i, j),
                extra_minutes=at_least if at_least == at_most else None,
                extra_minutes_at_least=at_least,
                extra_minutes_at_most=at_most,
                blocked_by=blocked_by,
            )
        )
    return tuple(sorted(candidates, key=_rank))


def _rank(candidate: Candidate) -> tuple[bool, bool, int, int]:
    at_most = candidate.extra_minutes_at_most
    return bool(candidate.blocked_by), at_most is None, at_most or 0, sum(candidate.terms.values())


def _blocked_by(formulation: Formulation, i: int, j: int) -> tuple[RuleId, ...]:
    """The rules that forbid the pair whatever else the plan does."""
    rules = [rule for rule, forbidden in formulation.forbidden.items() if forbidden[i, j]]
    if limits.leave_no_room(formulation.facts, i, j):
        rules.append(RuleId.LIMITS)
    if any(row.pair[i, j] > row.upper for row in rotation.limits(formulation.facts)):
        rules.append(RuleId.ROTATION)
    return tuple(rules)


def _at_most(plan: Plan, i: int, j: int) -> int | None:
    """What the plan would cost more with the case at j and the others fixed; None where a rule stands in the way."""
    if plan.best is None:
        return None
    neighbours = neighbours_of(plan.best.problem, plan.best.assignment, i)
    return int(neighbours.total[j]) if neighbours.is_feasible[j] else None


def _unknown_case(case_id: str) -> Finding:
    return Finding(
        code="case_unknown",
        what=Text(
            da=f"Runden har ingen ny sag med nummer {case_id}.", en=f"The round has no new case numbered {case_id}."
        ),
        remedy=Text(
            da="Ret nummeret; åbne sager og andre teams sager fordeles ikke i runden.",
            en="Correct the number; open cases and other teams' cases are not distributed in the round.",
        ),
    )
