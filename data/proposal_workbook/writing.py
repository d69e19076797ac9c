"""The proposal as a workbook for the team's meeting, in Danish: what is proposed, why, and room to decide."""

import io
import os
import tempfile
from pathlib import Path

from data.proposal_workbook.caseloads import write_caseloads
from data.proposal_workbook.cases import write_cases
from data.proposal_workbook.consultants import write_consultants
from data.proposal_workbook.deadlines import write_deadlines
from data.proposal_workbook.left_out import write_left_out
from data.proposal_workbook.page import Book
from data.proposal_workbook.parameters import write_parameters
from data.proposal_workbook.view import ProposalView
from models.proposal import Proposal
from models.snapshot import Snapshot


def proposal_workbook(proposal: Proposal, snapshot: Snapshot) -> bytes:
    """The content of an .xlsx file. The same proposal and snapshot give the same bytes.

    No text becomes a formula, a link or a number, whatever it begins with.

    Raises
    ------
    KeyError
        The proposal names a case, consultant or team that the snapshot does not have.
    """
    view = ProposalView(proposal, snapshot)
    content = io.BytesIO()
    book = Book(
        content,
        title="Forslag til fordeling",
        header=f"Forslag til fordeling: {proposal.municipality}, {proposal.date:%d-%m-%Y}",
        footer=f"Politik: {proposal.policy.name}, version {proposal.policy.version}",
        made_on=proposal.date,
    )
    write_cases(book, view)
    write_left_out(book, view)
    write_caseloads(book, view)
    write_deadlines(book, view)
    write_consultants(book, view)
    write_parameters(book, view)
    book.close()
    return content.getvalue()


def write_proposal(proposal: Proposal, snapshot: Snapshot, path: Path) -> None:
    """Write the workbook to `path`, whole or not at all; a file that is there already is replaced.

    Raises
    ------
    KeyError
        As `proposal_workbook`.
    OSError
        The folder does not exist or cannot be written to, or the file is open in a program that holds on to it.
    """
    content = proposal_workbook(proposal, snapshot)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        unfinished = Path(folder) / path.name
        unfinished.write_bytes(content)
        os.replace(unfinished, path)
