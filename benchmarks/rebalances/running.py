"""Rebalances measured in a process each, and the file of lines."""

import datetime
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from benchmarks.questions.running import ONE_THREAD
from benchmarks.rebalances.job import RebalanceJob
from benchmarks.rebalances.line import RebalanceLine, RebalanceOutcome
from benchmarks.running.circumstances import CODE_SUFFIXES, REPOSITORY, current_commit, describe_circumstances

DECIDES_FIGURES: Final = (
    "allocator",
    "benchmarks/instances/demonstration.py",
    "benchmarks/peers",
    "benchmarks/questions/rounds.py",
    "benchmarks/rebalances",
    "data",
    "models",
)
"""Files and folders whose code makes these figures what they are."""

NOT_DECIDING: Final = ("page.py", "running.py")
"""Files of this folder that only keep and show the figures."""


class RebalanceFailed(RuntimeError):
    """The measuring process ended without an outcome."""


def hash_rebalances() -> str:
    """Twelve digits that change with the code that decides the figures."""
    digest = hashlib.sha256()
    for part in (REPOSITORY / name for name in DECIDES_FIGURES):
        files = [part] if part.is_file() else sorted(path for path in part.rglob("*") if path.suffix in CODE_SUFFIXES)
        for path in files:
            if path.parent.name == "rebalances" and path.name in NOT_DECIDING:
                continue
            digest.update(str(path.relative_to(REPOSITORY)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def measure_rebalances(
    jobs: Sequence[RebalanceJob],
    lines_file: Path,
    code: str,
    tell: Callable[[str], object],
    *,
    of: Sequence[RebalanceJob],
) -> list[RebalanceLine]:
    """Measure each job of which there is no line with this code yet, adding its line at once.

    All lines of this code about the jobs `of` come back.

    Raises
    ------
    RebalanceFailed
        If a measurement crashes.
    """
    lines = [line for line in read_rebalance_lines(lines_file) if line.circumstances.code == code]
    done = [line.job for line in lines]
    left = [job for job in jobs if job not in done]
    tell(f"{len(left)} of {len(jobs)} rebalances to measure, lines go to {lines_file}")
    commit = current_commit()
    for number, job in enumerate(left, start=1):
        circumstances = describe_circumstances(commit, code, datetime.datetime.now(datetime.UTC))
        line = RebalanceLine(job=job, outcome=_apart(job), circumstances=circumstances)
        lines_file.parent.mkdir(parents=True, exist_ok=True)
        with lines_file.open("a") as file:
            file.write(line.model_dump_json() + "\n")
        lines.append(line)
        tell(
            f"{number}/{len(left)} {job.wish} {job.municipality} {job.counted} {job.seed} {job.solver}: "
            f"{line.num_proved} proved in {line.outcome.seconds:.2f} s"
        )
    return [line for line in lines if line.job in of]


def read_rebalance_lines(path: Path) -> list[RebalanceLine]:
    """All lines, the oldest first; none where there is no file yet."""
    if not path.exists():
        return []
    return [RebalanceLine.model_validate_json(text) for text in path.read_text().splitlines() if text]


def _apart(job: RebalanceJob) -> RebalanceOutcome:
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.rebalances.child"],
        input=job.model_dump_json(),
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, **ONE_THREAD},
        check=False,
    )
    if ended.returncode != 0:
        last_words = (ended.stderr.strip().splitlines() or [f"exit code {ended.returncode}"])[-1]
        raise RebalanceFailed(f"{job.wish} of {job.municipality}, seed {job.seed}, {job.solver}: {last_words}")
    return RebalanceOutcome.model_validate_json(ended.stdout)
