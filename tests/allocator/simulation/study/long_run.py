"""A program that runs a study on two processes into a folder, and says when a piece is stored; to be killed."""

import sys
from pathlib import Path

from allocator.simulation.study import local_processes, run_study
from data.simulation_results import ResultsFolder
from tests.allocator.simulation.study.studies import make_study

LONG = {"replications": 40, "weeks": 52, "piece_replications": 2}


def main(folder):
    with local_processes(2) as executor:
        run_study(make_study(**LONG), ResultsFolder(Path(folder)), executor, in_hand=4, on_progress=say)


def say(progress):
    sys.stdout.write(f"{progress.num_done}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
