"""Consultants' own swaps: which there are, and whether one that is proposed is allowed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from allocator.rebalancing.applying import apply_moves
from allocator.rebalancing.swap_check import check_swap
from allocator.rebalancing.swaps import find_swaps
from models.errors import Finding, UnusableInput
from models.rebalance import AppliedMoves
from models.snapshot import Snapshot
from models.swap import SwapCheck, Swaps
from models.text import Text
from service.overrides import MAX_NAME_LENGTH
from service.personal_numbers import personal_numbers_in_words
from service.use_cases import Order, get_ready


@dataclass(frozen=True)
class Swapped:
    """All swaps, or the check of one, with the snapshot they are of. `warnings` are of the import."""

    snapshot: Snapshot
    warnings: tuple[Finding, ...]
    answer: Swaps | SwapCheck


def look_for_swaps(
    order: Order,
    case_ids: Sequence[str],
    *,
    most_cases: int,
    num_listed: int,
    should_stop: Callable[[], bool] | None = None,
) -> Swapped:
    """The swaps of a team, or, where cases are named, the check of the one swap they make.

    Parameters
    ----------
    most_cases
        Cases in a swap at the most, 2 to 4.
    num_listed
        How many swaps are named, the best first.

    Raises
    ------
    UnusableInput
        With every fault of everything that was given.
    """
    ready = get_ready(order, " ".join(case_ids) or None)
    if case_ids:
        check = check_swap(ready.snapshot, ready.policy, ready.travel, case_ids, team_id=order.team_id, seed=order.seed)
        return Swapped(ready.snapshot, ready.warnings, check)
    swaps = find_swaps(
        ready.snapshot,
        ready.policy,
        ready.travel,
        team_id=order.team_id,
        most_cases=most_cases,
        num_listed=num_listed,
        time_limit_s=order.time_limit_s,
        seed=order.seed,
        should_stop=should_stop,
    )
    return Swapped(ready.snapshot, ready.warnings, swaps)


def carry_out_swap(swapped: Swapped, *, agreed_by: Sequence[str], agreed_on: date) -> Snapshot:
    """The team after the swap that was checked.

    Parameters
    ----------
    agreed_by
        Ids or initials: of everybody in it, or of the coordinator where the policy leaves it to one.

    Raises
    ------
    UnusableInput
        No swap was named, it is not allowed, or somebody who has to agree to it has not.
    """
    check = swapped.answer
    if not isinstance(check, SwapCheck):
        raise UnusableInput([_none_named()])
    names = [each.strip() for each in agreed_by if each.strip()]
    who = ", ".join(names)
    findings = personal_numbers_in_words({"by": who})
    if not check.is_allowed:
        findings.append(_not_allowed(check))
    initials = {each.id: each.initials for each in swapped.snapshot.consultants}
    said = {name.casefold() for name in names}
    missing = [initials[each] for each in check.approvers if not said & {each.casefold(), initials[each].casefold()}]
    if missing or not 1 <= len(who) <= MAX_NAME_LENGTH:
        findings.append(_not_agreed(missing))
    if findings:
        raise UnusableInput(findings)
    applied = AppliedMoves(moves=check.swap.moves, applied_by=who, applied_on=agreed_on)
    return apply_moves(swapped.snapshot, applied)


def _none_named() -> Finding:
    return Finding(
        code="swap_not_named",
        what=Text(da="Der er ikke nævnt et bytte, der kan udføres.", en="No swap is named that could be carried out."),
        remedy=Text(da="Nævn byttets sager.", en="Name the cases of the swap."),
    )


def _not_allowed(check: SwapCheck) -> Finding:
    return Finding(
        code="swap_not_allowed",
        what=check.sentence,
        remedy=Text(da="Find et andet bytte.", en="Find another swap."),
    )


def _not_agreed(missing: Sequence[str]) -> Finding:
    names = ", ".join(missing)
    remedy = Text(
        da=f"Skriv i højst {MAX_NAME_LENGTH} tegn, hvem der har sagt ja (--by).",
        en=f"Say in at most {MAX_NAME_LENGTH} characters who has agreed (--by).",
    )
    if missing:
        what = Text(da=f"{names} har ikke sagt ja til byttet.", en=f"{names} has not agreed to the swap.")
    else:
        what = Text(da="Ingen har sagt ja til byttet.", en="Nobody has agreed to the swap.")
    return Finding(code="swap_not_agreed", what=what, remedy=remedy)
