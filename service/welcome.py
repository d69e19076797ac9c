"""The page at the root: what this is and how to use it, without anything to load."""

from html import escape

from models.text import Language
from service.media import WORKBOOK

_PAGES = {
    "da": r"""<!doctype html>
<html lang="da">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sagsfordeler</title></head>
<body>
<h1>Sagsfordeler</h1>
<p>Tjenesten kører. Den foreslår, hvilken fastholdelseskonsulent der får hver ny sag, med grunde i minutter.
Den gemmer intet: en projektmappe går ind, et forslag kommer ud, og mennesker beslutter.</p>
<h2>Prøv den</h2>
<p>Lav først en projektmappe at prøve med:</p>
<pre>sagsfordeler demo hedensted --out team.xlsx</pre>
<p>Send den, og få forslaget som projektmappe til mødet:</p>
<pre>curl -F workbook=@team.xlsx -F policy=hedensted -H "Accept: {workbook}" \
  -o forslag.xlsx {base}api/v1/distributions</pre>
<p>Eller som JSON:</p>
<pre>curl -F workbook=@team.xlsx -F policy=hedensted {base}api/v1/distributions</pre>
<ul>
<li><a href="/openapi.json">Beskrivelse af tjenesten (OpenAPI)</a></li>
<li><a href="/api/v1/health">Om den er klar, og hvilke versioner den består af</a></li>
</ul>
</body>
</html>
""",
    "en": r"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sagsfordeler</title></head>
<body>
<h1>Sagsfordeler</h1>
<p>The service is running. It proposes which retention consultant gets each new case, with reasons in minutes.
It keeps nothing: a workbook goes in, a proposal comes out, and people decide.</p>
<h2>Try it</h2>
<p>First make a workbook to try it with:</p>
<pre>sagsfordeler demo hedensted --out team.xlsx</pre>
<p>Send it, and get the proposal as a workbook for the meeting:</p>
<pre>curl -F workbook=@team.xlsx -F policy=hedensted -H "Accept: {workbook}" \
  -o proposal.xlsx {base}api/v1/distributions</pre>
<p>Or as JSON:</p>
<pre>curl -F workbook=@team.xlsx -F policy=hedensted {base}api/v1/distributions</pre>
<ul>
<li><a href="/openapi.json">Description of the service (OpenAPI)</a></li>
<li><a href="/api/v1/health">Whether it is ready, and its versions</a></li>
</ul>
</body>
</html>
""",
}


def welcome_page(base: str, language: Language) -> str:
    """The page as HTML; `base` is the address the client used, ending in a slash."""
    return _PAGES[language].format(base=escape(base), workbook=WORKBOOK)
