"""Charts under their findings, some of which can be clicked; specifications are kept."""

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ParamSpec

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import streamlit as st

from charts.theme import mark_chosen, mark_practice
from views.model.figure import AnyChart
from widgets.holding.kept import keep_answers
from widgets.parts import open_part
from widgets.plain_text import plain
from widgets.run import read_run

P = ParamSpec("P")
#: The session key of the page that a click on a chart asked for.
GO_TO = "go_to"


@dataclass(frozen=True, slots=True)
class Drill:
    """What a click on a chart's mark does: `field` is the column of the mark's row that is
    taken, `values` say what it means (nothing else is taken), and that becomes the value of
    the control `widget`, of this page or of the one named by `page`, which then opens, on the
    tab `part`; `hint` tells the reader so. `chosen`: the name, among those of the chart, that
    the page is narrowed to already, which is set off."""

    field: str
    values: Mapping[str, str]
    widget: str
    hint: str
    page: str = ""
    part: str = ""
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class TileClick:
    """What a click on a tile map does: `field` of the chart's own `selection` becomes the
    value of the control `widget`, and the tab `part` opens."""

    selection: str
    field: str
    widget: str
    part: str = ""


Click = Drill | TileClick


def show_chart(
    build: Callable[P, AnyChart],
    is_main: bool,
    click: Click | None,
    apart: str,
    spoken: str,
    *args: P.args,
    **kwargs: P.kwargs,
) -> None:
    """A chart under its finding, which wraps: the page's title where it is the main one, else a
    heading; `apart`: how much of it is 速報; `spoken`: the chart in words, which are read aloud."""
    spec, finding, note = _draw(build, *args, **kwargs)
    show_finding(finding, is_main, apart)
    if note:
        st.caption(note)
    name = build.__module__
    match click:
        case Drill(values=values) if values:
            _show_clickable(click, spec, spoken, name)
        case TileClick():
            take = partial(_take_tile, name, click)
            st.vega_lite_chart(
                spec, theme=None, alt=spoken, width="content", key=name, on_select=take
            )
        case _:
            st.vega_lite_chart(spec, theme=None, alt=spoken)


def show_finding(finding: str, is_main: bool, apart: str = "") -> None:
    show = st.title if is_main else st.header
    show(plain(finding), anchor=False)
    if apart:
        st.markdown(f":orange[:material/pending: **{plain(apart)}**]")


def _take_tile(key: str, click: TileClick) -> None:
    picked = st.session_state[key].selection.get(click.selection, [])
    if picked:
        st.session_state[click.widget] = picked[0][click.field]
        if click.part:
            open_part(click.part)


def _show_clickable(drill: Drill, spec: dict[str, Any], spoken: str, name: str) -> None:
    """The chart, and the hint that it can be clicked.

    The key names what is chosen now: after a click, or a change of the control, the chart is
    a new one that has nothing selected, so that the same mark can be clicked again.
    """
    if drill.chosen:
        spec = mark_chosen(spec, drill.chosen)
    key = f"{name}_{drill.widget}_{st.session_state.get(drill.widget, '')}"
    st.vega_lite_chart(
        _make_clickable(spec, drill.field),
        theme=None,
        alt=spoken,
        key=key,
        on_select=partial(_take_drill, key, drill),
    )
    st.caption(drill.hint)


def _make_clickable(spec: dict[str, Any], field: str) -> dict[str, Any]:
    """The specification with a selection; only on the screen, an export has nothing to click.

    It belongs to the first layer, as a layered chart takes one once; a click on a mark of
    any layer counts.
    """
    first, *others = spec["layer"]
    select = {"type": "point", "fields": [field], "toggle": False}
    return {
        **spec,
        "layer": [{**first, "name": "clickable"}, *others],
        "params": [{"name": "drill", "select": select, "views": ["clickable"]}],
        "config": {**spec["config"], "mark": {"cursor": "pointer", "aria": False}},
    }


def _take_drill(key: str, drill: Drill) -> None:
    picked = st.session_state[key].selection.get("drill", [])
    value = drill.values.get(str(picked[0].get(drill.field))) if picked else None
    if value is not None:
        st.session_state[drill.widget] = value
        st.session_state[GO_TO] = drill.page
        if drill.part:
            open_part(drill.part)


def _draw(
    build: Callable[P, AnyChart], *args: P.args, **kwargs: P.kwargs
) -> tuple[dict[str, Any], str, str]:
    """The chart's specification without its title, the title, and the subtitle.

    Frames are told apart by their bytes, ten times faster than Streamlit's own way.
    """
    is_practice = read_run().is_practice
    drawn = pickle.dumps((build.__module__, args, kwargs, is_practice))
    return _draw_once(drawn, is_practice, partial(build, *args, **kwargs))


@keep_answers(200)
def _draw_once(
    drawn: bytes, is_practice: bool, _draw_chart: Callable[[], AnyChart]
) -> tuple[dict[str, Any], str, str]:
    """A specification is kept because drawing takes longer than the rest of a page.

    Its marks and axes say nothing to a screen reader: Vega does it in English, and the whole
    chart is spoken already.
    """
    spec = _draw_chart().to_dict(validate=False)
    spec["config"] = {**spec["config"], "aria": False, "mark": {"aria": False}}
    title = spec.pop("title")
    if is_practice:
        spec = mark_practice(spec)
    return pack_datasets(spec), title["text"], " ".join(title.get("subtitle", []))


def pack_datasets(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification with its rows as the browser gets them."""
    datasets = spec.get("datasets", {})
    return {**spec, "datasets": {name: _pack_rows(rows) for name, rows in datasets.items()}}


def _pack_rows(rows: list[dict[str, Any]]) -> bytes:
    """A chart's rows as the browser gets them (Arrow), packed once and not at every run."""
    table = pa.Table.from_pandas(pd.DataFrame(rows))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue().to_pybytes())
