"""The command that simulates: a team's weeks again and again under several ways, and which of them is better."""

import datetime
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from allocator.simulation.judging import Judged, Question
from allocator.simulation.policies import PRACTICES
from allocator.simulation.simulating import Stopped
from allocator.simulation.study import Study, versions
from data.demonstration import MUNICIPALITIES
from data.simulation_results import ResultsFolder
from models.errors import Finding, UnusableInput
from models.presets import PRESET_NAMES
from models.text import Text
from service.executors import Workers, executor_for
from service.files import check_files
from service.interruption import interruptible
from service.options import Lang, Mapping, TeamId, TravelMatrix, read_day
from service.policies import named_or_filed
from service.simulating import Watcher, simulate_into
from service.simulation_board import SimulationBoard
from service.simulation_folder import begun, check_folder, differing_files
from service.simulation_order import DEFAULT_HINDSIGHT, SimulationOrder, get_study
from service.simulation_progress import SimulationDisplay
from service.simulation_worlds import WorldOrder, world_text
from service.speaking import EXIT_CODES, ExitCode, Speaker, speaking

_DEFAULT_WEEKS = 104
_DEFAULT_REPLICATIONS = 50
_ANSWER = Text(da="Hvad der skal simuleres", en="What to simulate")
_HEARD = Text(
    da="Stopper, når stykkerne i hånden er færdige ... (Ctrl-C igen stopper straks)",
    en="Stopping when the pieces in hand are done ... (Ctrl-C again stops at once)",
)


def add_simulate_commands(commands: typer.Typer) -> None:
    """Add it to the program."""
    commands.command("simulate", epilog=EXIT_CODES)(_simulate)


def _simulate(
    world: Annotated[
        str | None,
        typer.Argument(
            metavar="[VERDEN]",
            help=f"En kommune ({', '.join(MUNICIPALITIES)}), et teams projektmappe eller en fil fra --world-out.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="MAPPE", help="Mappen, som resultaterne skrives i.", show_default=False),
    ] = None,
    weeks: Annotated[
        int, typer.Option("--weeks", min=1, max=5_200, help="Ugerne i hvert gennemløb, opvarmning medregnet.")
    ] = _DEFAULT_WEEKS,
    replications: Annotated[
        int, typer.Option("--replications", min=2, max=1_000_000, help="Så mange gange køres de.")
    ] = _DEFAULT_REPLICATIONS,
    policy: Annotated[
        list[str] | None,
        typer.Option(
            "--policy",
            metavar="POLITIK",
            help=f"Optimering efter en politik ({', '.join(PRESET_NAMES)} eller en TOML-fil). Kan gentages.",
            show_default=False,
        ),
    ] = None,
    practice: Annotated[
        list[str] | None,
        typer.Option(
            "--practice",
            metavar="PRAKSIS",
            help=f"Menneskers måde: {', '.join(PRACTICES)}. Kan gentages.",
            show_default=False,
        ),
    ] = None,
    look_ahead: Annotated[
        int | None,
        typer.Option(
            "--look-ahead",
            metavar="UGER",
            min=1,
            max=52,
            help="Desuden hver politik med plads til så mange ugers sandsynlige sager.",
            show_default=False,
        ),
    ] = None,
    even_out: Annotated[
        int | None,
        typer.Option(
            "--even-out",
            metavar="UGER",
            min=1,
            max=52,
            help="Desuden hver måde, hvor de fulde så ofte giver nogle sager til de tomme.",
            show_default=False,
        ),
    ] = None,
    rebalance: Annotated[
        int | None,
        typer.Option(
            "--rebalance",
            metavar="UGER",
            min=1,
            max=52,
            help="Desuden hver måde med de op til fem flytninger så ofte, der betaler sig.",
            show_default=False,
        ),
    ] = None,
    leave_waiting: Annotated[
        bool,
        typer.Option(
            "--leave-waiting", help="Lad sager, som politikkens lofter ikke giver plads til, vente; ellers gives de."
        ),
    ] = False,
    base: Annotated[
        str | None,
        typer.Option(
            "--base", metavar="MÅDE", help="Den, de andre sammenlignes med; ellers den første.", show_default=False
        ),
    ] = None,
    prices: Annotated[
        str | None,
        typer.Option(
            "--prices",
            metavar="POLITIK",
            help="Politikken, hvis måltal og minutter der måles med; ellers verdenens egen.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", min=0, max=2**31 - 1, help="Afgør, hvad der sker; samme tal, samme tal ud.")
    ] = 1,
    start: Annotated[
        datetime.date | None,
        typer.Option(
            "--start", metavar="DATO", parser=read_day, help="En mandag; ellers verdenens egen.", show_default=False
        ),
    ] = None,
    reform: Annotated[
        bool, typer.Option("--reform", help="Efter reglerne fra juli 2026 (ventes tilbage inden 26 uger: undtaget).")
    ] = False,
    confidence: Annotated[
        float, typer.Option("--confidence", metavar="PROCENT", min=50.1, max=99.99, help="Så sikkert skal svaret være.")
    ] = 95.0,
    precision: Annotated[
        float | None,
        typer.Option(
            "--precision",
            metavar="MINUTTER",
            min=0.01,
            max=1_000_000,
            help="Stop, når forskellene i minutter om ugen kendes på så nær; højst --replications.",
            show_default=False,
        ),
    ] = None,
    indifference: Annotated[
        float | None,
        typer.Option(
            "--indifference",
            metavar="MINUTTER",
            min=0.01,
            max=1_000_000,
            help="Stop, når den bedste er fundet, hvis den er så meget bedre; højst --replications.",
            show_default=False,
        ),
    ] = None,
    hindsight: Annotated[
        int,
        typer.Option(
            "--hindsight", metavar="ANTAL", min=0, max=1_000, help="Gennemløb, hvor det bedst mulige beregnes."
        ),
    ] = DEFAULT_HINDSIGHT,
    sensitivity: Annotated[
        bool, typer.Option("--sensitivity", help="Prøv dommen i begge ender af de antagne tals spænd (tager tid).")
    ] = False,
    processes: Annotated[
        int | None,
        typer.Option(
            "--processes", min=1, max=1_024, help="Så mange processer; ellers alle kerner.", show_default=False
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", metavar="ADRESSE", help="I stedet en Dask-klynge (tls://vært:port).", show_default=False
        ),
    ] = None,
    resume: Annotated[
        Path | None,
        typer.Option(
            "--resume", metavar="MAPPE", help="Gå videre med en simulering, der blev stoppet.", show_default=False
        ),
    ] = None,
    again: Annotated[
        Path | None,
        typer.Option(
            "--again",
            metavar="MAPPE",
            help="Kør en simulering om i --out, og se efter, at alle resultater er de samme.",
            show_default=False,
        ),
    ] = None,
    world_out: Annotated[
        Path | None,
        typer.Option(
            "--world-out",
            metavar="FIL",
            help="Skriv kun verdenen: alle tal med status og kilde, til at rette i (JSON).",
            show_default=False,
        ),
    ] = None,
    team: TeamId = None,
    mapping: Mapping = None,
    travel_matrix: TravelMatrix = None,
    lang: Lang = "da",
) -> None:
    """Simulér teamets uger igen og igen, og sig, hvilken måde at fordele på der er bedst. (Simulate policies.)

    Ctrl-C gemmer det færdige; --resume går videre. (Ctrl-C keeps what is finished; --resume goes on.)
    """
    with speaking(lang) as speaker:
        _check_one_wish(world, out, resume, again, world_out)
        if resume is not None:
            study, question = begun(resume)
            _run(speaker, study, question, resume, executor_for(processes, cluster))
            return
        if again is not None and out is not None:
            _run_again(speaker, again, out, executor_for(processes, cluster))
            return
        wanted = WorldOrder(
            source=world or "",
            start=start,
            reform=reform,
            team_id=team,
            mapping=mapping,
            travel_matrix=travel_matrix,
        )
        order = SimulationOrder(
            world=wanted,
            weeks=weeks,
            replications=replications,
            seed=seed,
            practices=tuple(practice or ()),
            policies=tuple(named_or_filed(each) for each in policy or ()),
            look_ahead_weeks=look_ahead,
            even_out_weeks=even_out,
            rebalance_weeks=rebalance,
            leaves_waiting=leave_waiting,
            prices=None if prices is None else named_or_filed(prices),
            base=base,
            confidence=confidence / 100,
            half_width_minutes=precision,
            indifference_minutes=indifference,
            hindsight_replications=hindsight,
            with_sensitivity=sensitivity,
            language=lang,
        )
        if world_out is not None:
            check_files([world_out], [Path(wanted.source)])
            text = world_text(get_study(order)[0].world)
            speaker.write({world_out: partial(_write_text, text)})
            speaker.say_written([world_out])
        if out is not None:
            study, question = _checked(order, out)
            _run(speaker, study, question, out, executor_for(processes, cluster))


def _check_one_wish(
    world: str | None, out: Path | None, resume: Path | None, again: Path | None, world_out: Path | None
) -> None:
    faults = []
    if [world, resume, again].count(None) != 2:
        faults.append(
            _fault(
                Text(
                    da="Nævn én ting: en verden at simulere, --resume MAPPE eller --again MAPPE.",
                    en="Name one thing: a world to simulate, --resume FOLDER or --again FOLDER.",
                ),
                Text(da="Se sagsfordeler simulate --help.", en="See sagsfordeler simulate --help."),
            )
        )
    if out is None and resume is None and world_out is None:
        faults.append(
            _fault(
                Text(da="Det siges ikke, hvor resultaterne skal hen.", en="Nothing says where the results are to go."),
                Text(da="Nævn en mappe med --out.", en="Name a folder with --out."),
            )
        )
    if faults:
        raise UnusableInput(faults)


def _checked(order: SimulationOrder, out: Path) -> tuple[Study, Question]:
    """All that is wrong with the order and with the folder, at once."""
    faults: list[Finding] = []
    try:
        check_folder(out, None)
    except UnusableInput as error:
        faults += error.findings
    try:
        study, question = get_study(order)
    except UnusableInput as error:
        raise UnusableInput([*faults, *error.findings]) from error
    if faults:
        raise UnusableInput(faults)
    check_folder(out, study)
    return study, question


def _run(
    speaker: Speaker, study: Study, question: Question, folder: Path, workers: AbstractContextManager[Workers]
) -> Judged:
    """Simulate, and show what came of it.

    Raises
    ------
    typer.Exit
        It was stopped; how to go on has been said.
    """
    with workers as hands:
        store = ResultsFolder(folder)
        speaker.left = Text(
            da=f"Det færdige er gemt. Fortsæt med: sagsfordeler simulate --resume {folder}",
            en=f"What is finished is stored. Go on with: sagsfordeler simulate --resume {folder}",
        )
        display = SimulationDisplay(speaker.err, speaker.language)
        said: Text | None = None
        with interruptible(_HEARD.in_language(speaker.language)) as should_stop, display:
            try:
                judged = simulate_into(study, question, store, hands, Watcher(display.show, should_stop))
            except Stopped as stopped:
                progress = stopped.progress
                said = Text(
                    da=f"Stoppet efter {progress.num_done} af {progress.num_wanted} gennemløb. {speaker.left.da}",
                    en=f"Stopped after {progress.num_done} of {progress.num_wanted} runs. {speaker.left.en}",
                )
    if said is not None:
        speaker.say(said)
        raise typer.Exit(ExitCode.INTERRUPTED)
    speaker.left = None
    speaker.has_written = True
    speaker.present(SimulationBoard(judged.judgement, speaker.language).render())
    speaker.say_written([folder])
    return judged


def _run_again(speaker: Speaker, begun_in: Path, out: Path, workers: AbstractContextManager[Workers]) -> None:
    """The same simulation in another folder, and whether the same came of it.

    Raises
    ------
    typer.Exit
        Something else came of it; what, has been said.
    """
    study, question = begun(begun_in)
    here = study.model_copy(update={"made_with": versions()})
    check_folder(out, here)
    _run(speaker, here, question, out, workers)
    differing = differing_files(ResultsFolder(begun_in), ResultsFolder(out))
    if not differing:
        speaker.say(
            Text(da="Alle resultater er de samme, byte for byte.", en="All results are the same, byte for byte.")
        )
        return
    names = ", ".join(differing)
    why = Text(da="", en="")
    if study.made_with != here.made_with:
        why = Text(da=" Den blev lavet med andre versioner.", en=" It was made with other versions.")
    speaker.say(Text(da=f"Disse er ikke de samme: {names}.{why.da}", en=f"These are not the same: {names}.{why.en}"))
    raise typer.Exit(ExitCode.REPLAY_DIFFERS)


def _write_text(text: str, path: Path) -> None:
    path.write_text(text, "utf-8")


def _fault(what: Text, remedy: Text) -> Finding:
    return Finding(code="simulation_unusable", what=what, remedy=remedy)
