"""What is asked of a study: against what, how surely, until when."""

from typing import Annotated

from pydantic import Field

from models.text import Language
from models.word import Word

_FIRST_LOOK = 30
Minutes = Annotated[float, Field(gt=0, le=1_000_000)]


class Question(Word):
    """It changes no figure, so another question may be asked of the same study.

    Attributes
    ----------
    base
        The way that the others are compared with, by its name in the study.
    confidence
        Of the verdict, in the open interval from 0.5 to 1.
    half_width_minutes
        Run until every way's difference from the base is known to within so many minutes of the objective a week, but
        no more than the study's replications; None for all of them.
    indifference_minutes
        Run until the best is selected with the stated confidence, if it is better than all others by at least so many
        minutes; None for all replications. Not together with a half width.
    hindsight_replications
        So many, from the first, get a bound on what could have been reached at the very best; 0 for none.
    sensitivity_replications
        With so many, from the first, each assumed number is tried at both ends of its range; 0 for not at all.
    language
        Of the report.
    """

    base: str
    confidence: Annotated[float, Field(gt=0.5, lt=1)] = 0.95
    half_width_minutes: Minutes | None = None
    indifference_minutes: Minutes | None = None
    hindsight_replications: Annotated[int, Field(ge=0)] = 0
    sensitivity_replications: Annotated[int, Field(ge=0)] = 0
    language: Language = "da"

    @property
    def first_look(self) -> int | None:
        """Replications before one asks for the first time; None where there is nothing to wait for."""
        return None if self.half_width_minutes is None and self.indifference_minutes is None else _FIRST_LOOK
