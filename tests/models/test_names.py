import pytest

from models.names import Names
from tests.factories import make_consultant, make_snapshot, make_team


def test_consultants_are_called_by_their_initials_and_teams_by_their_names():
    names = Names(make_snapshot(teams=(make_team(name="Øst"),), consultants=(make_consultant("K1", initials="AB"),)))
    assert (names.consultant("K1"), names.team("fastholdelse")) == ("AB", "Øst")


def test_two_with_the_same_initials_are_told_apart_by_their_ids():
    names = Names(
        make_snapshot(consultants=(make_consultant("K1", initials="AB"), make_consultant("K2", initials="AB")))
    )
    assert (names.consultant("K1"), names.consultant("K2")) == ("AB (K1)", "AB (K2)")


def test_whoever_is_not_of_the_snapshot_has_no_name():
    with pytest.raises(KeyError):
        Names(make_snapshot()).consultant("nobody")
