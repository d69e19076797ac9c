"""Running a simulation into a folder, from wherever it was left, to its judgement."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from allocator.simulation.judging import Judged, Question, judge, pair_in_question, stopping_rule, trials
from allocator.simulation.judging.trials import Trial
from allocator.simulation.study import (
    BOUNDS,
    SIMULATION,
    MissingPiece,
    OtherVersions,
    Progress,
    Study,
    Task,
    UnreadablePiece,
    WorkersLost,
    digests,
    read_bounds,
    run_study,
    run_until,
)
from data.simulation_results import ResultsFolder, as_csv, as_parquet, results_tables
from models.errors import Finding, UnusableInput
from models.json_text import json_text
from models.text import Language, Text
from service.executors import Workers
from service.simulation_report import report_files

AGAIN = "sagsfordeler simulate --again . --out ../igen"
"""Run within the folder."""
_SENSITIVITY = "sensitivity"


class Stopped(Exception):
    """It was asked to stop; what is finished is stored."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        super().__init__()


@dataclass(frozen=True)
class Watcher:
    """Who is told how it goes, and may stop it.

    Attributes
    ----------
    on_progress
        Told what is being done, and how far that is.
    """

    on_progress: Callable[[Text, Progress], None]
    should_stop: Callable[[], bool]


def simulate(study: Study, question: Question, folder: ResultsFolder, workers: Workers, watcher: Watcher) -> Judged:
    """Run what is missing, judge it, and write the results.

    The same study and question leave the same bytes, whoever ran it and however often it was stopped in between.

    Raises
    ------
    Stopped
        The watcher wished so.
    UnusableInput
        A piece is damaged, workers were lost, or have other versions.
    """
    with _spoken():
        folder.ask(json_text(question))
        num_replications = _run_enough(study, question, folder, workers, watcher)
        num_bounds = min(question.hindsight_replications, num_replications)
        if num_bounds:
            _run(study, folder, workers, watcher, _BOUNDING, task=BOUNDS, num_replications=num_bounds)
        asked = partial(
            judge,
            study,
            folder,
            question,
            num_replications,
            bounds=read_bounds(study, folder, num_bounds),
            command=AGAIN,
        )
        judged = asked()
        pair = pair_in_question(judged.judgement)
        if question.sensitivity_replications and pair is not None:
            wanted = trials(study, pair, min(question.sensitivity_replications, num_replications))
            judged = asked(tried=[_try(trial, folder, workers, watcher) for trial in wanted])
        folder.publish(results_of(study, folder, judged, question.language))
        return judged


def results_of(study: Study, folder: ResultsFolder, judged: Judged, language: Language) -> dict[str, bytes]:
    """Every file of the results by its name."""
    tables = results_tables(judged.judgement, study.names, judged.figures)
    number = judged.judgement.num_replications
    stamps = zip(study.names, digests(study, folder, num_replications=number).tolist(), strict=True)
    rows = "".join(
        f"{way},{replication},{digest}\n" for way, row in stamps for replication, digest in enumerate(row[:number])
    )
    return {
        **{f"{name}.csv": as_csv(table) for name, table in tables.items()},
        **{f"{name}.parquet": as_parquet(table) for name, table in tables.items()},
        **report_files(judged.judgement, language),
        "digests.csv": f"way,replication,sha256\n{rows}".encode(),
    }


_SIMULATING = Text(da="Simulerer", en="Simulating")
_BOUNDING = Text(da="Beregner det bedst mulige", en="Working out the best possible")


def _run_enough(study: Study, question: Question, folder: ResultsFolder, workers: Workers, watcher: Watcher) -> int:
    """How many replications were run: all, or as many as the question takes."""
    if question.first_look is None:
        return _run(study, folder, workers, watcher, _SIMULATING)
    return _finished(
        run_until(
            study,
            folder,
            workers.executor,
            in_hand=workers.in_hand,
            first=question.first_look,
            judge=stopping_rule(study, folder, question),
            on_progress=partial(watcher.on_progress, _SIMULATING),
            should_stop=watcher.should_stop,
        )
    )


def _try(
    trial: Trial, folder: ResultsFolder, workers: Workers, watcher: Watcher
) -> tuple[Trial, ResultsFolder, ResultsFolder]:
    ends = []
    for name, study in (("low", trial.low), ("high", trial.high)):
        end = folder.within(f"{_SENSITIVITY}/{trial.range.path}-{name}")
        said = Text(da=f"Prøver {trial.range.path}", en=f"Trying {trial.range.path}")
        _run(study, end, workers, watcher, said)
        ends.append(end)
    return trial, ends[0], ends[1]


def _run(
    study: Study,
    folder: ResultsFolder,
    workers: Workers,
    watcher: Watcher,
    what: Text,
    *,
    task: Task = SIMULATION,
    num_replications: int | None = None,
) -> int:
    return _finished(
        run_study(
            study,
            folder,
            workers.executor,
            in_hand=workers.in_hand,
            task=task,
            num_replications=num_replications,
            on_progress=partial(watcher.on_progress, what),
            should_stop=watcher.should_stop,
        )
    )


def _finished(progress: Progress) -> int:
    if not progress.is_complete:
        raise Stopped(progress)
    return progress.num_done


@contextmanager
def _spoken() -> Iterator[None]:
    """What keeps a study from going on, as findings."""
    try:
        yield
    except (WorkersLost, OtherVersions) as error:
        raise UnusableInput([_fault(error.text, Text(da="Genoptag bagefter.", en="Resume afterwards."))]) from error
    except (MissingPiece, UnreadablePiece) as error:
        what = Text(da=f"Stykket {error.name} er beskadiget.", en=f"The piece {error.name} is damaged.")
        remedy = Text(da="Slet det i mappen pieces, og genoptag.", en="Delete it in the folder pieces, and resume.")
        raise UnusableInput([_fault(what, remedy)]) from error


def _fault(what: Text, remedy: Text) -> Finding:
    return Finding(code="simulation_stopped", what=what, remedy=remedy)
