"""What is to be asked, as it is handed to the process that measures it."""

from typing import Literal, TypeAlias

from benchmarks.questions.rounds import Counted, Pinned
from models.word import Word

Question: TypeAlias = Literal["price", "who else", "collision"]


class QuestionJob(Word):
    """Ask one kind of question of one round.

    Attributes
    ----------
    num_asked
        How many overrides or cases are asked about, one after the other.
    interval_limit_s
        The time limit of the answer that may be an interval, for the proposal and again for the question.
    limit_s
        The time limit of the answer that should be exact.
    pinned
        Of a collision: how the pins are drawn.
    """

    question: Question
    municipality: str
    counted: Counted
    seed: int
    num_asked: int
    interval_limit_s: float
    limit_s: float
    pinned: Pinned | None = None
