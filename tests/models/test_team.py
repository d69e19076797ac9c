from tests.factories import make_team


def test_a_team_has_a_round_of_its_own_unless_it_shares_a_pool():
    assert make_team("nord").round_pool == "nord"
    assert make_team("nord", pool="hele kommunen").round_pool == "hele kommunen"
