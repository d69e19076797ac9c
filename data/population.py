"""How long cases last in the population, as a curve for the weeks ahead: one source for demonstrations and teams."""

from data.demonstration.facts import national_facts
from models.text import Text
from models.weeks_ahead import PopulationCurve


def population_survival() -> PopulationCurve:
    """The share of sick-listed people's cases still open by weeks of absence, with its date and source."""
    national = national_facts()
    curve = national.survival
    week, percent = national.tail_from_week.value, national.tail_percent.value
    return PopulationCurve(
        weeks=curve.weeks,
        shares=curve.shares,
        dated=national.dated,
        source=Text(
            da="bestanden af sager efter varighed i 2012 (jobindsats.dk), udledt under en stationær tilstand; efter "
            f"uge {week:g} er kun {percent:g} % af kurven regnet med, fordi revurderingen efter {week:g} uger er nyere "
            "(antaget).",
            en="the stock of cases by duration in 2012 (jobindsats.dk), derived from a steady state; after week "
            f"{week:g} only {percent:g} % of the curve counts, because the reassessment after {week:g} weeks is newer "
            "(assumed).",
        ),
    )
