"""GLOSSARY.md names code that exists, and every word that DESIGN calls one."""

import importlib
import pkgutil
import re
from pathlib import Path

import models

ROOT = Path(__file__).parents[1]
WORDS = {
    "Team", "Consultant", "Employer", "ContactRelation", "Case", "FirstTalk", "Wish", "Policy", "Round", "Proposal",
    "Override", "Move", "Snapshot", "ConsultantCaseload",
}  # fmt: skip


def rows():
    for line in (ROOT / "GLOSSARY.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and cells[1].startswith("`"):
            yield cells[0], cells[1].strip("`"), cells[2]


def names():
    """Every public name of models, and of their classes' fields and methods."""
    found = set()
    for module in pkgutil.walk_packages(models.__path__, "models."):
        for name, value in vars(importlib.import_module(module.name)).items():
            found.add(name)
            if isinstance(value, type):
                found |= {f"{name}.{member}" for member in dir(value)}
                found |= {f"{name}.{field}" for field in getattr(value, "model_fields", {})}
    return found


def test_every_code_name_exists():
    in_words = {"minutes", "terms", "optimal", "bound", "gap_percent"}
    assert {code for _, code, _ in rows()} - names() - in_words == set()


def test_every_word_of_the_domain_is_listed_with_its_danish():
    listed = {code: danish for danish, code, _ in rows()}
    assert listed.keys() >= WORDS
    assert all(listed.values())


def test_every_meaning_is_a_sentence():
    assert all(re.search(r"\w.*[.]$", meaning) for _, _, meaning in rows())
