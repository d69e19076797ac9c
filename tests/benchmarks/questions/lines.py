"""Lines to test with, valid by default."""

from typing import Any

from benchmarks.questions.job import QuestionJob
from benchmarks.questions.line import Answered, QuestionLine, QuestionOutcome
from tests.benchmarks.lines import CIRCUMSTANCES


def job(**fields: Any) -> QuestionJob:
    known = {"question": "price", "municipality": "hedensted", "counted": "practice", "seed": 1, "num_asked": 1}
    return QuestionJob(**{**known, "interval_limit_s": 0.1, "limit_s": 10.0, **fields})


def answered(**fields: Any) -> Answered:
    known = {
        "seconds": 0.1,
        "cpu_seconds": 0.1,
        "num_numbers": 1,
        "num_exact": 1,
        "widest_minutes": 0,
        "is_first_exact": True,
    }
    return Answered(**{**known, "is_complete": True, **fields})


def line(*, asked: QuestionJob | None = None, exact: Answered | None = None, **interval: Any) -> QuestionLine:
    return QuestionLine(
        job=asked or job(),
        outcome=QuestionOutcome(
            num_cases=14,
            num_consultants=8,
            first_use_s=1.0,
            solve_s=0.05,
            solve_cpu_s=0.05,
            intervals=(answered(**interval),),
            exact=(exact or answered(),),
        ),
        circumstances=CIRCUMSTANCES,
    )
