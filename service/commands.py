"""The commands: what may be typed, and which use case it asks for."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from allocator.seal import digest_of, seal
from data.demonstration import demonstration_notes
from data.proposal_workbook import write_proposal
from data.workbook import write_snapshot, write_template
from models.text import Text
from service.asking import user_name
from service.delivery import STANDARD_OUTPUT, Writer, check_paths, deliver
from service.files import check_files
from service.options import (
    By,
    Day,
    DemoDay,
    Exclusions,
    Json,
    Lang,
    Mapping,
    Municipality,
    Out,
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
from service.question_commands import add_question_commands
from service.rebalance_commands import add_rebalance_commands
from service.review_commands import add_review_commands
from service.serving import address_of, listen, serve
from service.settings import Settings
from service.simulate_commands import add_simulate_commands
from service.speaking import EXIT_CODES, speaking
from service.swap_commands import add_swap_commands
from service.usage import Commands
from service.use_cases import (
    DEFAULT_POLICY,
    DEFAULT_REASON,
    DEFAULT_TIME_LIMIT_S,
    Order,
    demonstration,
    propose,
)
from service.watching import end_unless_finished, show_board, watched


def program() -> typer.Typer:
    """The program with its commands."""
    commands = typer.Typer(
        name="sagsfordeler",
        cls=Commands,
        help="Foreslår, hvilken fastholdelseskonsulent der får hver sag: regnet ud, begrundet i minutter, besluttet af "
        "mennesker. (Proposes who gets which sick-leave case.)",
        epilog=EXIT_CODES,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    commands.command("demo", epilog=EXIT_CODES)(_demo)
    commands.command("template", epilog=EXIT_CODES)(_template)
    commands.command("distribute", epilog=EXIT_CODES)(_distribute)
    add_question_commands(commands)
    add_review_commands(commands)
    add_rebalance_commands(commands)
    add_swap_commands(commands)
    add_simulate_commands(commands)
    commands.command("serve", epilog=EXIT_CODES)(_serve)
    return commands


def _demo(
    municipality: Municipality,
    out: Out,
    seed: Seed = 1,
    date: DemoDay = None,
    lang: Lang = "da",
) -> None:
    """Lav en kommunes projektmappe at prøve med: konsulenter, virksomheder, åbne og nye sager. (Demonstration.)"""
    with speaking(lang) as speaker:
        check_files([out], [])
        snapshot = demonstration(municipality, seed=seed, date=date)
        speaker.write({out: partial(write_snapshot, snapshot)})
        speaker.say(
            Text(
                da=f"{snapshot.municipality}: {len(snapshot.consultants)} konsulenter, {len(snapshot.open_cases)} åbne "
                f"og {len(snapshot.new_cases)} nye sager. Skrevet: {out}",
                en=f"{snapshot.municipality}: {len(snapshot.consultants)} consultants, {len(snapshot.open_cases)} open "
                f"and {len(snapshot.new_cases)} new cases. Written: {out}",
            )
        )
        for note in demonstration_notes(municipality, date):
            speaker.say(note)


def _template(
    out: Out,
    lang: Lang = "da",
) -> None:
    """Lav en tom projektmappe med alle ark og overskrifter. (An empty workbook.)"""
    with speaking(lang) as speaker:
        check_files([out], [])
        speaker.write({out: write_template})
        speaker.say(Text(da=f"Skrevet: {out}", en=f"Written: {out}"))


def _distribute(
    workbook: Workbook,
    policy: PolicyName = DEFAULT_POLICY,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FIL", help="Skriv forslaget som projektmappe til mødet.", show_default=False),
    ] = None,
    json: Json = None,
    record: Annotated[
        Path | None,
        typer.Option(
            "--record",
            metavar="FIL",
            help="Skriv en forseglet protokol uden personoplysninger, som forslaget kan regnes af igen (replay).",
            show_default=False,
        ),
    ] = None,
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
    """Foreslå en konsulent til hver ny sag, med grunde, og vis tavlen. (Distribute the new cases.)

    Ctrl-C viser det bedste forslag hidtil og skriver intet. (Ctrl-C shows the best so far and writes nothing.)
    """
    with speaking(lang) as speaker:
        check_paths([workbook, Path(policy), mapping, travel_matrix], json=json, files=[out, record])
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
            with_record=record is not None,
        )
        proposed, was_stopped = watched(speaker, time_limit, partial(propose, order))
        end_unless_finished(speaker, proposed, was_stopped=was_stopped)
        proposal = proposed.proposal
        files: list[tuple[Path | None, Writer]] = [(out, partial(write_proposal, proposal, proposed.snapshot))]
        if proposed.record is not None:
            files.append((record, partial(_write_bytes, seal(proposed.record))))
        deliver(
            speaker,
            json=json,
            as_json=partial(proposal.model_dump_json, indent=2),
            present=partial(show_board, speaker, proposed),
            files=files,
            warnings=proposed.warnings if json == STANDARD_OUTPUT else (),  # the board shows them among its remarks
        )
        if proposed.record is not None:
            speaker.say(Text(da=f"Segl: {digest_of(proposed.record)}", en=f"Seal: {digest_of(proposed.record)}"))


def _serve(
    demo: Annotated[
        bool, typer.Option("--demo", help="Fordel først demonstrationen for Hedensted, og vis dens tavle.")
    ] = False,
    host: Annotated[
        str, typer.Option("--host", metavar="VÆRT", help="Adressen. Tjenesten har ingen login: lad den blive lokal.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65_535, help="Porten; 0 tager en ledig.")] = 8000,
    lang: Lang = "da",
) -> None:
    """Stil fordelingen til rådighed over HTTP, indtil Ctrl-C. (Serve over HTTP.)"""
    with speaking(lang) as speaker, listen(host, port) as listener:
        if demo:
            snapshot = demonstration("hedensted", seed=1, date=None)
            proposed, was_stopped = watched(speaker, DEFAULT_TIME_LIMIT_S, partial(propose, Order(source=snapshot)))
            end_unless_finished(speaker, proposed, was_stopped=was_stopped)
            show_board(speaker, proposed)
        address = address_of(listener)
        speaker.hand_over(Text(da=f"Åbn {address}", en=f"Open {address}").in_language(lang))
        try:
            serve(listener, Settings(log_format="console" if speaker.err.is_terminal else "json"))
        except KeyboardInterrupt:  # how a service is stopped, and no fault
            speaker.say(Text(da="Stoppet.", en="Stopped."))


def _write_bytes(content: bytes, path: Path) -> None:
    path.write_bytes(content)
