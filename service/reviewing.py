"""Looking a proposal over: what differs from another, to whom it is fair, and whether it can be made again."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from allocator import Progress
from allocator.fairness import measure_fairness
from allocator.plan_difference import compare_plans
from allocator.replaying import replay
from allocator.seal import open_sealed
from data.workbook import read_mapping, read_workbook
from models.errors import Finding, UnusableInput
from models.fairness import Fairness
from models.plan_difference import PlanDifference
from models.proposal import Proposal
from models.refusals import refusals
from models.replay import Replay
from models.snapshot import Snapshot
from models.text import Text
from service.personal_numbers import personal_numbers_in_ids
from service.use_cases import Order, get_ready


@dataclass(frozen=True)
class Measured:
    """To whom a round is fair, with the snapshot it is about, and the warnings of the import."""

    fairness: Fairness
    snapshot: Snapshot
    warnings: tuple[Finding, ...]


def compare_proposals(first: Path, second: Path) -> PlanDifference:
    """What differs between two proposals, as `distribute --json` wrote them.

    Raises
    ------
    UnusableInput
        A file is no proposal, or the two are not of one round.
    OSError
        A file cannot be read.
    """
    return compare_plans(_read_proposal(first), _read_proposal(second))


def people_of(workbook: Path, mapping: Path | None) -> Snapshot:
    """The people of a workbook, so that they can be called by their initials.

    Raises
    ------
    UnusableInput
        With every fault of the workbook.
    """
    return read_workbook(workbook, mapping=None if mapping is None else read_mapping(mapping)).snapshot


def fair_to_whom(
    order: Order,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Measured:
    """Read what was given, distribute it, and say what each consultant has before and after.

    Raises
    ------
    UnusableInput
        With every fault of everything that was given.
    """
    ready = get_ready(order)
    fairness = measure_fairness(
        ready.snapshot,
        ready.policy,
        ready.travel,
        team_id=order.team_id,
        time_limit_s=order.time_limit_s,
        seed=order.seed,
        on_progress=on_progress,
        should_stop=should_stop,
    )
    return Measured(fairness, ready.snapshot, ready.warnings)


def replay_record(
    record: Path,
    *,
    digest: str | None,
    time_limit_s: float,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Replay:
    """Open a sealed record, solve it again, and compare.

    Raises
    ------
    RecordChanged
        The file is not as it was sealed.
    UnusableInput
        It is no record.
    OSError
        It cannot be read.
    """
    opened = open_sealed(record.read_bytes(), digest)
    return replay(opened, time_limit_s=time_limit_s, on_progress=on_progress, should_stop=should_stop)


def _read_proposal(path: Path) -> Proposal:
    try:
        proposal = Proposal.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise UnusableInput([_no_proposal(path, field, what) for field, what in refusals(error)]) from error
    findings = personal_numbers_in_ids(proposal)
    if findings:
        raise UnusableInput(findings)
    return proposal


def _no_proposal(path: Path, field: str, what: Text) -> Finding:
    place = f" ({field})" if field else ""
    return Finding(
        code="proposal_invalid",
        column=field or None,
        what=Text(da=f"{path} er ikke et forslag{place}: {what.da}", en=f"{path} is not a proposal{place}: {what.en}"),
        remedy=Text(
            da="Brug en fil, som distribute --json har skrevet.", en="Use a file that distribute --json has written."
        ),
    )
