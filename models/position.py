"""Where something is."""

from typing import Annotated

from pydantic import Field

from models.word import Word

# Denmark with Bornholm and without Greenland and the Faroes, rounded outwards to a tenth of a degree.
DENMARK_LATITUDES = (54.5, 57.8)
DENMARK_LONGITUDES = (8.0, 15.3)


class Position(Word):
    """A point on the earth, in decimal degrees, WGS 84."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]

    @property
    def is_in_denmark(self) -> bool:
        """Whether the point lies in the rectangle around Denmark (some of Sweden and Germany does too)."""
        return (
            DENMARK_LATITUDES[0] <= self.latitude <= DENMARK_LATITUDES[1]
            and DENMARK_LONGITUDES[0] <= self.longitude <= DENMARK_LONGITUDES[1]
        )

    @property
    def looks_swapped(self) -> bool:
        """Whether the point would lie in Denmark with latitude and longitude exchanged."""
        return not self.is_in_denmark and (
            DENMARK_LATITUDES[0] <= self.longitude <= DENMARK_LATITUDES[1]
            and DENMARK_LONGITUDES[0] <= self.latitude <= DENMARK_LONGITUDES[1]
        )
