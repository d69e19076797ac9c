"""One workbook with many different faults gives a located message for each, the same from .xlsx and from CSV."""

import datetime
import os

import pytest

from data.workbook import read_workbook
from models.errors import Severity, UnusableInput
from tests.data.workbook.files import MONDAY, Sheets, Shown, located, save_csv, save_xlsx

FAULTY: Sheets = {
    "Oplysninger": [["Kommune", "Dato", "Formatversion"], ["Hedensted", MONDAY, 7]],
    "Teams": [
        ["Team", "Kontor: by"],
        ["øst", "Hedensdet"],
        ["øst", "Hedensted"],
    ],
    "Konsulenter": [
        ["Konsulent", "Team", "Arbejdstid i procent", "Præference: depression", "Kompetence: ledige", "Initialer"],
        ["AB", "øst", 120, 3, "måske", "AB"],
        ["CD", "vest", 80, None, None, "CD"],
        [None, "øst", None, None, None, "EF"],
        ["GH", "øst", None, None, None, "for lange initialer"],
    ],
    "Branchekendskab": [["Konsulent", "Branche", "Kendskab"], ["AB", "Æ", 2]],
    "Ledige tider": [["Konsulent", "Uge", "Antal"], ["AB", "2026-W54", 3]],
    "Fravær": [
        ["Konsulent", "Første dag", "Sidste dag"],
        ["AB", datetime.date(2026, 1, 16), datetime.date(2026, 1, 12)],
        ["XY", datetime.date(2026, 1, 12), datetime.date(2026, 1, 16)],
    ],
    "Virksomheder": [
        ["CVR-nummer", "Navn", "By", "Breddegrad", "Længdegrad", "Branchekode", "Branchekodesæt"],
        [1234567, "Værftet", "Juelsminde", None, None, None, None],
        [87654321, "Smedjen", None, 9.7, 55.77, None, None],
        [11223344, "Mejeriet", None, 55.77, None, None, None],
        [22334455, "Flensborg Bageri", None, 54.4, 9.4, None, None],
        [33445566, "Savværket", None, None, None, None, None],
        [44556677, "Møllen", "Tørring", None, None, "0412", "DB25"],
        [55667788, "Kroen", "Tørring", None, None, "561110", None],
        [55667788, "Kroen", "Tørring", None, None, None, None],
    ],
    "Kontaktpersoner": [
        ["Virksomhed", "Konsulent", "Stedfortræder", "Besøg hver (dage)"],
        [87654321, "AB", "AB", "fjorten"],
    ],
    "Sager": [
        [
            "Sagsnummer", "Modtaget", "Første fraværsdag", "Sagstype", "Virksomhed", "Beskæftigelse", "Kategori",
            "Sagstyngde", "Fast track ønsket", "Første samtale", "Samtale: besluttet af", "Konsulent", "Diagnose",
        ],
        ["1", "31-02-2026", datetime.date(2025, 12, 8), "deprision", None, None, None, None, None, None, None, None],
        ["2", datetime.date(2025, 12, 1), datetime.date(2025, 12, 8), "andet", 99999999],
        ["3", datetime.date(2026, 1, 2), datetime.date(2025, 12, 8), "andet", 87654321, "ledig", "3", 1.1, MONDAY],
        ["4", datetime.date(2026, 1, 2), datetime.date(2025, 12, 8), "andet"] + [None] * 5 + ["senere", "AB", "ab"],
        ["4", datetime.date(2026, 1, 2), Shown("#REF!"), "andet"],
        [None, datetime.date(2026, 1, 2), datetime.date(2025, 12, 8), "andet"],
        ["5", datetime.date(2062, 1, 2), datetime.date(2025, 12, 8), "andet"],
    ],
    "Inhabilitet": [["Konsulent", "Virksomhed", "Sag"], ["AB", 87654321, "1"]],
    "Ønsker": [["Konsulent", "Sag"], ["AB", "1"]],
    "Ændringer": [
        ["Ændring", "Sag", "Konsulent", "Grund", "Besluttet af"],
        ["fastlåst", "1", "AB", "andet", "AB"],
        ["fastlåst", "1", "CD", "andet", "AB"],
        ["udelukket", "1", "AB", "andet", "AB"],
    ],
    "Fravaer 2025": [["Konsulent"], ["AB"]],
}  # fmt: skip

EXPECTED = [
    ("format_too_new", "Oplysninger", 2, "Formatversion"),
    ("town_unknown", "Teams", 2, "Kontor: by"),
    ("repeated", "Teams", 3, "Team"),
    ("number_out_of_range", "Konsulenter", 2, "Arbejdstid i procent"),
    ("number_out_of_range", "Konsulenter", 2, "Præference: depression"),
    ("not_yes_or_no", "Konsulenter", 2, "Kompetence: ledige"),
    ("unknown_reference", "Konsulenter", 3, "Team"),
    ("value_missing", "Konsulenter", 4, "Konsulent"),
    ("text_too_long", "Konsulenter", 5, "Initialer"),
    ("unknown_choice", "Branchekendskab", 2, "Branche"),
    ("not_a_week", "Ledige tider", 2, "Uge"),
    ("absence_ends_before_it_begins", "Fravær", 2, "Sidste dag"),
    ("unknown_reference", "Fravær", 3, "Konsulent"),
    ("employer_number_wrong", "Virksomheder", 2, "CVR-nummer"),
    ("coordinates_swapped", "Virksomheder", 3, "Breddegrad"),
    ("coordinate_missing", "Virksomheder", 4, "Længdegrad"),
    ("outside_denmark", "Virksomheder", 5, "Breddegrad"),
    ("position_missing", "Virksomheder", 6, "By"),
    ("industry_unknown", "Virksomheder", 7, "Branchekode"),
    ("industry_incomplete", "Virksomheder", 8, "Branchekodesæt"),
    ("repeated", "Virksomheder", 9, "CVR-nummer"),
    ("deputy_of_herself", "Kontaktpersoner", 2, "Stedfortræder"),
    ("not_a_number", "Kontaktpersoner", 2, "Besøg hver (dage)"),
    ("column_unknown", "Sager", 1, "Diagnose"),
    ("not_a_date", "Sager", 2, "Modtaget"),
    ("unknown_choice", "Sager", 2, "Sagstype"),
    ("unknown_reference", "Sager", 3, "Virksomhed"),
    ("received_before_absence", "Sager", 3, "Modtaget"),
    ("category_not_in_force", "Sager", 4, "Kategori"),
    ("number_out_of_range", "Sager", 4, "Sagstyngde"),
    ("unemployed_with_employer", "Sager", 4, "Virksomhed"),
    ("fast_track_contradicts", "Sager", 4, "Fast track ønsket"),
    ("unknown_reference", "Sager", 5, "Konsulent"),
    ("talk_undecided", "Sager", 5, "Samtale: besluttet den"),
    ("talk_reason_contradicts", "Sager", 5, "Samtale: grund"),
    ("excel_error", "Sager", 6, "Første fraværsdag"),
    ("repeated", "Sager", 6, "Sagsnummer"),
    ("value_missing", "Sager", 7, "Sagsnummer"),
    ("received_after_date", "Sager", 8, "Modtaget"),
    ("conflict_names_not_one", "Inhabilitet", 2, "Virksomhed"),
    ("column_missing", "Ønsker", None, "Ønske"),
    ("overrides_contradict", "Ændringer", 3, "Sag"),
    ("overrides_contradict", "Ændringer", 4, "Sag"),
    ("sheet_unknown", "Fravaer 2025", None, None),
]


@pytest.mark.parametrize("save", [save_xlsx, save_csv])
def test_each_fault_gives_one_located_message(tmp_path, save):
    with pytest.raises(UnusableInput) as raised:
        read_workbook(save(FAULTY, tmp_path / "ark.xlsx"))
    findings = raised.value.findings
    assert sorted(located(findings), key=repr) == sorted(EXPECTED, key=repr)
    assert len({finding.code for finding in findings}) >= 20
    for finding in findings:
        assert finding.what.da != finding.what.en
        assert finding.remedy.da
        assert finding.remedy.en
    # By sheet, in the order of the file where it has one, and by row.
    in_order = [(finding.sheet, finding.row or 0) for finding in findings]
    for sheet in dict.fromkeys(sheet for sheet, _ in in_order):
        rows = [row for other, row in in_order if other == sheet]
        assert rows == sorted(rows)
    assert len(dict.fromkeys(sheet for sheet, _ in in_order)) == len(
        [1 for index, (sheet, _) in enumerate(in_order) if index == 0 or in_order[index - 1][0] != sheet]
    )


def test_both_kinds_of_file_give_the_same_sentences(tmp_path):
    said = []
    for save in (save_xlsx, save_csv):
        with pytest.raises(UnusableInput) as raised:
            read_workbook(save(FAULTY, tmp_path / save.__name__))
        said.append({finding.sentence(language) for finding in raised.value.findings for language in ("da", "en")})
    assert said[0] == said[1]


def test_a_sentence_says_where_what_and_how_to_mend_it(tmp_path):
    with pytest.raises(UnusableInput) as raised:
        read_workbook(save_csv(FAULTY, tmp_path / "ark"))
    said = {finding.sentence() for finding in raised.value.findings}
    assert (
        "Ark Sager, række 2, kolonne Sagstype: »deprision« er ikke en af mulighederne. Mener du »depression«?"
        " Skriv en af: stress og angst, depression, hjerneskade, muskel- og skeletbesvær, kræft og hjertesygdom,"
        " operation og skade, andet." in said
    )
    assert {finding.code for finding in raised.value.findings if finding.severity is Severity.WARNING} == {
        "outside_denmark",
        "column_unknown",
        "sheet_unknown",
        "received_after_date",
    }


def test_nothing_but_the_file_is_left_behind(tmp_path):
    path = save_xlsx(FAULTY, tmp_path / "ark.xlsx")
    with pytest.raises(UnusableInput):
        read_workbook(path)
    assert os.listdir(tmp_path) == ["ark.xlsx"]
