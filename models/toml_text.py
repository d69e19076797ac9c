"""TOML as people send it: whatever is wrong with it is one kind of error."""

import tomllib
from typing import Any


class NotToml(ValueError):
    """The text is no TOML, or too deep or too long to be read; the message says where, without quoting it."""


def read_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML text.

    Raises
    ------
    NotToml
        It is none.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotToml(str(error)) from error
    except RecursionError as error:
        raise NotToml("Nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits
        raise NotToml("A value is too long") from error
