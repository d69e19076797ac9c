"""What the lines of a class come to, solver by solver."""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from benchmarks.peers.solvers import OURS
from benchmarks.reporting.intervals import Interval, median, worst
from benchmarks.running.line import LatencyLine, Line, SolveLine, StepsLine


def seconds_of(line: SolveLine) -> Interval:
    """How long a proof took; from the time it was stopped to any time where there is none."""
    seconds = line.outcome.seconds
    return Interval(seconds, seconds if is_proved(line) else math.inf)


def is_proved(line: SolveLine) -> bool:
    """Whether the plan is proved best, or that there is none."""
    return line.outcome.status in ("optimal", "infeasible")


@dataclass(frozen=True)
class Group:
    """The lines of one solver on one class in one series."""

    solver: str
    lines: tuple[SolveLine, ...]

    @property
    def num_proved(self) -> int:
        """How many are proved."""
        return sum(map(is_proved, self.lines))

    @property
    def num_faulty(self) -> int:
        """How many ended in a wrong answer or a crash."""
        return sum(line.outcome.status in ("wrong", "failed") for line in self.lines)

    @property
    def median_seconds(self) -> Interval:
        """Over all, with those that were stopped as intervals."""
        return median([seconds_of(line) for line in self.lines])

    @property
    def worst_seconds(self) -> Interval:
        """The longest."""
        return worst([seconds_of(line) for line in self.lines])

    @property
    def gaps(self) -> list[float]:
        """Of each line, infinite where there is no plan or no bound; 0 where it is proved that there is no plan."""
        return [_gap(line) for line in self.lines]

    @property
    def median_gap(self) -> float:
        """A share of the value."""
        return statistics.median(self.gaps)

    @property
    def worst_gap(self) -> float:
        """A share of the value."""
        return max(self.gaps)

    @cached_property
    def by_instance(self) -> dict[str, SolveLine]:
        """The line of each instance."""
        return {line.job.instance: line for line in self.lines}


def _gap(line: SolveLine) -> float:
    if line.outcome.status == "infeasible":
        return 0.0
    return math.inf if line.outcome.gap is None else line.outcome.gap


@dataclass(frozen=True)
class ClassSummary:
    """All solvers on one class in one series."""

    series: str
    class_name: str
    limit_s: float
    workers: int
    groups: tuple[Group, ...]

    def of(self, solver: str) -> Group | None:
        """The lines of a solver; None if it wasn't run."""
        return next((group for group in self.groups if group.solver == solver), None)

    def paired_ratios(self, peer: str) -> list[Interval]:
        """Our time over the peer's, on each instance that both were given."""
        ours, theirs = self.of(OURS), self.of(peer)
        if ours is None or theirs is None:
            return []
        return [
            seconds_of(ours.by_instance[name]) / seconds_of(line)
            for name, line in theirs.by_instance.items()
            if name in ours.by_instance
        ]

    def excess(self, solver: str) -> list[float]:
        """How far each plan lies above the best value anybody found, as a share of it; infinite without a plan."""
        group = self.of(solver)
        if group is None:
            return []
        return [
            math.inf if line.outcome.value is None else (line.outcome.value - best) / max(1, abs(best))
            for name, line in group.by_instance.items()
            if (best := self._best_value(name)) is not None
        ]

    def _best_value(self, instance: str) -> int | None:
        values = [
            line.outcome.value
            for group in self.groups
            if (line := group.by_instance.get(instance)) is not None
            and line.outcome.value is not None
            and line.outcome.status != "wrong"
        ]
        return min(values, default=None)


@dataclass(frozen=True)
class Results:
    """Everything of one run of a suite."""

    summaries: tuple[ClassSummary, ...]
    steps: tuple[StepsLine, ...]
    latencies: tuple[LatencyLine, ...]

    def of(self, series: str, class_name: str) -> ClassSummary | None:
        """The summary of a class in a series; None if it wasn't run."""
        return next((s for s in self.summaries if (s.series, s.class_name) == (series, class_name)), None)


def summarise(lines: Iterable[Line]) -> Results:
    """Sort lines by series, class and solver, each in the order of its first line."""
    grouped: dict[tuple[str, str], dict[str, list[SolveLine]]] = {}
    steps, latencies = [], []
    for line in lines:
        match line:
            case SolveLine():
                solvers = grouped.setdefault((line.job.series, line.job.class_name), {})
                solvers.setdefault(line.job.solver, []).append(line)
            case StepsLine():
                steps.append(line)
            case LatencyLine():
                latencies.append(line)
    summaries = [_summarise_class(series, name, solvers) for (series, name), solvers in grouped.items()]
    return Results(tuple(summaries), tuple(steps), tuple(latencies))


def _summarise_class(series: str, class_name: str, solvers: dict[str, list[SolveLine]]) -> ClassSummary:
    groups = tuple(Group(solver, tuple(lines)) for solver, lines in solvers.items())
    job = groups[0].lines[0].job
    return ClassSummary(series, class_name, job.limit_s, job.workers, groups)


@dataclass(frozen=True)
class Contradiction:
    """Two lines of one instance that can't both be true."""

    class_name: str
    instance: str
    what: str


def find_contradictions(lines: Sequence[Line]) -> list[Contradiction]:
    """A plan below somebody's bound or the published optimum, or a plan where somebody proved that there is none."""
    by_instance: dict[tuple[str, str], list[SolveLine]] = {}
    for line in lines:
        if isinstance(line, SolveLine) and line.outcome.status != "wrong":
            by_instance.setdefault((line.job.class_name, line.job.instance), []).append(line)
    return [
        Contradiction(*key, what)
        for key, of_instance in by_instance.items()
        for what in _contradictions_among(of_instance)
    ]


def _contradictions_among(lines: Sequence[SolveLine]) -> list[str]:
    found = []
    with_plan = [line for line in lines if line.outcome.value is not None]
    for line in lines:
        for other in with_plan:
            value, bound = other.outcome.value, line.outcome.bound
            if bound is not None and value is not None and bound > value:
                found.append(f"{line.job.solver} proves {bound}, {other.job.solver} has a plan of {value}")
            if line.outcome.status == "infeasible":
                found.append(f"{line.job.solver} proves that there is no plan, {other.job.solver} has one")
        best, value = line.outcome.best_known, line.outcome.value
        if best is not None and value is not None and (value < best or (is_proved(line) and value > best)):
            found.append(f"{line.job.solver} has a plan of {value} ({line.outcome.status}), published is {best}")
    return found
