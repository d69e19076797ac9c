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


@pytest.mark.parametrize(
    "source",
    [
        "010203-1234",
        "[0102031234]\n[0102031234]\n",
        OWN + "\n0102031234 = 1",
        OWN.replace("own", "for 010203-1234"),
        OWN + '\n[documented."travel.expected_visits"]\nda = "010203-1234"\nen = "x"',
        preset("herning").model_copy(update={"name": "0102031234"}),
    ],
)
def test_a_personal_number_is_neither_taken_nor_quoted(source):
    with pytest.raises(UnusableInput) as caught:
        policy_from(source)
    assert "1234" not in f"{caught.value.findings}"


def test_toml_nobody_can_read_is_refused_like_any_other():
    with pytest.raises(UnusableInput, match="Nested too deeply"):
        policy_from("a = " + "[" * 20_000)
