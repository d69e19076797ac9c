"""What each consultant, and each type of case, has under every way."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from allocator.arrays import FloatArray
from allocator.simulation.judging.watched import Watched
from allocator.simulation.traits import CASE_TYPES
from models.consultant import Consultant
from models.judgement import FairnessLine, Grouping
from models.text import Text
from models.wording import word
from models.world import World

_FULL_TIME_PERCENT = 100


def fairness_lines(
    ways: Sequence[str], world: World, grouping: Grouping, figures: Mapping[Watched, FloatArray]
) -> Iterator[FairnessLine]:
    """A line for each way, group and figure, from the figures (ways, replications, groups).

    Replications in which a group had nothing to divide by are left out of its line; without any there is none.
    """
    groups = _groups(world, grouping)
    for watched, values in figures.items():
        for way, rows in zip(ways, values, strict=True):
            for (group, title), column in zip(groups, rows.T, strict=True):
                known = column[~np.isnan(column)]
                if len(known):
                    low, high = np.quantile(known, (0.1, 0.9)).tolist()
                    yield FairnessLine(
                        way=way,
                        grouping=grouping,
                        group=group,
                        title=title,
                        figure=watched.key,
                        mean=float(known.mean()),
                        percentile_10=low,
                        percentile_90=high,
                    )


def _groups(world: World, grouping: Grouping) -> list[tuple[str, Text]]:
    if grouping is Grouping.CASE_TYPE:
        return [(each.value, word(each)) for each in CASE_TYPES]
    return [(each.id, _post_in_words(each)) for each in world.posts]


def _post_in_words(post: Consultant) -> Text:
    said = post.id if post.working_time_percent == _FULL_TIME_PERCENT else f"{post.id} ({post.working_time_percent} %)"
    return Text(da=said, en=said)
