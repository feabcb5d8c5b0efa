"""How a figure, a day, a year and a government are written out, on every medium alike."""

from collections.abc import Hashable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from words import Words
from words.terms import DATA_KINDS, STATES

WORDS = Words(
    ja={
        "no_target": "なし",
        "missing": "{topic}は未報告です（0ではありません）",
        "forums": "{reported}/{whole} フォーラム報告",
        "forums_and_national": "{reported}/{whole} フォーラム報告・ほかに全国{national}",
        "national": "全国フォーラム{national}が報告",
    }
)

#: What stands in a table where there is nothing to say.
NOTHING = "―"


def round_half_up(value: float, digits: int = 0) -> float:
    """As people, Excel and Vega round, of the number as it is written: 116.5 is 117.

    >>> round_half_up(116.5), round_half_up(0.125, 2), round_half_up(-0.5)
    (117.0, 0.13, -1.0)
    """
    place = Decimal(1).scaleb(-digits)
    return float(Decimal(repr(float(value))).quantize(place, ROUND_HALF_UP))


def render_day(day: date) -> str:
    """A day as Japanese read it.

    >>> render_day(date(2021, 4, 1))
    '2021年4月1日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def render_fiscal_year(year: int) -> str:
    """A fiscal year by its era, as the Congress writes it.

    >>> render_fiscal_year(2020), render_fiscal_year(2019), render_fiscal_year(2018)
    ('令和2年度', '令和元年度', '平成30年度')
    """
    era, first = ("令和", 2018) if year >= 2019 else ("平成", 1988)
    return f"{era}{'元' if year - first == 1 else year - first}年度"


def render_value(value: float | None, unit: str, state: str = "blank") -> str:
    """A figure with its unit, or the word for why there is none.

    >>> render_value(1073, "団体"), render_value(0.57, "%"), render_value(116.5, "日")
    ('1,073団体', '57%', '117日')
    >>> render_value(None, "件"), render_value(None, "件", "undecided")
    ('未報告', '未定')
    """
    if value is None or value != value:
        return STATES.get(state, STATES["blank"])
    if unit == "%":
        return f"{round_half_up(value * 100, 1):g}%"
    return f"{round_half_up(value):,.0f}{unit}"


def render_percent(ratio: float) -> str:
    """A rate in whole percent.

    >>> render_percent(0.125), render_percent(0.0)
    ('13%', '0%')
    """
    return f"{round_half_up(ratio * 100):.0f}%"


def render_target(target: float | None, unit: str) -> str:
    """A target with its unit; that none is set is no lack of a report.

    >>> render_target(150, "件"), render_target(None, "件")
    ('150件', 'なし')
    """
    return WORDS["no_target"] if target is None else render_value(target, unit)


def render_ratio(ratio: float, target: float | None = None) -> str:
    """A ratio in percent with one decimal that never rounds up to a target not reached.

    >>> render_ratio(0.5698), render_ratio(0.59999, 0.6), render_ratio(0.6, 0.6)
    ('57%', '59.9%', '60%')
    >>> render_ratio(0.5644)
    '56.4%'
    """
    shown = round_half_up(ratio, 3)
    if target is not None and ratio < target <= shown:
        shown -= 0.001
    return render_value(shown, "%")


def compute_percent(value: float, target: float | None) -> int:
    """A rounded percentage that never claims a target not reached (149.5 of 150: 99).

    >>> compute_percent(133, 150), compute_percent(149.5, 150), compute_percent(0, 5)
    (89, 99, 0)
    >>> compute_percent(3, 0)
    0
    """
    if not target:
        return 0
    percent = int(round_half_up(100 * value / target))
    return min(percent, 99) if value < target else percent


def name_government(row: Mapping[Hashable, Any]) -> str:
    """A government as one reads it: the prefecture before a municipality's name.

    >>> name_government({"prefecture": "広島県", "name": "府中市"})
    '広島県 府中市'
    >>> name_government({"prefecture": "広島県", "name": "広島県"})
    '広島県'
    """
    whole, name = row["prefecture"], row["name"]
    return str(name) if whole == name else f"{whole} {name}"


def render_reporters(reported: int, whole: int, national: int = 0) -> str:
    """How many of the regional forums have reported; of the national ones none has to, and how
    many have stands apart.

    >>> render_reporters(9, 10), render_reporters(9, 10, 2), render_reporters(0, 0, 2)
    ('9/10 フォーラム報告', '9/10 フォーラム報告・ほかに全国2', '全国フォーラム2が報告')
    """
    key = ("forums_and_national" if national else "forums") if whole else "national"
    return WORDS[key].format(reported=reported, whole=whole, national=national)


def render_missing(topic: str) -> str:
    """
    >>> render_missing("活動計画")
    '活動計画は未報告です（0ではありません）'
    """
    return WORDS["missing"].format(topic=topic)


def name_place(workbook: str, sheet: str, cell: str) -> str:
    """
    >>> name_place("結果.xlsx", "一覧", "B4")
    '結果.xlsx・一覧・B4'
    """
    return f"{workbook}・{sheet}・{cell}"


def mark_practice(text: str) -> str:
    """
    >>> mark_practice("行事")
    '【演習データ（架空）】行事'
    """
    return f"【{DATA_KINDS['practice']}】{text}"


def render_block(name: str) -> str:
    """
    >>> render_block("関東")
    '関東ブロック'
    """
    return f"{name}ブロック"


def render_span(first: int, last: int) -> str:
    """
    >>> render_span(1011, 1028), render_span(45, 45)
    ('1,011～1,028', '45')
    """
    return f"{first:,}" if first == last else f"{first:,}～{last:,}"
