"""The process that measures: a job on standard input, its outcome on standard output, both as JSON."""

import sys

from benchmarks.rebalances.job import RebalanceJob
from benchmarks.rebalances.measuring import measure_rebalance

if __name__ == "__main__":
    sys.stdout.write(measure_rebalance(RebalanceJob.model_validate_json(sys.stdin.read())).model_dump_json())
