"""From a team's workbook to the world of its simulation: counted where there is something to count, else assumed."""

import datetime
from collections.abc import Sequence

from data.own_world.case_facts import case_facts
from data.own_world.employers import known_employers, unlisted_places, world_employers
from data.own_world.people import homes_of, members_of, numbered, team_numbers
from data.own_world.shares import counted_percent, derived
from models.case import Case
from models.consultant import Consultant
from models.fact import Fact
from models.policy import Policy
from models.snapshot import Snapshot
from models.travel import TravelTimes
from models.world import StaffFacts, TalkFacts, World

_DAYS_PER_WEEK = 7


def world_of_team(
    snapshot: Snapshot, practice: Policy, travel: TravelTimes, *, base: World, team_id: str | None = None
) -> World:
    """The world of one round's team, without anything that says who is meant.

    The open cases say how many come in (so that a year does not drift), how long they last, of which kinds they are and
    how many first talks were held at the workplace. What a workbook cannot say is the base world's: the season, who is
    away and leaves, and what load and travel do to first talks. Whoever may come instead of a leaver is taken to be
    like those who are there. `talks.base_percent` is to be set anew by simulating the team's own practice.

    Parameters
    ----------
    practice
        What the team is measured by.
    travel
        How long the way is from home to workplace.
    base
        A municipality's world, for everything that the workbook does not say.
    team_id
        The round of this team and of those that share its pool; None is the first team.

    Raises
    ------
    UnusableInput
        There is no such team, it is empty, or a consultant has neither home nor office.
    """
    teams, members = members_of(snapshot, team_id)
    post_of = {each.id: post for post, each in enumerate(members)}
    own = [case for case in snapshot.open_cases if case.consultant_id in post_of]
    able = frozenset(competence for each in members for competence in each.competences)
    new = [
        case
        for case in snapshot.new_cases
        if case.team_id in teams or (case.team_id is None and case.employment.value in able)
    ]
    known = known_employers(snapshot, own, list(post_of))
    homes = homes_of(members, snapshot)
    places = unlisted_places(own, known, homes)
    minutes = travel.minutes(homes, [*(each.position for each in known), *places])
    numbers = {each.id: f"{number:08d}" for number, each in enumerate(known, 1)}
    posts = team_numbers([numbered(each, f"K{post:03d}", numbers) for post, each in enumerate(members, 1)])
    rows = tuple(tuple(row) for row in minutes.tolist())
    return World(
        municipality="own",
        start=_monday_from(snapshot.date),
        practice=practice,
        posts=posts,
        newcomers=tuple(_newcomer(each, f"N{number:03d}") for number, each in enumerate(posts, 1)),
        employers=world_employers(known, snapshot, own, post_of),
        num_unlisted_places=len(places),
        one_way_minutes=(*rows, *rows),
        cases=case_facts(base.cases, own, new, snapshot.date, able),
        staff=_staff_facts(base.staff, members),
        talks=_talk_facts(base.talks, own),
    )


def _monday_from(date: datetime.date) -> datetime.date:
    """The day itself or the Monday after it."""
    return date + datetime.timedelta(days=-date.weekday() % _DAYS_PER_WEEK)


def _newcomer(post: Consultant, number: str) -> Consultant:
    return post.model_copy(update={"id": number, "initials": number, "start_date": None, "conflicts": ()})


def _staff_facts(assumed: StaffFacts, members: Sequence[Consultant]) -> StaffFacts:
    """With the free visit slots of a full-time week, where calendars are in the workbook."""
    weeks = [
        (slots, each.working_time_percent / 100) for each in members for slots in (each.free_visit_slots or {}).values()
    ]
    if not weeks:
        return assumed
    mean = sum(slots for slots, _ in weeks) / sum(hours for _, hours in weeks)
    fact: Fact[float] = derived(round(mean, 2), f"{len(weeks)} weeks in the calendars of the team's workbook")
    return assumed.model_copy(update={"visit_slots_per_week": fact})


def _talk_facts(assumed: TalkFacts, open_cases: Sequence[Case]) -> TalkFacts:
    """With the share of the held first talks that was held at the workplace."""
    held = [case for case in open_cases if case.first_talk is not None and case.first_talk.held_on is not None]
    share = counted_percent(
        held,
        lambda case: case.first_talk is not None and case.first_talk.held_at_workplace is True,
        assumed.held_at_workplace_percent,
        "first talks held in the team's workbook",
    )
    return assumed.model_copy(update={"held_at_workplace_percent": share})
