"""Replications, here and now: every way on the same drawn history, and the peer among them."""

import gc
import time
from importlib.metadata import version

import numpy as np

from allocator.simulation import Replication, draw_history, run
from allocator.simulation.history import History
from benchmarks.simulation.job import YearsJob
from benchmarks.simulation.line import Spent, YearsOutcome
from benchmarks.simulation.simpy_figures import YearFigures, figures_of
from benchmarks.simulation.simpy_year import simulate_year
from benchmarks.simulation.stopwatch import Stopwatch
from benchmarks.simulation.ways import PEER, PEER_OF, way_named
from data.demonstration.world import simulated_world

WARMING_WEEKS = 6


def measure_years(job: YearsJob) -> YearsOutcome:
    """Each replication is drawn once and run under every way, the first of which is another one each time."""
    world = simulated_world(job.municipality)
    started = time.perf_counter()
    warming = draw_history(world, seed=job.seed, replication=job.first, weeks=WARMING_WEEKS)
    for name in job.ways:
        _run(name, warming)
    first_use_s = time.perf_counter() - started
    drawing: list[Spent] = []
    spent: dict[str, list[Spent]] = {name: [] for name in job.ways}
    not_proved = dict.fromkeys(job.ways, 0)
    num_peer_same = 0
    for number in range(job.num_replications):
        stopwatch = Stopwatch()
        history = draw_history(world, seed=job.seed, replication=job.first + number, weeks=job.weeks)
        drawing.append(stopwatch.spent())
        shift = number % len(job.ways)
        figures: dict[str, Replication | YearFigures] = {}
        for name in (*job.ways[shift:], *job.ways[:shift]):
            gc.collect()  # what one way leaves behind is not for the next one to clear away
            stopwatch = Stopwatch()
            figures[name] = _run(name, history)
            spent[name].append(stopwatch.spent())
            not_proved[name] += int(figures[name].weekly["not_proved"].sum())
        num_peer_same += PEER in figures and are_same(figures[PEER], figures[PEER_OF])
    return YearsOutcome(
        first_use_s=first_use_s,
        drawing=tuple(drawing),
        ways={name: tuple(each) for name, each in spent.items()},
        rounds_not_proved=not_proved,
        num_peer_same=num_peer_same,
        simpy=version("simpy"),
    )


def are_same(one: Replication | YearFigures, other: Replication | YearFigures) -> bool:
    """Whether every figure is the same, by week, by consultant and by case type."""
    return all(
        own.keys() == theirs.keys() and all(np.array_equal(own[name], theirs[name]) for name in own)
        for own, theirs in (
            (one.weekly, other.weekly),
            (one.by_post, other.by_post),
            (one.by_case_type, other.by_case_type),
        )
    )


def _run(name: str, history: History) -> Replication | YearFigures:
    """From what was drawn to the figures."""
    if name == PEER:
        return figures_of(history, simulate_year(history))
    way = way_named(name, history.world)
    return run(history, way.distributor(), rebalancing=way.rebalancing())
