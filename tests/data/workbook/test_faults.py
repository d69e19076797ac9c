"""What is found wrong, told in order and not twenty thousand times over."""

import pytest

from data.workbook.reading.faults import MAX_ALIKE, NOWHERE, Findings, Place, row_ranges
from models.errors import Severity
from models.text import Text

ANY = Text(da="x", en="x")


def told(findings):
    return [(each.sheet, each.row, each.column, each.code) for each in findings.in_order()]


def test_findings_stand_by_sheet_and_row_and_those_of_a_whole_sheet_first():
    findings = Findings()
    findings.expect_sheets(("Teams", "Sager"))
    for place in (Place("Sager", 3, "A"), Place("Sager"), Place("Andet", 1), Place("Teams", 9, "B"), NOWHERE):
        findings.error(place, "c", ANY, ANY)

    assert [place[:2] for place in told(findings)] == [
        (None, None), ("Teams", 9), ("Sager", None), ("Sager", 3), ("Andet", 1),
    ]  # fmt: skip


def test_what_is_wrong_in_row_after_row_is_told_together_after_the_first():
    findings = Findings()
    for row in (*range(2, 2 + MAX_ALIKE), 90, 31, 30, 31):
        findings.error(Place("Sager", row, "Modtaget"), "not_a_date", ANY, ANY)
    findings.error(Place("Sager", 95, "Frist"), "not_a_date", ANY, ANY)

    *first, together, other = findings.in_order()
    assert [finding.row for finding in first] == list(range(2, 2 + MAX_ALIKE))
    assert (together.code, together.row, together.column) == ("not_a_date", 30, "Modtaget")
    assert together.sentence("da").endswith("Det samme gælder række 30-31, 90. Gør det samme dér.")
    assert (other.row, other.column) == (95, "Frist")


def test_findings_without_a_row_are_all_told():
    findings = Findings()
    for _ in range(MAX_ALIKE + 3):
        findings.warning(NOWHERE, "c", ANY, ANY)
    assert len(findings.in_order()) == MAX_ALIKE + 3


@pytest.mark.parametrize("severity", Severity)
def test_only_an_error_stops_the_work(severity):
    findings = Findings()
    getattr(findings, severity.value)(NOWHERE, "c", ANY, ANY)
    assert findings.has_errors == (severity is Severity.ERROR)


def test_rows_are_told_in_runs_and_not_without_end():
    assert row_ranges([2, 3, 4, 7]) == "2-4, 7"
    assert row_ranges(range(1, 100, 2)) == ", ".join(str(row) for row in range(1, 40, 2)) + ", ..."
