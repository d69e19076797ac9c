"""To whom a round is fair, as people read it."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from models.caseload import QUARTERS_PER_CASE
from models.fairness import ConsultantShare, Fairness, Quantity, RuleEffect
from models.names import Names
from models.snapshot import Snapshot
from models.text import Language
from models.wording import word
from service.formats import day, decimal, signed_decimal, whole_number


class FairnessView:
    """A fairness in one language."""

    def __init__(self, fairness: Fairness, snapshot: Snapshot, language: Language) -> None:
        self._fairness = fairness
        self._names = Names(snapshot)
        self._language = language

    def render(self) -> RenderableType:
        """Each consultant before and after, the spread, and what every rule does to it."""
        fairness = self._fairness
        status = word(fairness.status).in_language(self._language)
        return Group(
            Line(
                self._say(
                    f"{fairness.municipality}, {day(fairness.date, 'da')}. Politik: {fairness.policy_name}, version "
                    f"{fairness.policy_version}. Forslaget er {status}.",
                    f"{fairness.municipality}, {day(fairness.date, 'en')}. Policy: {fairness.policy_name}, version "
                    f"{fairness.policy_version}. The proposal is {status}.",
                )
            ),
            self._title("Hvad hver har, før -> efter runden", "What each has, before -> after the round"),
            self._shares(),
            self._note(
                "Mål er eget måltal. Vægt i almindelige sager. Kørsel i minutter for alle ventede besøg. Tung: mere "
                "end en "
                "almindelig sag. Kontakter efter runden: hos kontaktpersonen/stedfortræderen/andre.",
                "Target is the consultant's own. Weight in normal cases. Travel in minutes for all expected visits. "
                "Heavy: "
                "more than a normal case. Contacts after the round: with the contact/the deputy/others.",
            ),
            self._title("Hvor langt der er imellem dem", "How far apart they are"),
            self._spreads(),
            self._note(
                "Tag to konsulenter på må og få: så langt ligger de i gennemsnit fra hinanden (Ginis middeldifferens). "
                "Sager og vægt er afstanden til eget måltal; resten er pr. fuldtidskonsulent.",
                "Pick two consultants at random: on average they are so far apart (Gini's mean difference). Cases and "
                "weight are distances to the own target; the rest is by full-time consultant.",
            ),
            self._title("Hvad hver regel gør ved det", "What every rule does to it"),
            self._effects(),
            self._note(
                "Regnet ved at sætte reglens pris til 0 og fordele igen. Plus: reglen skubber konsulenterne fra "
                "hinanden; "
                "minus: den bringer dem sammen. Flytter: sager, der ellers gik til en anden." + self._free("da"),
                "Found by setting the rule's price to 0 and distributing again. Plus: the rule drives consultants "
                "apart; "
                "minus: it brings them together. Moves: cases that would go to another." + self._free("en"),
            ),
        )

    def _shares(self) -> Table:
        table = _table()
        table.add_column(self._say("Konsulent", "Consultant"), no_wrap=True)
        for danish, english in (
            ("Sager", "Cases"), ("Mål", "Target"), ("Vægt", "Weight"), ("Mål", "Target"), ("Kørsel", "Travel"),
            ("Tunge", "Heavy"), ("Uønskede", "Unwanted"), ("Kontakter", "Contacts"),
        ):  # fmt: skip
            table.add_column(self._say(danish, english), justify="right", no_wrap=True)
        for each in self._fairness.consultants:
            before, after = each.before, each.after
            table.add_row(
                self._names.consultant(each.consultant_id),
                _change(f"{before.count}", f"{after.count}"),
                f"{each.target_count}",
                _change(self._weight(before.weight_quarters), self._weight(after.weight_quarters)),
                self._weight(each.target_weight_quarters),
                _change(self._minutes(before.travel_minutes), self._minutes(after.travel_minutes)),
                _change(f"{before.num_heavy}", f"{after.num_heavy}"),
                _change(f"{before.num_unwanted}", f"{after.num_unwanted}"),
                self._contacts(each),
            )
        return table

    def _spreads(self) -> Table:
        table = _table()
        table.add_column(self._say("Hvad", "What"), no_wrap=True)
        for heading in (self._say("Før", "Before"), self._say("Efter", "After")):
            table.add_column(heading, justify="right", no_wrap=True)
        table.add_column("", no_wrap=True)
        for spread in self._fairness.spreads:
            unit = self._say("sager", "cases") if spread.unit == "cases" else self._say("minutter", "minutes")
            table.add_row(
                word(spread.quantity).in_language(self._language),
                self._decimal(spread.before),
                self._decimal(spread.after),
                unit,
            )
        return table

    def _effects(self) -> Table:
        table = _table()
        table.add_column(self._say("Regel", "Rule"), no_wrap=True)
        for danish, english in (
            ("Sager", "Cases"), ("Vægt", "Weight"), ("Kørsel", "Travel"), ("Tunge", "Heavy"), ("Uønsk.", "Unw."),
            ("Kont.", "Cont."), ("Flytter", "Moves"),
        ):  # fmt: skip
            table.add_column(self._say(danish, english), justify="right", no_wrap=True)
        table.add_column(self._say("Bevist", "Proved"), no_wrap=True)
        for each in self._fairness.effects:
            if each.counts:
                table.add_row(
                    word(each.rule).in_language(self._language),
                    *(self._effect(each, quantity) for quantity in Quantity),
                    "?" if each.num_moved is None else f"{each.num_moved}",
                    self._say("ja", "yes") if each.is_exact else self._say("nej", "no"),
                )
        return table

    def _effect(self, effect: RuleEffect, quantity: Quantity) -> str:
        value = effect.effect[quantity]
        return "?" if value is None else signed_decimal(value, self._language)

    def _free(self, language: Language) -> str:
        names = [word(each.rule).in_language(language) for each in self._fairness.effects if not each.counts]
        if not names:
            return ""
        lead = " Regler, der ikke tæller i politikken: " if language == "da" else " Rules without a price here: "
        return lead + ", ".join(names) + "."

    def _contacts(self, each: ConsultantShare) -> str:
        return f"{each.after.contacts_kept}/{each.after.contacts_with_deputy}/{each.after.contacts_broken}"

    def _weight(self, weight_quarters: int) -> str:
        return decimal(weight_quarters / QUARTERS_PER_CASE, self._language)

    def _minutes(self, minutes: int | None) -> str:
        return "?" if minutes is None else whole_number(minutes, self._language)

    def _decimal(self, value: float | None) -> str:
        return "?" if value is None else decimal(value, self._language)

    def _note(self, danish: str, english: str) -> Padding:
        return Padding(Line(self._say(danish, english), style="dim"), (0, 1))

    def _title(self, danish: str, english: str) -> Line:
        return Line(f"\n{self._say(danish, english)}", style="bold")

    def _say(self, danish: str, english: str) -> str:
        return danish if self._language == "da" else english


def _change(before: str, after: str) -> str:
    return before if before == after else f"{before} -> {after}"


def _table() -> Table:
    return Table(box=None, padding=(0, 1, 0, 1), header_style="bold", show_edge=False)
