"""How far a study is, and how long it will take."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """In replications, each of them under all ways.

    Attributes
    ----------
    num_before
        Stored by an earlier run.
    seconds
        Of this run.
    """

    num_before: int
    num_done: int
    num_wanted: int
    seconds: float

    @property
    def seconds_left(self) -> float | None:
        """At the pace of this run; None before its first piece."""
        done = self.num_done - self.num_before
        return None if done == 0 else self.seconds / done * (self.num_wanted - self.num_done)

    @property
    def is_complete(self) -> bool:
        """Whether all is done."""
        return self.num_done == self.num_wanted
