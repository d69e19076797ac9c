"""The process that measures: a job on standard input, its outcome on standard output, both as JSON."""

import sys

from benchmarks.questions.job import QuestionJob
from benchmarks.questions.measuring import measure_question

if __name__ == "__main__":
    sys.stdout.write(measure_question(QuestionJob.model_validate_json(sys.stdin.read())).model_dump_json())
