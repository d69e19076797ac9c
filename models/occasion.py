"""What happens to a team so that cases must, or had better, change hands: one word for each kind of occasion."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from models.case import Employment
from models.caseload import CaseCount
from models.consultant import Consultant
from models.errors import Implausible
from models.text import Text
from models.word import Day, Identifier, Word


class Absent(Word):
    """A consultant is away, both days included. Why is not the product's business."""

    kind: Literal["absence"] = "absence"
    consultant_id: Identifier
    first_day: Day
    last_day: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_day < self.first_day:
            raise Implausible(
                Text(
                    da=f"et fravær slutter ({self.last_day}), før det begynder ({self.first_day}); byt datoerne om",
                    en=f"an absence ends ({self.last_day}) before it begins ({self.first_day}); swap the dates",
                )
            )
        return self


class Leaves(Word):
    """A consultant leaves: all her cases and contact relations are handed over. `last_day` None: the snapshot's day."""

    kind: Literal["departure"] = "departure"
    consultant_id: Identifier
    last_day: Day | None = None


class Returns(Word):
    """A consultant is back: what others cover for her goes back.

    `first_day` None: the snapshot's day. `ramp_weeks` None: she is back in full at once; otherwise her target and limit
    grow over so many weeks as a newcomer's do.
    """

    kind: Literal["return"] = "return"
    consultant_id: Identifier
    first_day: Day | None = None
    ramp_weeks: Annotated[int, Field(ge=1, le=104)] | None = None


class Starts(Word):
    """A consultant is new. `consultant` None: she stands in the snapshot already, with her start date."""

    kind: Literal["newcomer"] = "newcomer"
    consultant_id: Identifier
    consultant: Consultant | None = None

    @model_validator(mode="after")
    def _is_about_herself(self) -> Self:
        if self.consultant is not None and self.consultant.id != self.consultant_id:
            raise Implausible(
                Text(
                    da=f"den nye hedder både {self.consultant_id} og {self.consultant.id}; giv et id",
                    en=f"the newcomer is called {self.consultant_id} and {self.consultant.id}; give one id",
                )
            )
        return self


class HoursChange(Word):
    """A consultant's working time becomes another part of full time."""

    kind: Literal["hours"] = "hours"
    consultant_id: Identifier
    working_time_percent: Annotated[int, Field(ge=1, le=100)]


class LimitChanges(Word):
    """A consultant's own target or limit becomes another; what is None stays as it is."""

    kind: Literal["limit"] = "limit"
    consultant_id: Identifier
    target_count: CaseCount | None = None
    target_weight: CaseCount | None = None
    limit_count: CaseCount | None = None
    limit_weight: CaseCount | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self.new_figures:
            raise Implausible(
                Text(
                    da="et ændret loft nævner et tal; giv et måltal eller et loft",
                    en="a changed limit names a number; give a target or a limit",
                )
            )
        return self

    @property
    def new_figures(self) -> dict[str, int]:
        """The figures that change, by the name they have on the consultant."""
        return {
            name: value
            for name in ("target_count", "target_weight", "limit_count", "limit_weight")
            if (value := getattr(self, name)) is not None
        }


class TeamChanges(Word):
    """A consultant changes team. Her cases stay with the old one unless she takes them with her.

    A team is split by such occasions for those who go; `takes_cases` then says whether their cases go, too.
    """

    kind: Literal["team"] = "team"
    consultant_id: Identifier
    team_id: Identifier
    takes_cases: bool = False


class TeamsMerge(Word):
    """Teams become one pool, whose cases and consultants are seen together."""

    kind: Literal["merge"] = "merge"
    team_ids: Annotated[tuple[Identifier, ...], Field(min_length=2)]
    pool: Identifier


class CaseChanges(Word):
    """A case's circumstances change: the job is lost, or it belongs to another team."""

    kind: Literal["case"] = "case"
    case_id: Identifier
    employment: Employment | None = None
    team_id: Identifier | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.employment is None and self.team_id is None:
            raise Implausible(
                Text(
                    da="en ændret sag nævner sin ansættelse eller sit team; giv en af delene",
                    en="a changed case names its employment or its team; give one of them",
                )
            )
        return self


Occasion: TypeAlias = Annotated[
    Absent | Leaves | Returns | Starts | HoursChange | LimitChanges | TeamChanges | TeamsMerge | CaseChanges,
    Field(discriminator="kind"),
]
