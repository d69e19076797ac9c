"""What a running service allows: a value that whoever starts it gives."""

import os
from dataclasses import dataclass, field
from typing import Literal


def num_usable_cores() -> int:
    """The cores this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Settings:
    """Limits of the service. A request beyond one is refused with a problem that names it.

    Attributes
    ----------
    max_body_bytes
        The largest body of a request, counted as it arrives.
    max_body_s
        The longest that a body may take to arrive.
    max_cases, max_consultants
        The largest snapshot, open and new cases together.
    grace_s
        How long a solving process may take beyond its time limit, to read, explain and write, before it is stopped.
    max_solves
        How many solves run at once; the next is asked to come back.
    retry_after_s
        After how long it is asked to.
    log_format
        Lines for machines or for people.
    """

    max_body_bytes: int = 5 * 1024 * 1024
    max_body_s: float = 30.0
    max_cases: int = 10_000
    max_consultants: int = 500
    grace_s: float = 20.0
    max_solves: int = field(default_factory=num_usable_cores)
    retry_after_s: int = 5
    log_format: Literal["json", "console"] = "json"
