"""A thousand proposals, each read back from its JSON, its workbook and its printed board: all three say the same."""

import io
import re

import pytest
from rich.console import Console

from allocator import distribute
from models.names import Names
from models.proposal import Proposal
from models.wording import word
from service.board import Board
from service.formats import day, load, whole_number
from tests.data.proposal_workbook.reading import facts, opened, table
from tests.factories import StraightLineTravel
from tests.random_teams import random_team

NUM_TEAMS = 1_000
CHUNK = 50
WIDE = 600


def printed(proposal, snapshot):
    """The board's lines, so wide that nothing is broken."""
    page = io.StringIO()
    Console(file=page, width=WIDE, no_color=True).print(Board(proposal, snapshot, "da").render())
    return page.getvalue().splitlines()


def cells(line):
    """The columns of a line, which stand two spaces or more apart."""
    return re.split(r"\s{2,}", line.strip())


def section(lines, first_heading, num_columns):
    """The rows under the headings that begin so: a list of their first columns."""
    starts = [number for number, line in enumerate(lines) if cells(line)[0] == first_heading]
    rows = []
    for start in starts:
        for line in lines[start + 1 :]:
            if not line.strip():
                break
            rows.append(tuple(cells(line)[:num_columns]))
    return rows


def check(seed):
    snapshot, policy = random_team(seed)
    proposal = distribute(snapshot, policy, StraightLineTravel())

    read_back = Proposal.model_validate_json(proposal.model_dump_json())
    assert read_back == proposal

    check_workbook(read_back, snapshot)
    check_board(read_back, snapshot)


def check_workbook(proposal, snapshot):
    names = Names(snapshot)
    book = opened(snapshot, proposal)
    if proposal.assignments:
        rows = {row["Sag"]: row for row in table(book["Forslag"])}
        assert {
            case: (row["Foreslået konsulent"], row["Minutter"], row["Koster mere (min.)"]) for case, row in rows.items()
        } == {
            each.case_id: (
                names.consultant(each.consultant_id),
                each.minutes,
                None if each.runner_up is None else each.runner_up.extra_minutes_others_fixed,
            )
            for each in proposal.assignments
        }
    waiting = table(book["Ikke fordelt"]) if proposal.unassigned or proposal.other_team else []
    assert {row["Sag"] for row in waiting} == {each.case_id for each in (*proposal.unassigned, *proposal.other_team)}
    for each in proposal.unassigned:
        (row,) = (row for row in waiting if row["Sag"] == each.case_id)
        assert all(word(rule).da in row["Regler, der spærrer"] for rule in each.blocked_by)
    assert {
        row["Konsulent"]: (row["Antal før"], row["Antal efter"], row["Minutter: sagsstamme"])
        for row in table(book["Sagsstammer"], "Konsulent")
    } == {
        names.consultant(each.consultant_id): (each.count_before, each.count_after, each.terms.get("caseload", 0))
        for each in proposal.caseloads
    }
    assert proposal.objective_minutes in facts(book["Parametre"]).values()


def check_board(proposal, snapshot):
    names = Names(snapshot)
    lines = printed(proposal, snapshot)
    assert f"Bevist bedst: {whole_number(proposal.objective_minutes, 'da')} minutter." in lines
    named = section(lines, "Sag", 4)
    for each in proposal.assignments:
        deadline = day(each.first_talk.deadline, "da")
        who = names.consultant(each.consultant_id)
        assert (each.case_id, deadline, who, whole_number(each.minutes, "da")) in named
    for each in proposal.unassigned:
        (row,) = (row for row in named if row[0] == each.case_id)
        assert row[1] == whole_number(each.minutes, "da")
        assert row[2] == ", ".join(word(rule).da for rule in each.blocked_by)
    for each in proposal.other_team:
        assert (each.case_id, names.team(each.team_id)) in [row[:2] for row in named]
    assert {row[:4] for row in section(lines, "Konsulent", 4)} >= {
        (
            names.consultant(each.consultant_id),
            load(each.before, each.measure, "da"),
            whole_number(each.count_after - each.count_before, "da"),
            load(each.after, each.measure, "da"),
        )
        for each in proposal.caseloads
    }


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, NUM_TEAMS, CHUNK))
def test_json_workbook_and_board_say_the_same(first):
    for seed in range(first, first + CHUNK):
        check(seed)
