"""What keeps a study from going on."""

from collections.abc import Mapping

from models.errors import SagsfordelerError
from models.text import Text

_ENDED_FROM_OUTSIDE = Text(
    da="En proces, der simulerer, blev afsluttet udefra. Det færdige er gemt; genoptag på færre kerner.",
    en="A process that simulates was ended from outside. What is finished is stored; resume on fewer cores.",
)


class OtherStudy(SagsfordelerError):
    """The store holds another study; `fields` names what differs."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        self.fields = fields
        super().__init__(
            f"the results that are there were made with another configuration ({', '.join(fields)}); "
            "go on with the same one, or choose an empty folder"
        )


class MissingPiece(SagsfordelerError):
    """A piece that is asked for has not been run."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"the piece {name} is not there; resume the simulation to make it")


class UnreadablePiece(SagsfordelerError):
    """A piece was damaged after it was stored."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"the piece {name} is damaged; delete it and resume the simulation to make it again")


class WorkersLost(SagsfordelerError):
    """Nobody is left to simulate, as when memory runs out; `text` says it. What is finished is stored."""

    def __init__(self, text: Text = _ENDED_FROM_OUTSIDE) -> None:
        self.text = text
        super().__init__(text.en)


class OtherVersions(SagsfordelerError):
    """A worker has other versions than those that the study is made with, and might give other figures.

    Attributes
    ----------
    wanted, found
        By part, of the parts that differ only; None for one that is not there.
    host
        Where the worker runs.
    """

    def __init__(self, wanted: Mapping[str, str | None], found: Mapping[str, str | None], host: str) -> None:
        self.wanted, self.found, self.host = dict(wanted), dict(found), host
        parts = ", ".join(f"{part} {self.found[part]} ({self.wanted[part]})" for part in sorted(self.wanted))
        self.text = Text(
            da=f"{host} har andre versioner end dem, simuleringen er begyndt med (i parentes): {parts}. "
            "Installer de samme, eller luk den ude; det færdige er gemt.",
            en=f"{host} has other versions than those the simulation was begun with (in brackets): {parts}. "
            "Install the same ones, or shut it out; what is finished is stored.",
        )
        super().__init__(self.text.en)

    def __reduce__(self) -> tuple[object, ...]:
        """It is raised in one process and read in another."""
        return OtherVersions, (self.wanted, self.found, self.host)
