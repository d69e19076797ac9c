"""Why cases that must move find nobody: a smallest set of demands that collide, and remedies that were tried."""

from collections.abc import Callable, Sequence

from allocator.questions.collision import find_collisions
from models.case import Case
from models.collision import Collisions
from models.policy import Policy
from models.rebalance import ForcedCase
from models.snapshot import Snapshot
from models.travel import TravelTimes


def explain_uncovered(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    forced: Sequence[ForcedCase],
    *,
    team_id: str | None,
    time_limit_s: float,
    seed: int,
    should_stop: Callable[[], bool] | None,
) -> Collisions:
    """What collides while everybody keeps what she may keep.

    The cases that must move are looked at as if they were new, so that this is the question a round is asked; the
    limits on new cases in a round are not theirs.

    Parameters
    ----------
    snapshot
        After the occasions.
    """
    must_move = {each.case_id for each in forced}
    cases = tuple(
        _as_new(case, must_move) for case in snapshot.cases if case.id in must_move or case.consultant_id is not None
    )
    kept = {case.id for case in cases}
    as_round = snapshot.model_copy(
        update={
            "cases": cases,
            "overrides": tuple(each for each in snapshot.overrides if each.case_id in kept),
            "wishes": tuple(each for each in snapshot.wishes if each.case_id in kept),
        }
    )
    return find_collisions(
        as_round,
        _of_a_rebalance(policy),
        travel,
        team_id=team_id,
        time_limit_s=time_limit_s,
        seed=seed,
        should_stop=should_stop,
    )


def _as_new(case: Case, must_move: set[str]) -> Case:
    if case.id not in must_move:
        return case
    return case.model_copy(update={"consultant_id": None, "covered_for_id": None})


def _of_a_rebalance(policy: Policy) -> Policy:
    caseload = policy.caseload.model_copy(update={"max_new_per_round": policy.move.max_gained})
    rotation = policy.rotation.model_copy(update={"max_unwanted_per_round": None})
    return policy.model_copy(update={"caseload": caseload, "rotation": rotation})
