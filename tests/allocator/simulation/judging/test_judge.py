"""A judgement holds what a hand would have calculated from the replications."""

import numpy as np
import pytest

from allocator.simulation import FIGURES
from allocator.simulation.judging import WATCHED, Question, judge, pair_in_question, trials
from allocator.simulation.statistics import TooFewReplications, mean_interval
from allocator.simulation.study import BOUNDS, Way, read_bounds, run_study, weekly_figures
from models.judgement import Grouping
from models.presets import preset
from models.wording import word
from tests.allocator.simulation.study.studies import InMemory, OneByOne, make_study
from tests.allocator.simulation.worlds import make_cases, make_world

NO_BOUNDS = np.zeros(0, dtype=np.int64)
WAYS = (Way(practice="least-loaded"), Way(practice="random"), Way(practice="random", even_out_weeks=2))
LEAST, RANDOM, EVENED = (way.name for way in WAYS)


def ran(study, **options):
    store = InMemory()
    run_study(study, store, OneByOne(), in_hand=1, **options)
    return store


def judged(study, store, num_replications=None, **question):
    asked = Question(**{"base": study.names[0], **question})
    return judge(study, store, asked, num_replications or study.replications, bounds=NO_BOUNDS, command="again")


@pytest.fixture(scope="module")
def study():
    return make_study(world=make_world(posts=4), ways=WAYS, replications=6, weeks=60)


@pytest.fixture(scope="module")
def store(study):
    return ran(study)


@pytest.fixture(scope="module")
def judgement(study, store):
    return judged(study, store).judgement


def test_what_was_simulated_is_told(study, judgement):
    assert (judgement.municipality, judgement.start) == ("test", study.world.start)
    assert (judgement.weeks, judgement.num_replications, judgement.seed) == (60, 6, 7)
    assert [way.key for way in judgement.ways] == [LEAST, RANDOM, EVENED]
    assert judgement.way(EVENED).title.da == "Lodtrækning, med udjævning hver 2. uge"
    assert judgement.facts == study.world.facts()
    assert judgement.made_with == study.made_with
    assert judgement.command == "again"


def test_the_base_stands_first(study, store):
    judgement = judged(study, store, base=RANDOM).judgement

    assert [way.key for way in judgement.ways] == [RANDOM, LEAST, EVENED]
    assert {line.way for line in judgement.comparisons} == {LEAST, EVENED}


def test_the_summary_is_that_of_the_weeks_after_the_warm_up(study, store, judgement):
    weeks = weekly_figures(study, store, ["objective_minutes"])["objective_minutes"][..., judgement.warm_up.weeks :]
    means = weeks[1].mean(axis=1)
    line = next(
        each
        for each in judgement.summary
        if (each.way, each.figure, each.measure) == (RANDOM, "objective_minutes", "mean")
    )

    interval = mean_interval(means)
    assert (line.mean.value, line.mean.low, line.mean.high) == (interval.estimate, interval.low, interval.high)
    assert line.median == np.median(means)
    assert line.percentile_10 < line.median < line.percentile_90


def test_percentages_are_sums_by_sums(study, store, judgement):
    weekly = weekly_figures(study, store, ["in_band", "present"])
    cut = judgement.warm_up.weeks
    expected = 100 * weekly["in_band"][0, :, cut:].sum(axis=1) / weekly["present"][0, :, cut:].sum(axis=1)
    values = next(each.values for each in judgement.yearly if (each.way, each.figure) == (LEAST, "in_band_percent"))

    assert values == pytest.approx(tuple(expected))


def test_each_way_is_compared_with_the_base_so_that_all_hold_together(judgement):
    lines = {line.way: line for line in judgement.comparisons if (line.figure, line.measure) == ("load_spread", "mean")}

    assert set(lines) == {RANDOM, EVENED}
    assert lines[RANDOM].mean.confidence == pytest.approx(0.975)
    assert lines[RANDOM].mean.low > 0  # who draws lots spreads caseloads
    assert lines[RANDOM].higher_share == 1
    assert lines[RANDOM].median is None  # too few for an interval


def test_the_way_with_the_lowest_cost_is_selected(judgement):
    assert judgement.selection.best == LEAST
    assert judgement.verdict.da.startswith("»Færrest sager« er bedst af de 3 måder")
    assert pair_in_question(judgement)[0] == LEAST


def test_the_series_hold_every_week_and_the_distributions_every_replication(judgement):
    assert {len(each.mean) for each in judgement.series} == {60}
    assert {len(each.values) for each in judgement.yearly} == {6}
    assert all(
        low <= high
        for each in judgement.series
        for low, high in zip(each.percentile_10, each.percentile_90, strict=True)
    )


def test_fairness_is_by_consultant_and_by_case_type(judgement):
    posts = {line.group for line in judgement.fairness if line.grouping is Grouping.POST}
    types = {line.title for line in judgement.fairness if line.grouping is Grouping.CASE_TYPE}
    given = sum(
        line.mean
        for line in judgement.fairness
        if (line.way, line.grouping, line.figure) == (LEAST, Grouping.POST, "given_per_week")
    )

    assert posts == {"K001", "K002", "K003", "K004"}
    assert word(next(iter(make_cases().case_types_percent.value))) in types
    assert given == pytest.approx(10, rel=0.1)  # the inflow, with everybody in post


def test_what_nobody_had_is_left_out_and_said(judgement):
    assert "contact_kept_percent" not in {figure.key for figure in judgement.figures}
    assert any("contacts kept" in caveat.en for caveat in judgement.caveats)


def test_whoever_reads_it_is_told_what_it_rests_on(judgement):
    said = " ".join(caveat.da for caveat in judgement.caveats)

    assert "Kun 6 gennemløb" in said
    assert "priserne i politikken hedensted" in said
    assert "36 af de 36 tal om denne verden er antaget" in said
    assert "konsulentskift" in said  # a rebalance costs citizens something


def test_ways_that_do_the_same_are_not_told_apart():
    twin = preset("hedensted").model_copy(update={"name": "twin"})
    study = make_study(ways=(Way(policy=preset("hedensted")), Way(policy=twin)), replications=3, weeks=4)
    judgement = judged(study, ran(study)).judgement

    assert judgement.selection.best is None
    assert "koster det samme" in judgement.verdict.da


def test_too_few_weeks_are_not_cut_and_that_is_said():
    study = make_study(replications=2)
    judgement = judged(study, ran(study)).judgement

    assert (judgement.warm_up.weeks, judgement.warm_up.is_found) == (0, False)
    assert "6 weeks are too few" in judgement.caveats[0].en


def test_one_way_alone_has_no_comparisons():
    study = make_study(ways=(Way(practice="random"),), replications=2)
    judgement = judged(study, ran(study)).judgement

    assert judgement.comparisons == ()
    assert judgement.selection is None
    assert pair_in_question(judgement) is None
    assert "ingen anden måde" in judgement.verdict.da


def test_one_replication_is_too_few(study, store):
    with pytest.raises(TooFewReplications):
        judged(study, store, num_replications=1)


def test_first_talks_are_held_against_the_goal():
    study = make_study(replications=3, weeks=20)
    judgement = judged(study, ran(study)).judgement

    assert {line.way for line in judgement.first_talks} == set(study.names)
    assert all(line.goal_percent == 70 and 0 < line.percent.value < 100 for line in judgement.first_talks)


def test_no_way_without_moves_is_better_than_the_bound(study, store):
    run_study(study, store, OneByOne(), in_hand=1, task=BOUNDS, num_replications=3)
    bounds = read_bounds(study, store, 3)
    judgement = judge(study, store, Question(base=LEAST), 6, bounds=bounds, command="again").judgement

    assert len(bounds) == 3
    assert [line.way for line in judgement.percent_of_best] == [LEAST, RANDOM]  # the bound says nothing of moves
    assert all(0 <= line.percent.value <= 100 and line.num_replications == 3 for line in judgement.percent_of_best)


def test_the_verdict_is_tried_at_both_ends_of_every_assumed_number(study, store):
    pair = (LEAST, RANDOM)
    tried = [(trial, ran(trial.low), ran(trial.high)) for trial in trials(study, pair, 2)]
    judgement = judge(study, store, Question(base=LEAST), 6, bounds=NO_BOUNDS, command="again", tried=tried).judgement

    assert judgement.sensitivity_of == pair
    assert {line.path for line in judgement.sensitivity} == {trial.range.path for trial, _, _ in tried}
    inflow = next(line for line in judgement.sensitivity if line.path == "cases.inflow_per_week")
    assert (inflow.low, inflow.assumed, inflow.high) == pytest.approx((9, 10, 11))
    assert inflow.why.da.startswith("en tiendedel")
    assert tried[0][0].low.names == pair


def test_every_watched_figure_is_made_of_figures_that_are_counted():
    assert {name for each in WATCHED for name in (each.part, each.whole) if name} <= set(FIGURES)
    assert len({each.key for each in WATCHED}) == len(WATCHED)
