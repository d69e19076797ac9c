"""A team's consultants as a world has them: numbered, with what they can and like, and without a home."""

from collections.abc import Mapping, Sequence

from models.consultant import ConflictOfInterest, Consultant
from models.errors import Finding, UnusableInput
from models.position import Position
from models.snapshot import Snapshot
from models.text import Text


def members_of(snapshot: Snapshot, team_id: str | None) -> tuple[frozenset[str], tuple[Consultant, ...]]:
    """The teams that share the round, and their consultants in the order of ids.

    Raises
    ------
    UnusableInput
        There is no such team, or it has no consultant.
    """
    pools = [team.round_pool for team in snapshot.teams if team_id in (None, team.id)]
    teams = frozenset(team.id for team in snapshot.teams if pools and team.round_pool == pools[0])
    members = tuple(sorted((each for each in snapshot.consultants if each.team_id in teams), key=lambda each: each.id))
    if not members:
        raise UnusableInput(
            [
                Finding(
                    code="team_empty",
                    what=Text(da="Teamet findes ikke eller er tomt.", en="There is no such team, or it is empty."),
                    remedy=Text(da="Vælg et team med konsulenter.", en="Choose a team with consultants."),
                )
            ]
        )
    return teams, members


def homes_of(members: Sequence[Consultant], snapshot: Snapshot) -> list[Position]:
    """Where each sets out from: home, else the team's office.

    Raises
    ------
    UnusableInput
        Somebody has neither; every one has her own finding.
    """
    offices = {team.id: team.office for team in snapshot.teams}
    homes = [each.home or offices[each.team_id] for each in members]
    findings = [
        Finding(
            code="home_missing",
            what=Text(
                da=f"Konsulent {each.id} har ingen bopæl, og teamet har intet kontor.",
                en=f"Consultant {each.id} has no home position, and the team has no office.",
            ),
            remedy=Text(da="Skriv en af delene i arket.", en="Give one of the two in the workbook."),
        )
        for each, home in zip(members, homes, strict=True)
        if home is None
    ]
    if findings:
        raise UnusableInput(findings)
    return [home for home in homes if home is not None]


def numbered(consultant: Consultant, number: str, employers: Mapping[str, str]) -> Consultant:
    """Without home, absences and what she has received; conflicts with single cases belong to the workbook's week."""
    conflicts = tuple(
        ConflictOfInterest(employer_id=employers[each.employer_id])
        for each in consultant.conflicts
        if each.employer_id is not None and each.employer_id in employers
    )
    return consultant.model_copy(
        update={
            "id": number,
            "initials": number,
            "home": None,
            "absences": (),
            "conflicts": conflicts,
            "free_visit_slots": None,
            "received_lately": {},
        }
    )


def team_numbers(posts: Sequence[Consultant]) -> tuple[Consultant, ...]:
    """The same with numbers for the teams."""
    known = sorted({each.team_id for each in posts})
    return tuple(each.model_copy(update={"team_id": f"team-{known.index(each.team_id) + 1}"}) for each in posts)
