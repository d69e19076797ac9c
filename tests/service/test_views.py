"""What the views say where something is not known, or there is too much of it."""

from io import StringIO

from rich.console import Console

from allocator.fairness import measure_fairness
from models.fairness import Quantity
from models.presets import preset
from models.proposal import ProposalStatus
from models.replay import Replay, ReplayDifference
from service.fairness_view import FairnessView
from service.formats import decimal, signed_decimal
from service.replay_view import MOST_DIFFERENCES, ReplayView
from tests.factories import StraightLineTravel, make_case, make_consultant, make_open_case, make_snapshot, make_team


def shown(view):
    console = Console(file=StringIO(), width=100)
    console.print(view.render())
    return " ".join(console.file.getvalue().split())


def test_decimals_are_written_as_either_language_does():
    assert (decimal(1234.5, "da"), decimal(1234.5, "en")) == ("1.234,50", "1,234.50")
    assert (signed_decimal(3.25, "da"), signed_decimal(-0.4, "en"), signed_decimal(-0.0, "da")) == (
        "+3,25",
        "-0.40",
        "0,00",
    )


def test_what_is_not_known_is_a_question_mark():
    snapshot = make_snapshot(
        teams=(make_team(office=None),),
        consultants=(make_consultant("AB", home=None), make_consultant("CD")),
        cases=(make_open_case(1, "AB"), make_case(2)),
    )
    fairness = measure_fairness(snapshot, preset("herning"), StraightLineTravel())
    assert "kørsel ? ? minutter" in shown(FairnessView(fairness, snapshot, "da"))

    stopped = tuple(
        each.model_copy(
            update={"is_exact": False, "num_moved": None, "effect": dict.fromkeys(Quantity), "counts": True}
        )
        for each in fairness.effects
    )
    text = shown(FairnessView(fairness.model_copy(update={"effects": stopped}), snapshot, "en"))
    assert "caseload ? ? ? ? ? ? ? no" in text
    assert "Rules without a price" not in text


def replay_with(num_differences):
    return Replay(
        digest="sha256:0",
        is_same=False,
        is_promised=True,
        status=ProposalStatus.OPTIMAL,
        objective_minutes=None,
        recorded_objective_minutes=7,
        recorded_plan_minutes=9,
        num_assignments=1,
        num_reasons=1,
        differences=tuple(
            ReplayDifference(path=f"x[{number}]", recorded="1", replayed="2") for number in range(num_differences)
        ),
        versions=(),
    )


def test_of_many_differences_the_first_are_shown_and_the_rest_counted():
    text = shown(ReplayView(replay_with(MOST_DIFFERENCES + 3), "da"))
    assert "7 minutter dengang, ? nu; forskelle: 23." in text
    assert text.endswith("og 3 til (alle med --json)")
    assert "and 3 more" in shown(ReplayView(replay_with(MOST_DIFFERENCES + 3), "en"))
    assert "og " not in shown(ReplayView(replay_with(1), "da"))
