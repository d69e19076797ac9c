"""A judgement in one language: what its ways and figures are called, and how its numbers are written."""

from collections.abc import Iterable

from models.judgement import Estimate, JudgedFigure, Judgement, SummaryLine
from models.text import Language, Text
from models.wording import word
from service.formats import rounded, signed_rounded

MEAN, MEDIAN, BAD_WEEK = "mean", "median", "bad_week"

_MEASURES = {
    MEAN: Text(da="", en=""),
    MEDIAN: Text(da="midterste uge", en="middle week"),
    BAD_WEEK: Text(da="dårlig uge", en="bad week"),
}


class Telling:
    """The judgement, and everything that depends on the language it is told in."""

    def __init__(self, judgement: Judgement, language: Language) -> None:
        self.judgement, self.language = judgement, language
        self._summary = {(line.way, line.figure, line.measure): line for line in judgement.summary}

    def say(self, danish: str, english: str) -> str:
        """One of two sentences."""
        return danish if self.language == "da" else english

    def text(self, text: Text) -> str:
        """A sentence that exists in both languages; no line ends between a number and its per cent sign."""
        return text.in_language(self.language).replace(" %", "\N{NO-BREAK SPACE}%")

    def way(self, key: str) -> str:
        """What a way is called."""
        return self.text(self.judgement.way(key).title)

    def base_marked(self, key: str) -> str:
        """What a way is called, with a word after the base."""
        if key != self.judgement.base:
            return self.way(key)
        return f"{self.way(key)} ({self.say('udgangspunkt', 'base')})"

    def titled(self, figure: JudgedFigure, measure: str = MEAN) -> str:
        """A figure's title, with what was taken of the weeks unless it is the mean.

        Raises
        ------
        KeyError
            No measure is called so.
        """
        title, taken = capitalised(self.text(figure.title)), self.text(_MEASURES[measure])
        return f"{title}: {taken}" if taken else title

    def direction(self, figure: JudgedFigure) -> str:
        """Which way is better."""
        return self.text(word(figure.better))

    def unit(self, figure: JudgedFigure) -> str:
        """Below an axis: the unit and the direction."""
        unit, direction = self.text(figure.unit), self.direction(figure)
        return f"{unit} ({direction})" if unit else direction

    def summary(self, way: str, figure: str, measure: str = MEAN) -> SummaryLine | None:
        """The line of that way and figure; None where there is none."""
        return self._summary.get((way, figure, measure))

    def number(self, value: float, num_decimals: int) -> str:
        """As people of the language write it."""
        return rounded(value, num_decimals, self.language)

    def between(self, estimate: Estimate, num_decimals: int) -> str:
        """The ends of the interval."""
        return self.range(estimate.low, estimate.high, num_decimals)

    def range(self, low: float, high: float, num_decimals: int) -> str:
        """From one number to another."""
        return f"{self.number(low, num_decimals)} {self.say('til', 'to')} {self.number(high, num_decimals)}"

    def signed_between(self, estimate: Estimate, num_decimals: int) -> str:
        """A difference, with the ends of its interval in brackets."""
        value, low, high = (
            signed_rounded(each, num_decimals, self.language) for each in (estimate.value, estimate.low, estimate.high)
        )
        return f"{value} ({low} {self.say('til', 'to')} {high})"

    def percent(self, value: float, num_decimals: int = 0) -> str:
        """With its sign, after a space in Danish only."""
        return self.number(value, num_decimals) + self.say("\N{NO-BREAK SPACE}%", "%")

    def confidence(self, share: float) -> str:
        """As 95 %, and as 99.5 % where it is no whole number."""
        percent = 100 * share
        return self.percent(percent, 0 if abs(percent - round(percent)) < 0.05 else 1)


def decimals_for(values: Iterable[float]) -> int:
    """So many that the largest has three digits; none where it is larger still, or nothing."""
    largest = max((abs(value) for value in values), default=0.0)
    return 0 if largest >= 99.5 or largest == 0 else 1 if largest >= 9.95 else 2


def capitalised(sentence: str) -> str:
    """With a large first letter, and the rest as it stands."""
    return sentence[:1].upper() + sentence[1:]
