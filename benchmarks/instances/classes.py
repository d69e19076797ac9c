"""The instance classes by name, and how an instance of a class is had."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from allocator.problem import AssignmentProblem
from benchmarks.instances.assignment_families import GAP_TYPES, GapType, facility_location, generalised_assignment
from benchmarks.instances.demonstration import from_demonstration
from benchmarks.instances.growth import GROWTH
from benchmarks.instances.pool import national_pool
from benchmarks.instances.public_files import (
    PublicInstance,
    bnwp_names,
    gap_names,
    lap_names,
    read_bnwp,
    read_gap,
    read_lap,
)
from benchmarks.instances.rebalancing import rebalance
from benchmarks.instances.rounds import MUNICIPALITIES, PracticeFacts, contested, draw_round_with_facts, equal_weights


@dataclass(frozen=True, eq=False)
class Instance:
    """Something to solve: one problem or several whose values add up.

    Attributes
    ----------
    facts
        What the practice rule looks at; None where there is no such thing.
    best_known
        The published optimal value; None for instances of our own.
    """

    problems: tuple[AssignmentProblem, ...]
    facts: PracticeFacts | None = None
    best_known: int | None = None


Names: TypeAlias = Callable[[Path], list[str]]
Draw: TypeAlias = Callable[[str, Path], Instance]


@dataclass(frozen=True)
class InstanceClass:
    """A class of instances.

    Attributes
    ----------
    title
        As it stands in a table.
    draw
        The instance of a name, which is a seed where the class is drawn; the folder holds the public files.
    names
        Of all instances in a folder of public files; None for a class that is drawn, with names "0", "1", ...
    """

    title: str
    draw: Draw
    names: Names | None = None


def _municipal(municipality: str) -> InstanceClass:
    shape = MUNICIPALITIES[municipality]

    def draw(name: str, _: Path) -> Instance:
        problem, facts = draw_round_with_facts(shape, int(name))
        return Instance((problem,), facts)

    return InstanceClass(f"{municipality.capitalize()} {shape.num_cases} x {shape.num_consultants}", draw)


def _drawn(title: str, draw: Callable[[int], AssignmentProblem]) -> InstanceClass:
    return InstanceClass(title, lambda name, _: Instance((draw(int(name)),)))


def _gap_type(kind: GapType) -> InstanceClass:
    return _drawn(f"gap drawn, type {kind}, 100 x 10", lambda seed: generalised_assignment(kind, 100, 10, seed))


def _demonstration(municipality: str) -> InstanceClass:
    title = f"{municipality.capitalize()}, the product's demonstration"
    return _drawn(title, lambda seed: from_demonstration(municipality, seed))


def _growth(what: str) -> InstanceClass:
    draw_size = GROWTH[what][1]

    def draw(name: str, _: Path) -> Instance:
        size, seed = map(int, name.split("/"))
        return Instance((draw_size(size, seed),))

    return InstanceClass(f"growth by {what}", draw)


def _public(title: str, names: Names, read: Callable[[Path, str], PublicInstance]) -> InstanceClass:
    def draw(name: str, folder: Path) -> Instance:
        instance = read(folder, name)
        return Instance(instance.problems, best_known=instance.best_known)

    return InstanceClass(title, draw, names)


CLASSES: Final[Mapping[str, InstanceClass]] = MappingProxyType(
    {
        **{municipality: _municipal(municipality) for municipality in MUNICIPALITIES},
        **{f"demo-{municipality}": _demonstration(municipality) for municipality in MUNICIPALITIES},
        "rebalance": _drawn("rebalance 1,170 x 30, price per move", lambda seed: rebalance(seed=seed)),
        "rebalance-20": _drawn(
            "rebalance 1,170 x 30, at most 20 voluntary moves",
            lambda seed: rebalance(seed=seed, max_voluntary_moves=20),
        ),
        "pool": _drawn("national pool 10,000 x 1,000, 20 candidates", lambda seed: national_pool(seed=seed)),
        "contested": _drawn("contested 40 x 20", lambda seed: contested(40, 20, seed)),
        "equal": _drawn("equal weights 60 x 30, no cohesion", lambda seed: equal_weights(60, 30, seed)),
        "public-gap": _public("public: gap", gap_names, read_gap),
        "public-bnwp": _public("public: bnwp", bnwp_names, read_bnwp),
        "public-lap": _public("public: lap", lap_names, read_lap),
        **{f"gap-{kind}": _gap_type(kind) for kind in GAP_TYPES},
        "facility": _drawn("facility location drawn, 60 x 15", lambda seed: facility_location(60, 15, seed)),
        **{f"growth-{what}": _growth(what) for what in GROWTH},
    }
)
"""By name; the tables keep this order."""


def size_of(instance: str) -> int:
    """The size of an instance of a growth family."""
    return int(instance.split("/")[0])


def instance_names(class_name: str, number: int | None, folder: Path) -> list[str]:
    """The names of the first instances of a class.

    Parameters
    ----------
    number
        How many: seeds of a drawn class, seeds of every size in a growth family, files spread evenly over a public one.
        None for all of a public class.
    folder
        With the public files; not touched for classes that are drawn.
    """
    names = CLASSES[class_name].names
    if names is not None:
        every = names(folder)
        if number is None or number >= len(every):
            return every
        return [every[k * len(every) // number] for k in range(number)]
    seeds = range(number or 0)
    what = class_name.removeprefix("growth-")
    if what in GROWTH:
        return [f"{size}/{seed}" for size in GROWTH[what][0] for seed in seeds]
    return [str(seed) for seed in seeds]
