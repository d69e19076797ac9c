"""Makes the tables of `README.md` from the format, so that the two cannot disagree. Run as a module to renew them."""

from collections.abc import Iterator
from pathlib import Path

from data.workbook.format.column import Column, Sheet
from data.workbook.format.sheets import SHEETS

README = Path(__file__).parents[1] / "README.md"

_BEGIN = "<!-- made from the format: python -m data.workbook.format.documentation -->"
_END = "<!-- end -->"


def renewed(readme: str) -> str:
    """The text of the README with its tables made afresh.

    Raises
    ------
    ValueError
        The lines that mark the place of the tables are not there.
    """
    before, begin, rest = readme.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not (begin and end):
        raise ValueError(f"README.md has lost its marks; put back {_BEGIN} and {_END}")
    return "\n".join((f"{before}{_BEGIN}", "", *_tables(), f"{_END}{after}"))


def _tables() -> Iterator[str]:
    for sheet in SHEETS.values():
        yield f"### {sheet.name.da} / {sheet.name.en}"
        yield ""
        yield f"{sheet.about.da} {'Arket skal være der.' if sheet.required else 'Arket må mangle.'}"
        yield ""
        yield f"*{sheet.about.en} {'Required.' if sheet.required else 'Optional.'}{_other_names(sheet.aliases)}*"
        yield ""
        yield "| Overskrift / *Heading* | Skal udfyldes | Indhold / *Content* | Tilladt / *Allowed* | Eksempel |"
        yield "| --- | --- | --- | --- | --- |"
        yield from (_line(sheet, column) for column in sheet.columns)
        yield ""


def _line(sheet: Sheet, column: Column) -> str:
    names = f"**{column.heading.da}**<br>*{column.heading.en}*<br>`{sheet.key}.{column.key}`"
    required = "ja" if column.required else ""
    about = f"{column.about.da}<br>*{column.about.en}{_other_names(column.aliases)}*"
    allowed = f"{column.kind.allowed.da}<br>*{column.kind.allowed.en}*"
    return f"| {names} | {required} | {about} | {allowed} | {column.example} |"


def _other_names(aliases: tuple[str, ...]) -> str:
    return f" Also called: {', '.join(aliases)}." if aliases else ""


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), encoding="utf-8")
