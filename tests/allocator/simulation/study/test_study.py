import datetime
import os
import pickle
import platform
import subprocess
import sys

import numpy as np
import pytest
from pydantic import ValidationError

from allocator.simulation.study import OtherVersions, Piece, Study, Way, simulate_piece
from allocator.simulation.study.study import versions
from data.demonstration.world import simulated_world
from models.presets import preset
from tests.allocator.simulation.study.studies import make_study

INSTRUCTIONS = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])

PRINT_STUDY = """
import sys
from tests.allocator.simulation.study.studies import make_study
sys.stdout.write(make_study().as_json())
"""


def test_a_study_is_cut_into_pieces_that_do_not_depend_on_how_many_are_run():
    study = make_study()

    assert study.pieces() == (Piece(0, 2), Piece(2, 2), Piece(4, 1))
    assert study.pieces(3) == study.pieces()[:2]
    assert study.pieces(99) == study.pieces()
    assert [piece.name for piece in study.pieces()] == ["000000-000001", "000002-000003", "000004-000004"]


def test_a_study_of_a_municipality_is_read_back_as_it_was_written():
    study = make_study(
        world=simulated_world("vejle"), ways=(Way(policy=preset("vejle")), Way(policy=preset("herning")))
    )

    assert Study.model_validate_json(study.as_json()) == study


@pytest.mark.slow
def test_it_is_written_the_same_in_every_process():
    texts = {
        subprocess.run(
            [sys.executable, "-c", PRINT_STUDY],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert texts == {make_study().as_json()}


def test_it_names_what_it_was_made_with():
    assert make_study().made_with == versions()
    assert {"python", "numpy", "ortools"} <= versions().keys()


def test_it_holds_no_home_and_nobody_s_name():
    """The world refuses homes; consultants are numbers."""
    text = make_study(world=simulated_world("hedensted")).as_json()

    assert '"latitude"' not in text
    assert {post.initials for post in make_study(world=simulated_world("hedensted")).world.posts} == {
        f"K{number:03d}" for number in range(1, 9)
    }


def test_ways_need_names_of_their_own():
    with pytest.raises(ValidationError, match="several ways are called meeting"):
        make_study(ways=(Way(practice="meeting"), Way(practice="meeting")))


def test_studies_differ_in_named_fields():
    assert make_study().differences_from(make_study()) == ()
    assert make_study(seed=8, weeks=7).differences_from(make_study()) == ("seed", "weeks")


def test_what_json_cannot_say_is_not_written():
    odd = make_study().model_copy(update={"made_with": datetime.timedelta(1)})

    with pytest.warns(UserWarning, match="serializer"), pytest.raises(TypeError, match="timedelta"):
        odd.as_json()


@pytest.mark.skipif(not INSTRUCTIONS, reason="this processor has nothing more than the least that numpy asks for")
def test_how_the_machine_rounds_is_among_what_it_was_made_with():
    """numpy without the instructions that it has found stands for another kind of processor."""
    here, there = (
        subprocess.run(
            [sys.executable, "-c", "from allocator.simulation.study.rounding import rounding; print(rounding())"],
            env={**os.environ, "NPY_DISABLE_CPU_FEATURES": disabled},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for disabled in ("", " ".join(INSTRUCTIONS))
    )

    assert here == make_study().made_with["rounding"]
    assert there != here


def test_a_piece_is_refused_by_a_process_that_has_other_versions():
    study = make_study(made_with={**versions(), "numpy": "1.0", "gurobi": "12"})

    with pytest.raises(OtherVersions, match=r"gurobi None \(12\), numpy .* \(1\.0\)") as caught:
        simulate_piece(study.as_json(), 0, 1)
    assert caught.value.host == platform.node()
    assert set(caught.value.found) == {"gurobi", "numpy"}

    brought_home = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own, as executors bring it
    assert brought_home.text == caught.value.text
