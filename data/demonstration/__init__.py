"""Demonstration municipalities: fictitious people, companies and cases made from public figures of six real places."""

from data.demonstration.facts import KEYS, municipality_facts
from data.demonstration.municipality import DEFAULT_DATE, demonstrate, practice_of

MUNICIPALITIES = KEYS
"""The keys, as the command line takes them."""

__all__ = ["DEFAULT_DATE", "MUNICIPALITIES", "demonstrate", "municipality_facts", "practice_of"]
