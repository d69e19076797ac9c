"""Demonstration municipalities: fictitious people, companies and cases made from public figures of six real places."""

from data.demonstration.facts import KEYS, municipality_facts
from data.demonstration.municipality import DEFAULT_DATE, demonstrate, practice_of
from data.demonstration.notes import demonstration_notes

MUNICIPALITIES = KEYS
"""The keys, as the command line takes them."""

__all__ = ["DEFAULT_DATE", "MUNICIPALITIES", "demonstrate", "demonstration_notes", "municipality_facts", "practice_of"]
