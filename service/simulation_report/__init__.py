"""The readable report of a simulation: one page that needs nothing else, and its plots as files."""

from models.judgement import Judgement
from models.text import Language
from service.plots.drawing import document
from service.simulation_report.assumptions import assumptions
from service.simulation_report.best_possible import best_possible
from service.simulation_report.differences import differences
from service.simulation_report.distributions import distributions
from service.simulation_report.fairness import fairness
from service.simulation_report.main_figures import main_figures
from service.simulation_report.page import page
from service.simulation_report.quotation import quotation
from service.simulation_report.running import precise_words, running
from service.simulation_report.section import Section
from service.simulation_report.sensitivity import sensitivity
from service.simulation_report.talks import talks
from service.simulation_report.telling import Telling
from service.simulation_report.weekly import weekly

_PLOT_COLUMNS = 3


def report_files(judgement: Judgement, language: Language) -> dict[str, bytes]:
    """The files by name: `report.html`, every plot as SVG, and `verdict.md`, a few lines to quote.

    The same judgement gives the same bytes. Nothing in them runs, or is loaded from anywhere.
    """
    telling = Telling(judgement, language)
    sections = _sections(telling)
    files = {"report.html": page(telling, sections), "verdict.md": quotation(telling)}
    for section in sections:
        for plot in section.plots:
            files[f"{plot.name}.svg"] = document(plot.panels, min(_PLOT_COLUMNS, len(plot.panels)))
    return {name: content.encode("utf-8") for name, content in files.items()}


def _sections(telling: Telling) -> list[Section]:
    """In the order in which a team leader, and then an analyst, would read them."""
    sections = (
        main_figures(telling),
        differences(telling),
        distributions(telling),
        weekly(telling),
        fairness(telling),
        talks(telling),
        best_possible(telling),
        sensitivity(telling),
        assumptions(telling),
        running(telling),
        precise_words(telling),
    )
    return [section for section in sections if section is not None]


__all__ = ["report_files"]
