"""Microsoft's validator (Open XML SDK) finds nothing to repair in whatever file leaves the house.

Pictures are one grey dot here: it is the packages around them that are validated.
"""

import io
import json
import os
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from exports.books.workbook import export_xlsx
from exports.deck import pptx_deck
from exports.deck.agenda import Request, compose_order, load_agendas
from exports.deck.pptx_deck import Order, export_deck
from exports.minutes.minutes_docx import export_minutes
from exports.minutes.record import find_frozen, read_minutes
from exports.slides.slide import ChartPart, NoticePart, Part, Slide
from loaders.checking.problems import Problem
from loaders.returning.forms.template import build_template
from loaders.returning.marking.annotate import annotate
from loaders.returning.remedies import Mended
from metrics.history.meetings import freeze_figures
from store.actor import claim
from store.database import PRACTICE_NAME
from tests.exports.deck_orders import order_standard
from tests.exports.templates import make_template
from tests.plan_store import fill_plan_store
from tests.practice_store import fill_practice_store
from views import list_slide_views

PROGRAM = Path(__file__).parent.joinpath(
    "validator", "node_modules", "@xarsh", "ooxml-validator-linux-x64", "ooxml-validator"
)
HOW_TO = (
    "no validator (Linux on x64 has one): apt install npm, npm ci --prefix tests/exports/validator"
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of everything that leaves the house, a file of each kind."""
    if not PROGRAM.exists():
        stop = pytest.fail if os.environ.get("REQUIRE_VALIDATOR") == "1" else pytest.skip
        stop(HOW_TO)
    folder: Path = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pptx_deck, "draw_pictures", draw_dots)
        for name, content in make_files(tmp_path_factory.mktemp("stores")):
            (folder / name).write_bytes(content)
    return folder


def draw_dots(slide: Slide) -> Slide:
    stream = io.BytesIO()
    Image.new("RGB", (1, 1), "grey").save(stream, "PNG")
    return replace(slide, parts=tuple(_put_dot(part, stream.getvalue()) for part in slide.parts))


def _put_dot(part: Part, dot: bytes) -> Part:
    """What the deck's own process is told must be free of what draws."""
    if isinstance(part, NoticePart):
        return part
    bare = replace(part, figure=replace(part.figure, chart=None))
    return replace(bare, picture=dot) if isinstance(bare, ChartPart) else bare


def make_files(stores: Path) -> Iterator[tuple[str, bytes]]:
    with fill_plan_store(stores / "plan") as database:
        order = replace(order_standard(database), address="https://example.jp")
        standard = export_deck(order)
        freeze_figures(database, "企画部会", "2026-11-20", claim("事務局"), decisions=["名簿"])
        minutes = read_minutes(database, find_frozen(database), load_agendas()["short"].items, True)
    yield "minutes.docx", export_minutes(minutes)
    yield "standard.pptx", standard
    yield "again.pptx", export_deck(replace(order, previous=standard))
    some = replace(order, figures=order.figures[:3])
    for kind in ("dark", "many_slides", "no_title"):
        yield f"{kind}.pptx", export_deck(replace(some, template=make_template(kind)))
    with fill_practice_store(stores / PRACTICE_NAME) as database:
        request = Request(2020, is_practice=True)
        every = compose_order(database, list(list_slide_views().values()), request, "全項目")
    yield "every_item.pptx", export_deck(replace(every, has_appendix=True))
    yield from make_workbooks(every)


def make_workbooks(order: Order) -> Iterator[tuple[str, bytes]]:
    """One of each kind of native chart and one without, a form of each shape, a marked one."""
    of_kinds = {figure.native and figure.native.kind: figure for figure in order.figures}
    for figure in of_kinds.values():
        yield f"{figure.key}.xlsx", export_xlsx(figure)
    form = build_template("matchings", "kinki", 2021)
    yield "form.xlsx", form
    yield "card.xlsx", build_template("matchings", "kinki", 2021, "card")
    [sheet, *_] = openpyxl.load_workbook(io.BytesIO(form)).sheetnames
    fault = Problem(
        "invalid_date", "form.xlsx", sheet, "C12", "検討日", "令和2年13月", "令和2年6月"
    )
    mended = [Mended(sheet, "C12", "令和2年13月", "令和2年6月"), Mended(sheet, "A13", "", "橋")]
    yield "marked.xlsx", annotate(form, "form.xlsx", [fault], mended=mended)


def validate(file: Path) -> list[str]:
    """A file's faults."""
    finished = subprocess.run([PROGRAM, file], capture_output=True, text=True, check=True)
    faults = json.loads(finished.stdout)["errors"]
    return [f"{each['path']} {each['xPath']}: {each['description']}" for each in faults]


def test_no_file_has_anything_to_repair(files: Path) -> None:
    found = {file.name: validate(file) for file in sorted(files.iterdir())}
    assert len(found) >= 10
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_file_with_a_fault_is_told(files: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pptx"
    with zipfile.ZipFile(files / "standard.pptx") as whole, zipfile.ZipFile(broken, "w") as target:
        for name in whole.namelist():
            target.writestr(name, whole.read(name).replace(b'<c:axId val="', b'<c:axId val="-'))
    assert any("axId" in fault for fault in validate(broken))
