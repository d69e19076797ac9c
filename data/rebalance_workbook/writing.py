"""The rebalance as a workbook, in Danish."""

import io
import os
import tempfile
from pathlib import Path

from data.proposal_workbook.page import Book
from data.rebalance_workbook.consultants import write_consultants
from data.rebalance_workbook.frontier import write_frontier
from data.rebalance_workbook.moves import write_moves
from data.rebalance_workbook.parameters import write_parameters
from data.rebalance_workbook.successions import write_successions
from data.rebalance_workbook.view import RebalanceView
from models.rebalance import AppliedMoves, Rebalance, RebalancePoint
from models.snapshot import Snapshot


def rebalance_workbook(
    answer: Rebalance, point: RebalancePoint, snapshot: Snapshot, applied: AppliedMoves | None = None
) -> bytes:
    """The content of an .xlsx file. The same arguments give the same bytes.

    No text becomes a formula, a link or a number, whatever it begins with.

    Parameters
    ----------
    point
        The plan that is picked, whose moves are listed.
    snapshot
        The team as it is once everything has happened.
    applied
        Which of the plan's moves somebody has carried out; None where that is not decided.

    Raises
    ------
    KeyError
        The rebalance names a case, consultant or team that the snapshot does not have.
    """
    view = RebalanceView(answer, point, snapshot, applied)
    content = io.BytesIO()
    book = Book(
        content,
        title="Omfordeling",
        header=view.title,
        footer=f"Politik: {answer.policy.name}, version {answer.policy.version}",
        made_on=answer.date,
    )
    write_moves(book, view)
    write_frontier(book, view)
    write_consultants(book, view)
    if answer.successions:
        write_successions(book, view)
    write_parameters(book, view)
    book.close()
    return content.getvalue()


def write_rebalance(
    answer: Rebalance, point: RebalancePoint, snapshot: Snapshot, path: Path, *, applied: AppliedMoves | None = None
) -> None:
    """Write the workbook to `path`, whole or not at all; a file that is there already is replaced.

    Raises
    ------
    KeyError
        As `rebalance_workbook`.
    OSError
        The folder does not exist or cannot be written to.
    """
    content = rebalance_workbook(answer, point, snapshot, applied)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        unfinished = Path(folder) / path.name
        unfinished.write_bytes(content)
        os.replace(unfinished, path)
