"""The world of a team's own: a simulation calibrated from the workbook that the team keeps."""

from data.own_world.world import world_of_team

__all__ = ["world_of_team"]
