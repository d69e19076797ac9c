"""Running a study until somebody is content: a precision is reached, or the best is selected."""

from collections.abc import Callable
from concurrent.futures import Executor

from allocator.simulation.study.progress import Progress
from allocator.simulation.study.running import run_study
from allocator.simulation.study.store import Store
from allocator.simulation.study.study import Study


def run_until(
    study: Study,
    store: Store,
    executor: Executor,
    *,
    in_hand: int,
    first: int,
    judge: Callable[[int], int | None],
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Progress:
    """Run the first replications, ask, run more, and so on, to the study's own number at most.

    What is asked depends on the stored figures alone: a run that was killed asks the same and ends in the same place.

    Parameters
    ----------
    first
        Replications before the first question, at least 1.
    judge
        Told how many replications are there, in whole pieces; answers how many there should be before it is asked
        again, None for no more. `Precision.look` and `KimNelson.select` know such answers.
    in_hand, on_progress, should_stop
        As in `run_study`. What is wanted is what is needed for the next question.

    Raises
    ------
    OtherStudy, WorkersLost
        As `run_study`.
    """
    wanted: int | None = first
    while True:
        progress = run_study(
            study,
            store,
            executor,
            in_hand=in_hand,
            num_replications=wanted,
            on_progress=on_progress,
            should_stop=should_stop,
        )
        if not progress.is_complete:
            return progress
        wanted = judge(progress.num_done)
        if wanted is None or progress.num_done == study.replications:
            return progress
