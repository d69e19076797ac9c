"""Who does the simulating: processes of this machine, or a cluster."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass

from allocator.simulation.study import available_cores, local_processes


@dataclass(frozen=True)
class Workers:
    """An executor, and how many pieces it is given at a time."""

    executor: Executor
    in_hand: int


@contextmanager
def executor_for(processes: int | None, cluster: str | None) -> Iterator[Workers]:
    """Workers for the length of a block. Whoever they are, the results are the same, byte for byte.

    Parameters
    ----------
    processes
        At least 1; None for one on each core that this process may use. Not looked at where there is a cluster.
    cluster
        The address of a Dask scheduler; None for processes of this machine.

    Raises
    ------
    UnusableInput
        The cluster cannot be used.
    """
    if cluster is None:
        number = processes or available_cores()
        with local_processes(number) as executor:
            yield Workers(executor, 2 * number)
        return
    from service.cluster import cluster_executor  # takes a second to load, which nobody else is to wait for

    with cluster_executor(cluster) as remote:
        yield Workers(remote, remote.in_hand)
