"""A study's figures from its store, piece by piece."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from allocator.arrays import IntArray
from allocator.simulation.study.errors import MissingPiece
from allocator.simulation.study.piece import PieceFigures, read_piece
from allocator.simulation.study.store import Store
from allocator.simulation.study.study import Study


def weekly_figures(
    study: Study, store: Store, figures: Sequence[str], *, num_replications: int | None = None
) -> Mapping[str, IntArray]:
    """By figure (ways, replications, weeks), the replications in their order.

    Raises
    ------
    MissingPiece, UnreadablePiece
        Some replication has not been run, or is damaged.
    KeyError
        There is no such figure.
    """
    parts: dict[str, list[IntArray]] = {figure: [] for figure in figures}
    for piece in _read(study, store, ("weekly",), num_replications):
        for figure in figures:
            parts[figure].append(piece.tables["weekly"][..., _place(piece, "weekly", figure)])
    return {figure: np.concatenate(arrays, axis=1) for figure, arrays in parts.items()}


def sums_by(
    study: Study,
    store: Store,
    table: str,
    figures: Sequence[str],
    *,
    warm_up_weeks: int = 0,
    num_replications: int | None = None,
) -> Mapping[str, IntArray]:
    """By figure (ways, replications, columns): sums over the weeks after the warm-up, for fairness.

    Parameters
    ----------
    table
        `by_post` or `by_case_type`, whose posts or types are the columns.

    Raises
    ------
    MissingPiece, UnreadablePiece
        Some replication has not been run, or is damaged.
    KeyError
        There is no such figure.
    """
    parts: dict[str, list[IntArray]] = {figure: [] for figure in figures}
    for piece in _read(study, store, (table,), num_replications):
        for figure in figures:
            chosen = piece.tables[table][:, :, warm_up_weeks:, :, _place(piece, table, figure)]
            parts[figure].append(chosen.sum(axis=2))
    return {figure: np.concatenate(arrays, axis=1) for figure, arrays in parts.items()}


def digests(study: Study, store: Store, *, num_replications: int | None = None) -> NDArray[np.str_]:
    """(ways, replications): what tells whether two runs are the same bit for bit.

    Raises
    ------
    MissingPiece, UnreadablePiece
        Some replication has not been run, or is damaged.
    """
    return np.concatenate([piece.digests for piece in _read(study, store, (), num_replications)], axis=1)


def _read(study: Study, store: Store, tables: Sequence[str], num_replications: int | None) -> Iterator[PieceFigures]:
    finished = store.finished()
    for piece in study.pieces(num_replications):
        if piece.name not in finished:
            raise MissingPiece(piece.name)
        yield read_piece(piece.name, store.load(piece.name), tables=tables)


def _place(piece: PieceFigures, table: str, figure: str) -> int:
    if figure not in piece.figures[table]:
        raise KeyError(figure)
    return piece.figures[table].index(figure)
