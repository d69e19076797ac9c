"""Who asks: the name that stands behind what is typed, unless another is given."""

import getpass


def user_name() -> str | None:
    """Whoever is logged in; None where nobody is, under a name."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        return None
