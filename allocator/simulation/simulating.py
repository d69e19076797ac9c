"""A simulation from its question to its judgement, in pieces that survive being stopped and killed."""

from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial

from allocator.simulation.judging.judge import Judged, judge, pair_in_question
from allocator.simulation.judging.question import Question
from allocator.simulation.judging.stopping import stopping_rule
from allocator.simulation.judging.trials import Trial, trials
from allocator.simulation.study.bounds import BOUNDS, read_bounds
from allocator.simulation.study.progress import Progress
from allocator.simulation.study.running import SIMULATION, run_study
from allocator.simulation.study.store import Store
from allocator.simulation.study.study import Study
from allocator.simulation.study.task import Task
from allocator.simulation.study.until import run_until
from models.text import Text

_SIMULATING = Text(da="Simulerer", en="Simulating")
_BOUNDING = Text(da="Beregner det bedst mulige", en="Working out the best possible")


class Stopped(Exception):
    """It was asked to stop; what is finished is stored."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        super().__init__(f"stopped after {progress.num_done} of {progress.num_wanted} replications")


def simulate(
    study: Study,
    question: Question,
    store: Store,
    executor: Executor,
    *,
    in_hand: int,
    command: str = "",
    on_progress: Callable[[Text, Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Judged:
    """Run what is not stored yet, and judge it.

    The same study and question give the same judgement and leave the same bytes in the store, whatever executor ran it
    and however often it was stopped or killed in between.

    Parameters
    ----------
    in_hand, should_stop
        As `run_study`.
    command
        What runs it again, to be shown.
    on_progress
        Told what is being done, and how far that is.

    Raises
    ------
    Stopped
        It was asked to.
    OtherStudy, WorkersLost, OtherVersions, MissingPiece, UnreadablePiece
        As `run_study` and `judge`.
    """
    hands = _Hands(executor, in_hand, on_progress, should_stop)
    num_replications = hands.run_enough(study, question, store)
    num_bounds = min(question.hindsight_replications, num_replications)
    if num_bounds:
        hands.run(_BOUNDING, study, store, task=BOUNDS, num_replications=num_bounds)
    bounds = read_bounds(study, store, num_bounds)
    asked = partial(judge, study, store, question, num_replications, bounds=bounds, command=command)
    judged = asked()
    pair = pair_in_question(judged.judgement)
    if not question.sensitivity_replications or pair is None:
        return judged
    wanted = trials(study, pair, min(question.sensitivity_replications, num_replications))
    return asked(tried=[hands.run_trial(trial, store) for trial in wanted])


class _Hands:
    """Who does the work, who is told of it, and who may stop it."""

    def __init__(
        self,
        executor: Executor,
        in_hand: int,
        on_progress: Callable[[Text, Progress], None] | None,
        should_stop: Callable[[], bool] | None,
    ) -> None:
        self._executor = executor
        self._in_hand = in_hand
        self._on_progress = on_progress
        self._should_stop = should_stop

    def run_enough(self, study: Study, question: Question, store: Store) -> int:
        """How many replications were run: all, or as many as the question takes."""
        if question.first_look is None:
            return self.run(_SIMULATING, study, store)
        progress = run_until(
            study,
            store,
            self._executor,
            in_hand=self._in_hand,
            first=question.first_look,
            judge=stopping_rule(study, store, question),
            on_progress=self._teller(_SIMULATING),
            should_stop=self._should_stop,
        )
        return _finished(progress)

    def run(
        self,
        what: Text,
        study: Study,
        store: Store,
        *,
        task: Task = SIMULATION,
        num_replications: int | None = None,
    ) -> int:
        """How many replications were run."""
        progress = run_study(
            study,
            store,
            self._executor,
            in_hand=self._in_hand,
            task=task,
            num_replications=num_replications,
            on_progress=self._teller(what),
            should_stop=self._should_stop,
        )
        return _finished(progress)

    def run_trial(self, trial: Trial, store: Store) -> tuple[Trial, Store, Store]:
        """Both ends, each in a store of its own."""
        what = Text(da=f"Prøver {trial.range.path}", en=f"Trying {trial.range.path}")
        low, high = (store.within(f"sensitivity/{trial.range.path}-{end}") for end in ("low", "high"))
        self.run(what, trial.low, low)
        self.run(what, trial.high, high)
        return trial, low, high

    def _teller(self, what: Text) -> Callable[[Progress], None] | None:
        return None if self._on_progress is None else partial(self._on_progress, what)


def _finished(progress: Progress) -> int:
    if not progress.is_complete:
        raise Stopped(progress)
    return progress.num_done
