"""One swap that consultants propose: whether it is allowed and why not, what it is to each of them, and who agrees."""

from collections.abc import Sequence

from allocator.facts import Facts
from allocator.formulation import Formulation, StrictLevel, formulate
from allocator.naming import pair_reasons
from allocator.rebalancing.exchanges import rooms
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.ring_tables import LONGEST_RING
from allocator.rebalancing.swap_naming import name_swap
from allocator.rules.counted import counted
from models.errors import Finding, UnusableInput
from models.policy import Policy, SwapApproval
from models.rule_id import RuleId
from models.snapshot import Snapshot
from models.swap import Swap, SwapCheck, SwapObstacle
from models.text import Text
from models.travel import TravelTimes
from models.wording import word


def check_swap(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    case_ids: Sequence[str],
    *,
    team_id: str | None = None,
    seed: int = 0,
) -> SwapCheck:
    """Hold a proposed swap against the rules.

    Parameters
    ----------
    case_ids
        Two to four open cases of different consultants: each goes to whoever has the next, the last to whoever has the
        first.

    Raises
    ------
    UnusableInput
        The cases are not such, or what `find_swaps` raises.
    """
    facts = gather_rebalance(snapshot, policy, travel, team_id=team_id, seed=seed)
    findings = _faults(facts, case_ids)
    if findings:
        raise UnusableInput(findings)
    formulation = formulate(facts)
    cases = [facts.case_index[each] for each in case_ids]
    swap = name_swap(formulation, cases)
    obstacles = tuple(
        obstacle
        for place, gives in enumerate(cases)
        if (obstacle := _obstacle(formulation, gives=gives, gets=cases[place - 1])) is not None
    )
    by_coordinator = policy.swap_approval is SwapApproval.COORDINATOR
    return SwapCheck(
        swap=swap,
        is_allowed=not obstacles,
        obstacles=obstacles,
        approval=policy.swap_approval,
        approvers=() if by_coordinator else tuple(party.consultant_id for party in swap.parties),
        reasons={
            party.gets: pair_reasons(
                formulation, facts.case_index[party.gets], facts.consultant_index[party.consultant_id]
            )
            for party in swap.parties
        },
        sentence=_sentence(facts, swap, obstacles, by_coordinator=by_coordinator),
    )


def _faults(facts: Facts, case_ids: Sequence[str]) -> list[Finding]:
    if not 2 <= len(case_ids) <= LONGEST_RING:
        return [
            Finding(
                code="swap_size",
                what=Text(
                    da=f"Et bytte på {len(case_ids)} sager prøves ikke.",
                    en=f"A swap of {len(case_ids)} cases is not checked.",
                ),
                remedy=Text(
                    da=f"Angiv to til {LONGEST_RING} sager, hver hos sin konsulent.",
                    en=f"Give two to {LONGEST_RING} cases, each of another consultant.",
                ),
            )
        ]
    findings = [_not_open(each) for each in dict.fromkeys(case_ids) if each not in facts.case_index]
    holders = [facts.cases[facts.case_index[each]].consultant_id for each in case_ids if each in facts.case_index]
    twice = [holder for holder in dict.fromkeys(holders) if holders.count(holder) > 1]
    return [*findings, *(_given_twice(facts, holder or "") for holder in twice)]


def _not_open(case_id: str) -> Finding:
    return Finding(
        code="case_unknown",
        what=Text(
            da=f"Teamets konsulenter har ingen åben sag med nummer {case_id}.",
            en=f"The team's consultants have no open case numbered {case_id}.",
        ),
        remedy=Text(
            da="Ret nummeret; nye sager fordeles og byttes ikke.",
            en="Correct the number; new cases are distributed, not swapped.",
        ),
    )


def _given_twice(facts: Facts, holder: str) -> Finding:
    who = facts.initials[holder]
    return Finding(
        code="swap_with_herself",
        what=Text(da=f"{who} har flere af sagerne.", en=f"{who} has more than one of the cases."),
        remedy=Text(da="Angiv én sag fra hver konsulent.", en="Give one case of each consultant."),
    )


def _obstacle(formulation: Formulation, *, gives: int, gets: int) -> SwapObstacle | None:
    """What keeps the holder of the one case from having the other instead; None where nothing does."""
    facts = formulation.facts
    j = int(facts.holder[gives])
    rules = [rule for rule, forbidden in formulation.forbidden.items() if forbidden[gets, j]]
    if any(
        room.now - room.weight[gives] + room.weight[gets] > max(room.most, room.now)
        for room in rooms(formulation)
        if room.consultant == j
    ):
        rules.append(RuleId.LIMITS)
    for level in formulation.levels:
        if level.pair[gets, j] > level.pair[gets, facts.holder[gets]]:
            rules += [rule for rule in _rules_of(level) if rule not in rules]
    if not rules:
        return None
    names = [word(rule) for rule in rules]
    who = facts.initials[facts.consultants[j].id]
    case_id = facts.cases[gets].id
    return SwapObstacle(
        case_id=case_id,
        consultant_id=facts.consultants[j].id,
        rules=tuple(rules),
        text=Text(
            da=f"Sag {case_id} kan ikke gå til {who}: {', '.join(name.da for name in names)}.",
            en=f"Case {case_id} cannot go to {who}: {', '.join(name.en for name in names)}.",
        ),
    )


def _rules_of(level: StrictLevel) -> list[RuleId]:
    """The rules that a strict level is about; a contact who must have the case is the contact rule's."""
    known = set(RuleId)
    parts = [part for part in level.name.split("+") if part in known]
    return [RuleId(part) for part in parts] or [RuleId.CONTACT]


def _sentence(facts: Facts, swap: Swap, obstacles: Sequence[SwapObstacle], *, by_coordinator: bool) -> Text:
    if obstacles:
        return Text(
            da=f"Byttet er ikke tilladt. {' '.join(each.text.da for each in obstacles)}",
            en=f"The swap is not allowed. {' '.join(each.text.en for each in obstacles)}",
        )
    changes = [_change(facts.initials[party.consultant_id], party.minutes) for party in swap.parties]
    who = _names([facts.initials[party.consultant_id] for party in swap.parties])
    agrees = (
        Text(da="Koordinatoren skal godkende det.", en="The coordinator has to agree.")
        if by_coordinator
        else Text(da=f"{who.da} skal alle sige ja.", en=f"{who.en} all have to agree.")
        if len(swap.parties) > 2
        else Text(da=f"{who.da} skal begge sige ja.", en=f"{who.en} both have to agree.")
    )
    return Text(
        da=f"Byttet er tilladt: {'; '.join(change.da for change in changes)}. {agrees.da}",
        en=f"The swap is allowed: {'; '.join(change.en for change in changes)}. {agrees.en}",
    )


def _change(initials: str, minutes: int) -> Text:
    if minutes == 0:
        return Text(da=f"{initials} hverken sparer eller bruger mere", en=f"{initials} neither saves nor spends more")
    amount = counted(abs(minutes), da=("minut", "minutter"), en=("minute", "minutes"))
    if minutes < 0:
        return Text(da=f"{initials} sparer {amount.da}", en=f"{initials} saves {amount.en}")
    return Text(da=f"{initials} bruger {amount.da} mere", en=f"{initials} spends {amount.en} more")


def _names(names: Sequence[str]) -> Text:
    head, last = ", ".join(names[:-1]), names[-1]
    return Text(da=f"{head} og {last}", en=f"{head} and {last}")
