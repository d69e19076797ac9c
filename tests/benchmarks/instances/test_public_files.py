import gzip
import os
from pathlib import Path

import pytest

from allocator.solving.portfolio import solve
from benchmarks.instances.public_files import (
    FOLDER_VARIABLE,
    MissingInstances,
    UnreadableInstance,
    bnwp_names,
    default_folder,
    find_folder,
    gap_names,
    lap_names,
    parse_bnwp,
    parse_gap,
    parse_lap,
    read_bnwp,
    read_gap,
    read_lap,
)

PUBLIC = Path(os.environ.get(FOLDER_VARIABLE, default_folder()))
needs_public_files = pytest.mark.skipif(not PUBLIC.is_dir(), reason=f"no public instances in {PUBLIC}")


@pytest.fixture
def small_folder(tmp_path):
    """Files of our own in the public forms."""
    (tmp_path / "gap").mkdir()
    (tmp_path / "gap" / "tiny").write_text(" 2 3\n 1 2 3\n 4 5 6\n 1 1 1\n 2 2 2\n 2 4\n")
    (tmp_path / "gap" / "best_known.csv").write_text("name,cases,consultants,minimum,proved_optimal\ntiny,3,2,9,yes\n")
    (tmp_path / "bnwp").mkdir()
    (tmp_path / "bnwp" / "two.txt").write_text("2 3\n1 2 9\n2 3 1\n3 2 2 4\n")
    (tmp_path / "bnwp" / "best_known.csv").write_text("name,sum_of_squares,nurses_per_zone\ntwo,48,1 2\n")
    (tmp_path / "lap").mkdir()
    with gzip.open(tmp_path / "lap" / "assign100.txt.gz", "wt") as file:
        file.write("2\n1 2\n3 1\n")
    return tmp_path


def test_a_missing_folder_says_where_the_files_are_had(tmp_path):
    with pytest.raises(MissingInstances, match=r"nowhere.*OR-Library") as caught:
        find_folder(tmp_path / "nowhere")
    assert FOLDER_VARIABLE in str(caught.value)


def test_a_gap_file_holds_agents_in_rows(small_folder):
    assert gap_names(small_folder) == ["tiny"]
    instance = read_gap(small_folder, "tiny")
    (problem,) = instance.problems
    assert problem.cost.tolist() == [[1, 4], [2, 5], [3, 6]]
    assert problem.weight.tolist() == [[1, 2]] * 3
    assert problem.max_load.tolist() == [2, 4]
    assert solve(problem).objective == instance.best_known


def test_a_bnwp_file_is_a_problem_a_zone(small_folder):
    assert bnwp_names(small_folder) == ["two"]
    instance = read_bnwp(small_folder, "two")
    assert [(p.num_cases, p.num_consultants) for p in instance.problems] == [(2, 1), (3, 2)]
    assert instance.problems[1].max_cases.tolist() == [2, 2]
    assert sum(solve(problem).objective for problem in instance.problems) == instance.best_known


def test_a_lap_file_is_one_case_each(small_folder):
    assert lap_names(small_folder) == ["assign100"]
    (problem,) = read_lap(small_folder, "assign100").problems
    assert problem.max_load.tolist() == [1, 1]
    assert solve(problem).objective == 2


@pytest.mark.parametrize(
    ("parse", "text", "message"),
    [
        (parse_gap, "2 3 1 2", "holds 4 numbers where its form asks for 16"),
        (parse_lap, "2 1 2 3 4 5", "holds 6 numbers where its form asks for 5"),
        (parse_lap, "2 1 2 three 4", "whole numbers"),
        (lambda text: list(parse_bnwp(text, [1])), "2 3 1 2 9", "2 zones, but numbers of nurses for 1"),
        (lambda text: list(parse_bnwp(text, [1])), "1 3 1 2 9 3 4", "holds 1 numbers where its form asks for 3"),
        (lambda text: list(parse_bnwp(text, [1])), "1 3 1 2 9 1 4 7", "holds 1 numbers where its form asks for 0"),
    ],
)
def test_a_file_in_another_form_is_refused(parse, text, message):
    with pytest.raises(UnreadableInstance, match=message):
        parse(text)


@needs_public_files
def test_the_public_files_are_read_and_their_published_optima_found():
    assert len(gap_names(PUBLIC)) >= 78
    gap = read_gap(PUBLIC, "cattrysse1994/gap1-0")
    assert solve(gap.problems[0], time_limit_s=60).objective == gap.best_known
    assert len(bnwp_names(PUBLIC)) >= 10
    assert len(read_bnwp(PUBLIC, "6zones0").problems) == 6
    assert "assign100" in lap_names(PUBLIC)
    assert read_lap(PUBLIC, "assign100").problems[0].num_cases == 100
