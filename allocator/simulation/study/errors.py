"""What keeps a study from going on."""

from models.errors import SagsfordelerError


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
    """The processes that simulate have ended, as when memory runs out. What is finished is stored."""

    def __init__(self) -> None:
        super().__init__("a process that simulates was ended from outside; resume the simulation, on fewer cores")
