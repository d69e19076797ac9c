"""What a command says, and how it ends: results on standard output, everything else on standard error, in sentences."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum

import typer
from rich.console import Console, RenderableType

from models.errors import Finding, Severity, UnusableInput
from models.text import Language, Text
from service.causes import cause
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
    "4 protokollen er ændret; 5 genberegningen gav noget andet; 130 afbrudt. "
    "(Exit codes: 0 done; 1 internal error; 2 unusable input; 3 no plan in time; 4 the record was changed; "
    "5 the replay gave something else; 130 interrupted.)"
)


class Speaker:
    """Speaks one language on the two streams. Nothing said is taken for markup, and a pipe gets no colours."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.out = _console(stderr=False)
        self.err = _console(stderr=True)

    def present(self, result: RenderableType) -> None:
        """Print a result."""
        self.out.print(Printable(result))

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

    def _tell(self, line: str) -> None:
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
        yield speaker
    except UnusableInput as error:
        speaker.show(error.findings)
        speaker.say(Text(da="Intet er skrevet.", en="Nothing was written."))
        raise typer.Exit(ExitCode.UNUSABLE_INPUT) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        file, why = f"{error.filename}: " if error.filename else "", cause(error)
        speaker.say(
            Text(
                da=f"En fil kan ikke læses eller skrives: {file}{why.da}.",
                en=f"A file cannot be read or written: {file}{why.en}.",
            )
        )
        raise typer.Exit(ExitCode.UNUSABLE_INPUT) from error
    except KeyboardInterrupt as error:
        speaker.say(Text(da="Afbrudt. Intet er skrevet.", en="Interrupted. Nothing was written."))
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


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PIPE_WIDTH
    return console
