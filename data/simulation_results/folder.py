"""The folder of a simulation: its configuration, and its pieces as they are finished."""

import os
from collections.abc import Mapping
from pathlib import Path

_CONFIGURATION = "config.json"
_PIECES = "pieces"
_QUESTION = "question.json"
_SUFFIX = ".npz"


class ResultsFolder:
    """Where a simulation is stored so that a kill or a loss of power leaves only whole files.

    A file is written under another name, brought to the disk, and then renamed, which is one step for everybody who
    looks; the folder is brought to the disk as well, since it is what holds the name. What a kill leaves behind under
    the other name is overwritten by the next run.
    """

    def __init__(self, path: Path) -> None:
        """
        Raises
        ------
        OSError
            The folder can neither be found nor made.
        """
        self.path = path
        (path / _PIECES).mkdir(parents=True, exist_ok=True)

    def configuration(self) -> str | None:
        """What the simulation was begun with, None where there is none."""
        place = self.path / _CONFIGURATION
        return place.read_text(encoding="utf-8") if place.exists() else None

    def begin(self, configuration: str) -> None:
        """Write down what is simulated."""
        write_whole(self.path / _CONFIGURATION, configuration.encode("utf-8"))

    def question(self) -> str | None:
        """What was asked of it, None where nothing was."""
        place = self.path / _QUESTION
        return place.read_text(encoding="utf-8") if place.exists() else None

    def ask(self, question: str) -> None:
        """Write down what is asked, instead of what was."""
        write_whole(self.path / _QUESTION, question.encode("utf-8"))

    def within(self, name: str) -> "ResultsFolder":
        """A simulation that belongs to this one, in a folder below it."""
        return ResultsFolder(self.path / name)

    def publish(self, results: Mapping[str, bytes]) -> None:
        """Write the results by their names, each whole."""
        for name, content in results.items():
            write_whole(self.path / name, content)

    def published(self) -> dict[str, bytes]:
        """The results by their names: every file that lies beside the configuration."""
        names = (each for each in self.path.iterdir() if each.is_file() and not each.name.startswith("."))
        return {each.name: each.read_bytes() for each in sorted(names) if each.name != _CONFIGURATION}

    def finished(self) -> frozenset[str]:
        """Names of the pieces."""
        names = (each.name for each in (self.path / _PIECES).iterdir())
        return frozenset(
            name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX) and not name.startswith(".")
        )

    def save(self, name: str, content: bytes) -> None:
        """Write a piece, whole or not at all."""
        write_whole(self.path / _PIECES / f"{name}{_SUFFIX}", content)

    def load(self, name: str) -> bytes:
        """A piece.

        Raises
        ------
        KeyError
            It is not there.
        """
        try:
            return (self.path / _PIECES / f"{name}{_SUFFIX}").read_bytes()
        except FileNotFoundError as error:
            raise KeyError(name) from error


def write_whole(place: Path, content: bytes) -> None:
    """Write a file that others see only when it is complete and on the disk."""
    unfinished = place.with_name(f".{place.name}.unfinished")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
