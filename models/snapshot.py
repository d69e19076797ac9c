"""Everything a round is decided from: the team, its cases and what people have said, as of one day."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.case import Case
from models.consultant import Consultant
from models.employer import ContactRelation, Employer
from models.errors import Implausible
from models.move import MadeMove
from models.override import Override, OverrideKind
from models.team import Team
from models.text import Text
from models.wish import Wish
from models.word import Day, Word


class Snapshot(Word):
    """The content of one workbook. Ids are unique within their kind, and every id that is referred to exists.

    `cases` holds the open ones (with a consultant) and the new ones (without). A previous consultant may have left and
    need not exist, nor need whom and what `moves` name, which say what was moved before, by whom and why.
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
    moves: tuple[MadeMove, ...] = ()

    @model_validator(mode="after")
    def _refers_only_to_what_exists(self) -> Self:
        problems = [*_repeated(self), *_unknown(self)]
        if problems:
            raise Implausible(
                Text(da="; ".join(each.da for each in problems), en="; ".join(each.en for each in problems))
            )
        return self

    @property
    def new_cases(self) -> tuple[Case, ...]:
        """Cases that nobody has yet."""
        return tuple(case for case in self.cases if case.is_new)

    @property
    def open_cases(self) -> tuple[Case, ...]:
        """Cases that a consultant has."""
        return tuple(case for case in self.cases if not case.is_new)


def _repeated(snapshot: Snapshot) -> Iterable[Text]:
    keys: dict[tuple[str, str], Iterable[object]] = {
        ("team", "team"): (team.id for team in snapshot.teams),
        ("konsulent", "consultant"): (consultant.id for consultant in snapshot.consultants),
        ("virksomhed", "employer"): (employer.id for employer in snapshot.employers),
        ("sag", "case"): (case.id for case in snapshot.cases),
        ("kontaktpersonen for", "contact relation of employer"): (
            relation.employer_id for relation in snapshot.contact_relations
        ),
        ("ønsket fra", "wish of"): ((wish.consultant_id, wish.case_id) for wish in snapshot.wishes),
        ("ændringen af", "override of"): (
            (override.case_id, override.consultant_id) for override in snapshot.overrides
        ),
    }
    for (danish, english), values in keys.items():
        for value, count in Counter(values).items():
            if count > 1:
                yield Text(
                    da=f"{danish} {value} står {count} gange; lad det stå én gang",
                    en=f"{english} {value} stands {count} times; keep one",
                )
    pins = Counter(override.case_id for override in snapshot.overrides if override.kind is OverrideKind.PIN)
    for case_id, count in pins.items():
        if count > 1:
            yield Text(
                da=f"sag {case_id} er fastlåst til {count} konsulenter; behold én fastlåsning",
                en=f"case {case_id} is pinned to {count} consultants; keep one pin",
            )


def _unknown(snapshot: Snapshot) -> Iterable[Text]:
    known = {
        "team": {team.id for team in snapshot.teams},
        "consultant": {consultant.id for consultant in snapshot.consultants},
        "employer": {employer.id for employer in snapshot.employers},
        "case": {case.id for case in snapshot.cases},
    }
    danish = {"team": "team", "consultant": "konsulent", "employer": "virksomhed", "case": "sag"}

    def references() -> Iterable[tuple[str, str, str, str | None]]:
        for consultant in snapshot.consultants:
            yield f"konsulent {consultant.id}", f"consultant {consultant.id}", "team", consultant.team_id
            for conflict in consultant.conflicts:
                da, en = f"en inhabilitet hos {consultant.id}", f"a conflict of interest of {consultant.id}"
                yield da, en, "employer", conflict.employer_id
                yield da, en, "case", conflict.case_id
        for relation in snapshot.contact_relations:
            yield "en fast kontaktperson", "a contact relation", "employer", relation.employer_id
            da, en = f"kontaktpersonen for {relation.employer_id}", f"the contact relation of {relation.employer_id}"
            yield da, en, "consultant", relation.consultant_id
            yield da, en, "consultant", relation.deputy_id
        for case in snapshot.cases:
            da, en = f"sag {case.id}", f"case {case.id}"
            yield da, en, "team", case.team_id
            yield da, en, "employer", case.employer_id
            yield da, en, "consultant", case.consultant_id
            yield f"dækningen af sag {case.id}", f"the covering of case {case.id}", "consultant", case.covered_for_id
        for wish in snapshot.wishes:
            da, en = f"et ønske fra {wish.consultant_id}", f"a wish of {wish.consultant_id}"
            yield da, en, "consultant", wish.consultant_id
            yield da, en, "case", wish.case_id
        for override in snapshot.overrides:
            yield "en ændring", "an override", "case", override.case_id
            da, en = f"en ændring af {override.case_id}", f"an override of {override.case_id}"
            yield da, en, "consultant", override.consultant_id

    for da, en, kind, value in references():
        if value is not None and value not in known[kind]:
            yield Text(
                da=f"{da} nævner {danish[kind]} {value}, som ikke findes; ret det, eller tilføj det, der mangler",
                en=f"{en} names {kind} {value}, which does not exist; correct it or add the {kind}",
            )
