"""Requests that nobody would think of, made from the description of the API; the answers must fit it too."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from service.api import create_app
from service.settings import Settings

CONFIG = SchemathesisConfig.from_dict(
    {
        "seed": 1,
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


@pytest.mark.slow
@DESCRIPTION.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
def test_every_answer_is_as_described(case):
    case.call_and_validate()
