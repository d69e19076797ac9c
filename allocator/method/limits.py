"""What never happens, whatever it would save."""

from collections.abc import Iterator

from allocator.method.paragraphs import about, cases, days, listed, weeks, working_days
from models.caseload import Measure, scaled_half_up
from models.industry import SECTIONS
from models.method import Paragraph, Section
from models.policy import Policy
from models.rule_id import RuleId
from models.text import Text
from models.wording import word

_PART_TIME_PERCENT = 80


def limits_section(policy: Policy) -> Section:
    """The rules that forbid."""
    return Section(heading=Text(da="Hvad der aldrig sker", en="What never happens"), paragraphs=tuple(_points(policy)))


def _points(policy: Policy) -> Iterator[Paragraph]:
    yield about(
        RuleId.COMPETENCE,
        Text(
            da="En sag går kun til den, der har kompetencerne til den: til beskæftigede eller ledige, til fleksjob "
            "eller afklaring, når sagen kræver det, og til at tage ud på arbejdspladsen, når samtalen holdes dér.",
            en="A case goes only to whoever has the competences for it: for employed or unemployed people, for flex "
            "jobs or clarification where the case needs it, and for going out to the workplace where the talk is "
            "held there.",
        ),
    )
    yield about(
        RuleId.CONFLICT,
        Text(
            da="En konsulent, der er inhabil i sagen eller hos virksomheden, får den ikke.",
            en="A consultant with a conflict of interest in the case or with the employer does not get it.",
        ),
    )
    yield about(
        RuleId.PIN,
        Text(
            da="Har et menneske valgt konsulenten til en sag, står det ved magt, og resten retter sig efter det.",
            en="Where a person has chosen the consultant of a case, that stands, and the rest follows.",
        ),
    )
    yield about(
        RuleId.EXCLUSION,
        Text(
            da="Har et menneske valgt en konsulent fra, går sagen til en anden.",
            en="Where a person has ruled a consultant out, the case goes to another.",
        ),
    )
    yield about(RuleId.LIMITS, *_limits(policy))
    yield about(RuleId.ABSENCE, _absence(policy))
    yield about(
        RuleId.DEPARTURE,
        Text(
            da="En konsulent, hvis sidste arbejdsdag er kendt, får ingen sager og afleverer dem, der er.",
            en="A consultant whose last day is known is given no cases and hands over those she has.",
        ),
    )
    yield about(
        RuleId.TEAM,
        Text(
            da="En sag er hos det team, den hører til; hører den til et andet team, flyttes den derhen.",
            en="A case is with the team it belongs to; where it belongs to another team, it moves there.",
        ),
    )
    yield about(RuleId.MOVE, *_move(policy))
    yield about(RuleId.INDUSTRY, _industry(policy))
    yield about(RuleId.ROTATION, _rotation(policy))


def _limits(policy: Policy) -> Iterator[Text]:
    part = policy.caseload
    yield _limit(part.limit_count, Measure.COUNT)
    yield _limit(part.limit_weight, Measure.WEIGHT)
    yield Text(
        da="Den, der allerede har flere, beholder sine sager, men får ingen nye. Har en konsulent sit eget loft, "
        "gælder det.",
        en="Whoever already has more keeps them but gets no new ones. Where a consultant has a personal limit, that "
        "holds.",
    )
    most = part.max_new_per_round
    if most is None:
        yield Text(
            da="Der er ikke noget loft over nye sager i én runde.", en="There is no limit on new cases in one round."
        )
    else:
        yield Text(
            da=f"Ingen får flere nye sager end {most} i én runde.",
            en=f"Nobody gets more new cases than {most} a round.",
        )
    if part.ramp_weeks == 0:
        yield Text(
            da="En ny konsulent har fuldt måltal og loft fra første dag.",
            en="A new consultant has the full target and limit from the first day.",
        )
    else:
        yield Text(
            da=f"En ny konsulent begynder med {part.ramp_start_percent} procent af måltal og loft, og de vokser jævnt "
            f"gennem {weeks(part.ramp_weeks).da}.",
            en=f"A new consultant begins with {part.ramp_start_percent} per cent of target and limit, and they grow "
            f"evenly through {weeks(part.ramp_weeks).en}.",
        )


def _limit(limit: int | None, measure: Measure) -> Text:
    by = Text(da="", en="") if measure is Measure.COUNT else Text(da=" efter vægt", en=" by weight")
    if limit is None:
        if measure is Measure.COUNT:
            return Text(da="Der er ikke noget loft i antal sager.", en="There is no limit by number of cases.")
        return Text(da="Der er ikke noget loft efter vægt.", en="There is no limit by weight.")
    part_time = scaled_half_up(limit, _PART_TIME_PERCENT)
    return Text(
        da=f"Loftet for en fuldtidskonsulent er {cases(limit).da}{by.da}. På deltid er det mindre i samme forhold: på "
        f"{_PART_TIME_PERCENT} procent er det {part_time}.",
        en=f"The limit of a full-time consultant is {cases(limit).en}{by.en}. Part-time it is less in the same "
        f"proportion: at {_PART_TIME_PERCENT} per cent it is {part_time}.",
    )


def _absence(policy: Policy) -> Text:
    part = policy.absence
    least, window = working_days(part.min_working_days), days(part.window_days)
    keeps = working_days(part.keeps_working_days)
    return Text(
        da=f"En konsulent, der er væk i tiden frem til næste frist, får kun sagen, når der er mindst "
        f"{least.da} på arbejde før den. De sager, konsulenten har i forvejen, beholdes ved højst {keeps.da} fravær. "
        f"Har sagen ingen frist, eller er den overskredet, ser vi {window.da} frem.",
        en=f"A consultant who is away on some of the days to the next deadline gets the case only with "
        f"at least {least.en} at work before it. The cases she has already are kept through at most {keeps.en} of "
        f"absence. Where the case has no deadline, or is past it, we look {window.en} ahead.",
    )


def _move(policy: Policy) -> Iterator[Text]:
    part = policy.move
    ending = days(part.stays_days)
    flags = [word(flag) for flag in sorted(part.sensitive_flags)]
    kinds = listed(flags) if flags else None
    also = (
        Text(da="", en="") if kinds is None else Text(da=f", eller når der er {kinds.da}", en=f", or with {kinds.en}")
    )
    yield Text(
        da=f"I en omfordeling bliver en sag, hvor den er, når der er højst {ending.da} til lægens dato{also.da}, så "
        "længe konsulenten kan beholde den.",
        en=f"In a rebalance a case stays where it is when the doctor's date is at most {ending.en} ahead{also.en}, as "
        "long as the consultant can keep it.",
    )
    for most, whom in (
        (part.max_gained, Text(da="En konsulent", en="A consultant")),
        (
            part.max_gained_on_ramp,
            Text(da="En konsulent, der er ny eller lige er vendt tilbage,", en="A consultant who is new or just back"),
        ),
    ):
        if most is not None:
            yield Text(
                da=f"{whom.da} får højst {cases(most).da} flere ved en omfordeling.",
                en=f"{whom.en} gets at most {cases(most).en} more by a rebalance.",
            )


def _industry(policy: Policy) -> Text:
    part = policy.industry
    if not part.mandatory_sections:
        return Text(
            da="Ingen branche er forbeholdt dem, der kender den.", en="No industry is reserved for those who know it."
        )
    names = listed([SECTIONS[section] for section in sorted(part.mandatory_sections)])
    return Text(
        da=f"Sager i {names.da} går kun til konsulenter, der kender branchen på mindst trin {part.mandatory_level} af "
        f"3.",
        en=f"Cases in {names.en} go only to consultants who know the industry at level {part.mandatory_level} of 3 or "
        f"better.",
    )


def _rotation(policy: Policy) -> Text:
    most = policy.rotation.max_unwanted_per_round
    if most is None:
        return Text(
            da="Der er ikke noget loft over sager af en uønsket type i én runde.",
            en="There is no limit on cases of an unwanted type in one round.",
        )
    return Text(
        da=f"Ingen får mere end {cases(most).da} af samme uønskede type i én runde.",
        en=f"Nobody gets more than {cases(most).en} of the same unwanted type in one round.",
    )
