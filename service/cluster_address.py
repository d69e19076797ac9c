"""Which addresses of a cluster may be used: encrypted ones anywhere, others on this host only."""

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from models.errors import Finding, UnusableInput
from models.text import Text

_SCHEMES = ("tls", "tcp")


def host_and_port(address: str) -> tuple[str, int]:
    """Of a cluster's scheduler, as in `tls://simulering.kommune.dk:8786`.

    Raises
    ------
    UnusableInput
        It is no such address, or would be spoken to in the open across a network.
    """
    split = urlsplit(address)
    try:
        host, port = split.hostname, split.port
    except ValueError:
        host, port = None, None
    if split.scheme not in _SCHEMES or not host or not port:
        raise UnusableInput([_no_address(address)])
    check_encrypted([address])
    return host, port


def check_encrypted(addresses: Iterable[str]) -> None:
    """Those of scheduler and workers, as they have told each other.

    Raises
    ------
    UnusableInput
        One of them is open to a network: whoever can reach it may run any program there.
    """
    findings = [_open(address) for address in addresses if not _is_closed(address)]
    if findings:
        raise UnusableInput(findings)


def _is_closed(address: str) -> bool:
    split = urlsplit(address)
    return split.scheme == "tls" or _is_this_host(split.hostname or "")


def _is_this_host(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _no_address(address: str) -> Finding:
    return Finding(
        code="no_cluster_address",
        what=Text(da=f"{address} er ikke en klynges adresse.", en=f"{address} is no address of a cluster."),
        remedy=Text(
            da="Skriv tls://vært:port, eller tcp://127.0.0.1:port på denne maskine.",
            en="Write tls://host:port, or tcp://127.0.0.1:port on this machine.",
        ),
    )


def _open(address: str) -> Finding:
    return Finding(
        code="cluster_not_encrypted",
        what=Text(
            da=f"{address} er hverken krypteret eller på denne maskine alene.",
            en=f"{address} is neither encrypted nor on this machine alone.",
        ),
        remedy=Text(
            da="Start klyngen med tls:// og certifikater; på denne maskine alene med --host 127.0.0.1.",
            en="Start the cluster with tls:// and certificates; on this machine alone with --host 127.0.0.1.",
        ),
    )
