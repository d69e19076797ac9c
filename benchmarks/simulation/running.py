"""The suite `simulation`."""

from collections.abc import Callable, Sequence

from allocator.simulation.study.processes import available_cores
from benchmarks.running.line import Circumstances
from benchmarks.running.process import ask_process
from benchmarks.running.suite import PAGE, Suite
from benchmarks.simulation.job import SimulationJob, StudyJob, YearsJob
from benchmarks.simulation.line import (
    LINE,
    MemoryLine,
    MemoryOutcome,
    SimulationLine,
    StudyLine,
    StudyOutcome,
    YearsLine,
    YearsOutcome,
)
from benchmarks.simulation.page import write_simulation_page
from benchmarks.simulation.plot import draw_years
from benchmarks.simulation.protocol import simulation_jobs
from benchmarks.simulation.spread import CORES_NEEDED


def simulation_suite(
    tell: Callable[[str], object], jobs: Sequence[SimulationJob] | None = None
) -> Suite[SimulationJob, SimulationLine]:
    """The suite, without the studies on two processes where there is only one core for them.

    Parameters
    ----------
    jobs
        None for those of the protocol.
    """
    wanted = simulation_jobs() if jobs is None else list(jobs)
    possible = wanted
    if available_cores() < CORES_NEEDED:
        possible = [job for job in wanted if not isinstance(job, StudyJob)]
        if len(possible) < len(wanted):
            tell("This process may use one core only: the studies on two processes are left out of this run.")
    return Suite(
        jobs=possible,
        to_do="simulations to measure",
        decided_by=("allocator", "benchmarks/simulation", "data", "models"),
        but=tuple(f"benchmarks/simulation/{name}.py" for name in ("bar", "page", "plot", "running", "spread")),
        measure=_measure,
        parse=LINE.validate_json,
        in_short=_in_short,
        write_pages=_write_pages,
        includes=lambda line: line.job in wanted,
    )


def _measure(job: SimulationJob, circumstances: Circumstances) -> SimulationLine:
    outcome = ask_process("benchmarks.simulation.child", job)
    if isinstance(job, YearsJob):
        years = YearsOutcome.model_validate_json(outcome)
        return YearsLine(job=job, outcome=years, circumstances=circumstances)
    if isinstance(job, StudyJob):
        study = StudyOutcome.model_validate_json(outcome)
        return StudyLine(job=job, outcome=study, circumstances=circumstances)
    memory = MemoryOutcome.model_validate_json(outcome)
    return MemoryLine(job=job, outcome=memory, circumstances=circumstances)


def _in_short(line: SimulationLine) -> str:
    match line:
        case YearsLine():
            slowest = {name: max(each.seconds for each in spent) for name, spent in line.outcome.ways.items()}
            worst = max(slowest, key=lambda name: slowest[name])
            return f"{line.job.municipality} from {line.job.first}: slowest {worst}, {slowest[worst]:.2f} s"
        case StudyLine():
            return (
                f"{line.job.municipality}: {line.outcome.one.seconds:.1f} s on 1, {line.outcome.two.seconds:.1f} on 2"
            )
        case _:
            return f"{line.job.way}: {line.outcome.few_mib:.0f} MiB, then {line.outcome.many_mib:.0f}"


def _write_pages(lines: Sequence[SimulationLine], num_missing: int) -> dict[str, str]:
    years = [line for line in lines if isinstance(line, YearsLine)]
    plots = {"years.svg": draw_years(years)} if years else {}
    return {PAGE: write_simulation_page(lines, num_missing), **plots}
