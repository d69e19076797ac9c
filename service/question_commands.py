"""The commands that ask of a round: explain, and alternatives."""

import json as json_text
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from models.errors import UnusableInput
from models.word import Word
from service.answer_view import AnswerView
from service.asking import user_name
from service.delivery import check_paths, deliver
from service.options import (
    By,
    Day,
    Exclusions,
    Json,
    Lang,
    Mapping,
    Pins,
    PolicyName,
    Reason,
    Seed,
    TeamId,
    TimeLimit,
    TravelMatrix,
    Workbook,
)
from service.policies import named_or_filed
from service.questions import Answers, ask_for_alternatives, ask_why, nothing_to_ask
from service.speaking import EXIT_CODES, Speaker, speaking
from service.use_cases import DEFAULT_POLICY, DEFAULT_REASON, DEFAULT_TIME_LIMIT_S, Order
from service.watching import end_without_plan, finished, watched
from service.why import Why


def add_question_commands(commands: typer.Typer) -> None:
    """Add them to the program."""
    commands.command("explain", epilog=EXIT_CODES)(_explain)
    commands.command("alternatives", epilog=EXIT_CODES)(_alternatives)


def _explain(
    workbook: Workbook,
    case: Annotated[
        str | None,
        typer.Argument(
            metavar="SAG", help="Sagsnummeret på en ny sag; uden det spørges til --consultant.", show_default=False
        ),
    ] = None,
    consultant: Annotated[
        list[str] | None,
        typer.Option(
            "--consultant",
            metavar="KONSULENT",
            help="Hvorfor ikke hende? Uden SAG: hvilke sager passer bedst til hende. Kan gentages.",
            show_default=False,
        ),
    ] = None,
    policy: PolicyName = DEFAULT_POLICY,
    json: Json = None,
    time_limit: TimeLimit = DEFAULT_TIME_LIMIT_S,
    seed: Seed = 0,
    date: Day = None,
    team: TeamId = None,
    pin: Pins = None,
    exclude: Exclusions = None,
    by: By = None,
    reason: Reason = DEFAULT_REASON,
    mapping: Mapping = None,
    travel_matrix: TravelMatrix = None,
    lang: Lang = "da",
) -> None:
    """Forklar en sag: hvorfor, hvem ellers, hvorfor ikke hende, hvad det koster, hvad der ikke går op. (Explain.)"""
    with speaking(lang) as speaker:
        check_paths([workbook, Path(policy), mapping, travel_matrix], json=json)
        if case is None and not consultant and not pin and not exclude:
            raise UnusableInput([nothing_to_ask()])
        order = Order(
            source=workbook,
            policy=named_or_filed(policy),
            mapping=mapping,
            travel_matrix=travel_matrix,
            date=date,
            team_id=team,
            time_limit_s=time_limit,
            seed=seed,
            pins=tuple(pin or ()),
            exclusions=tuple(exclude or ()),
            decided_by=by or (user_name() if pin or exclude else None),
            reason=reason,
        )
        ask = partial(ask_why, order, case, tuple(consultant or ()))
        answers = finished(*watched(speaker, time_limit, ask))
        _deliver(speaker, answers, json)


def _alternatives(
    workbook: Workbook,
    count: Annotated[int, typer.Option("--count", min=1, max=50, help="Så mange planer, forslaget medregnet.")] = 3,
    differ: Annotated[
        int, typer.Option("--differ", min=1, max=500, help="Planerne er indbyrdes forskellige i mindst så mange sager.")
    ] = 1,
    within: Annotated[
        int | None,
        typer.Option(
            "--within",
            metavar="MINUTTER",
            min=0,
            help="Tæl planer, der højst koster så meget mere.",
            show_default=False,
        ),
    ] = None,
    policy: PolicyName = DEFAULT_POLICY,
    json: Json = None,
    time_limit: TimeLimit = DEFAULT_TIME_LIMIT_S,
    seed: Seed = 0,
    date: Day = None,
    team: TeamId = None,
    mapping: Mapping = None,
    travel_matrix: TravelMatrix = None,
    lang: Lang = "da",
) -> None:
    """Vis de næstbedste planer, og hvor teamet frit kan vælge. (Alternatives.)"""
    with speaking(lang) as speaker:
        check_paths([workbook, Path(policy), mapping, travel_matrix], json=json)
        order = Order(
            source=workbook,
            policy=named_or_filed(policy),
            mapping=mapping,
            travel_matrix=travel_matrix,
            date=date,
            team_id=team,
            time_limit_s=time_limit,
            seed=seed,
        )
        ask = partial(ask_for_alternatives, order, count=count, min_differences=differ, within_minutes=within)
        answers = finished(*watched(speaker, time_limit, ask))
        if answers.alternatives is not None and not answers.alternatives.plans:
            end_without_plan(speaker)
        _deliver(speaker, answers, json)


def _deliver(speaker: Speaker, answers: Answers, json: Path | None) -> None:
    deliver(
        speaker,
        json=json,
        as_json=lambda: json_text.dumps(as_json(answers), ensure_ascii=False, indent=2),
        present=partial(_present, speaker, answers),
        warnings=answers.warnings,
    )


def as_json(answers: Answers) -> dict[str, object]:
    """The main answer's own fields, and beside them those of what was asked besides, and what is to be looked at."""
    main: Word | None = answers.explanation or answers.fits or answers.alternatives
    fields: dict[str, object] = {} if main is None else main.model_dump(mode="json")
    if answers.prices is not None:
        fields["override_prices"] = answers.prices.model_dump(mode="json")
    if answers.collisions is not None and answers.collisions.collisions:
        fields["collisions"] = answers.collisions.model_dump(mode="json")["collisions"]
    if answers.freedom is not None:
        fields["freedom"] = answers.freedom.model_dump(mode="json")
    fields["warnings"] = [warning.model_dump(mode="json") for warning in answers.warnings]
    return fields


def _present(speaker: Speaker, answers: Answers) -> None:
    view = AnswerView(answers.snapshot, speaker.language)
    if answers.explanation is not None:
        speaker.present(Why(answers.explanation, answers.snapshot, speaker.language).render())
    if answers.fits is not None:
        speaker.present(view.fits(answers.fits))
    if answers.alternatives is not None:
        speaker.present(view.alternatives(answers.alternatives, answers.freedom))
    if answers.prices is not None:
        speaker.present(view.prices(answers.prices))
    if answers.collisions is not None and answers.collisions.collisions:
        speaker.present(view.collisions(answers.collisions))
