"""What counts in minutes: every rule with its price and an example, or that it does not count."""

from collections.abc import Callable, Mapping

import numpy as np

from allocator.method.paragraphs import about, days, minutes, paragraph, visits, working_days
from allocator.rules.caseload import curve
from allocator.rules.industry import FULL_KNOWLEDGE
from models.caseload import QUARTERS_PER_CASE, Measure
from models.method import Section
from models.policy import Policy
from models.policy_prices import PRICES, has_price
from models.rule_id import RuleId
from models.text import Text


def prices_section(policy: Policy) -> Section:
    """Every rule that competes in minutes."""
    return Section(
        heading=Text(da="Hvad der tæller i minutter", en="What counts in minutes"),
        paragraphs=(
            paragraph(
                "Alt, hvad der er tilbage, tælles i minutter af konsulenternes arbejdstid. Kørsel er de minutter, den "
                "tager. Andre hensyn har fået en pris, så de kan lægges sammen, og så man kan spørge, hvad en ændring "
                "koster.",
                "All that is left is counted in minutes of the consultants' time. Travel is the minutes it takes. "
                "Other considerations have been given a price, so that they can be added up, and so that one can ask "
                "what a change costs.",
            ),
            *(
                about(rule, *(_PARAGRAPHS[rule](policy) if has_price(policy, rule) else (_no_price(rule),)))
                for rule in PRICES
            ),
        ),
    )


def _no_price(rule: RuleId) -> Text:
    if rule is RuleId.TRAVEL:
        return Text(
            da="Tæller ikke hos os: hvor konsulenten bor, og hvor langt der er, har prisen 0.",
            en="Does not count with us: where a consultant lives, and how far it is, has the price 0.",
        )
    return Text(da="Tæller ikke hos os: prisen er 0 minutter.", en="Does not count with us: the price is 0 minutes.")


def _contact(policy: Policy) -> tuple[Text, ...]:
    broken, deputy = minutes(policy.contact.broken_minutes), minutes(policy.contact.deputy_minutes)
    return (
        Text(
            da=f"Har virksomheden en fast kontaktperson, koster det {broken.da}, hvis en anden får sagen, og "
            f"{deputy.da}, "
            f"hvis stedfortræderen gør.",
            en=f"Where the employer has a fixed contact person, it costs {broken.en} if somebody else gets the case, "
            "and "
            f"{deputy.en} if the deputy does.",
        ),
        Text(
            da="Eksempel: savværket kender Anne, og Bo er stedfortræder. Får Anne sagen, koster det intet; får Bo "
            "den, "
            f"{deputy.da}; får Carla den, {broken.da}.",
            en=f"Example: the sawmill knows Anne, and Bo is the deputy. If Anne gets the case, it costs nothing; if Bo "
            f"does, {deputy.en}; if Carla does, {broken.en}.",
        ),
    )


def _travel(policy: Policy) -> tuple[Text, ...]:
    part, one_way = policy.travel, 20
    driven = 2 * one_way * part.expected_visits
    counted = (driven * part.counted_percent + 50) // 100
    return (
        Text(
            da=f"Vejen hjemmefra til arbejdspladsen og tilbage, gange {visits(part.expected_visits).da}, som vi venter "
            "i "
            f"en sag. Af køretiden tæller {part.counted_percent} procent.",
            en=f"The way from home to the workplace and back, times the {visits(part.expected_visits).en} we expect in "
            "a "
            f"case. Of the travel time {part.counted_percent} per cent counts.",
        ),
        Text(
            da=f"Eksempel: {one_way} minutter hver vej er 2 × {one_way} × {part.expected_visits} = {driven} minutter "
            "på "
            f"vejen, og det koster {minutes(counted).da}.",
            en=f"Example: {one_way} minutes each way is 2 × {one_way} × {part.expected_visits} = {driven} minutes on "
            "the "
            f"road, and that costs {minutes(counted).en}.",
        ),
        Text(
            da="Holdes samtalen ikke på arbejdspladsen, tæller vejen ikke. Det gør den heller ikke for en "
            "kontaktperson, "
            "der alligevel kommer fast på stedet.",
            en="Where the talk is not held at the workplace, the way does not count. Nor does it for a contact person "
            "who visits the place regularly anyway.",
        ),
    )


def _calendar(policy: Policy) -> tuple[Text, ...]:
    part = policy.calendar
    with_one = minutes(max(0, part.no_slot_minutes - part.minutes_less_per_slot))
    none, less = minutes(part.no_slot_minutes), minutes(part.minutes_less_per_slot)
    return (
        Text(
            da=f"Har konsulenten ingen ledig besøgstid før fristen, koster det {none.da}. For hver ledig tid bliver "
            "det "
            f"{less.da} mindre, ned til nul. En kalender, vi ikke kender, koster intet.",
            en=f"A consultant with no free visit slot before the deadline costs {none.en}. Each free slot makes it "
            f"{less.en} less, down to nothing. A calendar that we do not know costs nothing.",
        ),
        Text(da=f"Eksempel: med én ledig tid {with_one.da}.", en=f"Example: with one free slot, {with_one.en}."),
    )


def _industry(policy: Policy) -> tuple[Text, ...]:
    price, level = policy.industry.missing_level_minutes, 1
    missing = FULL_KNOWLEDGE - level
    return (
        Text(
            da=f"Kendskab til en branche går fra 0 (intet) til {FULL_KNOWLEDGE} (indefra). Hvert trin, der mangler, "
            f"koster {minutes(price).da}.",
            en=f"Knowledge of an industry goes from 0 (none) to {FULL_KNOWLEDGE} (from inside). Each level that is "
            f"missing costs {minutes(price).en}.",
        ),
        Text(
            da=f"Eksempel: den, der kender byggeriet på trin {level}, mangler {missing} trin: "
            f"{minutes(missing * price).da}.",
            en=f"Example: whoever knows construction at level {level} lacks {missing} levels: "
            f"{minutes(missing * price).en}.",
        ),
    )


def _preference(policy: Policy) -> tuple[Text, ...]:
    price = policy.preference.step_minutes
    return (
        Text(
            da="Konsulenterne siger fra -2 til +2, hvilke sagstyper de helst vil have. Hvert trin er "
            f"{minutes(price).da} "
            f"værd, til begge sider.",
            en=f"Consultants say from -2 to +2 which types of case they would like. Each step is worth "
            f"{minutes(price).en}, either way.",
        ),
        Text(
            da=f"Eksempel: +2 ved depression gør en sag om depression {minutes(2 * price).da} billigere at give til "
            "den konsulent; -1 "
            "gør "
            f"den {minutes(price).da} dyrere.",
            en=f"Example: +2 for depression makes such a case {minutes(2 * price).en} cheaper to give to that "
            "consultant; -1 makes it "
            f"{minutes(price).en} dearer.",
        ),
    )


def _wish(policy: Policy) -> tuple[Text, ...]:
    price = policy.preference.wish_step_minutes
    return (
        Text(
            da="Før runden kan en konsulent bede om en bestemt sag eller bede sig fri for den, fra -2 til +2. Hvert "
            "trin "
            f"er {minutes(price).da} værd.",
            en="Before the round a consultant may ask for a particular case, or ask not to have it, from -2 to +2. "
            "Each "
            f"step is worth {minutes(price).en}.",
        ),
        Text(
            da=f"Eksempel: et ønske på +2 gør sagen {minutes(2 * price).da} billigere at give til den konsulent.",
            en=f"Example: a wish of +2 makes the case {minutes(2 * price).en} cheaper to give to that consultant.",
        ),
    )


def _returning(policy: Policy) -> tuple[Text, ...]:
    price = minutes(policy.returning.not_previous_minutes)
    return (
        Text(
            da=f"Kommer en borger tilbage, koster det {price.da} at give sagen til en anden end den konsulent, "
            "borgeren "
            f"kender. Er den konsulent ikke med i runden, koster det intet.",
            en=f"When a citizen comes back, it costs {price.en} to give the case to another than the consultant the "
            f"citizen knows. If that consultant is not in the round, it costs nothing.",
        ),
        Text(
            da=f"Eksempel: borgeren havde Anne sidste år. Får Bo sagen, koster det {price.da}.",
            en=f"Example: the citizen had Anne last year. If Bo gets the case, it costs {price.en}.",
        ),
    )


def _urgency(policy: Policy) -> tuple[Text, ...]:
    part = policy.urgency
    near = days(part.near_deadline_days)
    price = minutes(part.minutes_per_case_above_target)
    three = minutes(3 * part.minutes_per_case_above_target)
    return (
        Text(
            da=f"En sag haster, når den er fast track, eller når fristen er højst {near.da} væk eller overskredet. Så "
            f"koster den {price.da} for hver sag, konsulenten i forvejen har over sit måltal.",
            en=f"A case is urgent when it is on a fast track, or when the deadline is at most {near.en} away or past. "
            f"Then it costs {price.en} for each case the consultant already has above target.",
        ),
        Text(
            da=f"Eksempel: hos en konsulent, der ligger 3 sager over, koster hastesagen {three.da}.",
            en=f"Example: with a consultant who is 3 cases above, the urgent case costs {three.en}.",
        ),
    )


def _rotation(policy: Policy) -> tuple[Text, ...]:
    price = policy.rotation.minutes_per_recent_case
    return (
        Text(
            da=f"Er der en sagstype, som teamet taget under ét helst undgår, går den på omgang. En sag af typen koster "
            f"{minutes(price).da} for hver af samme type, konsulenten har fået for nylig.",
            en=f"A type of case that the team as a whole would rather avoid goes round. A case of the type costs "
            f"{minutes(price).en} for each of the same type that the consultant has received lately.",
        ),
        Text(
            da=f"Eksempel: den, der har fået 4, koster {minutes(4 * price).da}.",
            en=f"Example: whoever has received 4 costs {minutes(4 * price).en}.",
        ),
    )


def _move(policy: Policy) -> tuple[Text, ...]:
    part = policy.move
    new, before, after, near_end = (
        minutes(price)
        for price in (
            part.new_minutes,
            part.before_first_talk_minutes,
            part.after_first_talk_minutes,
            part.near_end_minutes,
        )
    )
    young, ending = days(part.new_days), days(part.near_end_days)
    contact, returning = minutes(part.from_contact_minutes), minutes(part.returning_minutes)
    both = minutes(part.after_first_talk_minutes + part.from_contact_minutes)
    return (
        Text(
            da=f"En åben sag, der skifter konsulent i en omfordeling, koster {new.da}, når den er ny (modtaget for "
            f"højst {young.da} siden), ellers {before.da} før første samtale og {after.da} efter den, og "
            f"{near_end.da}, når der er højst {ending.da} til lægens dato. Det koster {contact.da} mere, når "
            "virksomheden kender den, der har sagen, som sin faste kontaktperson, og "
            f"{returning.da} mere, når borgeren har haft konsulenten før. At en sag går tilbage til den, den er "
            "dækket for, koster intet.",
            en=f"An open case that changes consultant in a rebalance costs {new.en} where it is new (received at most "
            f"{young.en} ago), otherwise {before.en} before the first talk and {after.en} after it, and {near_end.en} "
            f"when the doctor's date is at most {ending.en} ahead. It costs {contact.en} more where the employer knows "
            f"whoever has the case as its fixed contact person, and {returning.en} more where the citizen had the "
            "consultant before. A case that goes back to whom it is covered for costs nothing.",
        ),
        Text(
            da=f"Eksempel: Anne har en sag efter første samtale og er virksomhedens kontaktperson. At flytte den til "
            f"Bo koster {both.da}.",
            en=f"Example: Anne has a case after the first talk and is the employer's contact. Moving it to Bo costs "
            f"{both.en}.",
        ),
    )


def _absence(policy: Policy) -> tuple[Text, ...]:
    price = policy.absence.absent_day_minutes
    three = working_days(3)
    return (
        Text(
            da=f"Hver arbejdsdag, konsulenten er væk før næste frist, koster {minutes(price).da}. Hvorfor nogen er "
            "væk, "
            f"vedkommer ikke fordelingen og står ingen steder.",
            en=f"Each working day that the consultant is away before the next deadline costs {minutes(price).en}. Why "
            f"anybody is away is no business of the distribution and is written nowhere.",
        ),
        Text(
            da=f"Eksempel: {three.da} koster {minutes(3 * price).da}.",
            en=f"Example: {three.en} cost {minutes(3 * price).en}.",
        ),
    )


def _caseload(policy: Policy) -> tuple[Text, ...]:
    part = policy.caseload
    by_count = part.measure is Measure.COUNT
    measured = (
        Text(da="Sagerne tælles, som de er: hver sag er én.", en="Cases are counted as they are: each is one.")
        if by_count
        else Text(
            da="Sagerne måles efter vægt: en tung sag er mere end én.",
            en="Cases are measured by weight: a heavy case is more than one.",
        )
    )
    above, below = _one_more(policy, 3), -_one_more(policy, -5)
    steps_above = [minutes(_one_more(policy, distance)) for distance in (0, 1, 2)]
    return (
        Text(
            da=f"Sagsstammerne holdes omkring måltallet, som for en fuldtidskonsulent er {part.target}; på deltid er "
            "det "
            f"mindre i samme forhold, og en konsulents eget måltal gælder før det.",
            en=f"Caseloads are kept around the target, which is {part.target} for a full-time consultant; part-time it "
            "is "
            f"less in the same proportion, and a consultant's own target goes before it.",
        ),
        measured,
        Text(
            da=f"Den første sag over måltallet koster {steps_above[0].da}, den anden {steps_above[1].da}, den tredje "
            f"{steps_above[2].da} og så videre: lidt for én for meget, meget for mange. Under måltallet er det "
            "omvendt, "
            f"i trin på {minutes(part.step_below_minutes).da}: plads trækker sager til sig.",
            en=f"The first case above the target costs {steps_above[0].en}, the second {steps_above[1].en}, the third "
            f"{steps_above[2].en}, and so on: little for one too many, much for a lot. Below the target it is the "
            "other "
            f"way round, in steps of {minutes(part.step_below_minutes).en}: room draws cases.",
        ),
        Text(
            da=f"Eksempel: en sag mere til den, der ligger 3 over, koster {minutes(above).da}; til den, der mangler 5, "
            f"sparer den {minutes(below).da}.",
            en=f"Example: one more case for somebody who is 3 above costs {minutes(above).en}; for somebody who is 5 "
            f"below it saves {minutes(below).en}.",
        ),
    )


def _one_more(policy: Policy, distance: int) -> int:
    """What one more normal case costs somebody who is so many normal cases above target."""
    units = 1 if policy.caseload.measure is Measure.COUNT else QUARTERS_PER_CASE
    target = 10 * units
    costs = curve(policy.caseload, np.array([target], dtype=np.int64), 20 * units)[0]
    load = target + distance * units
    return int(costs[load + units] - costs[load])


def _cohesion(policy: Policy) -> tuple[Text, ...]:
    price = policy.cohesion.new_face_minutes
    return (
        Text(
            da=f"Har en virksomhed to eller flere nye eller åbne sager, koster hver konsulent, der er ny for den, "
            f"{minutes(price).da}. Kontaktpersonen og den, der har en åben sag dér, er ikke nye.",
            en=f"Where an employer has two or more new or open cases, each consultant who is new to it costs "
            f"{minutes(price).en}. The contact person and whoever has an open case there are not new.",
        ),
        Text(
            da=f"Eksempel: tre nye sager hos 2 nye ansigter koster {minutes(2 * price).da}, hos 1 kun "
            f"{minutes(price).da}.",
            en=f"Example: three new cases with 2 new faces cost {minutes(2 * price).en}, with 1 only "
            f"{minutes(price).en}.",
        ),
    )


_PARAGRAPHS: Mapping[RuleId, Callable[[Policy], tuple[Text, ...]]] = {
    RuleId.CONTACT: _contact,
    RuleId.TRAVEL: _travel,
    RuleId.CALENDAR: _calendar,
    RuleId.INDUSTRY: _industry,
    RuleId.PREFERENCE: _preference,
    RuleId.WISH: _wish,
    RuleId.RETURNING: _returning,
    RuleId.URGENCY: _urgency,
    RuleId.ROTATION: _rotation,
    RuleId.MOVE: _move,
    RuleId.ABSENCE: _absence,
    RuleId.CASELOAD: _caseload,
    RuleId.COHESION: _cohesion,
}
