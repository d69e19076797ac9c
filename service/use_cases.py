"""What the product does, once: the command line and the API both ask here, so that both say the same."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from allocator import Progress
from allocator.distribution import distribute_with_record
from data.demonstration import MUNICIPALITIES, demonstrate
from data.travel import GeodesicTravel, MatrixTravel
from data.workbook import GeneratedCaseId, Imported, read_mapping, read_workbook
from data.workbook.reading.cpr import without_cpr
from models.errors import Finding, UnusableInput
from models.policy import Policy
from models.proposal import Proposal
from models.record import Record
from models.snapshot import Snapshot
from models.text import Text
from models.travel import TravelTimes
from service.overrides import add_overrides, replaced_overrides, spoken_overrides
from service.personal_numbers import personal_numbers_in, personal_numbers_in_words
from service.policies import policy_from

DEFAULT_POLICY = "hedensted"
DEFAULT_TIME_LIMIT_S = 10.0
DEFAULT_REASON = "uden nærmere begrundelse"

_T = TypeVar("_T")


@dataclass(frozen=True)
class SizeLimits:
    """The largest snapshot that is taken on; both ends included."""

    max_cases: int
    max_consultants: int


@dataclass(frozen=True)
class Order:
    """What somebody asks for, as it came in: nothing is read or checked yet.

    Attributes
    ----------
    source
        A workbook, a folder of CSV files, or a snapshot.
    policy
        A preset's name, the text of a TOML file, the file, or a policy.
    mapping, travel_matrix
        Files of the team's own headings and travel minutes; None for the usual headings and the geodesic estimate.
    date
        The day the round is held; None takes the source's.
    team_id
        Whose round; None takes the first team's.
    time_limit_s
        Seconds of solving, > 0.
    pins, exclusions
        `CASE=CONSULTANT`, decided by one person for one reason.
    size_limits
        None takes whatever comes.
    with_record
        Whether to make a record from which the proposal can be made again.
    """

    source: Path | Snapshot
    policy: str | Path | Policy = DEFAULT_POLICY
    mapping: Path | None = None
    travel_matrix: Path | None = None
    date: datetime.date | None = None
    team_id: str | None = None
    time_limit_s: float = DEFAULT_TIME_LIMIT_S
    seed: int = 0
    pins: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    decided_by: str | None = None
    reason: str = DEFAULT_REASON
    size_limits: SizeLimits | None = None
    with_record: bool = False


@dataclass(frozen=True)
class Proposed:
    """A proposal with the snapshot it is about.

    `warnings`, of the import and of overrides that others take the place of, stand among its remarks too.

    `record` is what the proposal can be made from again; None where there is no plan.
    """

    proposal: Proposal
    snapshot: Snapshot
    warnings: tuple[Finding, ...] = ()
    record: Record | None = None


@dataclass
class Ready:
    """What an order comes to once everything in it has been read and checked."""

    snapshot: Snapshot
    policy: Policy
    travel: TravelTimes
    warnings: tuple[Finding, ...]
    generated: tuple[GeneratedCaseId, ...]


def demonstration(municipality: str, *, seed: int, date: datetime.date | None) -> Snapshot:
    """A municipality that does not exist, made from what is known of one that does; `date` None is 5 January 2026.

    Raises
    ------
    UnusableInput
        No demonstration is called so, or the day is of another century than its figures.
    """
    if municipality not in MUNICIPALITIES:
        said = without_cpr(municipality)
        known = ", ".join(MUNICIPALITIES)
        raise UnusableInput(
            [
                Finding(
                    code="municipality_unknown",
                    what=Text(
                        da=f"Der er ingen demonstration af »{said}«.",
                        en=f"There is no demonstration of {said!r}.",
                    ),
                    remedy=Text(da=f"Vælg blandt {known}.", en=f"Choose among {known}."),
                )
            ]
        )
    if date is not None and not 2000 <= date.year < 2100:
        raise UnusableInput(
            [
                Finding(
                    code="date_out_of_range",
                    what=Text(
                        da=f"Ingen demonstration dækker året {date.year}.",
                        en=f"No demonstration covers the year {date.year}.",
                    ),
                    remedy=Text(da="Vælg et år fra 2000 til 2099.", en="Choose a year from 2000 to 2099."),
                )
            ]
        )
    return demonstrate(municipality, seed=seed, date=date)


def propose(
    order: Order,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Proposed:
    """Read what was given, distribute its new cases, and pass on what the import has to say.

    Raises
    ------
    UnusableInput
        With every fault of everything that was given.
    """
    ready = get_ready(order)
    proposal, record = distribute_with_record(
        ready.snapshot,
        ready.policy,
        ready.travel,
        team_id=order.team_id,
        time_limit_s=order.time_limit_s,
        seed=order.seed,
        on_progress=on_progress,
        should_stop=should_stop,
        with_record=order.with_record,
    )
    remarks = (*import_remarks(ready), *proposal.remarks)
    return Proposed(proposal.model_copy(update={"remarks": remarks}), ready.snapshot, ready.warnings, record)


def import_remarks(ready: Ready) -> tuple[Text, ...]:
    """What the import has to say: its warnings, and the numbers it has given."""
    return (
        *(_as_remark(warning) for warning in ready.warnings),
        *_numbers_given(ready.generated, ready.snapshot),
    )


def get_ready(order: Order, case_id: str | None = None) -> Ready:
    """Read and check everything that was given.

    Parameters
    ----------
    case_id
        The case that somebody asks of, as it was written.

    Raises
    ------
    UnusableInput
        With every fault of everything that was given.
    """
    faults: list[Finding] = []

    def attempt(step: Callable[[], _T]) -> _T | None:
        try:
            return step()
        except UnusableInput as error:
            faults.extend(error.findings)
            return None

    policy = attempt(lambda: policy_from(order.policy))
    overrides = attempt(
        lambda: spoken_overrides(order.pins, order.exclusions, decided_by=order.decided_by, reason=order.reason)
    )
    imported = attempt(lambda: _read(order))
    travel = attempt(lambda: _travel(order.travel_matrix, imported)) if imported is not None else None
    faults += personal_numbers_in_words({"team": order.team_id, "by": order.decided_by, "case": case_id})
    if isinstance(order.source, Snapshot):
        faults += personal_numbers_in(order.source)
    if imported is not None and order.size_limits is not None:
        faults += _too_large(imported.snapshot, order.size_limits)
    if policy is None or travel is None or overrides is None or imported is None or faults:
        raise UnusableInput(faults)
    dated = imported.snapshot.model_copy(update={"date": order.date or imported.snapshot.date})
    warnings = (*imported.warnings, *replaced_overrides(dated, overrides))
    return Ready(add_overrides(dated, overrides), policy, travel, warnings, imported.generated_case_ids)


def _read(order: Order) -> Imported:
    if isinstance(order.source, Snapshot):
        return Imported(snapshot=order.source, warnings=(), generated_case_ids=())
    mapping = None if order.mapping is None else read_mapping(order.mapping)
    return read_workbook(order.source, mapping=mapping)


def _travel(matrix: Path | None, imported: Imported) -> TravelTimes:
    if matrix is None:
        return GeodesicTravel()
    snapshot = imported.snapshot
    homes = {consultant.id: consultant.home for consultant in snapshot.consultants if consultant.home is not None}
    return MatrixTravel.from_csv(matrix, homes | {employer.id: employer.position for employer in snapshot.employers})


def _too_large(snapshot: Snapshot, limits: SizeLimits) -> list[Finding]:
    counted = (
        ("sager", "cases", len(snapshot.cases), limits.max_cases),
        ("konsulenter", "consultants", len(snapshot.consultants), limits.max_consultants),
    )
    return [
        Finding(
            code="too_large",
            what=Text(da=f"Der er {count} {danish}.", en=f"There are {count} {english}."),
            remedy=Text(da=f"Send højst {most} {danish}.", en=f"Send at most {most} {english}."),
        )
        for danish, english, count, most in counted
        if count > most
    ]


def _as_remark(warning: Finding) -> Text:
    return Text(da=warning.sentence("da"), en=warning.sentence("en"))


def _numbers_given(generated: tuple[GeneratedCaseId, ...], snapshot: Snapshot) -> list[Text]:
    """Which row each new case stands in that has no number on its sheet, so that people can find it."""
    new = {case.id for case in snapshot.new_cases}
    given = [each for each in generated if each.case_id in new]
    if not given:
        return []
    return [
        Text(
            da="Sager uden nummer på arket: "
            + ", ".join(f"{each.case_id} er række {each.row}" for each in given)
            + ".",
            en="Cases without a number on the sheet: "
            + ", ".join(f"{each.case_id} is row {each.row}" for each in given)
            + ".",
        )
    ]
