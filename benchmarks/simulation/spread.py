"""What lines of replications and studies come to: seconds by municipality and way, ratios, years a minute."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.simulation.line import MemoryLine, SimulationLine, Spent, StudyLine, YearsLine
from benchmarks.simulation.protocol import MUNICIPALITIES
from benchmarks.simulation.ways import PEER, PEER_OF

YEARS_WANTED: Final = 1_000
"""Of each way in the extrapolation."""
SECONDS_PER_MINUTE: Final = 60
CORES_NEEDED: Final = 2
"""For two processes to be faster than one."""


@dataclass(frozen=True)
class Spread:
    """The replications of one way in one municipality.

    Attributes
    ----------
    spent
        Of each replication, its drawing included.
    rounds_not_proved
        Over all of them.
    """

    municipality: str
    way: str
    spent: tuple[Spent, ...]
    rounds_not_proved: int


def wall_clock(spent: Spent) -> float:
    """Seconds."""
    return spent.seconds


def processor_time(spent: Spent) -> float:
    """Seconds of all threads."""
    return spent.cpu_seconds


def years_lines(lines: Sequence[SimulationLine]) -> list[YearsLine]:
    """Those of replications."""
    return [line for line in lines if isinstance(line, YearsLine)]


def study_lines(lines: Sequence[SimulationLine]) -> list[StudyLine]:
    """Those of studies."""
    return [line for line in lines if isinstance(line, StudyLine)]


def memory_lines(lines: Sequence[SimulationLine]) -> list[MemoryLine]:
    """Those of memory."""
    return [line for line in lines if isinstance(line, MemoryLine)]


def spreads(lines: Sequence[YearsLine]) -> list[Spread]:
    """By municipality in the order of the protocol, and way in the order in which it was asked for."""
    known = [each for each in MUNICIPALITIES if any(line.job.municipality == each for line in lines)]
    result = []
    for municipality in known:
        own = [line for line in lines if line.job.municipality == municipality]
        for way in dict.fromkeys(name for line in own for name in line.job.ways):
            with_way = [line for line in own if way in line.job.ways]
            spent = [each for line in with_way for each in _with_drawing(line, way)]
            not_proved = sum(line.outcome.rounds_not_proved[way] for line in with_way)
            result.append(Spread(municipality, way, tuple(spent), not_proved))
    return result


def _with_drawing(line: YearsLine, way: str) -> list[Spent]:
    return [
        Spent(seconds=run.seconds + drawn.seconds, cpu_seconds=run.cpu_seconds + drawn.cpu_seconds)
        for run, drawn in zip(line.outcome.ways[way], line.outcome.drawing, strict=True)
    ]


def peer_ratios(lines: Sequence[YearsLine], municipality: str, seconds: Callable[[Spent], float]) -> list[float]:
    """Our time over the peer's, replication by replication, without the drawing that they share."""
    return [
        seconds(ours) / seconds(peer)
        for line in lines
        if line.job.municipality == municipality and PEER in line.job.ways
        for ours, peer in zip(line.outcome.ways[PEER_OF], line.outcome.ways[PEER], strict=True)
    ]


def speed_up(line: StudyLine) -> float:
    """Wall clock on one process over that on two; not a number where there were no two cores."""
    are_enough = line.outcome.num_cores >= CORES_NEEDED
    return line.outcome.one.seconds / line.outcome.two.seconds if are_enough else math.nan


def years_per_minute(line: StudyLine) -> float:
    """On two processes, their start included."""
    return SECONDS_PER_MINUTE * line.outcome.num_years / line.outcome.two.seconds


def extrapolated_minutes(line: StudyLine) -> float:
    """A thousand years of each way on two processes, at the pace of this study."""
    return YEARS_WANTED * len(line.job.ways) / years_per_minute(line)
