import re
import tomllib

import pytest

from data.workbook.format.documentation import README, renewed
from data.workbook.format.sheets import SHEETS
from data.workbook.reading.faults import Findings
from data.workbook.reading.mapping import HeadingMapping, check_mapping


def test_the_readme_is_up_to_date():
    """If this fails: python -m data.workbook.format.documentation."""
    assert README.read_text("utf-8") == renewed(README.read_text("utf-8"))


def test_every_column_is_documented_in_both_languages():
    text = README.read_text("utf-8")
    for sheet in SHEETS.values():
        assert f"### {sheet.name.da} / {sheet.name.en}" in text
        for column in sheet.columns:
            assert f"**{column.heading.da}**<br>*{column.heading.en}*<br>`{sheet.key}.{column.key}`" in text
            assert column.about.da in text
            assert column.about.en in text


def test_a_readme_without_its_marks_is_an_error():
    with pytest.raises(ValueError, match="marks"):
        renewed("# Nothing")


def test_the_mapping_in_the_readme_can_be_used():
    (example,) = re.findall(r"```toml\n(.*?)```", README.read_text("utf-8"), flags=re.DOTALL)
    findings = Findings()
    check_mapping(HeadingMapping.model_validate(tomllib.loads(example)), findings)
    assert findings.in_order() == ()
