import pytest

from data.workbook import HeadingMapping, read_mapping
from models.case import CaseType
from models.errors import UnusableInput
from tests.data.workbook.files import MONDAY, findings_of, import_csv, located, valid_sheets

_OWN = """
[sheets]
Sager = "Nye sygedagpengesager"

[headings.cases]
id = "Journalnr."
Modtaget = "Oprettet"
"First day of absence" = "1. sygedag"
"Arbejdsplads: by" = "Mødested"

[values.Sager.Sagstype]
Psyk = "stress og angst"
RYG = "musculoskeletal"
"3" = "andet"
"""

_SHEET = [
    ["Journalnr.", "Oprettet", "1. sygedag", "Sagstype", "Mødested"],
    ["J1", "02-01-2026", "08-12-2025", "psyk", None],
    ["J2", "02-01-2026", "08-12-2025", "Ryg", "Juelsminde"],
    ["J3", "02-01-2026", "08-12-2025", 3, None],
    ["J4", "02-01-2026", "08-12-2025", "depression", None],
]


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "egne.toml"
    path.write_text(_OWN, encoding="utf-8")
    return path


def _found(path):
    with pytest.raises(UnusableInput) as raised:
        read_mapping(path)
    return raised.value.findings


def test_a_team_s_own_sheet_headings_and_words_are_read(tmp_path, own):
    sheets = valid_sheets(Sager=None, **{"Nye sygedagpengesager": _SHEET})
    imported = import_csv(sheets, tmp_path, mapping=read_mapping(own))
    assert imported.warnings == ()
    assert [(case.id, case.case_type) for case in imported.snapshot.cases] == [
        ("J1", CaseType.STRESS_ANXIETY),
        ("J2", CaseType.MUSCULOSKELETAL),
        ("J3", CaseType.OTHER),
        ("J4", CaseType.DEPRESSION),
    ]
    assert imported.snapshot.cases[1].workplace is not None


def test_findings_name_the_team_s_own_headings(tmp_path, own):
    sheets = valid_sheets(Sager=None, **{"Nye sygedagpengesager": _SHEET})
    sheets["Nye sygedagpengesager"][1][1] = "snart"
    sheets["Nye sygedagpengesager"][0][2] = "Sygedag"
    sheets["Nye sygedagpengesager"][0][4] = "Sted"
    assert set(located(findings_of(sheets, tmp_path, mapping=read_mapping(own)))) == {
        ("not_a_date", "Nye sygedagpengesager", 2, "Oprettet"),
        ("column_missing", "Nye sygedagpengesager", None, "1. sygedag"),
        ("column_unknown", "Nye sygedagpengesager", 1, "Sygedag"),
        ("column_unknown", "Nye sygedagpengesager", 1, "Sted"),
        ("mapped_column_missing", "Nye sygedagpengesager", None, "Mødested"),
    }


def test_a_mapped_heading_takes_the_place_of_ours(tmp_path):
    sheets = valid_sheets(Ønsker=[["Hvem", "Konsulent", "Sag", "Ønske"], ["AB", "?", "2026-0001", 1]])
    mapping = HeadingMapping(headings={"wishes": {"consultant": "Hvem"}})
    imported = import_csv(sheets, tmp_path, mapping=mapping)
    assert located(imported.warnings) == [("column_unknown", "Ønsker", 1, "Konsulent")]
    assert imported.snapshot.wishes[0].consultant_id == "AB"


def test_a_case_number_mapped_to_a_column_of_cpr_numbers_is_made(tmp_path):
    sheets = valid_sheets(
        Sager=[["Borgerens CPR", "Modtaget", "Første fraværsdag", "Sagstype"], ["010190-1234", MONDAY, MONDAY, "andet"]]
    )
    mapping = HeadingMapping(headings={"Sager": {"Sagsnummer": "Borgerens CPR"}})
    imported = import_csv(sheets, tmp_path, mapping=mapping)
    assert [case.id for case in imported.snapshot.cases] == ["S-0001"]


def test_a_missing_sheet_is_called_as_the_team_calls_it(tmp_path):
    mapping = HeadingMapping(sheets={"teams": "Hold"}, headings={"teams": {"id": "Holdnavn"}})
    (finding,) = [
        finding
        for finding in findings_of(valid_sheets(Teams=None), tmp_path, mapping=mapping)
        if finding.code == "sheet_missing"
    ]
    assert finding.sheet == "Hold"
    assert "Holdnavn" in finding.remedy.da


def test_names_we_do_not_have_are_told_all_at_once(tmp_path):
    path = tmp_path / "egne.toml"
    path.write_text(
        '[sheets]\nSag = "A"\nFerie = "B"\n[headings.Sager]\nModtagt = "C"\n[values.Sager."Kulør"]\na = "b"\n'
        '[headings.Ferie]\nx = "y"\n',
        encoding="utf-8-sig",
    )
    findings = _found(path)
    assert [finding.code for finding in findings] == ["mapping_unknown_name"] * 3
    assert "»Ferie«" in findings[0].what.da
    assert findings[1].remedy.da == "Mener du »Modtaget«?"
    assert findings[2].remedy.da.startswith("Vælg en af: Sagsnummer")


def test_a_mapping_made_in_code_is_checked_too(tmp_path):
    mapping = HeadingMapping(sheets={"Ferie": "A"})
    assert [finding.code for finding in findings_of(valid_sheets(), tmp_path, mapping=mapping)] == [
        "mapping_unknown_name"
    ]


@pytest.mark.parametrize("content", [b"[sheets", b"\xff\xfe", b"= 1"])
def test_a_file_that_is_no_toml_is_a_finding(tmp_path, content):
    (tmp_path / "egne.toml").write_bytes(content)
    assert [finding.code for finding in _found(tmp_path / "egne.toml")] == ["mapping_unreadable"]


def test_a_file_that_is_not_there_is_a_finding(tmp_path):
    assert [finding.code for finding in _found(tmp_path / "egne.toml")] == ["mapping_unreadable"]


def test_a_file_of_another_shape_is_a_finding(tmp_path):
    (tmp_path / "egne.toml").write_text('colour = "red"\n[sheets]\nSager = 3\n')
    assert [finding.code for finding in _found(tmp_path / "egne.toml")] == ["mapping_misshapen"] * 2


@pytest.mark.parametrize(
    "text",
    [
        '[sheets]\n"010203-1234" = "Sager"',
        '[sheets]\nSager = "Sager for 0102031234"',
        '[values.Sager.Sagstype]\n"0102031234" = "andet"',
        "[0102031234]\n[0102031234]",
    ],
)
def test_a_personal_number_is_neither_taken_nor_quoted(tmp_path, text):
    path = tmp_path / "egne.toml"
    path.write_text(text, encoding="utf-8")
    assert "1234" not in f"{_found(path)}"


def test_toml_that_is_too_deep_is_unreadable(tmp_path):
    path = tmp_path / "egne.toml"
    path.write_text("a = " + "[" * 20_000, encoding="utf-8")
    assert [finding.code for finding in _found(path)] == ["mapping_unreadable"]
