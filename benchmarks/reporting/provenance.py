"""What the figures of a page can be traced by: its first table, the same in all suites."""

import statistics
from collections.abc import Sequence

from benchmarks.running.line import Circumstances


def provenance_table(own_rows: Sequence[tuple[str, str]], circumstances: Sequence[Circumstances]) -> str:
    """Markdown: the suite's own rows, then commit and code, time, versions, machine and load.

    Parameters
    ----------
    circumstances
        Those of all lines on the page: at least one, all of the same code.
    """
    first = circumstances[0]
    commits = sorted({each.commit for each in circumstances})
    versions = ", ".join(f"{package} {version}" for package, version in sorted(first.versions.items()))
    machines = sorted({", ".join(f"{what} {value}" for what, value in each.machine.items()) for each in circumstances})
    loads = [each.load_average for each in circumstances]
    rows = [
        *own_rows,
        ("commit", f"{', '.join(commits)} (code {first.code})"),
        ("measured", f"{min(each.at for each in circumstances)} to {max(each.at for each in circumstances)}"),
        ("versions", versions),
        ("machine", "; ".join(machines)),
        ("load average before a measurement", f"median {statistics.median(loads):g}, largest {max(loads):g}"),
    ]
    return "\n".join(["| | |", "| --- | --- |", *(f"| {what} | {value} |" for what, value in rows)])


def still_missing(num_missing: int) -> str:
    """What stands after the number of measurements where some of the suite's are not there."""
    return f", {num_missing} still missing" if num_missing else ""
