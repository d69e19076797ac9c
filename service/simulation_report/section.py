"""What a report is made of: sections, and in them markup and plots."""

from dataclasses import dataclass

from service.plots.drawing import Panel
from service.simulation_report.markup import Html


@dataclass(frozen=True)
class Plot:
    """Panels that belong together: in the page, and as a file `name`.svg. The caption says how to read them."""

    name: str
    caption: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Section:
    """A heading with all that is below it; `name` is where links within the page lead."""

    name: str
    heading: str
    parts: tuple[Html | Plot, ...]

    @property
    def plots(self) -> tuple[Plot, ...]:
        """Those of the section."""
        return tuple(part for part in self.parts if isinstance(part, Plot))
