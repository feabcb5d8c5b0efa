"""Each step of an upload against a look at the page that changes nothing: `python -m bench.steps`.

A ledger of 5,000 rows with 300 to mend, then 30 workbooks together, by the app as its server runs
it (AppTest): seconds at the screen, and seconds of processor, which a busy machine does not change.
Goals (issues J, K): a fix 0.3 s, 見通し 1.5, 確定 2; 見通し of 30 workbooks 4.
"""

import argparse
import io
import logging
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import pages
from bench.ledgers import make_ledger
from bench.table import Row
from bench.uploads import make_ledgers
from store.database import ROOT_VARIABLE
from tests.pages.uploading import bring, go_on, name_person
from tests.plan_store import fill_plan_store

#: The first row of records, and the columns 自治体名称 and 検討日.
FIRST_ROW, GOVERNMENT, CONSIDERED = 3, 6, 12
DAY_ENTRY = re.compile(r"L\d+ の正しい値")
ROWS, FAULTS, BOOKS, BOOK_ROWS = 5000, 300, 30, 300
GOALS = {"a fix": 0.3, "見通し": 1.5, "確定": 2.0, "見通し together": 4.0}


def make_faulty_ledger(path: Path, rows: int, faults: int) -> Path:
    """Half the faults are days that do not exist, half governments."""
    book = openpyxl.load_workbook(io.BytesIO(make_ledger(rows)))
    sheet = book.worksheets[0]
    for number in range(faults):
        row = FIRST_ROW + number * rows // faults
        if number % 2:
            sheet.cell(row, GOVERNMENT).value = f"無何有{number}市"
        else:
            sheet.cell(row, CONSIDERED).value = "令和2年13月"
    book.save(path)
    return path


def open_upload_page(root: Path) -> AppTest:
    fill_plan_store(root).close()
    os.environ[ROOT_VARIABLE] = str(root)
    app = AppTest.from_file(Path(pages.__file__).with_name("app.py"), default_timeout=600)
    app._page_hash = calc_hash("upload")
    app.run()
    name_person(app, "bench")
    return app


def measure(name: str, step: Callable[[], object], floor: float = 0.0) -> float:
    """Run a step and print what it took; returns its seconds of processor."""
    began, used = time.perf_counter(), time.process_time()
    step()
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    ratio = f"{processor / floor:7.1f} x" if floor else " " * 9
    goal = GOALS.get(name)
    verdict = f"goal {goal} {'ok' if processor <= goal else 'MISSED'}" if goal else ""
    print(f"  {name:<18} {seconds:7.2f} s  processor {processor:6.2f} s {ratio}  {verdict}")
    return processor


def fix_first_day(app: AppTest) -> None:
    entries = (each for each in app.text_input if DAY_ENTRY.fullmatch(each.label))
    next(entries).set_value("令和2年4月1日")
    app.run()


def give_reasons(app: AppTest) -> None:
    """So that what sounds an alarm can be accepted."""
    for each in app.text_input:
        if each.label.startswith("正しい理由"):
            each.set_value("bench")
    app.run()


def walk_one(app: AppTest, path: Path) -> dict[str, float]:
    """Step -> its seconds of processor; "" is the page again."""
    measure("read", partial(bring, app, path))
    go_on(app, 2)
    floor = measure("step 3 again", app.run)
    fixes = [measure("a fix", partial(fix_first_day, app), floor) for _ in range(3)]
    outlook = measure("見通し", partial(go_on, app), floor)
    give_reasons(app)
    accepted = measure("確定", partial(go_on, app), floor)
    return {"": floor, "a fix": min(fixes), "見通し": outlook, "確定": accepted}


def list_rows() -> Iterator[Row]:
    logging.disable(logging.WARNING)  # Streamlit's, of a page without a server
    with tempfile.TemporaryDirectory() as name, redirect_stdout(io.StringIO()):
        path = make_faulty_ledger(Path(name) / "台帳.xlsx", ROWS, FAULTS)
        seconds = walk_one(open_upload_page(Path(name) / "one"), path)
    floor = seconds.pop("")
    for step, each in seconds.items():
        yield Row(
            f"{ROWS:,} rows, {FAULTS} to mend: {step}, processor", each, GOALS[step], "s", floor
        )


def walk_many(app: AppTest, paths: list[Path]) -> None:
    measure("read", partial(bring, app, *paths))
    go_on(app)
    floor = measure("step 2 again", app.run)
    button = app.button(key="upload_together_button")
    measure("見通し together", lambda: button.click().run(), floor)
    measure("確定 together", partial(go_on, app), floor)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--faults", type=int, default=FAULTS)
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)  # Streamlit's, of a page without a server
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = make_faulty_ledger(folder / "台帳.xlsx", arguments.rows, arguments.faults)
        print(f"One ledger of {arguments.rows} rows, {arguments.faults} to mend")
        walk_one(open_upload_page(folder / "one"), path)
        print(f"{BOOKS} workbooks of {BOOK_ROWS} rows")
        paths = make_ledgers(folder, BOOKS, BOOK_ROWS)
        walk_many(open_upload_page(folder / "many"), paths)


if __name__ == "__main__":
    main()
