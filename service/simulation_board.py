"""A judgement on a terminal: the verdict, the ways in a table, and what to know before believing it."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from models.judgement import Estimate, Judgement
from models.text import Language, Text

_SEPARATORS = {"da": str.maketrans(",.", ".,"), "en": str.maketrans("", "")}
_WAY_WIDTH = 24
_WAY = Text(da="Måde", en="Way")
_COLUMNS = {
    "objective_minutes": Text(da="min. om ugen", en="min. a week"),
    "above_limit": Text(da="over loftet", en="above limit"),
    "in_band_percent": Text(da="40-50 sager", en="40-50 cases"),
    "travel_minutes_per_case": Text(da="kørsel pr. sag", en="travel per case"),
    "talks_in_time_percent": Text(da="samtale i tide", en="talk in time"),
}
_MORE = Text(da="mod den øverste", en="against the first")
_FROM_TO = Text(da="{} til {}", en="{} to {}")
_MEASURED = Text(
    da="Gennemsnit af {} gennemløb à {} uger; de første {} uger er skåret fra. Intervaller: {} % sikkerhed.",
    en="Means of {} runs of {} weeks; the first {} weeks are cut. Intervals: {} % confidence.",
)


class SimulationBoard:
    """What `simulate` shows."""

    def __init__(self, judgement: Judgement, language: Language) -> None:
        self._judgement = judgement
        self._language = language

    def render(self) -> RenderableType:
        """The verdict first."""
        judgement = self._judgement
        measured = self._said(_MEASURED).format(
            judgement.num_replications,
            judgement.weeks,
            judgement.warm_up.weeks,
            f"{100 * judgement.confidence:g}".translate(_SEPARATORS[self._language]),
        )
        caveats = [Line(f"- {self._said(each)}") for each in judgement.caveats]
        return Group(Line(self._said(judgement.verdict), style="bold"), "", self._table(), Line(measured), *caveats)

    def _table(self) -> Table:
        judgement = self._judgement
        means = {(line.way, line.figure): line.mean.value for line in judgement.summary if line.measure == "mean"}
        shown = [each.key for each in judgement.figures if each.key in _COLUMNS]
        differences = {
            line.way: line.mean
            for line in judgement.comparisons
            if (line.figure, line.measure) == (judgement.compared_figure, "mean")
        }
        table = Table(box=None, pad_edge=False)
        table.add_column(self._said(_WAY), width=_WAY_WIDTH, overflow="fold")
        for key in shown:
            table.add_column(self._said(_COLUMNS[key]), justify="right")
            if key == judgement.compared_figure and differences:
                table.add_column(self._said(_MORE), justify="right")
        for way in judgement.ways:
            cells = [self._number(means[way.key, key]) + (" %" if key.endswith("_percent") else "") for key in shown]
            if differences:
                cells.insert(1, self._difference(differences.get(way.key)))
            table.add_row(self._said(way.title), *cells)
        return table

    def _difference(self, estimate: Estimate | None) -> str:
        if estimate is None:
            return "-"
        reach = self._said(_FROM_TO).format(self._number(estimate.low), self._number(estimate.high))
        return f"{self._number(estimate.value)} ({reach})"

    def _number(self, value: float) -> str:
        """Three digits, or all before the point."""
        digits = 0 if abs(value) >= 100 else 1
        return f"{round(value, digits) + 0.0:,.{digits}f}".translate(_SEPARATORS[self._language])

    def _said(self, text: Text) -> str:
        return text.in_language(self._language)
