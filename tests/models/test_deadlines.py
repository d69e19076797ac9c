import datetime

from models.case import Employment, FirstTalk, TalkForm
from models.deadlines import has_agreed_talk, talks_due
from tests.factories import MONDAY, days, make_case, make_open_case


def talk(**fields):
    return FirstTalk(**{"form": TalkForm.WORKPLACE, "decided_by": "AB", "decided_on": MONDAY, **fields})


def due_in(num_days, number=1, **fields):
    return make_case(number, deadline=MONDAY + days(num_days), **fields)


def test_a_talk_due_in_a_fortnight_is_due_and_a_day_later_it_is_not():
    talks = talks_due([due_in(14, 1), due_in(15, 2)], MONDAY)
    assert [(talk.case.id, talk.days_left) for talk in talks] == [("2026-0001", 14)]


def test_a_deadline_that_is_past_stays_on_the_list_with_negative_days():
    (late,) = talks_due([due_in(-3)], MONDAY)
    assert late.days_left == -3
    assert late.deadline == MONDAY - days(3)


def test_open_cases_are_on_the_list_like_new_ones_with_the_nearest_deadline_first():
    cases = [due_in(9, 3), make_open_case(2, "AB", deadline=MONDAY), due_in(9, 1)]
    assert [talk.case.id for talk in talks_due(cases, MONDAY)] == ["2026-0002", "2026-0001", "2026-0003"]


def test_a_talk_with_an_appointment_or_already_held_is_not_due():
    agreed = talk(agreed_for=MONDAY + days(3))
    held = talk(held_on=MONDAY - days(1), held_at_workplace=True)
    assert talks_due([due_in(5, 1, first_talk=agreed), due_in(5, 2, first_talk=held)], MONDAY) == ()


def test_a_decided_form_without_a_day_is_no_appointment():
    assert not has_agreed_talk(make_case(1, first_talk=talk()))
    assert len(talks_due([due_in(5, first_talk=talk())], MONDAY)) == 1


def test_a_case_the_law_asks_no_talk_for_is_not_due():
    summer = datetime.date(2026, 8, 3)
    exempt = make_case(1, first_day_of_absence=summer - days(50), received=summer, expected_back=summer + days(20))
    unemployed = exempt.model_copy(update={"id": "2026-0002", "employment": Employment.UNEMPLOYED})
    assert [talk.case.id for talk in talks_due([exempt, unemployed], summer)] == ["2026-0002"]


def test_the_team_may_look_further_ahead():
    assert len(talks_due([due_in(20)], MONDAY, within_days=20)) == 1
