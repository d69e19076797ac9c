import pytest
from fastapi.testclient import TestClient

from service.api import create_app
from service.settings import Settings


@pytest.fixture(scope="session")
def service():
    """One service for all tests that only ask: it keeps nothing between requests."""
    with TestClient(create_app(Settings(max_solves=2))) as client:
        yield client
