"""The product's own rounds: a demonstration municipality, counted by weight, as the rules state the problem."""

from allocator.facts import gather
from allocator.formulation import formulate
from allocator.problem import AssignmentProblem
from data.demonstration import demonstrate, practice_of
from data.travel import GeodesicTravel
from models.caseload import QUARTERS_PER_CASE, Measure
from models.policy import Policy
from models.snapshot import Snapshot


def from_demonstration(key: str, seed: int) -> AssignmentProblem:
    """The last level of a round in which every case must find somebody: all minutes, no strict levels before them.

    Such a round may have no plan, where the draw holds a case that nobody may take.

    Parameters
    ----------
    key
        One of `data.demonstration.MUNICIPALITIES`.
    seed
        >= 0.
    """
    snapshot = demonstrate(key, seed=seed)
    facts = gather(snapshot, by_weight(practice_of(key), snapshot), GeodesicTravel(), seed=seed)
    return formulate(facts).problem(held=(), optional=False)


def by_weight(policy: Policy, snapshot: Snapshot) -> Policy:
    """The policy with its target met by weight: as many normal cases as its number of open cases weigh on average.

    Its limit stays one by number of cases.
    """
    weights = [policy.weight_quarters(case) for case in snapshot.open_cases]
    target = round(policy.caseload.target * sum(weights) / (QUARTERS_PER_CASE * len(weights)))
    measured = policy.caseload.model_copy(update={"measure": Measure.WEIGHT, "target": target})
    return policy.model_copy(update={"caseload": measured, "levels": ()})
