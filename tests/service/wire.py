"""A wire between us and a cluster, which can be listened to, and cut."""

import socket
import threading
from contextlib import contextmanager, suppress


class Wire:
    """Passes on whatever it is given, and keeps what went to the cluster."""

    def __init__(self, to):
        self._to = to
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._ends = []
        self.sent = []
        self.address = f"tcp://127.0.0.1:{self._listening.getsockname()[1]}"

    def serve(self):
        """Until it is closed."""
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(self._to)
                self._ends += [near, far]
                threading.Thread(target=self._pass_on, args=(near, far, self.sent), daemon=True).start()
                threading.Thread(target=self._pass_on, args=(far, near, []), daemon=True).start()

    def cut(self):
        """End all connections; new ones may be made."""
        while self._ends:
            end = self._ends.pop()
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self):
        """For good."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()

    def _pass_on(self, from_, to, kept):
        with from_, to, suppress(OSError):
            while content := from_.recv(1 << 16):
                kept.append(content)
                to.sendall(content)
            to.shutdown(socket.SHUT_WR)


@contextmanager
def wire_to(address):
    host, port = address.removeprefix("tcp://").split(":")
    wire = Wire((host, int(port)))
    serving = threading.Thread(target=wire.serve)
    serving.start()
    try:
        yield wire
    finally:
        wire.close()
        serving.join()
