"""What the simulation's figures say, and how sure that is. Pure functions on arrays: no world, no policy, no file."""

from allocator.simulation.statistics.bootstrap import quantile_difference_interval
from allocator.simulation.statistics.comparison import PairedComparison, compare, confidence_of_each
from allocator.simulation.statistics.errors import NotFinite, TooFewReplications, UnusableSample
from allocator.simulation.statistics.intervals import Interval, mean_interval, median_interval, quantile_interval
from allocator.simulation.statistics.measures import Measure, per_replication, ratio_per_replication
from allocator.simulation.statistics.precision import Look, Precision
from allocator.simulation.statistics.selection import KimNelson, Selection, may_be_best
from allocator.simulation.statistics.sensitivity import (
    AtValue,
    Effect,
    Ends,
    ParameterRange,
    Standing,
    judge_sensitivity,
)
from allocator.simulation.statistics.warm_up import WarmUp, warm_up_weeks

__all__ = [
    "AtValue",
    "Effect",
    "Ends",
    "Interval",
    "KimNelson",
    "Look",
    "Measure",
    "NotFinite",
    "PairedComparison",
    "ParameterRange",
    "Precision",
    "Selection",
    "Standing",
    "TooFewReplications",
    "UnusableSample",
    "WarmUp",
    "compare",
    "confidence_of_each",
    "judge_sensitivity",
    "may_be_best",
    "mean_interval",
    "median_interval",
    "per_replication",
    "quantile_difference_interval",
    "quantile_interval",
    "ratio_per_replication",
    "warm_up_weeks",
]
