import datetime

import pytest

from models.caseload import Measure
from models.errors import Severity, UnusableInput
from models.policy import Mode, SwapApproval
from models.presets import PRESET_NAMES, parse_policy, preset
from models.rule_id import RuleId

HEAD = 'name = "vores"\nvalid_from = 2026-01-05\ndescription = { da = "Vores.", en = "Ours." }\n'


@pytest.mark.parametrize(
    ("name", "mode", "target", "limit", "levels"),
    [
        ("hedensted", Mode.WEEKLY, 45, 55, ()),
        ("herning", Mode.ON_ARRIVAL, 42, 42, ((RuleId.CONTACT,), (RuleId.INDUSTRY,))),
        ("vejle", Mode.ON_ARRIVAL, 45, 60, ()),
    ],
)
def test_a_preset_is_the_documented_practice(name, mode, target, limit, levels):
    policy = preset(name)
    assert policy.name == name
    assert policy.valid_from == datetime.date(2026, 1, 5)
    assert policy.mode is mode
    assert policy.levels == levels
    assert (policy.caseload.target, policy.caseload.limit_count) == (target, limit)
    assert policy.caseload.measure is Measure.COUNT
    assert policy.caseload.limit_weight is None


def test_hedensted_weighs_where_people_live_and_what_they_wish_and_not_their_industries():
    policy = preset("hedensted")
    assert policy.travel.counted_percent == 100
    assert policy.preference.step_minutes > 0
    assert policy.preference.wish_step_minutes > 0
    assert policy.contact.broken_minutes > 0
    assert policy.industry.missing_level_minutes == 0
    assert policy.calendar.no_slot_minutes == policy.calendar.minutes_less_per_slot == 0


def test_herning_knows_contacts_industries_and_caseloads_and_no_home_address():
    policy = preset("herning")
    assert policy.travel.counted_percent == 0
    assert policy.industry.missing_level_minutes > 0
    assert policy.preference.step_minutes == policy.preference.wish_step_minutes == 0
    assert policy.calendar.no_slot_minutes == 0
    assert policy.swap_approval is SwapApproval.BOTH


def test_vejle_sends_the_contact_the_nearest_or_the_one_with_room_in_the_calendar():
    policy = preset("vejle")
    assert policy.contact.broken_minutes > policy.calendar.no_slot_minutes > 0
    assert policy.calendar.minutes_less_per_slot > 0
    assert policy.travel.counted_percent == 100
    assert policy.industry.missing_level_minutes == policy.preference.step_minutes == 0


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("herning", {"contact", "industry", "absence", "caseload"}),
        ("vejle", {"contact", "travel", "calendar", "absence", "caseload"}),
    ],
)
def test_where_one_person_decides_by_a_list_nothing_else_has_a_price(name, listed):
    policy = preset(name)
    prices = {
        "contact": policy.contact.broken_minutes,
        "travel": policy.travel.counted_percent,
        "calendar": policy.calendar.no_slot_minutes,
        "industry": policy.industry.missing_level_minutes,
        "preference": policy.preference.step_minutes,
        "wish": policy.preference.wish_step_minutes,
        "returning": policy.returning.not_previous_minutes,
        "urgency": policy.urgency.minutes_per_case_above_target,
        "caseload": policy.caseload.step_above_minutes,
        "cohesion": policy.cohesion.new_face_minutes,
        "rotation": policy.rotation.minutes_per_recent_case,
        "absence": policy.absence.absent_day_minutes,
    }
    assert {rule for rule, price in prices.items() if price} == listed


@pytest.mark.parametrize("name", PRESET_NAMES)
def test_documented_settings_have_their_source_in_both_languages_and_the_others_are_assumed(name):
    parameters = {parameter.path: parameter for parameter in preset(name).parameters()}
    for path in ("caseload.target", "caseload.limit_count", "caseload.measure"):
        assert parameters[path].source.da.startswith("Sammen om Fastholdelse, evaluering 2019: ")
        assert parameters[path].source.en.startswith("Sammen om Fastholdelse, evaluation 2019: ")
    assert parameters["absence.absent_day_minutes"].source is None


@pytest.mark.parametrize("name", PRESET_NAMES)
def test_whatever_a_preset_switches_off_is_documented(name):
    ours = {parameter.path: parameter for parameter in parse_policy(HEAD).parameters()}
    for parameter in preset(name).parameters():
        if parameter.value == "0" and ours[parameter.path].value != "0":
            assert parameter.source is not None, parameter.path


def test_a_preset_nobody_wrote_is_an_error():
    with pytest.raises(KeyError, match="atlantis"):
        preset("atlantis")


def test_a_policy_file_says_only_what_differs():
    policy = parse_policy(HEAD + "[caseload]\ntarget = 40\n")
    assert policy.caseload.target == 40
    assert policy.travel == parse_policy(HEAD).travel


def test_text_that_is_no_toml_says_where():
    with pytest.raises(UnusableInput) as error:
        parse_policy("name = \n")
    (finding,) = error.value.findings
    assert (finding.code, finding.column, finding.severity) == ("policy_invalid", "policy", Severity.ERROR)
    assert "line 1" in finding.what.en
    assert "ikke gyldig TOML" in finding.what.da
    assert finding.remedy.da == "Ret det i politikken."


def test_every_fault_of_a_policy_file_has_its_own_finding_with_the_path():
    with pytest.raises(UnusableInput) as error:
        parse_policy(HEAD + '[caseload]\ntarget = -1\ngoal = 3\n[travel]\nexpected_visits = "many"\n')
    assert {finding.column for finding in error.value.findings} == {
        "caseload.target",
        "caseload.goal",
        "travel.expected_visits",
    }


def test_a_fault_of_the_whole_policy_is_named_so():
    with pytest.raises(UnusableInput) as error:
        parse_policy('levels = [["caseload"]]\n' + HEAD)
    (finding,) = error.value.findings
    assert finding.column == "policy"
    assert "caseload cannot be a level" in finding.what.en


@pytest.mark.parametrize(
    ("text", "danish"),
    [
        ('levels = [["caseload"]]\n', "Reglen caseload kan ikke være et niveau; det kan kun contact, "),
        ('levels = [["contact"], ["contact"]]\n', "Reglen contact står i to niveauer; behold det ene."),
        ("levels = [[]]\n", "Et niveau er tomt; skriv dets regler, eller slet det."),
        ("caseload.limit_count = 40\n", "Loftet (40) er under måltallet (45); hæv det ene, eller sænk det andet."),
        (
            'documented."caseload.goal" = {da = "x", en = "x"}\n',
            "documented nævner caseload.goal, som ingen indstilling hedder; ret navnet.",
        ),
    ],
)
def test_what_does_not_fit_together_is_said_in_danish(text, danish):
    with pytest.raises(UnusableInput) as error:
        parse_policy(text + HEAD)
    (finding,) = error.value.findings
    assert finding.what.da.casefold().startswith(danish.casefold())
