"""A native chart's plan as SVG for a PDF page: the same categories, numbers and colours."""

import math
from collections.abc import Iterator, Sequence

from charts import theme
from exports.deck.page_text import DOT, draw_lines, draw_rectangle, draw_rule, draw_text
from exports.pictures.text_fit import POINTS_PER_INCH, cut_lines, measure_em, wrap_text
from exports.slides.native_chart import (
    ChartPlan,
    Paint,
    Series,
    find_reach,
    find_scale_end,
    finds_room,
    render_number,
)
from exports.slides.slide import Box

COLORS = {
    "accent1": theme.VALUE,
    "accent2": theme.GAP,
    "accent3": theme.VALUE_SOFT,
    "accent4": theme.STAGES[1],
    "accent5": theme.STAGES[3],
    "accent6": theme.MUTED,
}
LARGEST_TEXT, SMALLEST_TEXT = 18, 12
#: The names of the categories take no more than this share of the width.
NAME_SHARE = 0.38
#: The part of a category's band that is bar.
BAR_SHARE = 0.64
LEGEND_SIZE = 14
LEGEND_HEIGHT = 0.4


def draw_plan(plan: ChartPlan, box: Box) -> str:
    """The chart inside a box (inches)."""
    room = Box(box.left, box.top, box.width, box.height - (LEGEND_HEIGHT if plan.has_legend else 0))
    if plan.kind == "doughnut":
        drawn = _draw_ring(plan, room)
    elif plan.kind == "line":
        drawn = _draw_line(plan, room)
    else:
        drawn = _draw_bars(plan, room)
    legend = _draw_legend(plan, box) if plan.has_legend else ""
    return "".join(drawn) + legend


def find_color(paint: Paint) -> str:
    """The colour in our own theme, mixed with white where it is lighter.

    >>> find_color(Paint("accent2")), find_color(Paint("accent2", 1.0))
    ('#C2410C', '#FFFFFF')
    """
    signs = COLORS[paint.place].lstrip("#")
    parts = [int(signs[place : place + 2], 16) for place in (0, 2, 4)]
    mixed = [round(part + (255 - part) * paint.lighter) for part in parts]
    return "#" + "".join(f"{part:02X}" for part in mixed)


# ------------------------------------------------------------------ bars


def _draw_bars(plan: ChartPlan, room: Box) -> Iterator[str]:
    band = room.height / max(1, len(plan.categories))
    size = max(SMALLEST_TEXT, min(LARGEST_TEXT, band * POINTS_PER_INCH * 0.42))
    widest = max((measure_em(name) for name in plan.categories), default=0)
    names = min(room.width * NAME_SHARE, widest * size / DOT + 0.1)
    field = Box(room.left + names + 0.12, room.top, room.width - names - 0.12, room.height)
    scale = field.width / find_scale_end(plan, field.width, size)
    for number, name in enumerate(plan.categories):
        lane = Box(field.left, room.top + number * band, field.width, band)
        beside = Box(room.left, lane.top, names, band)
        lines = cut_lines(wrap_text(name, names * DOT / size), 2)
        yield draw_lines(lines, beside, size, theme.INK, anchor="end")
        yield from _draw_lane(plan, number, lane, scale, size)


def _draw_lane(plan: ChartPlan, number: int, lane: Box, scale: float, size: float) -> Iterator[str]:
    count = len(plan.series) if plan.kind == "bar" else 1
    height = lane.height * BAR_SHARE / count
    top = lane.top + lane.height * (1 - BAR_SHARE) / 2
    begin = lane.left
    for place, series in enumerate(plan.series):
        value = series.values[number]
        if value is None:
            continue
        left = begin if plan.kind == "stacked" else lane.left
        bar = Box(left, top + (place * height if count > 1 else 0), value * scale, height)
        if not series.is_hidden:
            color = find_color(series.paints.get(number, series.paint))
            yield draw_rectangle(bar, color)
        yield _label_bar(series, number, bar, size, plan.kind == "stacked")
        begin += value * scale


def _label_bar(series: Series, number: int, bar: Box, size: float, is_stacked: bool) -> str:
    foot = bar.top + bar.height / 2 + size * 0.36 / DOT
    value = series.values[number]
    if number in series.labels:
        text = series.labels[number]
        return draw_text(text, bar.left + 0.08, foot, size, theme.GAP, bold=True)
    if not series.number_format or value is None:
        return ""
    text = render_number(value, series.number_format)
    end = bar.left + bar.width
    if series.is_part and not finds_room(series, number, bar.width / (value or 1), size):
        return ""
    if series.is_part:
        color = "#FFFFFF" if series.paint.is_dark else theme.INK
        return draw_text(text, bar.left + bar.width / 2, foot, size, color, True, "middle")
    if is_stacked and measure_em(text) * size / DOT < bar.width:
        color = "#FFFFFF" if series.paint.is_dark else theme.INK
        return draw_text(text, end - 0.08, foot, size, color, True, "end")
    return draw_text(text, end + 0.08, foot, size, theme.INK, bold=True)


# ------------------------------------------------------------------ line and ring


def _draw_line(plan: ChartPlan, room: Box) -> Iterator[str]:
    field = Box(room.left + 0.6, room.top + 0.4, room.width - 1.2, room.height - 0.9)
    top = find_reach(plan) * (1 + plan.room) or 1
    step = field.width / max(1, len(plan.categories) - 1)
    yield draw_rule(field.left, field.left + field.width, field.bottom, theme.LINE, 1)
    for number, name in enumerate(plan.categories):
        left = field.left + number * step
        yield draw_text(name, left, field.bottom + 0.35, 16, theme.INK, anchor="middle")
    for series in plan.series:
        points = [
            (field.left + number * step, field.bottom - value / top * field.height, value)
            for number, value in enumerate(series.values)
            if value is not None
        ]
        yield from _draw_points(series, points)


def _draw_points(series: Series, points: Sequence[tuple[float, float, float]]) -> Iterator[str]:
    color = find_color(series.paint)
    path = " ".join(f"{left * DOT:.2f},{top * DOT:.2f}" for left, top, _ in points)
    yield f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="3"/>'
    for left, top, value in points:
        yield f'<circle cx="{left * DOT:.2f}" cy="{top * DOT:.2f}" r="5" fill="{color}"/>'
        text = render_number(value, series.number_format)
        yield draw_text(text, left, top - 0.15, 16, theme.INK, True, "middle")


def _draw_ring(plan: ChartPlan, room: Box) -> Iterator[str]:
    """Arcs of a circle's line, clockwise from the top."""
    series = plan.series[0]
    radius = min(room.width, room.height) * 0.36 * DOT
    length = 2 * math.pi * radius
    x, y = (room.left + room.width / 2) * DOT, (room.top + room.height / 2) * DOT
    whole = sum(value or 0 for value in series.values) or 1
    begun = 0.0
    for number, value in enumerate(series.values):
        part = (value or 0) / whole * length
        color = find_color(series.paints.get(number, series.paint))
        yield (
            f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="none" stroke="{color}"'
            f' stroke-width="{radius * 0.5:.2f}" stroke-dasharray="{part:.3f} {length - part:.3f}"'
            f' stroke-dashoffset="{length / 4 - begun:.3f}"/>'
        )
        begun += part


def _draw_legend(plan: ChartPlan, box: Box) -> str:
    """One swatch a series; of a ring, one a part with its number."""
    first = plan.series[0]
    if plan.kind == "doughnut":
        entries = [
            (find_color(first.paints.get(n, first.paint)), f"{name} {_tell(first, n)}")
            for n, name in enumerate(plan.categories)
        ]
    else:
        shown = [series for series in plan.series if not series.is_hidden]
        entries = [(find_color(series.paint), series.name) for series in shown]
    left, foot, drawn = box.left, box.bottom - 0.08, ""
    for color, name in entries:
        drawn += draw_rectangle(Box(left, foot - 0.14, 0.16, 0.16), color)
        drawn += draw_text(name, left + 0.24, foot, LEGEND_SIZE, theme.INK)
        left += 0.5 + measure_em(name) * LEGEND_SIZE / DOT
    return drawn


def _tell(series: Series, number: int) -> str:
    value = series.values[number]
    return "" if value is None else render_number(value, series.number_format)
