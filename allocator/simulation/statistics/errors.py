"""What keeps a sample from saying anything."""

from models.errors import SagsfordelerError


class UnusableSample(SagsfordelerError, ValueError):
    """The figures that were given cannot be judged."""


class TooFewReplications(UnusableSample):
    """An answer needs more of them: `num_needed`, where `num_given` were given."""

    def __init__(self, num_needed: int, num_given: int) -> None:
        self.num_needed = num_needed
        self.num_given = num_given
        super().__init__(f"{num_given} were given where at least {num_needed} are needed; run more of them")


class NotFinite(UnusableSample):
    """Some figure is no number; `index` is the first such place."""

    def __init__(self, index: tuple[int, ...]) -> None:
        self.index = index
        place = ", ".join(map(str, index))
        super().__init__(f"the figure at [{place}] is not a finite number; leave the replication out for all policies")
