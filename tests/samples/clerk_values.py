"""Write one value as a tired clerk would, knowing what it means.

Each `write_…` takes the dice and the context and returns a `Cell`: what is typed, and the
contract's value for it (DESIGN.md §7). `spoil_…` returns a cell nobody can understand.
"""

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.samples.example import schedule
from tests.samples.ledger import EMPTY, Cell, break_cell
from tests.samples.sample import ANY

BLOCKS = {
    "hokkaido": "北海道",
    "tohoku": "東北",
    "kanto": "関東",
    "hokuriku": "北陸",
    "chubu": "中部",
    "kinki": "近畿",
    "chugoku": "中国",
    "shikoku": "四国",
    "kyushu": "九州",
    "okinawa": "沖縄",
}
BLANKS = [None, None, None, "－", "―", "-", "…", "　"]


@dataclass(frozen=True)
class Context:
    """What the writer of a cell knows of the sheet around it."""

    fiscal_year: int
    forum: str | None
    layout: str


@cache
def list_all_governments() -> list[dict[str, str]]:
    """The reference list: code, prefecture, name, kana, kind, block."""
    path = Path(__file__).parents[2] / "data" / "reference" / "local_governments.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def list_governments(block: str | None) -> list[dict[str, str]]:
    """Governments whose name alone is unique within the block (None: in the country)."""
    inside = [
        row
        for row in list_all_governments()
        if (block is None or row["block"] == BLOCKS[block]) and row["kind"] != "特別区"
    ]
    names = Counter(row["name"] for row in inside)
    return [row for row in inside if names[row["name"]] == 1]


def widen(text: str) -> str:
    """ASCII to full width."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def pick_widen(dice: Random, text: str) -> str:
    return widen(text) if dice.random() < 0.15 else text


# ------------------------------------------------------------ governments

HALF_KANA = {"アルプス": "ｱﾙﾌﾟｽ", "ニセコ": "ﾆｾｺ", "さいたま": "さいたま"}


def write_government(dice: Random, context: Context) -> Cell:
    """A government by name: bare, with its prefecture, its office, or another ケ."""
    row = dice.choice(list_governments(context.forum))
    return Cell(spell_government(dice, row), row["code"])


def spell_government(dice: Random, row: dict[str, str]) -> str:
    name, prefecture = row["name"], row["prefecture"]
    is_prefecture = name == prefecture
    offices = {"市": "役所", "町": "役場", "村": "役場"}
    office = ("庁" if is_prefecture else offices.get(name[-1], "")) if name != "北海道" else "庁"
    glued = name if is_prefecture else prefecture + name
    spaced = name if is_prefecture else f"{prefecture}　{name}"
    forms = [name] * 6 + [glued, glued, spaced, name + office, f" {name}", f"{name}　"]
    text = dice.choice(forms)
    if dice.random() < 0.5:
        text = text.replace("ケ", "ヶ") if "ケ" in text else text.replace("ヶ", "ケ")
    for full, half in HALF_KANA.items():
        text = text.replace(full, half) if dice.random() < 0.3 else text
    return text


#: old name -> (block, prefecture, name today)
RENAMED = [
    ("篠山市", "kinki", "兵庫県", "丹波篠山市"),
    ("因島市", "chugoku", "広島県", "尾道市"),
    ("簸川郡斐川町", "chugoku", "島根県", "出雲市"),
    ("愛知郡長久手町", "chubu", "愛知県", "長久手市"),
    ("石川郡野々市町", "hokuriku", "石川県", "野々市市"),
    ("南埼玉郡白岡町", "kanto", "埼玉県", "白岡市"),
    ("那賀郡岩出町", "kinki", "和歌山県", "岩出市"),
    ("下益城郡城南町", "kyushu", "熊本県", "熊本市"),
    ("北宇和郡吉田町", "shikoku", "愛媛県", "宇和島市"),
    ("上北郡百石町", "tohoku", "青森県", "おいらせ町"),
]
NO_SUCH = ["架空市", "見本町", "未来村", "東西南北市", "インフラ市", "国民会議町", "存在県"]


def find_code(prefecture: str, name: str) -> str:
    """The 6-digit code of a government.

    >>> find_code("広島県", "尾道市")
    '342050'
    """
    rows = list_all_governments()
    return next(r["code"] for r in rows if (r["prefecture"], r["name"]) == (prefecture, name))


def spoil_government(dice: Random, context: Context) -> Cell:
    """An unknown name, an old name (read, with a warning), or one of several (members)."""
    old = [entry for entry in RENAMED if context.forum in (None, entry[1])]
    if old and dice.random() < 0.3:
        name, _, prefecture, today = dice.choice(old)
        return Cell(name, find_code(prefecture, today), "renamed_government")
    if context.forum is None and dice.random() < 0.4:
        names = ["府中市", "伊達市", "美郷町", "池田町", "南部町", "森町"]
        return break_cell(dice.choice(names), "ambiguous_government")
    return break_cell(dice.choice(NO_SUCH), "unknown_government")


# ------------------------------------------------------------------ dates


def draw_day(dice: Random, fiscal_year: int) -> date:
    """Any day of the fiscal year."""
    return date(fiscal_year, 4, 1) + timedelta(days=dice.randrange(365))


def year_of(fiscal_year: int, month: int) -> int:
    return fiscal_year + (month < 4)


def era_of(on: date) -> tuple[str, str, int]:
    """Era in words, its letter, and the year in it."""
    if on >= date(2019, 5, 1):
        return "令和", "R", on.year - 2018
    return "平成", "H", on.year - 1988


def spell_day(dice: Random, on: date, year_known: bool) -> Any:
    """A day in one of the spellings in use; a date cell half of the time."""
    era, letter, year = era_of(on)
    month, day = on.month, on.day
    word = "元" if year == 1 else str(year)
    weekday = "月火水木金土日"[on.weekday()]
    forms: list[Any] = [
        f"{era}{word}年{month}月{day}日",
        f"{era} {word} 年 {month} 月 {day} 日",
        f"{era}{word}年{month}月{day}日（{weekday}）",
        f"{letter}{word}.{month}.{day}",
        f"{letter}{year:02}.{month:02}.{day:02}",
        f"{letter}{word}年{month}月{day}日",
        f"{letter}{year}/{month}/{day}",
        f"{on.year}/{month}/{day}",
        f"{on.year}年{month}月{day}日",
        f"{on.year}-{month:02}-{day:02}",
        f"{on.year}.{month}.{day}",
        (on - date(1899, 12, 30)).days,
    ]
    if year_known:
        forms += [f"{month}月{day}日", f"{month}/{day}", f"{month}月{day}日({weekday})"]
    form = on if dice.random() < 0.4 else dice.choice(forms)
    return pick_widen(dice, form) if isinstance(form, str) else form


def write_on(dice: Random, context: Context, field: str, on: date | None = None) -> Cell:
    """An `*_on` cell: mostly a day, sometimes vague, blank, 未定 or 該当なし."""
    on = on or draw_day(dice, context.fiscal_year)
    year_known = context.layout != "members"
    if dice.random() < 0.85:
        return Cell(spell_day(dice, on, year_known), on.isoformat())
    era, letter, year = era_of(on)
    name = f"{era}{year}年{on.month}月"
    forms = [
        (name, 1),
        (f"{on.year}年{on.month}月", 1),
        (f"{letter}{year}.{on.month}", 1),
        (f"{name}上旬", 1),
        (f"{name}中旬", 11),
        (f"{name}下旬", 21),
        (f"{name}頃", 1),
    ]
    text, day = dice.choice(forms)
    return Cell(text, on.replace(day=day).isoformat(), None, {f"{field}_text": text})


def spoil_date(dice: Random, context: Context) -> Cell:
    year = context.fiscal_year
    forms = [
        f"{year}年13月1日",
        f"{year}/13/5",
        f"{year}年6月31日",
        f"{year + 1}年2月30日",
        "2月30日",
        "6月31日",
        f"R{year - 2018}.9.31" if year > 2018 else f"H{year - 1988}.9.31",
        "あとで確認",
        f"{year}年4月0日",
    ]
    return break_cell(pick_widen(dice, dice.choice(forms)), "invalid_date")


def span(first: date, last: date) -> str:
    return f"{first.isoformat()}..{last.isoformat()}"


def month_span(fiscal_year: int, month: int) -> tuple[date, date]:
    """First and last day of a month within the fiscal year."""
    first = date(year_of(fiscal_year, month), month, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def write_schedule(dice: Random, context: Context) -> Cell:
    """A span of any precision, as §7 lists them; days are the most common."""
    year = context.fiscal_year
    writer = dice.choice([_write_days, _write_days, _write_month, _write_season, _write_long])
    text, periods, precision, tentative = writer(dice, year)
    text = pick_widen(dice, text)
    return Cell(text, schedule(text, periods, precision, tentative))


def write_held(dice: Random, context: Context) -> Cell:
    """When an event was held: a day in any spelling, sometimes two or a span."""
    if dice.random() < 0.2:
        said, periods, precision, tentative = _write_days(dice, context.fiscal_year)
        return Cell(said, schedule(said, periods, precision, tentative))
    on = draw_day(dice, context.fiscal_year)
    written = spell_day(dice, on, year_known=True)
    text = written if isinstance(written, str) else None
    return Cell(written, schedule(text, on.isoformat(), "day"))


Spelled = tuple[str, str, str, Any]


def _write_days(dice: Random, year: int) -> Spelled:
    month = dice.randrange(1, 13)
    first, _ = month_span(year, month)
    day = dice.randrange(1, 26)
    one, two = first.replace(day=day), first.replace(day=day + dice.randrange(1, 3))
    next_day = first.replace(day=day + 1)
    forms: list[Spelled] = [
        (f"{month}月{day}日", f"{one}", "day", False),
        (f"{month}/{day}", f"{one}", "day", False),
        (f"{month}月{day}日・{day + 1}日", span(one, next_day), "day", False),
        (f"{month}月{day}日～{two.day}日", span(one, two), "day", False),
        (f"{month}/{day}～{month}/{two.day}", span(one, two), "day", False),
        (f"{month}月{day}日（予定）", f"{one}", "day", True),
        (f"{month}月{day}日予定", f"{one}", "day", True),
        (f"{month}月{day}日（未定）", f"{one}", "day", True),
    ]
    return dice.choice(forms)


def _write_month(dice: Random, year: int) -> Spelled:
    month = dice.randrange(1, 13)
    first, last = month_span(year, month)
    other = month % 12 + 1 if month != 3 else 5
    both = f"{span(first, last)} {span(*month_span(year, other))}"
    tenth, twentieth = first.replace(day=10), first.replace(day=20)
    late = first.replace(day=21)
    forms: list[Spelled] = [
        (f"{month}月", span(first, last), "month", False),
        (f"{month}月頃", span(first, last), "month", True),
        (f"{month}月予定", span(first, last), "month", True),
        (f"{month}月（未定）", span(first, last), "month", True),
        (f"{month}月上旬", span(first, tenth), "part_of_month", False),
        (f"{month}月中旬", span(first.replace(day=11), twentieth), "part_of_month", False),
        (f"{month}月下旬", span(late, last), "part_of_month", False),
        (f"{month}月末", span(late, last), "part_of_month", False),
        (f"{month}月下旬頃", span(late, last), "part_of_month", True),
    ]
    if month != 3:
        forms.append((f"{month}月、{other}月", both, "month", False))
    return dice.choice(forms)


def _write_season(dice: Random, year: int) -> Spelled:
    end = date(year + 1, 3, 31)
    seasons = {
        "夏": (date(year, 6, 1), date(year, 8, 31)),
        "秋": (date(year, 9, 1), date(year, 11, 30)),
        "冬": (date(year, 12, 1), month_span(year, 2)[1]),
    }
    word, (first, last) = dice.choice(list(seasons.items()))
    forms: list[Spelled] = [
        (word, span(first, last), "season", False),
        (f"{word}頃", span(first, last), "season", True),
        (f"{word}頃予定", span(first, last), "season", True),
        (f"{word}以降", span(first, end), "season", False),
    ]
    return dice.choice(forms)


def _write_long(dice: Random, year: int) -> Spelled:
    begin, middle, end = date(year, 4, 1), date(year, 10, 1), date(year + 1, 3, 31)
    quarter = dice.randrange(1, 5)
    first, _ = month_span(year, (3 * quarter) % 12 + 1)
    _, last = month_span(year, (3 * quarter + 2) % 12 + 1)
    forms: list[Spelled] = [
        (f"第{quarter}四半期", span(first, last), "quarter", False),
        ("上半期", span(begin, middle - timedelta(days=1)), "half_year", False),
        ("下半期", span(middle, end), "half_year", False),
        ("通年", span(begin, end), "fiscal_year", False),
        ("随時", span(begin, end), "fiscal_year", False),
        ("随時（未定）", span(begin, end), "fiscal_year", True),
        ("未定", "", "undecided", ANY),
        ("調整中", "", "undecided", ANY),
        ("検討中", "", "undecided", ANY),
    ]
    return dice.choice(forms)


# ---------------------------------------------------------------- numbers


def write_count(dice: Random, count: int, units: list[str]) -> Cell:
    """A count: a number half of the time, else text with unit, 約, 以上 or a note."""
    unit = dice.choice(units)
    forms = [
        f"{count}",
        f"{count:,}{unit}",
        f"{count}{unit}",
        f"{count} {unit}",
        f"約{count}{unit}",
        f"{count}{unit}以上",
        f"{count}{unit}（うちオンライン{count // 2}{unit}）",
        f"{count}（内数）",
        f"延べ{count}{unit}",
    ]
    written: Any = count if dice.random() < 0.6 else pick_widen(dice, dice.choice(forms))
    return Cell(written, count)


def spoil_count(dice: Random, _: Context) -> Cell:
    forms = ["多数", "12O名", "大勢", "数十名", "▲5", "3.5人", "確認する"]
    return break_cell(dice.choice(forms), "invalid_number")


# ---------------------------------------------------------- words and text


def write_word(dice: Random, words: dict[str, list[str]]) -> Cell:
    """One choice in one of its spellings."""
    means = dice.choice(list(words))
    return Cell(pick_widen(dice, dice.choice(words[means])), means)


def write_text(dice: Random, texts: list[str], optional: bool = True) -> Cell:
    """Free text, with a number to tell rows apart; now and then a blank."""
    if optional and dice.random() < 0.12:
        return Cell(dice.choice(BLANKS), None)
    text = dice.choice(texts)
    if dice.random() < 0.1:
        text = text[: len(text) // 2] + "\n" + text[len(text) // 2 :]
    return Cell(text + dice.choice(["", "", " ", "　"]), text)


def blank_out(dice: Random, cell: Cell, share: float) -> Cell:
    """Nothing, now and then, or a word that says there is nothing."""
    if dice.random() >= share:
        return cell
    return Cell(dice.choice([*BLANKS, "未定", "該当なし"]), None)


def spoil_word(*words: str) -> Callable[[Random, Context], Cell]:
    """A writer of words that are no choice."""

    def spoil(dice: Random, _: Context) -> Cell:
        return break_cell(dice.choice(words), "invalid_choice")

    return spoil


def miss_value(_: Random, __: Context) -> Cell:
    """An empty cell where a value is required."""
    return break_cell(None, "missing_value")


def break_formula(dice: Random, _: Context) -> Cell:
    """An error value, as a formula leaves it."""
    return break_cell(dice.choice(["#REF!", "#N/A", "#VALUE!", "#DIV/0!"]), "formula_error")


__all__ = ["EMPTY"]
