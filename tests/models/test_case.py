import pytest
from pydantic import ValidationError

from models.case import Employment, FirstTalk, TalkForm, TalkReason
from tests.factories import MONDAY, days, make_case, make_employer, make_open_case


def make_talk(**fields):
    return FirstTalk(**{"form": TalkForm.WORKPLACE, "decided_by": "AB", "decided_on": MONDAY, **fields})


def test_a_case_is_new_until_somebody_has_it():
    assert make_case().is_new
    assert not make_open_case(1, "AB").is_new


def test_a_citizen_waits_from_the_day_the_case_came_unless_another_day_is_said():
    assert make_case().waits_since == make_case().received
    assert make_case(waiting_since=MONDAY - days(20)).waits_since == MONDAY - days(20)


def test_the_talk_is_planned_as_decided():
    assert make_case(first_talk=make_talk(form=TalkForm.LATER, reason="dismissed")).talk_form is TalkForm.LATER


def test_an_undecided_talk_is_planned_at_the_workplace_where_there_is_one():
    assert make_case().talk_form is TalkForm.WORKPLACE
    assert make_case(employment=Employment.UNEMPLOYED, workplace=None).talk_form is TalkForm.ELSEWHERE


def test_a_case_cannot_come_before_the_absence():
    with pytest.raises(ValidationError, match="received before the first day of absence; correct one of the dates"):
        make_case(received=MONDAY, first_day_of_absence=MONDAY + days(1))
    assert make_case(received=MONDAY, first_day_of_absence=MONDAY)


def test_an_unemployed_person_has_no_employer():
    with pytest.raises(ValidationError, match="an unemployed person has no employer; correct the employment or"):
        make_case(employment=Employment.UNEMPLOYED, employer_id=make_employer().id)


def test_a_dated_request_for_a_fast_track_is_a_fast_track():
    with pytest.raises(ValidationError, match="is dated, but the case is not fast track; correct one of the two"):
        make_case(fast_track_requested=MONDAY)
    assert make_case(fast_track=True, fast_track_requested=MONDAY).fast_track


@pytest.mark.parametrize(
    "fields",
    [
        {"form": TalkForm.WORKPLACE, "reason": TalkReason.CONFLICT},
        {"form": TalkForm.ELSEWHERE},
        {"form": TalkForm.LATER},
    ],
)
def test_a_talk_has_a_reason_exactly_when_it_is_not_at_the_workplace(fields):
    with pytest.raises(ValidationError, match="a talk at the workplace has no reason, any other form has one"):
        make_talk(**fields)


@pytest.mark.parametrize("fields", [{"held_on": MONDAY}, {"held_at_workplace": False}])
def test_a_talk_that_was_held_has_a_date_and_a_place(fields):
    with pytest.raises(ValidationError, match="has both a date and a place; give both or neither"):
        make_talk(**fields)


def test_a_talk_planned_elsewhere_may_be_held_at_the_workplace_after_all():
    talk = make_talk(form=TalkForm.ELSEWHERE, reason="conflict", held_on=MONDAY, held_at_workplace=True)
    assert talk.held_at_workplace


@pytest.mark.parametrize("weight_quarters", [0, 41])
def test_a_weight_is_of_a_quarter_to_ten_cases(weight_quarters):
    with pytest.raises(ValidationError, match="weight_quarters"):
        make_case(weight_quarters=weight_quarters)
