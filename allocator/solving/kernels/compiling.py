"""Compiling the kernels, and where the machine code is kept between processes.

Numba looks only at the file of a function to see whether its stored code is stale, not at the files of the kernels that
it calls. So the code is kept in a folder named for the text of all kernels together.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import numba

_Function = TypeVar("_Function", bound=Callable[..., Any])

_HERE: Final = Path(__file__).parent


def _find_folder() -> str | None:
    """The first writable folder: where the user says, beside the kernels, in the user's cache; None for nowhere."""
    text = b"".join(path.read_bytes() for path in sorted(_HERE.glob("*.py")))
    name = f"kernels-{hashlib.sha256(text).hexdigest()[:16]}"
    users_folder = cast(Any, numba.config).CACHE_DIR
    places = [Path(users_folder)] if users_folder else []
    places += [_HERE / "__pycache__", Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sagsfordeler"]
    for place in places:
        try:
            (place / name).mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=place / name):
                return str(place / name)
        except OSError:
            continue
    return None


FOLDER: Final = _find_folder()
"""Where the machine code is kept; None where no folder is writable, so that every process compiles anew."""


def kernel(function: _Function) -> _Function:
    """Compile a function on its first call. Without fast mathematics: the bounds have to be exact."""
    return _compiled(function)


def bare(function: _Function) -> _Function:
    """As `kernel`, for small parts that allocate nothing: without counting references to the arrays of a core."""
    return _compiled(function, _nrt=False)


def _compiled(function: _Function, **options: bool) -> _Function:
    njit = cast(Any, numba.njit)
    settings = cast(Any, numba.config)
    if FOLDER is None:
        return cast(_Function, njit(**options)(function))
    users_folder = settings.CACHE_DIR
    settings.CACHE_DIR = FOLDER
    try:
        return cast(_Function, njit(cache=True, **options)(function))
    finally:
        settings.CACHE_DIR = users_folder
