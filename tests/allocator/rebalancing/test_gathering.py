"""What a rebalance looks at: which cases, which consultants, and to whom each case belongs."""

import pytest

from allocator.rebalancing.gathering import gather_rebalance
from models.case import Employment
from models.errors import UnusableInput
from tests.allocator.policies import make_policy
from tests.factories import StraightLineTravel, make_case, make_consultant, make_open_case, make_snapshot, make_team


def two_teams(*cases, **fields):
    """AB and CD keep people in work, GH helps those who have none."""
    return make_snapshot(
        **{
            "teams": (make_team(), make_team("ledige")),
            "consultants": (
                make_consultant("AB"),
                make_consultant("CD"),
                make_consultant("GH", team_id="ledige", competences={"unemployed"}),
            ),
            "cases": cases,
            **fields,
        }
    )


def gathered(snapshot, team_id=None, seed=0):
    return gather_rebalance(snapshot, make_policy(), StraightLineTravel(), team_id=team_id, seed=seed)


def ids(words):
    return sorted(each.id[-2:] for each in words)


def test_one_pools_open_cases_and_consultants_and_nothing_new():
    facts = gathered(two_teams(make_open_case(1, "AB"), make_open_case(2, "GH", team_id="ledige"), make_case(3)))

    assert (ids(facts.cases), ids(facts.consultants)) == (["01"], ["AB", "CD"])
    assert facts.of_other_team is None
    assert facts.teams == ("fastholdelse",)


def test_another_team_is_named():
    facts = gathered(two_teams(make_open_case(1, "AB"), make_open_case(2, "GH", team_id="ledige")), "ledige")

    assert (ids(facts.cases), ids(facts.consultants)) == (["02"], ["GH"])


def test_a_case_that_belongs_to_another_pool_brings_its_consultants_and_what_they_have_as_load():
    snapshot = two_teams(
        make_open_case(1, "AB"), make_open_case(2, "AB", team_id="ledige"), make_open_case(3, "GH", team_id="ledige")
    )
    facts = gathered(snapshot)

    assert (ids(facts.cases), ids(facts.consultants)) == (["01", "02"], ["AB", "CD", "GH"])
    assert facts.count_before[facts.consultant_index["GH"]] == 1
    own, others = (facts.case_index[make_open_case(number, "AB").id] for number in (1, 2))
    of_other = {each.id: facts.of_other_team[:, j] for j, each in enumerate(facts.consultants)}
    assert (of_other["AB"][own], of_other["GH"][own]) == (False, True)
    assert (of_other["AB"][others], of_other["CD"][others], of_other["GH"][others]) == (True, True, False)


def test_a_case_of_the_pool_that_is_had_elsewhere_is_seen():
    facts = gathered(two_teams(make_open_case(1, "GH", team_id="fastholdelse")))

    assert (ids(facts.cases), ids(facts.consultants)) == (["01"], ["AB", "CD", "GH"])


def test_a_case_that_nobody_there_has_the_competences_for_belongs_where_somebody_has():
    unemployed = make_open_case(1, "AB", employment=Employment.UNEMPLOYED, workplace=None)
    facts = gathered(two_teams(unemployed))
    assert ids(facts.consultants) == ["AB", "CD", "GH"]
    assert facts.of_other_team[0].tolist() == [each.team_id == "fastholdelse" for each in facts.consultants]

    nobody = gathered(two_teams(unemployed, consultants=(make_consultant("AB"), make_consultant("GH"))))
    assert nobody.of_other_team is None, "where nobody anywhere has them, it stays in its holder's pool"


def test_teams_that_share_a_pool_are_seen_as_one():
    teams = (make_team(pool="alle"), make_team("ledige", pool="alle"))
    facts = gathered(two_teams(make_open_case(1, "AB"), make_open_case(2, "GH", team_id="ledige"), teams=teams))

    assert (ids(facts.cases), ids(facts.consultants)) == (["01", "02"], ["AB", "CD", "GH"])
    assert facts.teams == ("fastholdelse", "ledige")


def test_the_order_of_rows_changes_nothing_and_the_seed_does():
    cases = [make_open_case(number, "AB") for number in range(1, 9)]
    forwards, backwards = gathered(two_teams(*cases)), gathered(two_teams(*reversed(cases)))

    assert forwards.cases == backwards.cases
    assert gathered(two_teams(*cases), seed=1).cases != forwards.cases


def test_a_team_that_is_not_there_is_an_error():
    with pytest.raises(UnusableInput):
        gathered(two_teams(make_open_case(1, "AB")), "ukendt")
