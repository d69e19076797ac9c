"""A rebalance, here and now."""

import time

from allocator.formulation import formulate
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.occasions import apply_occasions
from benchmarks.questions.rounds import TRAVEL
from benchmarks.rebalances.asking_ours import ask_ours
from benchmarks.rebalances.asking_peers import ask_peer
from benchmarks.rebalances.job import RebalanceJob
from benchmarks.rebalances.line import PointFigure, RebalanceOutcome
from benchmarks.rebalances.teams import draw_team
from benchmarks.running.memory import peak_mib

WARMING_LIMIT_S = 60.0


def measure_rebalance(job: RebalanceJob) -> RebalanceOutcome:
    """Rebalance a small team once, for what is loaded on first use, and then the one that is asked about."""
    small = job.model_copy(
        update={"municipality": "hedensted", "limit_s": WARMING_LIMIT_S, "max_moves": min(1, job.max_moves)}
    )
    _, _, first_use_s, _ = _timed(small)
    points, ends_early, seconds, cpu_seconds = _timed(job)
    peak = peak_mib()
    snapshot, policy, occasions = draw_team(job)
    formulation = formulate(gather_rebalance(apply_occasions(snapshot, occasions), policy, TRAVEL))
    return RebalanceOutcome(
        num_cases=formulation.facts.shape[0],
        num_consultants=formulation.facts.shape[1],
        num_forced=int((~formulation.may_keep).sum()),
        first_use_s=first_use_s,
        seconds=seconds,
        cpu_seconds=cpu_seconds,
        peak_mib=peak,
        points=points,
        ends_early=ends_early,
    )


def _timed(job: RebalanceJob) -> tuple[tuple[PointFigure, ...], bool, float, float]:
    """The points, whether more moves better nothing, and wall clock and processor time from the snapshot on."""
    snapshot, policy, occasions = draw_team(job)
    started_s, started_cpu_s = time.perf_counter(), time.process_time()
    if job.solver == "ours":
        points, ends_early = ask_ours(job, snapshot, policy, occasions, started_s)
    else:
        points, ends_early = ask_peer(job, snapshot, policy, occasions, started_s), False
    return points, ends_early, time.perf_counter() - started_s, time.process_time() - started_cpu_s
