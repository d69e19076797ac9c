"""What a question may name: cases, consultants and overrides of the round; anything else is said to be a mistake."""

from collections import Counter
from collections.abc import Iterable, Sequence

from allocator.facts import Facts
from models.errors import Finding
from models.override import Override, OverrideKind
from models.text import Text


def unknown_case(case_id: str) -> Finding:
    """The round has no such new case."""
    return Finding(
        code="case_unknown",
        what=Text(
            da=f"Runden har ingen ny sag med nummer {case_id}.", en=f"The round has no new case numbered {case_id}."
        ),
        remedy=Text(
            da="Ret nummeret; åbne sager og andre teams sager fordeles ikke i runden.",
            en="Correct the number; open cases and other teams' cases are not distributed in the round.",
        ),
    )


def unknown_consultant(consultant_id: str, facts: Facts) -> Finding:
    """The round has no such consultant."""
    known = ", ".join(sorted(facts.consultant_index))
    return Finding(
        code="consultant_unknown",
        what=Text(
            da=f"Runden har ingen konsulent {consultant_id}.", en=f"The round has no consultant {consultant_id}."
        ),
        remedy=Text(da=f"Vælg blandt {known}.", en=f"Choose among {known}."),
    )


def override_findings(facts: Facts, overrides: Sequence[Override]) -> list[Finding]:
    """Everything that keeps overrides from being asked about: strangers to the round, and contradictions."""
    findings = [unknown_case(each) for each in _once(o.case_id for o in overrides) if each not in facts.case_index]
    findings += [
        unknown_consultant(each, facts)
        for each in _once(o.consultant_id for o in overrides)
        if each not in facts.consultant_index
    ]
    pinned = Counter(each.case_id for each in overrides if each.kind is OverrideKind.PIN)
    pairs = Counter((each.case_id, each.consultant_id) for each in overrides)
    keep_one = Text(da="Behold kun det ene.", en="Keep only one.")
    findings += [
        Finding(
            code="overrides_contradict",
            what=Text(da=f"Sag {case_id} er fastlåst {count} gange.", en=f"Case {case_id} is pinned {count} times."),
            remedy=keep_one,
        )
        for case_id, count in pinned.items()
        if count > 1
    ]
    findings += [
        Finding(
            code="overrides_contradict",
            what=Text(
                da=f"Sag {case_id} og konsulent {consultant_id} er nævnt {count} gange.",
                en=f"Case {case_id} and consultant {consultant_id} are named {count} times.",
            ),
            remedy=keep_one,
        )
        for (case_id, consultant_id), count in pairs.items()
        if count > 1
    ]
    return findings


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
