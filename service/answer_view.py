"""Answers about a whole round, as sentences and tables for a terminal or a pipe."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from models.alternative import Alternatives, Freedom
from models.collision import Collisions
from models.explanation import BestFits, LevelChange
from models.names import Names
from models.override import OverrideKind
from models.override_price import CaseMove, OverridePrices, PlanPrice
from models.policy_wording import level_in_words
from models.rule_id import RuleId
from models.snapshot import Snapshot
from models.text import Language
from models.wording import word
from service.formats import signed, whole_number


class AnswerView:
    """Prices, collisions, fits and alternatives in one language."""

    def __init__(self, snapshot: Snapshot, language: Language) -> None:
        self._names = Names(snapshot)
        self._language = language

    def prices(self, prices: OverridePrices) -> RenderableType:
        """What the overrides cost, together and one by one."""
        parts: list[RenderableType] = [self._title("Hvad ændringerne koster", "What the overrides cost")]
        parts.append(Line(f"  {self._say('I alt', 'Together')}: {self._price(prices.together)}"))
        parts += self._moves(prices.together.moves)
        for shift in prices.together.consultants:
            name = self._names.consultant(shift.consultant_id)
            cases = len(shift.gets) - len(shift.gives)
            parts.append(
                Line(
                    self._say(
                        f"    {name}: {signed(cases, 'da')} sager, {signed(shift.minutes, 'da')} min.",
                        f"    {name}: {signed(cases, 'en')} cases, {signed(shift.minutes, 'en')} min.",
                    )
                )
            )
        for each in prices.each:
            pair = f"{each.override.case_id} = {self._names.consultant(each.override.consultant_id)}"
            kind = word(OverrideKind(each.override.kind)).in_language(self._language)
            alone = self._say("alene oven i forslaget", "alone on top of the proposal")
            back = self._say("taget tilbage fra udkastet", "taken back from the draft")
            parts.append(Line(f"  {pair} ({kind}):"))
            if each.blocked_by:
                rules = self._rules(each.blocked_by)
                parts.append(
                    Line(self._say(f"    kan ikke, sagen venter: {rules}", f"    cannot, the case waits: {rules}"))
                )
            parts.append(Line(f"    {alone}: {self._price(each.added)}"))
            parts.append(Line(f"    {back}: {self._price(each.taken_back)}"))
        return Group(*parts)

    def collisions(self, found: Collisions) -> RenderableType:
        """What collides, and what would mend it."""
        parts: list[RenderableType] = [
            self._title("Ikke alle sager kan få en konsulent", "Not every case can have a consultant")
        ]
        for each in found.collisions:
            parts.append(
                Line(
                    self._say("  Dette kan ikke lade sig gøre sammen:", "  These cannot be done together:")
                    if each.is_smallest
                    else self._say(
                        "  Dette kan ikke lade sig gøre sammen (måske findes en mindre mængde):",
                        "  These cannot be done together (there may be a smaller set):",
                    )
                )
            )
            parts += [Line(f"    - {demand.text.in_language(self._language)}") for demand in each.demands]
            for remedy in each.remedies:
                rest = "" if remedy.suffices else self._say(" (løser kun dette)", " (mends only this)")
                parts.append(Line(f"    > {remedy.text.in_language(self._language)}{rest}"))
        if not found.is_complete:
            parts.append(Line(self._say("  Tiden var gået: der kan være mere.", "  Out of time: there may be more.")))
        return Group(*parts)

    def fits(self, fits: BestFits) -> RenderableType:
        """The cases in the order in which they suit her."""
        name = self._names.consultant(fits.consultant_id)
        parts: list[RenderableType] = [
            Line(
                self._say(
                    f"Sagerne efter, hvad hele planen ville koste, hvis {name} fik dem; "
                    f"{fits.num_cases_proposed} er foreslået.",
                    f"The cases by what the whole plan would cost if {name} got them; "
                    f"{fits.num_cases_proposed} are proposed.",
                ),
                style="bold",
            )
        ]
        table = self._table(
            ("Sag", "Case"), ("Hele planen", "Whole plan"), ("Foreslået", "Proposed"), ("Følger", "Effects")
        )
        for fit in fits.fits:
            effects = [self._rules(fit.blocked_by)] if fit.blocked_by else [*self._gives_way(fit.gives_way)]
            effects += [self._say(f"flytter {case}", f"moves {case}") for case in fit.also_moves]
            table.add_row(
                fit.case_id,
                self._say("kan ikke", "cannot")
                if fit.blocked_by
                else self._between(fit.extra_minutes, fit.extra_minutes_at_least, fit.extra_minutes_at_most),
                "-" if fit.proposed_for is None else self._names.consultant(fit.proposed_for),
                ", ".join(effects),
            )
        return Group(*parts, table)

    def alternatives(self, found: Alternatives, freedom: Freedom | None) -> RenderableType:
        """The plans in order with what they move, and where the team is free."""
        parts: list[RenderableType] = []
        for number, plan in enumerate(found.plans, 1):
            cost = self._say("forslaget", "the proposal") if number == 1 else self._minutes(plan.extra_minutes)
            effects = list(self._gives_way(plan.gives_way))
            parts.append(Line(f"{number}. {', '.join([cost, *effects])}", style="bold"))
            parts += self._moves(plan.moves)
        if found.is_exhausted:
            parts.append(Line(self._say("Der er ikke flere planer.", "There are no more plans.")))
        if freedom is not None:
            parts.append(self._freedom(freedom))
        return Group(*parts)

    def _freedom(self, freedom: Freedom) -> RenderableType:
        least = "" if freedom.is_complete else self._say("mindst ", "at least ")
        heading = self._title(
            f"Inden for {freedom.within_minutes} minutter: {least}{freedom.num_plans} planer",
            f"Within {freedom.within_minutes} minutes: {least}{freedom.num_plans} plans",
        )
        table = self._table(("Sag", "Case"), ("Kan gå til", "May go to"))
        for case_id, takers in freedom.choices.items():
            if len(takers) > 1:
                names = (self._say("venter", "waits") if who is None else self._names.consultant(who) for who in takers)
                table.add_row(case_id, ", ".join(names))
        return Group(heading, table)

    def _price(self, price: PlanPrice) -> str:
        between = self._between(price.extra_minutes, price.extra_minutes_at_least, price.extra_minutes_at_most)
        return ", ".join([f"{between} min.", *self._gives_way(price.gives_way)])

    def _between(self, exact: int | None, at_least: int | None, at_most: int | None) -> str:
        if exact is not None:
            return signed(exact, self._language)
        if at_least is None or at_most is None:
            return self._say("ukendt", "unknown")
        return f"{signed(at_least, self._language)} .. {signed(at_most, self._language)}"

    def _gives_way(self, levels: Sequence[LevelChange]) -> Iterator[str]:
        for level in levels:
            name = level_name(level, self._language)
            exact = level.extra_at_least if level.extra_at_least == level.extra_at_most else None
            yield f"{name} {self._between(exact, level.extra_at_least, level.extra_at_most)}"

    def _moves(self, moves: Sequence[CaseMove]) -> list[RenderableType]:
        waits = self._say("venter", "waits")

        def name(consultant_id: str | None) -> str:
            return waits if consultant_id is None else self._names.consultant(consultant_id)

        return [
            Line(f"    {move.case_id}: {name(move.from_consultant_id)} -> {name(move.to_consultant_id)}")
            for move in moves
        ]

    def _minutes(self, minutes: int) -> str:
        return (
            self._say(f"{signed(minutes, 'da')} minutter", f"{signed(minutes, 'en')} minutes")
            if minutes
            else self._say(f"{whole_number(0, 'da')} minutter mere", "0 minutes more")
        )

    def _rules(self, rules: tuple[RuleId, ...]) -> str:
        return ", ".join(word(rule).in_language(self._language) for rule in rules)

    def _table(self, *headings: tuple[str, str]) -> Table:
        table = Table(box=None, padding=(0, 1, 0, 1), header_style="bold")
        for danish, english in headings:
            table.add_column(self._say(danish, english))
        return table

    def _title(self, danish: str, english: str) -> Line:
        return Line(f"\n{self._say(danish, english)}", style="bold")

    def _say(self, danish: str, english: str) -> str:
        return danish if self._language == "da" else english


def level_name(level: LevelChange, language: Language) -> str:
    """A strict level by its name."""
    if level.name == "left_out":
        return word(RuleId.LEFT_OUT).in_language(language)
    return level_in_words(level.name).in_language(language)
