"""A small team in which something happens: who is away, who leaves, and cases with a better place."""

from models.employer import ContactMode
from models.policy import Policy
from models.snapshot import Snapshot
from models.text import Text
from tests.factories import (
    HEDENSTED,
    JUELSMINDE,
    MONDAY,
    TOERRING,
    days,
    make_case,
    make_consultant,
    make_employer,
    make_open_case,
    make_relation,
    make_snapshot,
    make_team,
)

SAWMILL = make_employer(1, position=JUELSMINDE, name="=Savværket")
"""A name that a careless program would take for a formula."""


def make_moving_team(**fields) -> Snapshot:
    """AB has too many, one of them far away; CD has few; EF is the contact of the sawmill."""
    return make_snapshot(
        **{
            "teams": (make_team(), make_team("ledige", name="Ledige")),
            "consultants": (
                make_consultant("AB", home=HEDENSTED, target_count=3, limit_count=9),
                make_consultant("CD", home=TOERRING, target_count=3, limit_count=6),
                make_consultant("EF", home=JUELSMINDE, target_count=3, limit_count=6),
                make_consultant("GH", team_id="ledige", competences={"unemployed"}),
            ),
            "employers": (SAWMILL,),
            "contact_relations": (make_relation(SAWMILL, "EF", mode=ContactMode.PREFERRED, deputy_id="AB"),),
            "cases": (
                *(make_open_case(number, "AB", workplace=HEDENSTED) for number in range(1, 5)),
                make_open_case(5, "AB", workplace=TOERRING, received=MONDAY - days(3)),
                make_open_case(6, "AB", workplace=TOERRING, received=MONDAY - days(3)),
                make_open_case(7, "CD", workplace=TOERRING),
                make_open_case(8, "EF", employer_id=SAWMILL.id, workplace=None),
                make_open_case(9, "EF", workplace=JUELSMINDE),
                make_case(20),
            ),
            **fields,
        }
    )


def make_moving_policy(**parts) -> Policy:
    """Moves cost little, so that some of them pay."""
    return Policy(
        **{
            "name": "prøve",
            "valid_from": MONDAY,
            "description": Text(da="En prøve.", en="A test."),
            "caseload": {"target": 3, "limit_count": 9},
            "move": {
                "new_minutes": 5,
                "before_first_talk_minutes": 10,
                "after_first_talk_minutes": 15,
                "from_contact_minutes": 5,
            },
            **parts,
        }
    )
