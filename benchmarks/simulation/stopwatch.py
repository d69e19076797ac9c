"""Wall clock and processor time together."""

import time

from benchmarks.simulation.line import Spent


class Stopwatch:
    """Runs from the moment it is made; of this process with all its threads."""

    def __init__(self) -> None:
        self._started_s, self._started_cpu_s = time.perf_counter(), time.process_time()

    def spent(self) -> Spent:
        """Until now."""
        return Spent(
            seconds=time.perf_counter() - self._started_s, cpu_seconds=time.process_time() - self._started_cpu_s
        )
