"""Pins and exclusions as a person says them, CASE=CONSULTANT, made into overrides of a snapshot."""

from collections import Counter
from collections.abc import Sequence

from pydantic import ValidationError

from data.workbook.reading.cpr import find_cpr, without_cpr
from models.errors import Finding, Severity, UnusableInput
from models.names import Names
from models.override import Override, OverrideKind, OverrideReason
from models.snapshot import Snapshot
from models.text import Text
from service.personal_numbers import personal_number

MAX_NAME_LENGTH = 40
MAX_REASON_LENGTH = 400


def spoken_overrides(
    pins: Sequence[str], exclusions: Sequence[str], *, decided_by: str | None, reason: str
) -> tuple[Override, ...]:
    """The overrides that `CASE=CONSULTANT` texts stand for, all decided by one person for one reason.

    Parameters
    ----------
    reason
        The code of an `OverrideReason`, or any other text, which is kept as the text of `other`.

    Raises
    ------
    UnusableInput
        A text is no pair, or nobody is named.
    """
    findings: list[Finding] = []
    overrides: list[Override] = []
    who = (decided_by or "").strip()
    if (pins or exclusions) and not 1 <= len(who) <= MAX_NAME_LENGTH:
        findings.append(
            _fault(
                Text(da="Ingen står bag låsninger og udelukkelser.", en="Nobody stands behind pins and exclusions."),
                Text(
                    da=f"Angiv i højst {MAX_NAME_LENGTH} tegn, hvem der har bestemt det (by).",
                    en=f"Say in at most {MAX_NAME_LENGTH} characters who decided them (by).",
                ),
            )
        )
    if len(reason) > MAX_REASON_LENGTH:
        findings.append(
            _fault(
                Text(da="Begrundelsen er for lang.", en="The reason is too long."),
                Text(
                    da=f"Skriv den i højst {MAX_REASON_LENGTH} tegn.",
                    en=f"Write it in at most {MAX_REASON_LENGTH} characters.",
                ),
            )
        )
    if find_cpr(reason, in_running_text=True):
        findings.append(personal_number("reason"))
    for kind, texts in ((OverrideKind.PIN, pins), (OverrideKind.EXCLUSION, exclusions)):
        for text in texts:
            override = _override(kind, text, who[:MAX_NAME_LENGTH] or "?", reason[:MAX_REASON_LENGTH])
            if override is None:
                findings.append(
                    _fault(
                        Text(da=f"»{text}« kan ikke forstås.", en=f"{text!r} cannot be understood."),
                        Text(da="Skriv SAG=KONSULENT.", en="Write CASE=CONSULTANT."),
                    )
                )
            else:
                overrides.append(override)
    if findings:
        raise UnusableInput(findings)
    return tuple(overrides)


def add_overrides(snapshot: Snapshot, overrides: Sequence[Override]) -> Snapshot:
    """The snapshot with overrides that count before those it has; a consultant may be named by her initials.

    A new one takes the place of what the snapshot says of the same case and consultant; a new pin also that of any
    other pin of the case.

    Raises
    ------
    UnusableInput
        An override names a case or a consultant that does not exist, or a case that somebody has already; or two
        overrides contradict each other.
    """
    overrides = [_by_id(override, snapshot) for override in overrides]
    findings = [finding for override in overrides for finding in _strangers(override, snapshot)]
    findings += _contradictions(overrides)
    if findings:
        raise UnusableInput(findings)
    replaced = _replaced(snapshot, overrides)
    kept = tuple(old for old in snapshot.overrides if old not in replaced)
    return snapshot.model_copy(update={"overrides": (*kept, *overrides)})


def replaced_overrides(snapshot: Snapshot, overrides: Sequence[Override]) -> tuple[Finding, ...]:
    """A warning for everything that the snapshot says and `add_overrides` puts something else in the place of."""
    named = [_by_id(override, snapshot) for override in overrides]
    again = {(override.kind, override.case_id, override.consultant_id) for override in named}
    return tuple(
        Finding(
            code="override_replaced",
            severity=Severity.WARNING,
            what=_gone(old, snapshot),
            remedy=Text(
                da="Det, der er sagt nu, gælder i stedet, også i det forslag, som priser regnes fra.",
                en="What has been said now holds instead, also in the proposal that prices are counted from.",
            ),
        )
        for old in _replaced(snapshot, named)
        if (old.kind, old.case_id, old.consultant_id) not in again
    )


def _replaced(snapshot: Snapshot, overrides: Sequence[Override]) -> list[Override]:
    pairs = {(override.case_id, override.consultant_id) for override in overrides}
    pinned = {override.case_id for override in overrides if override.kind is OverrideKind.PIN}
    return [
        old
        for old in snapshot.overrides
        if (old.case_id, old.consultant_id) in pairs or (old.kind is OverrideKind.PIN and old.case_id in pinned)
    ]


def _gone(old: Override, snapshot: Snapshot) -> Text:
    who = Names(snapshot).consultant(old.consultant_id)
    if old.kind is OverrideKind.PIN:
        return Text(
            da=f"Sag {old.case_id} var fastlåst til {who}; det gælder ikke længere.",
            en=f"Case {old.case_id} was pinned to {who}, which holds no longer.",
        )
    return Text(
        da=f"{who} var udelukket fra sag {old.case_id}; det gælder ikke længere.",
        en=f"{who} was excluded from case {old.case_id}, which holds no longer.",
    )


def _override(kind: OverrideKind, text: str, decided_by: str, reason: str) -> Override | None:
    case_id, _, consultant_id = text.rpartition("=")
    is_code = reason in set(OverrideReason)
    try:
        return Override(
            kind=kind,
            case_id=case_id.strip(),
            consultant_id=consultant_id.strip(),
            reason=OverrideReason(reason) if is_code else OverrideReason.OTHER,
            text="" if is_code else reason,
            decided_by=decided_by,
        )
    except ValidationError:
        return None


def _by_id(override: Override, snapshot: Snapshot) -> Override:
    """The override with the consultant's id in the place of her initials, where nobody else is called so."""
    name = override.consultant_id
    same = [each.id for each in snapshot.consultants if each.initials.casefold() == name.casefold()]
    if len(same) != 1 or any(each.id == name for each in snapshot.consultants):
        return override
    return override.model_copy(update={"consultant_id": same[0]})


def _contradictions(overrides: Sequence[Override]) -> list[Finding]:
    pairs = Counter((override.case_id, override.consultant_id) for override in overrides)
    pins = Counter(override.case_id for override in overrides if override.kind is OverrideKind.PIN)
    keep_one = Text(da="Behold kun det ene.", en="Keep only one.")
    return [
        _fault(
            Text(
                da=f"Sag {case_id} og konsulent {consultant_id} er nævnt {count} gange.",
                en=f"Case {case_id} and consultant {consultant_id} are named {count} times.",
            ),
            keep_one,
        )
        for (case_id, consultant_id), count in pairs.items()
        if count > 1
    ] + [
        _fault(
            Text(da=f"Sag {case_id} er låst til flere konsulenter.", en=f"Case {case_id} is pinned to several people."),
            keep_one,
        )
        for case_id, count in pins.items()
        if count > 1
    ]


def _strangers(override: Override, snapshot: Snapshot) -> list[Finding]:
    findings = []
    case = next((case for case in snapshot.cases if case.id == override.case_id), None)
    if case is None:
        what = Text(da=f"Der er ingen sag {override.case_id}.", en=f"There is no case {override.case_id}.")
        findings.append(_fault(what, Text(da="Ret sagsnummeret.", en="Correct the case number.")))
    elif not case.is_new:
        what = Text(
            da=f"Sag {case.id} har allerede en konsulent ({case.consultant_id}).",
            en=f"Case {case.id} already has a consultant ({case.consultant_id}).",
        )
        findings.append(_fault(what, Text(da="Nævn en ny sag.", en="Name a new case.")))
    if all(consultant.id != override.consultant_id for consultant in snapshot.consultants):
        known = ", ".join(f"{each.initials} ({each.id})" for each in snapshot.consultants[:40])
        what = Text(
            da=f"Der er ingen konsulent {override.consultant_id}.",
            en=f"There is no consultant {override.consultant_id}.",
        )
        findings.append(_fault(what, Text(da=f"Vælg blandt {known}.", en=f"Choose among {known}.")))
    return findings


def _fault(what: Text, remedy: Text) -> Finding:
    """A finding that quotes what was said, but for personal numbers."""
    quoted = Text(da=without_cpr(what.da), en=without_cpr(what.en))
    return Finding(code="override_invalid", what=quoted, remedy=remedy)
