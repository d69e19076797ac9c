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


def _growths(lines: Sequence[SimulationLine]) -> list[float]:
    return [line.outcome.many_mib - line.outcome.few_mib for line in memory_lines(lines)]


def _peer_differences(lines: Sequence[SimulationLine]) -> list[float]:
    with_peer = [line for line in years_lines(lines) if PEER in line.job.ways]
    return [float(line.job.num_replications - line.outcome.num_peer_same) for line in with_peer]


DEMANDS: Final = (
    Demand("Hedensted: the optimiser", "must", 2.0, "s", _seconds_of("hedensted", [OPTIMISER], wall_clock)),
    Demand("Hedensted: the optimiser", "aim", 1.0, "s", _seconds_of("hedensted", [OPTIMISER], wall_clock)),
    Demand("Hedensted: every practice", "must", 0.1, "s", _seconds_of("hedensted", tuple(PRACTICES), wall_clock)),
    Demand("Vejle: every practice", "aim", 0.1, "s", _seconds_of("vejle", tuple(PRACTICES), wall_clock)),
    Demand("Herning: every practice", "aim", 0.1, "s", _seconds_of("herning", tuple(PRACTICES), wall_clock)),
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
    Demand("memory: growth from few replications to many", "must", 4.0, "MiB", _growths),
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
            "Every figure is counted, the worst decides. Seconds are wall clock of one replication of a year on one",
            "core, from the drawing of what happens to the figures; processor time stands in the next table.",
            "",
            "| what | level | demand | median | worst | figures | met |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            *(demand.row(lines) for demand in DEMANDS),
        ]
    )
