"""What a team may expect of arrivals: no more than what its own past tells anybody."""

import numpy as np

from allocator.arrays import FloatArray
from allocator.simulation.history import History
from allocator.simulation.inflow import inflow_per_week
from allocator.simulation.standing import Standing


def destined_per_week(history: History, standing: Standing) -> FloatArray:
    """(k,): cases a week of employers that know her; and her part of flex-job cases, which only some may have."""
    world, tenures = history.world, history.staff.tenures
    facts = world.cases
    employed = inflow_per_week(facts) * (1 - facts.unemployed_percent.value / 100)
    listed = employed * (1 - facts.unlisted_employer_percent.value / 100)
    shares = np.array([each.size_share for each in world.employers])
    contact = standing.contact_of[:-1]
    known = contact >= 0
    destined = np.zeros(len(tenures))
    if known.any():
        np.add.at(destined, contact[known], listed * shares[known] / shares.sum())
    takes_flex = np.array(["flex_job" in each.consultant.competences for each in tenures]) & standing.in_round
    if takes_flex.any() and not takes_flex[standing.in_round].all():
        destined[takes_flex] += employed * facts.flex_job_percent.value / 100 / takes_flex.sum()
    return destined
