"""A rebalance as one picture: its frontier, and caseloads before and after the plan that is picked."""

from models.caseload import QUARTERS_PER_CASE, Measure
from models.names import Names
from models.proposal import ConsultantCaseload
from models.rebalance import Rebalance, RebalancePoint
from models.snapshot import Snapshot
from models.text import Language
from service.plots.caseloads import CaseloadRow, draw_caseloads
from service.plots.drawing import document
from service.plots.frontier import FrontierPoint, draw_frontier


def rebalance_plot(answer: Rebalance, point: RebalancePoint, snapshot: Snapshot, language: Language) -> str:
    """An SVG document. A frontier of one point has nothing to show, and is left out."""
    names = Names(snapshot)
    rows = sorted((_row(each, names) for each in point.caseloads), key=lambda row: row.name)
    caseloads = draw_caseloads(rows, answer.policy.caseload.measure, language)
    if len(answer.frontier) == 1:
        return document([caseloads])
    points = [
        FrontierPoint(k, each.objective_minutes, each.bound_minutes if _is_level(each) else None, len(each.uncovered))
        for k, each in enumerate(answer.frontier)
    ]
    return document([draw_frontier(points, answer.stops_paying_at, language), caseloads])


def _is_level(point: RebalancePoint) -> bool:
    """Whether the strict levels are proved, so that the bound on the minutes is one on the plan."""
    return all(level.bound == level.value for level in point.levels)


def _row(caseload: ConsultantCaseload, names: Names) -> CaseloadRow:
    units = 1 if caseload.measure is Measure.COUNT else QUARTERS_PER_CASE
    return CaseloadRow(
        name=names.consultant(caseload.consultant_id),
        before=caseload.before / units,
        after=caseload.after / units,
        target=caseload.target / units,
        limit=None if caseload.limit is None else caseload.limit / units,
    )
