"""The nearest value of a number at which an optimal plan gives the case to her; always verified by solving."""

from allocator.formulation import Formulation
from allocator.questions.at_value import Solver, Unsettled
from allocator.questions.chords import Segment
from allocator.questions.numbers import Kind, Number
from allocator.questions.uneven import nearest_of_uneven
from models.explanation import FlipPoint


def nearest_flips(solver: Solver, number: Number) -> tuple[list[FlipPoint], bool]:
    """The nearest value in each direction, if any, and whether the time sufficed for all directions."""
    search = {Kind.PAIR: _by_what_she_costs, Kind.STEPS: _by_trying, Kind.PRICE: _by_price}[number.kind]
    flips, is_settled = [], True
    for last in number.last:
        try:
            value = search(solver, number, last)
        except Unsettled:
            is_settled = False
        else:
            if value is not None:
                flips.append(FlipPoint(what=number.what, unit=number.unit, now=number.now, at=value))
    return flips, is_settled


def _by_what_she_costs(solver: Solver, number: Number, last: int) -> int | None:
    """All plans without the pair stay as they are, and the best of them is the best of all as it is."""
    hers = solver.hers(number, number.now)
    if hers is None:
        return None
    best = solver.best(number, number.now)
    i, j = solver.i, solver.j
    before = _pair_values(number.at(number.now), i, j)

    def is_enough(value: int) -> bool:
        after = _pair_values(number.at(value), i, j)
        changed = tuple(have - old + new for have, old, new in zip(hers.values, before, after, strict=True))
        return changed <= best.values

    if not is_enough(last):
        return None
    near, far = number.now, last
    while abs(far - near) > 1:
        middle = (near + far) // 2
        near, far = (near, middle) if is_enough(middle) else (middle, far)
    if not solver.flips(number, far):
        raise Unsettled
    return far


def _pair_values(formulation: Formulation, i: int, j: int) -> tuple[int, ...]:
    return (*(int(level.pair[i, j]) for level in formulation.levels), int(formulation.pair_minutes[i, j]))


def _by_trying(solver: Solver, number: Number, last: int) -> int | None:
    step = 1 if last > number.now else -1
    return next((value for value in range(number.now + step, last + step, step) if solver.flips(number, value)), None)


def _is_decided_before(solver: Solver, number: Number) -> bool:
    """Whether no price can change the answer: a hard rule forbids it, or a level does that the price is no part of."""
    hers = solver.hers(number, number.now)
    if hers is None:
        return True
    best = solver.best(number, number.now)
    if not number.changes_levels and hers.values[:-1] != best.values[:-1]:
        return True
    return number.is_of_waiting and not hers.values[0]


def _by_price(solver: Solver, number: Number, last: int) -> int | None:
    if _is_decided_before(solver, number):
        return None
    if number.period > 1:
        return nearest_of_uneven(solver, number, last)
    step = 1 if last > number.now else -1
    stops = {each for each in (*number.breaks, last) if 0 < (each - number.now) * step <= (last - number.now) * step}
    start = number.now
    for stop in sorted(stops, key=lambda each: each * step):
        found = Segment(solver, number, range(start, stop + step, step)).nearest()
        if found is not None:
            return found
        start = stop
    return None
