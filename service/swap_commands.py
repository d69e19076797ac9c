"""The command that looks for consultants' own swaps, and checks one that they propose."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from data.workbook import write_snapshot
from service.delivery import Writer, check_paths, deliver
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
from service.policies import named_or_filed
from service.speaking import EXIT_CODES, speaking
from service.swap_view import SwapView
from service.swapping import carry_out_swap, look_for_swaps
from service.use_cases import DEFAULT_POLICY, Order
from service.watching import finished, stoppable

DEFAULT_SWAP_TIME_LIMIT_S = 60.0


def add_swap_commands(commands: typer.Typer) -> None:
    """Add it to the program."""
    commands.command("swap", epilog=EXIT_CODES)(_swap)


def _swap(
    workbook: Workbook,
    cases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SAG ...",
            help="To til fire åbne sager: prøv netop det bytte. Hver sag går til den, der har den næste.",
            show_default=False,
        ),
    ] = None,
    policy: PolicyName = DEFAULT_POLICY,
    most_cases: Annotated[int, typer.Option("--most-cases", min=2, max=4, help="Højst så mange sager i et bytte.")] = 4,
    count: Annotated[int, typer.Option("--count", min=1, max=1000, help="Vis de bedste, højst så mange.")] = 10,
    json: Json = None,
    team_out: Annotated[
        Path | None,
        typer.Option(
            "--team-out",
            metavar="FIL",
            help="Udfør det nævnte bytte, og skriv teamets projektmappe, som den er bagefter.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="INITIALER",
            help="Hvem der har sagt ja: alle i byttet, eller koordinatoren. Kan gentages.",
            show_default=False,
        ),
    ] = None,
    time_limit: TimeLimit = DEFAULT_SWAP_TIME_LIMIT_S,
    seed: Seed = 0,
    date: Day = None,
    team: TeamId = None,
    mapping: Mapping = None,
    travel_matrix: TravelMatrix = None,
    lang: Lang = "da",
) -> None:
    """Find bytter, der gør det bedre for alle involverede, eller prøv et, som nogen foreslår. (Swap.)"""
    with speaking(lang) as speaker:
        check_paths([workbook, Path(policy), mapping, travel_matrix], json=json, files=[team_out])
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
        look = partial(look_for_swaps, order, tuple(cases or ()), most_cases=most_cases, num_listed=count)
        swapped = finished(*stoppable(speaker, look))
        files: list[tuple[Path | None, Writer]] = []
        if team_out is not None:
            after = carry_out_swap(swapped, agreed_by=by or (), agreed_on=swapped.snapshot.date)
            files.append((team_out, partial(write_snapshot, after)))
        deliver(
            speaker,
            json=json,
            as_json=partial(swapped.answer.model_dump_json, indent=2),
            present=lambda: speaker.present(SwapView(swapped.snapshot, lang).render(swapped.answer)),
            files=files,
            warnings=swapped.warnings,
        )
