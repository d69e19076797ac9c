"""Bounds are run and stored in pieces as replications are."""

import pytest

from allocator.simulation import draw_history
from allocator.simulation.hindsight import hindsight_bound
from allocator.simulation.study import BOUNDS, MissingPiece, UnreadablePiece, read_bounds, run_study
from models.presets import preset
from tests.allocator.simulation.study.studies import InMemory, OneByOne, make_study
from tests.allocator.simulation.worlds import make_world


def bounded(study, num_replications):
    store = InMemory()
    run_study(study, store, OneByOne(), in_hand=1, task=BOUNDS, num_replications=num_replications)
    return store


def test_each_replication_has_the_bound_of_its_history():
    study = make_study()
    store = bounded(study, 3)
    histories = [draw_history(study.world, seed=study.seed, replication=each, weeks=study.weeks) for each in range(3)]

    assert read_bounds(study, store, 3).tolist() == [hindsight_bound(each) for each in histories]
    assert read_bounds(study, store, 0).tolist() == []
    assert set(store.pieces) == {"bound-000000-000001", "bound-000002-000003"}


def test_where_waiting_may_pay_there_is_none():
    cheap = preset("hedensted")
    cheap = cheap.model_copy(update={"left_out": cheap.left_out.model_copy(update={"case_minutes": 1})})
    study = make_study(world=make_world(posts=3, practice=cheap))

    assert read_bounds(study, bounded(study, 2), 2).tolist() == []


def test_a_piece_that_is_missing_or_damaged_is_named():
    study = make_study()
    store = bounded(study, 2)
    with pytest.raises(MissingPiece, match="bound-000002-000003"):
        read_bounds(study, store, 3)

    store.pieces["bound-000000-000001"] = b"["
    with pytest.raises(UnreadablePiece, match="bound-000000-000001"):
        read_bounds(study, store, 2)
