"""What every word of the domain has in common: it cannot change, and it knows its own fields."""

import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Word(BaseModel):
    """A frozen value; a field it does not know is an error, so that a misspelt heading is never lost in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


Identifier = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^\S(.*\S)?$")]
"""An id as people write it on a sheet: 1-40 characters, no space at either end."""

FIRST_DAY = datetime.date(1900, 1, 1)
LAST_DAY = datetime.date(2199, 12, 31)

Day = Annotated[datetime.date, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A day that a case, a person or a policy may speak of: whatever lies outside is a slip of the pen."""
