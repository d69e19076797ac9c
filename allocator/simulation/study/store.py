"""Where a study's pieces are kept: a folder, a database. The brain does not ask."""

from typing import Protocol


class Store(Protocol):
    """Each method is over only when what it stores would survive a loss of power; a name stored twice is replaced."""

    def configuration(self) -> str | None:
        """The study's JSON, None where nothing has been begun."""
        ...

    def begin(self, configuration: str) -> None:
        """Store the study's JSON."""
        ...

    def finished(self) -> frozenset[str]:
        """The names of the pieces that are stored whole."""
        ...

    def save(self, name: str, content: bytes) -> None:
        """Store a piece, whole or not at all."""
        ...

    def within(self, name: str) -> "Store":
        """Where a study that belongs to this one is kept."""
        ...

    def load(self, name: str) -> bytes:
        """A piece that is there.

        Raises
        ------
        KeyError
            It is not.
        """
        ...
