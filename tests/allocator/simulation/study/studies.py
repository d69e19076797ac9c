"""Small studies, a store that keeps them in memory, and an executor that runs them at once."""

from concurrent.futures import Executor, Future

from allocator.simulation.study import Study, Way
from tests.allocator.simulation.worlds import make_world


def make_study(**changes):
    values = {
        "world": make_world(posts=3),
        "ways": (Way(practice="least-loaded"), Way(practice="meeting", even_out_weeks=4)),
        "seed": 7,
        "replications": 5,
        "weeks": 6,
        "piece_replications": 2,
    }
    return Study(**{**values, **changes})


class InMemory:
    """A store that is lost with the process."""

    def __init__(self):
        self.pieces = {}
        self.text = None
        self.below = {}

    def configuration(self):
        return self.text

    def begin(self, configuration):
        self.text = configuration

    def finished(self):
        return frozenset(self.pieces)

    def save(self, name, content):
        self.pieces[name] = content

    def within(self, name):
        return self.below.setdefault(name, InMemory())

    def load(self, name):
        return self.pieces[name]


class OneByOne(Executor):
    """Runs what it is given at once, here."""

    def __init__(self):
        self.given = []

    def submit(self, work, /, *args):
        self.given.append(args)
        future = Future()
        future.set_result(work(*args))
        return future
