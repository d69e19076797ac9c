"""What a rule is, for those that speak of one case with one consultant."""

from collections.abc import Callable
from dataclasses import dataclass

from allocator.arrays import BoolArray, IntArray
from allocator.facts import Facts
from models.rule_id import RuleId
from models.text import Text


@dataclass(frozen=True)
class PairwiseRule:
    """A rule over pairs. Stacked, the matrices of all such rules are the explanation.

    Attributes
    ----------
    sentence
        What the rule says, in general.
    unit
        What its number counts.
    minutes
        Facts to int64 (n, m): what each pair costs, any sign, rounded once; None for a rule that only forbids.
    forbids
        Facts to bool (n, m): True where the pair must not be; None for a rule that only prices.
    reason
        Facts, case and consultant to the sentence behind the minutes of that pair; None where there are no minutes.
    """

    id: RuleId
    sentence: Text
    unit: str = "minutes a case"
    minutes: Callable[[Facts], IntArray] | None = None
    forbids: Callable[[Facts], BoolArray] | None = None
    reason: Callable[[Facts, int, int], Text] | None = None
