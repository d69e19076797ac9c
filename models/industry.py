"""Which trade an employer is in, so that two schemes of codes can be compared.

The Central Business Register changed from DB07 (NACE Rev. 2) to DB25 (NACE Rev. 2.1) in January 2025; lists from
before and after are met side by side. Both are brought to the 21 sections of DB07, the level at which a consultant
can be said to know a trade.

Sources: Statistics Denmark, Dansk Branchekode 2007 and 2025; Eurostat, NACE Rev. 2 and NACE Rev. 2.1.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from models.errors import Implausible
from models.text import Text
from models.word import Word


class IndustryScheme(StrEnum):
    """Where a code is taken from."""

    DB07 = "DB07"
    DB25 = "DB25"


SECTIONS: dict[str, Text] = {
    "A": Text(da="landbrug, skovbrug og fiskeri", en="agriculture, forestry and fishing"),
    "B": Text(da="råstofindvinding", en="mining and quarrying"),
    "C": Text(da="industri", en="manufacturing"),
    "D": Text(da="energiforsyning", en="energy supply"),
    "E": Text(da="vand og renovation", en="water and waste"),
    "F": Text(da="bygge og anlæg", en="construction"),
    "G": Text(da="handel", en="trade"),
    "H": Text(da="transport", en="transport"),
    "I": Text(da="hoteller og restauranter", en="hotels and restaurants"),
    "J": Text(da="information og kommunikation", en="information and communication"),
    "K": Text(da="finansiering og forsikring", en="finance and insurance"),
    "L": Text(da="ejendomme", en="real estate"),
    "M": Text(da="videnservice", en="professional services"),
    "N": Text(da="rengøring og anden driftsservice", en="cleaning and other support services"),
    "O": Text(da="offentlig administration", en="public administration"),
    "P": Text(da="undervisning", en="education"),
    "Q": Text(da="sundhed og socialvæsen", en="health and social work"),
    "R": Text(da="kultur og fritid", en="arts and recreation"),
    "S": Text(da="andre serviceydelser", en="other services"),
    "T": Text(da="private husholdninger", en="private households"),
    "U": Text(da="internationale organisationer", en="international organisations"),
}
"""The sections of DB07 with short names."""

Section = Annotated[str, Field(pattern="^[A-U]$")]
"""A section of DB07."""

_DB07_DIVISIONS = (
    (range(1, 4), "A"),
    (range(5, 10), "B"),
    (range(10, 34), "C"),
    (range(35, 36), "D"),
    (range(36, 40), "E"),
    (range(41, 44), "F"),
    (range(45, 48), "G"),
    (range(49, 54), "H"),
    (range(55, 57), "I"),
    (range(58, 64), "J"),
    (range(64, 67), "K"),
    (range(68, 69), "L"),
    (range(69, 76), "M"),
    (range(77, 83), "N"),
    (range(84, 85), "O"),
    (range(85, 86), "P"),
    (range(86, 89), "Q"),
    (range(90, 94), "R"),
    (range(94, 97), "S"),
    (range(97, 99), "T"),
    (range(99, 100), "U"),
)
# DB25 split the old J into J (publishing, broadcasting) and K (telecommunications, computing), so every later letter
# moved one on. Division numbers kept their section, but for 45 (motor trade and repair), which is gone: the trade went
# to 46 and 47, which are trade like it, and the repair to 95.3, which would otherwise be taken for a service.
_DB25_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUV", "ABCDEFGHIJJKLMNOPQRSTU", strict=True))
_DB07_MOTOR_TRADE = 45
_DB25_MOTOR_REPAIR = "953"


class Industry(Word):
    """An industry code together with the scheme it is written in: a section's letter, or 2-6 digits."""

    scheme: IndustryScheme
    code: Annotated[str, Field(pattern=r"^([A-V]|\d{2,6})$")]

    @field_validator("code", mode="before")
    @classmethod
    def _without_dots(cls, code: object) -> object:
        return code.replace(".", "").upper() if isinstance(code, str) else code

    @model_validator(mode="after")
    def _has_a_section(self) -> "Industry":
        if _section(self.scheme, self.code) is None:
            raise Implausible(
                Text(
                    da=f"der er ingen branche {self.code!r} i {self.scheme}; skriv en kode fra det kodesæt",
                    en=f"there is no industry {self.code!r} in {self.scheme}; write a code of that scheme",
                )
            )
        return self

    @property
    def section(self) -> str:
        """The section of DB07 that the code belongs to."""
        section = _section(self.scheme, self.code)
        assert section is not None  # noqa: S101 - the validator above let no other code in
        return section


def _section(scheme: IndustryScheme, code: str) -> str | None:
    if code.isalpha():
        return _DB25_LETTERS.get(code) if scheme is IndustryScheme.DB25 else code if code in SECTIONS else None
    division = int(code[:2])
    if scheme is IndustryScheme.DB25:
        if division == _DB07_MOTOR_TRADE:
            return None
        if code.startswith(_DB25_MOTOR_REPAIR):
            return "G"
    return next((section for divisions, section in _DB07_DIVISIONS if division in divisions), None)
