"""What goes before what: the strict levels, then everything in minutes, then ties."""

from collections.abc import Iterator

from allocator.method.paragraphs import days, listed, minutes, paragraph, step, weeks
from models.method import Paragraph, Section
from models.policy import Policy
from models.policy_parts import WhenContactImpossible
from models.policy_prices import has_price
from models.rule_id import RuleId
from models.text import Text
from models.wording import word

_EXAMPLE_WEEKS = 3


def order_section(policy: Policy) -> Section:
    """The steps in which a proposal is found."""
    return Section(
        heading=Text(da="Hvad der går forud for hvad", en="What comes before what"),
        paragraphs=(
            paragraph(
                "Forslaget findes trin for trin. Det, der er vundet på ét trin, bliver ikke givet bort på et senere, "
                "heller ikke for mange minutter.",
                "The proposal is found step by step. What is won in one step is not given away in a later one, not "
                "even for many minutes.",
            ),
            *_steps(policy),
            paragraph(
                "Koster to forslag det samme, vælger vi det, der giver sagerne til dem, som har fået færrest for "
                "nylig. Er det også lige, bliver der trukket lod. Lodtrækningen kan gentages, og rækkefølgen på "
                "arket betyder intet.",
                "Where two proposals cost the same, we take the one that gives the cases to those who have received "
                "fewest lately. If that is equal too, lots are drawn. The draw can be repeated, and the order of rows "
                "on the sheet means nothing.",
            ),
        ),
    )


def _steps(policy: Policy) -> Iterator[Paragraph]:
    yield _left_out(policy)
    yield _contact_always(policy)
    for rules in policy.levels:
        names = listed([word(rule) for rule in rules])
        idle = not any(has_price(policy, rule) for rule in rules)
        yield step(
            f"Så få minutter som muligt på punktet »{names.da}«, set for sig. Det er et fast trin i vores politik: det "
            "kan ikke opvejes af noget, der kommer "
            f"senere.{' Men prisen er 0, så trinnet afgør intet.' if idle else ''}",
            f'As few minutes as possible under "{names.en}", taken alone. It is a fixed step of our policy: nothing '
            "that "
            f"comes later can outweigh it.{' But the price is 0, so the step decides nothing.' if idle else ''}",
            *rules,
        )
    if policy.levels:
        yield step(
            "Så få minutter som muligt i alt, når alle hensyn er lagt sammen.",
            "As few minutes as possible in all, when everything is added up.",
        )
    else:
        yield step(
            "Så få minutter som muligt i alt, når alle hensyn er lagt sammen. Vi har ingen andre faste trin: "
            "hensynene vejes mod hinanden.",
            "As few minutes as possible in all, when everything is added up. We have no other fixed steps: "
            "the considerations are weighed against each other.",
        )


def _left_out(policy: Policy) -> Paragraph:
    part = policy.left_out
    near = days(policy.urgency.near_deadline_days)
    counted = min(_EXAMPLE_WEEKS, part.most_waiting_weeks)
    example = part.case_points + counted * part.waiting_week_points + part.fast_track_points
    waits = minutes(part.case_minutes)
    return step(
        f"Så få sager som muligt må vente til næste runde. Hver sag, der må vente, tæller {part.case_points} point, "
        f"{part.waiting_week_points} mere for hver hele uge, borgeren har ventet (højst "
        f"{weeks(part.most_waiting_weeks).da}), "
        f"{part.fast_track_points} mere ved fast track og {part.near_deadline_points} mere, når fristen er nær "
        f"(højst {near.da} væk) eller overskredet. Eksempel: en fast track-sag, der har ventet {_EXAMPLE_WEEKS} uger, "
        f"tæller {part.case_points} + {counted} × {part.waiting_week_points} + {part.fast_track_points} = "
        f"{example} point. I regnskabet til sidst koster en sag, der må vente, {waits.da}. Den står først i køen næste "
        f"gang, og der står ved den, hvad der spærrede.",
        f"As few cases as possible have to wait for the next round. Each case that waits counts {part.case_points} "
        f"points, {part.waiting_week_points} more for every whole week the citizen has waited (at most "
        f"{weeks(part.most_waiting_weeks).en}), {part.fast_track_points} more on a fast track, and "
        f"{part.near_deadline_points} "
        f"more when the deadline is near (at most {near.en} away) or past. Example: a fast-track case that has waited "
        f"{_EXAMPLE_WEEKS} weeks counts {part.case_points} + {counted} × {part.waiting_week_points} + "
        f"{part.fast_track_points} = {example} points. In the final account a case that waits costs {waits.en}. It is "
        f"first in line next time, and what blocked it is written beside it.",
        RuleId.LEFT_OUT,
    )


def _contact_always(policy: Policy) -> Paragraph:
    if policy.contact.when_impossible is WhenContactImpossible.WAITS:
        otherwise = Text(
            da="Kan hverken kontaktpersonen eller stedfortræderen tage en sag, venter den.",
            en="A case that neither contact nor deputy can take waits.",
        )
    else:
        otherwise = Text(
            da="Kan hverken kontaktpersonen eller stedfortræderen tage en sag, er den åben for alle.",
            en="A case that neither contact nor deputy can take is open to all.",
        )
    return step(
        f"Nogle virksomheder skal altid møde deres faste kontaktperson. Så få af deres sager som muligt går til andre "
        f"end kontaktpersonen og stedfortræderen, og af dem så få som muligt til stedfortræderen. {otherwise.da}",
        f"Some employers must always meet their fixed contact person. As few of their cases as possible go to others "
        f"than the contact and the deputy, and of these as few as possible to the deputy. {otherwise.en}",
        RuleId.CONTACT,
    )
