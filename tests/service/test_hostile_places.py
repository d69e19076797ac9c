"""The program where there is no room, no reader, and nothing of what it was told of."""

import os
import resource
import subprocess

import pytest

from tests.data.workbook.files import save_xlsx, valid_sheets
from tests.service.terminal import PROGRAM, WAIT_S


@pytest.fixture
def team(tmp_path):
    """A folder with a small team's workbook."""
    save_xlsx(valid_sheets(), tmp_path / "team.xlsx")
    return tmp_path


def run(*arguments, cwd, **options):
    return subprocess.run(
        [PROGRAM, *arguments], cwd=cwd, stderr=subprocess.PIPE, text=True, timeout=WAIT_S, check=False, **options
    )


def files_in(folder):
    return sorted(path.name for path in folder.iterdir())


def no_file_above_4_kilobytes():
    # Stands for a full disk: the system refuses to let a file grow.
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("template", "--out", "out.xlsx"),
        ("demo", "hedensted", "--out", "out.xlsx"),
        ("demo", "hedensted", "--out", "out"),
        ("distribute", "team.xlsx", "--json", "small.json", "--out", "out.xlsx"),
    ],
    ids=["template", "demo", "demo in CSV", "distribute"],
)
def test_a_full_disk_is_a_sentence_and_the_old_file_stays(team, arguments):
    if "out.xlsx" in arguments:
        (team / "out.xlsx").write_text("old")
    done = run(*arguments, cwd=team, preexec_fn=no_file_above_4_kilobytes)
    assert done.returncode == 2
    name = arguments[arguments.index("--out") + 1]
    assert done.stderr.splitlines()[-2:] == [
        f"{name} kan ikke læses eller skrives: filen kan ikke blive større her. Gør plads, eller vælg et andet sted.",
        "Intet er skrevet.",
    ]
    assert files_in(team) == (["out.xlsx", "team.xlsx"] if "out.xlsx" in arguments else ["team.xlsx"])
    assert not (team / "out.xlsx").exists() or (team / "out.xlsx").read_text() == "old"


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [("distribute", "team.xlsx"), ("distribute", "team.xlsx", "--json", "-"), ("--help",)]
)
def test_a_full_disk_behind_standard_output_is_a_sentence(team, arguments):
    with open("/dev/full", "w") as full:
        done = run(*arguments, cwd=team, stdout=full)
    assert done.returncode == 2
    assert "der er ikke mere plads" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)], ids=str)
def test_streams_that_are_closed_from_the_start_are_not_missed(team, closed):
    def close():
        for number in closed:
            os.close(number)

    done = run("distribute", "team.xlsx", "--out", "out.xlsx", cwd=team, stdout=subprocess.PIPE, preexec_fn=close)
    assert done.returncode == 0
    assert files_in(team) == ["out.xlsx", "team.xlsx"]
    assert (team / "out.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("distribute", "/dev/zero"),
        ("distribute", "team.xlsx", "--policy", "/dev/zero"),
        ("distribute", "team.xlsx", "--mapping", "/dev/zero"),
        ("distribute", "team.xlsx", "--travel-matrix", "/dev/zero"),
        ("compare", "/dev/zero", "/dev/zero"),
        ("method", "--policy", "/dev/zero"),
        ("replay", "/dev/zero"),
    ],
    ids=" ".join,
)
def test_a_device_without_an_end_is_refused_and_not_read(team, arguments):
    done = run(*arguments, cwd=team)
    assert done.returncode == 2
    assert "/dev/zero er ikke en almindelig fil." in done.stderr
    assert done.stderr.endswith("Intet er skrevet.\n")


@pytest.mark.slow
def test_any_name_that_the_system_takes_will_do(team):
    folder = os.fsencode(team / "mappe æøå\nny")
    os.mkdir(folder)
    os.rename(team / "team.xlsx", folder + b"/hold \xff.xlsx")
    done = run(
        *("distribute", folder + b"/hold \xff.xlsx", "--out", folder + b"/ud \xff.xlsx"),
        cwd=team,
        stdout=subprocess.PIPE,
    )
    assert done.returncode == 0
    assert sorted(os.listdir(folder)) == [b"hold \xff.xlsx", b"ud \xff.xlsx"]
    missing = run("distribute", folder + b"/ingen \xff.xlsx", cwd=team)
    assert missing.returncode == 2
    assert "ingen ?.xlsx" in missing.stderr


@pytest.mark.slow
def test_no_temporary_folder_is_needed(team):
    done = run("template", "--out", "out.xlsx", cwd=team, env={**os.environ, "TMPDIR": "/nowhere"})
    assert done.returncode == 0
