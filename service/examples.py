"""A small request and its answer, as the description of the API shows them."""

from typing import Any

from models.errors import Finding
from models.presets import preset
from models.text import Text
from service.problems import UNUSABLE_INPUT, Problem, located

EXAMPLE_REQUEST: dict[str, Any] = {
    "snapshot": {
        "municipality": "Hedensted",
        "date": "2026-01-05",
        "teams": [{"id": "T1", "name": "Fastholdelse"}],
        "consultants": [
            {
                "id": "AB",
                "team_id": "T1",
                "initials": "AB",
                "home": {"latitude": 55.7704, "longitude": 9.7011},
                "target_count": 1,
            },
            {
                "id": "CD",
                "team_id": "T1",
                "initials": "CD",
                "home": {"latitude": 55.8500, "longitude": 9.4833},
                "target_count": 1,
            },
        ],
        "employers": [{"id": "12345678", "name": "Savværket", "position": {"latitude": 55.8500, "longitude": 9.4833}}],
        "contact_relations": [{"employer_id": "12345678", "consultant_id": "AB"}],
        "cases": [
            {
                "id": "2026-0001",
                "received": "2026-01-02",
                "first_day_of_absence": "2025-12-08",
                "case_type": "stress_anxiety",
                "employer_id": "12345678",
            }
        ],
    },
    "policy": "hedensted",
    "time_limit_s": 10,
    "seed": 0,
}


EXAMPLE_REBALANCE: dict[str, Any] = {
    "snapshot": {
        **EXAMPLE_REQUEST["snapshot"],
        "cases": [{**EXAMPLE_REQUEST["snapshot"]["cases"][0], "consultant_id": "AB"}],
    },
    "policy": "hedensted",
    "occasions": [
        {"kind": "absence", "consultant_id": "AB", "first_day": "2026-01-05", "last_day": "2026-02-27"},
    ],
    "max_moves": 5,
    "time_limit_s": 10,
}


def example_proposal() -> dict[str, Any]:
    """The answer to the example, as JSON."""
    return {
        "municipality": "Hedensted",
        "date": "2026-01-05",
        "teams": ["T1"],
        "status": "optimal",
        "levels": [{"name": "left_out", "unit": "points", "value": 0, "bound": 0}],
        "objective_minutes": 111,
        "bound_minutes": 111,
        "assignments": [
            {
                "case_id": "2026-0001",
                "consultant_id": "AB",
                "minutes": 108,
                "terms": {"travel": 108},
                "reasons": [
                    {
                        "rule": "travel",
                        "minutes": 108,
                        "text": {"da": "Kører 27 min. hver vej, 2 besøg.", "en": "Drives 27 min. each way, 2 visits."},
                    }
                ],
                "marginal": {"caseload": -3},
                "first_talk": {"form": "workplace", "deadline": "2026-02-01", "reason": None, "decided_by": None},
                "runner_up": {
                    "consultant_id": "CD",
                    "extra_minutes_others_fixed": 24,
                    "terms": {"contact": 120, "travel": -96},
                    "reasons": [
                        {
                            "rule": "contact",
                            "minutes": 120,
                            "text": {
                                "da": "120 min. mere for fast kontaktperson.",
                                "en": "120 min. more for fixed contact person.",
                            },
                        },
                        {
                            "rule": "travel",
                            "minutes": -96,
                            "text": {"da": "96 min. mindre for køretid.", "en": "96 min. less for travel time."},
                        },
                    ],
                },
            }
        ],
        "other_team": [],
        "unassigned": [],
        "caseloads": [
            {
                "consultant_id": "AB",
                "measure": "count",
                "before": 0,
                "after": 1,
                "target": 1,
                "limit": 55,
                "terms": {},
                "reasons": [],
                "count_before": 0,
                "count_after": 1,
                "weight_quarters_before": 0,
                "weight_quarters_after": 5,
            },
            {
                "consultant_id": "CD",
                "measure": "count",
                "before": 0,
                "after": 0,
                "target": 1,
                "limit": 55,
                "terms": {"caseload": 3},
                "reasons": [
                    {
                        "rule": "caseload",
                        "minutes": 3,
                        "text": {"da": "0 sager mod et måltal på 1.", "en": "0 cases against a target of 1."},
                    }
                ],
                "count_before": 0,
                "count_after": 0,
                "weight_quarters_before": 0,
                "weight_quarters_after": 0,
            },
        ],
        "remarks": [],
        "solver": {
            "seed": 0,
            "seconds": 0.05,
            "stopped_by": "optimal",
            "repeatable": True,
            "ties_settled": True,
            "versions": {"ortools": "9.15.6755", "numpy": "2.4.6"},
        },
        "policy": preset("hedensted").model_dump(mode="json"),
    }


def example_problem() -> dict[str, Any]:
    """What a faulty workbook is answered with."""
    finding = Finding(
        code="policy_unknown",
        what=Text(da="Politikken »hedensten« findes ikke.", en="There is no policy 'hedensten'."),
        remedy=Text(
            da="Vælg hedensted, herning, vejle eller en TOML-fil.",
            en="Choose hedensted, herning, vejle, or a TOML file.",
        ),
    )
    problem = Problem(
        type="urn:sagsfordeler:problem:unusable-input",
        title=UNUSABLE_INPUT.title.da,
        status=UNUSABLE_INPUT.status,
        detail="1 ting skal ses på; se findings.",
        request_id="3f0c8e0e6f5d4c5a9a3c6a0a5f4b1c2d",
        findings=[located(finding)],
    )
    return problem.model_dump(mode="json", exclude_none=True)
