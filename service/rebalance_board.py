"""A rebalance as people read it: what has happened, what moves are worth, and what the plan picked means for each."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from models.caseload import QUARTERS_PER_CASE
from models.move import ProposedMove
from models.names import Names
from models.occasion_wording import occasion_in_words
from models.proposal import ProposalStatus
from models.rebalance import Rebalance, RebalancePoint
from models.snapshot import Snapshot
from models.text import Language
from models.wording import word
from service.answer_view import AnswerView
from service.board import bar
from service.formats import day, decimal, load, signed, whole_number

NUM_SUCCESSORS = 2


class RebalanceBoard:
    """A rebalance as tables for a terminal or a pipe, in one language.

    Parameters
    ----------
    point
        The plan that is picked: its moves are shown.
    snapshot
        The team as it is once everything has happened.
    """

    def __init__(self, answer: Rebalance, point: RebalancePoint, snapshot: Snapshot, language: Language) -> None:
        self._answer, self._point, self._snapshot, self._language = answer, point, snapshot, language
        self._names = Names(snapshot)

    def render(self) -> RenderableType:
        """The whole board."""
        answer, point = self._answer, self._point
        parts: list[RenderableType] = [self._heading()]
        parts += [Line(occasion_in_words(each, self._names).in_language(self._language)) for each in answer.occasions]
        parts += [Line(line, style="bold") for line in self._outcome()]
        if len(answer.frontier) > 1:
            parts += [self._title("Hvad frivillige flytninger er værd", "What voluntary moves are worth")]
            parts += [self._frontier(), self._frontier_note()]
        for moves, danish, english in (
            (point.forced, "Nødvendige skift", "Forced moves"),
            (point.back, "Går tilbage efter dækning", "Back after covering"),
        ):
            if moves:
                parts += [self._title(f"{danish}: {len(moves)}", f"{english}: {len(moves)}"), self._together(moves)]
        if point.moves:
            parts += [Line(f"\n{self._picked()}", style="bold"), self._moves(point.moves)]
        if point.all_moves:
            parts.append(
                self._dim(
                    "Hvad der skal overdrages i hver sag, står i projektmappen (--out).",
                    "What to hand over in each case stands in the workbook (--out).",
                )
            )
        if point.uncovered:
            parts += [self._title("Sager, som ingen kan få", "Cases that nobody can have"), self._uncovered()]
        if answer.collisions is not None and answer.collisions.collisions:
            parts.append(AnswerView(self._snapshot, self._language).collisions(answer.collisions))
        if answer.successions:
            parts += [self._title("Nye kontaktpersoner", "New contact persons"), self._successions()]
        parts += [self._title("Sagsstammer før og efter", "Caseloads before and after"), self._caseloads()]
        parts += [self._caseloads_note(), Line(), self._shares(), self._shares_note()]
        if answer.remarks:
            parts += [self._title("Bemærkninger", "Remarks")]
            parts += [Padding(Line(remark.in_language(self._language)), (0, 1)) for remark in answer.remarks]
        return Group(*parts)

    def _heading(self) -> Line:
        answer = self._answer
        teams = ", ".join(self._names.team(team) for team in answer.teams)
        return Line(
            self._say(
                f"{answer.municipality}, {teams}, {day(answer.date, 'da')}. "
                f"Politik: {answer.policy.name}, version {answer.policy.version}.",
                f"{answer.municipality}, {teams}, {day(answer.date, 'en')}. "
                f"Policy: {answer.policy.name}, version {answer.policy.version}.",
            )
        )

    def _outcome(self) -> Iterator[str]:
        """What must move, what goes back, and where voluntary moves stop paying."""
        answer, first = self._answer, self._answer.frontier[0]
        if answer.forced:
            num, open_cases = len(answer.forced), len(first.uncovered)
            left = self._say(f"; {open_cases} kan ingen få", f"; nobody can have {open_cases}") if open_cases else ""
            yield self._say(
                f"{_cases(num, 'da')} kan ikke blive, hvor de er{left}.",
                f"{_cases(num, 'en')} cannot stay where they are{left}.",
            )
        if first.back:
            num, still = len(first.back), self._num_still_covered()
            rest = self._say(f"; {still} dækkes fortsat", f"; {still} are still covered") if still else ""
            yield self._say(
                f"{_cases(num, 'da')} går tilbage efter dækning{rest}.",
                f"{_cases(num, 'en')} go back after covering{rest}.",
            )
        if answer.best.price_minutes:
            price, num = answer.best.price_minutes, len(answer.best.moves)
            yield self._say(
                f"Til {price} minutter pr. flytning: {num} frivillige.",
                f"At {price} minutes a move: {num} voluntary ones.",
            )
        elif answer.stops_paying_at == 0:
            yield self._say(
                "Ingen frivillig flytning giver mere, end den forstyrrer.",
                "No voluntary move earns more than it disturbs.",
            )
        elif answer.stops_paying_at is not None:
            yield self._say(
                f"Efter {answer.stops_paying_at} frivillige flytninger giver flere ikke mere, end de forstyrrer.",
                f"After {answer.stops_paying_at} voluntary moves more of them do not earn what they disturb.",
            )
        elif len(answer.frontier) > 1:
            yield self._open_ended()

    def _open_ended(self) -> str:
        """That the frontier ends before it is known where more moves stop paying."""
        best, last = self._answer.best, len(self._answer.frontier) - 1
        if len(best.moves) <= last:
            return self._say(
                f"Om flere end {last} frivillige flytninger kan betale sig, nåede ikke at blive afgjort.",
                f"Whether more than {last} voluntary moves pay was not settled in time.",
            )
        num, earned = len(best.moves), best.earned_minutes
        da, en = (
            ("", "") if earned is None else (f", som ændrer planen {-earned:+d} minutter", f", {-earned:+d} minutes")
        )
        return self._say(
            f"Flere end {last} frivillige kan betale sig: {num} i alt{da}.",
            f"More than {last} voluntary moves may pay: {num} in all{en}.",
        )

    def _num_still_covered(self) -> int:
        """Cases that somebody else keeps for now, because whoever is back gets no more at once."""
        back = {move.case_id for move in self._answer.frontier[0].back}
        returned = {move.to_consultant_id for move in self._answer.frontier[0].back}
        return sum(case.covered_for_id in returned and case.id not in back for case in self._snapshot.cases)

    def _frontier(self) -> Table:
        table = _table()
        table.add_column(self._say("Højst", "At most"), justify="right", no_wrap=True)
        for heading in (self._say("Minutter", "Minutes"), self._say("Ændring", "Change")):
            table.add_column(heading, justify="right", no_wrap=True)
        table.add_column(self._say("Bevist", "Proved"), no_wrap=True)
        is_short = any(point.uncovered for point in self._answer.frontier)
        if is_short:
            table.add_column(self._say("Ingen har", "Nobody has"), justify="right", no_wrap=True)
        table.add_column(self._say("Flytninger, mod linjen over", "Moves, against the line above"))
        before: dict[str, str] = {}
        for k, point in enumerate(self._answer.frontier):
            now = {move.case_id: self._arrow(move) for move in point.moves}
            table.add_row(
                str(k),
                whole_number(point.objective_minutes, self._language),
                "" if k == 0 else self._earned(point),
                self._proof(point),
                *([str(len(point.uncovered))] if is_short else ()),
                "\n".join(_changes(before, now)) or ("" if k == 0 else self._say("de samme", "the same")),
            )
            before = now
        return table

    def _earned(self, point: RebalancePoint) -> str:
        if point.earned_minutes is None:  # strict levels differ, and they come before minutes
            return "-"
        return signed(-point.earned_minutes, self._language)

    def _proof(self, point: RebalancePoint) -> str:
        if point.status is ProposalStatus.OPTIMAL:
            return self._say("ja", "yes")
        if point.bound_minutes is None:
            return self._say("nej", "no")
        bound = whole_number(point.bound_minutes, self._language)
        return self._say(f"mindst {bound}", f"at least {bound}")

    def _picked(self) -> str:
        point = self._point
        if point.max_moves is None:
            return self._say("Frivillige skift", "Voluntary moves")
        return self._say(
            f"Frivillige skift i planen med højst {point.max_moves}",
            f"Voluntary moves of the plan with at most {point.max_moves}",
        )

    def _together(self, moves: Sequence[ProposedMove]) -> Table:
        """Moves from one to another on one line: there may be as many as somebody has cases."""
        table = _table()
        table.add_column(self._say("Skift", "Change"), no_wrap=True)
        table.add_column(self._say("Sager", "Cases"), justify="right", no_wrap=True)
        table.add_column("Min.", justify="right", no_wrap=True)
        table.add_column(self._say("Grund", "Reason"), no_wrap=True)
        table.add_column("")
        grouped: dict[tuple[str, str], list[ProposedMove]] = {}
        for move in moves:
            reason = word(move.reason).in_language(self._language)
            grouped.setdefault((self._arrow(move, with_case=False), reason), []).append(move)
        for (arrow, reason), own in sorted(grouped.items()):
            table.add_row(
                arrow,
                str(len(own)),
                whole_number(sum(move.minutes for move in own), self._language),
                reason,
                ", ".join(move.case_id for move in own),
            )
        return table

    def _moves(self, moves: Sequence[ProposedMove]) -> Table:
        table = _table()
        for heading in (self._say("Sag", "Case"), self._say("Skift", "Change")):
            table.add_column(heading, no_wrap=True)
        table.add_column("Min.", justify="right", no_wrap=True)
        table.add_column(self._say("Grund", "Reason"))
        table.add_column(self._say("Overdragelse", "Handover"))
        for move in moves:
            table.add_row(
                move.case_id,
                self._arrow(move, with_case=False),
                whole_number(move.minutes, self._language),
                word(move.reason).in_language(self._language),
                " ".join(note.in_language(self._language) for note in move.handover) or "-",
            )
        return table

    def _arrow(self, move: ProposedMove, *, with_case: bool = True) -> str:
        giver, taker = self._names.consultant(move.from_consultant_id), self._names.consultant(move.to_consultant_id)
        return f"{move.case_id}: {giver} -> {taker}" if with_case else f"{giver} -> {taker}"

    def _uncovered(self) -> Table:
        table = _table()
        table.add_column(self._say("Sag", "Case"), no_wrap=True)
        table.add_column(self._say("Hos", "With"), no_wrap=True)
        table.add_column(self._say("Det, der spærrer", "What blocks it"))
        for each in self._point.uncovered:
            table.add_row(
                each.case_id,
                self._names.consultant(each.from_consultant_id),
                ", ".join(word(rule).in_language(self._language) for rule in each.blocked_by),
            )
        return table

    def _successions(self) -> Table:
        employers = {each.id: each.name for each in self._snapshot.employers}
        table = _table()
        table.add_column(self._say("Virksomhed", "Employer"))
        table.add_column(self._say("Efter", "After"), no_wrap=True)
        table.add_column(self._say("Forslag", "Proposed"))
        for each in self._answer.successions:
            table.add_row(
                employers[each.employer_id],
                self._names.consultant(each.leaves_id),
                "\n".join(other.text.in_language(self._language) for other in each.successors[:NUM_SUCCESSORS])
                or self._say("ingen", "nobody"),
            )
        return table

    def _caseloads(self) -> Table:
        table = _table()
        table.add_column(self._say("Konsulent", "Consultant"), no_wrap=True)
        for danish, english in (("Sager", "Cases"), ("Mål", "Target"), ("Loft", "Limit")):
            table.add_column(self._say(danish, english), justify="right", no_wrap=True)
        table.add_column("", no_wrap=True)
        caseloads = self._point.caseloads
        most = max(max(each.before, each.after, each.target, each.limit or 0) for each in caseloads) or 1
        for each in caseloads:
            table.add_row(
                self._names.consultant(each.consultant_id),
                _change(
                    load(each.before, each.measure, self._language), load(each.after, each.measure, self._language)
                ),
                load(each.target, each.measure, self._language),
                "-" if each.limit is None else load(each.limit, each.measure, self._language),
                bar(each, most),
            )
        return table

    def _shares(self) -> Table:
        table = _table()
        table.add_column(self._say("Konsulent", "Consultant"), no_wrap=True)
        for danish, english in (
            ("Vægt", "Weight"), ("Kørsel", "Travel"), ("Kontakter holdt", "Contacts kept"), ("brudt", "broken")
        ):  # fmt: skip
            table.add_column(self._say(danish, english), justify="right", no_wrap=True)
        for each in self._point.shares:
            before, after = each.before, each.after
            table.add_row(
                self._names.consultant(each.consultant_id),
                _change(self._weight(before.weight_quarters), self._weight(after.weight_quarters)),
                _change(self._minutes(before.travel_minutes), self._minutes(after.travel_minutes)),
                _change(f"{before.contacts_kept}", f"{after.contacts_kept}"),
                _change(f"{before.contacts_broken}", f"{after.contacts_broken}"),
            )
        return table

    def _weight(self, weight_quarters: int) -> str:
        return decimal(weight_quarters / QUARTERS_PER_CASE, self._language)

    def _minutes(self, minutes: int | None) -> str:
        return "?" if minutes is None else whole_number(minutes, self._language)

    def _frontier_note(self) -> Padding:
        return self._dim(
            "Højst: så mange frivillige flytninger. De nødvendige og dem, der går tilbage, tæller ikke med.",
            "At most: so many voluntary moves. Forced ones, and those that go back, are not counted.",
        )

    def _caseloads_note(self) -> Padding:
        measure = word(self._answer.policy.caseload.measure)
        return self._dim(f"= før, + nye, | mål; målt i {measure.da}.", f"= before, + new, | target; by {measure.en}.")

    def _shares_note(self) -> Padding:
        return self._dim(
            "Vægt i almindelige sager. Kørsel i minutter for alle ventede besøg. Kontakter: sager hos virksomhedens "
            "faste kontaktperson, eller hos andre.",
            "Weight in normal cases. Travel in minutes for all expected visits. Contacts: cases with the employer's "
            "contact person, or with others.",
        )

    def _dim(self, danish: str, english: str) -> Padding:
        return Padding(Line(self._say(danish, english), style="dim"), (0, 1))

    def _title(self, danish: str, english: str) -> Line:
        return Line(f"\n{self._say(danish, english)}", style="bold")

    def _say(self, danish: str, english: str) -> str:
        return danish if self._language == "da" else english


def _changes(before: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    """What a point has that the one before it had not, and the other way round."""
    yield from (f"+ {arrow}" for case_id, arrow in now.items() if before.get(case_id) != arrow)
    yield from (f"- {arrow}" for case_id, arrow in before.items() if now.get(case_id) != arrow)


def _change(before: str, after: str) -> str:
    return before if before == after else f"{before} -> {after}"


def _cases(num: int, language: Language) -> str:
    if language == "da":
        return "1 sag" if num == 1 else f"{num} sager"
    return "1 case" if num == 1 else f"{num} cases"


def _table() -> Table:
    return Table(box=None, padding=(0, 1, 0, 1), header_style="bold", show_edge=False)
