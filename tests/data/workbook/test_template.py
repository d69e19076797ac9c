import openpyxl
import pytest

from data.workbook import read_workbook, write_template
from data.workbook.format.sheets import GUIDE_SHEET, LISTS_SHEET, SHEETS
from models.errors import UnusableInput
from tests.data.workbook.files import located


@pytest.fixture
def template(tmp_path):
    write_template(tmp_path / "tom.xlsx")
    return tmp_path / "tom.xlsx"


def test_it_has_every_sheet_and_heading_in_danish(template):
    workbook = openpyxl.load_workbook(template)
    assert workbook.sheetnames == [GUIDE_SHEET, *(sheet.name.da for sheet in SHEETS.values()), LISTS_SHEET]
    for sheet in SHEETS.values():
        headings = [cell.value for cell in workbook[sheet.name.da][1]]
        assert headings == [column.heading.da for column in sheet.columns]
        assert all(cell.comment is not None for cell in workbook[sheet.name.da][1])
    assert workbook[LISTS_SHEET].sheet_state == "hidden"


def test_every_choice_has_a_list_and_every_date_a_format(template):
    workbook = openpyxl.load_workbook(template)
    for sheet in SHEETS.values():
        worksheet = workbook[sheet.name.da]
        lists = {
            str(rule.sqref).split(":")[0]: rule.formula1
            for rule in worksheet.data_validations.dataValidation
            if rule.type == "list"
        }
        for index, column in enumerate(sheet.columns, start=1):
            place = f"{openpyxl.utils.get_column_letter(index)}2"
            assert (place in lists) == bool(column.kind.choices)
            if column.kind.choices:
                area = workbook[LISTS_SHEET][lists[place].partition("!")[2]]
                assert tuple(cell.value for (cell,) in area) == column.kind.choices


def test_nothing_is_wrong_with_it_but_that_it_is_empty(template):
    with pytest.raises(UnusableInput) as raised:
        read_workbook(template)
    assert located(raised.value.findings) == [("row_missing", "Oplysninger", 2, None)]


def test_it_can_be_filled_in(template):
    workbook = openpyxl.load_workbook(template)
    workbook["Oplysninger"].append(["Hedensted", "05-01-2026"])
    workbook["Teams"].append(["øst"])
    workbook["Konsulenter"].append(["AB", None, "øst"])
    workbook.save(template)
    imported = read_workbook(template)
    assert imported.warnings == ()
    assert imported.snapshot.consultants[0].initials == "AB"
    assert imported.snapshot.teams[0].name == "øst"
    assert imported.snapshot.cases == ()
