"""Whatever is made by a worker is, byte for byte, what the same function makes here; what a worker
could not do is said in Japanese."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from exports import making
from exports.deck.agenda import STANDARD, load_agendas
from exports.deck.deck_files import draw_slides, export_files
from exports.errors import REASONS, ExportError
from exports.making import make_file, make_files
from exports.minutes.minutes_docx import export_minutes
from exports.minutes.record import read_minutes
from exports.prints.papers import export_prints
from exports.prints.receipt import export_receipt
from loaders.returning.forms.template import build_templates
from metrics.history.meetings import freeze_figures
from metrics.history.receipt import read_receipt
from store.actor import claim
from store.child.process import ChildError
from store.child.work import Work
from store.database import Database
from store.decisions.meetings import list_meetings
from tests.exports.deck_orders import order_only, order_standard
from tests.exports.templates import make_template
from tests.plan_store import fill_plan_store
from widgets.files.export_menu import ENTRIES

MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?")
#: A chart that Office draws, one that it can't, and a table.
KEYS = ("matching_stages", "membership_span", "kpi_summary")


@dataclass(frozen=True, slots=True)
class Case:
    do: Work
    args: tuple[Any, ...]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with fill_plan_store(tmp_path_factory.mktemp("making") / "real") as filled:
        yield filled


def list_cases(database: Database) -> Iterator[Case]:
    """Each kind of what the app has made."""
    order = order_only(order_standard(database), *KEYS)
    figures = {each.key: each for each in order.figures}
    for entry in ENTRIES:
        yield Case(entry.export, (figures[KEYS[0]],))
    yield Case(ENTRIES[0].export, (figures[KEYS[1]],))
    yield Case(export_files, (replace(order, template=make_template("mixed_picture")),))
    yield Case(draw_slides, (list(order.figures), "補足", 0.75))
    yield Case(export_prints, (order, order))
    yield Case(export_receipt, (read_receipt(database, 1),))
    yield Case(build_templates, ([("matchings", "chugoku", 2021)],))
    freeze_figures(database, "第5回", "2026-11-01", claim("事務局"))
    [meeting] = list_meetings(database)
    agenda = load_agendas()[STANDARD].items
    yield Case(export_minutes, (read_minutes(database, meeting, agenda, False),))


def hear(*_: object) -> None:
    pass


def make_here(case: Case) -> list[bytes]:
    reports = {"report": hear} if case.do is export_files else {}
    made = case.do(*case.args, **reports)
    return [made] if isinstance(made, bytes) else list(made)


def drop_moments(content: bytes) -> Any:
    """A file's bytes without the moment at which it was written, a package's by their names; of a
    PDF, in which the engine orders its objects anew each time, what its pages say."""
    if content.startswith(b"%PDF"):
        return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    if not content.startswith(b"PK"):
        return MOMENT.sub(b"", content)
    with ZipFile(io.BytesIO(content)) as package:
        return {name: drop_moments(package.read(name)) for name in package.namelist()}


def test_worker_makes_the_same_bytes(database: Database) -> None:
    for case in list_cases(database):
        heard = hear if case.do is export_files else None
        made = make_files(case.do, *case.args, hear=heard)
        for there, here in zip(made, make_here(case), strict=True):
            assert drop_moments(there) == drop_moments(here), case.do


def test_refusal_comes_back_with_its_words(database: Database) -> None:
    order = replace(order_only(order_standard(database), KEYS[0]), template=b"PK no template")
    with pytest.raises(ExportError) as caught:
        make_files(export_files, order, hear=hear)
    assert caught.value.reason.startswith("template_")


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("time", "work_late"),
        ("memory", "work_heavy"),
        ("crashed", "work_died"),
        ("busy", "work_busy"),
        ("stopped", "work_stopped"),
        ("ValueError", "work_failed"),
        ("no_text", "no_text"),
    ],
)
def test_every_end_without_a_file_is_said_in_words(
    reason: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> list[bytes]:
        raise ChildError(reason, {"at": "here:1"} if shown == "work_failed" else {})

    monkeypatch.setattr(making, "work", refuse)
    with pytest.raises(ExportError) as caught:
        make_file(bytes)
    assert str(caught.value) == REASONS[shown].format(seconds=120)


def test_drawing_is_begun_ahead_unless_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Work] = []
    monkeypatch.setattr(making, "make_file", begun.append)
    making.warm_up()
    monkeypatch.setattr(making, "open_workers", partial(_Waited, 1))
    making.warm_up()
    assert begun == [making.start_drawing]


@dataclass(frozen=True, slots=True)
class _Waited:
    waiting_count: int
