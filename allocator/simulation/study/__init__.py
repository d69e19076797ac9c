"""A study: several ways in one world, many replications, run in pieces that survive a kill."""

from allocator.simulation.study.assumed_ranges import (
    ASSUMED_RANGES,
    AssumedRange,
    assumed_values,
    ranges_for,
    studies_at_ends,
)
from allocator.simulation.study.bounds import BOUNDS, read_bounds
from allocator.simulation.study.errors import MissingPiece, OtherStudy, OtherVersions, UnreadablePiece, WorkersLost
from allocator.simulation.study.piece import PieceFigures, read_piece, simulate_piece
from allocator.simulation.study.processes import available_cores, local_processes
from allocator.simulation.study.progress import Progress
from allocator.simulation.study.results import digests, sums_by, weekly_figures
from allocator.simulation.study.running import SIMULATION, run_study
from allocator.simulation.study.store import Store
from allocator.simulation.study.study import Piece, Study, versions
from allocator.simulation.study.task import Task
from allocator.simulation.study.until import run_until
from allocator.simulation.study.way import Way
from allocator.simulation.study.yearly import YearlyFigure, yearly_figures

__all__ = [
    "ASSUMED_RANGES",
    "BOUNDS",
    "SIMULATION",
    "AssumedRange",
    "MissingPiece",
    "OtherStudy",
    "OtherVersions",
    "Piece",
    "PieceFigures",
    "Progress",
    "Store",
    "Study",
    "Task",
    "UnreadablePiece",
    "Way",
    "WorkersLost",
    "YearlyFigure",
    "assumed_values",
    "available_cores",
    "digests",
    "local_processes",
    "ranges_for",
    "read_bounds",
    "read_piece",
    "run_study",
    "run_until",
    "simulate_piece",
    "studies_at_ends",
    "sums_by",
    "versions",
    "weekly_figures",
    "yearly_figures",
]
