"""Reading what has an end; writing results: all of them or none, never half a file, never over what was read."""

import os
import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from data.workbook import is_sheet_of
from models.errors import Finding, UnusableInput
from models.text import Text

_MAX_INPUT_BYTES = 200_000_000


def check_files(targets: Sequence[Path], inputs: Sequence[Path]) -> None:
    """Find out before the work whether the inputs have an end, and whether the results can be written afterwards.

    Parameters
    ----------
    inputs
        Need not exist: what reads them says what is missing.

    Raises
    ------
    UnusableInput
        An input is a device, or larger than any file of ours. A folder is missing or closed for writing, a target is no
        ordinary file, stands twice, or is one of the inputs, or of the sheets in one.
    """
    findings = [finding for source in dict.fromkeys(inputs) for finding in _faults_of_input(source)]
    findings += [finding for target in targets for finding in _findings(target, inputs)]
    if len({target.resolve() for target in targets}) < len(targets):
        findings.append(
            _fault(
                Text(da="To resultater skal skrives i den samme fil.", en="Two results would go to the same file."),
                Text(da="Giv dem hver sit navn.", en="Give each a name of its own."),
            )
        )
    if findings:
        raise UnusableInput(findings)


def write_together(writers: Mapping[Path, Callable[[Path], None]]) -> None:
    """Write every file next to its place first, and put them all in place only when every one is complete.

    Parameters
    ----------
    writers
        For every target, what writes its content to the path it is given.
    """
    finished: dict[Path, Path] = {}
    try:
        for target, write in writers.items():
            place = target.resolve()
            # Without the target's own name, which may be as long as a name can be.
            draft = place.with_name(f".{secrets.token_hex(6)}{place.suffix}")
            finished[draft] = place
            try:
                write(draft)
            except OSError as error:
                # Nobody knows the draft.
                raise OSError(error.errno, error.strerror or str(error), str(target)) from error
        for draft, place in finished.items():
            os.replace(draft, place)
    finally:
        for draft in finished:
            if draft.is_dir():
                shutil.rmtree(draft)
            draft.unlink(missing_ok=True)


def _faults_of_input(source: Path) -> list[Finding]:
    if source.is_char_device() or source.is_block_device():
        return [_not_ordinary(source)]
    if source.is_file() and source.stat().st_size > _MAX_INPUT_BYTES:
        most = _MAX_INPUT_BYTES // 1_000_000
        what = Text(
            da=f"{source} er for stor: over {most} MB.",
            en=f"{source} is too large: more than {most} MB.",
        )
        return [_fault(what, Text(da="Vælg en anden fil.", en="Choose another file."))]
    return []


def _findings(target: Path, inputs: Sequence[Path]) -> list[Finding]:
    folder = target.resolve().parent
    if not folder.is_dir():
        what = Text(da=f"Mappen {folder} findes ikke.", en=f"There is no folder {folder}.")
        return [_fault(what, Text(da="Opret den, eller vælg en anden.", en="Make it, or choose another."))]
    if not os.access(folder, os.W_OK | os.X_OK):
        what = Text(da=f"Der kan ikke skrives i mappen {folder}.", en=f"The folder {folder} cannot be written to.")
        return [_fault(what, Text(da="Vælg en anden mappe.", en="Choose another folder."))]
    if target.exists() and not target.is_file():
        return [_not_ordinary(target)]
    if target.exists() and any(source.exists() and target.samefile(source) for source in inputs):
        what = Text(
            da=f"{target} er den fil, der læses fra, og bliver ikke overskrevet.",
            en=f"{target} is the file that is read, and is not written over.",
        )
        return [_fault(what, Text(da="Vælg et andet navn.", en="Choose another name."))]
    if any(source.is_dir() and is_sheet_of(source, target) for source in inputs):
        what = Text(
            da=f"{target} er et af de ark, der læses fra, og bliver ikke overskrevet.",
            en=f"{target} is one of the sheets that are read, and is not written over.",
        )
        return [_fault(what, Text(da="Vælg en anden mappe.", en="Choose another folder."))]
    return []


def _not_ordinary(path: Path) -> Finding:
    what = Text(da=f"{path} er ikke en almindelig fil.", en=f"{path} is not an ordinary file.")
    return _fault(what, Text(da="Vælg et andet navn.", en="Choose another name."))


def _fault(what: Text, remedy: Text) -> Finding:
    return Finding(code="file_unusable", what=what, remedy=remedy)
