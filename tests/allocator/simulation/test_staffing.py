from itertools import pairwise

import numpy as np
import pytest

from allocator.simulation import draw_history, run
from allocator.simulation.calendar import NEVER, Calendar
from allocator.simulation.policies import PRACTICES
from allocator.simulation.staffing import draw_staff
from models.streams import Streams
from tests.allocator.simulation.worlds import MONDAY, make_cases, make_post, make_staff, make_world


def staff_of(weeks=104, posts=1, **changes):
    world = make_world(posts=posts, staff=make_staff(**changes))
    return draw_staff(world, Calendar(MONDAY, weeks), Streams(1, "test"))


def test_everybody_stays_and_is_there_where_nothing_happens():
    staff = staff_of(posts=3)

    assert [each.last_day for each in staff.tenures] == [NEVER] * 3
    assert not staff.is_away.any()


def test_holidays_come_in_their_weeks_and_last_as_long():
    staff = staff_of(weeks=52, holiday_blocks=((7, 8, 1), (27, 30, 3)))
    away = np.flatnonzero(staff.is_away[0])

    assert len(away) == 28
    assert set((away[:7] // 7 + 2).tolist()) <= {7, 8}
    assert 27 <= away[7] // 7 + 2 <= 30
    assert away[7] % 7 == 0


def test_sick_days_are_those_of_a_year():
    """Working days away in a year, over many posts, from short spells and long absences together."""
    staff = staff_of(weeks=104, posts=200, sick_days_per_year=8.5, long_absence_percent=5.0, long_absence_weeks=12.0)
    working = np.arange(staff.is_away.shape[1]) % 7 < 5

    assert staff.is_away[:, working].sum(axis=1).mean() / 2 == pytest.approx(8.5, rel=0.3)


def test_so_many_leave_in_a_year_and_are_replaced():
    staff = staff_of(weeks=156, posts=200, departure_percent=20.0)
    left = sum(0 <= each.last_day < 1092 for each in staff.tenures)

    assert left / 200 / 3 == pytest.approx(0.2, abs=0.05)
    for post in range(200):
        own = [each for each in staff.tenures if each.post == post]
        for earlier, later in pairwise(own):
            assert later.first_day == earlier.last_day + 1 + 28
            assert later.consultant.start_date is not None
            assert later.consultant.id != earlier.consultant.id


def test_planned_leave_is_known_before_and_illness_only_once_it_has_begun():
    staff = staff_of(weeks=104, holiday_blocks=((27, 27, 1),), sick_days_per_year=60.0)
    calendar = Calendar(MONDAY, 104)
    sick = next(each for each in staff.away[0] if not each.is_planned and each.first_day > 30)
    day_before = {each.first_day for each in staff.known_absences(0, sick.first_day - 1, calendar)}
    on_the_day = {each.first_day for each in staff.known_absences(0, sick.first_day, calendar)}

    assert calendar.date_of(sick.first_day) not in day_before
    assert calendar.date_of(sick.first_day) in on_the_day
    holiday = next(each for each in staff.away[0] if each.is_planned and each.first_day > 100)
    assert calendar.date_of(holiday.first_day) in {
        each.first_day for each in staff.known_absences(0, holiday.first_day - 60, calendar)
    }


def test_one_post_more_leaves_the_others_as_they_were():
    few, many = staff_of(posts=2, departure_percent=50.0), staff_of(posts=3, departure_percent=50.0)

    def days(staff):
        return [(each.consultant.id, each.first_day, each.last_day) for each in staff.tenures if each.post < 2]

    assert len(days(few)) > 2
    assert days(few) == days(many)


def test_a_leaver_gets_no_new_cases_hands_over_in_even_parts_and_leaves_none_behind():
    posts = tuple(make_post(number) for number in range(1, 5))
    world = make_world(posts=posts, cases=make_cases(inflow_per_week=20.0), staff=make_staff(departure_percent=60.0))
    history = draw_history(world, seed=2, replication=0, weeks=52)
    figures = run(history, PRACTICES["least-loaded"]())
    leaver = next(each for each in history.staff.tenures if 60 < each.last_day < 300)
    week = leaver.notice_day // 7

    assert figures.by_post["given"][week : week + 4, leaver.post].sum() == 0
    before = figures.by_post["open_cases"][week - 1, leaver.post]
    during = figures.by_post["open_cases"][week : week + 4, leaver.post]
    assert before > during[0] > during[1] > during[2] > during[3] == 0
    assert during[0] >= before / 2
    assert (figures.by_post["open_cases"][week + 4 : week + 8, leaver.post] == 0).all()
    assert figures.weekly["handed_over"][week : week + 4].sum() >= 0.5 * before


def test_a_newcomer_takes_her_turn_with_the_others_and_not_all_new_cases():
    world = make_world(posts=4, cases=make_cases(inflow_per_week=20.0), staff=make_staff(departure_percent=60.0))
    history = draw_history(world, seed=2, replication=0, weeks=52)
    figures = run(history, PRACTICES["equal-number"]())
    newcomer = next(each for each in history.staff.tenures if 60 < each.first_day < 280)
    week = newcomer.first_day // 7
    given = figures.by_post["given"][week : week + 6]

    assert given[:, newcomer.post].sum() / given.sum() < 0.5
