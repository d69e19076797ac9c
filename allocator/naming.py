"""A plan of indices as a proposal of ids, minutes and sentences."""

from collections.abc import Mapping

import numpy as np

from allocator.arrays import IntArray
from allocator.blocking import blocking_rules
from allocator.facts import Facts
from allocator.formulation import Formulation
from allocator.lexicographic import Best, Plan
from allocator.neighbours import Neighbours, neighbours_of_each
from allocator.rules import RULE_BY_ID, caseload, cohesion, left_out
from allocator.rules.counted import counted
from allocator.solving.stopping import Stopping
from models.case import Employment
from models.proposal import (
    Assignment,
    ConsultantCaseload,
    OtherTeam,
    PlannedTalk,
    Proposal,
    ProposalStatus,
    Reason,
    RunnerUp,
    SolverRun,
    Terms,
    Unassigned,
)
from models.rule_id import RuleId
from models.text import Text
from models.wording import word


def name_plan(
    municipality: str, formulation: Formulation, plan: Plan, *, seed: int, seconds: float, stopping: Stopping
) -> Proposal:
    """The proposal that a plan amounts to; without assignments where no plan was found.

    Parameters
    ----------
    seconds
        How long it took to find, to be stated.
    stopping
        When to verify no more of what blocks the cases left out; a proposal that somebody stopped at that is cancelled.
    """
    facts, best = formulation.facts, plan.best
    unassigned = () if best is None else _unassigned(formulation, best.assignment, stopping)
    is_cancelled = bool(unassigned) and stopping.reason() == "cancelled"
    return Proposal(
        municipality=municipality,
        date=facts.date,
        teams=facts.teams,
        status=ProposalStatus.CANCELLED if is_cancelled else plan.status,
        levels=plan.levels,
        objective_minutes=None if best is None else best.objective,
        bound_minutes=None if best is None else best.bound,
        assignments=() if best is None else _assignments(formulation, best),
        other_team=tuple(OtherTeam(case_id=case.id, team_id=team) for case, team in facts.other_team),
        unassigned=unassigned,
        caseloads=() if best is None else name_caseloads(formulation, best.assignment),
        remarks=_remarks(facts),
        policy=facts.policy,
        solver=SolverRun(
            seed=seed,
            seconds=round(seconds, 3),
            stopped_by=plan.stopped_by,
            repeatable=plan.is_repeatable,
            ties_settled=best is not None and best.ties_settled,
            versions=dict(plan.results[-1].statistics.versions),
        ),
    )


def pair_terms(formulation: Formulation, i: int, j: int) -> Terms:
    """The pairwise minutes of case i with consultant j, by rule; rules that cost nothing are not named."""
    return {rule: int(minutes[i, j]) for rule, minutes in formulation.minutes.items() if minutes[i, j] != 0}


def pair_reasons(formulation: Formulation, i: int, j: int) -> tuple[Reason, ...]:
    """A sentence for every pairwise term, the largest first."""
    facts = formulation.facts
    reasons = []
    for rule, minutes in pair_terms(formulation, i, j).items():
        sentence = RULE_BY_ID[rule].reason
        assert sentence is not None  # noqa: S101 - a rule with minutes has a sentence for them
        reasons.append(Reason(rule=rule, minutes=minutes, text=sentence(facts, i, j)))
    return largest_first(reasons)


def largest_first(reasons: list[Reason]) -> tuple[Reason, ...]:
    """Reasons by the size of their minutes; equal ones keep their order."""
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.minutes)))


def _assignments(formulation: Formulation, best: Best) -> tuple[Assignment, ...]:
    facts = formulation.facts
    named = []
    given = np.flatnonzero(best.assignment >= 0)
    elsewhere = neighbours_of_each(formulation.unheld_problem, best.assignment, given)
    for i, neighbours in zip(given.tolist(), elsewhere, strict=True):
        case, j = facts.cases[i], int(best.assignment[i])
        terms = pair_terms(formulation, i, j)
        named.append(
            Assignment(
                case_id=case.id,
                consultant_id=facts.consultants[j].id,
                minutes=sum(terms.values()),
                terms=terms,
                reasons=pair_reasons(formulation, i, j),
                marginal=_marginal(formulation, best.assignment, i),
                first_talk=_planned_talk(facts, i),
                runner_up=_runner_up(formulation, neighbours, i, j),
            )
        )
    return tuple(sorted(named, key=lambda each: each.case_id))


def _marginal(formulation: Formulation, assignment: IntArray, i: int) -> Terms:
    """How much less caseload and cohesion would cost without case i."""
    facts, j = formulation.facts, int(assignment[i])
    own = np.flatnonzero(assignment == j)
    load = facts.load_before[j] + facts.case_load[own].sum()
    caseload_minutes = formulation.load_cost[j, load] - formulation.load_cost[j, load - facts.case_load[i]]
    g = int(formulation.group[i])
    is_alone = g >= 0 and (formulation.group[own] == g).sum() == 1
    return _named({RuleId.CASELOAD: caseload_minutes, RuleId.COHESION: formulation.group_fee[g, j] if is_alone else 0})


def _runner_up(formulation: Formulation, neighbours: Neighbours, i: int, proposed: int) -> RunnerUp | None:
    """Who is next by the strict levels and then by minutes while the others stay; nobody where no rule lets her."""
    ranked = np.lexsort((neighbours.total, *(level.pair[i] for level in reversed(formulation.levels))))
    j = next((j for j in ranked.tolist() if neighbours.is_feasible[j] and j != proposed), None)
    if j is None:
        return None
    before, after = pair_terms(formulation, i, proposed), pair_terms(formulation, i, j)
    terms = _named(
        {
            **{rule: after.get(rule, 0) - before.get(rule, 0) for rule in formulation.minutes},
            RuleId.CASELOAD: neighbours.load[j],
            RuleId.COHESION: neighbours.group[j],
        }
    )
    return RunnerUp(
        consultant_id=formulation.facts.consultants[j].id,
        extra_minutes_others_fixed=int(neighbours.total[j]),
        terms=terms,
        reasons=largest_first(
            [Reason(rule=rule, minutes=minutes, text=_difference(rule, minutes)) for rule, minutes in terms.items()]
        ),
    )


def _difference(rule: RuleId, minutes: int) -> Text:
    name = word(rule)
    amount = abs(minutes)
    if minutes > 0:
        return Text(da=f"{amount} min. mere for {name.da}.", en=f"{amount} min. more for {name.en}.")
    return Text(da=f"{amount} min. mindre for {name.da}.", en=f"{amount} min. less for {name.en}.")


def _planned_talk(facts: Facts, i: int) -> PlannedTalk:
    case = facts.cases[i]
    decided = case.first_talk
    return PlannedTalk(
        form=case.talk_form,
        deadline=facts.deadlines[i],
        reason=None if decided is None else decided.reason,
        decided_by=None if decided is None else decided.decided_by,
    )


def _unassigned(formulation: Formulation, assignment: IntArray, stopping: Stopping) -> tuple[Unassigned, ...]:
    facts = formulation.facts
    named = []
    for i in np.flatnonzero(assignment < 0).tolist():
        terms = _named({RuleId.LEFT_OUT: formulation.left_out_minutes[i]})
        named.append(
            Unassigned(
                case_id=facts.cases[i].id,
                blocked_by=blocking_rules(formulation, assignment, i, stopping),
                minutes=sum(terms.values()),
                terms=terms,
                reasons=tuple(
                    Reason(rule=rule, minutes=minutes, text=left_out.reason(facts, i))
                    for rule, minutes in terms.items()
                ),
            )
        )
    return tuple(sorted(named, key=lambda each: each.case_id))


def name_caseloads(formulation: Formulation, assignment: IntArray) -> tuple[ConsultantCaseload, ...]:
    """Every consultant's caseload before and after a plan, in order of ids."""
    facts = formulation.facts
    limits = facts.limit(facts.policy.caseload.measure)
    named = []
    for j, consultant in enumerate(facts.consultants):
        own = np.flatnonzero(assignment == j)
        before = int(facts.load_today[j])
        after = int(facts.load_before[j] + facts.case_load[own].sum())
        fees = {int(g): int(formulation.group_fee[g, j]) for g in formulation.group[own] if g >= 0}
        terms = _named({RuleId.CASELOAD: formulation.load_cost[j, after], RuleId.COHESION: sum(fees.values())})
        sentences = {
            RuleId.CASELOAD: caseload.reason(facts, j, after),
            RuleId.COHESION: cohesion.reason(sum(fee > 0 for fee in fees.values())),
        }
        limit = limits[j]
        named.append(
            ConsultantCaseload(
                consultant_id=consultant.id,
                measure=facts.policy.caseload.measure,
                before=before,
                after=after,
                target=int(facts.target[j]),
                limit=None if limit is None else limit * facts.units_per_case,
                terms=terms,
                reasons=largest_first(
                    [Reason(rule=rule, minutes=minutes, text=sentences[rule]) for rule, minutes in terms.items()]
                ),
                count_before=int(facts.count_today[j]),
                count_after=int(facts.count_before[j]) + len(own),
                weight_quarters_before=int(facts.quarters_today[j]),
                weight_quarters_after=int(facts.quarters_before[j] + facts.case_quarters[own].sum()),
            )
        )
    return tuple(sorted(named, key=lambda each: each.consultant_id))


def _remarks(facts: Facts) -> tuple[Text, ...]:
    """What a reader of the proposal should know that no term says."""
    remarks = []
    for i, case in sorted(enumerate(facts.cases), key=lambda each: each[1].id):
        if case.employment is Employment.EMPLOYED and case.employer_id is None and case.workplace is None:
            remarks.append(
                Text(
                    da=f"Sag {case.id} har intet arbejdssted, så rejsetid tæller ikke.",
                    en=f"Case {case.id} has no workplace, so travel does not count.",
                )
            )
        left = facts.days_to_deadline(i)
        if left is not None and left < 0:
            days = counted(-left, da=("dag", "dage"), en=("day", "days"))
            remarks.append(
                Text(
                    da=f"Sag {case.id}: fristen for første samtale er overskredet med {days.da}.",
                    en=f"Case {case.id}: the deadline of the first talk passed {days.en} ago.",
                )
            )
    return tuple(remarks)


def _named(minutes: Mapping[RuleId, int | np.int64]) -> Terms:
    return {rule: int(value) for rule, value in minutes.items() if value != 0}
