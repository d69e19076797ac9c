"""The committed figures: what the README quotes stands on the generated page, and the page follows from the lines."""

import re
from pathlib import Path

from benchmarks.questions.page import write_questions_page
from benchmarks.questions.running import read_question_lines
from benchmarks.reporting.page import write_page
from benchmarks.running.store import of_same_code, read_lines

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "benchmarks" / "results" / "full"


def test_the_readme_quotes_the_generated_page() -> None:
    quoted = re.findall(r"<!-- quoted from (\S+) -->\n(.*?)<!-- end of quotation -->", read("README.md"), re.S)
    assert quoted
    for path, text in quoted:
        lines = text.strip().splitlines()
        page = read(path).splitlines()
        assert len(lines) > 2
        assert [line for line in lines if line not in page] == []


def test_the_page_follows_from_its_lines() -> None:
    lines = read_lines(FOLDER / "lines.jsonl")
    page = read("benchmarks/results/full/RESULTS.md")
    (code,) = re.findall(r"\(code ([0-9a-f]+)\)", page)
    again = write_page(of_same_code(lines, code), "full", 0)
    assert again.split("## The bar")[1] == page.split("## The bar")[1]


def test_the_page_of_questions_follows_from_its_lines() -> None:
    folder = ROOT / "benchmarks" / "results" / "questions"
    page = (folder / "RESULTS.md").read_text("utf-8")
    (code,) = re.findall(r"\(code ([0-9a-f]+)\)", page)
    lines = [line for line in read_question_lines(folder / "lines.jsonl") if line.circumstances.code == code]
    assert write_questions_page(lines, 0) == page


def test_every_line_can_be_traced() -> None:
    questions = read_question_lines(ROOT / "benchmarks" / "results" / "questions" / "lines.jsonl")
    for line in [*read_lines(FOLDER / "lines.jsonl"), *questions]:
        assert re.fullmatch(r"[0-9a-f]{12}", line.circumstances.commit)
        assert {"python", "ortools", "numpy", "scipy"} <= line.circumstances.versions.keys()
        assert {"processor", "cores", "memory", "system"} <= line.circumstances.machine.keys()


def read(path: str) -> str:
    """A file of the project."""
    return (ROOT / path).read_text("utf-8")
