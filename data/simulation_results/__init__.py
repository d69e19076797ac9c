"""What a simulation leaves behind: a folder from which it can be read, resumed and run again."""

from data.simulation_results.folder import ResultsFolder, write_whole
from data.simulation_results.tables import (
    ComparisonRow,
    Observed,
    SummaryRow,
    comparisons_table,
    replications_table,
    summary_table,
    write_csv,
)

__all__ = [
    "ComparisonRow",
    "Observed",
    "ResultsFolder",
    "SummaryRow",
    "comparisons_table",
    "replications_table",
    "summary_table",
    "write_csv",
    "write_whole",
]
