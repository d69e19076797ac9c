"""Each municipality's practice, on cases made for it, under its own preset."""

import pytest

from allocator import distribute
from models.case import CaseType
from models.consultant import Absence, ConflictOfInterest
from models.employer import ContactMode
from models.industry import Industry, IndustryScheme
from models.policy_parts import WhenContactImpossible
from models.position import Position
from models.presets import PRESET_NAMES, preset
from models.proposal import ProposalStatus
from models.rule_id import RuleId
from models.wish import Wish
from tests.factories import (
    HEDENSTED,
    JUELSMINDE,
    MONDAY,
    TOERRING,
    StraightLineTravel,
    days,
    make_case,
    make_consultant,
    make_employer,
    make_open_case,
    make_open_cases,
    make_relation,
    make_snapshot,
)

HEDENSTED_POLICY, HERNING, VEJLE = (preset(name) for name in ("hedensted", "herning", "vejle"))
HOSPITAL = make_employer(1, industry=Industry(scheme=IndustryScheme.DB07, code="Q"), position=JUELSMINDE)
AT_HOSPITAL = make_case(1, employer_id=HOSPITAL.id, workplace=None)
KNOWS_HEALTH = {"industries": {"Q": 3}}
AWAY = (Absence(first_day=MONDAY, last_day=MONDAY + days(90)),)
THREE_MINUTES_AWAY = Position(latitude=HEDENSTED.latitude + 0.003, longitude=HEDENSTED.longitude)


def proposed(policy, seed=0, **fields):
    proposal = distribute(make_snapshot(**fields), policy, StraightLineTravel(), seed=seed)
    assert proposal.status is ProposalStatus.OPTIMAL
    return proposal


def takers(policy, **fields):
    return {each.case_id: each.consultant_id for each in proposed(policy, **fields).assignments}


def taker(policy, **fields):
    (only,) = takers(policy, **fields).values()
    return only


def with_open(num_by_consultant):
    return tuple(
        case
        for number, (consultant_id, num) in enumerate(num_by_consultant.items())
        for case in make_open_cases(consultant_id, num, 5000 + 100 * number)
    )


# --- Herning: contact person, then knowledge of the industry, then fewest cases; nobody above 42; no home addresses ---


def test_herning_takes_no_account_of_where_consultants_live():
    far, near = make_consultant("AB", home=TOERRING), make_consultant("CD", home=JUELSMINDE)

    for num_near, num_far, expected in ((10, 9, "AB"), (9, 10, "CD")):
        cases = (AT_HOSPITAL, *with_open({"CD": num_near, "AB": num_far}))
        assert taker(HERNING, employers=(HOSPITAL,), consultants=(far, near), cases=cases) == expected
    assert not any("travel" in each.terms for each in proposed(HERNING, consultants=(far, near)).assignments)


def test_herning_needs_no_home_addresses():
    team = make_snapshot().teams[0].model_copy(update={"office": None})

    assert taker(HERNING, teams=(team,), consultants=(make_consultant("AB", home=None),)) == "AB"


def test_herning_gives_the_case_to_the_contact_before_whoever_knows_the_industry_and_before_the_fewest_cases():
    contact, expert, idle = make_consultant("AB"), make_consultant("CD", **KNOWS_HEALTH), make_consultant("EF")
    fields = {
        "employers": (HOSPITAL,),
        "contact_relations": (make_relation(HOSPITAL, "AB"),),
        "cases": (AT_HOSPITAL, *with_open({"AB": 41, "CD": 30, "EF": 0})),
    }

    assert taker(HERNING, consultants=(contact, expert, idle), **fields) == "AB"
    fields["contact_relations"] = ()
    assert taker(HERNING, consultants=(contact, expert, idle), **fields) == "CD"
    assert taker(HERNING, consultants=(contact, make_consultant("CD"), idle), **fields) == "EF"


def test_herning_stops_at_42():
    cases = (*(make_case(number) for number in range(1, 5)), *with_open({"AB": 41, "CD": 41}))

    proposal = proposed(HERNING, cases=cases)

    assert {each.after for each in proposal.caseloads} == {42}
    assert [each.blocked_by for each in proposal.unassigned] == [(RuleId.LIMITS,)] * 2


def test_herning_scales_the_42_by_working_time():
    cases = (make_case(1), make_case(2), *with_open({"AB": 33}))

    proposal = proposed(HERNING, consultants=(make_consultant("AB", working_time_percent=80),), cases=cases)

    assert [each.after for each in proposal.caseloads] == [34]  # 33.6
    assert len(proposal.unassigned) == 1


def test_herning_asks_nobody_what_she_would_like():
    likes = make_consultant("AB", preferences={CaseType.OTHER: 2})
    cases = (make_case(1), *with_open({"AB": 1}))
    wishes = (Wish(consultant_id="AB", case_id="2026-0001", step=2),)

    assert taker(HERNING, consultants=(likes, make_consultant("CD")), cases=cases, wishes=wishes) == "CD"


# --- Vejle: contact person, or whoever lives nearest the workplace, or has most time in the calendar ---


def test_vejle_sends_whoever_lives_nearest():
    homes = {"AB": TOERRING, "CD": HEDENSTED, "EF": JUELSMINDE}
    consultants = tuple(make_consultant(name, home=home) for name, home in homes.items())

    for name, home in homes.items():
        assert taker(VEJLE, consultants=consultants, cases=(make_case(1, workplace=home),)) == name


def test_vejle_sends_the_one_with_room_in_the_calendar_before_one_a_little_nearer():
    nearest = make_consultant("AB", home=HEDENSTED, free_visit_slots={})
    with_room = make_consultant("CD", home=THREE_MINUTES_AWAY, free_visit_slots={"2026-W02": 3})

    assert taker(VEJLE, consultants=(nearest, with_room)) == "CD"
    full = with_room.model_copy(update={"free_visit_slots": {}})
    assert taker(VEJLE, consultants=(nearest, full)) == "AB"


def test_vejle_sends_the_contact_before_one_who_lives_nearer_and_has_room():
    contact = make_consultant("AB", home=HEDENSTED, free_visit_slots={"2026-W02": 1})
    nearer = make_consultant("CD", home=THREE_MINUTES_AWAY, free_visit_slots={"2026-W02": 9})
    employer = make_employer(2, position=THREE_MINUTES_AWAY)
    fields = {
        "employers": (employer,),
        "consultants": (contact, nearer),
        "cases": (make_case(1, employer_id=employer.id, workplace=None),),
    }

    assert taker(VEJLE, **fields) == "CD"
    assert taker(VEJLE, contact_relations=(make_relation(employer, "AB"),), **fields) == "AB"


def test_vejle_fills_up_to_60():
    cases = (*(make_case(number) for number in (1, 2)), *with_open({"AB": 59}))

    proposal = proposed(VEJLE, consultants=(make_consultant("AB"),), cases=cases)

    assert [each.after for each in proposal.caseloads] == [60]
    assert len(proposal.unassigned) == 1


# --- Hedensted: everything weighed against each other; consultants help choose ---


def test_hedensteds_preferences_decide_between_equals():
    stress = make_case(1, case_type=CaseType.STRESS_ANXIETY)
    likes = make_consultant("AB", preferences={CaseType.STRESS_ANXIETY: 1})
    dislikes = make_consultant("CD", preferences={CaseType.STRESS_ANXIETY: -1})

    for consultants, expected in (
        ((likes, make_consultant("EF")), "AB"),
        ((dislikes, make_consultant("EF")), "EF"),
        ((likes, dislikes), "AB"),
    ):
        assert taker(HEDENSTED_POLICY, consultants=consultants, cases=(stress,)) == expected


@pytest.mark.parametrize(("step", "expected"), [(1, "AB"), (-1, "CD")])
def test_hedensteds_wishes_decide_between_equals(step, expected):
    wishes = (Wish(consultant_id="AB", case_id="2026-0001", step=step),)

    assert taker(HEDENSTED_POLICY, wishes=wishes) == expected


def test_a_wish_does_not_outweigh_an_hour_on_the_road_in_hedensted():
    consultants = (make_consultant("AB", home=TOERRING), make_consultant("CD"))
    wishes = (Wish(consultant_id="AB", case_id="2026-0001", step=2),)

    assert taker(HEDENSTED_POLICY, consultants=consultants, wishes=wishes) == "CD"


def test_hedensted_gives_every_case_to_someone_while_there_is_room_below_55():
    cases = (*(make_case(number) for number in range(1, 5)), *with_open({"AB": 53, "CD": 53}))

    proposal = proposed(HEDENSTED_POLICY, cases=cases)

    assert proposal.unassigned == ()
    assert {each.after for each in proposal.caseloads} == {55}


def test_hedensted_takes_no_account_of_calendars_and_industries():
    consultants = (
        make_consultant("AB", free_visit_slots={}, home=JUELSMINDE),
        make_consultant("CD", free_visit_slots={"2026-W02": 9}, home=JUELSMINDE, **KNOWS_HEALTH),
    )
    cases = (AT_HOSPITAL, *with_open({"CD": 1}))

    assert taker(HEDENSTED_POLICY, employers=(HOSPITAL,), consultants=consultants, cases=cases) == "AB"


# --- a contact who must have the case, under every preset ---


def always(policy, when_impossible, num_contact=0, num_deputy=0, limit=None, **fields):
    """A case of a contact AB and a deputy CD, far away and loaded, where EF is near, idle and wants it."""
    contact = policy.contact.model_copy(update={"when_impossible": when_impossible})
    caseload = policy.caseload if limit is None else policy.caseload.model_copy(update={"limit_count": limit})
    consultants = {
        "AB": make_consultant("AB", home=TOERRING, **fields.get("AB", {})),
        "CD": make_consultant("CD", home=TOERRING, **fields.get("CD", {})),
        "EF": make_consultant("EF", home=JUELSMINDE, free_visit_slots={"2026-W02": 9}, **KNOWS_HEALTH),
    }
    return proposed(
        policy.model_copy(update={"contact": contact, "caseload": caseload}),
        employers=(HOSPITAL,),
        contact_relations=(make_relation(HOSPITAL, "AB", mode=ContactMode.ALWAYS, deputy_id="CD"),),
        consultants=tuple(consultants.values()),
        cases=(AT_HOSPITAL, *with_open({"AB": num_contact, "CD": num_deputy})),
        wishes=(
            Wish(consultant_id="EF", case_id=AT_HOSPITAL.id, step=2),
            Wish(consultant_id="AB", case_id=AT_HOSPITAL.id, step=-2),
        ),
    )


def given_to(proposal):
    return [each.consultant_id for each in proposal.assignments]


EVERYWHERE = pytest.mark.parametrize("policy", [HEDENSTED_POLICY, HERNING, VEJLE], ids=PRESET_NAMES)
EITHER = pytest.mark.parametrize("when_impossible", list(WhenContactImpossible))


@EVERYWHERE
@EITHER
def test_always_wins_over_the_way_the_caseload_and_every_wish(policy, when_impossible):
    assert given_to(always(policy, when_impossible, num_contact=41)) == ["AB"]


@EVERYWHERE
@EITHER
@pytest.mark.parametrize("impossible", [{"AB": {"absences": AWAY}}, {"AB": {"limit_count": 0}}], ids=["away", "full"])
def test_where_the_contact_is_away_or_full_the_deputy_has_it(policy, when_impossible, impossible):
    assert given_to(always(policy, when_impossible, num_deputy=41, **impossible)) == ["CD"]


@EVERYWHERE
@EITHER
def test_at_the_policys_limit_the_contact_is_full(policy, when_impossible):
    limit = policy.caseload.limit_count

    assert given_to(always(policy, when_impossible, num_contact=limit - 1)) == ["AB"]
    assert given_to(always(policy, when_impossible, num_contact=limit)) == ["CD"]


BOTH_IMPOSSIBLE = {"AB": {"absences": AWAY}, "CD": {"limit_count": 0}}


@EVERYWHERE
def test_where_both_are_impossible_the_case_is_open_to_all(policy):
    assert given_to(always(policy, WhenContactImpossible.OPEN_TO_ALL, **BOTH_IMPOSSIBLE)) == ["EF"]


@EVERYWHERE
def test_where_both_are_impossible_the_case_waits_and_says_why(policy):
    proposal = always(policy, WhenContactImpossible.WAITS, **BOTH_IMPOSSIBLE)

    (left_out,) = proposal.unassigned
    assert set(left_out.blocked_by) == {RuleId.CONTACT, RuleId.ABSENCE, RuleId.LIMITS}


@EITHER
def test_a_contact_with_a_conflict_of_interest_is_passed_over_like_one_who_is_away(when_impossible):
    conflicts = (ConflictOfInterest(case_id=AT_HOSPITAL.id),)

    assert given_to(always(HEDENSTED_POLICY, when_impossible, AB={"conflicts": conflicts})) == ["CD"]


def test_a_contact_with_room_for_one_has_the_case_that_has_no_deputy():
    without_deputy = make_employer(2)
    cases = (AT_HOSPITAL, make_case(2, employer_id=without_deputy.id))

    plan = takers(
        HEDENSTED_POLICY,
        employers=(HOSPITAL, without_deputy),
        contact_relations=(
            make_relation(HOSPITAL, "AB", mode=ContactMode.ALWAYS, deputy_id="CD"),
            make_relation(without_deputy, "AB", mode=ContactMode.ALWAYS),
        ),
        consultants=(make_consultant("AB", limit_count=1), make_consultant("CD"), make_consultant("EF")),
        cases=cases,
    )

    assert plan == {"2026-0001": "CD", "2026-0002": "AB"}


# --- everywhere ---


@EVERYWHERE
def test_people_above_their_limit_take_none_and_make_nothing_infeasible(policy):
    limit = policy.caseload.limit_count
    cases = (make_case(1), make_case(2), *with_open({"AB": limit + 9, "CD": limit - 1}))

    proposal = proposed(policy, cases=cases)

    assert {each.consultant_id: each.after - each.before for each in proposal.caseloads} == {"AB": 0, "CD": 1}
    assert [each.blocked_by for each in proposal.unassigned] == [(RuleId.LIMITS,)]


@EVERYWHERE
def test_where_everybody_is_above_every_case_waits_and_says_why(policy):
    cases = (make_case(1), *with_open({"AB": 99, "CD": 99}))

    proposal = proposed(policy, cases=cases)

    assert [each.blocked_by for each in proposal.unassigned] == [(RuleId.LIMITS,)]


@EVERYWHERE
def test_the_one_who_has_waited_longest_is_not_the_one_who_waits_again(policy):
    cases = (
        make_case(1),
        make_case(2, waiting_since=MONDAY - days(15)),
        make_open_case(3, "AB"),
    )

    proposal = proposed(policy, consultants=(make_consultant("AB", limit_count=2),), cases=cases)

    assert [each.case_id for each in proposal.unassigned] == ["2026-0001"]


@EVERYWHERE
def test_of_equals_the_one_who_received_fewest_lately_has_the_case_whatever_the_seed(policy):
    consultants = (
        make_consultant("AB", received_lately={CaseType.CANCER_HEART: 2}),
        make_consultant("CD", received_lately={CaseType.SURGERY_INJURY: 1}),
        make_consultant("EF", received_lately={CaseType.DEPRESSION: 3}),
    )

    for seed in range(10):
        (assignment,) = proposed(policy, seed, consultants=consultants).assignments
        assert assignment.consultant_id == "CD"


@EVERYWHERE
def test_of_those_who_received_equally_many_the_seed_chooses_and_everybody_has_her_turn(policy):
    consultants = tuple(make_consultant(name) for name in ("AB", "CD", "EF"))

    chosen = {proposed(policy, seed, consultants=consultants).assignments[0].consultant_id for seed in range(25)}

    assert chosen == {"AB", "CD", "EF"}


@EVERYWHERE
def test_rows_in_another_order_give_the_same_proposal(policy):
    consultants = tuple(make_consultant(name) for name in ("AB", "CD", "EF", "GH"))
    cases = (*(make_case(number) for number in range(1, 7)), *with_open({"AB": 2, "CD": 2}))

    for seed in range(5):
        one = proposed(policy, seed, consultants=consultants, cases=cases)
        other = proposed(policy, seed, consultants=consultants[::-1], cases=cases[::-1])
        assert other.model_copy(update={"solver": one.solver}) == one


def test_the_presets_differ_on_the_same_round_as_the_municipalities_do():
    """A specialist far away, somebody near, and somebody near who wants the case: each policy has its own answer."""
    consultants = (
        make_consultant("AB", home=TOERRING, **KNOWS_HEALTH),
        make_consultant("CD", home=JUELSMINDE, free_visit_slots={"2026-W02": 9}),
        make_consultant("EF", home=JUELSMINDE, free_visit_slots={}),
    )
    fields = {
        "employers": (HOSPITAL,),
        "consultants": consultants,
        "cases": (AT_HOSPITAL,),
        "wishes": (Wish(consultant_id="EF", case_id=AT_HOSPITAL.id, step=1),),
    }

    assert taker(HERNING, **fields) == "AB"
    assert taker(VEJLE, **fields) == "CD"
    assert taker(HEDENSTED_POLICY, **fields) == "EF"
