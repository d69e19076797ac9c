"""A second opinion on a round, from the snapshot and the policy alone: what is forbidden, what it costs, what could be.

Written from the design's table of rules and not from `allocator`, of which it imports nothing, with fractions where the
product uses whole numbers, so that a fault has to be made twice to go unseen.
"""

import datetime
import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from math import floor

from models.case import Case
from models.consultant import Consultant
from models.law import first_talk_deadline
from models.policy import Policy
from models.position import Position
from models.snapshot import Snapshot

Plan = Mapping[str, str | None]
"""The consultant of every new case of the round, None where it is left out."""
PUBLIC_HOLIDAYS = frozenset(
    datetime.date(year, month, day)
    for year, month, day in (
        (2026, 1, 1),
        (2026, 4, 2),
        (2026, 4, 3),
        (2026, 4, 5),
        (2026, 4, 6),
        (2026, 5, 14),
        (2026, 5, 24),
        (2026, 5, 25),
        (2026, 12, 25),
        (2026, 12, 26),
        (2027, 1, 1),
        (2027, 3, 25),
        (2027, 3, 26),
    )
)


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


class RoundJudge:
    """One round of the pool of the snapshot's first team; a minute of travel for every 1/1000 of a degree."""

    def __init__(self, snapshot: Snapshot, policy: Policy) -> None:
        self.snapshot, self.policy, self.day = snapshot, policy, snapshot.date
        pool = snapshot.teams[0].pool or snapshot.teams[0].id
        self.teams = {team.id for team in snapshot.teams if (team.pool or team.id) == pool}
        self.consultants = {each.id: each for each in snapshot.consultants if each.team_id in self.teams}
        self.employers = {each.id: each for each in snapshot.employers}
        self.relations = {each.employer_id: each for each in snapshot.contact_relations if each.mode != "off"}
        self.open_cases = [case for case in snapshot.cases if case.consultant_id is not None]
        new = [case for case in snapshot.cases if case.consultant_id is None]
        self.other_teams = {case.id: teams for case in new if (teams := self._other_teams(case))}
        self.cases = {case.id: case for case in new if case.id not in self.other_teams}
        preferred = Counter[str]()
        for each in self.consultants.values():
            preferred.update({str(case_type): step for case_type, step in each.preferences.items()})
        self.unwanted = {case_type for case_type, total in preferred.items() if total < 0}

    def pairs(self) -> Iterator[tuple[Case, Consultant]]:
        return itertools.product(self.cases.values(), self.consultants.values())

    # --- what may not be ---

    def forbidding(self, case: Case, consultant: Consultant) -> set[str]:
        """The rules that alone forbid the pair, whatever else the plan does; limits apart."""
        relation = self.relations.get(case.employer_id or "")
        overrides = [each for each in self.snapshot.overrides if each.case_id == case.id]
        pinned_to = [each.consultant_id for each in overrides if each.kind == "pin"]
        excluded = [each.consultant_id for each in overrides if each.kind == "exclusion"]
        section = self._section(case)
        away, here = self._working_days_away_and_here(case, consultant)
        causes = {
            "departure": consultant.end_date is not None,
            "competence": not self._needs(case) <= set(map(str, consultant.competences)),
            "conflict": any(
                each.case_id == case.id or (each.employer_id is not None and each.employer_id == case.employer_id)
                for each in consultant.conflicts
            ),
            "pin": bool(pinned_to) and consultant.id not in pinned_to,
            "exclusion": consultant.id in excluded,
            "industry": section in self.policy.industry.mandatory_sections
            and consultant.industries.get(section or "", 0) < self.policy.industry.mandatory_level,
            "absence": away > 0 and here < self.policy.absence.min_working_days,
            "contact": relation is not None
            and relation.mode == "always"
            and self.policy.contact.when_impossible == "waits"
            and consultant.id not in (relation.consultant_id, relation.deputy_id),
        }
        return {rule for rule, is_cause in causes.items() if is_cause}

    def is_room(self, consultant: Consultant, given: Collection[Case], without: Collection[str] = ()) -> bool:
        """Whether the limits let a consultant have these new cases together."""
        part = self.policy.caseload
        if "limits" not in without and given:
            count, quarters = self._before(consultant)
            limit_count = self._own_or_scaled(consultant, consultant.limit_count, part.limit_count)
            limit_weight = self._own_or_scaled(consultant, consultant.limit_weight, part.limit_weight)
            if limit_count is not None and count + len(given) > limit_count:
                return False
            if limit_weight is not None and quarters + sum(map(self.quarters, given)) > 4 * limit_weight:
                return False
            if part.max_new_per_round is not None and len(given) > part.max_new_per_round:
                return False
        most = self.policy.rotation.max_unwanted_per_round
        if "rotation" not in without and most is not None:
            types = Counter(str(case.case_type) for case in given)
            return all(types[case_type] <= most for case_type in self.unwanted)
        return True

    def broken_rules(self, plan: Plan) -> list[str]:
        """Every hard rule that a plan breaks, in words."""
        broken = []
        for consultant in self.consultants.values():
            given = [self.cases[case_id] for case_id, taker in plan.items() if taker == consultant.id]
            broken += [
                f"{case.id}-{consultant.id}: {rule}" for case in given for rule in self.forbidding(case, consultant)
            ]
            if not self.is_room(consultant, given):
                broken.append(f"{consultant.id}: no room for {len(given)}")
        return broken

    def can_be_let_in(self, case_id: str, budget_points: int, without: Collection[str]) -> bool:
        """Whether the case can have somebody while the others left out count at most `budget_points`.

        A rule over pairs is set aside for this case only, limits and rotation for everybody.
        """
        others = [case for case in self.cases.values() if case.id != case_id]
        return self._fits([self.cases[case_id], *others], budget_points, case_id, set(without))

    def can_leave_out_less_than(self, points: int) -> bool:
        return self._fits(list(self.cases.values()), points - 1, None, set())

    def _fits(self, cases: list[Case], budget: int, must: str | None, without: set[str]) -> bool:
        takers = {
            case.id: [
                each
                for each in self.consultants.values()
                if not self.forbidding(case, each) - (without if case.id == must else set())
            ]
            for case in cases
        }
        cases = sorted(cases, key=lambda case: (case.id != must, len(takers[case.id]), -self.points(case)))
        given: dict[str, list[Case]] = {each: [] for each in self.consultants}
        seen: dict[tuple[object, ...], int] = {}

        def place(index: int, left: int) -> bool:
            if left < 0:
                return False
            if index == len(cases):
                return True
            key = (index, *(tuple(sorted((self.quarters(c), c.case_type) for c in own)) for own in given.values()))
            if seen.get(key, -1) >= left:
                return False
            seen[key] = left
            case = cases[index]
            for taker in takers[case.id]:
                given[taker.id].append(case)
                if self.is_room(taker, given[taker.id], without) and place(index + 1, left):
                    return True
                given[taker.id].pop()
            return case.id != must and place(index + 1, left - self.points(case))

        return place(0, budget)

    # --- what it costs ---

    def points(self, case: Case) -> int:
        """What leaving the case out counts in the first level."""
        part = self.policy.left_out
        weeks = min(part.most_waiting_weeks, max(0, (self.day - (case.waiting_since or case.received)).days // 7))
        points = part.case_points + weeks * part.waiting_week_points
        points += part.fast_track_points if case.fast_track else 0
        return points + (part.near_deadline_points if self._is_near(case) else 0)

    def minutes(self, case: Case, consultant: Consultant) -> dict[str, int]:
        """The minutes of the pair by rule, without those that come to nothing."""
        policy = self.policy
        relation = self.relations.get(case.employer_id or "")
        contact = deputy = None
        if relation is not None:
            contact, deputy = relation.consultant_id, relation.deputy_id
        away, _ = self._working_days_away_and_here(case, consultant)
        section = self._section(case)
        round_ids = set(self.consultants)
        wished = [
            each.step
            for each in self.snapshot.wishes
            if each.case_id == case.id and each.consultant_id == consultant.id
        ]
        prices = {
            "contact": 0
            if relation is None or consultant.id == contact
            else policy.contact.deputy_minutes
            if consultant.id == deputy
            else policy.contact.broken_minutes,
            "travel": self._travel(case, consultant),
            "calendar": self._calendar(case, consultant),
            "industry": 0
            if section is None
            else (3 - consultant.industries.get(section, 0)) * policy.industry.missing_level_minutes,
            "preference": -consultant.preferences.get(case.case_type, 0) * policy.preference.step_minutes,
            "wish": -sum(wished) * policy.preference.wish_step_minutes,
            "returning": policy.returning.not_previous_minutes
            if case.previous_consultant_id in round_ids - {consultant.id}
            else 0,
            "urgency": self._urgency(case, consultant),
            "rotation": policy.rotation.minutes_per_recent_case * consultant.received_lately.get(case.case_type, 0)
            if case.case_type in self.unwanted
            else 0,
            "absence": away * policy.absence.absent_day_minutes,
        }
        return {rule: price for rule, price in prices.items() if price != 0}

    def caseload_minutes(self, consultant: Consultant, given: Collection[Case]) -> int:
        """The d-th case above the target costs d steps, below likewise; by weight the same curve in quarters."""
        part = self.policy.caseload
        count, quarters = self._before(consultant)
        if part.measure == "count":
            above = count + len(given) - self.target(consultant)
            step, size = (part.step_above_minutes, above) if above > 0 else (part.step_below_minutes, -above)
            return step * size * (size + 1) // 2
        above = quarters + sum(map(self.quarters, given)) - 4 * self.target(consultant)
        step, size = (part.step_above_minutes, above) if above > 0 else (part.step_below_minutes, -above)
        middles = (Fraction(2 * quarter + 1, 8) for quarter in range(size))
        return sum(half_up(step * (middle + Fraction(1, 2)) / 4) for middle in middles)

    def cohesion_minutes(self, consultant: Consultant, given: Collection[Case]) -> int:
        """A price for every employer with several cases to whom the consultant is new."""
        new_to = 0
        for employer_id in {case.employer_id for case in given} - {None}:
            everybodys = [case for case in self.snapshot.cases if case.employer_id == employer_id]
            knows = any(case.consultant_id == consultant.id for case in everybodys)
            relation = self.relations.get(employer_id or "")
            is_contact = relation is not None and relation.consultant_id == consultant.id
            new_to += len(everybodys) >= 2 and not knows and not is_contact
        return new_to * self.policy.cohesion.new_face_minutes

    def objective(self, plan: Plan) -> int:
        """All minutes of a plan."""
        total = 0
        for consultant in self.consultants.values():
            given = [self.cases[case_id] for case_id, taker in plan.items() if taker == consultant.id]
            total += sum(sum(self.minutes(case, consultant).values()) for case in given)
            total += self.caseload_minutes(consultant, given) + self.cohesion_minutes(consultant, given)
        return total + sum(taker is None for taker in plan.values()) * self.policy.left_out.case_minutes

    def levels(self, plan: Plan) -> dict[str, int]:
        """What a plan counts in each strict level, in their order; a level that can never count is not there."""
        always = {
            case.id: relation
            for case in self.cases.values()
            if (relation := self.relations.get(case.employer_id or "")) is not None and relation.mode == "always"
        }
        given = {case_id: taker for case_id, taker in plan.items() if taker is not None}
        values = {"left_out": sum(self.points(self.cases[case_id]) for case_id in plan.keys() - given.keys())}
        if any(set(self.consultants) - {each.consultant_id, each.deputy_id} for each in always.values()):
            values["contact_strangers"] = sum(
                case_id in always and taker not in (always[case_id].consultant_id, always[case_id].deputy_id)
                for case_id, taker in given.items()
            )
        if any(each.deputy_id in self.consultants for each in always.values()):
            values["contact_deputies"] = sum(
                case_id in always and taker == always[case_id].deputy_id for case_id, taker in given.items()
            )
        for rules in self.policy.levels:
            values["+".join(rules)] = sum(
                self.minutes(self.cases[case_id], self.consultants[taker]).get(rule, 0)
                for case_id, taker in given.items()
                for rule in rules
            )
        return values

    def best(self) -> tuple[tuple[int, ...], int]:
        """By trying every plan: the least levels and minutes in strict order, and the fewest cases received lately."""
        takers = [
            [None, *(each.id for each in self.consultants.values() if not self.forbidding(case, each))]
            for case in self.cases.values()
        ]
        best: tuple[tuple[int, ...], int] | None = None
        for chosen in itertools.product(*takers):
            plan = dict(zip(self.cases, chosen, strict=True))
            if self.broken_rules(plan):
                continue
            value = ((*self.levels(plan).values(), self.objective(plan)), self.received_lately(plan))
            best = value if best is None else min(best, value)
        assert best is not None
        return best

    def received_lately(self, plan: Plan) -> int:
        """What breaks ties."""
        return sum(
            sum(self.consultants[taker].received_lately.values()) for taker in plan.values() if taker is not None
        )

    # --- what both need ---

    def quarters(self, case: Case) -> int:
        weights = self.policy.weights
        flags = sum(weights.risk_flag_quarters.get(flag, 0) for flag in case.risk_flags)
        return case.weight_quarters or max(1, weights.case_type_quarters.get(case.case_type, 4) + flags)

    def target(self, consultant: Consultant) -> int:
        """In cases, or normal cases by weight."""
        part = self.policy.caseload
        own = consultant.target_count if part.measure == "count" else consultant.target_weight
        target = self._own_or_scaled(consultant, own, part.target)
        assert target is not None
        return target

    def _before(self, consultant: Consultant) -> tuple[int, int]:
        own = [case for case in self.open_cases if case.consultant_id == consultant.id]
        return len(own), sum(map(self.quarters, own))

    def _own_or_scaled(self, consultant: Consultant, own: int | None, general: int | None) -> int | None:
        """Her own figure, or the policy's by her working time; either grows through a newcomer's ramp."""
        if own is None and general is None:
            return None
        figure = Fraction(own) if own is not None else Fraction(general or 0) * consultant.working_time_percent / 100
        part = self.policy.caseload
        weeks = part.ramp_weeks if consultant.ramp_weeks is None else consultant.ramp_weeks
        if consultant.start_date is not None and weeks > 0:
            gone = Fraction((self.day - consultant.start_date).days, 7 * weeks)
            start = Fraction(part.ramp_start_percent, 100)
            figure *= start + (1 - start) * min(Fraction(1), max(Fraction(0), gone))
        return half_up(figure)

    def _other_teams(self, case: Case) -> set[str]:
        """The teams that may be named for a case that is not of this round; empty where it is."""
        if case.team_id is not None:
            return {case.team_id} - self.teams
        relation = self.relations.get(case.employer_id or "")
        if relation is not None and relation.mode == "always":
            return {
                each.team_id for each in self.snapshot.consultants if each.id == relation.consultant_id
            } - self.teams
        able = {
            each.team_id for each in self.snapshot.consultants if self._needs(case) <= set(map(str, each.competences))
        }
        return set() if able & self.teams else able

    def _needs(self, case: Case) -> set[str]:
        form = case.first_talk.form if case.first_talk is not None else None
        needs = {str(case.employment), *map(str, case.needs)}
        if form == "workplace" or (form is None and case.employment == "employed"):
            needs.add("goes_out")
        return needs

    def _section(self, case: Case) -> str | None:
        employer = self.employers.get(case.employer_id or "")
        return None if employer is None or employer.industry is None else employer.industry.section

    def _is_near(self, case: Case) -> bool:
        deadline = first_talk_deadline(case, self.day)
        return deadline is not None and (deadline - self.day).days <= self.policy.urgency.near_deadline_days

    def _working_days_away_and_here(self, case: Case, consultant: Consultant) -> tuple[int, int]:
        deadline = first_talk_deadline(case, self.day)
        window = [] if deadline is None else self._working_days(deadline)
        if not window:
            window = self._working_days(self.day + datetime.timedelta(days=self.policy.absence.window_days))
        away = [
            day
            for day in window
            if any(each.first_day <= day <= each.last_day for each in consultant.absences)
            or (consultant.start_date is not None and day < consultant.start_date)
        ]
        return len(away), len(window) - len(away)

    def _working_days(self, last: datetime.date) -> list[datetime.date]:
        every_day = (self.day + datetime.timedelta(days=number) for number in range((last - self.day).days + 1))
        return [day for day in every_day if day.weekday() < 5 and day not in PUBLIC_HOLIDAYS]

    def _travel(self, case: Case, consultant: Consultant) -> int:
        part = self.policy.travel
        employer = self.employers.get(case.employer_id or "")
        workplace = case.workplace or (None if employer is None else employer.position)
        relation = self.relations.get(case.employer_id or "")
        if workplace is None or part.counted_percent == 0 or case.talk_form != "workplace":
            return 0
        if relation is not None and relation.consultant_id == consultant.id and relation.rhythm_days is not None:
            return 0
        office = next(team.office for team in self.snapshot.teams if team.id == consultant.team_id)
        home = consultant.home or office
        assert home is not None
        return half_up(Fraction(2 * part.expected_visits * part.counted_percent * _one_way(home, workplace), 100))

    def _calendar(self, case: Case, consultant: Consultant) -> int:
        part = self.policy.calendar
        deadline = first_talk_deadline(case, self.day)
        if consultant.free_visit_slots is None or deadline is None or deadline < self.day:
            return 0
        monday = self.day - datetime.timedelta(days=self.day.weekday())
        slots = 0
        while monday <= deadline:
            slots += consultant.free_visit_slots.get(monday.strftime("%G-W%V"), 0)
            monday += datetime.timedelta(days=7)
        return max(0, part.no_slot_minutes - slots * part.minutes_less_per_slot)

    def _urgency(self, case: Case, consultant: Consultant) -> int:
        if not (case.fast_track or self._is_near(case)):
            return 0
        count, quarters = self._before(consultant)
        has = Fraction(count) if self.policy.caseload.measure == "count" else Fraction(quarters, 4)
        above = max(Fraction(0), has - self.target(consultant))
        return half_up(above * self.policy.urgency.minutes_per_case_above_target)


def _one_way(home: Position, workplace: Position) -> int:
    return round(1000 * (abs(home.latitude - workplace.latitude) + abs(home.longitude - workplace.longitude)))
