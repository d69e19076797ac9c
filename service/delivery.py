"""Both ends of a command that answers: the paths it was given; the answer in files, as JSON or for people to read."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from models.errors import Finding
from service.files import check_files
from service.speaking import Speaker

STANDARD_OUTPUT = Path("-")
"""Of `--json`: the answer is handed over as JSON instead of being presented."""

Writer: TypeAlias = Callable[[Path], None]
"""Writes a file's content to the path it is given."""


def check_paths(inputs: Iterable[Path | None], *, json: Path | None, files: Iterable[Path | None] = ()) -> None:
    """Find out before the work whether what is named can be read and written; None is what nobody named.

    Raises
    ------
    UnusableInput
        As `check_files` says.
    """
    named = [*files, None if json == STANDARD_OUTPUT else json]
    check_files([path for path in named if path is not None], [path for path in inputs if path is not None])


def deliver(
    speaker: Speaker,
    *,
    json: Path | None,
    as_json: Callable[[], str],
    present: Callable[[], object],
    files: Iterable[tuple[Path | None, Writer]] = (),
    warnings: Sequence[Finding] = (),
) -> None:
    """Write all files, then show the warnings, then hand the answer over or present it, and tell what was written.

    Parameters
    ----------
    files
        What the command writes besides the answer as JSON, and how; None is what nobody named.
    """
    text = None if json is None else as_json()
    writers = {path: write for path, write in files if path is not None}
    if text is not None and json is not None and json != STANDARD_OUTPUT:
        writers[json] = partial(write_text, text)
    speaker.write(writers)
    speaker.show(warnings)
    if text is not None and json == STANDARD_OUTPUT:
        speaker.hand_over(text)
    else:
        present()
    speaker.say_written(list(writers))


def write_text(text: str, path: Path) -> None:
    """Write it as UTF-8 with one line end after it."""
    path.write_text(f"{text.rstrip()}\n", "utf-8")
