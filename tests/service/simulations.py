"""Small simulations for tests of the service: run at once, here, or on a terminal."""

from pathlib import Path

from allocator.simulation.judging import Question
from data.simulation_results import ResultsFolder
from service.executors import Workers
from service.simulating import Watcher, simulate_into
from service.simulation_worlds import world_text
from tests.allocator.simulation.study.studies import OneByOne, make_study
from tests.allocator.simulation.worlds import make_world

NOBODY = Watcher(on_progress=lambda _, __: None, should_stop=lambda: False)


def write_world(place, **changes):
    """A tiny team's world as a file."""
    place.write_text(world_text(make_world(posts=3, **changes)), "utf-8")
    return place


def simulated(folder, study=None, watcher=NOBODY, **question):
    """A small study and its judgement, in a folder."""
    study = study or make_study()
    asked = Question(**{"base": study.names[0], **question})
    return simulate_into(study, asked, ResultsFolder(folder), Workers(OneByOne(), 1), watcher)


def results_in(folder):
    """Every file below a folder by its name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
