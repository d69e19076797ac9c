"""What a simulation leaves behind: a folder from which it can be read, resumed and run again."""

from data.simulation_results.folder import ResultsFolder

__all__ = ["ResultsFolder"]
