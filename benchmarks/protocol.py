"""What is measured: classes, seeds, solvers, limits and threads. Written down before anything is run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Final, Literal, TypeAlias

from benchmarks.instances.classes import CLASSES, instance_names
from benchmarks.peers.solvers import OURS, PRACTICE
from benchmarks.running.job import LatencyJob, SolveJob, StepsJob

SuiteName: TypeAlias = Literal["short", "full"]
AnyJob: TypeAlias = SolveJob | StepsJob | LatencyJob

SMALL: Final = ("hedensted", "varde", "herning", "vejle")
LARGE: Final = ("aalborg", "copenhagen")
EXACT_PEERS: Final = ("integer-load", "unit-steps", "highs", "scip")
RATIO_PEERS: Final = ("integer-load", "highs")
CP_SAT_PEERS: Final = ("integer-load", "unit-steps")
DEMONSTRATIONS: Final = tuple(f"demo-{name}" for name in (*SMALL, *LARGE))
OTHER_FAMILIES: Final = ("contested", "equal", "gap-a", "gap-b", "gap-c", "gap-d", "gap-e", "facility")
GROWTH_CLASSES: Final = ("growth-cases", "growth-consultants", "growth-weights")

MAIN: Final = "main"
FIVE_SECONDS: Final = "5 s"
TWO_THREADS: Final = "2 threads"


@dataclass(frozen=True)
class Series:
    """Some solvers on the first instances of a class, under one limit with the same number of threads.

    Attributes
    ----------
    name
        A class may be in several series; figures of different series are never compared.
    number
        Of seeds or files, by solver; None for all files of a public class.
    """

    name: str
    class_name: str
    number: tuple[tuple[str, int | None], ...]
    limit_s: float
    workers: int = 1

    def jobs(self, folder: Path) -> Iterator[SolveJob]:
        """Instance by instance, so that solvers who are compared run close together in time."""
        columns = [[(solver, name) for name in self._names(number, folder)] for solver, number in self.number]
        for row in zip_longest(*columns):
            for job in row:
                if job is not None:
                    yield SolveJob(
                        series=self.name,
                        class_name=self.class_name,
                        instance=job[1],
                        solver=job[0],
                        limit_s=self.limit_s,
                        workers=self.workers,
                    )

    def includes(self, job: SolveJob) -> bool:
        """Whether a job is part of this, whichever instances are at hand now."""
        wanted = (self.name, self.class_name, self.limit_s, self.workers)
        return (job.series, job.class_name, job.limit_s, job.workers) == wanted and job.solver in dict(self.number)

    def _names(self, number: int | None, folder: Path) -> list[str]:
        return instance_names(self.class_name, number, folder)


@dataclass(frozen=True)
class SolverSuite:
    """Everything that `short` or `full` measures."""

    series: tuple[Series, ...]
    steps: StepsJob
    latencies: tuple[LatencyJob, ...]

    def jobs(self, folder: Path) -> list[AnyJob]:
        """All measurements in order; the folder holds the public files."""
        solved = dict.fromkeys(job for series in self.series for job in series.jobs(folder))
        return [self.steps, *self.latencies, *solved]

    def includes(self, job: AnyJob) -> bool:
        """Whether a job is part of this, also where the public files are missing now."""
        if isinstance(job, SolveJob):
            return any(series.includes(job) for series in self.series)
        return job in (self.steps, *self.latencies)

    def without_public(self) -> "SolverSuite":
        """The same without the classes that are read from public files."""
        drawn = tuple(series for series in self.series if CLASSES[series.class_name].names is None)
        return replace(self, series=drawn)


def suite(name: SuiteName) -> SolverSuite:
    """`full` decides the bar: 20 seeds a class, peers on 5 of them above Vejle's size; `short` is a taste.

    What decides comes first: the peers whose ratio is demanded, beside us on every seed, then our own figures.
    """
    return _full() if name == "full" else _short()


def _full() -> SolverSuite:
    return SolverSuite(
        series=(
            *(_series(MAIN, name, 20, RATIO_PEERS, 20, 60.0, PRACTICE) for name in SMALL),
            _series(FIVE_SECONDS, "copenhagen", 20, (), 0, 5.0),
            _series(FIVE_SECONDS, "rebalance", 20, (), 0, 5.0),
            *(_series(MAIN, name, 20, (), 0, 60.0, PRACTICE) for name in LARGE),
            _series(MAIN, "rebalance", 20, (), 0, 30.0),
            _series(MAIN, "pool", 3, (), 0, 60.0),
            _series(MAIN, "public-gap", None, (), 0, 30.0),
            _series(MAIN, "public-bnwp", None, (), 0, 30.0),
            _series(MAIN, "public-lap", None, ("scipy",), None, 30.0),
            *(_series(MAIN, name, 5, (), 0, 60.0) for name in GROWTH_CLASSES),
            *(_series(MAIN, name, 20, EXACT_PEERS, 5, 60.0, PRACTICE) for name in LARGE),
            _series(MAIN, "rebalance", 20, EXACT_PEERS, 3, 30.0),
            _series(MAIN, "rebalance-20", 5, EXACT_PEERS, 2, 30.0),
            *(_series(MAIN, name, 20, EXACT_PEERS, 20, 60.0, PRACTICE) for name in SMALL),
            *(_series(MAIN, name, 3, ("highs",), 3, 20.0) for name in (*DEMONSTRATIONS, *OTHER_FAMILIES)),
            *(_series(TWO_THREADS, name, 2, CP_SAT_PEERS, 2, 60.0, workers=2) for name in (*SMALL, *LARGE)),
        ),
        steps=StepsJob(class_name="hedensted", num_calls=10_000),
        latencies=_latencies(num_calls=100, longest_s=2.0),
    )


def _short() -> SolverSuite:
    return SolverSuite(
        series=(
            *(_series(MAIN, name, 3, EXACT_PEERS, 3, 10.0, PRACTICE) for name in ("hedensted", "varde")),
            *(_series(MAIN, name, 2, EXACT_PEERS, 2, 10.0, PRACTICE) for name in ("herning", "vejle")),
            _series(MAIN, "aalborg", 2, (), 0, 10.0, PRACTICE),
            _series(FIVE_SECONDS, "copenhagen", 2, (), 0, 5.0),
            _series(FIVE_SECONDS, "rebalance", 1, (), 0, 5.0),
            _series(MAIN, "pool", 1, (), 0, 30.0),
            _series(MAIN, "public-gap", 8, (), 0, 5.0),
            _series(MAIN, "public-bnwp", 2, (), 0, 5.0),
            _series(MAIN, "public-lap", None, ("scipy",), None, 10.0),
            *(_series(MAIN, name, 1, (), 0, 5.0) for name in ("demo-aalborg", *OTHER_FAMILIES, *GROWTH_CLASSES)),
        ),
        steps=StepsJob(class_name="hedensted", num_calls=500),
        latencies=_latencies(num_calls=10, longest_s=1.0),
    )


def _series(
    name: str,
    class_name: str,
    ours: int | None,
    peers: Sequence[str],
    number_of_peers: int | None,
    limit_s: float,
    also: str | None = None,
    *,
    workers: int = 1,
) -> Series:
    """Our solver and some peers; `also` is run on as many instances as ours."""
    number = [(OURS, ours), *((peer, number_of_peers) for peer in peers), *([(also, ours)] if also else [])]
    return Series(name, class_name, tuple(number), limit_s, workers)


def _latencies(num_calls: int, longest_s: float) -> tuple[LatencyJob, ...]:
    return tuple(
        LatencyJob(class_name=class_name, what=what, num_calls=num_calls, longest_s=longest_s)
        for class_name in ("copenhagen", "rebalance", "gap-d")
        for what in ("time limit", "should_stop")
    )
