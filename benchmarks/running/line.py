"""One line of results: what was measured, what came out, and under which circumstances."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from benchmarks.running.job import LatencyJob, SolveJob, StepsJob
from models.word import Word

SolveStatus: TypeAlias = Literal["optimal", "feasible", "infeasible", "unknown", "wrong", "failed", "killed"]
"""`wrong`: the judge refuses the plan or claim; `failed`: an exception; `killed`: stopped from outside when overdue."""


class Circumstances(Word):
    """Under which a line was measured.

    Attributes
    ----------
    at
        When, ISO 8601 in UTC.
    commit
        The commit of the project, with `+changes` where files differed from it.
    code
        A hash of all code that decides the figures; lines of the same code belong together.
    load_average
        Of the last minute before the measurement: how busy the machine was with other things.
    """

    at: str
    commit: str
    code: str
    versions: dict[str, str]
    machine: dict[str, str]
    load_average: float


class Outcome(Word):
    """What came out of a solve.

    Attributes
    ----------
    value
        Minutes, by the judge; None without a plan.
    gap
        (value - bound) / max(1, |value|); None unless there are both.
    seconds
        Wall clock from arrays to result.
    cpu_seconds
        Of all threads, in the same time.
    first_use_s
        The solver's first solve in the process, of a small problem: with all that is loaded or compiled on first use.
    peak_mib, drawn_mib
        Largest memory of the process at the end, and before the solve.
    """

    status: SolveStatus
    value: int | None
    bound: int | None
    gap: float | None
    seconds: float
    cpu_seconds: float | None
    first_use_s: float | None
    peak_mib: float | None
    drawn_mib: float | None
    stopped_by: str
    seconds_by_phase: dict[str, float]
    best_known: int | None


class SolveLine(Word):
    """An instance solved."""

    kind: Literal["solve"] = "solve"
    job: SolveJob
    outcome: Outcome
    circumstances: Circumstances


class StepsOutcome(Word):
    """How long the calls took and what they left behind.

    Attributes
    ----------
    num_proved
        Calls with a proved best plan.
    early_mib, late_mib
        Memory of the process after a tenth of the calls and after all.
    """

    num_proved: int
    median_ms: float
    p99_ms: float
    worst_ms: float
    early_mib: float
    late_mib: float


class StepsLine(Word):
    """A simulation's worth of small rounds."""

    kind: Literal["steps"] = "steps"
    job: StepsJob
    outcome: StepsOutcome
    circumstances: Circumstances


class LatencyOutcome(Word):
    """How late solves stopped, in seconds; those that ended by themselves before are not among them."""

    num_stopped: int
    median_s: float | None
    p99_s: float | None
    worst_s: float | None


class LatencyLine(Word):
    """How late solves stopped."""

    kind: Literal["latency"] = "latency"
    job: LatencyJob
    outcome: LatencyOutcome
    circumstances: Circumstances


Line: TypeAlias = SolveLine | StepsLine | LatencyLine
LINE: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Field(discriminator="kind")])
