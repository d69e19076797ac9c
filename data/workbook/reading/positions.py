"""Where something is: coordinates, or the name of a town."""

from data.towns import find_town, suggest_towns
from data.workbook.format.column import Located
from data.workbook.reading.faults import Findings
from data.workbook.reading.row import Row
from models.position import Position
from models.text import Text


def position_of(row: Row, located: Located) -> Position | None:
    """The position in a row that has been checked; coordinates come before the town."""
    latitude, longitude, town = (row.get(key) for key in (located.latitude, located.longitude, located.town))
    if latitude is not None and longitude is not None:
        return Position(latitude=latitude, longitude=longitude)
    return None if town is None else find_town(town)


def check_position(row: Row, located: Located, findings: Findings, *, required: bool = False) -> None:
    """Find an unknown town, half or swapped coordinates, and a place outside Denmark, which may be right."""
    latitude, longitude, town = (row.get(key) for key in (located.latitude, located.longitude, located.town))
    if row.faulty & {located.latitude, located.longitude, located.town}:
        return
    if (latitude is None) != (longitude is None):
        findings.error(
            row.place(located.latitude if latitude is None else located.longitude),
            "coordinate_missing",
            Text(da="Den ene af de to koordinater mangler.", en="One of the two coordinates is missing."),
            Text(
                da="Skriv både bredde- og længdegrad, eller slet begge.",
                en="Write both latitude and longitude, or delete both.",
            ),
        )
    elif latitude is not None:
        _check_coordinates(row, located, Position(latitude=latitude, longitude=longitude), findings)
    elif town is None:
        if required:
            findings.error(
                row.place(located.town),
                "position_missing",
                Text(da="Stedet mangler.", en="The place is missing."),
                Text(da="Skriv en by eller koordinater.", en="Write a town or coordinates."),
            )
    elif find_town(town) is None:
        near = suggest_towns(town, at_most=1)
        findings.error(
            row.place(located.town),
            "town_unknown",
            Text(da=f"Byen »{town}« er ikke kendt.", en=f'The town "{town}" is not known.'),
            Text(
                da=(f"Mener du »{near[0]}«? Ellers: skriv" if near else "Skriv") + " koordinater i stedet.",
                en=(f'Do you mean "{near[0]}"? Else write' if near else "Write") + " coordinates instead.",
            ),
        )


def _check_coordinates(row: Row, located: Located, position: Position, findings: Findings) -> None:
    if position.looks_swapped:
        findings.error(
            row.place(located.latitude),
            "coordinates_swapped",
            Text(
                da="Bredde- og længdegrad ser ud til at være byttet om.",
                en="Latitude and longitude seem to be swapped.",
            ),
            Text(
                da="Byt dem om: i Danmark er breddegraden 54-58 og længdegraden 8-15.",
                en="Swap them: in Denmark the latitude is 54-58 and the longitude 8-15.",
            ),
        )
    elif not position.is_in_denmark:
        findings.warning(
            row.place(located.latitude),
            "outside_denmark",
            Text(da="Stedet ligger uden for Danmark.", en="The place lies outside Denmark."),
            Text(
                da="Bekræft, at det er rigtigt, eller ret koordinaterne.",
                en="Confirm that it is right, or correct the coordinates.",
            ),
        )
