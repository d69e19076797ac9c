"""What is kept of people, and what the solver sees of them: a new field is a decision, and is written here."""

import dataclasses
import importlib
import pkgutil

import numpy as np
import pytest

import models
from allocator import AssignmentProblem, Limit, distribute
from allocator.facts import gather
from allocator.formulation import formulate
from models.case import Case
from models.consultant import Consultant
from models.presets import preset
from models.proposal import Proposal
from models.word import Word
from tests.factories import StraightLineTravel, make_case, make_consultant, make_employer, make_snapshot

SPEAKS_OF_PERSONS = ("cpr", "address", "phone", "mail", "birth", "gender", "diagnos", "productiv", "score", "rating")


def test_of_a_consultant_only_workload_hours_knowledge_geography_preferences_and_conflicts_are_kept():
    assert set(Consultant.model_fields) == {
        "id",
        "team_id",
        "initials",
        "home",
        "working_time_percent",
        "target_count",
        "target_weight",
        "limit_count",
        "limit_weight",
        "industries",
        "preferences",
        "competences",
        "absences",
        "start_date",
        "ramp_weeks",
        "end_date",
        "conflicts",
        "free_visit_slots",
        "received_lately",
    }


def test_of_a_citizen_nothing_is_kept_but_the_case():
    assert set(Case.model_fields) == {
        "id",
        "received",
        "first_day_of_absence",
        "case_type",
        "team_id",
        "employment",
        "category",
        "employer_id",
        "workplace",
        "risk_flags",
        "weight_quarters",
        "deadline",
        "expected_back",
        "fast_track",
        "fast_track_requested",
        "previous_consultant_id",
        "needs",
        "waiting_since",
        "first_talk",
        "consultant_id",
        "covered_for_id",
    }


def words_of_the_domain():
    for module in pkgutil.walk_packages(models.__path__, "models."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, Word):
                yield value


@pytest.mark.parametrize("part", SPEAKS_OF_PERSONS)
def test_no_word_has_a_field_for_who_a_person_is_or_how_well_she_works(part):
    fields = {f"{word.__name__}.{name}" for word in words_of_the_domain() for name in word.model_fields}
    assert "Consultant.working_time_percent" in fields

    assert [field for field in fields if part in field.lower()] == []


def test_the_solver_gets_numbers_and_nothing_else():
    snapshot = make_snapshot(employers=(make_employer(name="Hos Jensen"),))
    formulation = formulate(gather(snapshot, preset("hedensted"), StraightLineTravel()))

    for field in dataclasses.fields(AssignmentProblem):
        value = getattr(formulation.unheld_problem, field.name)
        parts = [part for limit in value for part in dataclasses.astuple(limit)] if field.name == "limits" else [value]
        assert all(part is None or isinstance(part, np.ndarray | int) for part in parts), field.name
        assert all(part.dtype.kind in "bi" for part in parts if isinstance(part, np.ndarray)), field.name
    assert {field.name for field in dataclasses.fields(Limit)} == {"pair", "left_out", "upper"}


def test_a_proposal_holds_ids_and_no_homes_and_employers():
    snapshot = make_snapshot(
        employers=(make_employer(name="Hos Jensen"),),
        consultants=(make_consultant("K1", initials="AB", home={"latitude": 55.77177, "longitude": 9.70117}),),
        cases=(make_case(1),),
    )
    proposal = distribute(snapshot, preset("hedensted"), StraightLineTravel())
    written = Proposal.model_validate_json(proposal.model_dump_json()).model_dump_json()

    assert "K1" in written
    assert not [secret for secret in ("Jensen", "55.77177", "9.70117") if secret in written]
