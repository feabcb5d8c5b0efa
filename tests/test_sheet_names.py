"""A sheet has one name on every page, form, slide and in every file: its layout's title.

What clerks call a sheet stands in its layout, for the reader. None of it is a name for the sheet in
our own words.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import exports.deck.agenda
import loaders.returning.forms.words
import metrics.kpi.reconciliation
from data.layout import Layout, find_layout, load_layouts
from tests.test_words import SOURCES
from tests.words_scan import _is_table

#: How a spelling ends that only a sheet has; others are of what stands on it, too.
_SHEET = re.compile("(名簿|計画|計画書|調査票|一覧|一覧表|台帳|整理表|報告書|集計表)$")
#: The planned events themselves, which are counted.
_NO_SHEETS = {"行事計画"}
#: What decks, forms and 照合 say that is no table of words.
_BESIDE = (
    exports.deck.agenda.PATH,
    loaders.returning.forms.words._WORDS,
    Path(metrics.kpi.reconciliation.__file__).with_suffix(".toml"),
)


@cache
def list_texts() -> list[tuple[str, str]]:
    """Each text of ours with the place where it stands."""
    texts = [(path.name, line) for path in _BESIDE for line in _read_lines(path)]
    return [*texts, *(each for name, source in SOURCES.items() for each in _list(name, source))]


def _read_lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _list(name: str, source: str) -> Iterator[tuple[str, str]]:
    for call in ast.walk(ast.parse(source)) if "Words(" in source else ():
        if _is_table(call):
            for node in ast.walk(call):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield f"{name}:{node.lineno}", node.value


def find_other_names(layout: Layout, text: str) -> list[str]:
    return compile_names(layout.id).findall(text.replace(layout.title, ""))


@cache
def compile_names(layout_id: str) -> re.Pattern[str]:
    names = find_layout(layout_id).names - _NO_SHEETS
    others = sorted(name for name in names if _SHEET.search(name) and len(name) > 2)
    return re.compile("|".join(map(re.escape, others)) or "(?!)")


def test_other_name_of_a_sheet_is_found_and_its_own_is_none() -> None:
    [members] = (each for each in load_layouts() if each.id == "members")
    assert find_other_names(members, "行政会員名簿は未報告です") == []
    assert find_other_names(members, "会員名簿は未報告です") == ["会員名簿"]


def test_no_sheet_has_a_second_name() -> None:
    assert {place.partition(":")[0] for place, _ in list_texts()} >= {"charts.headlines"}
    found = {
        (place, text): others
        for layout in load_layouts()
        for place, text in list_texts()
        if (others := find_other_names(layout, text))
    }
    assert found == {}


def test_no_name_is_two_sheets() -> None:
    titles = [layout.title for layout in load_layouts()]
    assert len(set(titles)) == len(titles)
