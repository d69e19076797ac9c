"""An employer, and the consultant the employer knows."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from models.errors import Implausible
from models.industry import Industry
from models.position import Position
from models.text import Text
from models.word import Day, Identifier, Word


class EmployerIdKind(StrEnum):
    """What kind of number identifies the employer: of the company (8 digits) or of the workplace (10 digits)."""

    CVR = "cvr"
    PRODUCTION_UNIT = "production_unit"


_DIGITS = {EmployerIdKind.CVR: 8, EmployerIdKind.PRODUCTION_UNIT: 10}
_NUMBERS = {EmployerIdKind.CVR: "CVR-nummer", EmployerIdKind.PRODUCTION_UNIT: "P-nummer"}


class Employer(Word):
    """A company or one of its workplaces."""

    id: Identifier
    id_kind: EmployerIdKind = EmployerIdKind.CVR
    name: Annotated[str, Field(min_length=1, max_length=120)]
    position: Position
    industry: Industry | None = None

    @model_validator(mode="after")
    def _id_has_its_digits(self) -> "Employer":
        digits = _DIGITS[self.id_kind]
        if not (self.id.isascii() and self.id.isdigit() and len(self.id) == digits):
            raise Implausible(
                Text(
                    da=f"et {_NUMBERS[self.id_kind]} har {digits} cifre; ret {self.id!r}, eller angiv nummerets slags",
                    en=f"a {self.id_kind} number has {digits} digits; correct {self.id!r} or declare its kind",
                )
            )
        return self


class ContactMode(StrEnum):
    """How strictly the employer's cases go to the contact person."""

    ALWAYS = "always"
    PREFERRED = "preferred"
    OFF = "off"


class ContactRelation(Word):
    """An employer's fixed contact person, and who stands in for her. `rhythm_days`: she visits that often anyway."""

    employer_id: Identifier
    consultant_id: Identifier
    mode: ContactMode = ContactMode.PREFERRED
    deputy_id: Identifier | None = None
    since: Day | None = None
    rhythm_days: Annotated[int, Field(ge=1, le=365)] | None = None

    @model_validator(mode="after")
    def _deputy_is_another(self) -> "ContactRelation":
        if self.deputy_id == self.consultant_id:
            raise Implausible(
                Text(
                    da=f"{self.consultant_id} kan ikke være sin egen stedfortræder; nævn en anden, eller ingen",
                    en=f"{self.consultant_id} cannot be her own deputy; name another or leave it empty",
                )
            )
        return self
