"""The installed program on a terminal of its own, where Ctrl-C is the key and not a call."""

import os
import pty
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("sagsfordeler")
WAIT_S = 120
"""So long may a machine with more to do take for what takes a moment."""
CTRL_C = b"\x03"
_STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def until(condition, what):
    """The condition's first value that is not false, waited for."""
    deadline = time.monotonic() + WAIT_S
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


def is_running(pid):
    """Whether there is such a process, and more of it than its exit code."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def children_of(pid):
    """The ids of the processes it has started, theirs too."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(child) for child in task.read_text().split()]
    return found + [below for child in found for below in children_of(child)]


class Terminal:
    """A program that leads the foreground of a terminal, with all it has shown there."""

    def __init__(self, process, keys):
        self.process = process
        self._keys = keys
        self._raw = b""
        self.has_hung_up = False
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def shown(self):
        """What the terminal shows, colours and steering left out."""
        return _STEERING.sub("", self._raw.decode("utf-8", "replace")).replace("\r\n", "\n")

    @property
    def is_cursor_hidden(self):
        return self._raw.rfind(b"\x1b[?25l") > self._raw.rfind(b"\x1b[?25h")

    def wait_for(self, pattern):
        until(lambda: re.search(pattern, self.shown) or self.process.poll() is not None, pattern)
        assert re.search(pattern, self.shown), self.shown

    def press(self, key=CTRL_C):
        """To the whole foreground, as the terminal's driver does it."""
        os.write(self._keys, key)

    def hang_up(self):
        """Close the terminal, as its window is closed."""
        self.has_hung_up = True
        os.kill(self.process.pid, signal.SIGHUP)

    def child(self):
        """The first process that it starts."""
        return until(lambda: children_of(self.process.pid), "a child")[0]

    def end(self):
        """Its exit code, once it has ended and everything has been shown."""
        code = self.process.wait(WAIT_S)
        self._listener.join(WAIT_S)
        return code

    def _listen(self):
        while True:
            try:
                chunk = os.read(self._keys, 65536)
            except OSError:  # how Linux says that nobody is at the other end any more
                return
            self._raw += chunk


@contextmanager
def terminal(*arguments, cwd, temporary=None):
    """The program with these arguments; killed at the end of the block, if it still runs then."""
    keys, screen = pty.openpty()
    process = subprocess.Popen(
        [PROGRAM, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100", **({} if temporary is None else {"TMPDIR": temporary})},
        stdin=screen,
        stdout=screen,
        stderr=screen,
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    os.close(screen)
    started = Terminal(process, keys)
    try:
        yield started
    finally:
        for pid in children_of(process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.kill()
        started.end()
        os.close(keys)


def _take_terminal():
    # The first terminal that the leader of a session opens is its own.
    os.close(os.open(os.ttyname(0), os.O_RDWR))
