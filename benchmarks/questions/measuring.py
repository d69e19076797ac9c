"""The questions asked, here and now."""

import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias, TypeVar

from allocator import distribute, explain, find_collisions, price_overrides
from benchmarks.questions.job import QuestionJob
from benchmarks.questions.line import Answered, QuestionOutcome
from benchmarks.questions.rounds import TRAVEL, draw_case, draw_overrides, draw_round, pin_many
from models.collision import Collisions
from models.explanation import Explanation
from models.override_price import OverridePrices
from models.policy import Policy
from models.snapshot import Snapshot

NUM_SOLVES: Final = 5
NUM_PINS: Final = 40

Answer: TypeAlias = OverridePrices | Explanation | Collisions | None
_T = TypeVar("_T")


def measure_question(job: QuestionJob) -> QuestionOutcome:
    """Propose a few times, then ask everything under the short limit, then under the long one."""
    snapshot, policy = draw_round(job.municipality, job.counted, job.seed)
    started_s = time.perf_counter()
    proposal = distribute(snapshot, policy, TRAVEL)
    first_use_s = time.perf_counter() - started_s
    solves = [_timed(lambda: distribute(snapshot, policy, TRAVEL)) for _ in range(NUM_SOLVES)]
    return QuestionOutcome(
        num_cases=len(proposal.assignments) + len(proposal.unassigned),
        num_consultants=len(proposal.caseloads),
        first_use_s=first_use_s,
        solve_s=statistics.median(seconds for seconds, _, _ in solves),
        solve_cpu_s=statistics.median(cpu_seconds for _, cpu_seconds, _ in solves),
        intervals=tuple(_answered(*_timed(ask)) for ask in _questions(job, snapshot, policy, job.interval_limit_s)),
        exact=tuple(_answered(*_timed(ask)) for ask in _questions(job, snapshot, policy, job.limit_s)),
    )


def _questions(job: QuestionJob, snapshot: Snapshot, policy: Policy, limit_s: float) -> list[Callable[[], Answer]]:
    number = range(job.num_asked)
    if job.question == "price":
        overrides = draw_overrides(snapshot, policy, job.num_asked, job.seed)
        return [partial(price_overrides, snapshot, policy, TRAVEL, [each], time_limit_s=limit_s) for each in overrides]
    if job.question == "who else":
        cases = [draw_case(snapshot, policy, 100 * job.seed + each) for each in number]
        return [partial(explain, snapshot, policy, TRAVEL, each, why_not=(), time_limit_s=limit_s) for each in cases]
    assert job.pinned is not None  # noqa: S101 - every collision says how the pins are drawn
    pinned = [pin_many(snapshot, policy, NUM_PINS, job.pinned, 100 * job.seed + each) for each in number]
    return [partial(find_collisions, each, policy, TRAVEL, time_limit_s=limit_s) for each in pinned]


def _timed(ask: Callable[[], _T]) -> tuple[float, float, _T]:
    started_s, started_cpu_s = time.perf_counter(), time.process_time()
    answer = ask()
    return time.perf_counter() - started_s, time.process_time() - started_cpu_s, answer


def _answered(seconds: float, cpu_seconds: float, answer: Answer) -> Answered:
    are_exact: list[bool] = []
    widths: list[int] = []
    is_complete = answer is not None
    match answer:
        case OverridePrices():
            are_exact = [answer.together.extra_minutes is not None]
            widths = [answer.together.extra_minutes_at_most - answer.together.extra_minutes_at_least]
        case Explanation():
            possible = [each for each in answer.ranking if not each.blocked_by]
            are_exact = [each.extra_minutes is not None for each in possible]
            widths = [
                each.extra_minutes_at_most - each.extra_minutes_at_least
                for each in possible
                if each.extra_minutes_at_most is not None and each.extra_minutes_at_least is not None
            ]
        case Collisions():
            are_exact, is_complete = [each.is_smallest for each in answer.collisions], answer.is_complete
    return Answered(
        seconds=seconds,
        cpu_seconds=cpu_seconds,
        num_numbers=len(are_exact),
        num_exact=sum(are_exact),
        widest_minutes=max(widths, default=0),
        is_first_exact=bool(are_exact) and are_exact[0],
        is_complete=is_complete and all(are_exact),
    )
