"""A rebalance as a workbook: the moves with room to decide, the frontier, and everybody before and after."""

from data.rebalance_workbook.writing import rebalance_workbook, write_rebalance

__all__ = ["rebalance_workbook", "write_rebalance"]
