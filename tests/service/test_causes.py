import errno
import os
import socket

import pytest

from models.text import Text
from service.causes import cause, remedy


@pytest.mark.parametrize(
    ("number", "danish"), [(errno.EADDRINUSE, "optaget af et andet program"), (errno.EACCES, "adgang nægtet")]
)
def test_what_the_machine_refuses_is_said_in_danish_too(number, danish):
    assert cause(OSError(number, "whatever it was called", "team.xlsx")) == Text(da=danish, en=os.strerror(number))


def test_a_host_that_nobody_knows_does_not_exist():
    assert cause(socket.gaierror(-2, "Name or service not known")).da == "værten findes ikke"


def test_what_nobody_has_put_into_danish_stays_english():
    assert cause(OSError(errno.EXDEV, "")).da == os.strerror(errno.EXDEV)
    assert cause(OSError("the disk is full")) == Text(da="the disk is full", en="the disk is full")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.ENOENT, errno.EXDEV])
def test_there_is_something_to_do_about_everything(number):
    assert remedy(OSError(number, "")).da.endswith(".")
