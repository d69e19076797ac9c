import pytest

from models.errors import UnusableInput
from models.presets import preset
from service.policies import named_or_filed, policy_from

OWN = 'name = "own"\nvalid_from = 2026-01-05\ndescription = {da = "x", en = "y"}'


def test_a_policy_is_a_name_a_text_or_itself():
    herning = preset("herning")
    assert policy_from("herning") == herning
    assert policy_from(herning) is herning
    assert policy_from(OWN).name == "own"


def test_a_file_is_read_also_as_windows_saves_it(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text(OWN, "utf-8-sig")
    assert policy_from(named_or_filed(str(file))).name == "own"
    assert policy_from(named_or_filed("vejle")) == preset("vejle")


@pytest.mark.parametrize("name", ["hedensten", "nowhere/own.toml", "", "a\0b"])
def test_a_policy_nobody_knows_names_those_there_are(name):
    with pytest.raises(UnusableInput, match="hedensted, herning, vejle"):
        policy_from(named_or_filed(name))


def test_a_name_nobody_knows_is_no_toml():
    with pytest.raises(UnusableInput, match="There is no policy 'hedensten'"):
        policy_from("hedensten")
