"""One line of results: what was asked, how long the answers took, and under which circumstances."""

from benchmarks.questions.job import QuestionJob
from benchmarks.running.line import Circumstances
from models.word import Word


class Answered(Word):
    """One answer.

    Attributes
    ----------
    seconds
        Wall clock from the snapshot to the answer, the proposal included.
    cpu_seconds
        Processor time of the same, so that a disturbed measurement shows.
    num_numbers, num_exact
        How many prices were asked for, and how many of them are exact; of a collision, sets and those proved smallest.
    widest_minutes
        The widest interval of a price; 0 where all are exact.
    is_first_exact
        Whether the first of them is: of a collision, the set that is shown first.
    is_complete
        Whether everything that was asked is answered and proved.
    """

    seconds: float
    cpu_seconds: float
    num_numbers: int
    num_exact: int
    widest_minutes: int
    is_first_exact: bool
    is_complete: bool


class QuestionOutcome(Word):
    """What came out of a job.

    Attributes
    ----------
    num_cases, num_consultants
        The round's size.
    first_use_s
        The first proposal in the process, with what is loaded once.
    solve_s, solve_cpu_s
        The proposal alone: the median of several, by the clock and in processor time.
    intervals, exact
        Every answer under the short limit and under the long one.
    """

    num_cases: int
    num_consultants: int
    first_use_s: float
    solve_s: float
    solve_cpu_s: float
    intervals: tuple[Answered, ...]
    exact: tuple[Answered, ...]


class QuestionLine(Word):
    """A job, its outcome and its circumstances."""

    job: QuestionJob
    outcome: QuestionOutcome
    circumstances: Circumstances
