"""What came of a replay, in sentences."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text as Line

from models.replay import Replay
from models.text import Language
from service.formats import whole_number

MOST_DIFFERENCES = 20


class ReplayView:
    """A replay in one language."""

    def __init__(self, replay: Replay, language: Language) -> None:
        self._replay = replay
        self._language = language

    def render(self) -> RenderableType:
        """The seal, the answer, and what differs."""
        return Group(*(Line(line) for line in self._lines()))

    def _lines(self) -> Iterator[str]:
        replay = self._replay
        yield self._say(f"Seglet er ubrudt: {replay.digest}", f"The seal is unbroken: {replay.digest}")
        minutes = self._minutes(replay.recorded_objective_minutes)
        if replay.is_same:
            yield self._say(
                f"Regnet igen: samme forslag og samme grunde ({replay.num_assignments} sager, {replay.num_reasons} "
                "grunde, "
                f"{minutes} minutter).",
                f"Solved again: the same proposal and the same reasons ({replay.num_assignments} cases, "
                f"{replay.num_reasons} reasons, {minutes} minutes).",
            )
        else:
            yield from self._differing(minutes)
        for each in replay.versions:
            yield self._say(
                f"Anden version af {each.part}: {each.recorded or 'ingen'} dengang, {each.here or 'ingen'} her.",
                f"Another version of {each.part}: {each.recorded or 'none'} then, {each.here or 'none'} here.",
            )

    def _differing(self, minutes: str) -> Iterator[str]:
        replay = self._replay
        again = self._minutes(replay.objective_minutes)
        yield self._say(
            f"Regnet igen: ikke det samme. {minutes} minutter dengang, {again} nu; forskelle: "
            f"{len(replay.differences)}.",
            f"Solved again: not the same. {minutes} minutes then, {again} now; differences: {len(replay.differences)}.",
        )
        here = replay.recorded_plan_minutes
        if here is None:
            yield self._say(
                "Den gemte plan er ikke tilladt efter reglerne her.",
                "The recorded plan is not allowed by the rules here.",
            )
        else:
            yield self._say(
                f"Den gemte plan koster {self._minutes(here)} minutter efter reglerne her.",
                f"The recorded plan costs {self._minutes(here)} minutes by the rules here.",
            )
        if not replay.is_promised:
            yield self._say(
                "Dengang sluttede tiden regningen før beviset, så det samme kan ikke loves.",
                "Then the time ended the search before the proof, so the same cannot be promised.",
            )
        for each in replay.differences[:MOST_DIFFERENCES]:
            yield self._say(
                f"  {each.path}: {each.recorded} dengang, {each.replayed} nu",
                f"  {each.path}: {each.recorded} then, {each.replayed} now",
            )
        more = len(replay.differences) - MOST_DIFFERENCES
        if more > 0:
            yield self._say(f"  og {more} til (alle med --json)", f"  and {more} more (all with --json)")

    def _minutes(self, minutes: int | None) -> str:
        return "?" if minutes is None else whole_number(minutes, self._language)

    def _say(self, danish: str, english: str) -> str:
        return danish if self._language == "da" else english
