"""Where the program starts: early enough that Ctrl-C is a sentence also while the solver is being loaded."""

import os
import signal
import sys
from types import FrameType

_INTERRUPTED = "Afbrudt.\n"
_EXIT_CODE = 130


def main() -> None:
    """The program `sagsfordeler`."""
    # No exception: raised within a native module that is being loaded, it would come out as another one.
    before = signal.signal(signal.SIGINT, _leave)
    try:
        from service.commands import program
    finally:
        signal.signal(signal.SIGINT, before)
    try:
        program()()
    except KeyboardInterrupt:
        sys.stderr.write(_INTERRUPTED)
        sys.exit(_EXIT_CODE)


def _leave(_: int, __: FrameType | None) -> None:
    """End the process here and now; nothing has been begun."""
    sys.stderr.write(_INTERRUPTED)
    sys.stderr.flush()
    os._exit(_EXIT_CODE)
