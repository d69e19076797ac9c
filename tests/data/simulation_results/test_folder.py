import os

import pytest

from data.simulation_results import ResultsFolder


def test_an_empty_folder_holds_nothing(tmp_path):
    folder = ResultsFolder(tmp_path / "a" / "b")

    assert folder.configuration() is None
    assert folder.finished() == frozenset()


def test_what_is_stored_is_there_for_the_next_one(tmp_path):
    folder = ResultsFolder(tmp_path)
    folder.begin("{æ}")
    folder.save("000-004", b"one")
    folder.save("000-004", b"two")
    again = ResultsFolder(tmp_path)

    assert again.configuration() == "{æ}"
    assert again.finished() == {"000-004"}
    assert again.load("000-004") == b"two"


def test_a_piece_that_is_not_there_is_a_key_error(tmp_path):
    with pytest.raises(KeyError, match="000-004"):
        ResultsFolder(tmp_path).load("000-004")


def test_half_a_piece_does_not_count_and_is_overwritten(tmp_path):
    folder = ResultsFolder(tmp_path)
    (tmp_path / "pieces" / ".000-004.npz.unfinished").write_bytes(b"hal")
    (tmp_path / "pieces" / "notes.txt").write_text("mine")

    assert folder.finished() == frozenset()
    folder.save("000-004", b"whole")
    assert sorted(os.listdir(tmp_path / "pieces")) == ["000-004.npz", "notes.txt"]


def test_a_piece_is_put_in_place_only_when_it_is_on_the_disk(tmp_path, monkeypatch):
    """Where the disk is full, what was there stays."""
    folder = ResultsFolder(tmp_path)
    folder.save("000-004", b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        folder.save("000-004", b"new")
    assert folder.load("000-004") == b"old"


def test_a_question_is_kept_beside_the_configuration(tmp_path):
    folder = ResultsFolder(tmp_path)
    assert folder.question() is None

    folder.ask("why")
    folder.ask("when")
    assert ResultsFolder(tmp_path).question() == "when"


def test_results_are_every_file_beside_the_configuration(tmp_path):
    folder = ResultsFolder(tmp_path)
    folder.begin("{}")
    folder.save("0", b"piece")
    folder.publish({"report.html": b"new", "summary.csv": b"table"})
    folder.within("below").save("0", b"another")

    assert folder.published() == {"report.html": b"new", "summary.csv": b"table"}
    assert ResultsFolder(tmp_path / "below").finished() == {"0"}
