"""The commands that look a proposal over: what differs, to whom it is fair, by what method, can it be made again."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from allocator.method import describe_method
from allocator.seal import RecordChanged
from models.proposal import ProposalStatus
from service.delivery import check_paths, deliver, write_text
from service.difference import DifferenceView
from service.fairness_view import FairnessView
from service.method_page import MethodPage
from service.options import (
    Day,
    Json,
    Lang,
    Mapping,
    PolicyName,
    Seed,
    TeamId,
    TimeLimit,
    TravelMatrix,
    Workbook,
)
from service.policies import named_or_filed, policy_from
from service.replay_view import ReplayView
from service.reviewing import compare_proposals, fair_to_whom, people_of, replay_record
from service.speaking import EXIT_CODES, ExitCode, speaking
from service.use_cases import DEFAULT_POLICY, DEFAULT_TIME_LIMIT_S, Order
from service.watching import end_without_plan, finished, watched

_REPLAY_TIME_LIMIT_S = 60.0


def add_review_commands(commands: typer.Typer) -> None:
    """Add them to the program."""
    commands.command("compare", epilog=EXIT_CODES)(_compare)
    commands.command("fairness", epilog=EXIT_CODES)(_fairness)
    commands.command("method", epilog=EXIT_CODES)(_method)
    commands.command("replay", epilog=EXIT_CODES)(_replay)


def _compare(
    first: Annotated[Path, typer.Argument(metavar="FØRSTE", help="Et forslag som JSON.", show_default=False)],
    second: Annotated[Path, typer.Argument(metavar="ANDEN", help="Et andet af samme runde.", show_default=False)],
    names: Annotated[
        Path | None,
        typer.Option("--names", metavar="FIL", help="Teamets projektmappe, for initialerne.", show_default=False),
    ] = None,
    mapping: Mapping = None,
    json: Json = None,
    lang: Lang = "da",
) -> None:
    """Sammenlign to forslag: hvem afgiver, hvem får, og hvad det koster efter regel. (Compare two proposals.)"""
    with speaking(lang) as speaker:
        check_paths([first, second, names, mapping], json=json)
        difference = compare_proposals(first, second)
        people = None if names is None else people_of(names, mapping)
        deliver(
            speaker,
            json=json,
            as_json=partial(difference.model_dump_json, indent=2),
            present=lambda: speaker.present(DifferenceView(difference, people, lang).render()),
        )


def _fairness(
    workbook: Workbook,
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
    """Vis, hvad hver konsulent har før og efter, og hvad hver regel gør ved det. (Fair to whom.)"""
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
        measured = finished(*watched(speaker, time_limit, partial(fair_to_whom, order)))
        fairness = measured.fairness
        if fairness.status is ProposalStatus.UNKNOWN:
            speaker.show(measured.warnings)
            end_without_plan(speaker)
        deliver(
            speaker,
            json=json,
            as_json=partial(fairness.model_dump_json, indent=2),
            present=lambda: speaker.present(FairnessView(fairness, measured.snapshot, lang).render()),
            warnings=measured.warnings,
        )


def _method(
    policy: PolicyName = DEFAULT_POLICY,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FIL", help="Skriv siden som tekst (Markdown).", show_default=False),
    ] = None,
    json: Json = None,
    lang: Lang = "da",
) -> None:
    """Fortæl, hvordan der fordeles under en politik, med dens egne tal. (The method in plain words.)"""
    with speaking(lang) as speaker:
        check_paths([Path(policy)], json=json, files=[out])
        method = describe_method(policy_from(named_or_filed(policy)))
        page = MethodPage(method, lang)
        deliver(
            speaker,
            json=json,
            as_json=partial(method.model_dump_json, indent=2),
            present=lambda: speaker.present(page.render()) if out is None else None,
            files=[(out, partial(write_text, page.markdown()))],
        )


def _replay(
    record: Annotated[
        Path,
        typer.Argument(metavar="PROTOKOL", help="En fil, som distribute --record har skrevet.", show_default=False),
    ],
    digest: Annotated[
        str | None,
        typer.Option("--digest", metavar="SEGL", help="Seglet, som I har noteret det.", show_default=False),
    ] = None,
    json: Json = None,
    time_limit: TimeLimit = _REPLAY_TIME_LIMIT_S,
    lang: Lang = "da",
) -> None:
    """Regn en forseglet protokol igen, og bevis, at forslag og grunde er de samme. (Replay a sealed record.)"""
    with speaking(lang) as speaker:
        check_paths([record], json=json)
        try:
            again = partial(replay_record, record, digest=digest, time_limit_s=time_limit)
            replay = finished(*watched(speaker, time_limit, again))
        except RecordChanged as error:
            speaker.show([error.finding])
            raise typer.Exit(ExitCode.RECORD_CHANGED) from error
        if replay.objective_minutes is None:
            end_without_plan(speaker)
        deliver(
            speaker,
            json=json,
            as_json=partial(replay.model_dump_json, indent=2),
            present=lambda: speaker.present(ReplayView(replay, lang).render()),
        )
        if not replay.is_same:
            raise typer.Exit(ExitCode.REPLAY_DIFFERS)
