"""The command that rebalances: what has happened, the plans to pick from, and the team after one of them."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from typer.models import OptionInfo

from data.rebalance_workbook import write_rebalance
from data.workbook import write_snapshot
from models.weeks_ahead import MOST_WEEKS_AHEAD
from service.asking import user_name
from service.delivery import Writer, check_paths, deliver, write_text
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
from service.rebalance_answer import rebalance_json
from service.rebalance_board import RebalanceBoard
from service.rebalance_plot import rebalance_plot
from service.rebalancing import (
    DEFAULT_MAX_MOVES,
    DEFAULT_REBALANCE_TIME_LIMIT_S,
    RebalanceOrder,
    carry_out,
    pick_point,
    rebalance_team,
)
from service.speaking import EXIT_CODES, speaking
from service.spoken_occasions import SpokenOccasions
from service.use_cases import DEFAULT_POLICY, Order
from service.watching import watched_frontier

_Said = list[str] | None


def _repeated(name: str, form: str, says: str) -> OptionInfo:
    option: OptionInfo = typer.Option(name, metavar=form, help=f"{says} Kan gentages.", show_default=False)
    return option


def add_rebalance_commands(commands: typer.Typer) -> None:
    """Add it to the program."""
    commands.command("rebalance", epilog=EXIT_CODES)(_rebalance)


def _rebalance(
    workbook: Workbook,
    policy: PolicyName = DEFAULT_POLICY,
    max_moves: Annotated[
        int, typer.Option("--max-moves", min=0, max=500, help="Regn planer med højst så mange frivillige flytninger.")
    ] = DEFAULT_MAX_MOVES,
    price: Annotated[
        int | None,
        typer.Option(
            "--price",
            metavar="MINUTTER",
            min=0,
            max=10_000,
            help="I stedet én plan: de flytninger, der giver så meget mere, end de forstyrrer.",
            show_default=False,
        ),
    ] = None,
    absent: Annotated[_Said, _repeated("--absent", "ID:FRA:TIL", "Konsulenten er væk, begge dage med.")] = None,
    leaves: Annotated[_Said, _repeated("--leaves", "ID[:DATO]", "Konsulenten fratræder.")] = None,
    returns: Annotated[
        _Said, _repeated("--returns", "ID[:DATO][:UGER]", "Konsulenten er tilbage, evt. med oplæring over nogle uger.")
    ] = None,
    newcomer: Annotated[_Said, _repeated("--newcomer", "ID", "Konsulenten i projektmappen er ny.")] = None,
    hours: Annotated[_Said, _repeated("--hours", "ID:PROCENT", "Konsulenten får en anden arbejdstid.")] = None,
    target: Annotated[_Said, _repeated("--target", "ID:SAGER", "Konsulenten får et andet måltal.")] = None,
    target_weight: Annotated[_Said, _repeated("--target-weight", "ID:SAGER", "Det samme efter vægt.")] = None,
    limit: Annotated[_Said, _repeated("--limit", "ID:SAGER", "Konsulenten får et andet loft.")] = None,
    limit_weight: Annotated[_Said, _repeated("--limit-weight", "ID:SAGER", "Det samme efter vægt.")] = None,
    to_team: Annotated[
        _Said, _repeated("--to-team", "ID:TEAM[:sager]", "Konsulenten skifter team, evt. med sine sager.")
    ] = None,
    merge: Annotated[_Said, _repeated("--merge", "TEAM+TEAM[=NAVN]", "Teamene lægges sammen.")] = None,
    unemployed: Annotated[_Said, _repeated("--unemployed", "SAG", "Borgeren har mistet sin arbejdsgiver.")] = None,
    case_team: Annotated[_Said, _repeated("--case-team", "SAG:TEAM", "Sagen hører til et andet team.")] = None,
    weeks_ahead: Annotated[
        int | None,
        typer.Option(
            "--weeks-ahead",
            metavar="UGER",
            min=1,
            max=MOST_WEEKS_AHEAD,
            help="Bedøm sagsstammerne efter deres gennemsnit over så mange uger i stedet for dagens.",
            show_default=False,
        ),
    ] = None,
    inflow: Annotated[
        float | None,
        typer.Option(
            "--inflow",
            metavar="SAGER",
            min=0,
            max=10_000,
            help="Nye sager om ugen, der ventes (til --weeks-ahead); ellers skønnes de.",
            show_default=False,
        ),
    ] = None,
    pick: Annotated[
        int | None,
        typer.Option(
            "--pick",
            metavar="ANTAL",
            min=0,
            help="Vis og skriv planen med højst så mange frivillige flytninger; ellers den sidste.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FIL", help="Skriv flytningerne som projektmappe.", show_default=False),
    ] = None,
    json: Json = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            "--plot", metavar="FIL", help="Tegn kurven, og sagsstammer før og efter (SVG).", show_default=False
        ),
    ] = None,
    team_out: Annotated[
        Path | None,
        typer.Option(
            "--team-out",
            metavar="FIL",
            help="Udfør planens flytninger, og skriv teamets projektmappe, som den er bagefter.",
            show_default=False,
        ),
    ] = None,
    skip: Annotated[_Said, _repeated("--skip", "SAG", "Udfør ikke flytningen af sagen.")] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="INITIALER", help="Hvem der udfører; ellers dig, der er logget ind.", show_default=False
        ),
    ] = None,
    time_limit: TimeLimit = DEFAULT_REBALANCE_TIME_LIMIT_S,
    seed: Seed = 0,
    date: Day = None,
    team: TeamId = None,
    mapping: Mapping = None,
    travel_matrix: TravelMatrix = None,
    lang: Lang = "da",
) -> None:
    """Omfordel åbne sager, når nogen er væk, går eller kommer: bedst med 0, 1, 2 ... flytninger. (Rebalance.)"""
    with speaking(lang) as speaker:
        check_paths([workbook, Path(policy), mapping, travel_matrix], json=json, files=[out, plot, team_out])
        order = RebalanceOrder(
            Order(
                source=workbook,
                policy=named_or_filed(policy),
                mapping=mapping,
                travel_matrix=travel_matrix,
                date=date,
                team_id=team,
                time_limit_s=time_limit,
                seed=seed,
                decided_by=by,
            ),
            spoken=SpokenOccasions(
                absent=tuple(absent or ()),
                leaves=tuple(leaves or ()),
                returns=tuple(returns or ()),
                newcomer=tuple(newcomer or ()),
                hours=tuple(hours or ()),
                target=tuple(target or ()),
                target_weight=tuple(target_weight or ()),
                limit=tuple(limit or ()),
                limit_weight=tuple(limit_weight or ()),
                to_team=tuple(to_team or ()),
                merge=tuple(merge or ()),
                unemployed=tuple(unemployed or ()),
                case_team=tuple(case_team or ()),
            ),
            max_moves=max_moves if pick is None else max(max_moves, pick),
            price_minutes=price,
            num_weeks_ahead=weeks_ahead,
            inflow_per_week=inflow,
        )
        rebalanced, was_stopped = watched_frontier(speaker, time_limit, partial(rebalance_team, order))
        answer, snapshot = rebalanced.rebalance, rebalanced.snapshot
        if was_stopped:
            speaker.present(RebalanceBoard(answer, answer.frontier[-1], snapshot, lang).render())
            raise KeyboardInterrupt
        point = pick_point(answer, pick, at_price=price is not None)
        carried_out = None
        if team_out is not None:
            carried_out = carry_out(
                rebalanced, point, without=tuple(skip or ()), applied_by=by or user_name(), applied_on=answer.date
            )
        applied = None if carried_out is None else carried_out.applied
        files: list[tuple[Path | None, Writer]] = [
            (out, partial(write_rebalance, answer, point, snapshot, applied=applied)),
            (plot, lambda path: write_text(rebalance_plot(answer, point, snapshot, lang), path)),
        ]
        if carried_out is not None:
            files.append((team_out, partial(write_snapshot, carried_out.snapshot)))
        deliver(
            speaker,
            json=json,
            as_json=partial(rebalance_json, answer, applied=applied, indent=2),
            present=lambda: speaker.present(RebalanceBoard(answer, point, snapshot, lang).render()),
            files=files,
            warnings=rebalanced.warnings,
        )
