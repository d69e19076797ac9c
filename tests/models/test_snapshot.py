import pytest
from pydantic import ValidationError

from models.consultant import ConflictOfInterest
from models.override import Override
from models.wish import Wish
from tests.factories import (
    make_case,
    make_consultant,
    make_employer,
    make_open_case,
    make_relation,
    make_snapshot,
    make_team,
)


def override(kind="pin", case_id="2026-0001", consultant_id="AB"):
    return Override(kind=kind, case_id=case_id, consultant_id=consultant_id, reason="workload", decided_by="leder")


def wish(consultant_id="AB", case_id="2026-0001"):
    return Wish(consultant_id=consultant_id, case_id=case_id, step=1)


def test_new_cases_are_those_nobody_has():
    snapshot = make_snapshot(cases=(make_case(1), make_open_case(2, "AB"), make_case(3)))
    assert [case.id for case in snapshot.new_cases] == ["2026-0001", "2026-0003"]
    assert [case.id for case in snapshot.open_cases] == ["2026-0002"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"teams": (make_team(), make_team())}, "team fastholdelse stands 2 times; keep one"),
        ({"consultants": (make_consultant(),) * 3}, "consultant AB stands 3 times; keep one"),
        ({"employers": (make_employer(), make_employer())}, "employer 10000001 stands 2 times; keep one"),
        ({"cases": (make_case(), make_open_case(1, "AB"))}, "case 2026-0001 stands 2 times; keep one"),
        (
            {
                "employers": (make_employer(),),
                "contact_relations": (make_relation(make_employer()), make_relation(make_employer(), "CD")),
            },
            "contact relation of employer 10000001 stands 2 times; keep one",
        ),
        ({"wishes": (wish(), wish())}, "wish of ('AB', '2026-0001') stands 2 times; keep one"),
        (
            {"overrides": (override("exclusion"), override("pin"))},
            "override of ('2026-0001', 'AB') stands 2 times; keep one",
        ),
        (
            {"overrides": (override(consultant_id="AB"), override(consultant_id="CD"))},
            "case 2026-0001 is pinned to 2 consultants; keep one pin",
        ),
    ],
)
def test_what_stands_twice_is_named(fields, message):
    with pytest.raises(ValidationError) as error:
        make_snapshot(**fields)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"consultants": (make_consultant(team_id="x"),)}, "consultant AB names team x, which does not exist"),
        (
            {"consultants": (make_consultant(conflicts=(ConflictOfInterest(employer_id="x"),)),)},
            "a conflict of interest of AB names employer x",
        ),
        (
            {"consultants": (make_consultant(conflicts=(ConflictOfInterest(case_id="x"),)),)},
            "a conflict of interest of AB names case x",
        ),
        ({"contact_relations": (make_relation(make_employer()),)}, "a contact relation names employer 10000001"),
        (
            {"employers": (make_employer(),), "contact_relations": (make_relation(make_employer(), "x"),)},
            "the contact relation of 10000001 names consultant x",
        ),
        (
            {"employers": (make_employer(),), "contact_relations": (make_relation(make_employer(), deputy_id="x"),)},
            "the contact relation of 10000001 names consultant x",
        ),
        ({"cases": (make_case(team_id="x"),)}, "case 2026-0001 names team x"),
        ({"cases": (make_case(employer_id="x"),)}, "case 2026-0001 names employer x"),
        ({"cases": (make_open_case(1, "x"),)}, "case 2026-0001 names consultant x"),
        ({"wishes": (wish("x"),)}, "a wish of x names consultant x"),
        ({"wishes": (wish(case_id="x"),)}, "a wish of AB names case x"),
        ({"overrides": (override(case_id="x"),)}, "an override names case x"),
        (
            {"overrides": (override(consultant_id="x"),)},
            "an override of 2026-0001 names consultant x, which does not exist; correct it or add the consultant",
        ),
    ],
)
def test_what_does_not_exist_is_named_with_who_names_it(fields, message):
    with pytest.raises(ValidationError) as error:
        make_snapshot(**fields)
    assert message in str(error.value)


def test_all_faults_are_told_together():
    with pytest.raises(ValidationError) as error:
        make_snapshot(cases=(make_case(team_id="x"), make_case(team_id="y")))
    for message in ("case 2026-0001 stands 2 times", "names team x", "names team y"):
        assert message in str(error.value)


def test_a_previous_consultant_may_have_left():
    assert make_snapshot(cases=(make_case(previous_consultant_id="gone"),)).cases[0].previous_consultant_id == "gone"


def test_a_case_may_be_closed_to_several_consultants_and_pinned_to_one():
    overrides = (override("exclusion", consultant_id="AB"), override("pin", consultant_id="CD"))
    assert make_snapshot(overrides=overrides).overrides == overrides


def test_a_snapshot_goes_through_json_unchanged():
    snapshot = make_snapshot(cases=(make_case(risk_flags={"mental_illness"}),), wishes=(wish(),))
    assert type(snapshot).model_validate_json(snapshot.model_dump_json()) == snapshot
