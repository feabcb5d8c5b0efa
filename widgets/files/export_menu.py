"""The export menu beside a chart: pictures, slide, workbook, table, made when clicked."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from exports.books.table_csv import export_csv
from exports.books.workbook import export_xlsx
from exports.deck.pptx_deck import export_slide
from exports.errors import ExportError
from exports.file_names import name_file
from exports.making import make_file, warm_up
from exports.pictures.picture import export_pdf, export_png, export_svg
from views.model.figure import Figure
from widgets.files.copying import offer_picture
from words import Words

OFFICE = "application/vnd.openxmlformats-officedocument"
#: The entries that need no chart.
TABLES = ("xlsx", "csv")
FAILURES = "export_failures"

WORDS = Words(
    ja={
        "menu": "書き出し",
        "menu_hint": "押したときに作ります。PowerPoint に貼るなら PNG ×2 か SVG。"
        "ファイルが届かないときは、もう一度開くと理由を表示します。",
        "png1": "画像 PNG（標準）",
        "png2": "画像 PNG（×2）",
        "png_clear": "画像 PNG（×2・背景なし）",
        "png4": "画像 PNG（×4・印刷用）",
        "svg": "画像 SVG（拡大しても鮮明）",
        "pdf": "PDF",
        "xlsx": "Excel（数値・定義・出典・グラフ）",
        "csv": "CSV（UTF-8）",
        "pptx": "PowerPoint 1枚",
        "failed": "前回は書き出せませんでした。{reason}",
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu; `key` names its wording."""

    key: str
    extension: str
    kind: str
    icon: str
    export: Callable[[Figure], bytes]


ENTRIES = (
    Entry("pptx", "pptx", f"{OFFICE}.presentationml.presentation", "slideshow", export_slide),
    Entry("png2", "png", "image/png", "image", partial(export_png, scale=2.0)),
    Entry("png1", "png", "image/png", "image", partial(export_png, scale=1.0)),
    Entry("png_clear", "png", "image/png", "layers", partial(export_png, is_clear=True)),
    Entry("png4", "png", "image/png", "print", partial(export_png, scale=4.0)),
    Entry("svg", "svg", "image/svg+xml", "polyline", export_svg),
    Entry("pdf", "pdf", "application/pdf", "picture_as_pdf", export_pdf),
    Entry("xlsx", "xlsx", f"{OFFICE}.spreadsheetml.sheet", "table_chart", export_xlsx),
    Entry("csv", "csv", "text/csv", "csv", export_csv),
)


@st.fragment
def render_export_menu(make: Callable[[], Figure], key: str) -> None:
    """The menu of one figure, which is made when the menu is opened, and a file when its line
    is clicked."""
    menu = st.popover(WORDS["menu"], icon=":material/download:", key=key, on_change="rerun")
    if menu.open:
        with menu, st.container(gap=None):
            _offer_files(make(), key)


def _offer_files(figure: Figure, key: str) -> None:
    failures: dict[str, str] = st.session_state.setdefault(FAILURES, {})
    threading.Thread(target=_warm_up, args=(failures, figure.code), daemon=True).start()
    st.caption(WORDS["menu_hint"])
    if figure.code in failures:
        st.error(failures.pop(figure.code))
    if figure.chart is not None:
        offer_picture(figure, key)
    for entry in list_entries(figure):
        st.download_button(
            WORDS[entry.key],
            partial(_export, entry, figure, failures),
            file_name=name_file(figure, entry.extension),
            mime=entry.kind,
            on_click="ignore",  # a rerun would give the files new ids under way
            icon=f":material/{entry.icon}:",
            key=f"{key}_{entry.key}",
            type="tertiary",
        )


def list_entries(figure: Figure) -> list[Entry]:
    """What a figure can be exported as: a list without a chart makes no picture."""
    return [entry for entry in ENTRIES if figure.chart is not None or entry.key in TABLES]


def _export(entry: Entry, figure: Figure, failures: dict[str, str]) -> bytes:
    """The file's bytes; why there are none is kept for the menu, which runs elsewhere."""
    try:
        return make_file(entry.export, figure)
    except ExportError as error:
        failures[figure.code] = WORDS["failed"].format(reason=error)
        raise


def _warm_up(failures: dict[str, str], code: str) -> None:
    """Start the drawing process while the user still reads the menu."""
    try:
        warm_up()
    except ExportError as error:
        failures[code] = WORDS["failed"].format(reason=error)
