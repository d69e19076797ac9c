import io

import pytest
import typer

from models.errors import Finding, Severity, UnusableInput
from models.text import Text
from service.speaking import ExitCode, speaking


def finding(number, severity):
    return Finding(
        code="x",
        what=Text(da=f"Fejl {number}.", en=f"Fault {number}."),
        remedy=Text(da="Ret den.", en="Mend it."),
        severity=severity,
    )


def ending(error, language="en"):
    with pytest.raises(typer.Exit) as caught, speaking(language):
        raise error
    return caught.value.exit_code


def test_findings_are_said_errors_first_one_a_line(capsys):
    error = UnusableInput([finding(1, Severity.WARNING), finding(2, Severity.ERROR), finding(3, Severity.ERROR)])
    assert ending(error, "da") == ExitCode.UNUSABLE_INPUT
    assert capsys.readouterr().err.splitlines() == [
        "Skal rettes (2):",
        "  Fejl 2. Ret den.",
        "  Fejl 3. Ret den.",
        "Bør ses efter (1):",
        "  Fejl 1. Ret den.",
        "Intet er skrevet.",
    ]


def test_a_file_that_cannot_be_used_is_named(capsys):
    assert ending(PermissionError(13, "Permission denied", "team.xlsx")) == ExitCode.UNUSABLE_INPUT
    assert capsys.readouterr().err == (
        "team.xlsx cannot be read or written: Permission denied. Get access, or choose another place.\n"
        "Nothing was written.\n"
    )
    assert ending(OSError("the disk is full")) == ExitCode.UNUSABLE_INPUT


def test_an_interrupt_is_a_sentence(capsys):
    assert ending(KeyboardInterrupt()) == ExitCode.INTERRUPTED
    assert capsys.readouterr().err == "Interrupted. Nothing was written.\n"


def test_what_nobody_foresaw_is_a_sentence_with_its_place_and_without_its_words(capsys):
    assert ending(RuntimeError("Jens Hansen")) == ExitCode.INTERNAL
    said = capsys.readouterr().err
    assert "RuntimeError < ending (service/test_speaking.py:" in said
    assert "Jens" not in said
    assert "Traceback" not in said


def test_an_exit_passes_unchanged():
    assert ending(typer.Exit(3)) == ExitCode.NO_PLAN_IN_TIME


def test_an_interrupt_after_the_result_was_written_says_so(capsys):
    def written_and_interrupted():
        with speaking("en") as speaker:
            speaker.has_written = True
            raise KeyboardInterrupt

    with pytest.raises(typer.Exit) as caught:
        written_and_interrupted()
    assert caught.value.exit_code == ExitCode.INTERRUPTED
    assert capsys.readouterr().err == "Interrupted. The result was written.\n"


def test_a_stream_that_cannot_be_set_up_is_used_as_it_is(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdout", io.StringIO())
    with speaking("da") as speaker:
        speaker.say(Text(da="Hej", en="Hello"))
    assert capsys.readouterr().err == "Hej\n"


def test_text_from_elsewhere_does_not_steer_the_terminal(capsys):
    steering = "\x1b[2Jsag\x07 \x9b31m\u202e1\u2066"
    with speaking("da") as speaker:
        speaker.present(steering)
        speaker.say(Text(da=steering, en=""))
    said = capsys.readouterr()
    assert said.out == "[2Jsag 31m1\n"
    assert said.err == "[2Jsag 31m1\n"


def test_what_is_left_to_go_on_from_is_told_instead_of_that_nothing_was_written(capsys):
    def fail(error):
        with speaking("da") as speaker:
            speaker.left = Text(da="Det færdige er gemt.", en="What is finished is stored.")
            assert speaker.interrupted().en == "Interrupted. What is finished is stored."
            raise error

    for error in (UnusableInput([finding(1, Severity.ERROR)]), OSError(28, "No space left on device", "out")):
        with pytest.raises(typer.Exit):
            fail(error)
        assert capsys.readouterr().err.endswith("Det færdige er gemt.\n")
