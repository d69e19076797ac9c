"""Where and with what the figures are measured."""

import datetime
import hashlib
import os
import platform
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks.running.line import Circumstances

REPOSITORY: Final = Path(__file__).resolve().parents[2]
DECIDES_FIGURES: Final = (
    "allocator/arrays.py",
    "allocator/evaluation.py",
    "allocator/problem.py",
    "allocator/solving",
    "benchmarks/instances",
    "benchmarks/peers",
    "benchmarks/running",
)
"""Files and folders whose code makes a figure what it is: the solver, its judge, and what draws and measures.

What states a demonstration municipality as a problem changes more often; there the commit in the line tells which
problem was solved.
"""
CODE_SUFFIXES: Final = (".py", ".toml", ".csv")
PACKAGES: Final = ("ortools", "numpy", "scipy")


def describe_circumstances(commit: str, code: str, at: datetime.datetime) -> Circumstances:
    """Everything that a figure can be traced by."""
    return Circumstances(
        at=at.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        commit=commit,
        code=code,
        versions={"python": platform.python_version(), **{package: version(package) for package in PACKAGES}},
        machine=describe_machine(),
        load_average=round(os.getloadavg()[0], 2),
    )


def describe_machine() -> dict[str, str]:
    """Processor, cores that this process may use, memory and system."""
    memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory_gib:.1f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
    }


def current_commit() -> str:
    """The commit checked out, with `+changes` where the code differs from it; `unknown` outside of a repository."""
    try:
        commit = _git("rev-parse", "--short=12", "HEAD").strip()
    except (OSError, subprocess.CalledProcessError):  # a copy of the files alone, or a machine without git
        return "unknown"
    return f"{commit}+changes" if _git("status", "--porcelain", "--", *DECIDES_FIGURES).strip() else commit


def hash_code() -> str:
    """Twelve digits that change with the code that decides the figures."""
    digest = hashlib.sha256()
    for path in _code_files():
        digest.update(str(path.relative_to(REPOSITORY)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _code_files() -> Iterator[Path]:
    for part in (REPOSITORY / name for name in DECIDES_FIGURES):
        yield from (
            [part] if part.is_file() else sorted(path for path in part.rglob("*") if path.suffix in CODE_SUFFIXES)
        )


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(REPOSITORY), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own arguments


def _processor() -> str:
    """As the kernel calls it, where there is /proc; else what Python knows."""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown"
