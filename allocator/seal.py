"""A record as one line of text under a seal: the same content is always the same bytes, and any other byte shows.

The seal is the SHA-256 of the record as canonical JSON: names in order, no idle spaces, UTF-8. It shows that a file was
changed, by whomever and however little. It cannot show who sealed it: whoever changes a record on purpose can seal it
afresh. Against that, note the digest somewhere else, in the minutes of the meeting, and ask for it.
"""

import hashlib
import json
from collections.abc import Mapping, Set
from typing import Any

from pydantic import ValidationError

from models.errors import Finding, SagsfordelerError, UnusableInput
from models.record import Record
from models.refusals import refusals
from models.text import Text

_REMEDY = Text(da="Brug filen, som den blev skrevet.", en="Use the file as it was written.")


class RecordChanged(SagsfordelerError):
    """The file is not as it was sealed; `finding` says how that is seen."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.sentence("en"))


def digest_of(record: Record) -> str:
    """The digest of a record, as it stands on its seal: `sha256:` and 64 hexadecimal digits."""
    return _digest(_plain(record.model_dump()))


def seal(record: Record) -> bytes:
    """The file of a record: one line of canonical JSON."""
    content = _plain(record.model_dump())
    return _canonical({"digest": _digest(content), "record": content}) + b"\n"


def open_sealed(file: bytes, digest: str | None = None) -> Record:
    """The record in a file that `seal` made, after its seal has been checked.

    Parameters
    ----------
    digest
        The digest that was noted when the record was made; None where nobody noted it.

    Raises
    ------
    RecordChanged
        A byte of the file, or the digest, is another than it was.
    UnusableInput
        The file is no record, or one of a kind that this version does not know.
    """
    try:
        sealed = json.loads(file.decode("utf-8"))
        is_canonical = _canonical(sealed) + b"\n" == file
    except (ValueError, RecursionError) as error:
        raise UnusableInput([_no_record()]) from error
    if not (isinstance(sealed, dict) and sealed.keys() == {"digest", "record"}):
        raise UnusableInput([_no_record()])
    found = _digest(sealed["record"])
    if sealed["digest"] != found:
        raise RecordChanged(
            _changed(
                Text(
                    da="Filen er ændret, efter at den blev forseglet: indholdet passer ikke til seglet.",
                    en="The file was changed after it was sealed: the content does not match the seal.",
                )
            )
        )
    if not is_canonical:
        raise RecordChanged(
            _changed(
                Text(
                    da="Filen er ændret, efter at den blev forseglet: indholdet er det samme, men skrevet anderledes.",
                    en="The file was changed after it was sealed: the content is the same, but written differently.",
                )
            )
        )
    if digest is not None and digest.removeprefix("sha256:").casefold() != found.removeprefix("sha256:"):
        raise RecordChanged(
            _changed(
                Text(
                    da=f"Det er ikke det segl, der er noteret: filens er {found}.",
                    en=f"That is not the seal that was noted: the file's is {found}.",
                )
            )
        )
    try:
        return Record.model_validate_json(_canonical(sealed["record"]))
    except ValidationError as error:
        raise UnusableInput(
            [
                Finding(code="record_invalid", column=field or "record", what=what, remedy=_REMEDY)
                for field, what in refusals(error)
            ]
        ) from error


def _digest(content: object) -> str:
    return "sha256:" + hashlib.sha256(_canonical(content)).hexdigest()


def _canonical(content: object) -> bytes:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a dumped model
    """As JSON has it; sets in order, which pydantic leaves to chance."""
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, Set):
        return sorted(_plain(part) for part in value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def _no_record() -> Finding:
    return Finding(
        code="record_unreadable",
        what=Text(da="Filen er ingen protokol, eller den er ødelagt.", en="The file is no record, or it is damaged."),
        remedy=Text(
            da="Brug en fil, som distribute --record har skrevet.",
            en="Use a file that distribute --record has written.",
        ),
    )


def _changed(what: Text) -> Finding:
    return Finding(code="record_changed", what=what, remedy=_REMEDY)
