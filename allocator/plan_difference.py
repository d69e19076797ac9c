"""The difference of two proposals of one round, exact to the minute."""

from collections import Counter
from collections.abc import Iterable, Mapping

from models.errors import Finding, UnusableInput
from models.plan_difference import CaseChange, ComparedPlan, ConsultantChange, PlanDifference
from models.proposal import Proposal, Terms
from models.rule_id import RuleId
from models.text import Text


def compare_plans(first: Proposal, second: Proposal) -> PlanDifference:
    """The second proposal against the first. O(cases + consultants).

    The two may be made under different policies, with different pins, or by different searches, but must be of one
    round: the same day, teams, cases and consultants, with the same caseloads before it.

    Raises
    ------
    UnusableInput
        They are of different rounds, one of them holds no plan, or the minutes of one do not sum to its total.
    """
    findings = [*_faults(first, "første", "first"), *_faults(second, "anden", "second")]
    if not findings and _round_of(first) != _round_of(second):
        findings.append(_different_rounds())
    if findings:
        raise UnusableInput(findings)
    cases = _cases(first, second)
    consultants = _consultants(first, second, cases)
    return PlanDifference(
        municipality=first.municipality,
        date=first.date,
        teams=first.teams,
        first=_compared(first),
        second=_compared(second),
        is_same_policy=first.policy == second.policy,
        minutes=_objective(second) - _objective(first),
        terms=_less(_sum(_all_terms(second)), _sum(_all_terms(first))),
        waiting_terms=_less(
            _sum(each.terms for each in second.unassigned), _sum(each.terms for each in first.unassigned)
        ),
        cases=cases,
        consultants=consultants,
    )


def _cases(first: Proposal, second: Proposal) -> tuple[CaseChange, ...]:
    holders, terms = (_holders(first), _holders(second)), (_case_terms(first), _case_terms(second))
    changes = []
    for case_id in sorted(holders[0]):
        difference = _less(terms[1][case_id], terms[0][case_id])
        if holders[0][case_id] != holders[1][case_id] or difference:
            changes.append(
                CaseChange(
                    case_id=case_id,
                    from_consultant_id=holders[0][case_id],
                    to_consultant_id=holders[1][case_id],
                    terms=difference,
                    minutes=sum(difference.values()),
                )
            )
    return tuple(changes)


def _consultants(first: Proposal, second: Proposal, cases: Iterable[CaseChange]) -> tuple[ConsultantChange, ...]:
    moved = [case for case in cases if case.changes_hands]
    carried = (_carried(first), _carried(second))
    after = {each.consultant_id: each for each in second.caseloads}
    changes = []
    for before in sorted(first.caseloads, key=lambda each: each.consultant_id):
        own = before.consultant_id
        difference = _less(carried[1][own], carried[0][own])
        gives = tuple(case.case_id for case in moved if case.from_consultant_id == own)
        gets = tuple(case.case_id for case in moved if case.to_consultant_id == own)
        if gives or gets or difference:
            changes.append(
                ConsultantChange(
                    consultant_id=own,
                    gives=gives,
                    gets=gets,
                    count_first=before.count_after,
                    count_second=after[own].count_after,
                    weight_quarters_first=before.weight_quarters_after,
                    weight_quarters_second=after[own].weight_quarters_after,
                    terms=difference,
                    minutes=sum(difference.values()),
                )
            )
    return tuple(changes)


def _holders(proposal: Proposal) -> dict[str, str | None]:
    """Who gets each new case; None where it waits."""
    return {
        **{each.case_id: each.consultant_id for each in proposal.assignments},
        **{each.case_id: None for each in proposal.unassigned},
    }


def _case_terms(proposal: Proposal) -> dict[str, Terms]:
    return {
        **{each.case_id: each.terms for each in proposal.assignments},
        **{each.case_id: each.terms for each in proposal.unassigned},
    }


def _carried(proposal: Proposal) -> dict[str, Terms]:
    """Everything that each consultant has: the terms of her cases and her own."""
    parts: dict[str, list[Terms]] = {each.consultant_id: [each.terms] for each in proposal.caseloads}
    for assignment in proposal.assignments:
        parts[assignment.consultant_id].append(assignment.terms)
    return {consultant_id: _sum(own) for consultant_id, own in parts.items()}


def _all_terms(proposal: Proposal) -> list[Terms]:
    return [
        *(each.terms for each in proposal.assignments),
        *(each.terms for each in proposal.caseloads),
        *(each.terms for each in proposal.unassigned),
    ]


def _sum(parts: Iterable[Mapping[RuleId, int]]) -> Terms:
    total: Counter[RuleId] = Counter()
    for part in parts:
        total.update(part)  # adds, also numbers below nothing
    return dict(total)


def _less(minuend: Mapping[RuleId, int], subtrahend: Mapping[RuleId, int]) -> Terms:
    """By rule, in the order of the rules; what does not differ is not named."""
    differences = {rule: minuend.get(rule, 0) - subtrahend.get(rule, 0) for rule in RuleId}
    return {rule: minutes for rule, minutes in differences.items() if minutes != 0}


def _compared(proposal: Proposal) -> ComparedPlan:
    return ComparedPlan(
        policy_name=proposal.policy.name,
        policy_version=proposal.policy.version,
        status=proposal.status,
        levels=proposal.levels,
        objective_minutes=_objective(proposal),
    )


def _objective(proposal: Proposal) -> int:
    assert proposal.objective_minutes is not None  # noqa: S101 - `_faults` lets no proposal without a plan through
    return proposal.objective_minutes


def _round_of(proposal: Proposal) -> tuple[object, ...]:
    """What two proposals of one round have in common."""
    return (
        proposal.municipality,
        proposal.date,
        proposal.teams,
        sorted(_holders(proposal)),
        sorted((each.consultant_id, each.count_before) for each in proposal.caseloads),
    )


def _faults(proposal: Proposal, danish: str, english: str) -> list[Finding]:
    if proposal.objective_minutes is None:
        return [
            Finding(
                code="no_plan",
                what=Text(da=f"Det {danish} forslag rummer ingen plan.", en=f"The {english} proposal holds no plan."),
                remedy=Text(da="Fordel igen med længere tid.", en="Distribute again with more time."),
            )
        ]
    known = {each.consultant_id for each in proposal.caseloads}
    total = sum(sum(terms.values()) for terms in _all_terms(proposal))
    if total != proposal.objective_minutes or {each.consultant_id for each in proposal.assignments} - known:
        return [
            Finding(
                code="proposal_inconsistent",
                what=Text(
                    da=f"Det {danish} forslag hænger ikke sammen: leddene giver {total} minutter, men der står "
                    f"{proposal.objective_minutes}, eller en konsulent mangler.",
                    en=f"The {english} proposal does not add up: its terms come to {total} minutes where "
                    f"{proposal.objective_minutes} is written, or a consultant is missing.",
                ),
                remedy=Text(da="Brug filen, som den blev skrevet.", en="Use the file as it was written."),
            )
        ]
    return []


def _different_rounds() -> Finding:
    return Finding(
        code="different_rounds",
        what=Text(
            da="De to forslag er ikke fra samme runde: dag, team, sager eller konsulenter er forskellige.",
            en="The two proposals are not of one round: day, teams, cases or consultants differ.",
        ),
        remedy=Text(da="Fordel den samme projektmappe to gange.", en="Distribute the same workbook twice."),
    )
