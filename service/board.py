"""The board the team looks at: who is proposed for each case and why, and what that does to the caseloads."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from models.case import TalkForm
from models.names import Names
from models.policy_wording import level_in_words, unit_in_words
from models.proposal import (
    Assignment,
    ConsultantCaseload,
    Level,
    Proposal,
    ProposalStatus,
    Reason,
    RunnerUp,
    Unassigned,
)
from models.snapshot import Snapshot
from models.text import Language, Text
from models.wording import word
from service.formats import day, load, percent, signed, whole_number

NUM_REASONS = 2
BAR_WIDTH = 36


class Board:
    """A proposal as tables for a terminal or a pipe, in one language."""

    def __init__(self, proposal: Proposal, snapshot: Snapshot, language: Language) -> None:
        self._proposal = proposal
        self._language = language
        self._names = Names(snapshot)

    def render(self) -> RenderableType:
        """The whole board."""
        parts: list[RenderableType] = [self._heading(), self.status(), self._counts()]
        if self._proposal.assignments:
            parts += [Line(), self._assignments()]
        if self._proposal.unassigned:
            parts += [self._title("Ikke fordelt, først i køen næste gang", "Left out, first in line next time")]
            parts += [self._unassigned()]
        if self._proposal.other_team:
            parts += [self._title("Hører til et andet team", "Another team's"), self._other_team()]
        if self._proposal.caseloads:
            parts += [self._title("Sagsstammer", "Caseloads"), self._caseloads()]
        if self._proposal.remarks:
            parts += [self._title("Bemærkninger", "Remarks")]
            parts += [Padding(Line(remark.in_language(self._language)), (0, 1)) for remark in self._proposal.remarks]
        return Group(*parts)

    def status(self) -> Line:
        """How good the proposal is known to be."""
        return Line(status_sentence(self._proposal, self._language), style="bold")

    def _heading(self) -> Line:
        proposal = self._proposal
        teams = ", ".join(self._names.team(team) for team in proposal.teams)
        return Line(
            self._say(
                f"{proposal.municipality}, {teams}, {day(proposal.date, 'da')}. "
                f"Politik: {proposal.policy.name}, version {proposal.policy.version}.",
                f"{proposal.municipality}, {teams}, {day(proposal.date, 'en')}. "
                f"Policy: {proposal.policy.name}, version {proposal.policy.version}.",
            )
        )

    def _counts(self) -> Line:
        num, left_out = len(self._proposal.assignments), len(self._proposal.unassigned)
        others = len(self._proposal.other_team)
        return Line(
            self._say(
                f"Nye sager: {num} fordelt, {left_out} må vente, {others} hører til et andet team.",
                f"New cases: {num} distributed, {left_out} have to wait, {others} are another team's.",
            )
        )

    def _assignments(self) -> Group:
        table = _table()
        for heading, justify in (
            (self._say("Sag", "Case"), "left"),
            (self._say("Frist", "Deadline"), "left"),
            (self._say("Forslag", "Proposed"), "left"),
            (self._say("Min.", "Min."), "right"),
            (self._say("Vigtigste grunde", "Main reasons"), "left"),
            (self._say("Næste valg", "Next choice"), "left"),
        ):
            is_prose = justify == "left" and heading in ("Vigtigste grunde", "Main reasons")
            table.add_column(heading, justify=justify, no_wrap=not is_prose)  # type: ignore[arg-type]
        for assignment in sorted(self._proposal.assignments, key=_by_deadline):
            table.add_row(
                assignment.case_id,
                day(assignment.first_talk.deadline, self._language),
                Line(self._names.consultant(assignment.consultant_id), style="bold"),
                whole_number(assignment.minutes, self._language),
                self._why(assignment),
                self._next(assignment.runner_up),
            )
        legend = self._say(
            "Min.: hvad tildelingen koster. Næste valg: så meget mere koster planen med den konsulent.",
            "Min.: what the assignment costs. Next choice: what the plan costs more with that consultant.",
        )
        return Group(table, Padding(Line(legend, style="dim"), (0, 1)))

    def _why(self, assignment: Assignment) -> str:
        lines = self._largest(assignment.reasons)
        talk = assignment.first_talk
        if talk.form is not TalkForm.WORKPLACE:
            form = word(talk.form).in_language(self._language)
            reason = "" if talk.reason is None else f" ({word(talk.reason).in_language(self._language)})"
            lines.append(self._say("Første samtale: ", "First talk: ") + form + reason + ".")
        return "\n".join(lines) or self._say("Intet taler imod.", "Nothing speaks against it.")

    def _next(self, runner_up: RunnerUp | None) -> str:
        if runner_up is None:
            return self._say("ingen", "nobody")
        extra = signed(runner_up.extra_minutes_others_fixed, self._language)
        return f"{self._names.consultant(runner_up.consultant_id)} {extra}"

    def _unassigned(self) -> Table:
        table = _table()
        table.add_column(self._say("Sag", "Case"), no_wrap=True)
        table.add_column(self._say("Min.", "Min."), justify="right", no_wrap=True)
        table.add_column(self._say("Det, der spærrer", "What blocks it"))
        for case in self._proposal.unassigned:
            table.add_row(case.case_id, whole_number(case.minutes, self._language), self._blocked(case))
        return table

    def _blocked(self, case: Unassigned) -> str:
        rules = ", ".join(word(rule).in_language(self._language) for rule in case.blocked_by)
        return rules or self._say("ikke fundet inden for tiden", "not found in the time given")

    def _other_team(self) -> Table:
        table = _table()
        table.add_column(self._say("Sag", "Case"), no_wrap=True)
        table.add_column("Team")
        for case in self._proposal.other_team:
            table.add_row(case.case_id, self._names.team(case.team_id))
        return table

    def _caseloads(self) -> Group:
        table = _table()
        table.add_column(self._say("Konsulent", "Consultant"), no_wrap=True)
        for heading in (
            self._say("Før", "Before"),
            self._say("Nye", "New"),
            self._say("Efter", "After"),
            self._say("Mål", "Target"),
            self._say("Loft", "Limit"),
            self._say("Min.", "Min."),
        ):
            table.add_column(heading, justify="right", no_wrap=True)
        table.add_column("", no_wrap=True)
        caseloads = self._proposal.caseloads
        most = max(max(each.after, each.target, each.limit or 0) for each in caseloads) or 1
        for each in caseloads:
            table.add_row(
                self._names.consultant(each.consultant_id),
                load(each.before, each.measure, self._language),
                whole_number(each.count_after - each.count_before, self._language),
                load(each.after, each.measure, self._language),
                load(each.target, each.measure, self._language),
                "-" if each.limit is None else load(each.limit, each.measure, self._language),
                whole_number(sum(each.terms.values()), self._language),
                bar(each, most),
            )
        return Group(table, Padding(self._legend(), (0, 1)))

    def _legend(self) -> Line:
        measure = word(self._proposal.policy.caseload.measure)
        return Line(
            self._say(
                f"= før, + nye, | mål; målt i {measure.da}. Min. er sagsstamme og antal konsulenter pr. virksomhed.",
                f"= before, + new, | target; by {measure.en}. Min. are caseload and consultants per employer.",
            ),
            style="dim",
        )

    def _largest(self, reasons: Iterable[Reason]) -> list[str]:
        chosen = [reason for reason in reasons if reason.minutes][:NUM_REASONS]
        return [f"{signed(each.minutes, self._language)}: {each.text.in_language(self._language)}" for each in chosen]

    def _title(self, danish: str, english: str) -> Line:
        return Line(f"\n{self._say(danish, english)}", style="bold")

    def _say(self, danish: str, english: str) -> str:
        return danish if self._language == "da" else english


def status_sentence(proposal: Proposal, language: Language) -> str:
    """The strict levels, the minutes, and what is proved of them, on a line or two."""
    minutes = proposal.objective_minutes
    if minutes is None:
        return Text(
            da="Intet forslag blev fundet inden for tiden. Giv det længere tid (--time-limit).",
            en="No proposal was found in the time given. Give it longer (--time-limit).",
        ).in_language(language)
    value = whole_number(minutes, language)
    if proposal.status is ProposalStatus.OPTIMAL:
        sentence = Text(da=f"Bevist bedst: {value} minutter.", en=f"Proved best: {value} minutes.")
    else:
        lead = {
            ProposalStatus.FEASIBLE: Text(da="Ikke bevist bedst", en="Not proved best"),
            ProposalStatus.CANCELLED: Text(da="Afbrudt", en="Interrupted"),
        }[proposal.status]
        bound, gap = proposal.bound_minutes, proposal.gap_percent
        rest = (
            Text(da="der er ingen bevist grænse", en="no bound is proved")
            if bound is None or gap is None
            else Text(
                da=f"ingen plan er under {whole_number(bound, 'da')} (afstand {percent(gap, 'da')})",
                en=f"no plan is below {whole_number(bound, 'en')} (gap {percent(gap, 'en')})",
            )
        )
        sentence = Text(da=f"{lead.da}: {value} minutter; {rest.da}.", en=f"{lead.en}: {value} minutes; {rest.en}.")
    return "\n".join([sentence.in_language(language), *_levels(proposal, language)])


def bar(caseload: ConsultantCaseload, most: int) -> str:
    """The caseload drawn with signs that any terminal, pipe and screen reader has: `=====+++  |`."""

    def scaled(value: int) -> int:
        return round(value * BAR_WIDTH / most)

    before, after = scaled(min(caseload.before, caseload.after)), scaled(caseload.after)
    if caseload.after > caseload.before:
        before = min(before, after - 1)
    drawn = ("=" * before + "+" * (after - before)).ljust(BAR_WIDTH)
    target = scaled(caseload.target)
    return f"{drawn[:target]}|{drawn[target:]}".rstrip()


def _levels(proposal: Proposal, language: Language) -> list[str]:
    levels = [_level(level, language) for level in proposal.levels if level.value != 0]
    if not levels:
        return []
    return ["Før minutterne kommer:" if language == "da" else "Before the minutes come:", *levels]


def _level(level: Level, language: Language) -> str:
    proved = (
        Text(da="bevist mindst", en="proved least")
        if level.bound == level.value
        else Text(da=f"mindst {level.bound or 0}", en=f"at least {level.bound or 0}")
    )
    name = level_in_words(level.name).in_language(language)
    unit = unit_in_words(level.unit, level.value).in_language(language)
    return f"  {name}: {whole_number(level.value, language)} {unit} ({proved.in_language(language)})"


def _by_deadline(assignment: Assignment) -> tuple[bool, str, str]:
    deadline = assignment.first_talk.deadline
    return deadline is None, "" if deadline is None else deadline.isoformat(), assignment.case_id


def _table() -> Table:
    # No frame: it says nothing, breaks in narrow code pages, and is read aloud sign by sign.
    return Table(box=None, pad_edge=True, padding=(0, 1, 0, 1), header_style="bold", show_edge=False)
