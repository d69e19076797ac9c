"""Worlds so simple that their figures follow by hand or from a formula."""

import math

import numpy as np
import pytest

from allocator.simulation import CASE_TYPES, draw_history, run, simulate_replication
from allocator.simulation.inflow import inflow_per_week, mean_open_cases, mean_weeks
from allocator.simulation.policies import PRACTICES, Optimiser
from models.case import CaseType
from models.policy import Mode
from models.presets import preset
from models.world import WorldEmployer
from tests.allocator.simulation.worlds import make_cases, make_staff, make_talks, make_world

EVERY_DAY, WEEKLY = PRACTICES["least-loaded"](), PRACTICES["meeting"]()


def test_one_consultant_gets_every_case_on_the_day_it_comes():
    figures = simulate_replication(make_world(), EVERY_DAY, seed=1, replication=0, weeks=30)

    assert (figures.cases.post == 0).all()
    assert (figures.cases.wait_days == 0).all()
    assert figures.weekly["given"].sum() == figures.weekly["arrivals"].sum() == len(figures.cases.received)


def test_cases_of_a_certain_length_are_open_as_long_as_that():
    """Ten weeks each: after ten weeks, those open on a Monday are those that came in the 70 days before."""
    figures = simulate_replication(make_world(), WEEKLY, seed=1, replication=0, weeks=40)
    lengths = figures.cases.closes - figures.cases.received
    received = figures.cases.received

    assert set(lengths.tolist()) <= {69, 70}
    for week in range(11, 40):
        monday = 7 * week + (week in (13, 20))  # Easter Monday and Whit Monday are holidays
        open_then = (received < monday) & (figures.cases.closes > monday)
        assert figures.weekly["open_cases"][week] == open_then.sum()


def test_at_a_weekly_meeting_a_case_waits_until_the_next_first_working_day():
    figures = simulate_replication(make_world(), WEEKLY, seed=1, replication=0, weeks=12)
    given = figures.cases.given >= 0
    until_monday = 7 - figures.cases.received % 7

    assert (figures.cases.wait_days[given] == until_monday[given]).all()


def test_the_mean_wait_for_a_weekly_meeting_is_that_of_the_weekdays():
    world = make_world(cases=make_cases(received_by_weekday_percent=(40.0, 0.0, 0.0, 0.0, 60.0)))
    waits = [
        simulate_replication(world, WEEKLY, seed=1, replication=each, weeks=12).cases.wait_days for each in range(20)
    ]
    given = np.concatenate(waits)
    given = given[given >= 0]

    assert set(given.tolist()) == {3, 7}
    assert given.mean() == pytest.approx(0.4 * 7 + 0.6 * 3, abs=0.15)


def test_what_comes_on_a_public_holiday_is_received_on_the_next_working_day():
    history = draw_history(make_world(cases=make_cases(inflow_per_week=200.0)), seed=1, replication=0, weeks=16)
    arrivals = history.cases.received[history.cases.num_open :]
    maundy_thursday = history.calendar.day_of(history.world.start.replace(month=4, day=2))

    assert not np.isin(arrivals, range(maundy_thursday, maundy_thursday + 5)).any()
    assert (arrivals == maundy_thursday + 5).sum() > 2 * (arrivals == maundy_thursday + 6).sum()


@pytest.mark.slow
def test_as_many_are_open_as_come_in_a_week_times_the_weeks_they_stay():
    """Little's law, under any policy."""
    world = make_world(posts=3, cases=make_cases(survival_weeks=(5.0, 35.0, 36.0), survival_shares=(1.0, 0.0, 0.0)))
    expected = inflow_per_week(world.cases) * mean_weeks(world.cases)
    means = [
        simulate_replication(world, EVERY_DAY, seed=2, replication=each, weeks=60).weekly["open_cases"].mean()
        for each in range(30)
    ]

    assert expected == pytest.approx(150, rel=0.02)
    assert mean_open_cases(world.cases) == pytest.approx(expected)
    assert np.mean(means) == pytest.approx(expected, abs=4 * np.std(means) / math.sqrt(len(means)))


@pytest.mark.slow
def test_the_number_open_on_a_day_is_poisson():
    """A system without queue and with Poisson arrivals: the variance over replications is the mean."""
    world = make_world(cases=make_cases(survival_weeks=(5.0, 35.0, 36.0), survival_shares=(1.0, 0.0, 0.0)))
    numbers = np.array(
        [
            simulate_replication(world, EVERY_DAY, seed=3, replication=each, weeks=4).weekly["open_cases"][3]
            for each in range(200)
        ]
    )

    assert numbers.var() / numbers.mean() == pytest.approx(1, abs=0.35)


@pytest.mark.slow
def test_with_one_consultant_and_a_limit_those_wait_who_are_more_than_the_limit():
    """How many are open does not depend on the policy, so of a Poisson number N those above the limit c wait."""
    policy = preset("hedensted")
    policy = policy.model_copy(
        update={
            "caseload": policy.caseload.model_copy(update={"target": 90, "limit_count": 100, "max_new_per_round": None})
        }
    )
    world = make_world(practice=policy)
    waiting = np.array(
        [
            simulate_replication(
                world, Optimiser(policy, when=Mode.ON_ARRIVAL), seed=4, replication=each, weeks=30
            ).weekly["waiting"][15:]
            for each in range(40)
        ]
    ).mean(axis=1)
    standard_error = waiting.std(ddof=1) / math.sqrt(len(waiting))
    mean = mean_open_cases(world.cases)
    chances, chance = [], math.exp(-mean)
    for number in range(300):
        chances.append(chance)
        chance *= mean / (number + 1)
    expected = sum(max(0, number - 100) * chance for number, chance in enumerate(chances))

    assert waiting.mean() == pytest.approx(expected, abs=3 * standard_error)
    assert standard_error < expected / 5


def test_without_any_price_and_anybody_alike_nobody_travels_more_than_the_way_there_is():
    figures = simulate_replication(make_world(posts=4), EVERY_DAY, seed=1, replication=0, weeks=10)

    assert figures.weekly["travel_minutes"].sum() == figures.weekly["visited"].sum() * 2 * 2 * 10
    assert figures.weekly["contact_cases"].sum() == 0
    assert figures.weekly["objective_minutes"].sum() == sum(
        figures.weekly[name].sum()
        for name in ("travel_counted_minutes", "caseload_minutes", "waiting_minutes", "cohesion_minutes")
    )


def test_an_employers_cases_go_to_the_contact_when_that_is_the_rule():
    employers = (
        WorldEmployer(id="00000001", size_share=0.5, contact_post=1, contact_mode="preferred"),
        WorldEmployer(id="00000002", size_share=0.5, contact_post=2, contact_mode="preferred", deputy_post=0),
    )
    world = make_world(posts=3, employers=employers)
    figures = simulate_replication(world, PRACTICES["administrator"](), seed=1, replication=0, weeks=10)

    assert figures.weekly["contact_kept"].sum() == figures.weekly["contact_cases"].sum() > 50
    assert figures.by_post["given"][:, 0].sum() == 0
    assert figures.weekly["contact_minutes"].sum() == 0


def test_every_talk_is_held_where_nothing_prevents_it_and_none_where_nobody_goes_out():
    certain = make_talks(base_percent=100.0, slot_percent=100.0, load_effect=0.0, travel_effect=0.0)
    staff = make_staff(visit_slots_per_week=40.0)
    held = simulate_replication(make_world(talks=certain, staff=staff), EVERY_DAY, seed=1, replication=0, weeks=20)
    elsewhere = make_world(talks=certain, staff=staff, cases=make_cases(elsewhere_percent=100.0))
    none = simulate_replication(elsewhere, EVERY_DAY, seed=1, replication=0, weeks=20)

    assert held.weekly["talks_held"].sum() == held.weekly["talks_due"].sum() > 100
    assert none.weekly["talks_held"].sum() == 0
    assert none.weekly["talks_due"].sum() == held.weekly["talks_due"].sum()


def test_figures_by_post_and_by_type_add_up_to_those_of_the_week():
    mix = make_cases(case_types_percent={CaseType.OTHER: 50.0, CaseType.DEPRESSION: 50.0}, returning_percent=20.0)
    figures = run(draw_history(make_world(posts=3, cases=mix), seed=1, replication=0, weeks=20), EVERY_DAY)

    assert figures.by_case_type["given"].shape == (20, len(CASE_TYPES))
    for name, table in (*figures.by_post.items(), *figures.by_case_type.items()):
        if name not in ("talks_due", "talks_held"):
            assert (table.sum(axis=1) == figures.weekly[name]).all(), name


def test_half_the_cases_lose_their_job_and_go_on_with_somebody_who_may_have_them():
    able = frozenset({"employed", "goes_out"})
    posts = tuple(
        make_world().posts[0].model_copy(update={"id": f"K{number}", "competences": competences})
        for number, competences in enumerate((able, frozenset({"unemployed"})))
    )
    world = make_world(posts=posts, cases=make_cases(lost_job_percent=50.0))
    history = draw_history(world, seed=1, replication=0, weeks=30)
    figures = run(history, EVERY_DAY)
    lost = history.cases.lost_job[history.cases.num_open :] < 7 * 30

    assert 0.3 < lost.mean() < 0.55
    assert (figures.cases.post == 0).all()
    assert figures.weekly["handed_over"].sum() >= 0.9 * lost.sum()
    assert figures.by_post["open_cases"][-1, 1] > 0


def test_who_loses_the_job_while_the_case_waits_has_no_contact_and_nowhere_to_drive():
    able = frozenset({"employed", "goes_out", "unemployed"})
    posts = tuple(make_world().posts[0].model_copy(update={"id": each, "competences": able}) for each in ("K1", "K2"))
    employers = (WorldEmployer(id="00000001", size_share=1.0, contact_post=0),)
    world = make_world(posts=posts, employers=employers, cases=make_cases(lost_job_percent=90.0))
    history = draw_history(world, seed=1, replication=0, weeks=30)
    figures = run(history, WEEKLY)
    given = figures.cases.given >= 0
    lost = history.cases.lost_job[history.cases.num_open :]
    still = given & (lost > figures.cases.given)

    assert (given & ~still).sum() > 0
    assert figures.weekly["contact_cases"].sum() == figures.weekly["visited"].sum() == still.sum()


def test_where_the_unemployed_have_another_team_a_lost_job_is_one_way_to_close():
    history = draw_history(make_world(cases=make_cases(lost_job_percent=50.0)), seed=1, replication=0, weeks=30)

    assert 0.4 < history.cases.closes_with_job.mean() < 0.6
    assert (history.cases.lost_job > 7 * 30).all()
