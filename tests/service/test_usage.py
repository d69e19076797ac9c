import pytest
import typer
from typer.testing import CliRunner

from service.commands import program
from service.usage import usage_fault


def said(*arguments):
    result = CliRunner().invoke(program(), arguments, prog_name="sagsfordeler")
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr.splitlines()


@pytest.mark.parametrize(
    ("arguments", "danish"),
    [
        (("distribut",), "Der er ingen kommando »distribut«. Mente du distribute? Se sagsfordeler --help."),
        (("x\ny",), "Der er ingen kommando »x"),
        (("distribute",), "FIL mangler. Se sagsfordeler distribute --help."),
        (("demo", "hedensted"), "--out mangler. Se sagsfordeler demo --help."),
        (("distribute", "a", "b"), "Der er mere, end kommandoen kan bruge: b. Se"),
        (("distribute", "a", "--polic", "b"), "Der er intet valg --polic. Mente du --pin, --policy? Se"),
        (("--nix",), "Der er intet valg --nix. Se sagsfordeler --help."),
        (("distribute", "a", "--out"), "--out skal have en værdi. Se"),
        (("serve", "--demo=3"), "--demo skal ingen værdi have. Se"),
        (("distribute", "a", "--time-limit", "x"), "--time-limit kan ikke bruges: Skal være et tal. Se"),
        (("distribute", "a", "--time-limit", "0"), "--time-limit kan ikke bruges: Skal være mindst 0.1. Se"),
        (("distribute", "a", "--lang", "fr"), "--lang kan ikke bruges: Vælg mellem da, en. Se"),
        (("distribute", "a", "--date", "x"), "--date kan ikke bruges: »x« er ikke en dato; skriv 2026-01-05 eller"),
        (("serve", "--port", "99999"), "--port kan ikke bruges: Må højst være 65535. Se"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_no_command_can_take_is_said_in_danish_first_and_where_the_help_is(arguments, danish):
    lines = said(*arguments)
    assert lines[0].startswith(danish)
    assert "(" in lines[-1] or lines[1].startswith("(")
    assert lines[-1].endswith("--help.)")


def test_nobody_s_number_is_repeated():
    assert not [line for line in said("distribute", "team.xlsx", "010190-1234") if "010190" in line]


def test_typing_nothing_shows_the_help():
    result = CliRunner().invoke(program(), [], prog_name="sagsfordeler")
    assert result.exit_code == 2
    assert "distribute" in result.stdout
    assert result.stderr == ""


def test_what_the_library_may_say_some_day_is_told_as_it_says_it():
    fault = usage_fault(typer.TyperException("Too much of it"), "Too much of it")
    assert (fault.da, fault.en) == ("Too much of it Se --help.", "Too much of it. See --help.")


def test_within_another_program_it_says_how_it_ended():
    command = typer.main.get_command(program())
    assert command.main(["distribute"], prog_name="sagsfordeler", standalone_mode=False) == 2
