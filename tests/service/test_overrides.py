import pytest

from models.errors import UnusableInput
from models.override import Override, OverrideKind, OverrideReason
from service.overrides import add_overrides, replaced_overrides, spoken_overrides
from tests.factories import make_case, make_consultant, make_open_case, make_snapshot


def speak(pins=(), exclusions=(), by="LN", reason="aftalt på mødet"):
    return spoken_overrides(pins, exclusions, decided_by=by, reason=reason)


def faults(function, *arguments, **fields):
    with pytest.raises(UnusableInput) as caught:
        function(*arguments, **fields)
    return [finding.sentence("en") for finding in caught.value.findings]


def test_pairs_become_overrides_with_who_and_why():
    assert speak(["2026-0001=AB"], ["2026-0001 = CD"]) == (
        Override(
            kind=OverrideKind.PIN,
            case_id="2026-0001",
            consultant_id="AB",
            reason=OverrideReason.OTHER,
            text="aftalt på mødet",
            decided_by="LN",
        ),
        Override(
            kind=OverrideKind.EXCLUSION,
            case_id="2026-0001",
            consultant_id="CD",
            reason=OverrideReason.OTHER,
            text="aftalt på mødet",
            decided_by="LN",
        ),
    )


def test_the_code_of_a_reason_is_kept_as_the_code():
    (override,) = speak(["1=AB"], reason="knows_citizen")
    assert (override.reason, override.text) == (OverrideReason.KNOWS_CITIZEN, "")


def test_a_personal_number_is_neither_taken_nor_quoted():
    said = faults(speak, ["0102031234"], reason="moster til 010203-1234")
    assert len(said) == 2
    assert not [text for text in said if "1234" in text]
    assert "1234" not in faults(add_overrides, make_snapshot(), speak(["0102031234=AB"]))[0]


def test_a_case_number_may_hold_an_equals_sign():
    assert speak(["a=b=AB"])[0].case_id == "a=b"


def test_nothing_said_asks_for_nobody():
    assert speak(by=None) == ()


@pytest.mark.parametrize("nobody", [None, "", "   ", "x" * 41])
def test_somebody_must_stand_behind_an_override(nobody):
    assert faults(speak, ["1=AB"], by=nobody) == [
        "Nobody stands behind pins and exclusions. Say in at most 40 characters who decided them (by)."
    ]


@pytest.mark.parametrize("text", ["2026-0001", "=AB", "2026-0001=", ""])
def test_what_is_no_pair_is_quoted(text):
    assert faults(speak, [text]) == [f"{text!r} cannot be understood. Write CASE=CONSULTANT."]


def test_everything_wrong_is_said_at_once():
    assert len(faults(speak, ["1"], ["2"], by=None, reason="x" * 401)) == 4


def test_overrides_that_contradict_each_other_are_refused():
    snapshot = make_snapshot(cases=(make_case(1), make_case(2)))
    said = speak(["2026-0001=AB", "2026-0001=CD"], ["2026-0001=AB"])
    assert faults(add_overrides, snapshot, said) == [
        "Case 2026-0001 and consultant AB are named 2 times. Keep only one.",
        "Case 2026-0001 is pinned to several people. Keep only one.",
    ]


def test_a_consultant_may_be_named_by_her_initials():
    people = (make_consultant("K1", initials="LNE"), make_consultant("K2", initials="K1"))
    snapshot = make_snapshot(consultants=people, cases=(make_case(1), make_case(2)))
    overrides = add_overrides(snapshot, speak(["2026-0001=lne", "2026-0002=K1"])).overrides
    assert [override.consultant_id for override in overrides] == ["K1", "K1"]


def test_initials_that_two_share_are_no_name():
    people = (make_consultant("K1", initials="LN"), make_consultant("K2", initials="LN"))
    snapshot = make_snapshot(consultants=people, cases=(make_case(1),))
    assert faults(add_overrides, snapshot, speak(["2026-0001=LN"])) == [
        "There is no consultant LN. Choose among LN (K1), LN (K2)."
    ]


def test_a_new_pin_takes_the_place_of_the_old_one_and_other_overrides_stay():
    old = [
        Override(kind=kind, case_id=case, consultant_id=who, reason=OverrideReason.WORKLOAD, decided_by="LN")
        for kind, case, who in [
            (OverrideKind.PIN, "2026-0001", "AB"),
            (OverrideKind.PIN, "2026-0002", "AB"),
            (OverrideKind.EXCLUSION, "2026-0003", "AB"),
            (OverrideKind.EXCLUSION, "2026-0003", "CD"),
        ]
    ]
    snapshot = make_snapshot(cases=tuple(make_case(number) for number in (1, 2, 3)), overrides=tuple(old))
    new = speak(["2026-0001=CD", "2026-0003=AB"])
    assert add_overrides(snapshot, new).overrides == (old[1], old[3], *new)


def test_what_another_takes_the_place_of_is_said():
    old = [
        Override(kind=kind, case_id=case, consultant_id=who, reason=OverrideReason.WORKLOAD, decided_by="LN")
        for kind, case, who in [
            (OverrideKind.PIN, "2026-0001", "AB"),
            (OverrideKind.EXCLUSION, "2026-0002", "AB"),
            (OverrideKind.PIN, "2026-0003", "AB"),
        ]
    ]
    snapshot = make_snapshot(cases=tuple(make_case(number) for number in (1, 2, 3)), overrides=tuple(old))
    said = replaced_overrides(snapshot, speak(["2026-0001=CD", "2026-0002=AB", "2026-0003=AB"]))
    after = "What has been said now holds instead, also in the proposal that prices are counted from."
    assert [finding.sentence("en") for finding in said] == [
        f"Case 2026-0001 was pinned to AB, which holds no longer. {after}",
        f"AB was excluded from case 2026-0002, which holds no longer. {after}",
    ]
    assert {finding.severity for finding in said} == {"warning"}
    assert replaced_overrides(snapshot, ()) == ()


def test_strangers_are_named():
    snapshot = make_snapshot(cases=(make_case(1), make_open_case(2, "AB")))
    assert faults(add_overrides, snapshot, speak(["2026-0009=XY", "2026-0002=AB"])) == [
        "There is no case 2026-0009. Correct the case number.",
        "There is no consultant XY. Choose among AB (AB), CD (CD).",
        "Case 2026-0002 already has a consultant (AB). Name a new case.",
    ]
