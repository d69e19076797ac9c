"""`simulate` as it is typed: faults at once, results in a folder, a kill and Ctrl-C that lose nothing."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data.simulation_results import ResultsFolder
from service.simulation_worlds import world_text
from service.speaking import ExitCode
from tests.allocator.simulation.worlds import make_world
from tests.service.simulations import results_in, write_world
from tests.service.terminal import children_of, is_running, terminal, until
from tests.service.test_commands import run, run_program

WAYS = ("--practice", "meeting", "--practice", "random")
SHORT = ("--weeks", 4, "--replications", 4, "--processes", 1, "--hindsight", 1, *WAYS)
LONG = ("--weeks", 52, "--replications", 40, "--processes", 2, "--hindsight", 0, *WAYS)


@pytest.fixture
def world(tmp_path):
    return write_world(tmp_path / "world.json")


@pytest.fixture(scope="module")
def long_one(tmp_path_factory):
    """An undisturbed simulation that takes long enough to be disturbed."""
    folder = tmp_path_factory.mktemp("long")
    (folder / "world.json").write_text(world_text(make_world(posts=3)), "utf-8")
    done = run_program("simulate", "world.json", "--out", "whole", *LONG, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def refused(*arguments):
    """What is said to a command that cannot be carried out."""
    result = run("simulate", *arguments)
    assert result.exit_code == ExitCode.UNUSABLE_INPUT, result.stderr
    assert result.stdout == ""
    return result.stderr


def num_pieces(folder):
    return len(ResultsFolder(folder).finished())


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(tmp_path):
    said = refused(
        "atlantis", "--out", tmp_path / "no" / "such", "--practice", "magic", "--policy", "wish", "--precision", 1,
        "--replications", 5,
    )  # fmt: skip

    assert said.startswith("Skal rettes (5):")
    assert said.endswith("Intet er skrevet.\n")
    assert list(tmp_path.iterdir()) == []


def test_one_thing_is_done_at_a_time(world, tmp_path):
    assert "Nævn én ting" in refused()
    assert "Nævn én ting" in refused(world, "--resume", tmp_path, "--out", tmp_path / "out")
    assert "--out" in refused(world)
    assert "--out" in refused("--again", tmp_path)


def test_numbers_out_of_range_are_refused_by_name(world, tmp_path):
    for option, value in (("--weeks", 0), ("--replications", 1), ("--confidence", 50), ("--look-ahead", 60)):
        assert option in refused(world, "--out", tmp_path / "out", option, value)


def test_a_folder_of_something_else_is_left_alone(world, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("dear", "utf-8")

    assert "er i brug til andet" in refused(world, "--out", other, *SHORT)
    assert "er i brug til andet" in refused("atlantis", "--out", other, *SHORT)
    assert [path.name for path in other.iterdir()] == ["letter.txt"]


def test_only_a_begun_simulation_is_resumed(tmp_path):
    assert "er der ingen simulering" in refused("--resume", tmp_path)
    (tmp_path / "config.json").write_text("{}", "utf-8")
    (tmp_path / "question.json").write_text("{}", "utf-8")
    assert "er ændret" in refused("--resume", tmp_path)


def test_a_world_is_written_to_be_edited(world, tmp_path):
    edited = tmp_path / "edited.json"
    result = run("simulate", world, "--world-out", edited, "--prices", "herning")

    assert result.exit_code == 0, result.stderr
    assert edited.read_text("utf-8") != world.read_text("utf-8")
    assert '"name": "herning"' in edited.read_text("utf-8")
    assert "bliver ikke overskrevet" in refused(world, "--world-out", world)


@pytest.mark.slow
def test_a_simulation_is_told_written_and_run_again(world, tmp_path):
    out, again = tmp_path / "out", tmp_path / "again"
    result = run("simulate", world, "--out", out, *SHORT)
    assert result.exit_code == 0, result.stderr
    assert "»Lodtrækning« koster" in result.stdout or "er bedst af de to" in result.stdout
    assert result.stderr == f"Skrevet: {out}\n"

    shutil.copytree(out, tmp_path / "copy")
    resumed = run("simulate", "--resume", out)
    assert (resumed.exit_code, resumed.stdout) == (0, result.stdout)
    assert results_in(out) == results_in(tmp_path / "copy")

    made_again = run("simulate", "--again", out, "--out", again, "--processes", 2)
    assert made_again.exit_code == 0, made_again.stderr
    assert "byte for byte" in made_again.stderr
    assert results_in(again) == results_in(out)

    english = run("simulate", world, "--out", out, *SHORT, "--lang", "en")  # the same, asked in another language
    assert "runs of 4 weeks" in english.stdout


@pytest.mark.slow
def test_what_is_not_the_same_any_more_is_named(world, tmp_path):
    out = tmp_path / "out"
    assert run("simulate", world, "--out", out, *SHORT).exit_code == 0
    (out / "summary.csv").write_text("better figures", "utf-8")

    result = run("simulate", "--again", out, "--out", tmp_path / "again")
    assert result.exit_code == ExitCode.REPLAY_DIFFERS
    assert result.stderr.endswith("Disse er ikke de samme: summary.csv.\n")

    config = (out / "config.json").read_text("utf-8").replace('"numpy": "', '"numpy": "0.')
    (out / "config.json").write_text(config, "utf-8")
    result = run("simulate", "--again", out, "--out", tmp_path / "once-more")
    assert "andre versioner" in result.stderr


@pytest.mark.slow
def test_another_configuration_does_not_go_into_the_same_folder(world, tmp_path):
    out = tmp_path / "out"
    assert run("simulate", world, "--out", out, *SHORT).exit_code == 0
    before = results_in(out)

    said = refused(world, "--out", out, *SHORT, "--seed", 2, "--reform")
    assert "en anden opsætning (verdenen, --seed)" in said
    assert "--resume" in said
    assert results_in(out) == before


@pytest.mark.slow
def test_a_kill_loses_nothing_that_is_finished(long_one):
    command = [Path(sys.executable).with_name("sagsfordeler"), "simulate", "world.json", "--out", "killed", *LONG]
    started = subprocess.Popen(list(map(str, command)), cwd=long_one, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    folder = long_one / "killed"
    try:
        until(lambda: (folder / "pieces").is_dir() and num_pieces(folder) >= 1, "a piece")
    finally:
        children = children_of(started.pid)
        os.kill(started.pid, signal.SIGKILL)
        started.communicate()
    until(lambda: not any(is_running(child) for child in children), "the workers to end")
    left = num_pieces(folder)
    assert 1 <= left < num_pieces(long_one / "whole")
    assert "report.html" not in results_in(folder)

    done = run_program("simulate", "--resume", "killed", cwd=long_one)
    assert done.returncode == 0, done.stderr
    assert results_in(folder) == results_in(long_one / "whole")


@pytest.mark.slow
def test_ctrl_c_finishes_what_is_in_hand_and_says_how_to_go_on(long_one):
    folder = long_one / "stopped"
    with terminal("simulate", "world.json", "--out", "stopped", *LONG, cwd=long_one) as shown:
        until(lambda: (folder / "pieces").is_dir() and num_pieces(folder) >= 1, "a piece")
        shown.wait_for(r"Simulerer .*/40")
        shown.press()
        assert shown.end() == ExitCode.INTERRUPTED
        assert "Stopper, når stykkerne i hånden er færdige" in shown.shown
        assert "Fortsæt med: sagsfordeler simulate --resume stopped" in shown.shown
        assert not shown.is_cursor_hidden
    assert num_pieces(folder) < num_pieces(long_one / "whole")

    done = run_program("simulate", "--resume", "stopped", "--processes", "1", cwd=long_one)
    assert done.returncode == 0, done.stderr
    assert results_in(folder) == results_in(long_one / "whole")
