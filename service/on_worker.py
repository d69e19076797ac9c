"""What a cluster is asked to call. It imports nothing of ours: a scheduler reads it too, and stands still meanwhile."""

import pickle
from collections.abc import Callable
from typing import Any


def packed(work: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> bytes:
    """A call that only a worker opens."""
    return pickle.dumps((work, args, options))


def call(content: bytes) -> Any:  # noqa: ANN401 - whatever the work gives
    """Open it and make it, in a thread of the worker."""
    work, args, options = pickle.loads(content)  # noqa: S301 - from a client whom the cluster has let in
    return work(*args, **options)
