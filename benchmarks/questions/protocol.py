"""What is asked: rounds, seeds and limits. Written down before anything is run."""

from benchmarks.questions.job import QuestionJob
from benchmarks.questions.rounds import Counted

NUM_SEEDS = 10
COUNTED: tuple[Counted, ...] = ("practice", "by weight")


def question_jobs() -> list[QuestionJob]:
    """Seed by seed, so that a run that is stopped has something of everything."""
    return [job for seed in range(NUM_SEEDS) for counted in COUNTED for job in _of_round(counted, seed)]


def _of_round(counted: Counted, seed: int) -> list[QuestionJob]:
    return [
        QuestionJob(
            question="price",
            municipality="herning",
            counted=counted,
            seed=seed,
            num_asked=5,
            interval_limit_s=0.1,
            limit_s=10.0,
        ),
        QuestionJob(
            question="who else",
            municipality="herning",
            counted=counted,
            seed=seed,
            num_asked=2,
            interval_limit_s=0.7,
            limit_s=10.0,
        ),
        *(
            QuestionJob(
                question="collision",
                municipality=municipality,
                counted=counted,
                seed=seed,
                num_asked=1,
                interval_limit_s=1.5,
                limit_s=10.0,
                pinned=pinned,
            )
            for municipality in ("aalborg", "copenhagen")
            for pinned in ("anywhere", "crowded")
            if municipality == "aalborg" or seed < NUM_SEEDS // 2
        ),
    ]
