"""Why the machine refused, in both languages: the operating system itself speaks English."""

import errno
import os
import socket
from collections.abc import Mapping

from models.text import Text

_DANISH: Mapping[int, str] = {
    errno.EACCES: "adgang nægtet",
    errno.EPERM: "adgang nægtet",
    errno.EROFS: "drevet kan kun læses",
    errno.ENOENT: "findes ikke",
    errno.ENOTDIR: "er ikke en mappe",
    errno.EISDIR: "er en mappe",
    errno.ENOSPC: "der er ikke mere plads",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EADDRINUSE: "optaget af et andet program",
    errno.EADDRNOTAVAIL: "adressen hører ikke til denne maskine",
}


def cause(error: OSError) -> Text:
    """Why it went wrong; what nobody has put into Danish yet stays English."""
    if isinstance(error, socket.gaierror):  # its codes are no error numbers
        return Text(da="værten findes ikke", en=error.strerror or str(error))
    english = str(error) if error.errno is None else os.strerror(error.errno)
    return Text(da=_DANISH.get(error.errno or 0, english), en=english)
