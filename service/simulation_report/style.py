"""How the page looks: on a telephone, on a wide screen, in the dark and on paper."""

from typing import Final

from service.plots.drawing import ON_DARK

_BASE: Final = """
:root { color-scheme: light dark; --ink: #1b1b1b; --muted: #555; --paper: #fff; --line: #d4d4d4; --band: #f2f4f6;
  --accent: #0b4f8a; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.25rem; max-width: 76rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 Verdana, "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
p, li, dd, figcaption { max-width: 46rem; }
h1 { font-size: 1.35rem; margin: 0 0 .75rem; color: var(--muted); }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
header h2 { margin-top: 1.25rem; font-size: 1rem; }
header ul { margin-top: 0; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
.verdict { font-size: 1.4rem; line-height: 1.35; font-weight: bold; margin: 0 0 1rem; padding-left: .9rem;
  border-left: .35rem solid var(--accent); }
a { color: var(--accent); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; max-width: none; }
.scroll { overflow-x: auto; margin: 1rem 0; }
.scroll:focus-visible { outline: .15rem solid var(--accent); }
table { border-collapse: collapse; font-size: .875rem; }
caption { text-align: left; font-weight: bold; padding: .25rem 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
th:first-child { padding-left: 0; }
thead th { vertical-align: bottom; min-width: 7.5rem; }
th[scope="row"] { font-weight: normal; min-width: 8.5rem; max-width: 20rem; position: sticky; left: 0;
  background: var(--paper); }
tr.group th { padding-top: 1rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
thead .number { min-width: 6.5rem; }
td.number { white-space: nowrap; }
.interval { display: block; color: var(--muted); font-weight: normal; font-size: .8125rem; }
.tag { display: inline-block; border: 1px solid var(--muted); border-radius: .25rem; padding: 0 .35rem;
  font-size: .75rem; white-space: nowrap; }
.assumed { border-style: dashed; }
.published { background: var(--band); }
.note { color: var(--muted); font-size: .875rem; }
.ways { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 0 1.5rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr)); gap: 0 1.5rem; }
pre { overflow-x: auto; padding: .75rem; background: var(--band); }
dt { font-weight: bold; margin-top: .5rem; }
dd { margin: 0 0 .25rem; }
figure { margin: 1rem 0; }
figcaption { font-size: .875rem; color: var(--muted); margin-bottom: .5rem; }
.panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1rem;
  align-items: start; }
.panels svg { width: 100%; max-width: 27rem; height: auto; border: 1px solid var(--line); border-radius: .25rem; }
"""

_DARK: Final = """
:root { --ink: #ececec; --muted: #b4b8bc; --paper: #16191d; --line: #43494f; --band: #2b3137; --accent: #7cb8f0; }
"""

_PAPER: Final = """
@page { margin: 15mm; }
@media print {
  html { font-size: 8.5pt; }
  body { padding: 0; max-width: none; }
  p, li, dd, figcaption { max-width: none; }
  nav { display: none; }
  .scroll { overflow: visible; }
  table { width: 100%; }
  th, td { padding: .25rem .4rem; }
  thead th, thead .number, th[scope="row"] { min-width: 0; position: static; }
  td.number { white-space: normal; }
  td .interval { white-space: nowrap; }
  .panels { grid-template-columns: repeat(2, 1fr); }
  h2, h3, caption, figcaption { break-after: avoid; }
  svg, tr, dt, figcaption { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
"""


def stylesheet() -> str:
    """The whole style. Pictures in the page change their colours with it; on paper all is dark on white."""
    pictures = "\n".join(
        f'[fill="{light}"] {{ fill: {dark}; }}\n[stroke="{light}"] {{ stroke: {dark}; }}'
        for light, dark in ON_DARK.items()
    )
    return f"{_BASE}@media screen and (prefers-color-scheme: dark) {{{_DARK}{pictures}\n}}{_PAPER}"
