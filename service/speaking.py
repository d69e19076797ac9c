"""What a command says, and how it ends: results on standard output, everything else on standard error, in sentences."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from enum import IntEnum
from pathlib import Path

import typer
from rich.console import Console, RenderableType

from models.errors import Finding, Severity, UnusableInput
from models.text import Language, Text
from service.causes import cause, remedy
from service.files import write_together
from service.interruption import obeying, putting_off
from service.log import places
from service.printable import Printable, printable

PIPE_WIDTH = 100
"""Columns where there is no terminal to ask."""


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    INTERNAL = 1
    UNUSABLE_INPUT = 2
    NO_PLAN_IN_TIME = 3
    RECORD_CHANGED = 4
    REPLAY_DIFFERS = 5
    INTERRUPTED = 130


EXIT_CODES = (
    "Slutkoder: 0 udført; 1 intern fejl; 2 det angivne kan ikke bruges; 3 intet forslag inden for tiden; "
    "4 protokollen er ændret; 5 genberegningen gav noget andet; 130 afbrudt; 129 og 143 afsluttet udefra. "
    "(Exit codes: 0 done; 1 internal error; 2 unusable input; 3 no plan in time; 4 the record was changed; "
    "5 the replay gave something else; 130 interrupted; 129 and 143 ended from outside.)"
)

_NOTHING_WRITTEN = Text(da="Intet er skrevet.", en="Nothing was written.")


class Speaker:
    """Speaks one language on the two streams. Nothing said is taken for markup, and a pipe gets no colours.

    Attributes
    ----------
    has_written
        Whether the result stands in its files.
    left
        What to say of the results where the command ends early and leaves something to go on from; None otherwise.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.has_written = False
        self.left: Text | None = None
        self.err = _console(stderr=True)
        self._out = _console(stderr=False)

    def present(self, result: RenderableType) -> None:
        """Print a result for people."""
        with _until_the_reader_leaves():
            self._out.print(Printable(result))

    def hand_over(self, text: str) -> None:
        """Print a result for programs, who expect UTF-8 whatever the terminal shows."""
        with _until_the_reader_leaves():
            if hasattr(sys.stdout, "reconfigure"):
                sys.stdout.reconfigure(encoding="utf-8")
            print(text, flush=True)  # noqa: T201 - the result, asked for on standard output

    def write(self, writers: Mapping[Path, Callable[[Path], None]]) -> None:
        """Write the results as `write_together` does, before they are shown: who stops reading has them all the same.

        Ctrl-C waits until all are in place: all or none, and we know which.
        """
        with putting_off():
            write_together(writers)
            self.has_written = bool(writers)

    def interrupted(self) -> Text:
        """What to say when the command is stopped: whether there is anything of its result."""
        if self.left is not None:
            return Text(da=f"Afbrudt. {self.left.da}", en=f"Interrupted. {self.left.en}")
        if self.has_written:
            return Text(da="Afbrudt. Resultatet er skrevet.", en="Interrupted. The result was written.")
        return Text(da="Afbrudt. Intet er skrevet.", en="Interrupted. Nothing was written.")

    def say(self, text: Text) -> None:
        """Tell something that is not the result."""
        self._tell(text.in_language(self.language))

    def show(self, findings: Sequence[Finding]) -> None:
        """Print findings, one a line, errors before warnings."""
        for severity, heading in (
            (Severity.ERROR, Text(da="Skal rettes", en="To be mended")),
            (Severity.WARNING, Text(da="Bør ses efter", en="To be looked at")),
        ):
            chosen = [finding for finding in findings if finding.severity is severity]
            if chosen:
                self.say(Text(da=f"{heading.da} ({len(chosen)}):", en=f"{heading.en} ({len(chosen)}):"))
            for finding in chosen:
                self._tell(f"  {finding.sentence(self.language)}")

    def say_written(self, targets: Sequence[Path]) -> None:
        """Tell which files were written, if any."""
        if targets:
            names = ", ".join(str(target) for target in targets)
            self.say(Text(da=f"Skrevet: {names}", en=f"Written: {names}"))

    def _tell(self, line: str) -> None:
        # Where nobody can be told, that is no reason to end otherwise than well.
        with suppress(OSError):
            self.err.print(printable(line), soft_wrap=True)


@contextmanager
def speaking(language: Language) -> Iterator[Speaker]:
    """A speaker for one command. What goes wrong within the block is said in a sentence and becomes an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A character that a narrow code page lacks must not end the work.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    speaker = Speaker(language)
    try:
        with obeying(lambda: speaker.interrupted().in_language(language)):
            yield speaker
    except UnusableInput as error:
        speaker.show(error.findings)
        speaker.say(speaker.left or _NOTHING_WRITTEN)
        raise typer.Exit(ExitCode.UNUSABLE_INPUT) from error
    except OSError as error:
        speaker.say(unusable_file(error))
        if not speaker.has_written:
            speaker.say(speaker.left or _NOTHING_WRITTEN)
        raise typer.Exit(ExitCode.UNUSABLE_INPUT) from error
    except KeyboardInterrupt as error:
        speaker.say(speaker.interrupted())
        raise typer.Exit(ExitCode.INTERRUPTED) from error
    except typer.Exit:
        raise
    except Exception as error:
        speaker.say(
            Text(
                da=f"Intern fejl, som vi gerne vil høre om: {places(error)}.",
                en=f"Internal error, which we would like to hear of: {places(error)}.",
            )
        )
        raise typer.Exit(ExitCode.INTERNAL) from error


def unusable_file(error: OSError) -> Text:
    """What the machine refused to read or write, why, and what to do about it."""
    file, why, what_to_do = error.filename, cause(error), remedy(error)
    da, en = (os.fsdecode(file),) * 2 if isinstance(file, str | bytes) else ("Noget", "Something")
    return Text(
        da=f"{da} kan ikke læses eller skrives: {why.da}. {what_to_do.da}",
        en=f"{en} cannot be read or written: {why.en}. {what_to_do.en}",
    )


class _PatientConsole(Console):
    """Leaves it to us what to do when nobody reads any more; by itself it would end the program."""

    def on_broken_pipe(self) -> None:
        """What Rich calls for."""
        raise BrokenPipeError


@contextmanager
def _until_the_reader_leaves() -> Iterator[None]:
    """Let a reader of standard output go when she has seen enough, as `head` does; the work goes on."""
    try:
        yield
    except BrokenPipeError:
        # What is still in the stream would be tried again at the end.
        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
    except OSError as error:
        raise OSError(error.errno, error.strerror, "stdout") from error


def _console(*, stderr: bool) -> Console:
    console = _PatientConsole(stderr=stderr, markup=False, emoji=False, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PIPE_WIDTH
    return console
