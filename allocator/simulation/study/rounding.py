"""How this machine rounds: two with the same versions may still differ in the last place."""

import hashlib
from functools import cache

import numpy as np


@cache
def rounding() -> str:
    """A short digest of what depends on the kind of processor.

    numpy, its matrix products and the C library choose their instructions by the processor they run on. With AVX-512,
    numpy's exp and log1p differ in the last place from those without it, which may tip a comparison and then a year.
    """
    grid = np.linspace(0.001, 0.999, 997)
    square = np.outer(np.exp(grid[:31]), np.log1p(grid[-31:])) + np.outer(grid[5:36], grid[7:38])
    results = (
        np.exp(-grid),
        np.log(grid),
        np.log1p(-grid),
        grid**3.7,
        np.array([number**3.7 for number in grid.tolist()]),
        np.array([grid.sum(), grid @ grid[::-1]]),
        square @ square.T,
    )
    return hashlib.sha256(b"".join(each.tobytes() for each in results)).hexdigest()[:12]
