"""Who else could have a case, and which waiting case would suit a consultant, by the price of the whole plan."""

from allocator.formulation import Formulation
from allocator.naming import pair_reasons, pair_terms
from allocator.questions.clock import Clock
from allocator.questions.pairs import PairAnswer, price_pairs
from allocator.questions.standing import Standing
from models.explanation import BestFits, Candidate, Fit


def rank_consultants(standing: Standing, i: int, answers: dict[tuple[int, int], PairAnswer]) -> tuple[Candidate, ...]:
    """Those who can have case i, the cheapest for the whole plan first, then those who cannot.

    Strict levels come before minutes. The one who is proposed stands first among equals.
    """
    formulation = standing.formulation
    ranked = [answers[i, j] for j in range(formulation.facts.shape[1])]
    return tuple(_candidate(formulation, answer) for answer in sorted(ranked, key=lambda each: _rank(standing, each)))


def rank_cases(standing: Standing, j: int, clock: Clock) -> BestFits:
    """The round's cases, those first that cost the whole plan least with consultant j, then those she cannot have."""
    formulation = standing.formulation
    answers = price_pairs(standing, [(i, j) for i in range(formulation.facts.shape[0])], clock)
    ranked = sorted(answers.values(), key=lambda each: _rank(standing, each))
    return BestFits(
        consultant_id=formulation.facts.consultants[j].id,
        status=standing.status_of_answer(clock),
        num_cases_proposed=0 if standing.outcome is None else int((standing.assignment == j).sum()),
        fits=tuple(_fit(standing, answer) for answer in ranked),
    )


def _rank(standing: Standing, answer: PairAnswer) -> tuple[bool, bool, tuple[int, ...], bool, int, str, str]:
    facts = standing.formulation.facts
    is_proposed = standing.outcome is not None and int(standing.assignment[answer.i]) == answer.j
    return (
        bool(answer.blocked_by),
        answer.extra is None,
        () if answer.extra is None else answer.extra.rank,
        not is_proposed,
        int(standing.formulation.pair_minutes[answer.i, answer.j]),
        facts.cases[answer.i].id,
        facts.consultants[answer.j].id,
    )


def _candidate(formulation: Formulation, answer: PairAnswer) -> Candidate:
    extra = answer.extra
    return Candidate(
        consultant_id=formulation.facts.consultants[answer.j].id,
        terms=pair_terms(formulation, answer.i, answer.j),
        reasons=pair_reasons(formulation, answer.i, answer.j),
        extra_minutes=None if extra is None else extra.minutes,
        extra_minutes_at_least=None if extra is None else extra.at_least,
        extra_minutes_at_most=None if extra is None else extra.at_most,
        blocked_by=answer.blocked_by,
        gives_way=() if extra is None else extra.levels,
        also_moves=_case_ids(formulation, answer),
    )


def _fit(standing: Standing, answer: PairAnswer) -> Fit:
    candidate = _candidate(standing.formulation, answer)
    facts = standing.formulation.facts
    proposed = -1 if standing.outcome is None else int(standing.assignment[answer.i])
    return Fit(
        case_id=facts.cases[answer.i].id,
        proposed_for=facts.consultants[proposed].id if proposed >= 0 else None,
        **{name: getattr(candidate, name) for name in Candidate.model_fields if name != "consultant_id"},
    )


def _case_ids(formulation: Formulation, answer: PairAnswer) -> tuple[str, ...]:
    return tuple(sorted(formulation.facts.cases[i].id for i in answer.moved))
