import pytest

from allocator.rebalancing.occasions import apply_occasions
from models.case import Employment
from models.errors import UnusableInput
from models.occasion import (
    Absent,
    CaseChanges,
    HoursChange,
    Leaves,
    LimitChanges,
    Returns,
    Starts,
    TeamChanges,
    TeamsMerge,
)
from models.override import Override
from tests.factories import (
    MONDAY,
    days,
    make_consultant,
    make_employer,
    make_open_case,
    make_snapshot,
    make_team,
)

SNAPSHOT = make_snapshot(
    teams=(make_team(), make_team("ledige")),
    consultants=(make_consultant("AB"), make_consultant("CD"), make_consultant("EF", team_id="ledige")),
    employers=(make_employer(),),
    cases=(make_open_case(1, "AB", employer_id=make_employer().id), make_open_case(2, "CD")),
)


def after(*occasions, snapshot=SNAPSHOT):
    return apply_occasions(snapshot, occasions)


def consultant(snapshot, consultant_id="AB"):
    (found,) = [each for each in snapshot.consultants if each.id == consultant_id]
    return found


def test_whoever_is_away_is_away_on_those_days_and_nobody_else_is():
    changed = after(Absent(consultant_id="AB", first_day=MONDAY, last_day=MONDAY + days(20)))
    assert consultant(changed).is_absent(MONDAY + days(20))
    assert not consultant(changed).is_absent(MONDAY + days(21))
    assert consultant(changed, "CD") == consultant(SNAPSHOT, "CD")


def test_whoever_leaves_has_a_last_day_and_decisions_that_cases_stay_with_her_fall():
    pins = tuple(
        Override(kind="pin", case_id=f"2026-000{n}", consultant_id=who, reason="other", decided_by="leder")
        for n, who in ((1, "AB"), (2, "CD"))
    )
    snapshot = SNAPSHOT.model_copy(update={"overrides": pins})
    changed = after(Leaves(consultant_id="AB"), snapshot=snapshot)
    assert consultant(changed).end_date == MONDAY
    assert changed.overrides == pins[1:]
    later = after(Leaves(consultant_id="AB", last_day=MONDAY + days(9)))
    assert consultant(later).end_date == MONDAY + days(9)


def test_whoever_returns_is_not_away_from_that_day_and_may_have_a_ramp():
    away = after(
        Absent(consultant_id="AB", first_day=MONDAY - days(30), last_day=MONDAY + days(30)),
        Absent(consultant_id="AB", first_day=MONDAY - days(90), last_day=MONDAY - days(80)),
        Absent(consultant_id="AB", first_day=MONDAY + days(50), last_day=MONDAY + days(60)),
    )
    back = consultant(after(Returns(consultant_id="AB"), snapshot=away))
    assert [each.last_day for each in back.absences] == [MONDAY - days(1), MONDAY - days(80)]
    assert back.start_date is None
    ramp = consultant(after(Returns(consultant_id="AB", first_day=MONDAY + days(1), ramp_weeks=4), snapshot=away))
    assert ramp.is_absent(MONDAY)
    assert (ramp.start_date, ramp.ramp_weeks) == (MONDAY + days(1), 4)


def test_a_newcomer_is_added_unless_she_is_there():
    new = make_consultant("GH", start_date=MONDAY)
    assert consultant(after(Starts(consultant_id="GH", consultant=new)), "GH") == new
    assert after(Starts(consultant_id="AB")) == SNAPSHOT


def test_hours_and_figures_change():
    changed = after(
        HoursChange(consultant_id="AB", working_time_percent=60),
        LimitChanges(consultant_id="AB", limit_count=20),
        LimitChanges(consultant_id="CD", target_weight=0),
    )
    assert (consultant(changed).working_time_percent, consultant(changed).limit_count) == (60, 20)
    assert consultant(changed, "CD").target_weight == 0


@pytest.mark.parametrize(("takes_cases", "team"), [(False, "fastholdelse"), (True, "ledige")])
def test_whoever_changes_team_leaves_her_cases_behind_or_takes_them_along(takes_cases, team):
    changed = after(TeamChanges(consultant_id="AB", team_id="ledige", takes_cases=takes_cases))
    assert consultant(changed).team_id == "ledige"
    assert [case.team_id for case in changed.cases] == [team, None]


def test_teams_that_merge_share_a_pool():
    changed = after(TeamsMerge(team_ids=("fastholdelse", "ledige"), pool="alle"))
    assert {team.round_pool for team in changed.teams} == {"alle"}


def test_a_case_that_has_lost_its_employer_has_neither_employer_nor_workplace():
    changed = after(CaseChanges(case_id="2026-0001", employment="unemployed", team_id="ledige"))
    case = changed.cases[0]
    assert (case.employment, case.employer_id, case.workplace) == (Employment.UNEMPLOYED, None, None)
    assert case.team_id == "ledige"
    assert changed.cases[1] == SNAPSHOT.cases[1]
    assert after(CaseChanges(case_id="2026-0002", employment="employed")) == SNAPSHOT


def test_everything_unknown_is_said_at_once():
    with pytest.raises(UnusableInput) as caught:
        after(
            Leaves(consultant_id="XX"),
            TeamChanges(consultant_id="YY", team_id="ingen"),
            TeamsMerge(team_ids=("ledige", "borte"), pool="alle"),
            CaseChanges(case_id="0", team_id="andet"),
            Starts(consultant_id="CD", consultant=make_consultant("CD", team_id="hvor")),
        )
    assert [finding.code for finding in caught.value.findings] == [
        "consultant_unknown",
        "consultant_unknown",
        "team_unknown",
        "team_unknown",
        "case_unknown",
        "team_unknown",
        "consultant_known",
        "team_unknown",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        lambda: Absent(consultant_id="AB", first_day=MONDAY, last_day=MONDAY - days(1)),
        lambda: Starts(consultant_id="AB", consultant=make_consultant("CD")),
        lambda: LimitChanges(consultant_id="AB"),
        lambda: CaseChanges(case_id="1"),
    ],
)
def test_occasions_that_say_nothing_or_two_things_are_errors(fields):
    with pytest.raises(ValueError, match=r"swap the dates|give one id|give a target|give one of them"):
        fields()
