"""The command that looks for consultants' own swaps, and checks one that they propose."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from data.workbook import write_snapshot
from service.files import check_files
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
from service.watching import stoppable

DEFAULT_SWAP_TIME_LIMIT_S = 60.0
_STANDARD_OUTPUT = Path("-")


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
        targets = [each for each in (json, team_out) if each is not None and each != _STANDARD_OUTPUT]
        inputs = [workbook, Path(policy), *(each for each in (mapping, travel_matrix) if each is not None)]
        check_files(targets, inputs)
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
        swapped, was_stopped = stoppable(speaker, look)
        if was_stopped:
            raise KeyboardInterrupt
        text = swapped.answer.model_dump_json(indent=2)
        writers: dict[Path, Callable[[Path], None]] = {}
        if json is not None and json != _STANDARD_OUTPUT:
            writers[json] = partial(_write, text)
        if team_out is not None:
            after = carry_out_swap(swapped, agreed_by=by or (), agreed_on=swapped.snapshot.date)
            writers[team_out] = partial(write_snapshot, after)
        speaker.write(writers)
        speaker.show(swapped.warnings)
        if json == _STANDARD_OUTPUT:
            speaker.hand_over(text)
        else:
            speaker.present(SwapView(swapped.snapshot, lang).render(swapped.answer))
        speaker.say_written(targets)


def _write(text: str, path: Path) -> None:
    path.write_text(text + "\n", "utf-8")
