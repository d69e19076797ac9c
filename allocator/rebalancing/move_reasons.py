"""Why each case moves: the rule that takes it from its holder, or the occasion that the move answers."""

from collections.abc import Mapping, Sequence

from allocator.formulation import Formulation
from allocator.rules import keeping
from models.move import MoveKind, MoveReason
from models.occasion import Absent, CaseChanges, HoursChange, LimitChanges, Occasion, Returns, Starts, TeamChanges
from models.rule_id import RuleId

_BY_RULE: Mapping[RuleId, MoveReason] = {
    RuleId.DEPARTURE: MoveReason.DEPARTURE,
    RuleId.TEAM: MoveReason.TEAM_CHANGED,
    RuleId.CONFLICT: MoveReason.CONFLICT,
    RuleId.COMPETENCE: MoveReason.COMPETENCE,
    RuleId.PIN: MoveReason.DECISION,
    RuleId.EXCLUSION: MoveReason.DECISION,
    RuleId.ABSENCE: MoveReason.ABSENCE,
}


def kind_of(formulation: Formulation, i: int, j: int) -> MoveKind:
    """What kind of move case i to consultant j is, who does not have it."""
    if not formulation.may_keep[i]:
        return MoveKind.FORCED
    return MoveKind.VOLUNTARY if formulation.voluntary[i, j] else MoveKind.BACK


def forced_reason(formulation: Formulation, i: int, occasions: Sequence[Occasion]) -> MoveReason:
    """Why the holder of case i may not keep it."""
    case_id = formulation.facts.cases[i].id
    changed = [each for each in occasions if isinstance(each, CaseChanges) and each.case_id == case_id]
    (rule, *_) = keeping.taken_by(formulation.forbidden, formulation.facts, i)
    if rule in (RuleId.TEAM, RuleId.COMPETENCE) and any(each.employment is not None for each in changed):
        return MoveReason.EMPLOYMENT_CHANGED
    return _BY_RULE[rule]


def reason_of(formulation: Formulation, i: int, j: int, occasions: Sequence[Occasion]) -> MoveReason:
    """Why case i moves to consultant j."""
    kind = kind_of(formulation, i, j)
    if kind is MoveKind.FORCED:
        return forced_reason(formulation, i, occasions)
    if kind is MoveKind.BACK:
        return MoveReason.RETURN
    facts = formulation.facts
    return _voluntary_reason(facts.cases[i].consultant_id or "", facts.consultants[j].id, occasions)


def _voluntary_reason(giver: str, taker: str, occasions: Sequence[Occasion]) -> MoveReason:
    """What a move of choice answers: what has happened to one of the two, else that caseloads even out."""
    for occasion in occasions:
        match occasion:
            case Starts() if occasion.consultant_id == taker:
                return MoveReason.NEWCOMER
            case Returns() if occasion.consultant_id == taker:
                return MoveReason.RETURN
            case Absent() if occasion.consultant_id == giver:
                return MoveReason.ABSENCE
            case HoursChange() if occasion.consultant_id in (giver, taker):
                return MoveReason.HOURS_CHANGED
            case LimitChanges() if occasion.consultant_id in (giver, taker):
                return MoveReason.LIMIT_CHANGED
            case TeamChanges() if occasion.consultant_id in (giver, taker):
                return MoveReason.TEAM_CHANGED
    return MoveReason.BALANCE
