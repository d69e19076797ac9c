"""Why a case goes where the proposal sends it, and who else could have it, from the terms of the model."""

from collections.abc import Callable, Collection, Sequence

from allocator.facts import Facts
from allocator.naming import pair_reasons, pair_terms
from allocator.questions.asked import unknown_case, unknown_consultant
from allocator.questions.binding import binding_limits
from allocator.questions.clock import Clock
from allocator.questions.pairs import price_pairs
from allocator.questions.standing import stand
from allocator.questions.who_else import rank_cases, rank_consultants
from allocator.questions.why_not import say_why_not
from allocator.solving.incumbent import Progress
from models.errors import UnusableInput
from models.explanation import BestFits, Candidate, Explanation
from models.policy import Policy
from models.snapshot import Snapshot
from models.travel import TravelTimes

NUM_WHY_NOT = 3
"""Of so many consultants it is said why they are not proposed, unless somebody asks of others."""


def explain(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    case_id: str,
    *,
    why_not: Collection[str] | None = None,
    team_id: str | None = None,
    time_limit_s: float = 10.0,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Explanation:
    """The terms of one new case, and every consultant of the round ranked for it.

    A candidate's extra minutes are exact where both optima are proved, and always lie between two proved numbers. The
    other parameters are those of `distribute`.

    Parameters
    ----------
    why_not
        Consultants of whom to find out why they are not proposed, and which numbers would change that; None takes the
        next three in rank.
    time_limit_s
        Seconds for the proposal, and as many again for the questions.
    should_stop
        Asked between and within the solves; True ends the answer with what is known: pairs that were not looked at are
        ranked without minutes, and of those asked why not every number is unsettled.

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
    strangers = [each for each in why_not or () if each not in facts.consultant_index]
    if strangers:
        raise UnusableInput([unknown_consultant(each, facts) for each in strangers])
    i = facts.case_index[case_id]
    clock = Clock(time_limit_s, should_stop)
    answers = price_pairs(standing, [(i, j) for j in range(facts.shape[1])], clock.share(0.5))
    ranking = rank_consultants(standing, i, answers)
    j = -1 if standing.outcome is None else int(standing.assignment[i])
    limits = binding_limits(standing, i, clock.share(0.25))
    reasons_why_not = say_why_not(standing, [answers[i, each] for each in _asked_of(ranking, facts, j, why_not)], clock)
    return Explanation(
        case_id=case_id,
        status=standing.status_of_answer(clock),
        consultant_id=facts.consultants[j].id if j >= 0 else None,
        terms=pair_terms(formulation, i, j) if j >= 0 else {},
        reasons=pair_reasons(formulation, i, j) if j >= 0 else (),
        ranking=ranking,
        binding_limits=limits,
        why_not=reasons_why_not,
    )


def _asked_of(ranking: Sequence[Candidate], facts: Facts, proposed: int, why_not: Collection[str] | None) -> list[int]:
    """Those of whom it is asked why not, in the order of rank: never the one who is proposed."""
    ranked = [facts.consultant_index[each.consultant_id] for each in ranking]
    others = [j for j in ranked if j != proposed]
    if why_not is None:
        return [j for j in others if not _is_blocked(ranking, ranked, j)][:NUM_WHY_NOT]
    return [j for j in others if facts.consultants[j].id in why_not]


def _is_blocked(ranking: Sequence[Candidate], ranked: list[int], j: int) -> bool:
    return bool(ranking[ranked.index(j)].blocked_by)


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
