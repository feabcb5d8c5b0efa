"""The process that serves the screens takes no file from outside apart: it can't even, as it never
loads what would."""

import re
import subprocess
import sys

from tests.test_architecture import ROOT

#: Loads every page with its parts and all they need, and says which modules came along.
LOADING = """
import importlib, pkgutil, sys
import pages, widgets
for each in pkgutil.walk_packages(pages.__path__, "pages."):
    if not each.name.endswith((".page", ".app")):  # those run when loaded
        importlib.import_module(each.name)
print(*sys.modules)
"""
#: Parsers of others, and ours that read a workbook's or a package's own bytes.
PARSERS = {
    "python_calamine", "xlrd", "olefile", "msoffcrypto", "loaders.opening.book_reading",
    "loaders.opening.package_scan", "loaders.opening.decryption", "loaders.opening.second_reading",
    "loaders.opening.formats.xlsx_scan", "loaders.opening.formats.xlsb_scan",
    "loaders.opening.formats.ods_scan", "loaders.opening.formats.xls_scan",
    "loaders.returning.marking.marked_book", "loaders.returning.marking.package",
    "exports.deck.deck_process", "loaders.opening.reader_process",
}  # fmt: skip
#: What writes files that few sessions ask for: the app starts without it.
WRITERS = {"pptx", "xlsxwriter"}


def list_loaded(script: str) -> set[str]:
    finished = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(finished.stdout.split())


def test_pages_load_no_parser_of_what_comes_from_outside() -> None:
    loaded = list_loaded(LOADING)
    assert {"pages.upload.mend", "pages.deck.deck_parts", "loaders.opening.safe_open"} <= loaded
    assert loaded & PARSERS == set()
    assert loaded & WRITERS == set()


def test_children_load_them() -> None:
    children = (
        "loaders.opening.reader_process",
        "loaders.returning.marking.marking_process",
        "exports.deck.deck_process",
    )
    loaded = list_loaded(f"import sys, {', '.join(children)}; print(*sys.modules)")
    assert {"python_calamine", "loaders.returning.marking.marked_book", "pptx"} <= loaded


#: What our own process tells its children comes pickled; they alone take it apart.
UNPICKLING = {"store/child/work_process.py", "exports/deck/deck_process.py"}


def test_only_children_unpickle() -> None:
    parts = (
        "store",
        "exports",
        "loaders",
        "pages",
        "widgets",
        "metrics",
        "views",
        "charts",
        "data",
    )
    found = {
        path.relative_to(ROOT).as_posix()
        for part in parts
        for path in (ROOT / part).rglob("*.py")
        if re.search(r"pickle\.loads?\b|Unpickler|marshal|shelve", path.read_text("utf-8"))
    }
    assert found == UNPICKLING
