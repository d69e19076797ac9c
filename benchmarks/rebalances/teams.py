"""The teams that are rebalanced: demonstrations in which nothing happens, or somebody leaves."""

from collections import Counter

from benchmarks.questions.rounds import draw_round
from benchmarks.rebalances.job import RebalanceJob
from models.occasion import Leaves, Occasion
from models.policy import Policy
from models.snapshot import Snapshot


def draw_team(job: RebalanceJob) -> tuple[Snapshot, Policy, tuple[Occasion, ...]]:
    """The demonstration, its policy, and what happens."""
    snapshot, policy = draw_round(job.municipality, job.counted, job.seed)
    return snapshot, policy, (leaves_most(snapshot),) if job.wish == "departure" else ()


def leaves_most(snapshot: Snapshot) -> Leaves:
    """Whoever has the most open cases leaves; of several the first by id."""
    number = Counter(case.consultant_id for case in snapshot.open_cases if case.consultant_id is not None)
    return Leaves(consultant_id=min(number, key=lambda each: (-number[each], each)))
