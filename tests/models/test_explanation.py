from models.explanation import Candidate, Explanation, FlipPoint, WhyNot
from models.rule_id import RuleId


def test_an_explanation_goes_through_json_unchanged():
    candidate = Candidate(
        consultant_id="CD",
        terms={RuleId.TRAVEL: 48},
        reasons=(),
        extra_minutes=None,
        extra_minutes_at_least=12,
        extra_minutes_at_most=None,
        blocked_by=(),
    )
    why_not = WhyNot(consultant_id="CD", flips_when=(FlipPoint(what="travel", unit="minutes", now=24, at=11),))
    explanation = Explanation(
        case_id="2026-0001",
        status="optimal",
        consultant_id="AB",
        terms={RuleId.TRAVEL: 12},
        reasons=(),
        ranking=(candidate,),
        why_not=(why_not,),
    )
    assert Explanation.model_validate_json(explanation.model_dump_json()) == explanation
