import pytest

from models.errors import UnusableInput
from service.cluster_address import check_encrypted, host_and_port


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("tls://simulering.kommune.dk:8786", "simulering.kommune.dk", 8786),
        ("tls://10.0.0.7:8786", "10.0.0.7", 8786),
        ("tcp://127.0.0.1:8786", "127.0.0.1", 8786),
        ("tcp://localhost:8786", "localhost", 8786),
        ("tcp://[::1]:8786", "::1", 8786),
    ],
)
def test_an_encrypted_address_or_one_of_this_host_is_used(address, host, port):
    assert host_and_port(address) == (host, port)


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.7:8786", "tcp://0.0.0.0:8786", "tcp://simulering.kommune.dk:8786", "tcp://[fe80::1]:8786"]
)
def test_an_open_address_of_another_host_is_refused(address):
    with pytest.raises(UnusableInput) as caught:
        host_and_port(address)
    (finding,) = caught.value.findings
    assert finding.code == "cluster_not_encrypted"
    assert finding.what.da == f"{address} er hverken krypteret eller på denne maskine alene."
    assert "tls://" in finding.remedy.da


@pytest.mark.parametrize(
    "address", ["", "127.0.0.1:8786", "simulering:8786", "tls://simulering", "tls://:8786", "tls://a:b", "http://a:1"]
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(UnusableInput, match=r"no address of a cluster\. Write tls://host:port"):
        host_and_port(address)


def test_every_open_worker_is_named():
    with pytest.raises(UnusableInput) as caught:
        check_encrypted(["tls://10.0.0.7:1", "tcp://10.0.0.8:2", "tcp://127.0.0.1:3", "tcp://10.0.0.9:4"])
    assert [finding.what.en.split()[0] for finding in caught.value.findings] == ["tcp://10.0.0.8:2", "tcp://10.0.0.9:4"]
