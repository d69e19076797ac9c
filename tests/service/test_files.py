import errno
import os
from functools import partial
from pathlib import Path

import pytest

from models.errors import UnusableInput
from service.files import check_files, write_together


def write(text: str, path: Path) -> None:
    path.write_text(text)


def fail(path: Path) -> None:
    path.write_text("half")
    raise OSError("the disk is full")


def test_all_results_are_written_and_nothing_else_is_left(tmp_path):
    write_together({tmp_path / "a": partial(write, "A"), tmp_path / "b": partial(write, "B")})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "A", "b": "B"}


def test_when_one_result_fails_none_is_written(tmp_path):
    (tmp_path / "a").write_text("before")
    with pytest.raises(OSError, match="disk is full"):
        write_together({tmp_path / "a": partial(write, "A"), tmp_path / "b": fail})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "before"}


def test_half_a_folder_is_not_left_either(tmp_path):
    def half(path: Path) -> None:
        path.mkdir()
        fail(path / "Sager.csv")

    with pytest.raises(OSError, match="disk is full"):
        write_together({tmp_path / "team": half})
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_followed_and_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("before")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_together({tmp_path / "link": partial(write, "after")})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "after"


def findings_of(targets, inputs=()):
    with pytest.raises(UnusableInput) as caught:
        check_files(targets, inputs)
    return [finding.sentence("en") for finding in caught.value.findings]


def test_good_targets_pass(tmp_path):
    (tmp_path / "old").write_text("")
    check_files([tmp_path / "old", tmp_path / "new"], [tmp_path / "input", tmp_path / "other"])


def test_a_missing_folder_is_found_before_the_work(tmp_path):
    assert findings_of([tmp_path / "no" / "a"]) == [
        f"There is no folder {tmp_path / 'no'}. Make it, or choose another."
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_folder_closed_for_writing_is_found_before_the_work(tmp_path):
    tmp_path.chmod(0o500)
    try:
        assert findings_of([tmp_path / "a"]) == [f"The folder {tmp_path} cannot be written to. Choose another folder."]
    finally:
        tmp_path.chmod(0o700)


def test_a_folder_or_device_is_no_target(tmp_path):
    (tmp_path / "folder").mkdir()
    assert "not an ordinary file" in findings_of([tmp_path / "folder"])[0]
    assert findings_of([Path("/dev/null")])


def test_the_input_is_not_written_over_whatever_it_is_called(tmp_path):
    (tmp_path / "team.xlsx").write_text("")
    (tmp_path / "same.xlsx").hardlink_to(tmp_path / "team.xlsx")
    assert "is the file that is read" in findings_of([tmp_path / "same.xlsx"], [tmp_path / "team.xlsx"])[0]


def test_no_sheet_of_a_folder_is_written_over(tmp_path):
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / "Sager.csv").write_text("")
    (tmp_path / "link").symlink_to(folder)
    for target in (folder / "Sager.csv", folder / "ny.CSV", tmp_path / "link" / "Sager.csv"):
        assert "is one of the sheets that are read" in findings_of([target], [folder])[0]
    check_files([folder / "forslag.xlsx", tmp_path / "Sager.csv"], [folder])


def test_the_longest_name_can_be_written(tmp_path):
    target = tmp_path / f"{'a' * 250}.xlsx"
    write_together({target: partial(write, "A")})
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_two_results_do_not_go_to_one_file(tmp_path):
    assert findings_of([tmp_path / "a", tmp_path / "." / "a"]) == [
        "Two results would go to the same file. Give each a name of its own."
    ]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full", "draft"), OSError(errno.EFBIG, "large")])
def test_what_cannot_be_written_is_told_by_the_name_that_was_asked_for(tmp_path, error):
    def fill(_: Path) -> None:
        raise error

    with pytest.raises(OSError, match=r"team\.xlsx") as caught:
        write_together({tmp_path / "team.xlsx": fill})
    assert (caught.value.errno, caught.value.filename) == (error.errno, str(tmp_path / "team.xlsx"))
    assert list(tmp_path.iterdir()) == []


def test_an_endless_device_is_no_input():
    assert findings_of([], [Path("/dev/zero")]) == ["/dev/zero is not an ordinary file. Choose another name."]


def test_a_file_larger_than_anything_of_ours_is_no_input(tmp_path):
    with (tmp_path / "policy.toml").open("wb") as file:
        file.truncate(200_000_001)
    assert findings_of([], [tmp_path / "policy.toml"]) == [
        f"{tmp_path / 'policy.toml'} is too large: more than 200 MB. Choose another file."
    ]


def test_a_pipe_of_the_shell_is_an_input_as_good_as_any(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    check_files([], [tmp_path / "pipe"])
