"""Occasions as people say them."""

import datetime

import pytest

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
from service.spoken_occasions import SpokenOccasions, spoken_occasions
from tests.factories import make_consultant, make_snapshot

SNAPSHOT = make_snapshot(consultants=(make_consultant("K1", initials="AB"), make_consultant("K2", initials="CD")))
FIRST, LAST = datetime.date(2026, 1, 5), datetime.date(2026, 2, 27)


def heard(**said):
    return spoken_occasions(SpokenOccasions(**{kind: (text,) for kind, text in said.items()}), SNAPSHOT)


@pytest.mark.parametrize(
    ("kind", "text", "occasion"),
    [
        ("absent", "K1:2026-01-05:2026-02-27", Absent(consultant_id="K1", first_day=FIRST, last_day=LAST)),
        ("absent", "ab:05-01-2026:27-02-2026", Absent(consultant_id="K1", first_day=FIRST, last_day=LAST)),
        ("leaves", "CD", Leaves(consultant_id="K2")),
        ("leaves", "CD:2026-02-27", Leaves(consultant_id="K2", last_day=LAST)),
        ("returns", "AB", Returns(consultant_id="K1")),
        ("returns", "AB:2026-01-05", Returns(consultant_id="K1", first_day=FIRST)),
        ("returns", "AB:8", Returns(consultant_id="K1", ramp_weeks=8)),
        ("returns", "AB:2026-01-05:8", Returns(consultant_id="K1", first_day=FIRST, ramp_weeks=8)),
        ("newcomer", "AB", Starts(consultant_id="K1")),
        ("hours", "AB:80", HoursChange(consultant_id="K1", working_time_percent=80)),
        ("target", "AB:40", LimitChanges(consultant_id="K1", target_count=40)),
        ("target_weight", "AB:41", LimitChanges(consultant_id="K1", target_weight=41)),
        ("limit", "AB:50", LimitChanges(consultant_id="K1", limit_count=50)),
        ("limit_weight", "AB:51", LimitChanges(consultant_id="K1", limit_weight=51)),
        ("to_team", "AB:ledige", TeamChanges(consultant_id="K1", team_id="ledige")),
        ("to_team", "AB:ledige:sager", TeamChanges(consultant_id="K1", team_id="ledige", takes_cases=True)),
        ("merge", "T1 + T2", TeamsMerge(team_ids=("T1", "T2"), pool="T1+T2")),
        ("merge", "T1+T2=fælles", TeamsMerge(team_ids=("T1", "T2"), pool="fælles")),
        ("unemployed", "2026-0001", CaseChanges(case_id="2026-0001", employment="unemployed")),
        ("case_team", "2026-0001:ledige", CaseChanges(case_id="2026-0001", team_id="ledige")),
    ],
)
def test_what_is_said_is_understood(kind, text, occasion):
    assert heard(**{kind: text}) == (occasion,)


def test_occasions_happen_in_the_order_of_their_kinds():
    said = heard(hours="AB:80", absent="CD:2026-01-05:2026-02-27")
    assert [each.kind for each in said] == ["absence", "hours"]


def test_somebody_nobody_knows_is_passed_on_to_be_said_unknown():
    assert heard(leaves="XY")[0].consultant_id == "XY"


def test_initials_that_two_have_name_nobody():
    twice = make_snapshot(consultants=(make_consultant("K1", initials="AB"), make_consultant("K2", initials="AB")))
    (leaves,) = spoken_occasions(SpokenOccasions(leaves=("AB",)), twice)
    assert leaves.consultant_id == "AB"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("absent", "AB"),
        ("absent", "AB:i morgen:2026-02-27"),
        ("absent", "AB:2026-02-27:2026-01-05"),
        ("leaves", "AB:2026-01-05:2026-02-27"),
        ("returns", "AB:8:9"),
        ("newcomer", "AB:CD"),
        ("hours", "AB:mange"),
        ("hours", "AB:0"),
        ("target", "AB:-1"),
        ("to_team", "AB:ledige:måske"),
        ("merge", "T1"),
        ("merge", "T1+T2=a=b"),
        ("case_team", "2026-0001"),
    ],
)
def test_what_cannot_be_understood_is_told_with_how_to_write_it(kind, text):
    with pytest.raises(UnusableInput) as refused:
        heard(**{kind: text})
    (finding,) = refused.value.findings
    assert (finding.code, finding.column) == ("occasion_invalid", kind)
    assert finding.remedy.da.startswith("Skriv ")


def test_all_faults_are_told_at_once_and_no_personal_number_is_repeated():
    with pytest.raises(UnusableInput) as refused:
        spoken_occasions(SpokenOccasions(absent=("AB", "0101901234"), hours=("AB",)), SNAPSHOT)
    assert len(refused.value.findings) == 3
    assert not any("0101901234" in finding.sentence("da") for finding in refused.value.findings)
