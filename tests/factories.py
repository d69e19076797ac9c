"""Valid-by-default words: a test names only what it is about."""

import datetime
from typing import Any

import numpy as np

from models.case import Case, CaseType
from models.consultant import Consultant
from models.employer import ContactRelation, Employer
from models.position import Position
from models.snapshot import Snapshot
from models.team import Team

MONDAY = datetime.date(2026, 1, 5)
HEDENSTED = Position(latitude=55.77043, longitude=9.7011)
JUELSMINDE = Position(latitude=55.70876, longitude=10.01668)
TOERRING = Position(latitude=55.85, longitude=9.48333)


def days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)


def make_team(id: str = "fastholdelse", **fields: Any) -> Team:  # noqa: A002 - the word's own name
    return Team(**{"id": id, "name": "Fastholdelse", "office": HEDENSTED, **fields})


def make_consultant(id: str = "AB", **fields: Any) -> Consultant:  # noqa: A002
    return Consultant(**{"id": id, "team_id": "fastholdelse", "initials": id[:8], "home": HEDENSTED, **fields})


def make_employer(number: int = 1, **fields: Any) -> Employer:
    return Employer(**{"id": f"{10_000_000 + number}", "name": f"Virksomhed {number}", "position": HEDENSTED, **fields})


def make_relation(employer: Employer, consultant_id: str = "AB", **fields: Any) -> ContactRelation:
    return ContactRelation(**{"employer_id": employer.id, "consultant_id": consultant_id, **fields})


def make_case(number: int = 1, **fields: Any) -> Case:
    """A new case of an employed person, four weeks into the absence, without an employer on the list."""
    return Case(
        **{
            "id": f"2026-{number:04d}",
            "received": MONDAY - days(3),
            "first_day_of_absence": MONDAY - days(28),
            "case_type": CaseType.OTHER,
            "workplace": HEDENSTED,
            **fields,
        }
    )


def make_open_case(number: int, consultant_id: str, **fields: Any) -> Case:
    """A case that a consultant has had for a while."""
    return make_case(
        number,
        **{
            "consultant_id": consultant_id,
            "received": MONDAY - days(60),
            "first_day_of_absence": MONDAY - days(90),
            **fields,
        },
    )


def make_open_cases(consultant_id: str, num: int, first_number: int = 5000, **fields: Any) -> tuple[Case, ...]:
    return tuple(make_open_case(first_number + index, consultant_id, **fields) for index in range(num))


def make_snapshot(**fields: Any) -> Snapshot:
    """Two consultants and one new case in Hedensted."""
    return Snapshot(
        **{
            "municipality": "Hedensted",
            "date": MONDAY,
            "teams": (make_team(),),
            "consultants": (make_consultant("AB"), make_consultant("CD")),
            "cases": (make_case(1),),
            **fields,
        }
    )


class StraightLineTravel:
    """A minute for every 1/1000 of a degree between two points, so that a test can count on its fingers."""

    def minutes(self, origins, destinations):
        return np.array(
            [
                [round(1000 * (abs(a.latitude - b.latitude) + abs(a.longitude - b.longitude))) for b in destinations]
                for a in origins
            ],
            dtype=np.int64,
        ).reshape(len(origins), len(destinations))
