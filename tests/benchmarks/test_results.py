"""The committed figures: what the README quotes stands on the generated page, and the page follows from the lines."""

import re
from pathlib import Path

from benchmarks.reporting.page import write_page
from benchmarks.running.line import LINE
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
    lines = read_lines(FOLDER / "lines.jsonl", LINE.validate_json)
    page = read("benchmarks/results/full/RESULTS.md")
    (code,) = re.findall(r"\(code ([0-9a-f]+)\)", page)
    again = write_page(of_same_code(lines, code), "full", 0)
    assert again.split("## The bar")[1] == page.split("## The bar")[1]


def test_every_line_can_be_traced() -> None:
    for line in read_lines(FOLDER / "lines.jsonl", LINE.validate_json):
        assert re.fullmatch(r"[0-9a-f]{12}", line.circumstances.commit)
        assert {"python", "ortools", "numpy", "scipy"} <= line.circumstances.versions.keys()
        assert {"processor", "cores", "memory", "system"} <= line.circumstances.machine.keys()


def read(path: str) -> str:
    """A file of the project."""
    return (ROOT / path).read_text("utf-8")
