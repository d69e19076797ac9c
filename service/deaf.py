"""Makes the process that imports it deaf to Ctrl-C, and all that it forks from then on.

Imported by the server that solving processes are forked from, and by nobody else. The terminal sends Ctrl-C to
everybody in its group, and a solving process leaves that group only a moment after it was born.
"""

import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)
