"""The export menu beside a chart: pictures, slide, workbook, table, made when clicked."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ParamSpec

import streamlit as st

import widgets
from exports.books.table_csv import export_csv
from exports.books.workbook import export_xlsx
from exports.deck.pptx_deck import export_slide
from exports.errors import ExportError
from exports.file_names import name_file
from exports.pictures.picture import export_pdf, export_png, export_svg
from exports.pictures.renderer import open_renderer
from exports.views import Context
from metrics.history.data_state import read_data_state
from metrics.kpi.definitions import read_sources
from texts import EXPORT_TEXTS
from views.model.figure import Figure

OFFICE = "application/vnd.openxmlformats-officedocument"
#: The entries that need no chart.
TABLES = ("xlsx", "csv")
FAILURES = "export_failures"

P = ParamSpec("P")


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
    Entry("png4", "png", "image/png", "print", partial(export_png, scale=4.0)),
    Entry("svg", "svg", "image/svg+xml", "polyline", export_svg),
    Entry("pdf", "pdf", "application/pdf", "picture_as_pdf", export_pdf),
    Entry("xlsx", "xlsx", f"{OFFICE}.spreadsheetml.sheet", "table_chart", export_xlsx),
    Entry("csv", "csv", "text/csv", "csv", export_csv),
)


def build_context(fiscal_year: int, scope: str = "", block: str = "") -> Context:
    """How far the page's figures reach, for everything exported from it; `block`: the name of
    the block that they are narrowed to."""
    state = widgets.fetch(read_data_state)
    return Context(
        fiscal_year=fiscal_year,
        scope=scope,
        block=block,
        as_of=widgets.render_reach(state),
        version=state.version,
        is_practice=widgets.is_practice(),
        read_cells=partial(widgets.fetch, read_sources),
    )


@st.fragment
def render_export_menu(describe: Callable[P, Figure], *args: P.args, **kwargs: P.kwargs) -> None:
    """One menu for the figure that `describe` makes of the arguments; the figure is made when
    the menu is opened, a file when its line is clicked."""
    told_apart = [each for each in args if isinstance(each, str) and each.isascii()]
    key = "_".join(("export", describe.__name__, *told_apart))
    menu = st.popover(EXPORT_TEXTS["menu"], icon=":material/download:", key=key, on_change="rerun")
    if menu.open:
        with menu, st.container(gap=None):
            _offer_files(describe(*args, **kwargs), key)


def _offer_files(figure: Figure, key: str) -> None:
    failures: dict[str, str] = st.session_state.setdefault(FAILURES, {})
    threading.Thread(target=_warm_up, args=(failures, figure.code), daemon=True).start()
    st.caption(EXPORT_TEXTS["menu_hint"])
    if figure.code in failures:
        st.error(failures.pop(figure.code))
    for entry in list_entries(figure):
        st.download_button(
            EXPORT_TEXTS[entry.key],
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
        return entry.export(figure)
    except ExportError as error:
        failures[figure.code] = EXPORT_TEXTS["failed"].format(reason=error)
        raise


def _warm_up(failures: dict[str, str], code: str) -> None:
    """Start the drawing process while the user still reads the menu."""
    try:
        open_renderer().warm_up()
    except ExportError as error:
        failures[code] = EXPORT_TEXTS["failed"].format(reason=error)
