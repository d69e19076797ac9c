"""What the simulation must hold and aims at, from lines."""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from allocator.simulation.policies import PRACTICES
from benchmarks.reporting.figures import NOT_KNOWN
from benchmarks.simulation.line import SimulationLine, Spent
from benchmarks.simulation.spread import (
    CORES_NEEDED,
    YEARS_WANTED,
    extrapolated_minutes,
    memory_lines,
    processor_time,
    speed_up,
    spreads,
    study_lines,
    wall_clock,
    years_lines,
)
from benchmarks.simulation.ways import OPTIMISER, PEER, SIX


@dataclass(frozen=True)
class Demand:
    """Something that must hold, or is aimed at: every figure at most so much, or at least."""

    text: str
    level: Literal["must", "aim"]
    limit: float
    unit: str
    figures: Callable[[Sequence[SimulationLine]], Sequence[float]]
    at_least: bool = False

    def row(self, lines: Sequence[SimulationLine]) -> str:
        """Of the table."""
        figures = [figure for figure in self.figures(lines) if not math.isnan(figure)]
        limit = f"at {'least' if self.at_least else 'most'} {self.limit:g}{self.unit and ' '}{self.unit}"
        if not figures:
            return f"| {self.text} | {self.level} | {limit} | {NOT_KNOWN} | {NOT_KNOWN} | 0 | {NOT_KNOWN} |"
        worst = min(figures) if self.at_least else max(figures)
        is_met = worst >= self.limit if self.at_least else worst <= self.limit
        median = statistics.median(figures)
        met = "yes" if is_met else "**no**"
        return f"| {self.text} | {self.level} | {limit} | {median:.3g} | {worst:.3g} | {len(figures)} | {met} |"


def _seconds_of(
    municipality: str, ways: Sequence[str], seconds: Callable[[Spent], float]
) -> Callable[[Sequence[SimulationLine]], list[float]]:
    def figures(lines: Sequence[SimulationLine]) -> list[float]:
        return [
            seconds(spent)
            for each in spreads(years_lines(lines))
            if each.municipality == municipality and each.way in ways
            for spent in each.spent
        ]

    return figures


def _demands_on(
    text: str, level: Literal["must", "aim"], limit_s: float, municipality: str, ways: Sequence[str]
) -> tuple[Demand, Demand]:
    """A replication's seconds of a core, and by the clock, which is the same where nothing else runs."""
    return (
        Demand(f"{text}, processor", level, limit_s, "s", _seconds_of(municipality, ways, processor_time)),
        Demand(f"{text}, wall clock", level, limit_s, "s", _seconds_of(municipality, ways, wall_clock)),
    )


def _growths(lines: Sequence[SimulationLine]) -> list[float]:
    return [line.outcome.many_mib - line.outcome.few_mib for line in memory_lines(lines)]


def _peer_differences(lines: Sequence[SimulationLine]) -> list[float]:
    with_peer = [line for line in years_lines(lines) if PEER in line.job.ways]
    return [float(line.job.num_replications - line.outcome.num_peer_same) for line in with_peer]


DEMANDS: Final = (
    *_demands_on("Hedensted: the optimiser", "must", 2.0, "hedensted", (OPTIMISER,)),
    *_demands_on("Hedensted: the optimiser", "aim", 1.0, "hedensted", (OPTIMISER,)),
    *_demands_on("Hedensted: every practice", "must", 0.1, "hedensted", tuple(PRACTICES)),
    *_demands_on("Vejle: every practice", "aim", 0.1, "vejle", tuple(PRACTICES)),
    *_demands_on("Herning: every practice", "aim", 0.1, "herning", tuple(PRACTICES)),
    Demand(
        "a study on 2 processes, times as fast as on 1",
        "must",
        1.8,
        "",
        lambda lines: [speed_up(line) for line in study_lines(lines)],
        at_least=True,
    ),
    Demand(
        "the same study stored otherwise on 2 processes than on 1",
        "must",
        0.0,
        "studies",
        lambda lines: [float(not line.outcome.same_bytes) for line in study_lines(lines)],
    ),
    Demand("memory: growth from few replications to many", "must", 8.0, "MiB", _growths),
    Demand(
        f"{YEARS_WANTED:,} years of {len(SIX)} ways on 2 processes, extrapolated",
        "aim",
        30.0,
        "minutes",
        lambda lines: [
            extrapolated_minutes(line) for line in study_lines(lines) if line.outcome.num_cores >= CORES_NEEDED
        ],
    ),
    Demand("replications in which the peer has other figures than ours", "must", 0.0, "", _peer_differences),
)


def write_bar(lines: Sequence[SimulationLine]) -> str:
    """The table of demands."""
    return "\n".join(
        [
            "## The bar",
            "",
            "Every figure is counted, the worst decides. Seconds are those of one replication of a year, from drawing",
            "what happens to the figures: of a core, and by the clock, which is more where the machine does other",
            "things too. The largest of many replications needs a little more memory than the largest of few.",
            "",
            "| what | level | demand | median | worst | figures | met |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            *(demand.row(lines) for demand in DEMANDS),
        ]
    )
