"""What was typed and cannot be understood, in sentences, Danish first: the library that parses it speaks English."""

import re
import sys
from typing import Any

from pydantic import ValidationError
from typer import TyperException
from typer.core import TyperGroup

from data.workbook.reading.cpr import without_cpr
from models.refusals import refusals
from models.text import Text
from service.speaking import ExitCode, Speaker, unusable_file

_SENTENCES = tuple(
    (re.compile(english, re.DOTALL), danish)
    for english, danish in (
        (r"No such command '(.*)'\. Did you mean (.*)\?", "Der er ingen kommando »{0}«. Mente du {1}?"),
        (r"No such command '(.*)'\.", "Der er ingen kommando »{0}«."),
        (r"No such option: (.*) \(Possible options: (.*)\)", "Der er intet valg {0}. Mente du {1}?"),
        (r"No such option: (.*)", "Der er intet valg {0}."),
        (r"Missing (?:argument|option) '(.*)'\.", "{0} mangler."),
        (r"Got unexpected extra argument\(s\) \((.*)\)", "Der er mere, end kommandoen kan bruge: {0}."),
        (r"Option '(.*)' requires an argument\.", "{0} skal have en værdi."),
        (r"Option '(.*)' does not take a value\.", "{0} skal ingen værdi have."),
        (r"Invalid value for '(.*?)': .* is not one of (.*)\.", "{0} kan ikke bruges: Vælg mellem {1}."),
        (r"Invalid value for '(.*?)': (.*?)\.?", "{0} kan ikke bruges: {1}."),
    )
)

_WHY = "': "


class Commands(TyperGroup):
    """The commands of the program; what no command can take is said, and ends in the exit code of unusable input."""

    def main(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as inherited
        """Run what was typed; end the process, or answer the exit code where `standalone_mode` is False."""
        try:
            code = super().main(*arguments, **{**options, "standalone_mode": False})
        except TyperException as error:
            message = error.format_message()
            if message:  # none where the help has been shown instead
                _say(usage_fault(error, message))
            code = error.exit_code
        except OSError as error:  # of the help, which is written before there is a command
            _say(unusable_file(error))
            code = ExitCode.UNUSABLE_INPUT
        if options.get("standalone_mode", True):
            sys.exit(code)
        return code


def usage_fault(error: TyperException, message: str) -> Text:
    """What is wrong with what was typed, and where the help is."""
    context = getattr(error, "ctx", None)
    more = f" {context.command_path} --help" if context is not None else " --help"
    english = message if message.endswith((".", "?", ")")) else f"{message}."
    return Text(da=without_cpr(f"{_danish(error, message)} Se{more}."), en=without_cpr(f"{english} See{more}."))


def _danish(error: TyperException, message: str) -> str:
    if isinstance(error.__cause__, ValidationError) and " is not one of " not in message:
        faults = " ".join(what.da for _, what in refusals(error.__cause__))
        message = f"{message.partition(_WHY)[0]}{_WHY}{faults}"
    for english, danish in _SENTENCES:
        found = english.fullmatch(message)
        if found is not None:
            return danish.format(*(group.replace("'", "").replace(" or ", " eller ") for group in found.groups()))
    return message


def _say(text: Text) -> None:
    speaker = Speaker("da")
    speaker.say(text)
    speaker.say(Text(da=f"({text.en})", en=text.en))
