"""How heavy every case is under a policy, by the policy's own words."""

import numpy as np

from allocator.arrays import IntArray
from allocator.simulation.cases import RISK_FLAGS, Cases
from allocator.simulation.traits import CASE_TYPES, plain_case
from models.policy import Policy


def case_quarters(policy: Policy, cases: Cases) -> IntArray:
    """(n,): quarters, asked once of each combination of type and risk flags."""
    combination = cases.case_type.copy()
    for column in range(len(RISK_FLAGS)):
        combination = 2 * combination + cases.risk_flags[:, column]
    kinds, kind_of_case = np.unique(combination, return_inverse=True)
    quarters = [_quarters(policy, kind) for kind in kinds.tolist()]
    return np.array(quarters, dtype=np.int64)[kind_of_case]


def _quarters(policy: Policy, combination: int) -> int:
    flags = []
    for flag in reversed(RISK_FLAGS):
        if combination % 2:
            flags.append(flag)
        combination //= 2
    return policy.weight_quarters(plain_case("-", case_type=CASE_TYPES[combination], risk_flags=frozenset(flags)))
