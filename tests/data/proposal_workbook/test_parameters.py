import datetime

from models.policy_parts import CaseloadPart
from models.presets import preset
from models.proposal import Level, ProposalStatus
from tests.data.proposal_workbook.meetings import make_meeting, make_proposal
from tests.data.proposal_workbook.reading import facts, opened, table
from tests.factories import make_snapshot

SHEET = "Parametre"


def test_every_parameter_stands_with_value_unit_sentence_and_source():
    snapshot, proposal = make_meeting()
    rows = {
        row["Navn i politikfilen"]: row
        for row in table(opened(snapshot, proposal)[SHEET], "Hvad indstillingen betyder")
    }
    assert list(rows) == [parameter.path for parameter in proposal.policy.parameters()]
    assert all(row["Hvad indstillingen betyder"] and row["Enhed"] and row["Kilde"] for row in rows.values())
    target = rows["caseload.target"]
    assert (target["Værdi"], target["Enhed"]) == (45, "sager (talt eller vægtet)")
    assert target["Kilde"].startswith("Sammen om Fastholdelse")
    assert rows["cohesion.new_face_minutes"]["Kilde"] == "antaget"
    assert rows["caseload.measure"]["Værdi"] == "antal sager"
    assert rows["caseload.limit_weight"]["Værdi"] == "intet"
    assert rows["weights.risk_flag_quarters"]["Værdi"].startswith("psykisk sygdom: 1;")


def test_the_round_the_policy_and_the_solver_run_are_named():
    snapshot, proposal = make_meeting()
    known = facts(opened(snapshot, proposal)[SHEET])
    assert known["Kommune"] == "Hedensted"
    assert known["Dato"] == known["Gælder fra"] == datetime.date(2026, 1, 5)
    assert (known["Team"], known["Politik"], known["Version"]) == ("Fastholdelse", "hedensted", 1)
    assert (known["Fordeles"], known["Bytte godkendes af"]) == ("ugentligt møde", "begge konsulenter")
    assert (known["Niveauer før minutterne"], known["Resultat"]) == ("ingen", "bevist bedst")
    assert (known["Lodtrækningstal (seed)"], known["Sekunder"]) == (0, 0.41)
    assert known["Standset af"] == "bevis: intet forslag er bedre"
    assert known["Giver det samme igen"] == known["Lige gode forslag afgjort"] == "ja"
    assert known["ortools"] == "9.15.6755"


def test_the_three_sums_are_the_total():
    snapshot, proposal = make_meeting()
    known = facts(opened(snapshot, proposal)[SHEET])
    parts = known["Sager med konsulent"] + known["Sagsstammer"] + known["Sager, der venter"]
    assert parts == known["I alt"] == known["Bevist mindst mulige"] == proposal.objective_minutes
    assert known["Afstand i %"] == 0


def test_strict_levels_stand_in_their_order_with_what_is_proved():
    snapshot = make_snapshot()
    proposal = make_proposal(
        snapshot,
        policy=preset("herning"),
        levels=(
            Level(name="left_out", unit="points", value=100, bound=100),
            Level(name="contact", unit="minutes", value=240, bound=None),
        ),
    )
    sheet = opened(snapshot, proposal)[SHEET]
    assert [tuple(row.values())[:4] for row in table(sheet, "Niveau")] == [
        ("ikke fordelt", 100, "point", 100),
        ("fast kontaktperson", 240, "minutter", "ikke bevist"),
    ]
    assert facts(sheet)["Niveauer før minutterne"] == "fast kontaktperson; branchekendskab"


def test_what_is_not_known_is_said_in_words():
    snapshot = make_snapshot()
    run = make_proposal(snapshot).solver.model_copy(
        update={"repeatable": False, "ties_settled": False, "stopped_by": "time limit"}
    )
    proposal = make_proposal(
        snapshot,
        status=ProposalStatus.UNKNOWN,
        objective_minutes=None,
        bound_minutes=None,
        levels=(),
        solver=run,
        policy=preset("hedensted").model_copy(update={"caseload": CaseloadPart(max_new_per_round=None)}),
    )
    sheet = opened(snapshot, proposal)[SHEET]
    known = facts(sheet)
    assert (known["I alt"], known["Bevist mindst mulige"], known["Afstand i %"]) == (
        "intet forslag",
        "ikke bevist",
        "ukendt",
    )
    assert known["Giver det samme igen"] == known["Lige gode forslag afgjort"] == "nej"
    assert "Niveau" not in known
