"""Compiling the kernels, and where the machine code is kept between processes.

Numba looks only at the file of a function to see whether its stored code is stale, not at the files of the kernels that
it calls. So the code is kept in a folder named for the text of all kernels together.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import numba

_Function = TypeVar("_Function", bound=Callable[..., Any])

_HERE: Final = Path(__file__).parent


def _places() -> Iterator[Path]:
    """Where the code may be kept: where the user says, beside the kernels, in the user's cache."""
    users_folder = cast(Any, numba.config).CACHE_DIR
    if users_folder:
        yield Path(users_folder)
    yield _HERE / "__pycache__"
    yield Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "sagsfordeler"


def find_folder(places: Iterable[Path]) -> str | None:
    """A folder for these kernels in the first writable place; None where there is none."""
    text = b"".join(path.read_bytes() for path in sorted(_HERE.glob("*.py")))
    name = f"kernels-{hashlib.sha256(text).hexdigest()[:16]}"
    for place in places:
        try:
            (place / name).mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=place / name):
                return str(place / name)
        except OSError:
            continue
    return None


FOLDER: Final = find_folder(_places())
"""Where the machine code is kept; None where no folder is writable, so that every process compiles anew."""


def kernel(function: _Function) -> _Function:
    """Compile a function on its first call. Without fast mathematics: the bounds have to be exact."""
    return compiled(function, FOLDER)


def bare(function: _Function) -> _Function:
    """As `kernel`, for small parts that allocate nothing: without counting references to the arrays of a core."""
    return compiled(function, FOLDER, _nrt=False)


def compiled(function: _Function, folder: str | None, **options: bool) -> _Function:
    """A function that compiles itself on its first call and keeps the code in a folder, if there is one."""
    njit = cast(Any, numba.njit)
    settings = cast(Any, numba.config)
    if folder is None:
        return cast(_Function, njit(**options)(function))
    users_folder = settings.CACHE_DIR
    settings.CACHE_DIR = folder
    try:
        dispatcher = njit(cache=True, **options)(function)
    finally:
        settings.CACHE_DIR = users_folder
    cache = cast(Any, dispatcher)._cache
    cache.load_overload, cache.save_overload = _if_possible(cache.load_overload), _if_possible(cache.save_overload)
    return cast(_Function, dispatcher)


def _if_possible(function: Callable[..., object]) -> Callable[..., object]:
    """Do without what can't be read or written, such as on a full disk: then the next process compiles again."""

    def attempt(*arguments: object) -> object:
        with suppress(OSError):
            return function(*arguments)
        return None

    return attempt
