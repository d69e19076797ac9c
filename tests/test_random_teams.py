"""The generator gives what it promises: the same round for the same seed, and something of everything in many."""

from models.rule_id import RuleId
from tests.random_teams import random_team


def test_the_same_seed_gives_the_same_team_and_policy():
    assert random_team(7) == random_team(7)
    assert random_team(7) != random_team(8)


def test_every_field_of_a_case_and_a_consultant_is_used_in_a_hundred_rounds():
    rounds = [random_team(seed)[0] for seed in range(100)]

    for words in (
        [case for snapshot in rounds for case in snapshot.cases],
        [each for snapshot in rounds for each in snapshot.consultants],
        [each for snapshot in rounds for each in snapshot.employers],
        [each for snapshot in rounds for each in snapshot.contact_relations],
        [each for snapshot in rounds for each in snapshot.overrides],
        [each for snapshot in rounds for each in snapshot.teams],
    ):
        for field in type(words[0]).model_fields:
            assert len({repr(getattr(word, field)) for word in words}) > 1, field


def test_every_rule_that_prices_is_a_level_somewhere():
    levels = {rule for seed in range(300) for level in random_team(seed)[1].levels for rule in level}

    assert len(levels) == 10
    assert RuleId.TRAVEL in levels
