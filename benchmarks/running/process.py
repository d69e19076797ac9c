"""A job handed to a process of its own, which ends with it."""

import os
import subprocess
import sys
from typing import Final

from benchmarks.running.circumstances import REPOSITORY
from models.word import Word

THREAD_VARIABLES: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class MeasurementFailed(RuntimeError):
    """The measuring process ended without an outcome.

    Attributes
    ----------
    last_words
        The last line that it said, or its exit code where it said nothing.
    """

    def __init__(self, job: Word, last_words: str) -> None:
        super().__init__(f"{job}: {last_words}")
        self.last_words = last_words


def ask_process(module: str, job: Word, *arguments: str, num_threads: int = 1, timeout_s: float | None = None) -> str:
    """Run a module with the job as JSON on its standard input; what it writes is the outcome as JSON.

    Parameters
    ----------
    num_threads
        For numpy's linear algebra.

    Raises
    ------
    MeasurementFailed
        If the process crashes.
    subprocess.TimeoutExpired
        If it takes longer than the timeout; it is killed then.
    """
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", module, *arguments],
        input=job.model_dump_json(),
        capture_output=True,
        text=True,
        timeout=timeout_s,
        cwd=REPOSITORY,
        env={**os.environ, **dict.fromkeys(THREAD_VARIABLES, str(num_threads))},
        check=False,
    )
    if ended.returncode != 0:
        raise MeasurementFailed(job, (ended.stderr.strip().splitlines() or [f"exit code {ended.returncode}"])[-1])
    return ended.stdout
