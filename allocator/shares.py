"""What each consultant of a round has, before it and under a plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from allocator.arrays import IntArray
from allocator.facts import Facts, workplace_of
from models.case import Case, TalkForm
from models.caseload import QUARTERS_PER_CASE, Measure
from models.consultant import Consultant
from models.errors import UnusableInput
from models.fairness import ConsultantShare, Share
from models.position import Position
from models.snapshot import Snapshot
from models.travel import TravelTimes


@dataclass(frozen=True)
class Counting:
    """What is needed to count a consultant's cases. `offices`: of the teams, None where one has none."""

    facts: Facts
    offices: dict[str, Position | None]
    travel: TravelTimes

    @classmethod
    def of(cls, facts: Facts, snapshot: Snapshot, travel: TravelTimes) -> "Counting":
        """The counting for a round of the snapshot."""
        return cls(facts, {team.id: team.office for team in snapshot.teams}, travel)

    def shares(self, assignment: IntArray) -> tuple[ConsultantShare, ...]:
        """Every consultant of the round under a plan (n,), in order of ids."""
        facts = self.facts
        target_count, target_weight = facts.target_in(Measure.COUNT), facts.target_in(Measure.WEIGHT)
        named = []
        for j, consultant in enumerate(facts.consultants):
            other = facts.open_by_consultant[consultant.id]
            had = (*other, *(case for case in facts.cases if case.consultant_id == consultant.id))
            gets = tuple(case for case, chosen in zip(facts.cases, assignment.tolist(), strict=True) if chosen == j)
            named.append(
                ConsultantShare(
                    consultant_id=consultant.id,
                    working_time_percent=consultant.working_time_percent,
                    target_count=int(target_count[j]),
                    target_weight_quarters=int(target_weight[j]) * QUARTERS_PER_CASE,
                    before=self._share(consultant, had),
                    after=self._share(consultant, (*other, *gets)),
                )
            )
        return tuple(sorted(named, key=lambda each: each.consultant_id))

    def _share(self, consultant: Consultant, cases: Sequence[Case]) -> Share:
        facts = self.facts
        weights = [facts.policy.weight_quarters(case) for case in cases]
        relations = [relation for case in cases if (relation := facts.relation_of(case)) is not None]
        kept = sum(relation.consultant_id == consultant.id for relation in relations)
        with_deputy = sum(relation.deputy_id == consultant.id for relation in relations)
        return Share(
            count=len(cases),
            weight_quarters=sum(weights),
            travel_minutes=self._travel_minutes(consultant, cases),
            num_heavy=sum(weight > QUARTERS_PER_CASE for weight in weights),
            num_unwanted=sum(case.case_type in facts.unwanted_types for case in cases),
            contacts_kept=kept,
            contacts_with_deputy=with_deputy,
            contacts_broken=len(relations) - kept - with_deputy,
        )

    def _travel_minutes(self, consultant: Consultant, cases: Sequence[Case]) -> int | None:
        """There and back for all expected visits; None where a way is not known."""
        facts = self.facts
        places = [
            place
            for case in cases
            if case.talk_form is TalkForm.WORKPLACE
            and not self._comes_anyway(consultant, case)
            and (place := workplace_of(case, facts.employers)) is not None
        ]
        if not places:
            return 0
        home = consultant.home or self.offices[consultant.team_id]
        if home is None:
            return None
        try:
            one_way = self.travel.minutes([home], places)
        except UnusableInput:  # a team's own table may lack ways that the round itself does not ask for
            return None
        return 2 * facts.policy.travel.expected_visits * int(one_way.sum())

    def _comes_anyway(self, consultant: Consultant, case: Case) -> bool:
        relation = self.facts.relation_of(case)
        return relation is not None and relation.rhythm_days is not None and relation.consultant_id == consultant.id
