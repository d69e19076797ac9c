"""When enough replications have been run for what was asked."""

from collections.abc import Callable

from allocator.arrays import FloatArray
from allocator.simulation.judging.figures import Figures, read_weekly
from allocator.simulation.judging.question import Question
from allocator.simulation.judging.warm_up import find_warm_up
from allocator.simulation.judging.watched import WATCHED
from allocator.simulation.statistics.comparison import confidence_of_each
from allocator.simulation.statistics.measures import Measure
from allocator.simulation.statistics.precision import Look, Precision
from allocator.simulation.statistics.selection import KimNelson, Selection, may_be_best
from allocator.simulation.study.store import Store
from allocator.simulation.study.study import Study
from models.judgement import BestWay

FEWEST_REPLICATIONS = 10
"""That a question with an end of its own needs."""


def stopping_rule(study: Study, store: Store, question: Question) -> Callable[[int], int | None]:
    """What `run_until` asks: told how many replications are there, how many there should be before it asks again.

    It depends on the stored figures alone, so that a run that was killed ends in the same place.
    """
    base = study.names.index(question.base)

    def next_replications(num_replications: int) -> int | None:
        weekly = read_weekly(study, store, num_replications)
        warm_up = find_warm_up(weekly, base, question.first_look)
        objectives = Figures(weekly, warm_up.weeks).yearly(WATCHED[0], Measure.MEAN)
        if question.half_width_minutes is not None:
            wanted = [look.next_replications for look in _looks(question, base, objectives, study.replications)]
            return max((each for each in wanted if each is not None), default=None)
        return None if (selection := _contest(question, objectives)) is None else selection.next_replications

    return next_replications


def select(names: tuple[str, ...], objectives: FloatArray, question: Question) -> BestWay | None:
    """Which way has the lowest objective; None where there is one way only.

    Parameters
    ----------
    objectives
        (ways, replications): of the mean week.
    """
    if len(names) == 1:
        return None
    contest = _contest(question, objectives)
    if contest is not None and contest.best is not None:
        contenders: tuple[int, ...] = (contest.best,)
    else:
        contenders = may_be_best(objectives.T, confidence=question.confidence)
    return BestWay(
        best=names[contenders[0]] if len(contenders) == 1 else None,
        contenders=tuple(names[way] for way in contenders),
        confidence=question.confidence,
        indifference_minutes=question.indifference_minutes or 0.0,
    )


def is_answered(question: Question, base: int, objectives: FloatArray) -> bool:
    """Whether what was asked for is reached; always, where nothing was."""
    if question.half_width_minutes is not None:
        return all(look.is_reached for look in _looks(question, base, objectives, objectives.shape[1]))
    contest = _contest(question, objectives)
    return contest is None or contest.best is not None


def _looks(question: Question, base: int, objectives: FloatArray, most: int) -> list[Look]:
    """At each way's difference from the base; all hold together with the confidence."""
    assert question.half_width_minutes is not None  # noqa: S101 - asked only where it was given
    others = [way for way in range(len(objectives)) if way != base]
    rule = Precision(
        question.half_width_minutes,
        confidence=confidence_of_each(question.confidence, max(1, len(others))),
        first_look=min(question.first_look or most, most),
        most=most,
    )
    return [rule.look(objectives[way] - objectives[base]) for way in others]


def _contest(question: Question, objectives: FloatArray) -> Selection | None:
    """None where no best was to be selected so."""
    if question.indifference_minutes is None or question.first_look is None:
        return None
    num_replications = objectives.shape[1]
    rule = KimNelson(
        question.indifference_minutes,
        confidence=question.confidence,
        first_stage=min(question.first_look, num_replications),
    )
    return rule.select(objectives.T)
