"""Trying the verdict on other values of the assumed numbers: which studies that takes, and what comes of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allocator.arrays import FloatArray
from allocator.simulation.judging.lines import estimate_of
from allocator.simulation.statistics.sensitivity import Effect, Ends, ParameterRange, judge_sensitivity
from allocator.simulation.study.assumed_ranges import assumed_values, ranges_for, studies_at_ends
from allocator.simulation.study.results import weekly_figures
from allocator.simulation.study.store import Store
from allocator.simulation.study.study import Study
from models.judgement import SensitivityLine, VerdictStanding

_OBJECTIVE = "objective_minutes"


@dataclass(frozen=True)
class Trial:
    """Two ways, `pair`, at both ends of a number's range.

    `low` and `high` are studies of their own, to be run with stores of their own.
    """

    pair: tuple[str, str]
    range: ParameterRange
    low: Study
    high: Study


def trials(study: Study, pair: tuple[str, str], num_replications: int) -> tuple[Trial, ...]:
    """One for every assumed number of the world.

    Parameters
    ----------
    pair
        Names of the two ways whose difference is the verdict.
    num_replications
        The first so many of the study, at least 2.
    """
    ways = tuple(way for name in pair for way in study.ways if way.name == name)
    small = study.model_copy(update={"ways": ways, "replications": min(num_replications, study.replications)})
    return tuple(Trial(pair, range_, *studies_at_ends(small, range_)) for range_ in ranges_for(study.world))


def sensitivity_lines(
    study: Study,
    store: Store,
    done: Sequence[tuple[Trial, Store, Store]],
    *,
    warm_up_weeks: int,
    confidence: float,
) -> Iterator[SensitivityLine]:
    """What each number does to the difference of the trials' pair, the first less the second; the largest effect first.

    Raises
    ------
    MissingPiece, UnreadablePiece
        Some replication has not been run, or is damaged.
    """
    if not done:
        return
    pair = done[0][0].pair
    ranges = [trial.range for trial, _, _ in done]
    assumed = assumed_values(study.world, ranges)
    effects = judge_sensitivity(
        ranges,
        assumed,
        _differences(study, store, pair, warm_up_weeks, done[0][0].low.replications),
        {
            trial.range.path: Ends(
                _differences(trial.low, low, pair, warm_up_weeks), _differences(trial.high, high, pair, warm_up_weeks)
            )
            for trial, low, high in done
        },
        confidence=confidence,
    )
    reasons = {range_.path: range_ for range_ in ranges}
    for effect in effects:
        yield _line(effect, reasons[effect.path], assumed[effect.path])


def _differences(
    study: Study, store: Store, pair: tuple[str, str], warm_up_weeks: int, num_replications: int | None = None
) -> FloatArray:
    """(n,): minutes of the objective a week, the first way less the second."""
    figures = weekly_figures(study, store, [_OBJECTIVE], num_replications=num_replications)[_OBJECTIVE]
    weekly = figures[:, :num_replications, warm_up_weeks:].mean(axis=2)
    first, second = (study.names.index(name) for name in pair)
    result: FloatArray = weekly[first] - weekly[second]
    return result


def _line(effect: Effect, range_: ParameterRange, assumed: float) -> SensitivityLine:
    return SensitivityLine(
        path=effect.path,
        assumed=assumed,
        low=range_.low,
        high=range_.high,
        why=range_.why,
        at_low=estimate_of(effect.low.difference),
        at_high=estimate_of(effect.high.difference),
        standing_at_low=VerdictStanding(effect.low.standing),
        standing_at_high=VerdictStanding(effect.high.standing),
        break_even=effect.break_even,
    )
