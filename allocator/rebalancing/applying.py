"""Moves carried out by a named person: the snapshot afterwards, and what is remembered of who covers for whom."""

from collections.abc import Sequence

from models.case import Case
from models.errors import Finding, UnusableInput
from models.move import MadeMove, Move, MoveReason
from models.rebalance import AppliedMoves
from models.snapshot import Snapshot
from models.text import Text


def apply_moves(snapshot: Snapshot, applied: AppliedMoves) -> Snapshot:
    """The snapshot after the moves that somebody has carried out, and with a record of them.

    A case that moves because its consultant is away is from then on covered for her, or for whom it was covered before;
    one that goes to whom it is covered for, or moves because its consultant leaves, is not any more if it was for her.

    Raises
    ------
    UnusableInput
        A move is of a case that is not where it says, twice of one case, or to nobody that is known; all are found.
    """
    moves = applied.moves
    by_case = {move.case_id: move for move in moves}
    findings = [*_repeated(moves), *_out_of_date(snapshot, moves)]
    if findings:
        raise UnusableInput(findings)
    leavers = {move.from_consultant_id for move in moves if move.reason is MoveReason.DEPARTURE}
    return snapshot.model_copy(
        update={
            "cases": tuple(_moved(case, by_case.get(case.id), leavers) for case in snapshot.cases),
            "moves": (*snapshot.moves, *(_made(move, applied) for move in moves)),
        }
    )


def _made(move: Move, applied: AppliedMoves) -> MadeMove:
    return MadeMove(
        case_id=move.case_id,
        from_consultant_id=move.from_consultant_id,
        to_consultant_id=move.to_consultant_id,
        reason=move.reason,
        moved_by=applied.applied_by,
        moved_on=applied.applied_on,
    )


def _moved(case: Case, move: Move | None, leavers: set[str]) -> Case:
    covered_for = case.covered_for_id
    if covered_for in leavers:
        covered_for = None
    if move is None:
        return case if covered_for == case.covered_for_id else case.model_copy(update={"covered_for_id": covered_for})
    if covered_for is None and move.reason is MoveReason.ABSENCE:
        covered_for = move.from_consultant_id
    if covered_for == move.to_consultant_id:
        covered_for = None
    return case.model_copy(update={"consultant_id": move.to_consultant_id, "covered_for_id": covered_for})


def _repeated(moves: Sequence[Move]) -> list[Finding]:
    seen: set[str] = set()
    findings = []
    for move in moves:
        if move.case_id in seen:
            findings.append(
                Finding(
                    code="move_repeated",
                    what=Text(da=f"Sag {move.case_id} flyttes to gange.", en=f"Case {move.case_id} moves twice."),
                    remedy=Text(da="Behold den ene flytning.", en="Keep one of the two moves."),
                )
            )
        seen.add(move.case_id)
    return findings


def _out_of_date(snapshot: Snapshot, moves: Sequence[Move]) -> list[Finding]:
    """Moves of cases that somebody else has by now, or to somebody who is not there."""
    holders = {case.id: case.consultant_id for case in snapshot.open_cases}
    known = {each.id for each in snapshot.consultants}
    return [
        Finding(
            code="move_out_of_date",
            what=Text(
                da=f"Sag {move.case_id} kan ikke flyttes fra {move.from_consultant_id} til {move.to_consultant_id}, "
                "for sagen eller konsulenten er der ikke længere.",
                en=f"Case {move.case_id} cannot move from {move.from_consultant_id} to {move.to_consultant_id}, "
                "as the case or the consultant is not there any more.",
            ),
            remedy=Text(da="Lav omfordelingen igen.", en="Make the rebalance again."),
        )
        for move in moves
        if holders.get(move.case_id) != move.from_consultant_id or move.to_consultant_id not in known
    ]
