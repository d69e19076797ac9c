"""The folder that somebody names for a simulation: new, begun, or none at all."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from allocator.simulation.judging import Question
from allocator.simulation.study import Study
from data.simulation_results import ResultsFolder
from models.errors import Finding, UnusableInput
from models.text import Text
from service.files import check_files

_CONFIGURATION = "config.json"
_FIELDS: Mapping[str, Text] = {
    "world": Text(da="verdenen", en="the world"),
    "ways": Text(da="måderne", en="the ways"),
    "seed": Text(da="--seed", en="--seed"),
    "replications": Text(da="--replications", en="--replications"),
    "weeks": Text(da="--weeks", en="--weeks"),
    "piece_replications": Text(da="stykkernes størrelse", en="the size of pieces"),
    "made_with": Text(da="versioner eller maskine", en="versions or machine"),
}


def check_folder(folder: Path, study: Study | None) -> None:
    """Find out before the work whether a study can be put there.

    Parameters
    ----------
    study
        What is to be put there; None where that is not known yet.

    Raises
    ------
    UnusableInput
        The folder cannot be made or written to, holds something else, or another study.
    """
    check_files([folder / _CONFIGURATION if folder.is_dir() else folder], [])
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    if not (folder / _CONFIGURATION).is_file():
        raise UnusableInput(
            [
                _fault(
                    Text(
                        da=f"Mappen {folder} er i brug til andet.",
                        en=f"The folder {folder} is used for something else.",
                    ),
                    Text(da="Vælg en tom eller en ny mappe.", en="Choose an empty folder or a new one."),
                )
            ]
        )
    if study is None:
        return
    differences = study.differences_from(begun(folder)[0])
    if differences:
        danish, english = (", ".join(getattr(_FIELDS[name], each) for name in differences) for each in ("da", "en"))
        raise UnusableInput(
            [
                _fault(
                    Text(
                        da=f"I {folder} ligger en simulering med en anden opsætning ({danish}).",
                        en=f"In {folder} lies a simulation with another configuration ({english}).",
                    ),
                    Text(
                        da="Vælg en anden mappe, eller gå videre med den, der er der (--resume).",
                        en="Choose another folder, or go on with what is there (--resume).",
                    ),
                )
            ]
        )


def begun(folder: Path) -> tuple[Study, Question]:
    """The study that lies in a folder, and what was asked of it.

    Raises
    ------
    UnusableInput
        There is none, or it has been changed so that it is none any more.
    """
    remedy = Text(da="Vælg mappen fra en simulering (--out).", en="Choose the folder of a simulation (--out).")
    configuration = folder / _CONFIGURATION
    question = folder / "question.json"
    check_files([], [configuration, question])
    if not configuration.is_file() or not question.is_file():
        what = Text(da=f"I {folder} er der ingen simulering.", en=f"There is no simulation in {folder}.")
        raise UnusableInput([_fault(what, remedy)])
    try:
        return (
            Study.model_validate_json(configuration.read_bytes()),
            Question.model_validate_json(question.read_bytes()),
        )
    except ValidationError as error:
        what = Text(
            da=f"Opsætningen i {folder} er ændret og kan ikke bruges.",
            en=f"The configuration in {folder} has been changed and cannot be used.",
        )
        raise UnusableInput([_fault(what, remedy)]) from error


def differing_files(first: ResultsFolder, second: ResultsFolder) -> tuple[str, ...]:
    """Names of the results that are not the same, byte for byte, or that only one of the two has."""
    one, other = first.published(), second.published()
    return tuple(name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name))


def _fault(what: Text, remedy: Text) -> Finding:
    return Finding(code="folder_unusable", what=what, remedy=remedy)
