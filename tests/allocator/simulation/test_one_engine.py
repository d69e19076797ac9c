"""The simulator decides as the meeting does: the same rules, the same solver, the same plan."""

from dataclasses import replace

import numpy as np
import pytest

from allocator.distribution import distribute, distribute_with_record
from allocator.facts import gather
from allocator.formulation import formulate
from allocator.lexicographic import solve_in_levels
from allocator.simulation import draw_history, run
from allocator.simulation.policies import PRACTICES, LookAhead, Optimiser
from allocator.simulation.recorded_round import choose_again, round_of
from data.demonstration import demonstrate, practice_of
from data.demonstration.world import simulated_world
from data.travel import GeodesicTravel
from models.policy import Mode
from models.position import Position
from models.presets import preset
from models.snapshot import Snapshot
from models.team import Team
from tests.factories import StraightLineTravel
from tests.random_teams import random_team

HEDENSTED = simulated_world("hedensted")


class Watching:
    """A distributor that notes the facts of every round it decides."""

    name, sentence, mode = "watching", None, Mode.WEEKLY

    def __init__(self, inner, policy):
        self.inner, self.policy, self.seen = inner, policy, []

    def distribute(self, round_):
        choice = self.inner.distribute(round_)
        self.seen.append((round_.facts(self.policy), round_, choice.consultant.copy()))
        return choice


class AsGiven:
    """Ways as some facts have them, by position: `place_of` says a home's column, a workplace's row."""

    def __init__(self, minutes):
        self.table = minutes

    def minutes(self, origins, destinations):
        return np.array([[self.table[number_at(d), number_at(o)] for d in destinations] for o in origins])


def place_of(number):
    return Position(latitude=number % 90, longitude=number // 90)


def number_at(place):
    return round(place.latitude) + 90 * round(place.longitude)


def snapshot_of(facts):
    """What a meeting would have been given."""
    homes = [each.model_copy(update={"home": place_of(j)}) for j, each in enumerate(facts.consultants)]
    cases = [
        case.model_copy(update={"workplace": place_of(i)}) if case.employment == "employed" else case
        for i, case in enumerate(facts.cases)
    ]
    known = {each.id for each in homes}
    relations = tuple(each for each in facts.relations.values() if each.consultant_id in known)
    return Snapshot.model_construct(
        municipality="test",
        date=facts.date,
        teams=tuple(Team(id=each, name=each, pool="pool") for each in facts.teams),
        consultants=tuple(homes),
        employers=tuple(facts.employers.values()),
        contact_relations=relations,
        cases=(*facts.open_cases, *cases),
        wishes=(),
        overrides=(),
    )


@pytest.mark.parametrize("policy", ["hedensted", "herning", "vejle"])
def test_the_facts_of_a_simulated_round_are_those_a_meeting_would_gather(policy):
    watching = Watching(PRACTICES["meeting"](), preset(policy))
    run(draw_history(HEDENSTED, seed=1, replication=3, weeks=49), watching)

    for (facts, _, _), _, _ in watching.seen[::6]:
        gathered = gather(snapshot_of(facts), facts.policy, AsGiven(facts.one_way_minutes), seed=0)
        own, meeting = formulate(facts), formulate(gathered)
        assert [case.id for case in facts.cases] == [case.id for case in gathered.cases]
        assert [each.id for each in facts.consultants] == [each.id for each in gathered.consultants]
        assert facts.deadlines == gathered.deadlines
        for rule, minutes in own.minutes.items():
            if rule != "contact" or len(facts.relations) == len(gathered.relations):
                assert np.array_equal(minutes, meeting.minutes[rule]), rule
        for rule, forbidden in own.forbidden.items():
            assert np.array_equal(forbidden, meeting.forbidden[rule]), rule
        assert np.array_equal(own.load_cost, meeting.load_cost)
        assert np.array_equal(own.left_out_minutes, meeting.left_out_minutes)
        assert np.array_equal(own.max_load, meeting.max_load)


@pytest.mark.slow
def test_the_optimisers_choice_is_the_plan_of_the_meeting():
    policy = preset("hedensted")
    watching = Watching(Optimiser(policy), policy)
    run(draw_history(HEDENSTED, seed=1, replication=1, weeks=8), watching)

    for (facts, cases, consultants), _, chosen in watching.seen:
        plan = solve_in_levels(formulate(facts), time_limit_s=10, seed=0)
        for i, j in enumerate(plan.best.assignment.tolist()):
            assert chosen[cases[i]] == (-1 if j < 0 else consultants[j])


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["hedensted", "vejle"])
def test_a_meeting_that_is_given_a_simulated_round_proposes_what_the_simulator_chose(policy):
    """The whole way: the round as a snapshot, through the product's front door, to the assignments of the proposal."""
    watching = Watching(Optimiser(preset(policy), when=Mode.WEEKLY), preset(policy))
    run(draw_history(HEDENSTED, seed=2, replication=1, weeks=12), watching)
    given = 0
    for (facts, cases, consultants), _, chosen in watching.seen:
        proposal = distribute(snapshot_of(facts), facts.policy, AsGiven(facts.one_way_minutes), seed=0)
        proposed = {each.case_id: each.consultant_id for each in proposal.assignments}
        place = {tenure: index for index, tenure in enumerate(consultants.tolist())}
        assert proposed == {
            case.id: facts.consultants[place[chosen[row]]].id
            for case, row in zip(facts.cases, cases.tolist(), strict=True)
            if chosen[row] >= 0
        }
        given += len(proposed)

    assert given > 100


@pytest.mark.parametrize("key", ["hedensted", "vejle"])
def test_a_recorded_meeting_replayed_through_the_simulator_gives_the_identical_plan(key):
    policy = practice_of(key)
    proposal, record = distribute_with_record(demonstrate(key, seed=3), policy, GeodesicTravel())
    choice = choose_again(record, Optimiser(policy, seed=record.seed))

    assert record.is_promised
    assert choice.is_same
    assert choice.minutes == choice.recorded_minutes == proposal.objective_minutes


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_recorded_meetings_of_random_teams_too(seed):
    snapshot, policy = random_team(seed)
    _, record = distribute_with_record(snapshot, policy, StraightLineTravel(), seed=seed)
    if record is not None and record.is_promised:
        assert choose_again(record, Optimiser(policy, seed=seed)).is_same


@pytest.mark.parametrize("name", sorted(PRACTICES))
def test_a_recorded_meeting_can_be_decided_in_every_other_way_which_costs_no_less(name):
    _, record = distribute_with_record(demonstrate("hedensted", seed=3), preset("hedensted"), GeodesicTravel())
    choice = choose_again(record, PRACTICES[name]())

    assert choice.consultant_of.keys() == choice.recorded_consultant_of.keys()
    assert choice.minutes is None or choice.minutes >= choice.recorded_minutes


def test_a_recorded_round_knows_who_is_away_and_not_yet_there():
    facts = gather(demonstrate("hedensted", seed=1), preset("hedensted"), GeodesicTravel())
    round_ = round_of(facts, seed=0)
    away = [each.is_absent(facts.date) for each in facts.consultants]

    assert round_.is_away.tolist() == away
    assert (round_.back_in_days[round_.is_away] > 0).all()
    assert round_.shape == facts.shape


def test_the_look_ahead_leaves_room_with_whom_an_employer_knows():
    facts = gather(demonstrate("hedensted", seed=3), preset("hedensted"), GeodesicTravel())
    round_ = round_of(facts, seed=0)
    plain = Optimiser(preset("hedensted")).distribute(round_).consultant
    busy = int(np.bincount(plain[plain >= 0], minlength=facts.shape[1]).argmax())
    destined = np.zeros(facts.shape[1])
    destined[busy] = 5.0
    ahead = LookAhead(preset("hedensted"), weeks=4).distribute(replace(round_, destined_per_week=destined)).consultant
    nothing = LookAhead(preset("hedensted"), weeks=4).distribute(round_).consultant
    strangers = round_.contact != busy

    assert (ahead[strangers] == busy).sum() < (plain[strangers] == busy).sum()
    assert np.array_equal(nothing, plain)


def test_what_the_hard_rules_leave_out_people_give_by_hand():
    facts = gather(demonstrate("hedensted", seed=3), preset("hedensted"), GeodesicTravel())
    full = preset("hedensted").model_copy(
        update={"caseload": preset("hedensted").caseload.model_copy(update={"max_new_per_round": 1})}
    )
    round_ = round_of(facts, seed=0)
    left = Optimiser(full).distribute(round_).consultant
    by_hand = Optimiser(full, rest_by_hand=True).distribute(round_).consultant

    assert (left < 0).sum() >= 6
    assert (by_hand[round_.can_have.any(axis=1)] >= 0).all()
    assert (by_hand[left >= 0] == left[left >= 0]).all()
    ahead = LookAhead(full, rest_by_hand=True)
    assert (ahead.distribute(round_).consultant[round_.can_have.any(axis=1)] >= 0).all()
    assert (ahead.name, ahead.title.da) == (
        "look-ahead-hedensted-rest-by-hand",
        "Optimering efter hedensted, 2 uger frem",
    )
    assert LookAhead(full).title.en.endswith("within the limits")
    assert LookAhead(full).mode is Mode.WEEKLY
    assert Optimiser(full, when=Mode.ON_ARRIVAL).mode is Mode.ON_ARRIVAL
    assert LookAhead(full).sentence.da.endswith(".")
    assert Optimiser(full).sentence.en.endswith(".")
    assert {Optimiser(full).name, LookAhead(full).name} == {"optimiser-hedensted", "look-ahead-hedensted"}


def test_the_minutes_of_the_figures_are_those_of_the_rules():
    """Of every meeting's plan, rule by rule, though figures are counted without asking the rules case by case."""
    world = HEDENSTED.with_fact("staff.departure_percent", 0.0)
    watching = Watching(PRACTICES["meeting"](), world.practice)
    figures = run(draw_history(world, seed=1, replication=3, weeks=30), watching)
    expected = dict.fromkeys(("contact", "travel", "industry", "preference", "returning", "cohesion"), 0)
    for (facts, cases, consultants), _, chosen in watching.seen:
        formulation = formulate(facts)
        plan = np.array([-1 if chosen[case] < 0 else consultants.tolist().index(chosen[case]) for case in cases])
        given = np.flatnonzero(plan >= 0)
        for rule in expected.keys() - {"cohesion"}:
            expected[rule] += formulation.minutes[rule][given, plan[given]].sum()
        faces = {(g, j) for g, j in zip(formulation.group[given], plan[given], strict=True) if g >= 0}
        expected["cohesion"] += sum(formulation.group_fee[g, j] for g, j in faces)

    assert figures.weekly["contact_minutes"].sum() == expected["contact"]
    assert figures.weekly["travel_counted_minutes"].sum() == expected["travel"]
    assert figures.weekly["industry_minutes"].sum() == expected["industry"]
    assert figures.weekly["preference_minutes"].sum() == expected["preference"]
    assert figures.weekly["returning_minutes"].sum() == expected["returning"]
    assert figures.weekly["cohesion_minutes"].sum() == expected["cohesion"]
