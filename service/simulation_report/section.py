"""What a report is made of: sections, and in them markup and plots."""

from dataclasses import dataclass

from service.plots.drawing import Panel
from service.simulation_report.markup import Html
from service.simulation_report.tables import Table


@dataclass(frozen=True)
class Plot:
    """Panels that belong together: in the page, and as a file `name`.svg. The caption says how to read them."""

    name: str
    caption: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Section:
    """A heading with all that is below it.

    Attributes
    ----------
    name
        Where links within the page lead.
    appendix
        Tables for whoever looks closely; they stand at the end of the page.
    """

    name: str
    heading: str
    parts: tuple[Html | Plot | Table, ...]
    appendix: tuple[Table, ...] = ()

    @property
    def plots(self) -> tuple[Plot, ...]:
        """Those of the section."""
        return tuple(part for part in self.parts if isinstance(part, Plot))
