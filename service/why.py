"""The answer to "why her, and why not another?" for one case, as tables for a terminal or a pipe."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from models.explanation import Candidate, Explanation, LevelChange, WhyNot
from models.names import Names
from models.number_wording import number_in_words, number_unit_in_words
from models.proposal import Reason
from models.rule_id import RuleId
from models.snapshot import Snapshot
from models.text import Language
from models.wording import word
from service.answer_view import level_name
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
        parts += [Line(f"  {limit.text.in_language(self._language)}") for limit in self._explanation.binding_limits]
        if self._explanation.why_not:
            parts.append(self._title("Hvorfor ikke", "Why not"))
            parts += [Line(line) for each in self._explanation.why_not for line in self._why_not(each)]
        return Group(*parts)

    def _why_not(self, answer: WhyNot) -> Iterator[str]:
        yield f"  {self._names.consultant(answer.consultant_id)}"
        if answer.blocked_by:
            yield f"    {self._say('kan ikke', 'cannot')}: {self._blocked(answer.blocked_by)}"
        yield from (f"    {line}" for line in self._effects(answer.gives_way, ()))
        yield from (f"    {self._sentence(reason)}" for reason in answer.reasons)
        for flip in answer.flips_when:
            what = number_in_words(flip.what).in_language(self._language)
            unit = number_unit_in_words(flip.unit).in_language(self._language)
            yield self._say(
                f"    Ville få sagen, hvis: {what} var {whole_number(flip.at, 'da')} i stedet for "
                f"{whole_number(flip.now, 'da')} ({unit})",
                f"    Would get the case if: {what} were {whole_number(flip.at, 'en')} instead of "
                f"{whole_number(flip.now, 'en')} ({unit})",
            )
        if answer.unsettled:
            names = ", ".join(number_in_words(what).in_language(self._language) for what in answer.unsettled)
            yield self._say(f"    Nåede ikke at blive afgjort: {names}", f"    Not settled in time: {names}")
        elif not answer.flips_when and not answer.terms and not answer.blocked_by:
            yield self._say(
                "    En lige så god plan giver sagen hertil.", "    A plan that is as good gives the case here."
            )
        elif not answer.flips_when:
            yield self._say(
                "    Ingen enkelt ændring inden for grænserne er nok.", "    No single change within bounds is enough."
            )

    def _effects(self, levels: tuple[LevelChange, ...], also_moves: tuple[str, ...]) -> list[str]:
        effects = []
        for level in levels:
            low, high = signed(level.extra_at_least, self._language), signed(level.extra_at_most, self._language)
            name = level_name(level, self._language)
            effects.append(f"{name}: {low}" if low == high else f"{name}: {low} .. {high}")
        if also_moves:
            cases = ", ".join(also_moves)
            effects.append(self._say(f"Flytter også {cases}.", f"Also moves {cases}."))
        return effects

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
            return self._say("ukendt", "unknown")
        if not least:
            return self._say(f"højst {signed(most, 'da')}", f"at most {signed(most, 'en')}")
        return f"{signed(least, self._language)} .. {signed(most, self._language)}"

    def _reasons(self, candidate: Candidate) -> str:
        lines = [self._sentence(reason) for reason in candidate.reasons]
        lines += self._effects(candidate.gives_way, candidate.also_moves)
        return "\n".join(lines) or self._say("Intet taler imod.", "Nothing speaks against it.")

    def _blocked(self, rules: tuple[RuleId, ...]) -> str:
        return ", ".join(word(rule).in_language(self._language) for rule in rules)

    def _sentence(self, reason: Reason) -> str:
        return f"{signed(reason.minutes, self._language)}: {reason.text.in_language(self._language)}"

    def _title(self, danish: str, english: str) -> Line:
        return Line(f"\n{self._say(danish, english)}", style="bold")

    def _say(self, danish: str, english: str) -> str:
        return danish if self._language == "da" else english
