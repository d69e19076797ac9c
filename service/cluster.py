"""A Dask cluster behind the same protocol as local processes."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from anyio.from_thread import start_blocking_portal
from distributed import Client
from distributed.security import Security

from allocator.simulation.study import WorkersLost
from models.errors import Finding, UnusableInput
from models.text import Text
from service.causes import cause
from service.cluster_address import check_encrypted, host_and_port
from service.cluster_executor import ClusterExecutor

_LOOK_AGAIN_S = 0.5

_NOBODY_LEFT = Text(
    da="Klyngen har ingen arbejdere mere, eller den svarer ikke. Det færdige er gemt; start arbejdere, og genoptag.",
    en="The cluster has no workers left, or does not answer. What is finished is stored; start workers and resume.",
)


@contextmanager
def cluster_executor(address: str, *, patience_s: float = 30.0) -> Iterator[ClusterExecutor]:
    """An executor for the cluster whose scheduler is at an address.

    Certificates come from Dask's own configuration, as those of the scheduler and the workers do. Where the block is
    left, the cluster drops whatever it still has of ours.

    Parameters
    ----------
    address
        `tls://host:port`, or `tcp://127.0.0.1:port` on this host.
    patience_s
        How long to wait for an answer, and for a worker where there is none.

    Raises
    ------
    UnusableInput
        The address is none, or open to a network; the cluster does not answer, or has no worker.
    """
    _knock(address, patience_s)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(_connected(address, patience_s)) as one:
        yield one


@asynccontextmanager
async def _connected(address: str, patience_s: float) -> AsyncIterator[ClusterExecutor]:
    try:
        client = await Client(
            address,
            security=_security(address),
            timeout=patience_s,
            asynchronous=True,
            set_as_default=False,
            direct_to_workers=False,  # who may reach the scheduler need not reach the workers
            name="sagsfordeler",
        )
    except OSError as error:
        raise UnusableInput([_not_admitted(address)]) from error
    async with client:
        executor = ClusterExecutor(client, await _first_threads(client, address, patience_s))
        watching = asyncio.create_task(_watch(client, executor, patience_s))

        def give_up(watch: asyncio.Task[None]) -> None:
            if not watch.cancelled():
                executor.stop(watch.exception() or WorkersLost(_NOBODY_LEFT))

        watching.add_done_callback(give_up)
        try:
            yield executor
        finally:
            watching.cancel()
            executor.stop(RuntimeError("the cluster has been left"))


async def _first_threads(client: Client, address: str, patience_s: float) -> int:
    try:
        async with asyncio.timeout(patience_s):
            while not (num_threads := await _num_threads(client, patience_s)):
                await asyncio.sleep(_LOOK_AGAIN_S)
    except TimeoutError as error:
        raise UnusableInput([_no_workers(address)]) from error
    return num_threads


async def _watch(client: Client, executor: ClusterExecutor, patience_s: float) -> None:
    """Tell the executor of workers that come and go, until there has been none for so long that none will come."""
    clock = asyncio.get_running_loop().time
    last_seen = clock()
    while clock() - last_seen < patience_s:
        await asyncio.sleep(_LOOK_AGAIN_S)
        num_threads = await _num_threads(client, patience_s)
        executor.employ(num_threads)
        if num_threads:
            last_seen = clock()


async def _num_threads(client: Client, patience_s: float) -> int:
    """Of all workers, none of them open to a network; 0 also where the scheduler does not answer."""
    scheduler: Any = client.scheduler
    try:
        async with asyncio.timeout(patience_s):
            cluster = await scheduler.identity(n_workers=-1)
    except OSError:  # a timeout is one, too
        return 0
    check_encrypted([cluster["address"], *cluster["workers"]])
    return sum(worker["nthreads"] for worker in cluster["workers"].values())


def _knock(address: str, patience_s: float) -> None:
    """Find out at once whether anybody listens: Dask would try again and again, and then not say why."""
    host, port = host_and_port(address)
    try:
        socket.create_connection((host, port), timeout=patience_s).close()
    except TimeoutError as error:
        raise UnusableInput([_no_answer(address, cause(OSError(errno.ETIMEDOUT, "")))]) from error
    except OSError as error:
        raise UnusableInput([_no_answer(address, cause(error))]) from error


def _security(address: str) -> Security:
    """
    Raises
    ------
    UnusableInput
        There are no certificates, where some are needed.
    OSError
        They cannot be read.
    """
    if not address.startswith("tls:"):
        return Security()
    security = Security(require_encryption=True)
    ours = security.get_tls_config_for_role("client")
    if not (ours["ca_file"] and ours["cert"]):
        raise UnusableInput([_no_certificates()])
    return security


def _no_answer(address: str, why: Text) -> Finding:
    return Finding(
        code="cluster_silent",
        what=Text(da=f"Klyngen {address} svarer ikke: {why.da}.", en=f"The cluster {address} is silent: {why.en}."),
        remedy=Text(da="Start den, eller ret adressen.", en="Start it, or correct the address."),
    )


def _not_admitted(address: str) -> Finding:
    return Finding(
        code="cluster_refuses",
        what=Text(
            da=f"Klyngen {address} lukker ikke op, eller også lukkede vi ikke op for den.",
            en=f"The cluster {address} did not admit us, or we it.",
        ),
        remedy=Text(
            da="Se efter, at certifikaterne gælder og er udstedt af den samme myndighed, og at adressen er klyngens.",
            en="See that the certificates are valid and of the same authority, and that the address is the cluster's.",
        ),
    )


def _no_certificates() -> Finding:
    settings = ", ".join(f"DASK_DISTRIBUTED__COMM__TLS__{name}" for name in ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY"))
    return Finding(
        code="no_certificates",
        what=Text(da="Der mangler certifikater til klyngen.", en="There are no certificates for the cluster."),
        remedy=Text(da=f"Sæt {settings} til deres filer.", en=f"Set {settings} to their files."),
    )


def _no_workers(address: str) -> Finding:
    return Finding(
        code="cluster_without_workers",
        what=Text(da=f"Klyngen {address} har ingen arbejdere.", en=f"The cluster {address} has no workers."),
        remedy=Text(da=f"Start nogen med dask worker {address}.", en=f"Start some with dask worker {address}."),
    )
