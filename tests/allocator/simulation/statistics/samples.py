"""Made-up figures whose truth is known."""

import numpy as np


def coverage(covers, num_trials, seed):
    """The share of trials in which `covers(rng)` is true."""
    rng = np.random.default_rng(seed)
    return np.mean([covers(rng) for _ in range(num_trials)])


def correlated(rng, means, number, *, shared=1.0, own=0.5):
    """(n, k) normal figures: a shared part, as of common random numbers, and one of each policy's own."""
    means = np.asarray(means, dtype=float)
    return means + shared * rng.normal(size=(number, 1)) + own * rng.normal(size=(number, len(means)))
