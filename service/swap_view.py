"""Swaps as people read them: who gives what to whom, and what each of them saves."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from models.names import Names
from models.policy import SwapApproval
from models.proposal import Terms
from models.snapshot import Snapshot
from models.swap import Swap, SwapCheck, Swaps
from models.text import Language
from models.wording import word
from service.formats import day, signed, whole_number


class SwapView:
    """Swaps, or the check of one, in one language."""

    def __init__(self, snapshot: Snapshot, language: Language) -> None:
        self._names = Names(snapshot)
        self._language = language

    def render(self, answer: Swaps | SwapCheck) -> RenderableType:
        """Whichever it is."""
        return self._check(answer) if isinstance(answer, SwapCheck) else self._swaps(answer)

    def _swaps(self, swaps: Swaps) -> RenderableType:
        """All swaps, the best first, and those that can be made together."""
        parts: list[RenderableType] = [
            Line(
                self._say(
                    f"{swaps.municipality}, {day(swaps.date, 'da')}. Politik: {swaps.policy_name}, version "
                    f"{swaps.policy_version}.",
                    f"{swaps.municipality}, {day(swaps.date, 'en')}. Policy: {swaps.policy_name}, version "
                    f"{swaps.policy_version}.",
                )
            ),
            Line(self._how_many(swaps), style="bold"),
        ]
        if swaps.swaps:
            parts.append(Line(self._approval(swaps)))
            parts += [Line(), self._table(swaps.swaps)]
            parts.append(
                Padding(
                    Line(
                        self._say(
                            "Min.: hvad det ændrer for konsulenten selv, skiftets pris for borgeren regnet med.",
                            "Min.: what it changes for the consultant, the price of the change to the citizen "
                            "included.",
                        ),
                        style="dim",
                    ),
                    (0, 1),
                )
            )
        if swaps.together:
            parts += [self._title("Bedst sammen", "Best together"), Line(self._together(swaps))]
        return Group(*parts)

    def _check(self, check: SwapCheck) -> RenderableType:
        """Whether the swap is allowed, and what it is to each."""
        parts: list[RenderableType] = [
            Line(check.sentence.in_language(self._language), style="bold"),
            Line(),
            self._table([check.swap]),
        ]
        if check.swap.plan_minutes != check.swap.minutes:
            minutes = signed(check.swap.plan_minutes, self._language)
            parts.append(
                Line(
                    self._say(
                        f"For hele teamet ændrer det {minutes} min., nye ansigter for virksomheder regnet med.",
                        f"For the whole team it changes {minutes} min., new faces for employers included.",
                    )
                )
            )
        return Group(*parts)

    def _how_many(self, swaps: Swaps) -> str:
        num = whole_number(swaps.num_swaps, self._language)
        if not swaps.num_swaps and swaps.is_complete:
            return self._say(
                "Intet bytte af to til fire sager gør det bedre for alle, der er med i det.",
                "No swap of two to four cases is better for everybody who takes part in it.",
            )
        least = "" if swaps.is_complete else self._say("Mindst ", "At least ")
        said = (
            self._say(
                f"{least}1 bytte gør det bedre for alle, der er med i det.",
                f"{least}1 swap is better for everybody who takes part in it.",
            )
            if swaps.num_swaps == 1
            else self._say(
                f"{least}{num} bytter gør det bedre for alle, der er med i dem.",
                f"{least}{num} swaps are better for everybody who takes part in them.",
            )
        )
        if len(swaps.swaps) < swaps.num_swaps:
            num_shown = len(swaps.swaps)
            said += (
                self._say(" Det bedste:", " The best:")
                if num_shown == 1
                else self._say(f" De bedste {num_shown}:", f" The best {num_shown}:")
            )
        if not swaps.is_complete:
            said += self._say(" Tiden var gået: der kan være flere.", " Out of time: there may be more.")
        return said

    def _approval(self, swaps: Swaps) -> str:
        if swaps.approval is SwapApproval.COORDINATOR:
            return self._say(
                "Et bytte gælder, når koordinatoren har godkendt det.", "A swap holds once the coordinator has agreed."
            )
        return self._say(
            "Et bytte gælder, når alle, der er med i det, har sagt ja.", "A swap holds once all who take part agree."
        )

    def _together(self, swaps: Swaps) -> str:
        saved = whole_number(-swaps.together_minutes, self._language)
        numbers = [self._number(swap, swaps.swaps) for swap in swaps.together]
        which = ", ".join(numbers)
        proof = (
            self._say("bevist mest", "proved the most")
            if swaps.together_at_least == swaps.together_minutes
            else self._say("ikke bevist mest", "not proved the most")
        )
        return self._say(
            f"Uden at nogen er med i to: {which}. Det sparer {saved} minutter i alt ({proof}).",
            f"With nobody in two of them: {which}. That saves {saved} minutes in all ({proof}).",
        )

    def _number(self, swap: Swap, listed: Sequence[Swap]) -> str:
        """Its number in the table, else the cases it is made of."""
        if swap in listed:
            return self._say(f"nr. {listed.index(swap) + 1}", f"no. {listed.index(swap) + 1}")
        pairs = (f"{move.case_id} -> {self._names.consultant(move.to_consultant_id)}" for move in swap.moves)
        return f"({', '.join(pairs)})"

    def _table(self, swaps: Sequence[Swap]) -> Table:
        table = Table(box=None, padding=(0, 1, 0, 1), header_style="bold", show_edge=False)
        table.add_column(self._say("Nr.", "No."), justify="right", no_wrap=True)
        for heading in (
            self._say("Konsulent", "Consultant"),
            self._say("Giver", "Gives"),
            self._say("Får", "Gets"),
        ):
            table.add_column(heading, no_wrap=True)
        table.add_column("Min.", justify="right", no_wrap=True)
        table.add_column(self._say("Efter regel", "By rule"))
        for number, swap in enumerate(swaps, 1):
            for place, party in enumerate(swap.parties):
                table.add_row(
                    str(number) if place == 0 else "",
                    self._names.consultant(party.consultant_id),
                    party.gives,
                    party.gets,
                    signed(party.minutes, self._language),
                    self._terms(party.terms),
                )
            table.add_row(
                "", self._say("i alt", "in all"), "", "", Line(signed(swap.minutes, self._language), style="bold"), ""
            )
        return table

    def _terms(self, terms: Terms) -> str:
        return ", ".join(
            f"{signed(minutes, self._language)} {word(rule).in_language(self._language)}"
            for rule, minutes in sorted(terms.items(), key=lambda term: -abs(term[1]))
        )

    def _title(self, danish: str, english: str) -> Line:
        return Line(f"\n{self._say(danish, english)}", style="bold")

    def _say(self, danish: str, english: str) -> str:
        return danish if self._language == "da" else english
