"""The answer to "why her, and why not another?" for one case, as tables for a terminal or a pipe."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from models.explanation import Candidate, Explanation
from models.names import Names
from models.proposal import Reason
from models.rule_id import RuleId
from models.snapshot import Snapshot
from models.text import Language
from models.wording import word
from service.formats import signed, whole_number


class Why:
    """An explanation in one language."""

    def __init__(self, explanation: Explanation, snapshot: Snapshot, language: Language) -> None:
        self._explanation = explanation
        self._names = Names(snapshot)
        self._language = language

    def render(self) -> RenderableType:
        """The terms of the case, and the consultants ranked for it."""
        parts: list[RenderableType] = [self._heading()]
        parts += [Line(f"  {self._sentence(reason)}") for reason in self._explanation.reasons]
        if self._explanation.ranking:
            parts += [self._title("Konsulenterne i rækkefølge", "Consultants in order"), self._ranking()]
        return Group(*parts)

    def _heading(self) -> Line:
        explanation = self._explanation
        if explanation.consultant_id is None:
            return Line(
                self._say(
                    f"Sag {explanation.case_id} får ingen konsulent i denne runde.",
                    f"Case {explanation.case_id} gets no consultant in this round.",
                ),
                style="bold",
            )
        name = self._names.consultant(explanation.consultant_id)
        minutes = sum(explanation.terms.values())
        return Line(
            self._say(
                f"Sag {explanation.case_id} foreslås givet til {name}: {whole_number(minutes, 'da')} minutter.",
                f"Case {explanation.case_id} is proposed for {name}: {whole_number(minutes, 'en')} minutes.",
            ),
            style="bold",
        )

    def _ranking(self) -> Table:
        table = Table(box=None, padding=(0, 1, 0, 1), header_style="bold")
        table.add_column(self._say("Konsulent", "Consultant"), no_wrap=True)
        table.add_column(self._say("Hele planen", "Whole plan"), justify="right", no_wrap=True)
        table.add_column("Min.", justify="right", no_wrap=True)
        table.add_column(self._say("Grunde", "Reasons"))
        for candidate in self._explanation.ranking:
            blocked = candidate.blocked_by
            table.add_row(
                self._names.consultant(candidate.consultant_id),
                self._say("kan ikke", "cannot") if blocked else self._extra(candidate),
                "-" if blocked else whole_number(sum(candidate.terms.values()), self._language),
                self._blocked(blocked) if blocked else self._reasons(candidate),
            )
        return table

    def _extra(self, candidate: Candidate) -> str:
        if candidate.consultant_id == self._explanation.consultant_id:
            return self._say("foreslået", "proposed")
        if candidate.extra_minutes is not None:
            return signed(candidate.extra_minutes, self._language)
        least, most = candidate.extra_minutes_at_least, candidate.extra_minutes_at_most
        if most is None:
            return self._say("andre må flytte", "others must move")
        if not least:
            return self._say(f"højst {signed(most, 'da')}", f"at most {signed(most, 'en')}")
        return f"{signed(least, self._language)} .. {signed(most, self._language)}"

    def _reasons(self, candidate: Candidate) -> str:
        lines = [self._sentence(reason) for reason in candidate.reasons]
        return "\n".join(lines) or self._say("Intet taler imod.", "Nothing speaks against it.")

    def _blocked(self, rules: tuple[RuleId, ...]) -> str:
        return ", ".join(word(rule).in_language(self._language) for rule in rules)

    def _sentence(self, reason: Reason) -> str:
        return f"{signed(reason.minutes, self._language)}: {reason.text.in_language(self._language)}"

    def _title(self, danish: str, english: str) -> Line:
        return Line(f"\n{self._say(danish, english)}", style="bold")

    def _say(self, danish: str, english: str) -> str:
        return danish if self._language == "da" else english
