"""What nobody can do better than in each of a study's replications, run and stored in pieces as those are."""

import json

import numpy as np

from allocator.arrays import IntArray
from allocator.simulation.hindsight import hindsight_bound
from allocator.simulation.history import draw_history
from allocator.simulation.study.errors import MissingPiece, UnreadablePiece
from allocator.simulation.study.piece import study_of
from allocator.simulation.study.store import Store
from allocator.simulation.study.study import Study
from allocator.simulation.study.task import Task

_PREFIX = "bound-"


def bound_piece(study_json: str, first: int, num_replications: int) -> bytes:
    """The bounds of some replications, which are the same under all ways, as JSON; null where waiting may pay.

    Raises
    ------
    OtherVersions
        This process has not what the study is made with.
    """
    study = study_of(study_json)
    minutes: list[int] | None
    try:
        minutes = [
            hindsight_bound(draw_history(study.world, seed=study.seed, replication=replication, weeks=study.weeks))
            for replication in range(first, first + num_replications)
        ]
    except ValueError:  # the prices of the practice allow no bound
        minutes = None
    return json.dumps(minutes).encode()


BOUNDS = Task(prefix=_PREFIX, work=bound_piece)


def read_bounds(study: Study, store: Store, num_replications: int) -> IntArray:
    """(m,): minutes over all weeks, of the first so many replications; empty where the prices allow no bound.

    Raises
    ------
    MissingPiece, UnreadablePiece
        Some replication has not been bounded, or its piece is damaged.
    """
    bounds: list[int] = []
    finished = store.finished()
    for piece in study.pieces(num_replications) if num_replications else ():
        name = BOUNDS.name(piece)
        if name not in finished:
            raise MissingPiece(name)
        try:
            minutes = json.loads(store.load(name))
        except ValueError as error:
            raise UnreadablePiece(name) from error
        if minutes is None:
            return np.zeros(0, dtype=np.int64)
        bounds += minutes
    return np.array(bounds[:num_replications], dtype=np.int64)
