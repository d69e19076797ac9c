"""Solving: the phases that find plans and bounds, and `solve`, which puts them in order."""
