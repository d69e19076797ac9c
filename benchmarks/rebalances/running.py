"""The suite `rebalances`."""

from typing import Final

from benchmarks.rebalances.job import RebalanceJob
from benchmarks.rebalances.line import RebalanceLine, RebalanceOutcome
from benchmarks.rebalances.page import write_rebalances_page
from benchmarks.rebalances.protocol import rebalance_jobs
from benchmarks.running.line import Circumstances
from benchmarks.running.process import ask_process
from benchmarks.running.suite import PAGE, Suite


def _measure(job: RebalanceJob, circumstances: Circumstances) -> RebalanceLine:
    outcome = RebalanceOutcome.model_validate_json(ask_process("benchmarks.rebalances.child", job))
    return RebalanceLine(job=job, outcome=outcome, circumstances=circumstances)


def _in_short(line: RebalanceLine) -> str:
    job = line.job
    return (
        f"{job.wish} {job.municipality} {job.counted} {job.seed} {job.solver}: "
        f"{line.num_proved} proved in {line.outcome.seconds:.2f} s"
    )


REBALANCES: Final = Suite(
    jobs=rebalance_jobs(),
    to_do="rebalances to measure",
    decided_by=(
        "allocator",
        "benchmarks/instances/demonstration.py",
        "benchmarks/peers",
        "benchmarks/questions/rounds.py",
        "benchmarks/rebalances",
        "data",
        "models",
    ),
    but=("benchmarks/rebalances/page.py", "benchmarks/rebalances/running.py"),
    measure=_measure,
    parse=RebalanceLine.model_validate_json,
    in_short=_in_short,
    write_pages=lambda lines, num_missing: {PAGE: write_rebalances_page(lines, num_missing)},
)
