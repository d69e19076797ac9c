"""Requests that nobody would think of, made from the description of the API; the answers must fit it too."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.python.asgi import get_client

from service.api import create_app
from service.settings import Settings

CONFIG = SchemathesisConfig.from_dict(
    {
        "seed": 1,
        # What is acceptable is solved each time, so of that there are only the random examples.
        "phases": {"coverage": {"generation": {"mode": "negative"}}},
        # A snapshot may be of the right form and still refer to people who do not exist.
        "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "422"]}},
    }
)


def described_service():
    app = create_app(Settings(max_solves=2))
    description = schemathesis.openapi.from_dict(app.openapi(), config=CONFIG)
    description.app = app
    return description


DESCRIPTION = described_service()


@pytest.fixture(scope="module")
def session():
    """One client for all requests, so that the service starts and stops once."""
    with get_client(DESCRIPTION.app) as client:
        yield client


@pytest.mark.slow
@DESCRIPTION.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
def test_every_answer_is_as_described(case, session):
    case.call_and_validate(session=session)
