"""A chart plan as a native PowerPoint chart with its data embedded."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt
from xlsxwriter import Workbook

from exports.pictures.text_fit import clean_text, measure_em
from exports.slides.native_chart import (
    ChartPlan,
    Paint,
    Series,
    find_scale_end,
    finds_room,
)
from exports.slides.pptx_colors import BLACK, RGB, WHITE, Inks, find_contrast, mix
from exports.slides.pptx_text import Face, set_every_face, set_ink
from exports.slides.slide import Box

TYPES = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "doughnut": XL_CHART_TYPE.DOUGHNUT,
}
PLACES = {
    "accent1": MSO_THEME_COLOR.ACCENT_1,
    "accent2": MSO_THEME_COLOR.ACCENT_2,
    "accent3": MSO_THEME_COLOR.ACCENT_3,
    "accent4": MSO_THEME_COLOR.ACCENT_4,
    "accent5": MSO_THEME_COLOR.ACCENT_5,
    "accent6": MSO_THEME_COLOR.ACCENT_6,
}
LARGEST_TEXT = 18
SMALLEST_TEXT = 12
#: The part of a category's band that its text may fill.
TEXT_SHARE = 0.42
LEAST_BAR_CONTRAST = 1.5
#: What the names leave of the width to the bars, at least.
FIELD_SHARE = 0.55


class _PlainWorkbookWriter(CategoryWorkbookWriter):
    """The embedded workbook, where a name that begins with = stays the text it is."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Workbook, Any]]:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        workbook = Workbook(xlsx_file, options)
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _PlainChartData(CategoryChartData):
    @property
    def _workbook_writer(self) -> _PlainWorkbookWriter:
        return _PlainWorkbookWriter(self)  # type: ignore[no-untyped-call]


def add_chart(shapes: Any, plan: ChartPlan, box: Box, face: Face) -> Any:
    """Draw a plan into a box (inches); returns the graphic frame."""
    place = [Inches(side) for side in (box.left, box.top, box.width, box.height)]
    frame = shapes.add_chart(TYPES[plan.kind], *place, build_data(plan))
    chart = frame.chart
    size = _choose_size(plan, box)
    chart.has_title = False
    chart.font.size = Pt(size)
    set_ink(chart.font.color, face.inks.text)
    _set_legend(chart, plan, size)
    if plan.kind != "doughnut":
        _set_axes(chart, plan, size, box.width * FIELD_SHARE)
    inches = _scale_of(plan, box.width, size)
    for drawn, series in zip(chart.plots[0].series, plan.series, strict=True):
        _paint_series(drawn, series, plan, size, face.inks)
        _label_points(drawn, series, size, inches, face.inks)
    set_every_face(chart._chartSpace, face)
    _number_axes(chart._chartSpace)
    return frame


def fits_plan(chart: Any, plan: ChartPlan) -> bool:
    """Whether a chart drawn earlier can take a plan's numbers and keep its looks: as many series,
    and as many categories where single points are painted or labelled."""
    if not plan.categories or len(chart.plots) != 1:
        return False
    if len(chart.plots[0].series) != len(plan.series):
        return False
    is_pointed = any(series.paints or series.labels for series in plan.series)
    return not is_pointed or len(chart.plots[0].categories) == len(plan.categories)


def refresh_chart(chart: Any, plan: ChartPlan, width: float, face: Face) -> None:
    """Other numbers in a chart that keeps its place, colours and type; `width` in inches."""
    chart.replace_data(build_data(plan))
    size = int(chart.font.size.pt) if chart.font.size else SMALLEST_TEXT
    for drawn, series in zip(chart.plots[0].series, plan.series, strict=True):
        for label in list(drawn._element.iter(qn("c:dLbl"))):
            label.getparent().remove(label)
        _label_points(drawn, series, size, _scale_of(plan, width, size), face.inks)
    if plan.kind not in ("line", "doughnut"):
        chart.value_axis.maximum_scale = find_scale_end(plan, width * FIELD_SHARE, size)
    set_every_face(chart._chartSpace, face)


def _number_axes(chart: Any) -> None:
    """python-pptx numbers axes below 0, where the schema wants 0 and more."""
    for number in chart.iter(qn("c:axId"), qn("c:crossAx")):
        number.set("val", number.get("val").lstrip("-"))


def build_data(plan: ChartPlan) -> Any:
    """Categories and series; a missing number is an empty cell, never a 0."""
    data: Any = _PlainChartData()  # type: ignore[no-untyped-call]
    data.categories = [clean_text(name) for name in plan.categories]
    for series in plan.series:
        number_format = series.number_format or "General"
        data.add_series(clean_text(series.name), series.values, number_format)
    return data


def _choose_size(plan: ChartPlan, box: Box) -> int:
    if plan.kind in ("line", "doughnut"):
        return LARGEST_TEXT - 2
    band = box.height * 72 / max(1, len(plan.categories))
    rows = len(plan.series) if plan.kind == "bar" else 1
    fitting = band * TEXT_SHARE / math.sqrt(rows)
    return round(min(LARGEST_TEXT, max(SMALLEST_TEXT, fitting)))


def _set_legend(chart: Any, plan: ChartPlan, size: int) -> None:
    chart.has_legend = plan.has_legend
    if plan.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(min(size, 14))


def _set_axes(chart: Any, plan: ChartPlan, size: int, width: float) -> None:
    names, numbers = chart.category_axis, chart.value_axis
    names.tick_labels.font.size = Pt(size)
    names.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    names.has_major_gridlines = False
    names.major_tick_mark = XL_TICK_MARK.NONE
    numbers.has_major_gridlines = plan.kind == "line"
    numbers.minimum_scale = 0
    if plan.kind == "line":
        numbers.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
        numbers.format.line.fill.background()
        return
    names.reverse_order = True
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    numbers.visible = False
    numbers.maximum_scale = find_scale_end(plan, width, size)
    plot = chart.plots[0]
    plot.gap_width = 55
    plot.overlap = 100 if plan.kind == "stacked" else -10


def _paint_series(drawn: Any, series: Series, plan: ChartPlan, size: int, inks: Inks) -> None:
    if plan.kind == "line":
        drawn.smooth = False
        _color(drawn.format.line.color, series.paint)
        drawn.format.line.width = Pt(3)
        drawn.marker.format.fill.solid()
        _color(drawn.marker.format.fill.fore_color, series.paint)
    elif series.is_hidden:
        drawn.format.fill.background()
        drawn.format.line.fill.background()
    else:
        _fill(drawn.format, series.paint, inks)
    for place, paint in series.paints.items():
        _fill(drawn.points[place].format, paint, inks)
    _label_series(drawn, series, plan, size, inks)


def _label_series(drawn: Any, series: Series, plan: ChartPlan, size: int, inks: Inks) -> None:
    if series.number_format:
        labels = drawn.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = series.number_format, False
        labels.font.size, labels.font.bold = Pt(size), True
        labels._element.find(f".//{qn('a:bodyPr')}").set("wrap", "none")
        _place_labels(labels, series, plan)
        if plan.kind == "stacked":
            on_dark, on_light = MSO_THEME_COLOR.BACKGROUND_1, MSO_THEME_COLOR.TEXT_1
            usual = (on_dark, on_light) if series.paint.is_dark else (on_light, on_dark)
            set_ink(labels.font.color, inks.choose_on(_mix(series.paint, inks), *usual))


def _scale_of(plan: ChartPlan, width: float, size: int) -> float:
    """Inches of bar to the chart's unit, of a chart so wide: what the names leave."""
    names = max((measure_em(name) for name in plan.categories), default=0.0) * size / 72
    field = max(width * FIELD_SHARE, width - names - 0.5)
    return field / find_scale_end(plan, width * FIELD_SHARE, size)


def _label_points(drawn: Any, series: Series, size: int, inches: float, inks: Inks) -> None:
    """Texts of single points; a part without room for its number says none."""
    if series.is_part:
        for place, value in enumerate(series.values):
            if value and not finds_room(series, place, inches, size):
                _hide_label(drawn.points[place].data_label)
    for place, text in series.labels.items():
        label = drawn.points[place].data_label
        label.text_frame.text = clean_text(text)
        label.text_frame.word_wrap = False
        font = label.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold = Pt(size), True
        set_ink(font.color, inks.gap)
        label.position = XL_LABEL_POSITION.INSIDE_BASE


def _hide_label(label: Any) -> None:
    element = label._get_or_add_dLbl()
    for child in list(element)[1:]:  # all but its index
        element.remove(child)
    element.append(parse_xml(f'<c:delete {nsdecls("c")} val="1"/>'))


def _place_labels(labels: Any, series: Series, plan: ChartPlan) -> None:
    """Right of a bar, above a point, amid a part, inside another stacked bar's end."""
    if plan.kind == "bar":
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
    elif plan.kind == "line":
        labels.position = XL_LABEL_POSITION.ABOVE
    elif plan.kind == "stacked":
        middle, end = XL_LABEL_POSITION.CENTER, XL_LABEL_POSITION.INSIDE_END
        labels.position = middle if series.is_part else end


def _fill(form: Any, paint: Paint, inks: Inks) -> None:
    """A bar that its ground would swallow gets an edge."""
    form.fill.solid()
    _color(form.fill.fore_color, paint)
    if find_contrast(_mix(paint, inks), inks.grounds) < LEAST_BAR_CONTRAST:
        set_ink(form.line.color, inks.text)


def _mix(paint: Paint, inks: Inks) -> RGB:
    """What a paint looks like; black where nothing is known of the theme."""
    place = MSO_THEME_COLOR.to_xml(PLACES[paint.place])
    return mix(inks.places.get(place, BLACK), WHITE, paint.lighter)


def _color(color: Any, paint: Paint) -> None:
    color.theme_color = PLACES[paint.place]
    if paint.lighter:
        color.brightness = paint.lighter
