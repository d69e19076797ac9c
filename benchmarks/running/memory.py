"""How much memory this process uses."""

import os
import resource
import sys
from pathlib import Path
from typing import Final

BYTES_PER_MIB: Final = 2**20


def peak_mib() -> float:
    """The most resident memory so far, in MiB; `ru_maxrss` is in KiB, on macOS in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / BYTES_PER_MIB


def present_mib() -> float:
    """Resident memory now, in MiB; the peak where the system has no /proc."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return peak_mib()
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / BYTES_PER_MIB
