"""First chart painted in Chromium against an app of one chart: `python -m bench.first_paint`.

    python -m bench.first_paint [--runs 5]

From the call of an address to the frame that shows the first mark of a chart, by the page's
own clock; servers are warm, the pages are taken in turns, medians. "opened first": nothing in
the browser's cache, as on a meeting's morning; "opened again": all of it there. The floor is a
Streamlit app that shows one chart of four bars, opened in the same way. Goal (issue D): at
most 1.5 times the floor, opened first.
"""

import argparse
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench.measuring import take_timed_turns
from tests.browser.app_process import CHROMIUM_FLAGS, find_chromium, run_app
from tests.plan_store import fill_plan_store
from tests.practice_store import fill_practice_store

GOAL_RATIO = 1.5
SCREEN: dict[str, Any] = {
    "viewport": {"width": 1920, "height": 1080},
    "locale": "ja-JP",
    "bypass_csp": True,
}
#: Pages whose first screen has a chart, and the data set they have one with.
SHOWN = (
    *(("kpi", "real"), ("matchings", "real"), ("trends", "real"), ("members", "real")),
    *(("blocks", "real"), ("schedule", "real"), ("citizens", "real"), ("national", "practice")),
    *(("kpi", "practice"), ("matchings", "practice"), ("members", "practice")),
    *(("blocks", "practice"), ("schedule", "practice")),
    ("meeting_mode?item=matching_stages", "real"),
)
ONE_CHART = """
import pandas as pd
import streamlit as st
rows = pd.DataFrame({"name": list("abcd"), "value": [113, 14, 6, 0]})
st.vega_lite_chart(
    rows,
    {"mark": "bar", "encoding": {"x": {"field": "value", "type": "quantitative"},
                                 "y": {"field": "name", "type": "nominal"}}},
)
"""
#: Notes the moment of the frame after the first mark of a chart, whichever way it is drawn.
WATCH = """
new MutationObserver((_, observer) => {
    if (!document.querySelector('svg.marks path, svg.marks rect, canvas.marks')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.paintedAt = performance.now(); }));
}).observe(document, {childList: true, subtree: true});
"""
#: A page is left only when it is still, so that its end is not in the next one's time.
STILL_MS = 1000


def time_first_paint(context: BrowserContext, url: str) -> float:
    """Seconds until the first mark."""
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(url, wait_until="commit")
    page.wait_for_function("window.paintedAt")
    page.wait_for_timeout(STILL_MS)
    seconds = float(page.evaluate("window.paintedAt")) / 1000
    page.close()
    return seconds


def time_first_opening(browser: Browser, url: str) -> float:
    """The same in a browser that knows nothing of the app."""
    context = browser.new_context(**SCREEN)
    seconds = time_first_paint(context, url)
    context.close()
    return seconds


def build_url(address: str, path: str, data: str) -> str:
    mark = "&" if "?" in path else "?"
    return f"{address}/{path}{mark}data={data}" if data == "practice" else f"{address}/{path}"


def time_pages(floor: str, address: str, runs: int) -> dict[str, dict[str, float]]:
    """Median seconds opened first and opened again, by data set and page; "" is the app of one
    chart."""
    urls = {"": floor} | {f"{data} {path}": build_url(address, path, data) for path, data in SHOWN}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        context = browser.new_context(**SCREEN)
        first = {name: partial(time_first_opening, browser, url) for name, url in urls.items()}
        again = {name: partial(time_first_paint, context, url) for name, url in urls.items()}
        seconds = {
            "opened first": take_timed_turns(first, runs),
            "opened again": take_timed_turns(again, runs),
        }
        browser.close()
    return seconds


def print_results(title: str, seconds: dict[str, float]) -> None:
    print(title)
    for page, each in seconds.items():
        ratio = each / seconds[""]
        verdict = "ok" if ratio <= GOAL_RATIO else "over"
        print(f"  {page or '(one chart)':<46} {each * 1000:8.0f} ms {ratio:6.2f} x  {verdict}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        script, store = Path(name) / "one_chart.py", Path(name) / "stores" / "real"
        script.write_text(ONE_CHART, encoding="utf-8")
        fill_plan_store(store).close()
        fill_practice_store(store.with_name("practice")).close()
        with run_app(Path(name), script) as floor, run_app(store) as app:
            seconds = time_pages(floor, app, arguments.runs)
    print(f"first chart painted (goal: {GOAL_RATIO} x an app of one chart, opened first)")
    for title, each in seconds.items():
        print_results(title, each)


if __name__ == "__main__":
    main()
