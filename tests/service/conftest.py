import pytest
from fastapi.testclient import TestClient

from service.api import create_app
from service.settings import Settings
from tests.service.rebalanced import AWAY, rebalanced


@pytest.fixture(scope="session")
def service():
    """One service for all tests that only ask: it keeps nothing between requests."""
    with TestClient(create_app(Settings(max_solves=2))) as client:
        yield client


@pytest.fixture(scope="session")
def at_rest():
    """The team that moves, when nothing has happened."""
    return rebalanced()


@pytest.fixture(scope="session")
def away():
    """The same when one of them is away."""
    return rebalanced(AWAY)
