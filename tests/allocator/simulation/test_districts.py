import numpy as np

from allocator.simulation.districts import districts_of
from models.world import WorldEmployer
from tests.allocator.simulation.worlds import make_post, make_world


def employers(*shares):
    return tuple(WorldEmployer(id=f"{number:08d}", size_share=share) for number, share in enumerate(shares, 1))


def test_everybody_has_the_workplaces_near_her_until_her_part_is_full():
    world = make_world(
        posts=2,
        employers=employers(0.25, 0.25, 0.25, 0.25),
        one_way_minutes=((1, 1, 1, 9, 5), (9, 9, 9, 1, 5), (5,) * 5),
    )

    assert districts_of(world)[:4].tolist() == [0, 0, 1, 1]
    assert districts_of(world)[-1] == -1


def test_a_part_is_in_proportion_to_the_hours():
    posts = (make_post(1, working_time_percent=25), make_post(2, working_time_percent=75))
    world = make_world(posts=posts, employers=employers(0.25, 0.25, 0.25, 0.25))
    district = districts_of(world)[:4]

    assert np.bincount(district).tolist() == [1, 3]


def test_where_nobody_goes_out_there_are_no_districts():
    world = make_world(posts=(make_post(competences=frozenset({"unemployed"})),))

    assert (districts_of(world) == -1).all()
