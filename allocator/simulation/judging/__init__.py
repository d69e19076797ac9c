"""From a study's results to its judgement: which way is better, by how much, and how sure that is."""

from allocator.simulation.judging.judge import Judged, judge, pair_in_question
from allocator.simulation.judging.question import Question
from allocator.simulation.judging.stopping import FEWEST_REPLICATIONS, stopping_rule
from allocator.simulation.judging.trials import Trial, trials
from allocator.simulation.judging.watched import WATCHED, Watched

__all__ = [
    "FEWEST_REPLICATIONS",
    "WATCHED",
    "Judged",
    "Question",
    "Trial",
    "Watched",
    "judge",
    "pair_in_question",
    "stopping_rule",
    "trials",
]
