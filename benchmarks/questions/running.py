"""The suite `questions`."""

from typing import Final

from benchmarks.questions.job import QuestionJob
from benchmarks.questions.line import QuestionLine, QuestionOutcome
from benchmarks.questions.page import write_questions_page
from benchmarks.questions.protocol import question_jobs
from benchmarks.running.line import Circumstances
from benchmarks.running.process import ask_process
from benchmarks.running.suite import PAGE, Suite


def _measure(job: QuestionJob, circumstances: Circumstances) -> QuestionLine:
    outcome = QuestionOutcome.model_validate_json(ask_process("benchmarks.questions.child", job))
    return QuestionLine(job=job, outcome=outcome, circumstances=circumstances)


def _in_short(line: QuestionLine) -> str:
    job = line.job
    worst_s = max((each.seconds for each in line.outcome.exact), default=0.0)
    return f"{job.question} {job.municipality} {job.counted} {job.seed}: {worst_s:.2f} s"


QUESTIONS: Final = Suite(
    jobs=question_jobs(),
    to_do="questions to ask",
    decided_by=(
        "allocator",
        "benchmarks/instances/demonstration.py",
        "benchmarks/questions",
        "data",
        "models",
    ),
    but=("benchmarks/questions/page.py", "benchmarks/questions/running.py"),
    measure=_measure,
    parse=QuestionLine.model_validate_json,
    in_short=_in_short,
    write_pages=lambda lines, num_missing: {PAGE: write_questions_page(lines, num_missing)},
)
