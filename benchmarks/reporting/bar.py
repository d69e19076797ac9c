"""The bar: what must be reached and what is aimed at, each demand with the measurement that decides it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from benchmarks.instances.classes import CLASSES
from benchmarks.peers.solvers import OURS
from benchmarks.protocol import FIVE_SECONDS, MAIN
from benchmarks.reporting.figures import percent_text, ratio_text, seconds_text
from benchmarks.reporting.intervals import exactly, median, worst
from benchmarks.reporting.summary import Group, Results, is_proved
from benchmarks.running.line import LatencyLine

MIB_PER_GIB: Final = 1024
NO_GROWTH_MIB: Final = 4.0
"""Memory that may come between a tenth of the calls and all of them: allocators keep a little, a leak keeps growing."""


@dataclass(frozen=True)
class Measurement:
    """What was found: in words, whether the demand is met by it, and on how much it rests."""

    figure: str
    is_met: bool
    number: int


Decide: TypeAlias = Callable[[Results], Measurement | None]


@dataclass(frozen=True)
class Demand:
    """One demand on one class.

    Attributes
    ----------
    level
        `must` or `aim`.
    number
        On how many instances, calls or samples it is to be decided; fewer say only how it looks so far.
    decide
        The measurement; None where there are no lines.
    """

    class_title: str
    level: str
    text: str
    number: int
    decide: Decide


def demands() -> list[Demand]:
    """All of the bar, in the order of its table."""
    return [*_municipal(), *_large(), *_steps(), *_public(), *_stopping()]


def _municipal() -> Iterator[Demand]:
    for name in ("hedensted", "varde"):
        yield from _small(
            name, {"integer-load": 1 / 4, "highs": 1 / 4}, {"integer-load": 1 / 15, "highs": 1 / 15}, 0.010
        )
    yield from _small("herning", {"integer-load": 1 / 20, "highs": 1 / 5}, {"integer-load": 1 / 100}, 0.100)
    yield from _small("vejle", {"integer-load": 1 / 8, "highs": 1 / 3}, {"integer-load": 1 / 50}, 0.050)
    yield _on("aalborg", "must", "all proved", 20, _share_proved(MAIN, "aalborg", 1.0))
    yield _on("aalborg", "aim", "median at most 1 s", 20, _median_seconds("aalborg", 1.0))


def _small(name: str, must: dict[str, float], aim: dict[str, float], aim_s: float) -> Iterator[Demand]:
    yield _on(name, "must", "all proved", 20, _share_proved(MAIN, name, 1.0))
    for level, ratios in (("must", must), ("aim", aim)):
        for peer, most in ratios.items():
            text = f"median at most {ratio_text(exactly(most))} of {_LETTER[peer]}"
            yield _on(name, level, text, 20, _median_ratio(name, peer, most))
    yield _on(name, "aim", f"median at most {1000 * aim_s:g} ms", 20, _median_seconds(name, aim_s))


_LETTER: Final = {"integer-load": "(a)", "highs": "(c)"}


def _large() -> Iterator[Demand]:
    yield _on("copenhagen", "must", "gap at most 0.1 % in 5 s", 20, _worst_gap(FIVE_SECONDS, "copenhagen", 0.001))
    yield _on("copenhagen", "must", "80 % proved in 60 s", 20, _share_proved(MAIN, "copenhagen", 0.8))
    yield _on("copenhagen", "aim", "all proved in 10 s", 20, _all_proved_within("copenhagen", 10.0))
    yield _on("rebalance", "must", "gap at most 0.05 % in 5 s", 20, _worst_gap(FIVE_SECONDS, "rebalance", 0.0005))
    yield _on("rebalance", "aim", "proved in 30 s", 20, _all_proved_within("rebalance", 30.0))
    yield _on("pool", "must", "runs, with a stated gap, in 4 GiB", 1, _runs_in_memory("pool", 4.0))
    yield _on("pool", "aim", "gap at most 0.1 % in 60 s", 1, _worst_gap(MAIN, "pool", 0.001))


def _steps() -> Iterator[Demand]:
    title = "simulation step 14 x 8"
    yield Demand(title, "must", "median at most 15 ms a call", 10_000, _step_median(15.0))
    yield Demand(title, "must", f"no growth in memory (at most {NO_GROWTH_MIB:g} MiB)", 10_000, _step_growth)
    yield Demand(title, "aim", "median at most 5 ms a call", 10_000, _step_median(5.0))


def _public() -> Iterator[Demand]:
    for name, number, must_s, aim_s in (("public-gap", 78, 30.0, 5.0), ("public-bnwp", 10, None, 1.0)):
        yield _on(name, "must", f"all {number} proved, equal to the published value", number, _equal_to_published(name))
        if must_s is not None:
            yield _on(name, "must", f"at most {must_s:g} s each", number, _all_proved_within(name, must_s))
        yield _on(name, "aim", f"at most {aim_s:g} s each", number, _all_proved_within(name, aim_s))
    yield _on("public-lap", "must", "all 4 equal to the published value", 4, _equal_to_published("public-lap"))
    for level, most in (("must", 3.0), ("aim", 1.5)):
        decide = _worst_ratio("public-lap", "scipy", most)
        yield _on("public-lap", level, f"at most {most:g} times SciPy's linear_sum_assignment", 4, decide)


def _stopping() -> Iterator[Demand]:
    yield Demand("any", "must", "should_stop obeyed within 0.2 s (p99)", 100, _latency("should_stop", 0.2))
    yield Demand("any", "must", "time limit kept within 0.5 s (p99)", 100, _latency("time limit", 0.5))


def _on(class_name: str, level: str, text: str, number: int, decide: Decide) -> Demand:
    return Demand(CLASSES[class_name].title, level, text, number, decide)


def _ours(results: Results, series: str, class_name: str) -> Group | None:
    summary = results.of(series, class_name)
    return None if summary is None else summary.of(OURS)


def _share_proved(series: str, class_name: str, least: float) -> Decide:
    def decide(results: Results) -> Measurement | None:
        group = _ours(results, series, class_name)
        if group is None:
            return None
        number = len(group.lines)
        return Measurement(f"{group.num_proved} of {number}", group.num_proved >= least * number, number)

    return decide


def _median_seconds(class_name: str, most_s: float) -> Decide:
    def decide(results: Results) -> Measurement | None:
        group = _ours(results, MAIN, class_name)
        if group is None:
            return None
        found = group.median_seconds
        return Measurement(seconds_text(found), found.high <= most_s, len(group.lines))

    return decide


def _all_proved_within(class_name: str, most_s: float) -> Decide:
    def decide(results: Results) -> Measurement | None:
        group = _ours(results, MAIN, class_name)
        if group is None:
            return None
        found = group.worst_seconds
        return Measurement(f"worst {seconds_text(found)}", found.high <= most_s, len(group.lines))

    return decide


def _worst_gap(series: str, class_name: str, most: float) -> Decide:
    def decide(results: Results) -> Measurement | None:
        group = _ours(results, series, class_name)
        if group is None:
            return None
        figure = f"worst {percent_text(group.worst_gap)}, median {percent_text(group.median_gap)}"
        return Measurement(figure, group.worst_gap <= most, len(group.lines))

    return decide


def _median_ratio(class_name: str, peer: str, most: float) -> Decide:
    """Both readings have to meet it: the median of the paired ratios, and the ratio of the medians."""

    def decide(results: Results) -> Measurement | None:
        summary = results.of(MAIN, class_name)
        ours, theirs = (None, None) if summary is None else (summary.of(OURS), summary.of(peer))
        if summary is None or ours is None or theirs is None:
            return None
        paired = summary.paired_ratios(peer)
        of_pairs, of_medians = median(paired), ours.median_seconds / theirs.median_seconds
        figure = f"{ratio_text(of_pairs)} in pairs, {ratio_text(of_medians)} of medians"
        return Measurement(figure, max(of_pairs.high, of_medians.high) <= most, len(paired))

    return decide


def _worst_ratio(class_name: str, peer: str, most: float) -> Decide:
    def decide(results: Results) -> Measurement | None:
        summary = results.of(MAIN, class_name)
        paired = [] if summary is None else summary.paired_ratios(peer)
        if not paired:
            return None
        found = worst(paired)
        return Measurement(f"worst {ratio_text(found)}", found.high <= most, len(paired))

    return decide


def _runs_in_memory(class_name: str, most_gib: float) -> Decide:
    def decide(results: Results) -> Measurement | None:
        group = _ours(results, MAIN, class_name)
        if group is None:
            return None
        peaks = [line.outcome.peak_mib for line in group.lines]
        has_gap = all(line.outcome.gap is not None for line in group.lines)
        known = [peak for peak in peaks if peak is not None]
        if len(known) < len(peaks):
            return Measurement("didn't end by itself", False, len(peaks))
        gib = max(known) / MIB_PER_GIB
        return Measurement(
            f"{gib:.2f} GiB, gap {percent_text(group.worst_gap)}", has_gap and gib <= most_gib, len(peaks)
        )

    return decide


def _equal_to_published(class_name: str) -> Decide:
    def decide(results: Results) -> Measurement | None:
        group = _ours(results, MAIN, class_name)
        if group is None:
            return None
        equal = sum(is_proved(line) and line.outcome.value == line.outcome.best_known for line in group.lines)
        number = len(group.lines)
        return Measurement(f"{equal} of {number}", equal == number, number)

    return decide


def _step_median(most_ms: float) -> Decide:
    def decide(results: Results) -> Measurement | None:
        for line in results.steps:
            outcome = line.outcome
            figure = f"{outcome.median_ms:.3g} ms, p99 {outcome.p99_ms:.3g} ms"
            return Measurement(figure, outcome.median_ms <= most_ms, line.job.num_calls)
        return None

    return decide


def _step_growth(results: Results) -> Measurement | None:
    for line in results.steps:
        grown = line.outcome.late_mib - line.outcome.early_mib
        return Measurement(f"{grown:+.1f} MiB", grown <= NO_GROWTH_MIB, line.job.num_calls)
    return None


def _latency(what: str, most_s: float) -> Decide:
    def decide(results: Results) -> Measurement | None:
        late = [line for line in results.latencies if line.job.what == what]
        if not late:
            return None
        p99_s = max(_p99(line) for line in late)
        figure = f"worst class {seconds_text(exactly(p99_s))}"
        return Measurement(figure, p99_s <= most_s, min(line.job.num_calls for line in late))

    return decide


def _p99(line: LatencyLine) -> float:
    """No lateness where every solve had ended by itself."""
    return line.outcome.p99_s or 0.0
