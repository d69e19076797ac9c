"""Readers of public instances that nobody in this project made, and their best known values."""

import csv
import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from allocator.arrays import IntArray
from allocator.problem import AssignmentProblem
from models.errors import SagsfordelerError

FOLDER_VARIABLE: Final = "SAGSFORDELER_BENCHMARKS"
LAP_VALUES: Final = {"assign100": 305, "assign200": 475, "assign300": 626, "assign400": 804}
"""Optimal values as OR-Library gives them."""

WHERE_TO_GET: Final = (
    "The folder {folder} of public instances is missing. Get them and name their folder with --public or "
    f"{FOLDER_VARIABLE}: "
    "gap/ from J. E. Beasley's OR-Library (gapa to gapc and gap1 to gap12), one instance a file as "
    "fontanf/generalizedassignmentsolver keeps them; lap/ OR-Library's assign100 to assign400, gzipped; bnwp/ the data "
    "of problem 069 at CSPLib. gap/ and bnwp/ hold a best_known.csv each."
)
"""A sentence with room for `{folder}`."""


class MissingInstances(SagsfordelerError, FileNotFoundError):
    """The folder with public instances isn't there; the message says where to get them."""


class UnreadableInstance(SagsfordelerError, ValueError):
    """A file isn't in the form of its family."""


@dataclass(frozen=True)
class PublicInstance:
    """One public file as one or more problems whose values add up to the published one.

    Attributes
    ----------
    best_known
        The optimal value, summed over all problems of the file.
    """

    name: str
    problems: tuple[AssignmentProblem, ...]
    best_known: int


def default_folder() -> Path:
    """`shared/benchmarks` beside the repository."""
    return Path(__file__).resolve().parents[3] / "shared" / "benchmarks"


def find_folder(folder: Path) -> Path:
    """The folder itself.

    Raises
    ------
    MissingInstances
        If it isn't there.
    """
    if not folder.is_dir():
        raise MissingInstances(WHERE_TO_GET.format(folder=folder))
    return folder


def gap_names(folder: Path) -> list[str]:
    """The generalised assignment instances, in the order of their best known values."""
    return [row["name"] for row in _rows(find_folder(folder) / "gap" / "best_known.csv")]


def read_gap(folder: Path, name: str) -> PublicInstance:
    """A generalised assignment instance, such as `chu1997/a05100`."""
    best = {row["name"]: int(row["minimum"]) for row in _rows(find_folder(folder) / "gap" / "best_known.csv")}
    return PublicInstance(name, (parse_gap((folder / "gap" / name).read_text()),), best[name])


def parse_gap(text: str) -> AssignmentProblem:
    """`m n`, m rows of n costs, m rows of n weights, m capacities."""
    numbers = _integers(text.split())
    m, n = numbers[:2].tolist()
    _expect_length(numbers, 2 + 2 * m * n + m)
    cost, weight = numbers[2 : 2 + m * n], numbers[2 + m * n : 2 + 2 * m * n]
    return AssignmentProblem(
        cost=cost.reshape(m, n).T, weight=weight.reshape(m, n).T, max_load=numbers[2 + 2 * m * n :]
    )


def lap_names(folder: Path) -> list[str]:
    """The linear assignment instances, the smallest first."""
    files = sorted((find_folder(folder) / "lap").glob("*.txt.gz"))
    return [file.name.removesuffix(".txt.gz") for file in files]


def read_lap(folder: Path, name: str) -> PublicInstance:
    """A linear assignment instance, such as `assign100`."""
    with gzip.open(find_folder(folder) / "lap" / f"{name}.txt.gz", "rt") as file:
        return PublicInstance(name, (parse_lap(file.read()),), LAP_VALUES[name])


def parse_lap(text: str) -> AssignmentProblem:
    """`n`, then n rows of n costs; one case each."""
    numbers = _integers(text.split())
    n = int(numbers[0])
    _expect_length(numbers, 1 + n * n)
    return AssignmentProblem(cost=numbers[1:].reshape(n, n), max_load=np.ones(n, dtype=np.int64))


def bnwp_names(folder: Path) -> list[str]:
    """The balanced nursing workload instances."""
    return [row["name"] for row in _rows(find_folder(folder) / "bnwp" / "best_known.csv")]


def read_bnwp(folder: Path, name: str) -> PublicInstance:
    """A balanced nursing workload instance, such as `6zones0`: one problem for each zone.

    A zone has as many nurses as in the best known solution.
    """
    rows = {row["name"]: row for row in _rows(find_folder(folder) / "bnwp" / "best_known.csv")}
    num_nurses = [int(number) for number in rows[name]["nurses_per_zone"].split()]
    text = (folder / "bnwp" / f"{name}.txt").read_text()
    return PublicInstance(name, tuple(parse_bnwp(text, num_nurses)), int(rows[name]["sum_of_squares"]))


def parse_bnwp(text: str, num_nurses: Sequence[int]) -> Iterator[AssignmentProblem]:
    """`zones nurses`, `fewest most largest-workload`, then for each zone its number of patients and their acuities.

    The price of a nurse is the square of her workload.
    """
    numbers = _integers(text.split())
    num_zones, _, fewest, most, largest_workload = numbers[:5].tolist()
    if num_zones != len(num_nurses):
        raise UnreadableInstance(f"there are {num_zones} zones, but numbers of nurses for {len(num_nurses)}")
    square = np.arange(largest_workload + 1, dtype=np.int64) ** 2
    rest = numbers[5:]
    for nurses in num_nurses:
        num_patients = int(rest[0]) if len(rest) else 0
        acuity, rest = rest[1 : 1 + num_patients], rest[1 + num_patients :]
        _expect_length(acuity, num_patients)
        yield AssignmentProblem(
            cost=np.zeros((num_patients, nurses), dtype=np.int64),
            weight=acuity,
            load_cost=np.tile(square, (nurses, 1)),
            min_cases=np.full(nurses, fewest),
            max_cases=np.full(nurses, most),
        )
    _expect_length(rest, 0)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def _integers(words: Sequence[str]) -> IntArray:
    try:
        return np.array([int(word) for word in words], dtype=np.int64)
    except ValueError as error:
        raise UnreadableInstance(f"not all of the file is whole numbers: {error}") from error


def _expect_length(numbers: IntArray, length: int) -> None:
    if len(numbers) != length:
        raise UnreadableInstance(f"the file holds {len(numbers)} numbers where its form asks for {length}")
