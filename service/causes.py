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
    errno.EDQUOT: "der er ikke mere plads til dig",
    errno.EFBIG: "filen kan ikke blive større her",
    errno.EIO: "drevet svarer ikke, som det skal",
    errno.ELOOP: "genvejen peger på sig selv",
    errno.EMFILE: "for mange filer er åbne",
    errno.ENOTEMPTY: "mappen er ikke tom",
    errno.ETXTBSY: "optaget af et andet program",
    errno.EPIPE: "ingen læser mere",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EADDRINUSE: "optaget af et andet program",
    errno.EADDRNOTAVAIL: "adressen hører ikke til denne maskine",
    errno.ECONNREFUSED: "ingen lytter der",
    errno.EHOSTUNREACH: "der er ingen vej til værten",
    errno.ENETUNREACH: "der er ingen vej til værten",
    errno.ETIMEDOUT: "intet svar inden for tiden",
}

_ELSEWHERE = Text(da="Gør plads, eller vælg et andet sted.", en="Make room, or choose another place.")
_ADMISSION = Text(da="Skaf adgang, eller vælg et andet sted.", en="Get access, or choose another place.")
_NAME = Text(da="Ret navnet.", en="Correct the name.")
_AGAIN = Text(da="Ret det, og prøv igen.", en="Mend that and try again.")
_REMEDIES: Mapping[int, Text] = {
    errno.EACCES: _ADMISSION,
    errno.EPERM: _ADMISSION,
    errno.EROFS: _ADMISSION,
    errno.ENOENT: _NAME,
    errno.ENOTDIR: _NAME,
    errno.EISDIR: _NAME,
    errno.ENAMETOOLONG: _NAME,
    errno.ENOSPC: _ELSEWHERE,
    errno.EDQUOT: _ELSEWHERE,
    errno.EFBIG: _ELSEWHERE,
}


def remedy(error: OSError) -> Text:
    """What to do about it."""
    return _REMEDIES.get(error.errno or 0, _AGAIN)


def cause(error: OSError) -> Text:
    """Why it went wrong; what nobody has put into Danish yet stays English."""
    if isinstance(error, socket.gaierror):  # its codes are no error numbers
        return Text(da="værten findes ikke", en=error.strerror or str(error))
    english = (error.strerror or str(error)) if error.errno is None else os.strerror(error.errno)
    return Text(da=_DANISH.get(error.errno or 0, english), en=english)
