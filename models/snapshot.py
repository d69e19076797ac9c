"""Everything a round is decided from: the team, its cases and what people have said, as of one day."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.case import Case
from models.consultant import Consultant
from models.employer import ContactRelation, Employer
from models.override import Override, OverrideKind
from models.team import Team
from models.wish import Wish
from models.word import Day, Word


class Snapshot(Word):
    """The content of one workbook. Ids are unique within their kind, and every id that is referred to exists.

    `cases` holds the open ones (with a consultant) and the new ones (without). A previous consultant may have left and
    need not exist.
    """

    municipality: Annotated[str, Field(min_length=1, max_length=80)]
    date: Day
    teams: tuple[Team, ...]
    consultants: tuple[Consultant, ...]
    employers: tuple[Employer, ...] = ()
    contact_relations: tuple[ContactRelation, ...] = ()
    cases: tuple[Case, ...] = ()
    wishes: tuple[Wish, ...] = ()
    overrides: tuple[Override, ...] = ()

    @model_validator(mode="after")
    def _refers_only_to_what_exists(self) -> Self:
        problems = [*_repeated(self), *_unknown(self)]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def new_cases(self) -> tuple[Case, ...]:
        """Cases that nobody has yet."""
        return tuple(case for case in self.cases if case.is_new)

    @property
    def open_cases(self) -> tuple[Case, ...]:
        """Cases that a consultant has."""
        return tuple(case for case in self.cases if not case.is_new)


def _repeated(snapshot: Snapshot) -> Iterable[str]:
    keys: dict[str, Iterable[object]] = {
        "team": (team.id for team in snapshot.teams),
        "consultant": (consultant.id for consultant in snapshot.consultants),
        "employer": (employer.id for employer in snapshot.employers),
        "case": (case.id for case in snapshot.cases),
        "contact relation of employer": (relation.employer_id for relation in snapshot.contact_relations),
        "wish of": ((wish.consultant_id, wish.case_id) for wish in snapshot.wishes),
        "override of": ((override.case_id, override.consultant_id) for override in snapshot.overrides),
    }
    for kind, values in keys.items():
        for value, count in Counter(values).items():
            if count > 1:
                yield f"{kind} {value} stands {count} times; keep one"
    pins = Counter(override.case_id for override in snapshot.overrides if override.kind is OverrideKind.PIN)
    for case_id, count in pins.items():
        if count > 1:
            yield f"case {case_id} is pinned to {count} consultants; keep one pin"


def _unknown(snapshot: Snapshot) -> Iterable[str]:
    known = {
        "team": {team.id for team in snapshot.teams},
        "consultant": {consultant.id for consultant in snapshot.consultants},
        "employer": {employer.id for employer in snapshot.employers},
        "case": {case.id for case in snapshot.cases},
    }

    def references() -> Iterable[tuple[str, str, str | None]]:
        for consultant in snapshot.consultants:
            yield f"consultant {consultant.id}", "team", consultant.team_id
            for conflict in consultant.conflicts:
                yield f"a conflict of interest of {consultant.id}", "employer", conflict.employer_id
                yield f"a conflict of interest of {consultant.id}", "case", conflict.case_id
        for relation in snapshot.contact_relations:
            yield "a contact relation", "employer", relation.employer_id
            yield f"the contact relation of {relation.employer_id}", "consultant", relation.consultant_id
            yield f"the contact relation of {relation.employer_id}", "consultant", relation.deputy_id
        for case in snapshot.cases:
            yield f"case {case.id}", "team", case.team_id
            yield f"case {case.id}", "employer", case.employer_id
            yield f"case {case.id}", "consultant", case.consultant_id
            yield f"the covering of case {case.id}", "consultant", case.covered_for_id
        for wish in snapshot.wishes:
            yield f"a wish of {wish.consultant_id}", "consultant", wish.consultant_id
            yield f"a wish of {wish.consultant_id}", "case", wish.case_id
        for override in snapshot.overrides:
            yield "an override", "case", override.case_id
            yield f"an override of {override.case_id}", "consultant", override.consultant_id

    for what, kind, value in references():
        if value is not None and value not in known[kind]:
            yield f"{what} names {kind} {value}, which does not exist; correct it or add the {kind}"
