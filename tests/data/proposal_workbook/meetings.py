"""Snapshots and proposals of a team's meeting, made by hand: what the solver would say does not matter here."""

from typing import Any

from models.case import CaseType, Employment, FirstTalk, RiskFlag, TalkForm, TalkReason
from models.caseload import QUARTERS_PER_CASE, Measure
from models.presets import preset
from models.proposal import (
    Assignment,
    ConsultantCaseload,
    Level,
    OtherTeam,
    PlannedTalk,
    Proposal,
    ProposalStatus,
    Reason,
    RunnerUp,
    SolverRun,
    Unassigned,
)
from models.rule_id import RuleId
from models.snapshot import Snapshot
from models.text import Text
from tests.factories import (
    MONDAY,
    days,
    make_case,
    make_consultant,
    make_employer,
    make_open_case,
    make_open_cases,
    make_snapshot,
    make_team,
)


def make_reason(rule: RuleId = RuleId.TRAVEL, minutes: int = 48, da: str = "12 min. kørsel hver vej.") -> Reason:
    return Reason(rule=rule, minutes=minutes, text=Text(da=da, en="12 min. each way."))


def make_assignment(case_id: str, consultant_id: str, reasons: tuple[Reason, ...] = (), **fields: Any) -> Assignment:
    return Assignment(
        **{
            "case_id": case_id,
            "consultant_id": consultant_id,
            "minutes": sum(reason.minutes for reason in reasons),
            "terms": {reason.rule: reason.minutes for reason in reasons},
            "reasons": reasons,
            "marginal": {RuleId.CASELOAD: 6},
            "first_talk": PlannedTalk(form=TalkForm.WORKPLACE, deadline=MONDAY + days(27)),
            "runner_up": None,
            **fields,
        }
    )


def make_runner_up(consultant_id: str, reasons: tuple[Reason, ...]) -> RunnerUp:
    return RunnerUp(
        consultant_id=consultant_id,
        extra_minutes_others_fixed=sum(reason.minutes for reason in reasons),
        terms={reason.rule: reason.minutes for reason in reasons},
        reasons=reasons,
    )


def make_caseload(consultant_id: str, before: int, new: int = 0, **fields: Any) -> ConsultantCaseload:
    return ConsultantCaseload(
        **{
            "consultant_id": consultant_id,
            "measure": Measure.COUNT,
            "before": before,
            "after": before + new,
            "target": 45,
            "limit": 55,
            "terms": {},
            "reasons": (),
            "count_before": before,
            "count_after": before + new,
            "weight_quarters_before": QUARTERS_PER_CASE * before,
            "weight_quarters_after": QUARTERS_PER_CASE * (before + new),
            **fields,
        }
    )


def make_proposal(snapshot: Snapshot, **fields: Any) -> Proposal:
    """A proved proposal that gives nothing to anyone; minutes are summed from the parts."""
    given = {
        "municipality": snapshot.municipality,
        "date": snapshot.date,
        "teams": tuple(team.id for team in snapshot.teams[:1]),
        "status": ProposalStatus.OPTIMAL,
        "levels": (Level(name="left_out", unit="points", value=0, bound=0),),
        "assignments": (),
        "other_team": (),
        "unassigned": (),
        "caseloads": (),
        "policy": preset("hedensted"),
        "solver": SolverRun(
            seed=0,
            seconds=0.41,
            stopped_by="optimal",
            repeatable=True,
            ties_settled=True,
            versions={"ortools": "9.15.6755", "sagsfordeler": "0.1.0"},
        ),
        **fields,
    }
    minutes = (
        sum(assignment.minutes for assignment in given["assignments"])
        + sum(sum(caseload.terms.values()) for caseload in given["caseloads"])
        + sum(unassigned.minutes for unassigned in given["unassigned"])
    )
    return Proposal(**{"objective_minutes": minutes, "bound_minutes": minutes, **given})


def make_meeting() -> tuple[Snapshot, Proposal]:
    """Eight consultants and sixteen new cases, one of which waits and one of which is another team's."""
    initials = ("AB", "CD", "EFR", "GH", "IJ", "KLM", "NO", "PQ")
    names = ("Hedensted Plast A/S", "Juelsminde Kommunale Plejehjem", "Tørring Maskinfabrik", "Løsning Slagteri")
    employers = tuple(make_employer(number, name=name) for number, name in enumerate(names))
    flags = tuple(RiskFlag)
    types = tuple(CaseType)
    new = [
        make_case(
            number,
            employer_id=employers[number % 4].id if number % 5 else None,
            case_type=types[number % 7],
            risk_flags=frozenset(flags[: number % 4]) if number % 3 == 0 else frozenset(),
            first_day_of_absence=MONDAY - days(14 + 3 * number),
            fast_track=number % 8 == 3,
        )
        for number in range(1, 16)
    ]
    unemployed = make_case(16, employment=Employment.UNEMPLOYED, workplace=None, team_id="ledige")
    decided = FirstTalk(form=TalkForm.WORKPLACE, decided_by="AB", decided_on=MONDAY - days(7))
    num_open = (41, 44, 31, 46, 52, 44, 56, 38)
    held = FirstTalk(
        form=TalkForm.WORKPLACE,
        decided_by="AB",
        decided_on=MONDAY,
        held_on=MONDAY - days(40),
        held_at_workplace=True,
    )
    open_cases = [
        case
        for index, (who, num) in enumerate(zip(initials, num_open, strict=True))
        for case in make_open_cases(who, num - 1, 1000 * (index + 1), first_talk=held)
    ]
    due = [
        make_open_case(
            900 + index,
            who,
            employer_id=employers[index % 4].id,
            deadline=MONDAY + days(3 * index - 4),
            first_talk=decided if index % 2 else None,
        )
        for index, who in enumerate(initials)
    ]
    snapshot = make_snapshot(
        teams=(make_team(), make_team("ledige", name="Team Ledige")),
        consultants=tuple(make_consultant(who, working_time_percent=70 if who == "EFR" else 100) for who in initials),
        employers=employers,
        cases=(*new, unemployed, *open_cases, *due),
    )
    given = ("AB", "CD", "PQ", "EFR", "AB", "PQ", "IJ", "PQ", "AB", "CD", "EFR", "PQ", "KLM", "AB")
    assignments = tuple(
        make_assignment(
            case.id,
            who,
            (
                make_reason(),
                make_reason(RuleId.CONTACT, 120, "Virksomhedens faste kontaktperson er GH."),
                make_reason(RuleId.WISH, -20, "Hun har ønsket sagen."),
                make_reason(RuleId.INDUSTRY, 15, "Kender branchen godt, men ikke indefra."),
            )[: case_number % 5],
            first_talk=PlannedTalk(
                form=TalkForm.LATER if case_number % 6 == 5 else TalkForm.WORKPLACE,
                reason=TalkReason.HOSPITALISED_OR_OPERATED if case_number % 6 == 5 else None,
                decided_by="CD" if case_number % 6 == 5 else None,
                deadline=None,
            ),
            runner_up=make_runner_up(
                "GH",
                (
                    make_reason(RuleId.TRAVEL, 36, "21 min. kørsel hver vej mod 12."),
                    make_reason(RuleId.CASELOAD, 12, "47 sager mod et måltal på 45."),
                ),
            ),
        )
        for case_number, (case, who) in enumerate(zip(new, given, strict=False))
    )
    targets = {"EFR": (32, 39)}
    caseloads = tuple(
        make_caseload(
            who,
            num,
            given.count(who),
            target=targets.get(who, (45, 55))[0],
            limit=targets.get(who, (45, 55))[1],
            terms={RuleId.CASELOAD: 6 * abs(num + given.count(who) - 45), RuleId.COHESION: 30 * (index % 2)},
            reasons=(
                make_reason(
                    RuleId.CASELOAD,
                    6 * abs(num + given.count(who) - 45),
                    f"{num + given.count(who)} sager mod et måltal på {targets.get(who, (45, 55))[0]}.",
                ),
                make_reason(RuleId.COHESION, 30 * (index % 2), "Ny for Løsning Slagteri, som har to sager."),
            ),
        )
        for index, (who, num) in enumerate(zip(initials, num_open, strict=True))
    )
    unassigned = Unassigned(
        case_id=new[14].id,
        blocked_by=(RuleId.LIMITS, RuleId.COMPETENCE),
        minutes=480,
        terms={RuleId.LEFT_OUT: 480},
        reasons=(make_reason(RuleId.LEFT_OUT, 480, "Må vente til næste runde; har ventet 3 dage."),),
    )
    proposal = make_proposal(
        snapshot,
        assignments=assignments,
        caseloads=caseloads,
        unassigned=(unassigned,),
        other_team=(OtherTeam(case_id=unemployed.id, team_id="ledige"),),
        remarks=(Text(da="NO er over sit loft og får ingen nye sager.", en="NO is above her limit and gets none."),),
    )
    return snapshot, proposal
