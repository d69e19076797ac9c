"""How a team distributes: its limits, its strict levels and its prices in minutes of consultant time."""

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.case import Case
from models.caseload import QUARTERS_PER_CASE, Measure
from models.errors import Implausible
from models.policy_parts import (
    AbsencePart,
    CalendarPart,
    CaseloadPart,
    CohesionPart,
    ContactPart,
    IndustryPart,
    LeftOutPart,
    MovePart,
    PreferencePart,
    ReturningPart,
    RotationPart,
    TravelPart,
    UrgencyPart,
    WeightPart,
)
from models.rule_id import PRICED_PAIRWISE_RULES, RuleId
from models.text import Text
from models.word import Day, Word


class Mode(StrEnum):
    """When rounds are held: once a week, or whenever a case arrives."""

    WEEKLY = "weekly"
    ON_ARRIVAL = "on_arrival"


class SwapApproval(StrEnum):
    """Who agrees when consultants swap cases."""

    BOTH = "both"
    COORDINATOR = "coordinator"


class Parameter(Word):
    """One number or choice of a policy, ready to be shown. `source` None: assumed."""

    path: str
    value: str
    unit: str
    sentence: Text
    source: Text | None


class Policy(Word):
    """A named, dated and versioned way of distributing.

    `levels` are strict: the first level's rules are made as cheap as possible, then the second's without giving up any
    of the first, and so on; everything else in minutes comes last. Before them all, as few cases as possible are left
    out. `documented` names the settings (by their dotted path) that are somebody's known practice, with the source; the
    others are assumed.
    """

    name: Annotated[str, Field(min_length=1, max_length=40)]
    version: Annotated[int, Field(ge=1)] = 1
    valid_from: Day
    description: Text
    mode: Mode = Mode.WEEKLY
    swap_approval: SwapApproval = SwapApproval.BOTH
    levels: tuple[tuple[RuleId, ...], ...] = ()
    contact: ContactPart = ContactPart()
    travel: TravelPart = TravelPart()
    calendar: CalendarPart = CalendarPart()
    industry: IndustryPart = IndustryPart()
    preference: PreferencePart = PreferencePart()
    returning: ReturningPart = ReturningPart()
    urgency: UrgencyPart = UrgencyPart()
    caseload: CaseloadPart = CaseloadPart()
    cohesion: CohesionPart = CohesionPart()
    rotation: RotationPart = RotationPart()
    absence: AbsencePart = AbsencePart()
    left_out: LeftOutPart = LeftOutPart()
    move: MovePart = MovePart()
    weights: WeightPart = WeightPart()
    documented: dict[str, Text] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _levels_and_sources_make_sense(self) -> Self:
        placed = [rule for level in self.levels for rule in level]
        for rule in placed:
            if rule not in PRICED_PAIRWISE_RULES:
                known = ", ".join(PRICED_PAIRWISE_RULES)
                raise Implausible(
                    Text(
                        da=f"reglen {rule} kan ikke være et niveau; det kan kun {known}",
                        en=f"rule {rule} cannot be a level; only {known} can",
                    )
                )
            if placed.count(rule) > 1:
                raise Implausible(
                    Text(
                        da=f"reglen {rule} står i to niveauer; behold det ene",
                        en=f"rule {rule} stands in two levels; keep one",
                    )
                )
        if any(not level for level in self.levels):
            raise Implausible(
                Text(
                    da="et niveau er tomt; skriv dets regler, eller slet det",
                    en="a level is empty; name its rules or leave it out",
                )
            )
        caseload = self.caseload
        limit = caseload.limit_count if caseload.measure is Measure.COUNT else caseload.limit_weight
        if limit is not None and limit < caseload.target:
            raise Implausible(
                Text(
                    da=f"loftet ({limit}) er under måltallet ({caseload.target}); hæv det ene, eller sænk det andet",
                    en=f"the limit ({limit}) is below the target ({caseload.target}); raise one, lower the other",
                )
            )
        unknown = self.documented.keys() - {path for path, *_ in self._settings()}
        if unknown:
            names = ", ".join(sorted(unknown))
            raise Implausible(
                Text(
                    da=f"documented nævner {names}, som ingen indstilling hedder; ret navnet",
                    en=f"documented names {names}, which no setting is called; correct it",
                )
            )
        return self

    def parameters(self) -> tuple[Parameter, ...]:
        """Every number and choice of the rules, with unit, sentence and source, in the order of the parts."""
        return tuple(
            Parameter(
                path=path,
                value="" if value is None else value if isinstance(value, str) else json.dumps(value),
                unit=str(extra["unit"]),
                sentence=Text(da=str(extra["da"]), en=str(extra["en"])),
                source=self.documented.get(path),
            )
            for path, value, extra in self._settings()
        )

    def weight_quarters(self, case: Case) -> int:
        """How heavy a case is under this policy: its own weight, else by type and risk flags, at least one quarter."""
        if case.weight_quarters is not None:
            return case.weight_quarters
        base = self.weights.case_type_quarters.get(case.case_type, QUARTERS_PER_CASE)
        return max(1, base + sum(self.weights.risk_flag_quarters.get(flag, 0) for flag in case.risk_flags))

    def _settings(self) -> Iterator[tuple[str, object, dict[str, object]]]:
        values = self.model_dump(mode="json")
        for part_name, part in type(self).model_fields.items():
            if (
                not (isinstance(part.annotation, type) and issubclass(part.annotation, Word))
                or part_name == "description"
            ):
                continue
            for name, field in part.annotation.model_fields.items():
                extra = field.json_schema_extra
                assert isinstance(extra, dict)  # noqa: S101 - every field of a part is written with its unit
                yield f"{part_name}.{name}", values[part_name][name], dict(extra)
