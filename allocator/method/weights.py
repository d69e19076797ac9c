"""How heavy a case is, and where that matters."""

from collections.abc import Iterator

from allocator.method.paragraphs import listed, paragraph, quarters
from allocator.rules.counted import counted
from models.case import CaseType
from models.caseload import QUARTERS_PER_CASE, Measure
from models.method import Paragraph, Section
from models.policy import Policy
from models.text import Text
from models.wording import word


def weights_section(policy: Policy) -> Section:
    """The weights of the policy."""
    return Section(
        heading=Text(da="Hvor tung en sag er", en="How heavy a case is"), paragraphs=tuple(_paragraphs(policy))
    )


def _paragraphs(policy: Policy) -> Iterator[Paragraph]:
    part = policy.weights
    types = {case_type: part.case_type_quarters.get(case_type, QUARTERS_PER_CASE) for case_type in CaseType}
    of_types = listed([_weighing(word(case_type), weight) for case_type, weight in types.items()])
    yield paragraph(
        f"Vægten regnes i kvarte af en almindelig sag, der vejer {QUARTERS_PER_CASE}. Efter sagstype: {of_types.da}. "
        f"Står der en anden vægt ved sagen, gælder den.",
        f"Weight is reckoned in quarters of a normal case, which weighs {QUARTERS_PER_CASE}. By type: {of_types.en}. "
        f"Where another weight is written on the case, that holds.",
    )
    if part.risk_flag_quarters:
        flags = listed([_weighing(word(flag), change, sign="+") for flag, change in part.risk_flag_quarters.items()])
        flag, change = next(iter(part.risk_flag_quarters.items()))
        heaviest = max(types, key=lambda case_type: types[case_type])
        total = max(1, types[heaviest] + change)
        normal = counted(
            total / QUARTERS_PER_CASE,
            da=("almindelig sag", "almindelige sager"),
            en=("normal case", "normal cases"),
        )
        yield paragraph(
            f"Et risikoflag ændrer vægten: {flags.da}. Eksempel: en sag om {word(heaviest).da} med risikoflaget "
            f"»{word(flag).da}« vejer {quarters(total).da}, det samme som {normal.da}. Ingen sag vejer "
            f"under {quarters(1).da}.",
            f"A risk flag changes the weight: {flags.en}. Example: a case of {word(heaviest).en} with the risk flag "
            f'"{word(flag).en}" weighs {quarters(total).en}, as much as {normal.en}. No case weighs '
            f"less than {quarters(1).en}.",
        )
    if policy.caseload.measure is Measure.WEIGHT or policy.caseload.limit_weight is not None:
        yield paragraph(
            "Hos os bruges vægten til at måle sagsstammerne.", "With us the weight is used to measure caseloads."
        )
    else:
        yield paragraph(
            "Hos os tælles sagerne, så vægten bliver vist, men den afgør ikke noget, medmindre en konsulent har sit "
            "eget "
            "loft efter vægt.",
            "With us cases are counted, so the weight is shown but decides nothing, unless a consultant has a limit of "
            "their own by weight.",
        )


def _weighing(name: Text, weight: int, sign: str = "") -> Text:
    return Text(da=f"{name.da} {weight:{sign}d}", en=f"{name.en} {weight:{sign}d}")
