"""The report in a real browser: its style is let in, nothing is wider than the screen, no words touch."""

import html
import json
import re
import shutil
import subprocess

import pytest

from models.judgement import JudgedWay
from models.text import Text
from service.simulation_report import report_files
from tests.judgements import MEETING, OPTIMISER, make_judgement

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed, so no report is opened in a browser"),
]

_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)

_MEASURE = """<!doctype html><iframe id="page" style="width:%dpx;height:2000px;border:0"></iframe><pre id="seen"></pre>
<script>
const frame = document.getElementById("page");
frame.onload = () => {
  const page = frame.contentDocument, faults = [];
  for (const svg of page.querySelectorAll("svg")) {
    const paper = svg.viewBox.baseVal;
    const boxes = [...svg.querySelectorAll("text")].filter(each => each.textContent).map(each => {
      const at = svg.getScreenCTM().inverse().multiply(each.getScreenCTM()), box = each.getBBox();
      return {says: each.textContent, left: box.x + at.e, right: box.x + box.width + at.e,
              top: box.y + at.f + 2, bottom: box.y + box.height + at.f - 2};
    });
    boxes.forEach((one, number) => {
      if (one.left < 0 || one.right > paper.width || one.top < 0 || one.bottom > paper.height)
        faults.push("cut off: " + one.says);
      for (const other of boxes.slice(number + 1))
        if (one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)
          faults.push(one.says + " touches " + other.says);
    });
  }
  const verdict = frame.contentWindow.getComputedStyle(page.querySelector(".verdict"));
  document.getElementById("seen").textContent = JSON.stringify({
    faults, pictures: page.querySelectorAll("svg").length, weight: verdict.fontWeight,
    wide: page.documentElement.scrollWidth, room: page.documentElement.clientWidth,
    ink: frame.contentWindow.getComputedStyle(page.body).color,
    picture: frame.contentWindow.getComputedStyle(page.querySelector("svg")).fill});
};
frame.src = "report.html";
</script>"""


def seen(tmp_path, language, width, *options):
    long = Text(
        da="En måde med et usædvanligt langt navn, som ikke vil", en="A way of an unusually long name that will"
    )
    ways = tuple(
        JudgedWay(key=key, title=Text(da=f"{long.da} {key}", en=f"{long.en} {key}"), sentence=long)
        for key in (MEETING, OPTIMISER)
    )
    for name, content in report_files(make_judgement(ways=ways), language).items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "measure.html").write_text(_MEASURE % width, encoding="utf-8")
    assert CHROMIUM is not None
    command = [
        CHROMIUM,
        *_QUIET,
        *options,
        f"--user-data-dir={tmp_path / 'profile'}",
        "--allow-file-access-from-files",
        "--virtual-time-budget=10000",
        "--dump-dom",
        f"file://{tmp_path / 'measure.html'}",
    ]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    (found,) = re.findall(r'<pre id="seen">(.*?)</pre>', answer, re.DOTALL)
    return json.loads(html.unescape(found))


@pytest.mark.parametrize(("language", "width"), [("da", 360), ("en", 400), ("da", 1280)])
def test_nothing_is_cut_off_or_touches_and_the_style_is_let_in(tmp_path, language, width):
    found = seen(tmp_path, language, width)
    assert found["faults"] == []
    assert found["pictures"] >= 11
    assert found["wide"] <= found["room"] == width
    assert found["weight"] == "700"


def test_a_page_in_the_dark_has_light_letters_and_pictures(tmp_path):
    found = seen(tmp_path, "da", 800, "--blink-settings=preferredColorScheme=0")
    assert found["ink"] == found["picture"] == "rgb(236, 236, 236)"
