"""Where machine code is kept, also on machines where it can't be."""

from pathlib import Path

from allocator.solving.kernels.compiling import compiled, find_folder


def doubled(number: int) -> int:
    return 2 * number


def test_the_first_place_that_can_be_written_to_is_taken(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    found = find_folder([tmp_path / "file" / "below", tmp_path / "new", tmp_path])
    assert found is not None
    assert Path(found).parent == tmp_path / "new"
    assert find_folder([tmp_path / "new"]) == found


def test_there_may_be_no_such_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert find_folder([tmp_path / "file"]) is None
    assert compiled(doubled, None)(21) == 42


def test_code_is_kept_in_the_folder(tmp_path: Path) -> None:
    assert compiled(doubled, str(tmp_path))(21) == 42
    assert list(tmp_path.rglob("*.nbc"))


def test_a_folder_that_can_no_longer_be_written_to_changes_no_answer(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    function = compiled(doubled, str(folder))
    for below in sorted(folder.rglob("*"), reverse=True):
        below.rmdir()
    folder.rmdir()
    folder.write_text("a file in its place")
    assert function(21) == 42
    assert folder.read_text() == "a file in its place"
