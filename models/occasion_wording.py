"""Occasions said aloud in both languages."""

import datetime

from models.case import Employment
from models.names import Names
from models.occasion import (
    Absent,
    CaseChanges,
    HoursChange,
    Leaves,
    LimitChanges,
    Occasion,
    Returns,
    Starts,
    TeamChanges,
    TeamsMerge,
)
from models.text import Text

_FIGURES = {
    "target_count": Text(da="måltal {} sager", en="a target of {} cases"),
    "target_weight": Text(da="måltal {} efter vægt", en="a target of {} by weight"),
    "limit_count": Text(da="loft {} sager", en="a limit of {} cases"),
    "limit_weight": Text(da="loft {} efter vægt", en="a limit of {} by weight"),
}


def occasion_in_words(occasion: Occasion, names: Names) -> Text:
    """What happens, as a sentence.

    Raises
    ------
    KeyError
        The names do not know whom or what it speaks of.
    """
    match occasion:
        case Absent():
            who, first, last = (
                names.consultant(occasion.consultant_id),
                _day(occasion.first_day),
                _day(occasion.last_day),
            )
            return Text(da=f"{who} er væk {first.da} til {last.da}.", en=f"{who} is away {first.en} to {last.en}.")
        case Leaves():
            who = names.consultant(occasion.consultant_id)
            return _sentence(Text(da=f"{who} fratræder", en=f"{who} leaves"), _day(occasion.last_day))
        case Returns():
            who = names.consultant(occasion.consultant_id)
            back = Text(da=f"{who} er tilbage", en=f"{who} is back")
            return _sentence(back, _day(occasion.first_day), _ramp(occasion.ramp_weeks))
        case Starts():
            who = occasion.consultant.initials if occasion.consultant else names.consultant(occasion.consultant_id)
            return Text(da=f"{who} er ny i teamet.", en=f"{who} is new in the team.")
        case HoursChange():
            who, percent = names.consultant(occasion.consultant_id), occasion.working_time_percent
            return Text(da=f"{who} arbejder nu {percent} %.", en=f"{who} now works {percent} %.")
        case LimitChanges():
            return _figures(occasion, names)
        case TeamChanges():
            return _team(occasion, names)
        case TeamsMerge():
            teams = [names.team(team_id) for team_id in occasion.team_ids]
            return Text(da=f"{' og '.join(teams)} lægges sammen.", en=f"{' and '.join(teams)} merge.")
        case CaseChanges():
            return _case(occasion, names)


def _figures(occasion: LimitChanges, names: Names) -> Text:
    who = names.consultant(occasion.consultant_id)
    said = [(_FIGURES[name], value) for name, value in occasion.new_figures.items()]
    return Text(
        da=f"{who} har nu {' og '.join(text.da.format(value) for text, value in said)}.",
        en=f"{who} now has {' and '.join(text.en.format(value) for text, value in said)}.",
    )


def _team(occasion: TeamChanges, names: Names) -> Text:
    who, team = names.consultant(occasion.consultant_id), names.team(occasion.team_id)
    if occasion.takes_cases:
        return Text(da=f"{who} går til {team} og tager sine sager med.", en=f"{who} joins {team} with all cases.")
    return Text(da=f"{who} går til {team}; sagerne bliver.", en=f"{who} joins {team}; the cases stay.")


def _case(occasion: CaseChanges, names: Names) -> Text:
    da, en = [], []
    if occasion.employment is Employment.UNEMPLOYED:
        da.append("har mistet arbejdsgiveren")
        en.append("has lost the employer")
    elif occasion.employment is not None:
        da.append("har fået arbejdsgiver")
        en.append("has an employer again")
    if occasion.team_id is not None:
        team = names.team(occasion.team_id)
        da.append(f"hører til {team}")
        en.append(f"belongs to {team}")
    return Text(da=f"Sag {occasion.case_id} {' og '.join(da)}.", en=f"Case {occasion.case_id} {' and '.join(en)}.")


def _sentence(*parts: Text) -> Text:
    """The parts that say something, one after the other."""
    return Text(
        da=f"{' '.join(part.da for part in parts if part.da)}.", en=f"{' '.join(part.en for part in parts if part.en)}."
    )


def _ramp(weeks: int | None) -> Text:
    if weeks is None:
        return Text(da="", en="")
    return Text(da=f"med oplæring over {weeks} uger", en=f"with a ramp of {weeks} weeks")


def _day(day: datetime.date | None) -> Text:
    return Text(da="", en="") if day is None else Text(da=f"{day:%d-%m-%Y}", en=day.isoformat())
