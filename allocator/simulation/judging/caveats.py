"""What whoever reads a verdict must know before believing it."""

from collections.abc import Iterator, Sequence

from allocator.arrays import IntArray
from allocator.simulation.judging.watched import Watched
from allocator.simulation.study.study import Study
from models.fact import Status
from models.judgement import JudgedWay, SensitivityLine, VerdictStanding, WarmUpCut
from models.text import Text

_FEW_REPLICATIONS = 20


def caveats(
    study: Study,
    ways: Sequence[JudgedWay],
    warm_up: WarmUpCut,
    not_proved: IntArray,
    left_out: Sequence[Watched],
    sensitivity: Sequence[SensitivityLine],
    *,
    is_answered: bool,
) -> Iterator[Text]:
    """The gravest first.

    Parameters
    ----------
    not_proved
        (ways, replications, weeks): rounds that ended without proof.
    left_out
        Figures that some replication had nothing of.
    is_answered
        Whether what the question asked for was reached within the study's replications.
    """
    num_replications = not_proved.shape[1]
    if not warm_up.is_found:
        yield _warm_up_not_found(warm_up, study.weeks)
    if not is_answered:
        yield Text(
            da=f"Efter {num_replications} gennemløb, som er så mange, der måtte køres, er svaret ikke så sikkert, "
            "som der blev bedt om.",
            en=f"After {num_replications} runs, which is as many as there might be, the answer is not as sure "
            "as was asked for.",
        )
    if num_replications < _FEW_REPLICATIONS:
        yield Text(
            da=f"Kun {num_replications} gennemløb: intervallerne regner med, at årene fordeler sig nogenlunde "
            "normalt, og det kan så få ikke vise.",
            en=f"Only {num_replications} runs: the intervals suppose years to be about normally distributed, "
            "which so few cannot show.",
        )
    yield from _not_proved(ways, not_proved)
    yield from _turning(sensitivity)
    yield _prices(study)
    yield _assumed(study)
    if any(way.rebalancing() is not None for way in study.ways):
        yield Text(
            da="Prisen i minutter tæller kun en borgers første konsulent; hvad en omfordeling koster borgerne, står i "
            "konsulentskift.",
            en="The cost in minutes counts a citizen's first consultant only; what a rebalance costs citizens "
            "stands in changes of consultant.",
        )
    if left_out:
        yield Text(
            da="Udeladt, fordi der ikke var nogen i alle gennemløb: "
            + "; ".join(each.title.da for each in left_out)
            + ".",
            en="Left out, since not every run had any: " + "; ".join(each.title.en for each in left_out) + ".",
        )


def _warm_up_not_found(warm_up: WarmUpCut, weeks: int) -> Text:
    if warm_up.weeks == 0:
        return Text(
            da=f"{weeks} uger er for få til at se, hvornår begyndelsen er glemt, så intet er skåret fra; kør mindst "
            "50, helst 104 (--weeks).",
            en=f"{weeks} weeks are too few to see when the beginning is forgotten, so nothing was cut; run at least "
            "50, better 104 (--weeks).",
        )
    return Text(
        da=f"Tallene var ikke faldet til ro i den første halvdel; de første {warm_up.weeks} uger er skåret fra. Kør "
        "flere uger (--weeks) for et sikrere svar.",
        en=f"The figures had not come to rest in the first half; the first {warm_up.weeks} weeks were cut. Run more "
        "weeks (--weeks) for a surer answer.",
    )


def _not_proved(ways: Sequence[JudgedWay], not_proved: IntArray) -> Iterator[Text]:
    for way, rounds in zip(ways, not_proved, strict=True):
        if number := int(rounds.sum()):
            per_year = f"{52 * number / rounds.size:.1f}"
            yield Text(
                da=f"»{way.title.da}«: {per_year.replace('.', ',')} runder om året endte uden bevis for, at forslaget "
                "var det bedste.",
                en=f"“{way.title.en}”: {per_year} rounds a year ended without proof that the proposal was the best.",
            )


def _turning(sensitivity: Sequence[SensitivityLine]) -> Iterator[Text]:
    turning = [each for each in sensitivity if VerdictStanding.TURNS in (each.standing_at_low, each.standing_at_high)]
    if turning:
        paths = ", ".join(each.path for each in turning)
        yield Text(
            da=f"Dommen vender, hvis et antaget tal er et andet inden for sit spænd: {paths}.",
            en=f"The verdict turns if an assumed number is another one within its range: {paths}.",
        )


def _prices(study: Study) -> Text:
    name = study.world.practice.name
    return Text(
        da=f"Minutter er efter priserne i politikken {name}; andre priser kan give en anden dom.",
        en=f"Minutes are at the prices of the policy {name}; other prices may give another verdict.",
    )


def _assumed(study: Study) -> Text:
    facts = study.world.facts()
    number = sum(fact.status is Status.ASSUMED for fact in facts)
    return Text(
        da=f"{number} af de {len(facts)} tal om denne verden er antaget; hvert står med sin begrundelse.",
        en=f"{number} of the {len(facts)} numbers about this world are assumed; each stands with its reason.",
    )
