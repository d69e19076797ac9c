"""The page: what it is about, then the order, the limits, the prices, the weights, the law and the sources."""

from allocator.method.deadlines import deadlines_section
from allocator.method.limits import limits_section
from allocator.method.order import order_section
from allocator.method.paragraphs import day, paragraph
from allocator.method.prices import prices_section
from allocator.method.sources import sources_section
from allocator.method.weights import weights_section
from models.method import Method, Section
from models.policy import Mode, Policy, SwapApproval
from models.text import Text


def describe_method(policy: Policy) -> Method:
    """How cases are distributed under a policy, for a colleague who has never seen it done.

    Every rule and every number of the policy stands in it, and nothing that is not so; a rule whose price is 0 is said
    not to count.
    """
    return Method(
        title=Text(da="Sådan fordeler vi nye sager", en="How we distribute new cases"),
        sections=(
            _introduction(policy),
            order_section(policy),
            limits_section(policy),
            prices_section(policy),
            weights_section(policy),
            deadlines_section(),
            sources_section(policy),
        ),
    )


def _introduction(policy: Policy) -> Section:
    since = day(policy.valid_from)
    when = (
        Text(da="Vi fordeler på det ugentlige møde.", en="We distribute at the weekly meeting.")
        if policy.mode is Mode.WEEKLY
        else Text(da="Vi fordeler løbende, når sagerne kommer.", en="We distribute as cases arrive.")
    )
    swap = (
        Text(
            da="To konsulenter kan bytte sager, når de begge siger ja.",
            en="Two consultants may swap cases when both agree.",
        )
        if policy.swap_approval is SwapApproval.BOTH
        else Text(
            da="To konsulenter kan bytte sager, når koordinatoren siger ja.",
            en="Two consultants may swap cases when the coordinator agrees.",
        )
    )
    return Section(
        heading=Text(da="Kort fortalt", en="In short"),
        paragraphs=(
            paragraph(
                f"Vores politik hedder {policy.name}, version {policy.version}, og gælder fra {since.da}. "
                f"{policy.description.da}",
                f"Our policy is called {policy.name}, version {policy.version}, and holds from {since.en}. "
                f"{policy.description.en}",
            ),
            paragraph(
                f"{when.da} Et program regner ud, hvem hver ny sag passer bedst hos, når alle sager ses under ét, og "
                f"siger hvorfor. Det er et forslag. Ingen sag er givet, før et menneske med navn har sagt ja. Er I "
                f"uenige, vælger I selv konsulenten til en sag, eller I vælger en fra, skriver hvorfor og regner igen. "
                f"{swap.da}",
                f"{when.en} A program works out who each new case fits best when all cases are seen together, and says "
                f"why. That is a proposal. No case is given before a person with a name has said yes. Where you "
                f"disagree, you choose the consultant of a case yourselves, or rule one out, write why, and solve "
                f"again. {swap.en}",
            ),
            paragraph(
                "Programmet kender ingen navne eller CPR-numre, og det måler ikke, hvor hurtigt eller hvor godt nogen "
                "arbejder.",
                "The program knows no names or CPR numbers, and it does not measure how fast or how well anybody "
                "works.",
            ),
        ),
    )
