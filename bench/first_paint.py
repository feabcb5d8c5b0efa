"""First chart painted in Chromium against an app of one chart: `python -m bench.first_paint`.

    python -m bench.first_paint [--runs 5]

From the call of an address in a new tab to the first mark of a chart in the page, warm
servers and a warm browser cache, the pages taken in turns; medians. A page is left only when
it is still, so that its end is not in the next one's time. The floor is a Streamlit app that
shows one chart of four bars. Goal (issue D): at most 1.5 times the floor.
"""

import argparse
import tempfile
import time
from functools import partial
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from bench.measuring import take_timed_turns
from loaders.practice import ensure_practice_loaded
from store.database import open_database
from tests.browser.app_process import CHROMIUM_FLAGS, find_chromium, run_app
from tests.plan_store import fill_plan_store

GOAL_RATIO = 1.5
#: Pages whose first screen has a chart, and the data set they have one with.
SHOWN = (
    *(("", "real"), ("matchings", "real"), ("trends", "real"), ("members", "real")),
    *(("blocks", "real"), ("schedule", "real"), ("citizens", "real"), ("national", "practice")),
    *(("", "practice"), ("matchings", "practice"), ("members", "practice")),
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
#: A mark of a chart, whichever way it is drawn.
PAINTED = "svg.marks path, svg.marks rect, canvas.marks"
STILL_MS = 1500


def time_first_paint(context: BrowserContext, url: str) -> float:
    """Seconds until the first mark."""
    page = context.new_page()
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(PAINTED, state="attached")
    seconds = time.perf_counter() - start
    page.wait_for_timeout(STILL_MS)
    page.close()
    return seconds


def build_url(address: str, path: str, data: str) -> str:
    mark = "&" if "?" in path else "?"
    return f"{address}/{path}{mark}data={data}" if data == "practice" else f"{address}/{path}"


def time_pages(floor: str, address: str, runs: int) -> dict[str, float]:
    """Median seconds by data set and page; "" is the app of one chart."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="ja-JP")
        urls = {"": floor} | {
            f"{data} {path or 'kpi'}": build_url(address, path, data) for path, data in SHOWN
        }
        cases = {name: partial(time_first_paint, context, url) for name, url in urls.items()}
        seconds = take_timed_turns(cases, runs)
        browser.close()
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        script, store = Path(name) / "one_chart.py", Path(name) / "stores" / "real"
        script.write_text(ONE_CHART, encoding="utf-8")
        fill_plan_store(store).close()
        with open_database(store.with_name("practice")) as database:
            ensure_practice_loaded(database)
        with run_app(Path(name), script) as floor, run_app(store) as app:
            seconds = time_pages(floor, app, arguments.runs)
    print(f"first chart painted (goal: {GOAL_RATIO} x an app of one chart)")
    for page, each in seconds.items():
        ratio = each / seconds[""]
        verdict = "ok" if ratio <= GOAL_RATIO else "MISSED"
        print(f"  {page or '(one chart)':<46} {each * 1000:8.0f} ms {ratio:6.2f} x  {verdict}")


if __name__ == "__main__":
    main()
