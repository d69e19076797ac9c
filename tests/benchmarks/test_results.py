"""The committed figures: what the README quotes stands on the generated page, and the page follows from the lines."""

import re
from pathlib import Path

import pytest

from benchmarks.questions.running import QUESTIONS
from benchmarks.rebalances.running import REBALANCES
from benchmarks.running.store import of_same_code, read_lines
from benchmarks.running.suite import LINES, PAGE
from benchmarks.simulation.running import simulation_suite
from benchmarks.solver_suites import solver_suite

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "results"

SUITES = pytest.mark.parametrize(
    ("name", "suite"),
    [
        ("full", solver_suite("full", Path("nowhere"), lambda _: None)),
        ("questions", QUESTIONS),
        ("rebalances", REBALANCES),
        ("simulation", simulation_suite(lambda _: None)),
    ],
    ids=["full", "questions", "rebalances", "simulation"],
)


def test_the_readme_quotes_the_generated_page():
    quoted = re.findall(r"<!-- quoted from (\S+) -->\n(.*?)<!-- end of quotation -->", read(ROOT / "README.md"), re.S)
    assert quoted
    for path, text in quoted:
        lines = text.strip().splitlines()
        page = read(ROOT / path).splitlines()
        assert len(lines) > 2
        assert [line for line in lines if line not in page] == []


@SUITES
def test_the_page_follows_from_its_lines(name, suite):
    page = read(RESULTS / name / PAGE)
    (code,) = re.findall(r"\(code ([0-9a-f]+)\)", page)
    lines = of_same_code(read_lines(RESULTS / name / LINES, suite.parse), code)
    num_missing = int(re.search(r"(\d+) still missing|$", page)[1] or 0)
    assert suite.write_pages(lines, num_missing)[PAGE] == page


@SUITES
def test_every_line_can_be_traced(name, suite):
    for line in read_lines(RESULTS / name / LINES, suite.parse):
        assert re.fullmatch(r"[0-9a-f]{12}", line.circumstances.commit)
        assert {"python", "ortools", "numpy", "scipy"} <= line.circumstances.versions.keys()
        assert {"processor", "cores", "memory", "system"} <= line.circumstances.machine.keys()


def read(path: Path) -> str:
    """A file of the project."""
    return path.read_text("utf-8")
