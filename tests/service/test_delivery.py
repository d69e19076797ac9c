"""An answer goes into every file that is named for it, and is handed over as JSON or presented, never both."""

from functools import partial
from pathlib import Path

import pytest

from models.errors import UnusableInput
from service.delivery import STANDARD_OUTPUT, check_paths, deliver, write_text
from service.speaking import Speaker


def deliver_answer(json: Path | None, **options):
    speaker = Speaker("en")
    deliver(
        speaker,
        json=json,
        as_json=lambda: '{"minutes": 7}',
        present=lambda: speaker.present("seven minutes"),
        **options,
    )


def test_an_answer_that_nobody_wants_in_a_file_is_presented(capsys):
    deliver_answer(None, files=[(None, partial(write_text, "moves"))])
    assert capsys.readouterr() == ("seven minutes\n", "")


def test_files_are_written_together_the_json_last(capsys, tmp_path):
    moves, answer = tmp_path / "moves.txt", tmp_path / "answer.json"
    deliver_answer(answer, files=[(moves, partial(write_text, "moves\n\n"))])
    assert capsys.readouterr() == ("seven minutes\n", f"Written: {moves}, {answer}\n")
    assert (moves.read_text(), answer.read_text()) == ("moves\n", '{"minutes": 7}\n')


def test_on_the_screen_the_json_takes_the_place_of_what_people_read(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    deliver_answer(STANDARD_OUTPUT)
    assert capsys.readouterr() == ('{"minutes": 7}\n', "")
    assert list(tmp_path.iterdir()) == []


def test_the_screen_is_no_file_and_what_nobody_named_is_not_looked_for(tmp_path):
    check_paths([None, tmp_path / "team.xlsx"], json=STANDARD_OUTPUT, files=[None])


@pytest.mark.parametrize("named", [{"json": Path("no/where.json")}, {"json": None, "files": [Path("no/where.xlsx")]}])
def test_a_file_that_cannot_be_written_is_refused_before_the_work(named):
    with pytest.raises(UnusableInput):
        check_paths([], **named)
