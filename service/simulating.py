"""A simulation into a folder, with all results that people read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from allocator import simulate
from allocator.simulation.judging import Judged, Question
from allocator.simulation.study import (
    MissingPiece,
    OtherVersions,
    Progress,
    Study,
    UnreadablePiece,
    WorkersLost,
    digests,
)
from data.simulation_results import ResultsFolder, as_csv, as_parquet, results_tables
from models.errors import Finding, UnusableInput
from models.json_text import json_text
from models.text import Language, Text
from service.executors import Workers
from service.simulation_report import report_files

AGAIN = "sagsfordeler simulate --again . --out ../igen"
"""Run within the folder."""


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


def simulate_into(
    study: Study, question: Question, folder: ResultsFolder, workers: Workers, watcher: Watcher
) -> Judged:
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
        judged = simulate(
            study,
            question,
            folder,
            workers.executor,
            in_hand=workers.in_hand,
            command=AGAIN,
            on_progress=watcher.on_progress,
            should_stop=watcher.should_stop,
        )
        folder.publish(_results(study, folder, judged, question.language))
        return judged


def _results(study: Study, folder: ResultsFolder, judged: Judged, language: Language) -> dict[str, bytes]:
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
