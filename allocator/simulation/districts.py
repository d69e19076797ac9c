"""Which post's district each workplace lies in: near, and with an equal part of the cases."""

import numpy as np

from allocator.arrays import IntArray
from models.world import World


def districts_of(world: World) -> IntArray:
    """(workplaces + 1,): the post of each workplace's district; the last entry is -1.

    The largest workplaces choose first, each the nearest post that still has room; a post's room is its part of the
    working hours of those who go out to employed people.
    """
    minutes = np.array(world.one_way_minutes, dtype=np.int64)[: len(world.posts)]
    goes_out = np.array([{"employed", "goes_out"} <= post.competences for post in world.posts])
    room = np.array([post.working_time_percent for post in world.posts], dtype=np.float64) * goes_out
    unlisted = world.cases.unlisted_employer_percent.value / 100
    sizes = np.array([each.size_share for each in world.employers])
    listed = sizes / sizes.sum() * (1 - unlisted) if len(sizes) else sizes
    places = np.full(world.num_unlisted_places, (unlisted if len(sizes) else 1.0) / world.num_unlisted_places)
    shares = np.concatenate([listed, places])
    if room.sum() == 0:
        return np.full(len(shares) + 1, -1, dtype=np.int64)
    room /= room.sum()
    district = np.full(len(shares) + 1, -1, dtype=np.int64)
    for workplace in np.argsort(-shares, kind="stable").tolist():
        has_room = room >= shares[workplace]
        among = has_room if has_room.any() else room == room.max()
        post = int(np.where(among, minutes[:, workplace], np.inf).argmin())
        district[workplace] = post
        room[post] -= shares[workplace]
    return district
