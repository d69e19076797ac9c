"""The solvers by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from benchmarks.peers.answer import Solver
from benchmarks.peers.integer_load import solve_with_integer_loads
from benchmarks.peers.linear_assignment import solve_with_scipy
from benchmarks.peers.ours import solve_with_ours
from benchmarks.peers.unit_steps_cp_sat import solve_with_unit_steps
from benchmarks.peers.unit_steps_mip import solve_with_highs, solve_with_scip


@dataclass(frozen=True)
class NamedSolver:
    """A solver as it is called in a table; `solve` is None for the practice rule, which needs more than the arrays."""

    title: str
    solve: Solver | None


OURS: Final = "ours"
PRACTICE: Final = "practice"
SOLVERS: Final[Mapping[str, NamedSolver]] = MappingProxyType(
    {
        OURS: NamedSolver("allocator.solve", solve_with_ours),
        "integer-load": NamedSolver("(a) integer load, CP-SAT", solve_with_integer_loads),
        "unit-steps": NamedSolver("(b) unit steps, CP-SAT", solve_with_unit_steps),
        "highs": NamedSolver("(c) unit steps, HiGHS", solve_with_highs),
        "scip": NamedSolver("(d) unit steps, SCIP", solve_with_scip),
        PRACTICE: NamedSolver("(e) practice rule", None),
        "scipy": NamedSolver("SciPy linear_sum_assignment", solve_with_scipy),
    }
)
