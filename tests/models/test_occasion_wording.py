"""Occasions said aloud."""

import pytest

from models.names import Names
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
from models.occasion_wording import occasion_in_words
from tests.factories import MONDAY, days, make_consultant, make_snapshot, make_team

NAMES = Names(
    make_snapshot(
        teams=(make_team(), make_team("ledige", name="Ledige")), consultants=(make_consultant("K1", initials="AB"),)
    )
)


@pytest.mark.parametrize(
    ("occasion", "da", "en"),
    [
        (
            Absent(consultant_id="K1", first_day=MONDAY, last_day=MONDAY + days(3)),
            "AB er væk 05-01-2026 til 08-01-2026.",
            "AB is away 2026-01-05 to 2026-01-08.",
        ),
        (Leaves(consultant_id="K1"), "AB fratræder.", "AB leaves."),
        (Leaves(consultant_id="K1", last_day=MONDAY), "AB fratræder 05-01-2026.", "AB leaves 2026-01-05."),
        (Returns(consultant_id="K1"), "AB er tilbage.", "AB is back."),
        (
            Returns(consultant_id="K1", first_day=MONDAY, ramp_weeks=8),
            "AB er tilbage 05-01-2026 med oplæring over 8 uger.",
            "AB is back 2026-01-05 with a ramp of 8 weeks.",
        ),
        (Starts(consultant_id="K1"), "AB er ny i teamet.", "AB is new in the team."),
        (
            Starts(consultant_id="K9", consultant=make_consultant("K9", initials="NY")),
            "NY er ny i teamet.",
            "NY is new in the team.",
        ),
        (HoursChange(consultant_id="K1", working_time_percent=80), "AB arbejder nu 80 %.", "AB now works 80 %."),
        (
            LimitChanges(consultant_id="K1", target_count=40, limit_weight=50),
            "AB har nu måltal 40 sager og loft 50 efter vægt.",
            "AB now has a target of 40 cases and a limit of 50 by weight.",
        ),
        (
            TeamChanges(consultant_id="K1", team_id="ledige"),
            "AB går til Ledige; sagerne bliver.",
            "AB joins Ledige; the cases stay.",
        ),
        (
            TeamChanges(consultant_id="K1", team_id="ledige", takes_cases=True),
            "AB går til Ledige og tager sine sager med.",
            "AB joins Ledige with all cases.",
        ),
        (
            TeamsMerge(team_ids=("fastholdelse", "ledige"), pool="fælles"),
            "Fastholdelse og Ledige lægges sammen.",
            "Fastholdelse and Ledige merge.",
        ),
        (
            CaseChanges(case_id="2026-0001", employment="unemployed", team_id="ledige"),
            "Sag 2026-0001 har mistet arbejdsgiveren og hører til Ledige.",
            "Case 2026-0001 has lost the employer and belongs to Ledige.",
        ),
        (
            CaseChanges(case_id="2026-0001", employment="employed"),
            "Sag 2026-0001 har fået arbejdsgiver.",
            "Case 2026-0001 has an employer again.",
        ),
    ],
)
def test_an_occasion_is_a_sentence_in_both_languages(occasion, da, en):
    said = occasion_in_words(occasion, NAMES)
    assert (said.da, said.en) == (da, en)
