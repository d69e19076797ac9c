"""A smallest set of demands that collide, by two ideas that meet: shrinking a colliding set, and hitting every escape.

Shrinking is QuickXplain (Junker 2004): irreducible, and quick where few of many collide. That no smaller set exists is
shown from below (Ignatiev and others 2015): what a plan cannot meet, every colliding set must hold one of; a smallest
set that holds one of each, and collides, is a smallest colliding set.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from ortools.sat.python import cp_model

from allocator.arrays import IntArray
from allocator.questions.clock import Clock
from allocator.questions.demands import Asked, Demands, OutOfTime
from allocator.questions.matching import crowd_of
from allocator.questions.too_few_places import too_few_places
from models.collision import DemandKind


def irreducible(demands: Demands, asked: Sequence[Asked], clock: Clock) -> list[Asked] | None:
    """Demands among `asked` that collide, each necessary; None where all can be met.

    Raises
    ------
    OutOfTime
        It was not settled.
    """
    if demands.meet(asked, clock) is not None:
        return None
    for crowd in _crowds(demands, asked):
        if demands.meet(crowd, clock) is None:
            return _shrink(demands, [], False, crowd, clock)
    return _shrink(demands, [], False, list(asked), clock)


def _crowds(demands: Demands, asked: Sequence[Asked]) -> Iterator[list[Asked]]:
    """A few of the demands that may collide by themselves: of a case without a place, and of all that contend with it.

    Places are counted under the limits in number of cases alone, so the crowd is only where to look first.
    """
    rows = sorted(each.i for each in asked if each.kind is DemandKind.CASE and each.i is not None)
    allowed = demands.pairs(asked, rows)
    plan = demands.places(asked, rows)
    for row in np.flatnonzero(plan < 0).tolist():
        cases, consultants = crowd_of(row, allowed, plan)
        of_cases, of_consultants = {rows[case] for case in cases}, set(consultants)
        yield [each for each in asked if each.i in of_cases or (each.i is None and each.j in of_consultants)]


def smallest(demands: Demands, asked: Sequence[Asked], known: list[Asked], clock: Clock) -> tuple[list[Asked], bool]:
    """A colliding set with as few members as can be, and whether that is proved; the best so far out of time.

    Each member is necessary either way.
    """
    try:
        known = min([known, *_of_one_case(demands, asked, clock)], key=len)
        several = too_few_places(demands, asked, clock) if len(known) > _least_of_several(demands) else None
        if several is None:
            return known, True
        least, crowd = several
        if least < len(known) and demands.meet(crowd, clock) is None:
            known = min(known, _shrink(demands, [], False, crowd, clock), key=len)
        if len(known) <= least:
            return known, True
        escapes: list[list[Asked]] = []
        while True:
            fewest = _hit(escapes, clock)
            if len(fewest) >= len(known):
                return known, True
            plan = demands.meet(fewest, clock)
            if plan is None:
                return fewest, True
            met = _grow(demands, asked, fewest, plan, clock)
            escapes.append([each for each in asked if each not in met])
    except OutOfTime:
        return known, False


def _of_one_case(demands: Demands, asked: Sequence[Asked], clock: Clock) -> Iterator[list[Asked]]:
    """For every case that nobody can have whatever becomes of the others, the fewest demands that see to that."""
    of_case: dict[int, list[Asked]] = {}
    limits = []
    heaviest = int(demands.facts.case_quarters.max(initial=0))
    for each in asked:
        if each.i is not None:
            of_case.setdefault(each.i, []).append(each)
        elif each.j is not None and demands.most[each.kind][each.j] < (heaviest if _is_by_weight(each) else 1):
            limits.append(each)
    for i, own in of_case.items():
        case = next((each for each in own if each.kind is DemandKind.CASE), None)
        if case is None:
            continue
        if clock.is_over:
            raise OutOfTime
        keeping = [(each, demands.keeps_from(each, i)) for each in (*own, *limits)]
        keeping = [(each, kept) for each, kept in keeping if kept.any()]
        escapes = [[each for each, kept in keeping if kept[j]] for j in range(demands.facts.shape[1])]
        if all(escapes):
            yield [case, *_hit(escapes, clock)]


def _is_by_weight(asked: Asked) -> bool:
    """Whether a limit counts quarters, and not cases."""
    return asked.kind is DemandKind.LIMIT_WEIGHT


def _least_of_several(demands: Demands) -> int:
    """No set of which two cases or more are members, none of them idle, has fewer members than this.

    Somebody's limit is a member, or each case would be impossible or idle by itself. Everybody whose limit is not must
    be kept from every one of the cases by demands of that case: one more for each case, unless there is nobody else.
    """
    return 2 + min(1 + 2, demands.facts.shape[1])


def _shrink(demands: Demands, held: list[Asked], is_new: bool, asked: list[Asked], clock: Clock) -> list[Asked]:
    """The members of `asked` that collide together with `held`, none of them idle."""
    if is_new and demands.meet(held, clock) is None:
        return []
    if len(asked) == 1:
        return asked
    half = len(asked) // 2
    first, second = asked[:half], asked[half:]
    from_second = _shrink(demands, [*held, *first], bool(first), second, clock)
    from_first = _shrink(demands, [*held, *from_second], bool(from_second), first, clock)
    return [*from_first, *from_second]


def _hit(escapes: Sequence[Sequence[Asked]], clock: Clock) -> list[Asked]:
    """Fewest demands that hold one of every escape. CP-SAT's answer is a hint until the demands are seen to collide."""
    model = cp_model.CpModel()
    chosen = {each: model.new_bool_var("") for escape in escapes for each in escape}
    for escape in escapes:
        model.add_bool_or([chosen[each] for each in escape])
    model.minimize(sum(chosen.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = clock.remaining_s
    if clock.is_over or solver.solve(model) != cp_model.OPTIMAL:
        raise OutOfTime
    return [each for each, variable in chosen.items() if solver.boolean_value(variable)]


def _grow(demands: Demands, asked: Sequence[Asked], fewest: list[Asked], plan: IntArray, clock: Clock) -> set[Asked]:
    """As many demands as can be met together with `fewest`: each is tried in turn, with all that its plan meets too."""
    met = {*fewest, *demands.met_by(demands.extend(asked, plan))} & set(asked)
    for each in asked:
        if each not in met:
            wider = demands.meet([*met, each], clock)
            if wider is not None:
                met |= {each, *demands.met_by(demands.extend(asked, wider))} & set(asked)
    return met
