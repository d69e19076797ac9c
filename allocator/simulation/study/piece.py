"""A piece of a study: what a worker is given, and what it gives back."""

import io
import platform
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from allocator.arrays import IntArray
from allocator.simulation.history import draw_history
from allocator.simulation.replication import Replication
from allocator.simulation.running import run
from allocator.simulation.study.errors import OtherVersions, UnreadablePiece
from allocator.simulation.study.study import Study, versions


@dataclass(frozen=True)
class PieceFigures:
    """The figures of some replications (r) under all ways (w).

    Attributes
    ----------
    figures
        By table, the names of its last axis.
    tables
        `weekly` (w, r, weeks, figures), `by_post` (w, r, weeks, posts, figures) and `by_case_type`
        (w, r, weeks, types, figures).
    digests
        (w, r): SHA-256 of each replication, single cases included.
    """

    figures: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, IntArray]
    digests: NDArray[np.str_]


TABLES = ("weekly", "by_post", "by_case_type")


def simulate_piece(study_json: str, first: int, num_replications: int) -> bytes:
    """Some replications of a study under all its ways, as the bytes of a compressed numpy archive.

    The same arguments give the same bytes in any process. What goes in and out is text, numbers and bytes, so that any
    executor will do, on this machine or another.

    Raises
    ------
    OtherVersions
        This process has not what the study is made with.
    """
    study = study_of(study_json)
    by_way: list[list[Replication]] = [[] for _ in study.ways]
    for replication in range(first, first + num_replications):
        history = draw_history(study.world, seed=study.seed, replication=replication, weeks=study.weeks)
        for way, done in zip(study.ways, by_way, strict=True):
            done.append(run(history, way.distributor(), rebalancing=way.rebalancing()))
    arrays: dict[str, NDArray[np.generic]] = {
        "digests": np.array([[each.digest() for each in done] for done in by_way], dtype=np.str_)
    }
    for table in TABLES:
        names = sorted(getattr(by_way[0][0], table))
        arrays[table] = np.array(
            [[np.stack([getattr(each, table)[name] for name in names], axis=-1) for each in done] for done in by_way]
        )
        arrays[f"{table}_figures"] = np.array(names, dtype=np.str_)
    content = io.BytesIO()
    np.savez_compressed(content, allow_pickle=False, **arrays)
    return content.getvalue()


def read_piece(name: str, content: bytes, *, tables: Sequence[str] = TABLES) -> PieceFigures:
    """What `simulate_piece` gave; only the tables that are asked for are unpacked.

    Raises
    ------
    UnreadablePiece
        The bytes are not those that were stored.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            return PieceFigures(
                figures={table: tuple(archive[f"{table}_figures"].tolist()) for table in tables},
                tables={table: archive[table] for table in tables},
                digests=archive["digests"],
            )
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise UnreadablePiece(name) from error


@lru_cache(maxsize=1)
def study_of(study_json: str) -> Study:
    """Read once by each process, not once a piece, and only where the figures will be those of every other process."""
    study = Study.model_validate_json(study_json)
    wanted, found = study.made_with, versions()
    differing = {part for part in wanted.keys() | found.keys() if wanted.get(part) != found.get(part)}
    if differing:
        raise OtherVersions(
            {part: wanted.get(part) for part in differing},
            {part: found.get(part) for part in differing},
            platform.node(),
        )
    return study
