"""Why a case goes where the proposal sends it, and who else could have it, from the terms of the model."""

from collections.abc import Callable

from allocator.naming import pair_reasons, pair_terms
from allocator.questions.asked import unknown_case, unknown_consultant
from allocator.questions.clock import Clock
from allocator.questions.pairs import price_pairs
from allocator.questions.standing import stand
from allocator.questions.who_else import rank_cases, rank_consultants
from allocator.solving.incumbent import Progress
from models.errors import UnusableInput
from models.explanation import BestFits, Explanation
from models.policy import Policy
from models.snapshot import Snapshot
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

    Parameters are those of `distribute`; the answer may take `time_limit_s` once more. A candidate's extra minutes are
    exact where both optima are proved, and always lie between two proved numbers.

    Raises
    ------
    UnusableInput
        The round has no new case of that number, or what `distribute` raises.
    """
    standing = stand(
        snapshot,
        policy,
        travel,
        team_id=team_id,
        seed=seed,
        time_limit_s=time_limit_s,
        on_progress=on_progress,
        should_stop=should_stop,
    )
    formulation, facts = standing.formulation, standing.formulation.facts
    if case_id not in facts.case_index:
        raise UnusableInput([unknown_case(case_id)])
    i = facts.case_index[case_id]
    clock = Clock(time_limit_s, should_stop)
    answers = price_pairs(standing, [(i, j) for j in range(facts.shape[1])], clock)
    j = -1 if standing.outcome is None else int(standing.assignment[i])
    return Explanation(
        case_id=case_id,
        consultant_id=facts.consultants[j].id if j >= 0 else None,
        terms=pair_terms(formulation, i, j) if j >= 0 else {},
        reasons=pair_reasons(formulation, i, j) if j >= 0 else (),
        ranking=rank_consultants(standing, i, answers),
        why_not=(),
    )


def best_fits(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    consultant_id: str,
    *,
    team_id: str | None = None,
    time_limit_s: float = 10.0,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> BestFits:
    """Which of the round's cases would fit one consultant best, by what the whole plan would cost if she got it.

    Parameters are those of `explain`.

    Raises
    ------
    UnusableInput
        The round has no such consultant, or what `distribute` raises.
    """
    standing = stand(
        snapshot,
        policy,
        travel,
        team_id=team_id,
        seed=seed,
        time_limit_s=time_limit_s,
        on_progress=on_progress,
        should_stop=should_stop,
    )
    facts = standing.formulation.facts
    if consultant_id not in facts.consultant_index:
        raise UnusableInput([unknown_consultant(consultant_id, facts)])
    return rank_cases(standing, facts.consultant_index[consultant_id], Clock(time_limit_s, should_stop))
