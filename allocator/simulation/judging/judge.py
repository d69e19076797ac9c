"""From a study's store to its judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allocator.arrays import FloatArray, IntArray
from allocator.simulation.judging.caveats import caveats
from allocator.simulation.judging.fairness import fairness_lines
from allocator.simulation.judging.figures import NOT_PROVED, Figures, read_groups, read_weekly
from allocator.simulation.judging.lines import comparison_lines, series_lines, summary_lines
from allocator.simulation.judging.question import Question
from allocator.simulation.judging.stopping import is_answered, select
from allocator.simulation.judging.trials import Trial, sensitivity_lines
from allocator.simulation.judging.verdict import verdict
from allocator.simulation.judging.warm_up import find_warm_up
from allocator.simulation.judging.watched import DISTRIBUTED, OBJECTIVE, TALKS, WATCHED
from allocator.simulation.judging.yardsticks import first_talks, percent_of_best
from allocator.simulation.statistics.measures import Measure
from allocator.simulation.study.store import Store
from allocator.simulation.study.study import Study
from models.judgement import Grouping, JudgedWay, Judgement, YearlyValues


@dataclass(frozen=True)
class Judged:
    """A judgement, and the figures of every replication.

    Attributes
    ----------
    figures
        By figure and measure, (ways, replications), the ways in the study's order.
    """

    judgement: Judgement
    figures: Mapping[tuple[str, str], FloatArray]


def judge(
    study: Study,
    store: Store,
    question: Question,
    num_replications: int,
    *,
    bounds: IntArray,
    command: str,
    tried: Sequence[tuple[Trial, Store, Store]] = (),
) -> Judged:
    """Everything that a report shows, and what it is made of.

    Parameters
    ----------
    num_replications
        How many were run, at least 2.
    bounds
        (m,): minutes that nobody could do better than in the first m replications; empty where they were not asked for.
    command
        What runs the simulation again, to be shown.
    tried
        The trials of `pair_in_question` that were run, with their stores.

    Raises
    ------
    MissingPiece, UnreadablePiece
        Some replication has not been run, or is damaged.
    TooFewReplications
        Fewer than 2.
    """
    names, base, confidence = study.names, study.names.index(question.base), question.confidence
    weekly = read_weekly(study, store, num_replications)
    warm_up = find_warm_up(weekly, base, question.first_look)
    figures = Figures(weekly, warm_up.weeks)
    shown = [each for each in WATCHED if figures.has(each)]
    yearly: Mapping[tuple[str, Measure], FloatArray] = {
        (each.key, measure): figures.yearly(each, measure) for each in shown for measure in each.measures
    }
    objectives = yearly[OBJECTIVE, Measure.MEAN]
    selection = select(names, objectives, question)
    ways = _ways(study, question.base)
    summary = [
        line
        for (key, measure), values in yearly.items()
        for line in summary_lines(names, key, measure.value, values, confidence)
    ]
    comparisons = [
        line
        for (key, measure), values in yearly.items()
        for line in comparison_lines(names, base, key, measure.value, values, confidence)
    ]
    sensitivity = tuple(sensitivity_lines(study, store, tried, warm_up_weeks=warm_up.weeks, confidence=confidence))
    judgement = Judgement(
        municipality=study.world.municipality,
        start=study.world.start,
        seed=study.seed,
        weeks=study.weeks,
        warm_up=warm_up,
        num_replications=num_replications,
        confidence=confidence,
        base=question.base,
        compared_figure=OBJECTIVE,
        verdict=verdict(
            ways,
            question.base,
            {line.way: line for line in summary if (line.figure, line.measure) == (OBJECTIVE, Measure.MEAN)},
            {line.way: line for line in comparisons if (line.figure, line.measure) == (OBJECTIVE, Measure.MEAN)},
            selection,
            num_replications,
            confidence,
        ),
        caveats=tuple(
            caveats(
                study,
                ways,
                warm_up,
                weekly[NOT_PROVED],
                [each for each in WATCHED if each not in shown],
                sensitivity,
                is_answered=is_answered(question, base, objectives),
            )
        ),
        ways=ways,
        figures=tuple(each.as_judged for each in shown),
        summary=tuple(summary),
        comparisons=tuple(comparisons),
        selection=selection,
        series=tuple(
            line for each in shown if each.in_series for line in series_lines(names, each.key, figures.by_week(each))
        ),
        yearly=tuple(
            YearlyValues(way=way, figure=key, values=tuple(row.tolist()))
            for (key, measure), values in yearly.items()
            if measure is Measure.MEAN and key in DISTRIBUTED
            for way, row in zip(names, values, strict=True)
        ),
        fairness=tuple(
            line
            for grouping in Grouping
            for line in fairness_lines(
                names, study.world, grouping, read_groups(study, store, grouping, num_replications, warm_up.weeks)
            )
        ),
        first_talks=tuple(first_talks(names, yearly[TALKS, Measure.MEAN], confidence))
        if (TALKS, Measure.MEAN) in yearly
        else (),
        percent_of_best=tuple(percent_of_best(study.ways, weekly[OBJECTIVE], bounds, confidence)),
        sensitivity_of=tried[0][0].pair if tried else None,
        sensitivity=sensitivity,
        facts=study.world.facts(),
        made_with=study.made_with,
        command=command,
    )
    return Judged(judgement, {(key, measure.value): values for (key, measure), values in yearly.items()})


def pair_in_question(judgement: Judgement) -> tuple[str, str] | None:
    """Keys of the two ways that the verdict is about: the lowest objective, and the base or else the next lowest.

    None where there is one way only.
    """
    means = {
        line.way: line.mean.value
        for line in judgement.summary
        if (line.figure, line.measure) == (OBJECTIVE, Measure.MEAN)
    }
    lead, *others = sorted(means, key=lambda way: means[way])
    if not others:
        return None
    return lead, judgement.base if lead != judgement.base else others[0]


def _ways(study: Study, base: str) -> tuple[JudgedWay, ...]:
    """The base first."""
    ways = [JudgedWay(key=way.name, title=way.title, sentence=way.sentence) for way in study.ways]
    return tuple(sorted(ways, key=lambda way: way.key != base))
