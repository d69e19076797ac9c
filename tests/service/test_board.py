import datetime

import pytest
from rich.console import Console

from allocator import distribute
from models.case import FirstTalk, TalkForm, TalkReason
from models.caseload import Measure
from models.presets import preset
from models.proposal import ConsultantCaseload, Level, ProposalStatus
from models.text import Text
from service.board import BAR_WIDTH, Board, bar, status_sentence
from tests.factories import (
    MONDAY,
    StraightLineTravel,
    make_case,
    make_consultant,
    make_open_cases,
    make_snapshot,
    make_team,
)


def printed(proposal, snapshot, language="da"):
    console = Console(width=100, markup=False, highlight=False, color_system=None)
    with console.capture() as capture:
        console.print(Board(proposal, snapshot, language).render())
    return capture.get()


@pytest.fixture(scope="module")
def snapshot():
    return make_snapshot(
        teams=(make_team(), make_team("ledige", name="Ledige")),
        consultants=(
            make_consultant("K1", initials="AB"),
            make_consultant("K2", initials="CD"),
            make_consultant("K3", initials="EF", team_id="ledige"),
        ),
        cases=(
            *make_open_cases("K1", 46),
            *make_open_cases("K2", 41, 6000),
            make_case(1),
            make_case(
                2,
                first_day_of_absence=MONDAY - datetime.timedelta(days=40),
                first_talk=FirstTalk(
                    form=TalkForm.LATER, reason=TalkReason.SERIOUSLY_ILL, decided_by="AB", decided_on=MONDAY
                ),
            ),
            make_case(3, employment="unemployed", workplace=None, team_id="fastholdelse"),
            make_case(4, team_id="ledige"),
            make_case(5, workplace=None),
        ),
    )


@pytest.fixture(scope="module")
def proposal(snapshot):
    return distribute(snapshot, preset("hedensted"), StraightLineTravel())


def test_the_board_tells_a_danish_team_everything_at_a_glance(proposal, snapshot):
    board = printed(proposal, snapshot)
    assert "Hedensted, Fastholdelse, 05-01-2026. Politik: hedensted, version 1." in board
    assert f"Bevist bedst: {proposal.objective_minutes:,} minutter.".replace(",", ".") in board
    assert "Nye sager: 3 fordelt, 1 må vente, 1 hører til et andet team." in board
    assert "Intet taler imod." in board
    assert "Første samtale: senere (alvorligt syg)." in board
    assert "kompetencer" in board.split("Ikke fordelt")[1]
    assert "2026-0004  Ledige" in board.split("Hører til et andet team")[1]
    assert "Sag 2026-0005 har intet arbejdssted" in board.split("Bemærkninger")[1]


def test_the_board_speaks_english_when_asked(proposal, snapshot):
    board = printed(proposal, snapshot, "en")
    assert "Proved best" in board
    assert "First talk: later (seriously ill)." in board
    assert "by number of cases" in board


def test_no_line_is_wider_than_a_hundred_columns(proposal, snapshot):
    assert max(map(len, printed(proposal, snapshot).splitlines())) <= 100


def test_every_number_of_the_board_is_that_of_the_proposal(proposal, snapshot):
    rows = [line.split() for line in printed(proposal, snapshot).splitlines()]
    for assignment in proposal.assignments:
        (row,) = [row for row in rows if row and row[0] == assignment.case_id]
        assert row[2] == {"K1": "AB", "K2": "CD"}[assignment.consultant_id]
        assert row[3] == str(assignment.minutes)
    for caseload in proposal.caseloads:
        initials = {"K1": "AB", "K2": "CD"}[caseload.consultant_id]
        (row,) = [row for row in rows if row and row[0] == initials]
        assert row[1:6] == [
            str(number)
            for number in (
                caseload.before,
                caseload.after - caseload.before,
                caseload.after,
                caseload.target,
                caseload.limit,
            )
        ]


def test_the_nearest_deadline_comes_first(proposal, snapshot):
    board = printed(proposal, snapshot)
    assert board.index("2026-0002") < board.index("2026-0001")


def test_a_case_without_a_deadline_comes_last(proposal, snapshot):
    first = proposal.assignments[0]
    without = first.model_copy(update={"first_talk": first.first_talk.model_copy(update={"deadline": None})})
    board = printed(proposal.model_copy(update={"assignments": (without, *proposal.assignments[1:])}), snapshot)
    assert board.index("2026-0002") < board.index("2026-0005") < board.index("2026-0001")


def test_a_case_that_only_one_may_have_has_no_next_choice():
    snapshot = make_snapshot(consultants=(make_consultant("AB"),))
    assert "ingen" in printed(distribute(snapshot, preset("hedensted"), StraightLineTravel()), snapshot)


def test_what_looks_like_markup_is_printed_as_it_stands():
    snapshot = make_snapshot(cases=(make_case(1, id="[bold]x[/red]"),))
    assert "[bold]x[/red]" in printed(distribute(snapshot, preset("hedensted"), StraightLineTravel()), snapshot)


def test_an_empty_round_has_a_board_too():
    snapshot = make_snapshot(cases=())
    assert "Nye sager: 0 fordelt" in printed(distribute(snapshot, preset("hedensted"), StraightLineTravel()), snapshot)


def test_blocking_rules_that_were_not_found_are_not_invented(proposal, snapshot):
    unknown = proposal.unassigned[0].model_copy(update={"blocked_by": ()})
    assert "ikke fundet inden for tiden" in printed(proposal.model_copy(update={"unassigned": (unknown,)}), snapshot)


def test_the_status_says_how_far_from_proved_the_plan_is(proposal):
    feasible = proposal.model_copy(
        update={"status": ProposalStatus.FEASIBLE, "objective_minutes": 1234, "bound_minutes": 1200}
    )
    assert status_sentence(feasible, "da").startswith(
        "Ikke bevist bedst: 1.234 minutter; ingen plan er under 1.200 (afstand 2,8 %)."
    )
    unbounded = feasible.model_copy(update={"bound_minutes": None, "status": ProposalStatus.CANCELLED})
    assert status_sentence(unbounded, "en").startswith("Interrupted: 1,234 minutes; no bound is proved.")
    nothing = proposal.model_copy(update={"status": ProposalStatus.UNKNOWN, "objective_minutes": None})
    assert status_sentence(nothing, "da").startswith("Intet forslag blev fundet")


def test_strict_levels_stand_before_the_minutes_with_what_is_proved_of_them(proposal):
    levels = (
        Level(name="left_out", unit="points", value=130, bound=130),
        Level(name="contact", unit="minutes", value=240, bound=120),
        Level(name="industry", unit="minutes", value=15, bound=None),
        Level(name="contact_strangers", unit="cases", value=0, bound=0),
    )
    sentence = status_sentence(proposal.model_copy(update={"levels": levels}), "da")
    assert sentence.splitlines()[1:] == [
        "Før minutterne kommer:",
        "  ikke fordelt: 130 point (bevist mindst)",
        "  fast kontaktperson: 240 minutter (mindst 120)",
        "  branchekendskab: 15 minutter (mindst 0)",
    ]


def caseload(before, after, target, limit=None):
    return ConsultantCaseload(
        consultant_id="AB",
        measure=Measure.COUNT,
        before=before,
        after=after,
        target=target,
        limit=limit,
        terms={},
        reasons=(),
        count_before=before,
        count_after=after,
        weight_quarters_before=0,
        weight_quarters_after=0,
    )


@pytest.mark.parametrize(
    ("each", "drawn"),
    [
        (caseload(12, 18, 24), "============++++++      |"),
        (caseload(36, 36, 24), "========================|============"),
        (caseload(12, 14, 12), "============|++"),
        (caseload(0, 0, 0), "|"),
        (caseload(12, 12, 18), "============      |"),
    ],
)
def test_the_bar_shows_before_new_and_target(each, drawn):
    assert bar(each, BAR_WIDTH) == drawn


def test_one_new_case_among_hundreds_is_still_seen():
    assert "+" in bar(caseload(400, 401, 0), 401)


def test_remarks_are_in_the_language_of_the_board(proposal, snapshot):
    remarked = proposal.model_copy(update={"remarks": (Text(da="på dansk", en="in English"),)})
    assert "in English" in printed(remarked, snapshot, "en")
