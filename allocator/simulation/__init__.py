"""The simulation: a team's weeks again and again, with the same events under every way of distributing."""

from allocator.simulation.distributor import Choice, Distributor
from allocator.simulation.figures import FIGURES
from allocator.simulation.history import History, draw_history
from allocator.simulation.moves_that_pay import MovesThatPay
from allocator.simulation.rebalancing import EvenOut, Rebalancing
from allocator.simulation.replication import CaseRows, Replication
from allocator.simulation.round import WAITS, Round
from allocator.simulation.running import run, simulate_replication
from allocator.simulation.traits import CASE_TYPES

__all__ = [
    "CASE_TYPES",
    "FIGURES",
    "WAITS",
    "CaseRows",
    "Choice",
    "Distributor",
    "EvenOut",
    "History",
    "MovesThatPay",
    "Rebalancing",
    "Replication",
    "Round",
    "draw_history",
    "run",
    "simulate_replication",
]
