"""How fast sheets are read: `python -m bench.reader`.

Floor: a bare python-calamine read of the same bytes, in the same run, taken in turns.
Goals: a checked 5,000 × 20 ledger ≤ 5 × the floor and faster than pandas with openpyxl merely
reading it; a 40-row form end to end ≤ 0.6 s cold, ≤ 0.1 s warm; 200 forms
in one call ≥ 20 a second; the caller grows < 50 MB.
"""

import io
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

from bench.ledgers import make_ledger, make_shared_ledger
from bench.measuring import show, take_turns, time_once
from bench.table import Row
from loaders.check import read_files, read_workbook
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.recognise import Options

FLOOR, CHECKED = "calamine, bare read (floor)", "check: open, recognise, coerce, JSON"
FORM_ROWS, FORM_COUNT, LEDGER_ROWS = 40, 200, 5_000


def read_bare(content: bytes) -> object:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python()


def compare_ledger(content: bytes, kind: str) -> None:
    show(f"{LEDGER_ROWS:,} x 20 matchings ledger, {kind}", time_ledger(content), FLOOR)


def list_rows() -> Iterator[Row]:
    kinds = {"texts in their cells": make_ledger, "shared strings": make_shared_ledger}
    for kind, make in kinds.items():
        seconds = time_ledger(make(LEDGER_ROWS))
        floor, checked = seconds[FLOOR] * 1000, seconds[CHECKED] * 1000
        yield Row(
            f"ledger {LEDGER_ROWS:,} x 20 checked, {kind}", checked, 3.0, "ms", floor, "ratio"
        )


def time_ledger(content: bytes) -> dict[str, float]:
    with WorkbookReader() as reader:
        cases = {
            FLOOR: lambda: read_bare(content),
            CHECKED: lambda: read_workbook(reader.read(content, "台帳.xlsx"), Options()).to_json(),
            "pandas with openpyxl, bare read": lambda: pd.read_excel(
                io.BytesIO(content), engine="openpyxl"
            ),
        }
        return take_turns(cases)


def time_form(content: bytes) -> None:
    cold = time_once(lambda: read_form(WorkbookReader(), content))
    with WorkbookReader() as reader:
        read_form(reader, content)
        warm = min(time_once(lambda: read_form(reader, content)) for _ in range(5))
    print(f"{FORM_ROWS}-row form, end to end")
    print(f"  cold child {cold * 1000:9.1f} ms   (goal 600)")
    print(f"  warm child {warm * 1000:9.1f} ms   (goal 100)")


def read_form(reader: WorkbookReader, content: bytes) -> object:
    return read_workbook(reader.read(content, "様式.xlsx"), Options()).to_json()


def time_many_forms(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"様式{number:03d}.xlsx" for number in range(FORM_COUNT)]
        for path in paths:
            path.write_bytes(content)
        start = time.perf_counter()
        count = sum(len(each.sheets) for each in read_files(paths, Options()))
        seconds = time.perf_counter() - start
    print(f"{count} forms in one call: {count / seconds:.0f} a second   (goal 20)")


def measure_memory(content: bytes) -> None:
    """What a ledger leaves in the caller beside its own records; the child's peak."""
    with WorkbookReader() as reader:
        read_form(reader, content)
        before = peak_megabytes(resource.RUSAGE_SELF)
        for _ in range(5):
            read_form(reader, content)
        after = peak_megabytes(resource.RUSAGE_SELF)
    print(
        f"memory: five more ledgers raise the caller's peak by {after - before:.0f} MB (goal < 50)"
    )
    print(f"        child's peak {peak_megabytes(resource.RUSAGE_CHILDREN):.0f} MB")


def peak_megabytes(who: int) -> float:
    """Peak resident size so far (kilobytes on Linux, bytes on macOS)."""
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return resource.getrusage(who).ru_maxrss / scale


def main() -> None:
    ledger, form = make_ledger(LEDGER_ROWS), make_ledger(FORM_ROWS)
    compare_ledger(ledger, "texts in their cells")
    compare_ledger(make_shared_ledger(LEDGER_ROWS), "shared strings, as Excel writes them")
    time_form(form)
    time_many_forms(form)
    measure_memory(ledger)


if __name__ == "__main__":
    main()
