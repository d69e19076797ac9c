"""Which consultant the large employers know."""

import datetime
from collections.abc import Sequence

import numpy as np

from data.demonstration.employers import Employers
from data.demonstration.facts import MunicipalityFacts
from data.demonstration.shares import dealt, normalised, num_of
from data.demonstration.staff import Member
from data.travel import geodesic_km
from models.consultant import Competence
from models.employer import ContactMode, ContactRelation
from models.streams import Streams

# A contact person is rather one who lives near: at this distance half as likely as next door, and so on.
_HALF_AS_LIKELY_KM = 10.0


def make_relations(
    facts: MunicipalityFacts, employers: Employers, staff: Sequence[Member], date: datetime.date, streams: Streams
) -> tuple[ContactRelation, ...]:
    """Relations of the largest employers, in the order of size.

    The first `num_agreements` are agreements: the contact always has the cases, has a deputy and visits in a rhythm,
    and no consultant has two of them. Newcomers and people who do not go out are nobody's contact.
    """
    candidates = [
        member
        for member in staff
        if member.may_have(Competence.EMPLOYED, Competence.GOES_OUT) and member.start_date is None
    ]
    known = employers.all[: num_of(facts.contact_percent.value, len(employers.all))]
    num_agreements = min(facts.num_agreements.value, len(known))
    others = len(known) - num_agreements
    modes = [
        *[ContactMode.ALWAYS] * num_agreements,
        *dealt(streams.named("contacts/mode"), facts.contact_modes_percent.value, others),
    ]
    has_deputy = dealt(streams.named("contacts/deputy"), _yes_no(facts.deputy_percent.value), others)
    has_rhythm = dealt(streams.named("contacts/rhythm"), _yes_no(facts.rhythm_percent.value), others)
    distances_km = geodesic_km([employer.position for employer in known], [member.home for member in candidates])
    choice, since = streams.named("contacts/consultant"), streams.named("contacts/since")
    taken: set[int] = set()
    relations = []
    for rank, (employer, mode) in enumerate(zip(known, modes, strict=True)):
        is_agreement = rank < num_agreements
        other = rank - num_agreements
        closeness = 0.5 ** (distances_km[rank] / _HALF_AS_LIKELY_KM)
        if is_agreement:
            closeness[list(taken)] = 0
        visits = not is_agreement and mode is not ContactMode.OFF and has_rhythm[other]
        contact, deputy = choice.choice(len(candidates), size=2, replace=False, p=normalised(closeness)).tolist()
        if is_agreement:
            taken.add(contact)
        relations.append(
            ContactRelation(
                employer_id=employer.id,
                consultant_id=candidates[contact].id,
                mode=mode,
                deputy_id=candidates[deputy].id if is_agreement or has_deputy[other] else None,
                since=_months_before(since, date),
                rhythm_days=facts.rhythm_days.value if is_agreement or visits else None,
            )
        )
    return tuple(relations)


def _yes_no(percent: float) -> dict[bool, float]:
    return {True: percent, False: 100 - percent}


def _months_before(rng: np.random.Generator, date: datetime.date) -> datetime.date:
    """The first of a month half a year to seven years ago."""
    return (date - datetime.timedelta(days=int(rng.integers(183, 2556)))).replace(day=1)
