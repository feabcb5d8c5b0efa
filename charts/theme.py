"""One look for every chart, on the screen and in an export.

Sizes are for a shared screen read from four metres. Colours are colour-blind-safe: shades
of one blue carry the figures, one orange carries the gap and nothing else, grey the rest.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.late import alt
from words import terms

#: Japanese fonts that come with Windows, macOS and Linux, in this order.
FONT = '"Yu Gothic UI", "Meiryo", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", sans-serif'

INK = "#1F2933"
MUTED = "#5B6670"
LINE = "#D5DAE0"
PALE = "#EDF0F3"
VALUE = "#1B4F8A"
VALUE_SOFT = "#A9C4E4"
GAP = "#C2410C"
GAP_SOFT = "#FBD5B5"
#: Light to dark: far from the outcome to near it.
STAGES = ("#A9C4E4", "#6C9BD1", "#1B4F8A", "#0B2A4F")

#: What a chart's axis takes beside its height.
AXIS_ROOM = 60

LABEL_SIZE = 18
AXIS_SIZE = 17
TITLE_SIZE = 24
SUBTITLE_SIZE = 16

Row = dict[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chart is shown: its size and the least type on it, in the place's own points, and
    how far a small chart grows."""

    width: float
    height: float
    least_type: float
    most_growth: float


#: What a chart has of a meeting's screen (1920 x 1080), under a finding of one line.
SCREEN = Place(1858, 680, least_type=28.4, most_growth=2.8)
#: What a line of text around the marks takes, of the height of its type.
LINE_HEIGHT = 1.6

CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": "#FFFFFF",
    "view": {"stroke": None},
    "title": {
        "anchor": "start",
        "fontSize": TITLE_SIZE,
        "fontWeight": 700,
        "color": INK,
        "subtitleFontSize": SUBTITLE_SIZE,
        "subtitleColor": MUTED,
        "subtitlePadding": 6,
        "offset": 16,
    },
    "axis": {
        "labelAngle": 0,
        "labelFontSize": AXIS_SIZE,
        "titleFontSize": AXIS_SIZE,
        "labelColor": INK,
        "titleColor": MUTED,
        "titleFontWeight": 400,
        "labelLimit": 0,
        "domainColor": LINE,
        "tickColor": LINE,
        "gridColor": PALE,
    },
    "legend": {"labelLimit": 0},
    "text": {"fontSize": LABEL_SIZE, "color": INK},
}


def layer_marks(*marks: alt.Chart) -> alt.LayerChart:
    """Marks over each other, the last on top."""
    layered = alt.layer(*marks)
    assert isinstance(layered, alt.LayerChart)
    return layered


def finish_chart(
    chart: alt.LayerChart, finding: str, height: int, subtitle: str = "", width: int = 900
) -> alt.LayerChart:
    """The chart under its finding, with the theme; `width` holds where no page stretches it."""
    chart.title = alt.TitleParams(finding, subtitle=[subtitle] if subtitle else [])
    chart.width, chart.height = width, height
    chart.config = alt.Config(**CONFIG)
    return chart


def mark_practice(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification of any chart with the stamp of invented data drawn above its marks.

    For a chart whose finding stands beside it, not in it: the stamp takes the title's place.
    """
    stamp = {"text": terms.DATA_KINDS["practice"], "anchor": "end", "fontSize": AXIS_SIZE}
    return {**spec, "title": {**stamp, "fontWeight": 700, "color": INK, "offset": 8}}


def mark_chosen(spec: dict[str, Any], name: str) -> dict[str, Any]:
    """The specification of any chart with a name on its vertical axis set off: larger, bold, blue.

    Only on the screen, where the name is what the page is narrowed to.
    """
    is_chosen = f"datum.label === {json.dumps(name, ensure_ascii=False)}"
    looks = {
        "labelFontWeight": (700, 400),
        "labelFontSize": (AXIS_SIZE + 4, AXIS_SIZE),
        "labelColor": (VALUE, INK),
    }
    axis = {
        look: {"condition": {"test": is_chosen, "value": chosen}, "value": usual}
        for look, (chosen, usual) in looks.items()
    }
    return {**spec, "config": {**spec["config"], "axisY": axis}}


def fit_to_place(spec: dict[str, Any], place: Place) -> dict[str, Any]:
    """The specification in the shape of a place, to be enlarged until it fills it.

    Whoever shows it enlarges the whole picture, marks and type alike; type that would end
    below the least is made larger here, and moved further from what it stands beside.
    """
    return _enlarge(spec, place, find_growth(spec, place))


def _enlarge(spec: dict[str, Any], place: Place, growth: float) -> dict[str, Any]:
    marks = {name: part for name, part in spec.items() if name != "datasets"}
    raised = _raise_type(marks, place.least_type / growth)
    return {**spec, **raised, "width": round(place.width / growth)}


def fill_place(spec: dict[str, Any], place: Place) -> dict[str, Any]:
    """The specification of a picture that takes the whole place, with all that stands around its
    marks, once enlarged: so Streamlit draws it."""
    room = place.height - _count_lines(spec) * LINE_HEIGHT * place.least_type
    growth = min(room / spec["height"], place.most_growth)
    return {**_enlarge(spec, place, growth), "height": round(place.height / growth)}


def _count_lines(spec: dict[str, Any]) -> int:
    """Lines of type around the marks: a stamp, a legend, an axis above, or below with its title."""
    encodings = [layer.get("encoding", {}) for layer in spec["layer"]]
    legends = [each["color"].get("legend") for each in encodings if "color" in each]
    axes = [each["x"].get("axis") or {} for each in encodings if "x" in each]
    return sum(
        (
            "title" in spec,
            any(legends),
            any(axis.get("orient") == "top" for axis in axes),
            _has_axis_below(spec),
            any(axis.get("title") for axis in axes),
        )
    )


def find_growth(spec: dict[str, Any], place: Place) -> float:
    """How many of the place's points a pixel of the chart becomes."""
    height = spec["height"] + (AXIS_ROOM if _has_axis_below(spec) else 0)
    return float(min(place.height / height, place.most_growth))


def _has_axis_below(spec: dict[str, Any]) -> bool:
    """Whether any layer draws an axis of x: one drawn by default is not named."""
    across = [layer.get("encoding", {}).get("x", {}) for layer in spec["layer"]]
    axes = [x.get("axis", {}) for x in across if "field" in x]
    return any(axis is not None and axis.get("labels", True) for axis in axes)


def _raise_type(part: Any, least: float) -> Any:
    """A part of a specification with no font smaller than `least`."""
    if isinstance(part, list):
        return [_raise_type(each, least) for each in part]
    if not isinstance(part, dict):
        return part
    raised = {name: _raise_type(each, least) for name, each in part.items()}
    for name, size in part.items():
        if name.lower().endswith("fontsize") and isinstance(size, int | float) and size < least:
            raised[name] = round(least, 1)
            for shift in part.keys() & {"dx", "dy"}:
                raised[shift] = round(part[shift] * least / size, 1)
    return raised


def build_name_axis() -> alt.Axis:
    """An axis of Japanese names: no ticks, no line, room before the marks."""
    return alt.Axis(ticks=False, domain=False, labelPadding=12)


def build_place_axis(names: Mapping[str, str], **looks: Any) -> alt.Axis:
    """A line over the marks at each place that has a name (place as text -> name), named above."""
    return alt.Axis(
        values=[float(place) for place in names],
        labelExpr=f"({json.dumps(names, ensure_ascii=False)})[toString(datum.value)]",
        labelAlign="left",
        orient="top",
        ticks=False,
        domain=False,
        grid=True,
        gridColor=LINE,
        title=None,
        **looks,
    )


def choose_color(test: str, chosen: alt.Color | str, other: str) -> alt.ColorValue:
    """A colour, or a scale of colours, for the rows that pass the test; another for the rest."""
    scale: Any = (
        chosen.to_dict(validate=False) if isinstance(chosen, alt.Color) else {"value": chosen}
    )
    return alt.ColorValue(other, condition={"test": test, **scale})


def build_notice(finding: str, note: str) -> alt.LayerChart:
    """A chart in words, where there is nothing to draw."""
    mark = alt.Chart(pd.DataFrame({"note": [note]})).mark_text(
        fontSize=TITLE_SIZE, color=MUTED, align="left", x=0
    )
    return finish_chart(layer_marks(mark.encode(text=alt.Text("note:N"))), finding, height=120)
