"""The difference of two plans as people read it."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from models.names import Names
from models.plan_difference import ComparedPlan, PlanDifference
from models.proposal import Terms
from models.snapshot import Snapshot
from models.text import Language
from models.wording import word
from service.formats import day, signed, whole_number


class DifferenceView:
    """A difference in one language. `snapshot` None: consultants are called by their ids."""

    def __init__(self, difference: PlanDifference, snapshot: Snapshot | None, language: Language) -> None:
        self._difference = difference
        self._names = None if snapshot is None else Names(snapshot)
        self._language = language

    def render(self) -> RenderableType:
        """Both plans, the whole, the cases that change hands, and what that does to people."""
        difference = self._difference
        parts: list[RenderableType] = [
            Line(f"{difference.municipality}, {day(difference.date, self._language)}."),
            Line(self._say("Første", "First") + f": {self._plan(difference.first)}"),
            Line(self._say("Anden", "Second") + f": {self._plan(difference.second)}"),
            Line(self._whole(), style="bold"),
        ]
        if not difference.is_same_policy:
            parts.append(
                Line(
                    self._say(
                        "De to har ikke samme politik, så noget af forskellen er priserne og ikke fordelingen.",
                        "The two have not the same policy, so part of the difference is prices and not distribution.",
                    )
                )
            )
        moved = [case for case in difference.cases if case.changes_hands]
        stay = [case for case in difference.cases if not case.changes_hands]
        if moved:
            parts += [self._title("Sager, der skifter", "Cases that change hands"), self._cases()]
        if stay:
            minutes = signed(sum(case.minutes for case in stay), self._language)
            parts.append(
                Line(
                    self._say(
                        f"\nSager, der bliver, men koster noget andet: {len(stay)}, i alt {minutes} min.",
                        f"\nCases that stay but cost something else: {len(stay)}, {minutes} min. in all.",
                    )
                )
            )
        if difference.consultants:
            parts += [self._title("Hvem der afgiver og får", "Who gives and who gets"), self._consultants()]
        return Group(*parts)

    def _plan(self, plan: ComparedPlan) -> str:
        status = word(plan.status).in_language(self._language)
        minutes = whole_number(plan.objective_minutes, self._language)
        return f"{plan.policy_name}, version {plan.policy_version}, {status}, {minutes} min."

    def _whole(self) -> str:
        difference = self._difference
        if not difference.cases and not difference.consultants:
            return self._say("De to planer er ens.", "The two plans are the same.")
        minutes = signed(difference.minutes, self._language)
        by_rule = self._terms(difference.terms, ", ")
        return self._say(f"Den anden koster {minutes} min.", f"The second costs {minutes} min.") + (
            f" ({by_rule})" if by_rule else ""
        )

    def _cases(self) -> Table:
        table = _table()
        for heading in (self._say("Sag", "Case"), self._say("Fra", "From"), self._say("Til", "To")):
            table.add_column(heading, no_wrap=True)
        table.add_column("Min.", justify="right", no_wrap=True)
        table.add_column(self._say("Efter regel", "By rule"))
        for case in self._difference.cases:
            if case.changes_hands:
                table.add_row(
                    case.case_id,
                    self._holder(case.from_consultant_id),
                    self._holder(case.to_consultant_id),
                    signed(case.minutes, self._language),
                    self._terms(case.terms, "\n"),
                )
        return table

    def _consultants(self) -> Table:
        table = _table()
        table.add_column(self._say("Konsulent", "Consultant"), no_wrap=True)
        table.add_column(self._say("Afgiver", "Gives"))
        table.add_column(self._say("Får", "Gets"))
        table.add_column(self._say("Sager", "Cases"), justify="right", no_wrap=True)
        table.add_column("Min.", justify="right", no_wrap=True)
        table.add_column(self._say("Efter regel", "By rule"))
        for each in self._difference.consultants:
            counts = (
                f"{each.count_first}"
                if each.count_first == each.count_second
                else f"{each.count_first} -> {each.count_second}"
            )
            table.add_row(
                self._holder(each.consultant_id),
                "\n".join(each.gives) or "-",
                "\n".join(each.gets) or "-",
                counts,
                signed(each.minutes, self._language),
                self._terms(each.terms, "\n"),
            )
        return table

    def _terms(self, terms: Terms, between: str) -> str:
        return between.join(
            f"{signed(minutes, self._language)} {word(rule).in_language(self._language)}"
            for rule, minutes in sorted(terms.items(), key=lambda term: -abs(term[1]))
        )

    def _holder(self, consultant_id: str | None) -> str:
        if consultant_id is None:
            return self._say("venter", "waits")
        return consultant_id if self._names is None else self._names.consultant(consultant_id)

    def _title(self, danish: str, english: str) -> Line:
        return Line(f"\n{self._say(danish, english)}", style="bold")

    def _say(self, danish: str, english: str) -> str:
        return danish if self._language == "da" else english


def _table() -> Table:
    return Table(box=None, padding=(0, 1, 0, 1), header_style="bold", show_edge=False)
