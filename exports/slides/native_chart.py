"""A figure as Office draws it: categories, series, colours and labels, before any library.

Colours are places in the theme (the template's own colours are used), numbers are the
metric's own. A number that is missing is no bar of height 0: its category says 未報告.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from exports.pictures.text_fit import POINTS_PER_INCH, clean_text, cut_lines, measure_em, wrap_text
from views.model.figure import Figure, NativeChart, NativeKind, render_cell
from words import Words
from words.figures import render_span, render_value, round_half_up

WORDS = Words(
    ja={
        "ladder_begin": "（前の段階まで）",
        "ladder_gap": "目標まで",
        "gap_room": "（目標までの数の場所）",
        "span_spread": "丸めによる幅",
        "others": "会員以外",
        "category_missing": "{name}（未報告）",
        "ladder_total": "合計",
        "gap": "あと{gap}",
        "of_target": "{value} / {target}",
    }
)

PlanKind = Literal["bar", "stacked", "line", "doughnut"]
Row = Mapping[Any, Any]

#: Longer category names are cut; the slide's table and notes have them whole.
LONGEST_NAME_EM = 26.0


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour of the theme: accent 1-6, or dark/light; `lighter` mixes it with white."""

    place: Literal["accent1", "accent2", "accent3", "accent4", "accent5", "accent6"]
    lighter: float = 0.0

    @property
    def is_dark(self) -> bool:
        return self.place in DARK_PLACES and self.lighter < 0.5


#: A part of 0 has no label.
PART_FORMAT = "#,##0;;"
#: On these a label is white; on the others white could not be read.
DARK_PLACES = ("accent1", "accent2", "accent5")
#: Blue carries the figures, orange the gap and nothing else, grey the rest.
VALUE, GAP, VALUE_SOFT = Paint("accent1"), Paint("accent2"), Paint("accent3")
GAP_SOFT, REST = Paint("accent2", 0.65), Paint("accent6", 0.6)
#: What is missing is said right of the bar, in room of this share of the longest: on the tint it
#: could not be read, and across its end neither.
GAP_ROOM = 0.24
STAGES = (VALUE_SOFT, Paint("accent4"), VALUE, Paint("accent5"))


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers. `labels`: fixed texts by point; else `number_format` shows the
    number itself, which then follows what is typed into the chart's data. `paints`: points
    of another colour. A hidden series only makes room, for its labels or what comes behind."""

    name: str
    values: tuple[float | None, ...]
    paint: Paint = VALUE
    paints: Mapping[int, Paint] = field(default_factory=dict)
    labels: Mapping[int, str] = field(default_factory=dict)
    number_format: str = ""
    is_hidden: bool = False

    @property
    def is_part(self) -> bool:
        """Whether a label that finds no room in its bar is left out: the table has the number."""
        return self.number_format == PART_FORMAT


@dataclass(frozen=True, slots=True)
class ChartPlan:
    kind: PlanKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    has_legend: bool = False
    #: Room for labels right of the longest bar, as a share of it.
    room: float = 0.15


def plan_chart(figure: Figure) -> ChartPlan:
    """How the figure's native chart is drawn; raises ValueError where it has none."""
    if figure.native is None:
        raise ValueError(f"{figure.key} has no native chart")
    return BY_KIND[figure.native.kind](figure)


def plan_bars(figure: Figure) -> ChartPlan:
    """Bars side by side, or one above the other where there are several series."""
    return _plan(figure, "bar", has_legend=len(_native(figure).series) > 1)


def plan_stacked(figure: Figure) -> ChartPlan:
    """One bar a category, a part a series, the whole beside its name; a part of 0 says nothing."""
    native, parts = _native(figure), _spread_series(figure)
    [name] = native.series
    wholes: dict[str, list[float]] = {}
    for row in figure.list_rows():
        known = wholes.setdefault(str(row[native.category]), [])
        known += [] if row[name] is None else [float(row[name])]
    series = tuple(
        Series(one, tuple(numbers.get(whole) for whole in wholes), paint, number_format=PART_FORMAT)
        for (one, numbers), paint in zip(parts.items(), STAGES, strict=False)
    )
    unit = figure.columns[name].unit
    names = tuple(
        f"{shorten_name(whole)}　{render_value(sum(known) if known else None, unit)}"
        for whole, known in wholes.items()
    )
    return ChartPlan("stacked", names, series, has_legend=True, room=0.02)


def _spread_series(figure: Figure) -> dict[str, dict[str, float | None]]:
    """Series -> category -> number, of a frame of one number a row."""
    native = _native(figure)
    [name] = native.series
    parts: dict[str, dict[str, float | None]] = {}
    for row in figure.list_rows():
        of_series = parts.setdefault(str(row[native.by]), {})
        of_series[str(row[native.category])] = _number(row[name])
    return parts


def plan_line(figure: Figure) -> ChartPlan:
    return _plan(figure, "line", has_legend=len(_native(figure).series) > 1)


def plan_doughnut(figure: Figure) -> ChartPlan:
    """One ring of the first series; the parts take the stages' colours in turn. The numbers
    stand in the table beside it: on small or light parts nobody could read them."""
    plan = _plan(figure, "doughnut", has_legend=True)
    paints = {number: STAGES[number % len(STAGES)] for number in range(len(plan.categories))}
    return replace(plan, series=(replace(plan.series[0], paints=paints, number_format=""),))


def plan_ladder(figure: Figure) -> ChartPlan:
    """Each stage begins where the one before ends; the total at the end, and the distance to
    the target where the frame has columns `total` and `target`."""
    native, rows = _native(figure), figure.list_rows()
    name = native.series[0]
    numbers = [_number(row.get(name)) for row in rows]
    begins = [sum(number or 0 for number in numbers[:place]) for place in range(len(numbers))]
    total = _number(rows[0].get("total")) if "total" in figure.frame else sum(filter(None, numbers))
    target = _number(rows[0].get("target")) if "target" in figure.frame else None
    gap = max(0.0, target - total) if target is not None and total is not None else 0.0
    unit = figure.columns[name].unit
    whole = render_value(total, "" if target else unit)
    goal = f" / {render_value(target, unit)}" if target else ""
    names = [_name_with_value(figure, row, native.category, name) for row in rows]
    short = WORDS["gap"].format(gap=render_value(gap, unit))
    last = len(rows)
    return ChartPlan(
        "stacked",
        (*names, f"{WORDS['ladder_total']}　{whole}{goal}"),
        (
            Series(WORDS["ladder_begin"], (*begins, None), REST, is_hidden=True),
            Series(
                figure.columns[name].heading,
                (*numbers, total),
                paints={**dict(enumerate(STAGES[:last])), last: VALUE},
            ),
            Series(
                WORDS["ladder_gap"],
                (*[None] * last, gap or None),
                GAP_SOFT,
            ),
            *([_write_gaps({last: short}, last + 1, (total or 0) + gap)] if gap else []),
        ),
    )


def plan_to_target(figure: Figure) -> ChartPlan:
    """Each row's share of its target, and in orange what is missing to 100 %."""
    [share_name] = _native(figure).series
    rows = [row for row in figure.list_rows() if row.get("target")]
    shares = [_number(row.get(share_name)) for row in rows]
    gaps = [max(0.0, 1 - share) if share is not None else None for share in shares]
    said = {
        place: str(row["gap_text"])
        for place, row in enumerate(rows)
        if row.get("gap_text") and gaps[place]
    }
    return ChartPlan(
        "stacked",
        tuple(_name_with_target(figure, row) for row in rows),
        (
            Series(figure.columns[share_name].heading, tuple(shares), number_format="0%"),
            Series(
                WORDS["ladder_gap"],
                tuple(gap or None for gap in gaps),
                GAP_SOFT,
            ),
            _write_gaps(said, len(rows), max([1.0, *(share or 0 for share in shares)])),
        ),
        room=0.02,
    )


def _write_gaps(texts: Mapping[int, str], count: int, longest: float) -> Series:
    """Texts that stand right of stacked bars; category's number -> text."""
    room = tuple(GAP_ROOM * longest if place in texts else None for place in range(count))
    return Series(WORDS["gap_room"], room, GAP_SOFT, labels=texts, is_hidden=True)


def plan_span(figure: Figure) -> ChartPlan:
    """The certain part, and the part that rounding leaves open; the shortfall in orange."""
    least_name, most_name = _native(figure).series
    rows = figure.list_rows()
    least = [_number(row[least_name]) for row in rows]
    most = [_number(row[most_name]) for row in rows]
    spread = [
        (high - low) or None if high is not None and low is not None else None
        for low, high in zip(least, most, strict=True)
    ]
    last = len(rows) - 1
    is_short = last == 2
    return ChartPlan(
        "stacked",
        tuple(_name_span(figure, row) for row in rows),
        (
            Series(
                figure.columns[least_name].heading,
                tuple(least),
                paints={last: GAP} if is_short else {},
            ),
            Series(
                WORDS["span_spread"],
                tuple(spread),
                VALUE_SOFT,
                paints={last: GAP_SOFT} if is_short else {},
            ),
        ),
        room=0.05,
    )


def plan_part(figure: Figure) -> ChartPlan:
    """Each row's whole, in blue the part of it once that is known."""
    whole_name, part_name = _native(figure).series
    rows = figure.list_rows()
    wholes = [_number(row[whole_name]) or 0.0 for row in rows]
    parts = [_number(row.get(part_name)) for row in rows]
    if not any(part is not None for part in parts):
        plan = plan_bars(figure)
        return replace(plan, series=(replace(plan.series[0], paint=VALUE_SOFT),), has_legend=False)
    others = tuple(whole - (part or 0) for whole, part in zip(wholes, parts, strict=True))
    names = tuple(_name_part(figure, row, part_name, whole_name) for row in rows)
    first = Series(figure.columns[part_name].title, tuple(parts), number_format="#,##0")
    return ChartPlan("stacked", names, (first, Series(WORDS["others"], others, REST)), True)


def _name_part(figure: Figure, row: Row, part: str, whole: str) -> str:
    said = [render_cell(figure.columns[name], row, name) for name in (part, whole)]
    return f"{shorten_name(str(row[_native(figure).category]))}　{' / '.join(said)}"


BY_KIND: dict[NativeKind, Callable[[Figure], ChartPlan]] = {
    "bar": plan_bars,
    "stacked": plan_stacked,
    "line": plan_line,
    "doughnut": plan_doughnut,
    "ladder": plan_ladder,
    "to_target": plan_to_target,
    "span": plan_span,
    "part": plan_part,
}
_PAINTS = (VALUE, VALUE_SOFT, Paint("accent4"), Paint("accent5"))


def _plan(figure: Figure, kind: PlanKind, has_legend: bool) -> ChartPlan:
    native, rows = _native(figure), figure.list_rows()
    series = tuple(
        Series(
            name=figure.columns[name].title,
            values=tuple(_number(row.get(name)) for row in rows),
            paint=_PAINTS[place % len(_PAINTS)],
            number_format=_format_label(figure, name),
        )
        for place, name in enumerate(native.series)
    )
    return ChartPlan(kind, tuple(_name(figure, row) for row in rows), series, has_legend)


def _name(figure: Figure, row: Row) -> str:
    """A category's name; 未報告 beside it where none of its numbers is there."""
    native = _native(figure)
    name = shorten_name(str(row.get(native.category)))
    missing = all(_number(row.get(series)) is None for series in native.series)
    return WORDS["category_missing"].format(name=name) if missing else name


def _name_with_value(figure: Figure, row: Row, category: str, series: str) -> str:
    value = render_cell(figure.columns[series], row, series)
    return f"{shorten_name(str(row.get(category)))}　{value}"


def _name_with_target(figure: Figure, row: Row) -> str:
    name = shorten_name(str(row[_native(figure).category]))
    value = render_cell(figure.columns["value"], row, "value")
    target = render_cell(figure.columns["target"], row, "target")
    return f"{name}　{WORDS['of_target'].format(value=value, target=target)}"


def _name_span(figure: Figure, row: Row) -> str:
    native = _native(figure)
    least, most = native.series
    span = render_span(int(row[least]), int(row[most]))
    return f"{shorten_name(str(row[native.category]))}　{span}{figure.columns[least].unit}"


def shorten_name(name: str) -> str:
    """A category's name on one line, cut where it is very long.

    >>> shorten_name("近畿\\nフォーラム")
    '近畿 フォーラム'
    """
    line = clean_text(name).replace("\n", " ")
    return cut_lines(wrap_text(line, LONGEST_NAME_EM), 1)[0]


def _format_label(figure: Figure, name: str) -> str:
    column = figure.columns[name]
    if column.kind == "ratio":
        return "0%"
    units = {column.unit_of(row) for row in figure.list_rows()}
    unit = units.pop().replace('"', "") if len(units) == 1 else ""
    return f'#,##0"{unit}"' if unit else "#,##0"


def _native(figure: Figure) -> NativeChart:
    assert figure.native is not None
    return figure.native


def _number(value: object) -> float | None:
    return None if value is None or value != value else float(value)  # type: ignore[arg-type]


def finds_room(series: Series, number: int, inches: float, size: float) -> bool:
    """Whether a part's number has room in its bar of so many inches to the chart's unit."""
    value = series.values[number] or 0.0
    text = render_number(value, series.number_format)
    return measure_em(text) * size / POINTS_PER_INCH <= value * inches - 0.04


def find_reach(plan: ChartPlan) -> float:
    """The end of the longest bar, in the chart's numbers."""
    columns = zip(*(series.values for series in plan.series), strict=True)
    if plan.kind == "stacked":
        return max((sum(value or 0 for value in column) for column in columns), default=0.0)
    return max((value or 0 for column in columns for value in column), default=0.0)


def render_number(value: float, number_format: str) -> str:
    """A number by the kinds of format that plans use.

    >>> render_number(0.829, "0%"), render_number(1073, '#,##0"団体"'), render_number(0, "#,##0;;")
    ('83%', '1,073団体', '')
    """
    if number_format == PART_FORMAT and not value:
        return ""
    if number_format == "0%":
        return f"{round_half_up(value * 100):.0f}%"
    return f"{round_half_up(value):,.0f}{number_format.partition(chr(34))[2].rstrip(chr(34))}"


def find_scale_end(plan: ChartPlan, width: float, size: float) -> float:
    """Where the axis ends, so that the labels right of the bars have room.

    `width`: of the bars' field in inches; `size`: the labels' in points.
    """
    reach = find_reach(plan)
    needed = max((measure_em(text) for text in _list_labels(plan)), default=0.0)
    label = min(needed * size / POINTS_PER_INCH + 0.15, width * 0.7)
    room = label / (width - label) if plan.kind == "bar" else 0.0
    return reach * (1 + max(plan.room, room)) or 1.0


def _list_labels(plan: ChartPlan) -> list[str]:
    return [
        render_number(value, series.number_format)
        for series in plan.series
        for value in series.values
        if value is not None and series.number_format
    ]
