"""What the rules read: the round's order, its own cases, loads, targets and limits."""

import datetime

import pytest

from allocator.facts import gather, needed_competences
from models.case import CaseNeed, CaseType, Employment, TalkForm, TalkReason
from models.caseload import Measure
from models.consultant import Competence
from models.errors import UnusableInput
from models.wish import Wish
from tests.allocator.policies import make_policy, make_talk
from tests.factories import (
    HEDENSTED,
    JUELSMINDE,
    MONDAY,
    StraightLineTravel,
    days,
    make_case,
    make_consultant,
    make_employer,
    make_open_case,
    make_open_cases,
    make_relation,
    make_snapshot,
    make_team,
)

TRAVEL = StraightLineTravel()


def facts_of(policy=None, team_id=None, seed=0, **fields):
    return gather(make_snapshot(**fields), policy or make_policy(), TRAVEL, team_id=team_id, seed=seed)


class NoTravel:
    """A travel table that must not be asked."""

    def minutes(self, origins, destinations):
        raise AssertionError(f"nobody needs to know the way from {origins} to {destinations}")


# --- teams, and whose case it is ---


def test_a_team_nobody_knows_is_named_with_those_there_are():
    with pytest.raises(UnusableInput) as error:
        facts_of(team_id="ukendt")

    (finding,) = error.value.findings
    assert finding.code == "team_unknown"
    assert finding.sentence("da") == "Der er intet team ukendt. Vælg et af: fastholdelse."
    assert finding.sentence("en") == "There is no team ukendt. Choose one of: fastholdelse."


def test_a_snapshot_without_teams_has_no_round():
    with pytest.raises(UnusableInput, match="There is no team"):
        facts_of(teams=(), consultants=(), cases=())


def test_a_team_without_consultants_says_so():
    with pytest.raises(UnusableInput) as error:
        facts_of(teams=(make_team("tomt"), make_team()))

    assert error.value.findings[0].code == "team_empty"
    assert error.value.findings[0].what.da == "Team tomt har ingen konsulenter."


def test_teams_of_one_pool_share_the_round_and_others_do_not():
    teams = (make_team("nord", pool="alle"), make_team("syd", pool="alle"), make_team("ledige"))
    consultants = (
        make_consultant("AB", team_id="nord"),
        make_consultant("CD", team_id="syd"),
        make_consultant("EF", team_id="ledige"),
    )

    facts = facts_of(teams=teams, consultants=consultants, cases=())

    assert facts.teams == ("nord", "syd")
    assert set(facts.consultant_index) == {"AB", "CD"}
    assert facts_of(teams=teams, consultants=consultants, cases=(), team_id="ledige").teams == ("ledige",)


def test_a_case_that_names_another_team_is_the_other_teams():
    teams = (make_team(), make_team("ledige"))
    cases = (make_case(1, team_id="ledige"), make_case(2, team_id="fastholdelse"))

    facts = facts_of(teams=teams, cases=cases)

    assert facts.other_team == ((cases[0], "ledige"),)
    assert facts.cases == (cases[1],)


def test_a_case_that_names_no_team_is_anothers_only_where_nobody_here_may_have_it():
    teams = (make_team(), make_team("ledige"))
    case = make_case(1, employment=Employment.UNEMPLOYED, workplace=None)
    specialist = make_consultant("EF", team_id="ledige", competences={Competence.UNEMPLOYED})
    generalist = make_consultant("GH", competences={Competence.UNEMPLOYED, Competence.EMPLOYED})

    without = facts_of(teams=teams, consultants=(make_consultant("AB"), specialist), cases=(case,))
    with_her = facts_of(teams=teams, consultants=(make_consultant("AB"), generalist, specialist), cases=(case,))
    nowhere = facts_of(cases=(case,))

    assert without.other_team == ((case, "ledige"),)
    assert with_her.other_team == ()
    assert with_her.cases == nowhere.cases == (case,)


def test_which_other_team_is_named_does_not_depend_on_the_order_of_rows():
    teams = (make_team(), make_team("afklaring"), make_team("ledige"))
    case = make_case(1, employment=Employment.UNEMPLOYED, workplace=None)
    others = [
        make_consultant(name, team_id=team, competences={Competence.UNEMPLOYED})
        for name, team in (("EF", "ledige"), ("GH", "afklaring"))
    ]

    for consultants in (others, others[::-1]):
        facts = facts_of(teams=teams, consultants=(make_consultant("AB"), *consultants), cases=(case,))
        assert facts.other_team == ((case, "afklaring"),)


def test_teams_and_cases_of_others_come_in_the_same_order_whatever_the_order_of_rows():
    teams = (make_team("a", pool="p"), make_team("b", pool="p"), make_team("c"))
    cases = (make_case(1, team_id="c"), make_case(2, team_id="c"))
    consultants = (make_consultant("AB", team_id="a"),)

    one = facts_of(teams=teams, consultants=consultants, cases=cases, team_id="a")
    other = facts_of(teams=teams[::-1], consultants=consultants, cases=cases[::-1], team_id="a")

    assert one.teams == other.teams
    assert one.other_team == other.other_team


def test_the_order_of_cases_and_consultants_comes_from_the_seed_and_not_from_rows():
    cases = tuple(make_case(number) for number in range(6))
    consultants = tuple(make_consultant(name) for name in ("AB", "CD", "EF", "GH"))

    one = facts_of(consultants=consultants, cases=cases)
    turned = facts_of(consultants=consultants[::-1], cases=cases[::-1])
    orders = {tuple(facts_of(consultants=consultants, seed=seed).consultant_index) for seed in range(20)}

    assert (one.cases, one.consultants) == (turned.cases, turned.consultants)
    assert len(orders) > 5


def test_those_who_have_received_fewest_lately_stand_first():
    busy = make_consultant("AB", received_lately={CaseType.OTHER: 2, CaseType.DEPRESSION: 1})
    idle = make_consultant("CD", received_lately={CaseType.OTHER: 2})

    for seed in range(5):
        assert facts_of(consultants=(busy, idle), seed=seed).consultants == (idle, busy)


# --- the way to the workplace ---


def test_the_way_is_counted_from_home_to_the_workplace_or_the_employer():
    employer = make_employer(position=JUELSMINDE)
    cases = (make_case(1, employer_id=employer.id, workplace=None), make_case(2, workplace=HEDENSTED))

    facts = facts_of(employers=(employer,), cases=cases, consultants=(make_consultant("AB", home=HEDENSTED),))

    by_case = {case.id: facts.one_way_minutes[index, 0] for case, index in zip(facts.cases, (0, 1), strict=True)}
    assert by_case == {"2026-0001": 377, "2026-0002": 0}


def test_a_consultant_without_a_home_starts_at_the_office():
    facts = facts_of(
        teams=(make_team(office=JUELSMINDE),), consultants=(make_consultant("AB", home=None),), cases=(make_case(1),)
    )

    assert facts.one_way_minutes.tolist() == [[377]]


def test_every_missing_home_is_told_at_once():
    with pytest.raises(UnusableInput) as error:
        facts_of(
            teams=(make_team(office=None),),
            consultants=(make_consultant("AB", home=None), make_consultant("CD", home=None), make_consultant("EF")),
        )

    assert [finding.code for finding in error.value.findings] == ["home_missing"] * 2
    assert {finding.what.da for finding in error.value.findings} == {
        "Konsulent AB har ingen bopæl, og teamet har intet kontor.",
        "Konsulent CD har ingen bopæl, og teamet har intet kontor.",
    }


@pytest.mark.parametrize(
    "policy", [make_policy(travel={"counted_percent": 0}), make_policy(travel={"expected_visits": 0})]
)
def test_where_travel_does_not_count_homes_are_not_asked_for(policy):
    snapshot = make_snapshot(teams=(make_team(office=None),), consultants=(make_consultant("AB", home=None),))

    assert gather(snapshot, policy, NoTravel()).one_way_minutes.tolist() == [[0]]


@pytest.mark.parametrize(
    "case",
    [
        make_case(1, workplace=None),
        make_case(1, employment=Employment.UNEMPLOYED),
        make_case(1, first_talk=make_talk(TalkForm.LATER, TalkReason.SERIOUSLY_ILL)),
    ],
)
def test_where_nobody_has_to_go_anywhere_homes_are_not_asked_for(case):
    snapshot = make_snapshot(
        teams=(make_team(office=None),), consultants=(make_consultant("AB", home=None),), cases=(case,)
    )

    assert gather(snapshot, make_policy(), NoTravel()).one_way_minutes.tolist() == [[0]]


# --- loads, targets and limits ---


def test_loads_are_counted_in_the_policys_measure():
    cases = (make_case(1, weight_quarters=6), *make_open_cases("AB", 3, weight_quarters=5))
    consultants = (make_consultant("AB"),)

    by_count = facts_of(consultants=consultants, cases=cases)
    by_weight = facts_of(make_policy(caseload={"measure": Measure.WEIGHT}), consultants=consultants, cases=cases)

    assert (by_count.load_before.tolist(), by_count.case_load.tolist(), by_count.target.tolist()) == ([3], [1], [45])
    assert (by_weight.load_before.tolist(), by_weight.case_load.tolist()) == ([15], [6])
    assert by_weight.target.tolist() == [180]
    assert (by_count.count_before.tolist(), by_count.quarters_before.tolist()) == ([3], [15])


def test_open_cases_of_consultants_outside_the_round_are_nobodys_here():
    teams = (make_team(), make_team("ledige"))
    consultants = (make_consultant("AB"), make_consultant("EF", team_id="ledige"))

    facts = facts_of(teams=teams, consultants=consultants, cases=(make_open_case(1, "EF"), make_open_case(2, "AB")))

    assert {name: len(cases) for name, cases in facts.open_by_consultant.items()} == {"AB": 1}


def test_the_policys_target_and_limits_follow_working_time_rounded_half_up():
    policy = make_policy(caseload={"target": 45, "limit_count": 55, "limit_weight": 50})

    facts = facts_of(policy, consultants=(make_consultant("AB", working_time_percent=70),))

    assert facts.target.tolist() == [32]  # 31.5
    assert facts.limit(Measure.COUNT) == (39,)  # 38.5
    assert facts.limit(Measure.WEIGHT) == (35,)


def test_without_a_limit_there_is_none():
    facts = facts_of(consultants=(make_consultant("AB"),))

    assert facts.limit(Measure.COUNT) == facts.limit(Measure.WEIGHT) == (None,)


def test_her_own_figures_are_for_her_own_hours_and_not_scaled_by_them_again():
    consultant = make_consultant(
        "AB", working_time_percent=50, target_count=20, limit_count=24, limit_weight=22, target_weight=21
    )
    by_weight = make_policy(caseload={"measure": Measure.WEIGHT})

    facts = facts_of(consultants=(consultant,))

    assert facts.target.tolist() == [20]
    assert facts.limit(Measure.COUNT) == (24,)
    assert facts.limit(Measure.WEIGHT) == (22,)
    assert facts_of(by_weight, consultants=(consultant,)).target.tolist() == [84]


def test_a_newcomers_ramp_lowers_her_own_figures_too():
    consultant = make_consultant("AB", working_time_percent=50, start_date=MONDAY, target_count=21, limit_count=24)

    facts = facts_of(consultants=(consultant,))

    assert facts.target.tolist() == [11]  # 10.5
    assert facts.limit(Measure.COUNT) == (12,)


@pytest.mark.parametrize(
    ("start_date", "target"),
    [
        (MONDAY + days(14), 23),  # half of 45 before she starts, 22.5 rounded half up
        (MONDAY, 23),
        (MONDAY - days(91), 34),  # halfway: three quarters, 33.75
        (MONDAY - days(181), 45),  # 44.88
        (MONDAY - days(182), 45),
        (MONDAY - days(2000), 45),
        (None, 45),
    ],
)
def test_a_newcomers_target_grows_evenly_through_the_ramp(start_date, target):
    assert facts_of(consultants=(make_consultant("AB", start_date=start_date),)).target.tolist() == [target]


def test_a_policy_without_a_ramp_counts_a_newcomer_in_full():
    policy = make_policy(caseload={"ramp_weeks": 0})

    assert facts_of(policy, consultants=(make_consultant("AB", start_date=MONDAY),)).target.tolist() == [45]


def test_working_time_and_ramp_are_rounded_together_once():
    consultant = make_consultant("AB", working_time_percent=50, start_date=MONDAY)

    assert facts_of(consultants=(consultant,)).target.tolist() == [11]  # 11.25, not half of 23


# --- the rest ---


def test_types_are_unwanted_where_the_rounds_preferences_sum_below_nothing():
    consultants = (
        make_consultant("AB", preferences={CaseType.DEPRESSION: -2, CaseType.OTHER: -1}),
        make_consultant("CD", preferences={CaseType.DEPRESSION: 1, CaseType.OTHER: 1}),
    )

    assert facts_of(consultants=consultants).unwanted_types == {CaseType.DEPRESSION}


def test_deadlines_are_those_of_the_law_on_the_rounds_day():
    cases = (make_case(1, deadline=MONDAY - days(3)), make_case(2, deadline=MONDAY + days(15)), make_case(3))

    facts = facts_of(cases=cases)

    at = [facts.case_index[case.id] for case in cases]
    assert [facts.days_to_deadline(i) for i in at] == [-3, 15, 27]
    assert [facts.is_near_deadline(i) for i in at] == [True, False, False]


def test_a_case_that_the_law_asks_no_talk_for_has_no_deadline():
    facts = facts_of(
        date=datetime.date(2026, 7, 6), cases=(make_case(1, expected_back=MONDAY + days(60), workplace=None),)
    )

    assert facts.days_to_deadline(0) is None
    assert not facts.is_near_deadline(0)


def test_a_case_without_an_employer_has_no_relation_and_no_section():
    facts = facts_of()

    assert facts.relation_of(facts.cases[0]) is None
    assert facts.section_of(facts.cases[0]) is None


def test_an_employer_without_an_industry_has_no_section():
    employer = make_employer()

    facts = facts_of(employers=(employer,), cases=(make_case(1, employer_id=employer.id),))

    assert facts.section_of(facts.cases[0]) is None


def test_wishes_and_shape_are_by_case_and_consultant():
    facts = facts_of(wishes=(Wish(consultant_id="CD", case_id="2026-0001", step=2),))

    assert facts.wishes == {("CD", "2026-0001"): 2}
    assert facts.shape == (1, 2)


@pytest.mark.parametrize(
    ("case", "needed"),
    [
        (make_case(1), {Competence.EMPLOYED, Competence.GOES_OUT}),
        (make_case(1, employment=Employment.UNEMPLOYED), {Competence.UNEMPLOYED}),
        (
            make_case(1, first_talk=make_talk(TalkForm.ELSEWHERE, TalkReason.DISMISSED), needs={CaseNeed.FLEX_JOB}),
            {Competence.EMPLOYED, Competence.FLEX_JOB},
        ),
        (
            make_case(1, employment=Employment.UNEMPLOYED, first_talk=make_talk(TalkForm.WORKPLACE)),
            {Competence.UNEMPLOYED, Competence.GOES_OUT},
        ),
        (
            make_case(1, needs={CaseNeed.CLARIFICATION}),
            {Competence.EMPLOYED, Competence.GOES_OUT, Competence.CLARIFICATION},
        ),
    ],
)
def test_a_case_needs_the_competences_of_its_employment_its_needs_and_its_talk(case, needed):
    assert needed_competences(case) == needed


@pytest.mark.parametrize(("mode", "listed"), [("always", ["ledige"]), ("preferred", [])])
def test_a_case_whose_contact_must_have_it_belongs_to_the_contacts_team(mode, listed):
    employer = make_employer()
    snapshot = make_snapshot(
        teams=(make_team(), make_team("ledige")),
        consultants=(make_consultant("AB"), make_consultant("CD", team_id="ledige")),
        employers=(employer,),
        contact_relations=(make_relation(employer, "CD", mode=mode),),
        cases=(make_case(1, employer_id=employer.id),),
    )
    facts = gather(snapshot, make_policy(), StraightLineTravel())
    assert [team for _, team in facts.other_team] == listed
