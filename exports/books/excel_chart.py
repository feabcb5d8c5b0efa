"""The figure as Excel's own chart, drawn from the numbers in the workbook."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from charts.theme import LINE, STAGES, VALUE, VALUE_SOFT
from exports.safe_cells import clean_cell
from exports.spoken_values import speak_figure
from views.model.figure import Figure, NativeChart, NativeKind, name_missing
from words import Words, terms
from words.figures import mark_practice

WORDS = Words(
    ja={
        "chart_sheet": "グラフ用の値",
        "base": "（積み上げの始点）",
        "missing_category": "{name}（{state}）",
    }
)

SHADES = (VALUE, VALUE_SOFT, *STAGES)
#: xlsxwriter's words for our kinds.
TYPES: dict[NativeKind, dict[str, str]] = {
    "bar": {"type": "bar"},
    "stacked": {"type": "bar", "subtype": "stacked"},
    "ladder": {"type": "bar", "subtype": "stacked"},
    "line": {"type": "line"},
    "doughnut": {"type": "doughnut"},
}
#: What a slide draws in parts is plain bars here, beside their numbers.
PLAIN: dict[NativeKind, NativeKind] = {"to_target": "bar", "span": "bar", "part": "bar"}
WIDTH = 760
ROW_HEIGHT = 42


def insert_native_chart(book: Any, sheet: Any, figure: Figure, heading_row: int) -> None:
    """Put the chart below the table; its own numbers stand on a sheet of their own.

    Excel draws a text as zero, so a missing number is an empty cell there and the category
    says 未報告. Rows whose number can't exist (no target, no attainment) are left out.
    """
    native = _simplify(figure)
    rows = [row for row in figure.list_rows() if not _is_pointless(figure, native, row)]
    if not rows:
        return
    values = book.add_worksheet(WORDS["chart_sheet"])
    names = _write_values(values, figure, native, rows)
    if figure.is_practice:
        stamp_sheet(values, len(names) + 2)
    chart = book.add_chart(TYPES[native.kind])
    for number, name in enumerate(names, 1):
        chart.add_series(_describe_series(figure, native, number, name, len(rows)))
    _dress(chart, figure, native)
    chart.set_size({"width": WIDTH, "height": 160 + ROW_HEIGHT * len(rows)})
    place = {"description": speak_figure(figure)}
    sheet.insert_chart(heading_row + len(figure.frame) + 2, 0, chart, place)


def stamp_sheet(sheet: Any, column: int) -> None:
    """On invented data: at the head of each printed page, and in the first row of the sheet."""
    stamp = terms.DATA_KINDS["practice"]
    sheet.set_header(f"&C&14{stamp}")
    sheet.write_string(0, column, stamp)


def _simplify(figure: Figure) -> NativeChart:
    """The chart by the kinds that Excel has; a part that nobody knows has no series."""
    native = figure.native
    assert native is not None
    is_part_unknown = native.kind == "part" and figure.frame[native.series[1]].isna().all()
    series = native.series[:1] if is_part_unknown else native.series
    return replace(native, kind=PLAIN.get(native.kind, native.kind), series=series)


def _is_pointless(figure: Figure, native: NativeChart, row: Mapping[Hashable, Any]) -> bool:
    return all(row.get(name) is None and figure.columns[name].missing for name in native.series)


def _write_values(
    sheet: Any, figure: Figure, native: NativeChart, rows: Sequence[Mapping[Hashable, Any]]
) -> list[str]:
    """The chart's numbers, one column a series; a ladder's first one is where a stage begins."""
    sheet.set_column(0, len(native.series) + 1, 24)
    names = [figure.columns[name].heading for name in native.series]
    if native.kind == "ladder":
        names.insert(0, WORDS["base"])
    for place, name in enumerate(names, 1):
        sheet.write_string(0, place, clean_cell(name))
    begin = 0.0
    for number, row in enumerate(rows, 1):
        sheet.write_string(number, 0, clean_cell(name_category(figure, native, row)))
        values = [row.get(name) for name in native.series]
        if native.kind == "ladder":
            values.insert(0, begin)
            begin += values[1] or 0.0
        for place, value in enumerate(values, 1):
            if value is not None:
                sheet.write_number(number, place, float(value))
    return names


def name_category(figure: Figure, native: NativeChart, row: Mapping[Hashable, Any]) -> str:
    """A category, with the reason where its numbers are missing."""
    name = str(row.get(native.category) or "")
    missing = [series for series in native.series if row.get(series) is None]
    if len(missing) < len(native.series):
        return name
    state = name_missing(figure.columns[missing[0]], row)
    return WORDS["missing_category"].format(name=name, state=state)


def _describe_series(
    figure: Figure, native: NativeChart, place: int, name: str, last: int
) -> dict[str, object]:
    sheet = WORDS["chart_sheet"]
    series: dict[str, object] = {
        "name": clean_cell(name),
        "categories": [sheet, 1, 0, last, 0],
        "values": [sheet, 1, place, last, place],
        "gap": 60,
    }
    if native.kind == "ladder" and place == 1:
        return {**series, "fill": {"none": True}}
    column = figure.columns[native.series[place - 1 - (native.kind == "ladder")]]
    labels: dict[str, object] = {"value": True, "num_format": column.format_of({})}
    if native.kind in ("bar", "line"):
        labels["position"] = "outside_end" if native.kind == "bar" else "above"
    points = [{"fill": {"color": STAGES[i % len(STAGES)]}} for i in range(last)]
    look = {"points": points} if native.kind in ("ladder", "doughnut") else {}
    fill = {"color": SHADES[(place - 1) % len(SHADES)]}
    return {**series, "fill": fill, "data_labels": labels, **look}


def _dress(chart: Any, figure: Figure, native: NativeChart) -> None:
    """The finding as title, categories from top to bottom, no legend for one series."""
    title = clean_cell(figure.title)
    if figure.is_practice:
        title = mark_practice(title)
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.show_blanks_as("gap")
    if native.kind in ("bar", "stacked", "ladder"):
        chart.set_y_axis({"reverse": True, "line": {"none": True}})
        lines = {"visible": True, "line": {"color": LINE}}
        form = figure.columns[native.series[0]].format_of({})
        # reversed categories move the numbers to the top; "high" puts them below again
        axis = {"major_gridlines": lines, "num_format": form, "label_position": "high"}
        chart.set_x_axis({**axis, "min": 0})
    many = len(native.series) > 1 or native.kind == "doughnut"
    chart.set_legend({"position": "bottom"} if many else {"none": True})
