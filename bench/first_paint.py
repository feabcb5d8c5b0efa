"""First chart painted in Chromium against an app of one chart: `python -m bench.first_paint`.

    python -m bench.first_paint [--runs 3] [--all]

From the call of an address to the frame that shows the first mark of a chart, by the page's
own clock; servers are warm, the pages are taken in turns, medians. Cold: nothing in the browser's
cache, as on a meeting's morning; warm: all of it there. The floor is a Streamlit app that shows one
chart of four bars, opened in the same way. Goals (issue K): 1.25 times the floor cold, 1.4 warm;
1.5 MB fetched.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench.measuring import take_timed_turns
from bench.table import HEAD, Row, show_rows
from tests.browser.app_process import CHROMIUM_FLAGS, find_chromium, run_app
from tests.plan_store import fill_plan_store
from tests.practice_store import fill_practice_store

GOALS, GOAL_MEGABYTES = {"cold": 1.25, "warm": 1.4}, 1.5
SCREEN: dict[str, Any] = {
    "viewport": {"width": 1920, "height": 1080},
    "locale": "ja-JP",
    "bypass_csp": True,
}
#: Pages whose first screen has a chart, and the data set they have one with: what stands for all,
#: and all of them.
FEW = (("kpi", "real"), ("matchings", "practice"), ("meeting_mode?item=matching_stages", "real"))
ALL = (
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


def time_first_paint(context: BrowserContext, url: str, watch: str = WATCH) -> float:
    """Seconds until the first mark, or until what `watch` waits for."""
    page = context.new_page()
    page.add_init_script(watch)
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


def weigh_first_opening(browser: Browser, url: str) -> float:
    """Megabytes that a browser that knows nothing of the app fetches until its page is still."""
    fetched: list[float] = []
    context = browser.new_context(**SCREEN)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.on("Network.loadingFinished", lambda event: fetched.append(event["encodedDataLength"]))
    network.send("Network.enable")
    page.add_init_script(WATCH)
    page.goto(url, wait_until="commit")
    page.wait_for_function("window.paintedAt")
    page.wait_for_timeout(STILL_MS)
    context.close()
    return sum(fetched) / 1e6


def list_rows(runs: int = 3, shown: Sequence[tuple[str, str]] = FEW) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        script, store = Path(name) / "one_chart.py", Path(name) / "stores" / "real"
        script.write_text(ONE_CHART, encoding="utf-8")
        fill_plan_store(store).close()
        fill_practice_store(store.with_name("practice")).close()
        with (
            run_app(Path(name), script) as floor,
            run_app(store) as address,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=CHROMIUM_FLAGS
            )
            pages = {f"{data} {path}": build_url(address, path, data) for path, data in shown}
            yield from _measure(browser, {"": floor} | pages, runs)
            browser.close()


def _measure(browser: Browser, urls: dict[str, str], runs: int) -> Iterator[Row]:
    """ "" is the app of one chart."""
    context = browser.new_context(**SCREEN)
    cases = {("cold", name): partial(time_first_opening, browser, urls[name]) for name in urls}
    cases |= {("warm", name): partial(time_first_paint, context, urls[name]) for name in urls}
    seconds = take_timed_turns(cases, runs)
    for (kind, page), each in seconds.items():
        if page:
            floor = seconds[kind, ""] * 1000
            yield Row(
                f"first chart, {kind}: {page}", each * 1000, GOALS[kind], "ms", floor, "ratio"
            )
    least, most = (weigh_first_opening(browser, urls[name]) for name in ("", list(urls)[1]))
    yield Row("fetched for the first chart, nothing cached", most, GOAL_MEGABYTES, "MB", least)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--all", action="store_true", help="every page, not those that stand for all"
    )
    options = parser.parse_args()
    print(HEAD)
    show_rows(list_rows(options.runs, ALL if options.all else FEW))


if __name__ == "__main__":
    main()
