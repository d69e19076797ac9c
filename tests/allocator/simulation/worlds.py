"""Worlds of a few numbers, so that what comes of them can be known beforehand."""

from datetime import date

import numpy as np

from allocator.simulation.round import Round
from models.case import CaseType
from models.consultant import Consultant
from models.fact import Fact, Status
from models.presets import preset
from models.world import CaseFacts, StaffFacts, TalkFacts, World, WorldEmployer

MONDAY = date(2026, 1, 5)


def assumed(value):
    return Fact(value=value, status=Status.ASSUMED, source="test")


def make_post(number=1, **fields):
    return Consultant(id=f"K{number:03d}", team_id="team", initials=f"K{number:03d}", **fields)


def make_cases(**changes):
    """Ten employed people's cases a week, each ten weeks long, nothing else about them."""
    values = {
        "inflow_per_week": 10.0,
        "received_by_weekday_percent": (20.0, 20.0, 20.0, 20.0, 20.0),
        "season_by_month": (1.0,) * 12,
        "received_days": (35, 35),
        "first_day_by_weekday_percent": (20.0, 20.0, 20.0, 20.0, 20.0, 0.0, 0.0),
        "survival_weeks": (5.0, 14.9, 15.0),
        "survival_shares": (1.0, 1.0, 0.0),
        "tail_from_week": 15.0,
        "tail_percent": 100.0,
        "exempt_below_weeks": 0.0,
        "exempt_percent": 0.0,
        "unemployed_percent": 0.0,
        "unlisted_employer_percent": 0.0,
        "case_types_percent": {CaseType.OTHER: 100.0},
        "risk_flags_percent": {},
        "fast_track_percent": 0.0,
        "flex_job_percent": 0.0,
        "clarification_percent": 0.0,
        "elsewhere_percent": 0.0,
        "returning_percent": 0.0,
        "return_gap_weeks": 26.0,
        "lost_job_percent": 0.0,
    }
    return CaseFacts(**{name: assumed(value) for name, value in {**values, **changes}.items()})


def make_staff(**changes):
    """Nobody is ever away or leaves."""
    values = {
        "holiday_blocks": (),
        "sick_days_per_year": 0.0,
        "sick_spell_days": 3.0,
        "long_absence_percent": 0.0,
        "long_absence_weeks": 8.0,
        "departure_percent": 0.0,
        "handover_weeks": 4,
        "vacancy_weeks": 4,
        "visit_slots_per_week": 4.0,
    }
    return StaffFacts(**{name: assumed(value) for name, value in {**values, **changes}.items()})


def make_talks(**changes):
    values = {
        "held_at_workplace_percent": 50.0,
        "base_percent": 80.0,
        "slot_percent": 30.0,
        "load_effect": 1.0,
        "travel_effect": 0.3,
    }
    return TalkFacts(**{name: assumed(value) for name, value in {**values, **changes}.items()})


def make_world(posts=1, cases=None, staff=None, talks=None, **fields):
    """A team of equals, all ten minutes from everywhere, and two employers whom nobody knows."""
    people = tuple(make_post(number) for number in range(1, posts + 1)) if isinstance(posts, int) else posts
    employers = fields.pop(
        "employers", (WorldEmployer(id="00000001", size_share=0.5), WorldEmployer(id="00000002", size_share=0.5))
    )
    newcomers = fields.pop("newcomers", (make_post(900),))
    minutes = fields.pop("one_way_minutes", ((10,) * (len(employers) + 1),) * (len(people) + len(newcomers)))
    return World(
        municipality="test",
        start=MONDAY,
        practice=fields.pop("practice", preset("hedensted")),
        posts=people,
        newcomers=newcomers,
        employers=employers,
        num_unlisted_places=1,
        one_way_minutes=minutes,
        cases=make_cases() if cases is None else cases,
        staff=make_staff() if staff is None else staff,
        talks=make_talks() if talks is None else talks,
        **fields,
    )


def make_round(n=1, m=3, **fields):
    """A round in which everybody may have everything and nobody differs."""
    nothing, nobody = np.zeros((n, m), dtype=np.int64), np.full(n, -1, dtype=np.int64)
    values = {
        "day": 0,
        "can_have": np.ones((n, m), dtype=np.bool_),
        "is_away": np.zeros(m, dtype=np.bool_),
        "back_in_days": np.zeros(m, dtype=np.int64),
        "contact": nobody,
        "deputy": nobody,
        "one_way_minutes": nothing,
        "knowledge": nothing,
        "liking": nothing,
        "has_workplace": np.ones(n, dtype=np.bool_),
        "previous": nobody,
        "is_urgent": np.zeros(n, dtype=np.bool_),
        "waited_days": np.zeros(n, dtype=np.int64),
        "birthday": np.ones(n, dtype=np.int64),
        "district": nobody,
        "case_load": np.ones(n, dtype=np.int64),
        "chance": np.full(n, 0.5),
        "noise": np.full((n, m), 0.5),
        "load": np.full(m, 40),
        "target": np.full(m, 45),
        "limit": np.full(m, 55),
        "num_received": np.zeros(m),
        "hours": np.full(m, 100),
        "team": np.zeros(m, dtype=np.int64),
        "destined_per_week": np.zeros(m),
        "free_slots": lambda _: np.full(m, 3),
        "facts": None,
    }
    given = {name: np.asarray(value) if isinstance(value, list) else value for name, value in fields.items()}
    return Round(**{**values, **given})
