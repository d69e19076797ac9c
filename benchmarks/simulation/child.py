"""The process that measures: a job on standard input, its outcome on standard output, both as JSON."""

import sys

from benchmarks.simulation.job import JOB, SimulationJob, StudyJob, YearsJob
from benchmarks.simulation.line import MemoryOutcome, StudyOutcome, YearsOutcome
from benchmarks.simulation.measuring_studies import measure_memory, measure_study
from benchmarks.simulation.measuring_years import measure_years


def measure(job: SimulationJob) -> YearsOutcome | StudyOutcome | MemoryOutcome:
    """Do what the job says."""
    match job:
        case YearsJob():
            return measure_years(job)
        case StudyJob():
            return measure_study(job)
        case _:
            return measure_memory(job)


if __name__ == "__main__":
    sys.stdout.write(measure(JOB.validate_json(sys.stdin.read())).model_dump_json())
