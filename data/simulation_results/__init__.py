"""What a simulation leaves behind: a folder from which it can be read, resumed and run again."""

from data.simulation_results.folder import ResultsFolder, write_whole
from data.simulation_results.tables import Observed, as_csv, as_parquet, results_tables

__all__ = ["Observed", "ResultsFolder", "as_csv", "as_parquet", "results_tables", "write_whole"]
