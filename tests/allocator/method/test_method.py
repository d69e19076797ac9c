import re
from typing import get_args

import pytest

from allocator.facts import gather
from allocator.method import describe_method
from allocator.method.deadlines import dates_in_words
from allocator.rules import PAIRWISE_RULES, RULE_BY_ID, cohesion, left_out
from models.case import CaseType, RiskFlag
from models.caseload import Measure
from models.law import CATEGORIES, SETTINGS
from models.method import ParagraphKind
from models.policy import Mode, Policy, SwapApproval
from models.policy_parts import WhenContactImpossible
from models.policy_prices import PRICES, has_price, without_price
from models.policy_wording import value_in_words
from models.presets import PRESET_NAMES, preset
from models.rule_id import RuleId
from models.text import Language, Text
from models.wording import word
from tests.factories import (
    MONDAY,
    StraightLineTravel,
    days,
    make_case,
    make_consultant,
    make_employer,
    make_open_cases,
    make_relation,
    make_snapshot,
)
from tests.random_teams import random_team

LANGUAGES = get_args(Language)
HEDENSTED = preset("hedensted")
NUM_SOURCES_SECTIONS = 1


def with_value(policy, path, value):
    part, name = path.split(".")
    changed = getattr(policy, part).model_copy(update={name: value})
    return policy.model_copy(update={part: changed})


def everything_counts():
    """A policy in which every number has a say."""
    policy = HEDENSTED
    for path, value in (
        ("calendar.no_slot_minutes", 9_000),
        ("calendar.minutes_less_per_slot", 11),
        ("industry.missing_level_minutes", 13),
        ("industry.mandatory_sections", frozenset({"Q", "C"})),
        ("caseload.limit_weight", 77),
        ("move.max_gained", 12),
    ):
        policy = with_value(policy, path, value)
    return policy


def body(policy, language):
    """The page without the list of all numbers at its end."""
    return "\n".join(
        each.text.in_language(language)
        for section in describe_method(policy).sections[:-NUM_SOURCES_SECTIONS]
        for each in section.paragraphs
    )


def paragraphs(policy, heading):
    (section,) = [each for each in describe_method(policy).sections if each.heading.en == heading]
    return section.paragraphs


def about(policy, rule, heading="What counts in minutes"):
    (found,) = [each for each in paragraphs(policy, heading) if each.rules == (rule,)]
    return found.text


def numbers_in(text):
    return {int(number) for number in re.findall(r"\d+", text)}


NUMBERS = [
    parameter.path
    for parameter in everything_counts().parameters()
    if isinstance(value_in_words(everything_counts(), parameter.path), int)
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", NUMBERS)
def test_every_number_of_the_policy_is_said_where_it_belongs(path, language):
    part, name = path.split(".")
    field = type(getattr(HEDENSTED, part)).model_fields[name]
    most = next(each.le for each in field.metadata if hasattr(each, "le"))
    policy = with_value(everything_counts(), path, 3 if most == 3 else most - 1)
    assert (3 if most == 3 else most - 1) in numbers_in(body(policy, language))
    if most > 3:
        assert most - 1 not in numbers_in(body(everything_counts(), language)), "or the number was there by accident"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_weight_is_said(language):
    types = {case_type: number for number, case_type in enumerate(CaseType, 21)}
    flags = {flag: number for number, flag in enumerate(RiskFlag, 31)}
    policy = with_value(HEDENSTED, "weights.case_type_quarters", types)
    text = body(with_value(policy, "weights.risk_flag_quarters", flags), language)
    for member, weight in types.items():
        assert f"{word(member).in_language(language)} {weight}" in text
    for member, weight in flags.items():
        assert f"{word(member).in_language(language)} +{weight}" in text


@pytest.mark.parametrize("name", PRESET_NAMES)
def test_every_rule_is_told_of_under_every_preset(name):
    told = {
        rule for section in describe_method(preset(name)).sections for each in section.paragraphs for rule in each.rules
    }
    assert told == set(RuleId)


@pytest.mark.parametrize("name", PRESET_NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_stands_once_among_the_sources_with_its_value_and_source(name, language):
    policy = preset(name)
    page = [each.text.in_language(language) for each in describe_method(policy).sections[-1].paragraphs]
    for parameter in policy.parameters():
        sentence = parameter.sentence.in_language(language).removesuffix(".")
        (row,) = [each for each in page if each.startswith(f"{sentence}: ")]
        said = value_in_words(policy, parameter.path)
        assert (said.in_language(language) if isinstance(said, Text) else str(said)) in row
        assert (parameter.source is not None) == (": Sammen om Fastholdelse" in row)
    documented = [number for number, row in enumerate(page) if ": Sammen om Fastholdelse" in row]
    assert max(documented) < page.index(
        next(row for row in page if row.startswith(("Disse er antaget", "These are ass")))
    )


@pytest.mark.parametrize("rule", PRICES)
def test_a_rule_whose_price_is_nothing_is_said_not_to_count(rule):
    policy = without_price(everything_counts(), rule)
    assert not has_price(policy, rule)
    assert "Tæller ikke hos os" in about(policy, rule).da
    assert "Does not count with us" in about(policy, rule).en
    assert "Tæller ikke" not in about(everything_counts(), rule).da


def test_without_visits_the_way_does_not_count_either():
    assert "Tæller ikke hos os" in about(with_value(HEDENSTED, "travel.expected_visits", 0), RuleId.TRAVEL).da


def test_every_rule_that_competes_in_minutes_can_be_made_to_cost_nothing():
    priced = {rule.id for rule in PAIRWISE_RULES if rule.minutes} | {RuleId.CASELOAD, RuleId.COHESION}
    assert set(PRICES) == priced
    with pytest.raises(KeyError):
        has_price(HEDENSTED, RuleId.PIN)


def test_steps_stand_in_the_order_in_which_they_are_solved():
    rules = [each.rules for each in paragraphs(preset("herning"), "What comes before what") if each.kind == "step"]
    assert rules == [(RuleId.LEFT_OUT,), (RuleId.CONTACT,), (RuleId.CONTACT,), (RuleId.INDUSTRY,), ()]
    two = HEDENSTED.model_copy(update={"levels": ((RuleId.TRAVEL, RuleId.INDUSTRY),)})
    step = paragraphs(two, "What comes before what")[3]
    assert "»køretid og branchekendskab«" in step.text.da
    assert "prisen er 0" not in step.text.da
    idle = HEDENSTED.model_copy(update={"levels": ((RuleId.INDUSTRY,),)})
    assert "prisen er 0" in paragraphs(idle, "What comes before what")[3].text.da
    assert "ingen andre faste trin" in paragraphs(HEDENSTED, "What comes before what")[3].text.da


def test_choices_are_said_in_sentences():
    assert "ugentlige møde" in body(HEDENSTED, "da")
    assert "løbende" in body(HEDENSTED.model_copy(update={"mode": Mode.ON_ARRIVAL}), "da")
    assert "koordinatoren siger ja" in body(
        HEDENSTED.model_copy(update={"swap_approval": SwapApproval.COORDINATOR}), "da"
    )
    assert "åben for alle" in body(HEDENSTED, "da")
    assert "venter den" in body(with_value(HEDENSTED, "contact.when_impossible", WhenContactImpossible.WAITS), "da")
    weighed = body(with_value(HEDENSTED, "caseload.measure", Measure.WEIGHT), "en")
    assert "Cases are measured by weight" in weighed
    assert "the weight is used to measure caseloads" in weighed


def test_limits_that_are_not_there_are_said_not_to_be():
    policy = HEDENSTED
    for path in ("limit_count", "limit_weight", "max_new_per_round"):
        policy = with_value(policy, f"caseload.{path}", None)
    policy = with_value(with_value(policy, "rotation.max_unwanted_per_round", None), "caseload.ramp_weeks", 0)
    text = about(policy, RuleId.LIMITS, "What never happens").da
    assert numbers_in(text) == set()
    assert text.count("ikke noget loft") == 3
    assert "fra første dag" in text
    assert "ikke noget loft" in about(policy, RuleId.ROTATION, "What never happens").da


def test_mandatory_industries_are_named():
    assert "industri og sundhed og socialvæsen" in about(everything_counts(), RuleId.INDUSTRY, "What never happens").da


def test_a_policy_with_no_sources_and_one_with_nothing_but_sources_say_so():
    nothing = Policy(name="x", valid_from=MONDAY, description=Text(da="En.", en="One."))
    assert "Ingen af tallene har en kilde" in describe_method(nothing).sections[-1].paragraphs[0].text.da
    source = Text(da="en prøve", en="a test")
    paths = {each.path: source for each in nothing.parameters()}
    everything = nothing.model_copy(update={"documented": paths})
    assert not any("antaget" in each.text.da for each in describe_method(everything).sections[-1].paragraphs)


def test_without_risk_flags_none_are_spoken_of():
    assert "risikoflag" not in body(with_value(HEDENSTED, "weights.risk_flag_quarters", {}), "da").split("Frister")[0]


@pytest.mark.parametrize("row", [*SETTINGS, *CATEGORIES], ids=lambda row: row.id)
def test_the_law_stands_with_its_numbers_dates_and_sources(row):
    for language, ends in (("da", "Kilde"), ("en", "Source")):
        (text,) = [
            each.text.in_language(language)
            for each in paragraphs(HEDENSTED, "Deadlines and categories by law")
            if each.text.in_language(language).endswith(f"{ends}: {row.source.in_language(language)}.")
            and row.value in numbers_in(each.text.in_language(language))
            and (not row.id.isdigit() or f" {row.id}:" in each.text.in_language(language))
        ]
        for date in (row.valid_from, row.valid_to):
            assert date is None or f"{date.year}" in text


def test_the_dates_of_the_law_are_written_out():
    law = "\n".join(each.text.da for each in paragraphs(HEDENSTED, "Deadlines and categories by law"))
    assert "Udledt, gælder fra 1. juli 2026." in law
    assert "Ophævet, gjaldt til og med 31. december 2024." in law


def test_a_rule_with_both_dates_has_both_written():
    both = SETTINGS[0].model_copy(update={"valid_from": MONDAY, "valid_to": MONDAY + days(30)})
    assert dates_in_words(both).da == "gælder fra 5. januar 2026 til og med 4. februar 2026"


def example_facts(**fields):
    """What the examples of the page speak of: Anne has the contact, Bo is her deputy, Carla is anybody."""
    sawmill = make_employer(1, industry={"scheme": "DB07", "code": "F"})
    people = (
        make_consultant("Anne", preferences={CaseType.DEPRESSION: 2}, **fields),
        make_consultant("Bo", preferences={CaseType.DEPRESSION: -1}, industries={"F": 1}),
        make_consultant("Carla", received_lately={CaseType.BRAIN_INJURY: 4}, preferences={CaseType.BRAIN_INJURY: -1}),
    )
    return gather(
        make_snapshot(
            consultants=people,
            employers=(sawmill,),
            contact_relations=(make_relation(sawmill, "Anne", deputy_id="Bo"),),
            cases=(
                make_case(1, employer_id=sawmill.id, case_type=CaseType.DEPRESSION, previous_consultant_id="Anne"),
                make_case(
                    2,
                    case_type=CaseType.BRAIN_INJURY,
                    fast_track=True,
                    waiting_since=MONDAY - days(21),
                    first_day_of_absence=MONDAY - days(28),
                ),
                *make_open_cases("Carla", 48),
            ),
            wishes=({"consultant_id": "Anne", "case_id": "2026-0001", "step": 2},),
        ),
        fields.pop("policy", everything_counts()),
        StraightLineTravel(),
    )


def minutes_of(rule, facts, number, name):
    return int(RULE_BY_ID[rule].minutes(facts)[facts.case_index[f"2026-000{number}"], facts.consultant_index[name]])


@pytest.mark.parametrize(
    ("rule", "number", "name", "said"),
    [
        (RuleId.CONTACT, 1, "Carla", "if Carla does, {}"),
        (RuleId.CONTACT, 1, "Bo", "if Bo does, {}"),
        (RuleId.INDUSTRY, 1, "Bo", "lacks 2 levels: {}"),
        (RuleId.PREFERENCE, 1, "Anne", "such a case {} cheaper"),
        (RuleId.PREFERENCE, 1, "Bo", "makes it {} dearer"),
        (RuleId.WISH, 1, "Anne", "the case {} cheaper"),
        (RuleId.RETURNING, 1, "Bo", "If Bo gets the case, it costs {}"),
        (RuleId.URGENCY, 2, "Carla", "the urgent case costs {}"),
        (RuleId.ROTATION, 2, "Carla", "received 4 costs {}"),
    ],
)
def test_the_examples_are_what_the_rules_count(rule, number, name, said):
    minutes = abs(minutes_of(rule, example_facts(), number, name))
    assert said.format(f"{minutes} minutes") in about(everything_counts(), rule).en


def test_the_example_of_waiting_is_what_the_first_level_counts():
    facts = example_facts()
    points = left_out.points(facts)[facts.case_index["2026-0002"]] - facts.is_near_deadline(1) * 0
    near = facts.policy.left_out.near_deadline_points
    assert f"= {points - near} points" in about(everything_counts(), RuleId.LEFT_OUT, "What comes before what").en


@pytest.mark.parametrize(("percent", "counts"), [(100, 80), (50, 40), (33, 26), (150, 120)])
def test_the_example_of_travel_is_what_the_rule_counts(percent, counts):
    policy = with_value(HEDENSTED, "travel.counted_percent", percent)
    assert f"2 × 20 × 2 = 80 minutes on the road, and that costs {counts} minutes" in about(policy, RuleId.TRAVEL).en


def test_the_example_of_the_calendar_never_falls_below_nothing():
    policy = with_value(with_value(HEDENSTED, "calendar.no_slot_minutes", 60), "calendar.minutes_less_per_slot", 90)
    assert "with one free slot, 0 minutes" in about(policy, RuleId.CALENDAR).en


def test_the_example_of_cohesion_is_the_fee_of_a_new_face():
    fee = int(
        cohesion.fees(
            gather(
                make_snapshot(
                    employers=(make_employer(),),
                    cases=tuple(make_case(number, employer_id=make_employer().id) for number in (1, 2)),
                ),
                HEDENSTED,
                StraightLineTravel(),
            )
        )[0, 0]
    )
    assert f"2 new faces cost {2 * fee} minutes, with 1 only {fee} minutes" in about(HEDENSTED, RuleId.COHESION).en


def test_the_examples_of_the_caseload_hold_for_both_measures():
    assert (
        "3 above costs 24 minutes; for somebody who is 5 below it saves 15 minutes"
        in about(HEDENSTED, RuleId.CASELOAD).en
    )
    weighed = with_value(HEDENSTED, "caseload.measure", Measure.WEIGHT)
    assert re.search(r"3 above costs 2[0-8] minutes", about(weighed, RuleId.CASELOAD).en)


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_any_policy_is_whole_sentences(seed, language):
    _, policy = random_team(seed)
    method = describe_method(policy)
    for section in method.sections:
        for each in section.paragraphs:
            text = each.text.in_language(language)
            assert text[0].isupper() or text[0].isdigit()
            assert text[-1] in ".:"
            assert "  " not in text
            assert ".." not in text
            assert not re.search(r"[a-zæøå]\.[A-ZÆØÅ]|None(?! of)|\{|_", text.replace("open_to_all", ""))
            assert not re.search(r"\b1 (minutter|sager|dage|uger|minutes|cases|days|weeks)\b(?!-)", text)
    assert ParagraphKind.STEP in {each.kind for each in method.sections[1].paragraphs}
