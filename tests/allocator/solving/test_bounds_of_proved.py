"""The bound, stopped early, against the optimum of every instance that the committed benchmarks have proved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from allocator.solving.portfolio import solve
from benchmarks.instances.classes import CLASSES
from benchmarks.instances.public_files import MissingInstances, default_folder, find_folder
from benchmarks.reporting.summary import is_proved
from benchmarks.running.line import LINE, SolveLine
from benchmarks.running.store import read_lines

LINES = Path(__file__).parents[3] / "benchmarks" / "results" / "full" / "lines.jsonl"

NOT_REPEATED = ("demo-",)
"""Demonstrations are drawn anew with the product's rules: their line's commit tells which problem was proved."""


def proved() -> Iterator[tuple[str, str, int]]:
    """Class, instance and optimum, each once."""
    seen = set()
    for line in read_lines(LINES, LINE.validate_json):
        if not isinstance(line, SolveLine) or not is_proved(line) or line.outcome.value is None:
            continue
        key = (line.job.class_name, line.job.instance)
        if key not in seen and not line.job.class_name.startswith(NOT_REPEATED):
            seen.add(key)
            yield *key, line.outcome.value


@pytest.mark.slow
@pytest.mark.parametrize("class_name", sorted({name for name, _, _ in proved()}))
def test_no_bound_is_above_a_proved_optimum(class_name: str) -> None:
    if CLASSES[class_name].names is not None:
        try:
            find_folder(default_folder())
        except MissingInstances as missing:
            pytest.skip(str(missing))
    for _, instance, optimum in (each for each in proved() if each[0] == class_name):
        problems = CLASSES[class_name].draw(instance, default_folder()).problems
        for limit in (1e-6, 0.01):
            bounds = [solve(problem, deterministic_limit=limit).bound for problem in problems]
            assert sum(bound for bound in bounds if bound is not None) <= optimum, instance
