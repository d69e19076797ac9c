"""A scheduler and workers as real processes on this host, ended by their ids."""

import os
import re
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field


@dataclass
class Cluster:
    """Processes that were started here, the scheduler apart."""

    address: str
    scheduler: subprocess.Popen
    workers: list = field(default_factory=list)


@contextmanager
def cluster(
    folder,
    *,
    num_workers=2,
    scheme="tcp",
    environment=(),
    worker_environments=({}, {}),
    worker_options="",
):
    """Nothing of it is left afterwards; what it writes goes into the folder."""
    environ = {**os.environ, "DASK_TEMPORARY_DIRECTORY": str(folder), **dict(environment)}
    with ExitStack() as ending:
        scheduler = ending.enter_context(
            _running(
                f"dask_scheduler --protocol {scheme} --host 127.0.0.1 --port 0 --dashboard-address 127.0.0.1:0",
                environ,
                folder / "scheduler.log",
            )
        )
        address = _wait_for(folder / "scheduler.log", rf"Scheduler at: +({scheme}://\S+)", scheduler)
        made = Cluster(address, scheduler)
        for number in range(num_workers):
            made.workers.append(
                ending.enter_context(
                    _running(
                        f"dask_worker {address} --no-nanny --nthreads 1 --no-dashboard {worker_options}",
                        {**environ, **worker_environments[number]},
                        folder / f"worker-{number}.log",
                    )
                )
            )
        for number, worker in enumerate(made.workers):
            _wait_for(folder / f"worker-{number}.log", r"(Registered) to", worker)
        yield made


@contextmanager
def _running(command, environ, log):
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *f"distributed.cli.{command}".split()],
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _wait_for(log, pattern, process):
    """The program says so itself; there is nothing else to wait on."""
    while True:
        found = re.search(pattern, log.read_text(encoding="utf-8"))
        if found:
            return found[1]
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        raise RuntimeError(log.read_text(encoding="utf-8"))
