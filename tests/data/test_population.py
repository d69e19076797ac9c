"""How long cases last in the population."""

from data.demonstration.facts import national_facts
from data.population import population_survival


def test_the_curve_is_that_of_the_demonstrations():
    curve = population_survival()
    assert curve.weeks == national_facts().survival.weeks
    assert curve.shares == national_facts().survival.shares


def test_the_curve_says_when_and_where_it_is_from():
    curve = population_survival()
    assert curve.dated == national_facts().dated
    assert "2012" in curve.source.da
    assert "2012" in curve.source.en
