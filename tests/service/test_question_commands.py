"""Why, why not, who else, at what price, what collides and what else there is, asked on the command line."""

import json

import pytest

from models.errors import UnusableInput
from models.explanation import Explanation
from models.override import Override, OverrideReason
from service.commands import program
from service.question_commands import as_json
from service.questions import Answers, ask_for_alternatives, ask_why
from service.use_cases import Order
from service.why import Why
from tests.data.workbook.files import save_xlsx, valid_sheets
from tests.factories import make_case, make_consultant, make_employer, make_open_cases, make_relation, make_snapshot
from tests.service.test_commands import run, run_program
from tests.service.test_why import printed

KEYS = ["case_id", "consultant_id", "terms", "reasons", "ranking", "why_not"]


@pytest.fixture
def team(tmp_path):
    return save_xlsx(valid_sheets(), tmp_path / "team.xlsx")


def asked(*arguments):
    result = run(*arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_an_explanation_has_the_fields_the_design_names(team):
    answer = json.loads(asked("explain", team, "2026-0001", "--json", "-"))

    assert list(answer)[: len(KEYS)] == KEYS
    assert {"consultant_id", "extra_minutes", "extra_minutes_at_least", "extra_minutes_at_most", "blocked_by"} <= set(
        answer["ranking"][0]
    )
    assert "also_moves" in answer["ranking"][0]
    for each in answer["why_not"]:
        assert all({"what", "unit", "now", "at"} <= set(flip) for flip in each["flips_when"])
    assert "override_prices" not in answer


@pytest.mark.parametrize(
    ("lang", "words"), [("da", ("Hvorfor ikke", "Konsulenterne")), ("en", ("Why not", "Consultants"))]
)
def test_why_and_why_not_are_told_in_both_languages(team, lang, words):
    text = asked("explain", team, "2026-0001", "--lang", lang)

    assert all(word in text for word in words)


def test_overrides_are_priced_together_and_alone(team):
    text = asked("explain", team, "--pin", "2026-0001=CD", "--by", "LN")
    answer = json.loads(asked("explain", team, "--pin", "2026-0001=CD", "--by", "LN", "--json", "-"))

    assert "Hvad ændringerne koster" in text
    assert "taget tilbage fra udkastet" in text
    price = answer["override_prices"]
    assert price["each"][0]["override"]["consultant_id"] == "CD"
    assert price["together"]["extra_minutes"] == price["each"][0]["added"]["extra_minutes"] >= 0


def test_what_collides_is_told_with_its_remedies(team):
    exclusions = ("--exclude", "2026-0001=AB", "--exclude", "2026-0001=CD")
    text = asked("explain", team, "2026-0001", *exclusions, "--by", "LN", "--lang", "en")
    answer = json.loads(asked("explain", team, "2026-0001", *exclusions, "--by", "LN", "--json", "-"))

    assert "These cannot be done together:" in text
    assert "> Lift the exclusion of" in text
    assert answer["consultant_id"] is None
    assert len(answer["collisions"]) >= 1


def test_a_consultant_may_be_asked_about_by_her_initials_either_way_round(team):
    answer = json.loads(asked("explain", team, "2026-0001", "--consultant", "cd", "--json", "-"))
    assert [each["consultant_id"] for each in answer["why_not"] if each["consultant_id"] != "CD"] == []

    fits = json.loads(asked("explain", team, "--consultant", "CD", "--json", "-"))
    assert fits["consultant_id"] == "CD"
    assert "Hele planen" in asked("explain", team, "--consultant", "CD")


def test_alternatives_and_the_freedom_to_choose_are_told_and_written(team, tmp_path):
    out = tmp_path / "other.json"
    text = asked("alternatives", team, "--count", 2, "--differ", 1, "--within", 10_000, "--json", out)

    assert text.startswith("1. forslaget")
    assert "Inden for 10000 minutter: " in text
    answer = json.loads(out.read_text("utf-8"))
    assert answer["min_differences"] == 1
    assert answer["freedom"]["num_plans"] >= 1


def test_alternatives_that_run_out_say_so(team):
    assert "There are no more plans." in asked("alternatives", team, "--differ", 500, "--lang", "en")


def test_a_question_about_nothing_is_refused(team):
    result = run("explain", team, "--lang", "en")

    assert result.exit_code == 2
    assert "Neither a case, a consultant nor an override is named." in result.stderr


def test_a_stranger_is_refused_by_name(team):
    result = run("explain", team, "2026-0001", "--consultant", "XY", "--lang", "en")

    assert result.exit_code == 2
    assert "The round has no consultant XY." in result.stderr


@pytest.mark.slow
def test_the_program_answers_in_a_pipe(tmp_path):
    save_xlsx(valid_sheets(), tmp_path / "team.xlsx")
    done = run_program("explain", "team.xlsx", "2026-0001", "--json", "why.json", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == "Skrevet: why.json\n"


def explained(policy, **fields):
    snapshot = make_snapshot(**fields)
    answers = ask_why(Order(source=snapshot, policy=policy), "2026-0001", ())
    return answers, printed(answers.explanation, snapshot, "en")


def test_levels_that_would_give_way_and_cases_that_would_move_are_told():
    employer = make_employer()
    _, text = explained(
        "herning",
        employers=(employer,),
        contact_relations=(make_relation(employer, "AB"),),
        cases=(make_case(1, employer_id=employer.id),),
    )

    assert "fixed contact person: +120" in text


def test_a_limit_that_binds_is_told():
    consultants = (make_consultant("AB", limit_count=2), make_consultant("CD"))
    answers, text = explained(
        "hedensted",
        consultants=consultants,
        cases=(make_case(1), *make_open_cases("AB", 2), *make_open_cases("CD", 48, 6000)),
    )

    assert answers.explanation.binding_limits
    assert "Without the limit AB would get the case" in text


def test_an_equal_and_an_unsettled_answer_are_told_as_such():
    _, text = explained("hedensted")
    assert "A plan that is as good gives the case here." in text

    snapshot = make_snapshot()
    bare = {
        "case_id": "2026-0001",
        "status": "optimal",
        "consultant_id": "AB",
        "terms": {},
        "reasons": (),
        "ranking": (),
    }
    late = Explanation(
        **bare, why_not=({"consultant_id": "CD", "flips_when": (), "unsettled": ("wish",), "terms": {"wish": 3}},)
    )
    assert "Not settled in time: the wish for the case" in printed(late, snapshot, "en")
    never = Explanation(**bare, why_not=({"consultant_id": "CD", "flips_when": (), "blocked_by": ("conflict",)},))
    assert "No single change within bounds is enough." in printed(never, snapshot, "en")
    assert Why(never, snapshot, "da")


def test_nothing_asked_is_nothing_told():
    assert as_json(Answers(snapshot=make_snapshot(), warnings=())) == {"warnings": []}
    assert program().registered_commands


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("2026-9999",), 2, "Runden har ingen ny sag med nummer 2026-9999."),
        (("2026-0001", "--consultant", "XY"), 2, "Runden har ingen konsulent XY. Vælg blandt"),
        (("--consultant", "XY"), 2, "Runden har ingen konsulent XY. Vælg blandt"),
        (("--consultant", "AB", "--consultant", "CD"), 2, "kun til én konsulent ad gangen"),
        (("--pin", "2026-9999=AB"), 2, "Der er ingen sag 2026-9999."),
        (("--pin", "2026-0001=XY"), 2, "Der er ingen konsulent XY."),
        (("--pin", "2026-0001=AB", "--pin", "2026-0001=CD"), 2, "Behold kun det ene."),
        (("--pin", "2026-0001=AB", "--exclude", "2026-0001=AB"), 2, "Behold kun det ene."),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_danish_sentence(team, tmp_path, arguments, code, said):
    target = tmp_path / "why.json"
    result = run("explain", team, *arguments, *(() if "--pin" not in arguments else ("--by", "LN")), "--json", target)

    assert result.exit_code == code
    assert said in " ".join(result.stderr.split())
    assert result.stdout == ""
    assert not target.exists()


def test_a_pin_that_a_hard_rule_forbids_is_an_answer_that_says_which():
    snapshot = make_snapshot(consultants=(make_consultant("AB", competences={"unemployed"}), make_consultant("CD")))

    answers = ask_why(Order(snapshot, pins=("2026-0001=AB",), decided_by="LN"), None, ())

    (price,) = answers.prices.each
    assert price.blocked_by == ("competence",)
    assert [(move.case_id, move.to_consultant_id) for move in price.added.moves] == [("2026-0001", None)]
    (collision,) = answers.collisions.collisions
    assert [each.kind for each in collision.demands] == ["case", "pin", "rule"]


def test_an_empty_round_has_answers_that_say_so():
    order = Order(make_snapshot(cases=()))

    fits = ask_why(order, None, ("AB",)).fits
    alternatives = ask_for_alternatives(order, count=3, min_differences=1, within_minutes=0)

    assert fits.fits == ()
    assert (len(alternatives.alternatives.plans), alternatives.alternatives.is_exhausted) == (1, True)
    assert (alternatives.freedom.num_plans, alternatives.freedom.choices) == (1, {})
    with pytest.raises(UnusableInput) as error:
        ask_why(order, "2026-0001", ())
    assert error.value.findings[0].code == "case_unknown"


def test_a_pin_that_takes_the_place_of_the_workbooks_is_told():
    pinned = make_snapshot(
        overrides=(
            Override(
                kind="pin",
                case_id="2026-0001",
                consultant_id="AB",
                reason=OverrideReason.OTHER,
                decided_by="koordinator",
            ),
        )
    )

    answers = ask_why(Order(pinned, pins=("2026-0001=CD",), decided_by="LN"), None, ())

    assert [finding.code for finding in answers.warnings] == ["override_replaced"]
    assert "Sag 2026-0001 var fastlåst til AB" in answers.warnings[0].sentence()
    assert [warning["code"] for warning in as_json(answers)["warnings"]] == ["override_replaced"]
