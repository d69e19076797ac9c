"""The proposal as a workbook a team can decide in at its meeting."""

from data.proposal_workbook.writing import proposal_workbook, write_proposal

__all__ = ["proposal_workbook", "write_proposal"]
