"""Where and with what the figures are measured."""

import datetime
import hashlib
import os
import platform
import subprocess
from collections.abc import Collection, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks.running.line import Circumstances

REPOSITORY: Final = Path(__file__).resolve().parents[2]
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


def current_commit(parts: Sequence[str], but: Collection[str] = (), root: Path = REPOSITORY) -> str:
    """The commit checked out, with `+changes` where the parts differ from it; `unknown` outside of a repository."""
    excluded = [f":(exclude){path}" for path in but]
    try:
        commit = _git(root, "rev-parse", "--short=12", "HEAD").strip()
    except (OSError, subprocess.CalledProcessError):  # a copy of the files alone, or a machine without git
        return "unknown"
    return f"{commit}+changes" if _git(root, "status", "--porcelain", "--", *parts, *excluded).strip() else commit


def hash_code(parts: Sequence[str], but: Collection[str] = (), root: Path = REPOSITORY) -> str:
    """Twelve digits that change with the code that decides figures.

    Parameters
    ----------
    parts
        Files and folders below the root whose code makes the figures what they are.
    but
        Files in them that only keep and show the figures.
    """
    digest = hashlib.sha256()
    for part in (root / name for name in parts):
        files = [part] if part.is_file() else sorted(path for path in part.rglob("*") if path.suffix in CODE_SUFFIXES)
        for path in files:
            name = str(path.relative_to(root))
            if name not in but:
                digest.update(name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own arguments


def _processor() -> str:
    """As the kernel calls it, where there is /proc; else what Python knows."""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown"
