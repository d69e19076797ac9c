"""Questions measured in a process each, and the file of lines."""

import datetime
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from benchmarks.questions.job import QuestionJob
from benchmarks.questions.line import QuestionLine, QuestionOutcome
from benchmarks.running.circumstances import CODE_SUFFIXES, REPOSITORY, current_commit, describe_circumstances

DECIDES_FIGURES: Final = (
    "allocator",
    "benchmarks/instances/demonstration.py",
    "benchmarks/questions",
    "data",
    "models",
)
"""Files and folders whose code makes these figures what they are."""

ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class QuestionFailed(RuntimeError):
    """The measuring process ended without an outcome."""


def hash_questions() -> str:
    """Twelve digits that change with the code that decides the figures."""
    digest = hashlib.sha256()
    for part in (REPOSITORY / name for name in DECIDES_FIGURES):
        files = [part] if part.is_file() else sorted(path for path in part.rglob("*") if path.suffix in CODE_SUFFIXES)
        for path in files:
            digest.update(str(path.relative_to(REPOSITORY)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def measure_questions(
    jobs: Sequence[QuestionJob],
    lines_file: Path,
    code: str,
    tell: Callable[[str], object],
    *,
    of: Sequence[QuestionJob],
) -> list[QuestionLine]:
    """Measure each job of which there is no line with this code yet, adding its line at once.

    All lines of this code about the jobs `of` come back.

    Raises
    ------
    QuestionFailed
        If a measurement crashes.
    """
    lines = [line for line in read_question_lines(lines_file) if line.circumstances.code == code]
    done = [line.job for line in lines]
    left = [job for job in jobs if job not in done]
    tell(f"{len(left)} of {len(jobs)} questions to ask, lines go to {lines_file}")
    commit = current_commit()
    for number, job in enumerate(left, start=1):
        circumstances = describe_circumstances(commit, code, datetime.datetime.now(datetime.UTC))
        line = QuestionLine(job=job, outcome=_apart(job), circumstances=circumstances)
        lines_file.parent.mkdir(parents=True, exist_ok=True)
        with lines_file.open("a") as file:
            file.write(line.model_dump_json() + "\n")
        lines.append(line)
        worst = max((each.seconds for each in line.outcome.exact), default=0.0)
        tell(f"{number}/{len(left)} {job.question} {job.municipality} {job.counted} {job.seed}: {worst:.2f} s")
    return [line for line in lines if line.job in of]


def read_question_lines(path: Path) -> list[QuestionLine]:
    """All lines, the oldest first; none where there is no file yet."""
    if not path.exists():
        return []
    return [QuestionLine.model_validate_json(text) for text in path.read_text().splitlines() if text]


def _apart(job: QuestionJob) -> QuestionOutcome:
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.questions.child"],
        input=job.model_dump_json(),
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, **ONE_THREAD},
        check=False,
    )
    if ended.returncode != 0:
        last_words = (ended.stderr.strip().splitlines() or [f"exit code {ended.returncode}"])[-1]
        raise QuestionFailed(f"{job.question} of {job.municipality}, seed {job.seed}: {last_words}")
    return QuestionOutcome.model_validate_json(ended.stdout)
