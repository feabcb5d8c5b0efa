"""Marks planted in every text that the store keeps of others, and looked for on the screen.

Which texts there are is asked of the layouts: a new column is planted by itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from google.protobuf.message import Message  # type: ignore[import-untyped]
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from data.layout import Field, Layout, load_layouts
from metrics.history.meetings import freeze_figures
from store.actor import claim
from store.batches import (
    ParkedRecord,
    StoredCell,
    StoredProblem,
    StoredRecord,
    Submission,
    accept,
    undo,
)
from store.database import Database, data_version
from store.decisions.queries import Place, answer_query, ask_sender
from store.decisions.remarks import KINDS, Subject, record_remark
from store.decisions.titles import Lesson
from store.errors import AlarmsUnconfirmed
from tests.ledger_store import fill_ledger_store

#: Whatever Markdown or the screen could take for more than a word.
MARK = (
    "![絵](http://marks.example/p.png) http://marks.example/a www.marks.example a@marks.example"
    " :red[赤] :material/bolt: :material_bolt: :streamlit: :smile: $x^2$ <b>太</b> `c` *強* -> 印"
)
FORUM, GOVERNMENT, DAY = "chugoku", "342025", "2020-06-01"
PERIOD = {"periods": [{"start": DAY, "end": DAY}], "precision": "day", "tentative": False}
#: What a field of each type but text holds.
VALUES: dict[str, Any] = {
    "number": 3, "count": 3, "measure": 3, "ratio": 0.5, "stage": "agreed", "scope": "total",
    "indicator": "matchings", "forum": FORUM, "government": GOVERNMENT, "prefecture": "34",
    "government_code": GOVERNMENT, "date": DAY,
}  # fmt: skip


def fill_planted_store(root: Path) -> Database:
    """The plan's figures and small ledgers, and over them marks in every text."""
    database = fill_ledger_store(root)
    for year in (2020, 2021):
        _confirm(database, _plant_batch(year))
    undo(database, _confirm(database, _plant_batch(2019)), claim(MARK), MARK)
    _plant_words(database)
    return database


def _confirm(database: Database, submission: Submission) -> int:
    """The batch's id, its alarms confirmed with a mark for a reason."""
    try:
        return accept(database, submission).batch_id
    except AlarmsUnconfirmed as refused:
        reasons = {each.key: MARK for each in refused.alarms}
        return accept(database, replace(submission, confirmed=reasons)).batch_id


def _plant_batch(year: int) -> Submission:
    layouts = load_layouts()
    problem = StoredProblem("error", "unknown_government", MARK, "D9", MARK, MARK, MARK)
    waiting = ParkedRecord(
        "matchings", FORUM, year, MARK, "B9", _plant_fields(_find("matchings")), [problem]
    )
    return Submission(
        file_name=f"{MARK}.xlsx",
        content=f"{MARK}{year}".encode(),
        fiscal_year=year,
        forum=FORUM,
        accepted_by=claim(MARK),
        slots=[(FORUM, year, layout.id) for layout in layouts],
        records=[_plant_record(layout, year) for layout in layouts],
        parked=[waiting],
        problems=[problem],
        owner=MARK,
        due_on=date.fromisoformat(DAY),
        learned=[Lesson("matchings", FORUM, MARK, MARK, "theme", year)],
    )


def _plant_words(database: Database) -> None:
    """What people type: remarks, decisions, meetings."""
    subject = Subject("matching_stages", MARK, 1, 2020, "total", "K2020-T-MAT", MARK, MARK, 1.0)
    for kind in KINDS:
        record_remark(database, claim(MARK), kind, MARK, DAY, subject)
    freeze_figures(database, MARK, DAY, claim(MARK), {}, MARK, [MARK], [MARK])
    place = Place(data_version(database) - 2, MARK, MARK, MARK, MARK)
    answer_query(database, claim(MARK), ask_sender(database, claim(MARK), place, MARK), MARK)


def _find(layout: str) -> Layout:
    return next(each for each in load_layouts() if each.id == layout)


def _plant_record(layout: Layout, year: int) -> StoredRecord:
    cells = [
        StoredCell(field.name, f"B{row}", MARK, "reported", field.type)
        for row, field in enumerate(layout.answers, 7)
    ]
    return StoredRecord(layout.id, FORUM, year, MARK, "B7", _plant_fields(layout), cells)


def _plant_fields(layout: Layout) -> dict[str, Any]:
    return {field.name: _plant_field(field) for field in layout.answers}


def _plant_field(field: Field) -> Any:
    if field.type == "scheduled":
        return {"text": MARK, **PERIOD}
    if field.type in ("choice", "choices"):
        first = next(iter(field.choices))
        return [first] if field.type == "choices" else first
    return VALUES.get(field.type, MARK)


# ------------------------------------------------------------------ what the screen says

#: Fields of Streamlit's elements that its screen shows as they stand, or does not show at all.
SHOWN_AS_THEY_STAND = {
    "Selectbox.options", "Selectbox.raw_value", "Selectbox.placeholder", "MultiSelect.options",
    "MultiSelect.raw_values", "TextInput.default", "TextInput.value", "TextArea.default",
    "TextArea.value", "Text.body", "Code.code_text", "Arrow.data", "Arrow.columns", "Dataframe.data", "alt",
    "id", "form_id", "key", "VegaLiteChart.spec", "DownloadButton.url", "file_name", "query_string",
}  # fmt: skip


def list_markdown(app: AppTest) -> Iterator[tuple[str, str]]:
    """(element's field, text) of each text on the screen that may be read as Markdown."""
    for node in _walk(app._tree):
        message = node.proto
        if isinstance(message, Message):
            yield from _list_texts(message)


def _walk(node: Any) -> Iterator[Any]:
    if isinstance(node, Element) or getattr(node, "proto", None) is not None:
        yield node
    if isinstance(node, Block):
        for child in node.children.values():
            yield from _walk(child)


def _list_texts(message: Message) -> Iterator[tuple[str, str]]:
    name = message.DESCRIPTOR.name
    for field, value in message.ListFields():
        if {f"{name}.{field.name}", field.name} & SHOWN_AS_THEY_STAND:
            continue
        for each in [value] if isinstance(value, str | Message) else _list_items(value):
            if isinstance(each, str):
                yield f"{name}.{field.name}", each
            elif isinstance(each, Message):
                yield from _list_texts(each)


def _list_items(value: Any) -> list[Any]:
    return list(value) if hasattr(value, "__iter__") and not isinstance(value, bytes | str) else []


#: What HTML makes of a sign that is not escaped.
_TAG = re.compile(r"<b>太|<img")
#: What Markdown makes of an unescaped sign; the marks' own words keep ours apart.
_RAW = re.compile(r"!\[絵|:red\[赤|\$x\^2|<b>太|`c`|\*強\*")
#: What Streamlit seeks in the text as shown (mdast's autolinks, emoji, icons, arrows).
_SOUGHT = re.compile(
    r"https?://marks|www\.marks|a@marks\.example|:material[_/]bolt:|:streamlit:|:smile:|\s->\s印"
)


def find_meanings(said: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(element's field, mark) of each mark that is more than a word where it stands."""
    return [
        (where, each)
        for where, text in said
        for each in (_TAG.findall(text) if where == "Html.body" else find_meaning(text))
    ]


def find_meaning(markdown: str) -> list[str]:
    """The marks that are more than words in a text."""
    is_raw = _RAW.findall(re.sub(r"\\[!-/:-@\[-`{-~]", "", markdown))
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)
    return is_raw + _SOUGHT.findall(shown)
