"""The README's tour is run, command by command, and prints what the README says it prints."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROGRAM = Path(sys.executable).parent / "sagsfordeler"
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def console_blocks():
    """Every command of the tour with the output shown under it."""
    for block in CONSOLE.findall((ROOT / "README.md").read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown


@pytest.mark.slow
def test_every_command_of_the_tour_prints_what_the_readme_shows(tmp_path):
    differences = []
    for command, shown in console_blocks():
        name, *arguments = shlex.split(command)
        assert name == "sagsfordeler"
        run = subprocess.run(
            [PROGRAM, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "COLUMNS": "100"},
            check=False,
        )
        assert run.returncode == 0, run.stderr
        if shown and not shows(run.stdout + run.stderr, shown):
            differences.append(f"$ {command}\n{run.stdout}{run.stderr}")
    assert not differences, "\n\n".join(["README.md shows something else; now it is:", *differences])


def shows(printed, shown):
    """Whether `shown`, in which a line of ... stands for any lines, is what was printed, up to spaces at line ends."""
    return doctest.OutputChecker().check_output(stripped(shown), stripped(printed), doctest.ELLIPSIS)


def stripped(text):
    return "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n"


def test_there_is_a_tour():
    assert {shlex.split(command)[1] for command, _ in console_blocks()} >= {
        "demo", "distribute", "explain", "rebalance", "swap", "template",
    }  # fmt: skip


def test_every_file_the_readme_points_to_exists():
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
