"""Put invented rows on worksheets the way different offices write them.

A `Table` is one list on a sheet: its heading, its columns (title and maybe a group's title
above), its rows. `write_table` answers where each value stands, so that a planted fault can
be named by its cell.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.plan.write_workbooks import (
    BODY,
    GROUP,
    HEADER,
    NOTE,
    TITLE,
    Look,
    display_width,
    put,
)

Row = dict[str, Any]
Place = tuple[int, str]
DAY = Look(format="yyyy/m/d", horizontal="center")
NUMBER = Look(format="#,##0", horizontal="right")

#: Said in every sheet, above its heading.
STAMP = "演習データ（架空）: 企業・行事・案件・実績はすべて作りごとです"
WEEKDAYS = "月火水木金土日"
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


@dataclass(frozen=True, slots=True)
class Hand:
    """How one office writes (material/hands.toml)."""

    titles: str
    dates: str
    stage: str
    place: str
    groups: bool = False
    units: bool = False
    repeat: str = ""
    cards: bool = False
    together: bool = False


@dataclass(slots=True)
class Table:
    """One list: `above` its heading and notes, `columns` key -> title, `groups` group title
    -> keys, `total` a last row key -> value, `below` its footnotes."""

    above: list[str]
    columns: dict[str, str]
    rows: list[Row]
    groups: dict[str, list[str]] = field(default_factory=dict)
    total: Row | None = None
    below: list[str] = field(default_factory=list)
    merged: str = ""


def era_year(year: int, month: int) -> tuple[str, str, str]:
    """Era, its letter and the year in it, as a date of that month is written.

    >>> era_year(2019, 4), era_year(2019, 5), era_year(2021, 1)
    (('平成', 'H', '31'), ('令和', 'R', '元'), ('令和', 'R', '3'))
    """
    if (year, month) < (2019, 5):
        return "平成", "H", str(year - 1988)
    return "令和", "R", "元" if year == 2019 else str(year - 2018)


def spell_fiscal_year(fiscal_year: int) -> str:
    """
    >>> spell_fiscal_year(2019), spell_fiscal_year(2020)
    ('令和元年度', '令和2年度')
    """
    return f"{'{}{}'.format(*era_year(fiscal_year, 5)[::2])}年度"


def spell_day(style: str, day: date) -> date | str:
    """A day as an office writes it; an Excel date where `style` is excel.

    >>> spell_day("era", date(2020, 6, 1)), spell_day("weekday", date(2020, 6, 1))
    ('令和2年6月1日', '令和2年6月1日（月）')
    >>> spell_day("short", date(2020, 6, 1)), spell_day("wide", date(2020, 6, 1))
    ('R2.6.1', 'Ｒ２．６．１')
    """
    era, letter, year = era_year(day.year, day.month)
    number = "1" if year == "元" else year
    short = f"{letter}{number}.{day.month}.{day.day}"
    spellings: dict[str, date | str] = {
        "excel": day,
        "slash": f"{day.year}/{day.month}/{day.day}",
        "era": f"{era}{year}年{day.month}月{day.day}日",
        "weekday": f"{era}{year}年{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）",
        "short": short,
        "wide": short.translate(WIDE).replace(letter, "Ｒ" if letter == "R" else "Ｈ"),
    }
    return spellings[style]


def spell_on(style: str, day: date) -> date | str:
    """The same for days that a clerk may not remember: one in nine is a month alone."""
    if style in ("era", "weekday") and day.day % 9 == 0:
        return f"{'{}{}'.format(*era_year(day.year, day.month)[::2])}年{day.month}月"
    return spell_day(style, day)


STAGES = ("considered", "agreed", "field_trial", "implemented")
STAGE_WORDS: dict[str, tuple[str, ...]] = {
    "word": ("マッチング検討", "マッチング成立", "現場試行", "社会実装"),
    "short": ("検討中", "成立", "試行", "実装済み"),
}
MARK_TITLES = ("マッチング検討", "マッチング成立", "現場試行", "社会実装")
WORDS: dict[str, dict[str, dict[str, str]]] = {
    "status": {
        "a": {"held": "開催", "cancelled": "中止", "postponed": "延期"},
        "b": {"held": "開催済", "cancelled": "開催中止", "postponed": "次年度へ延期"},
        "c": {"held": "実施", "cancelled": "実施せず", "postponed": "順延"},
        "d": {"held": "○", "cancelled": "×", "postponed": "△"},
    },
    "type": {
        "a": {"success": "成功例", "failure": "失敗例", "reflection": "反省"},
        "b": {"success": "成功", "failure": "失敗", "reflection": "反省点"},
        "c": {"success": "好事例", "failure": "失敗事例", "reflection": "改善点"},
        "d": {"success": "○", "failure": "×", "reflection": "△"},
    },
    "kind": {
        "a": {"school_visit": "出前授業", "workshop": "ワークショップ", "other": "その他"},
        "b": {"school_visit": "出前講座", "workshop": "WS", "other": "その他の活動"},
        "c": {"school_visit": "学校訪問", "workshop": "ワークショップ講座", "other": "イベント"},
        "d": {"school_visit": "出前授業", "workshop": "市民ワークショップ", "other": "その他"},
    },
}


def spell_row(row: Row, hand: Hand, forum_name: str) -> Row:
    """A row's values as the hand writes them."""
    spelled = {key: spell_value(key, value, hand) for key, value in row.items()}
    spelled["forum"] = forum_name
    if "stage" in row:
        spelled |= spell_stage(row["stage"], hand)
    return spelled


def spell_value(key: str, value: Any, hand: Hand) -> Any:
    if isinstance(value, date):
        spell: Callable[[str, date], date | str] = spell_on if key.endswith("_on") else spell_day
        return spell(hand.dates, value)
    if key == "participants" and hand.units and value is not None:
        return f"約{value}名" if value % 4 == 0 else f"{value}名"
    if value is None and key.endswith("_on") and hand.dates in ("era", "slash"):
        return "－"
    return WORDS.get(key, {}).get(hand.titles, {}).get(value, value)


def spell_stage(stage: str, hand: Hand) -> Row:
    """The stage as a word, or as marks in one column a stage."""
    at = STAGES.index(stage)
    if hand.stage in STAGE_WORDS:
        return {"stage": STAGE_WORDS[hand.stage][at]}
    return {
        f"stage={each}": "○" if (index <= at if hand.stage == "marks" else index == at) else None
        for index, each in enumerate(STAGES)
    }


def spread_stage(columns: dict[str, str], hand: Hand) -> dict[str, str]:
    """The columns with one a stage instead of the stage's, where the hand marks stages."""
    if "stage" not in columns or hand.stage in STAGE_WORDS:
        return columns
    marked = {f"stage={each}": title for each, title in zip(STAGES, MARK_TITLES, strict=True)}
    spread: dict[str, str] = {}
    for key, title in columns.items():
        spread |= marked if key == "stage" else {key: title}
    return spread


# ------------------------------------------------------------------ on the sheet


def write_table(sheet: Worksheet, table: Table, top: int = 1, left: int = 1) -> dict[Place, str]:
    """Write a table and answer (record's number from 1, column's key) -> cell.

    Record 0 is the header, record -1 the total row.
    """
    width = left + len(table.columns) - 1
    row = _write_above(sheet, table, top, left, width)
    columns = {key: left + at for at, key in enumerate(table.columns)}
    row = _write_header(sheet, table, row, columns)
    places = {(0, key): _name(row - 1, column) for key, column in columns.items()}
    for number, values in enumerate(table.rows, 1):
        _write_row(sheet, row, columns, values, number)
        places |= {(number, key): _name(row, column) for key, column in columns.items()}
        row += 1
    if table.merged:
        _merge_repeats(sheet, table, row - len(table.rows), columns[table.merged])
    if table.total:
        _write_row(sheet, row, columns, table.total, 0)
        places |= {(-1, key): _name(row, column) for key, column in columns.items()}
        row += 1
    for offset, note in enumerate(table.below):
        put(sheet, row + offset, left, note, NOTE)
    set_widths(sheet, table, columns)
    return places


def _name(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def _write_above(sheet: Worksheet, table: Table, top: int, left: int, width: int) -> int:
    for offset, text in enumerate(table.above):
        put(sheet, top + offset, left, text, NOTE if offset else TITLE)
    if width > left and top == 1:
        sheet.merge_cells(start_row=top, end_row=top, start_column=left, end_column=width)
    return top + len(table.above)


def _write_header(sheet: Worksheet, table: Table, row: int, columns: Mapping[str, int]) -> int:
    """One row of titles, or two with the groups merged above theirs; the row below."""
    if not table.groups:
        for key, title in table.columns.items():
            put(sheet, row, columns[key], title, HEADER)
        return row + 1
    grouped = {key for keys in table.groups.values() for key in keys}
    for key, title in table.columns.items():
        put(sheet, row, columns[key], title if key not in grouped else "", HEADER)
        put(sheet, row + 1, columns[key], title if key in grouped else "", HEADER)
        if key not in grouped:
            _merge(sheet, row, columns[key], row + 1, columns[key])
    for title, keys in table.groups.items():
        sheet.cell(row, columns[keys[0]]).value = title
        _merge(sheet, row, columns[keys[0]], row, columns[keys[-1]])
    return row + 2


def _merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _write_row(
    sheet: Worksheet, row: int, columns: Mapping[str, int], values: Row, number: int
) -> None:
    for key, column in columns.items():
        value = number or None if key == "no" else values.get(key)
        put(sheet, row, column, "" if value is None else value, _look(value, number))


def _look(value: Any, number: int) -> Look:
    if isinstance(value, date):
        return DAY
    if isinstance(value, int):
        return NUMBER
    return BODY if number else GROUP


def _merge_repeats(sheet: Worksheet, table: Table, first: int, column: int) -> None:
    """Merge runs of one value downward, as the plan does with its forums."""
    start = 0
    values = [row.get(table.merged) for row in table.rows] + [None]
    for at in range(1, len(values)):
        if values[at] == values[start] is not None:
            sheet.cell(first + at, column).value = None
            continue
        if at - start > 1:
            _merge(sheet, first + start, column, first + at - 1, column)
        start = at


def set_widths(sheet: Worksheet, table: Table, columns: Mapping[str, int]) -> None:
    """Columns wide enough for their titles, at most 44 signs for long texts."""
    for key, column in columns.items():
        texts = [table.columns[key], *(str(row.get(key) or "") for row in table.rows)]
        letter = get_column_letter(column)
        width = min(44, max(display_width(text) for text in texts) + 3)
        sheet.column_dimensions[letter].width = max(width, sheet.column_dimensions[letter].width)


# ------------------------------------------------------------------ cards


@dataclass(frozen=True, slots=True)
class Card:
    """One record written downward: (group, title, key) a line, and its values."""

    above: list[str]
    items: list[tuple[str, str, str]]
    values: Row


def write_card(sheet: Worksheet, card: Card, number: int) -> dict[Place, str]:
    """項目 | 値 as in the plan's 提供情報の例-1; answers like `write_table`."""
    for row, text in enumerate(card.above, 1):
        put(sheet, row, 1, text, TITLE if row == 1 else NOTE)
    top = len(card.above) + 1
    places: dict[Place, str] = {}
    for row, (group, title, key) in enumerate(card.items, top):
        value = card.values.get(key)
        is_new = row == top or card.items[row - top - 1][0] != group
        put(sheet, row, 1, (group or title) if is_new or not group else "", GROUP)
        put(sheet, row, 2, title if group else "", GROUP)
        put(sheet, row, 3, "" if value is None else value, _look(value, 1))
        places[number, key] = _name(row, 3)
    _merge_groups(sheet, card, top)
    for letter, width in zip("ABC", (16.0, 20.0, 60.0), strict=True):
        sheet.column_dimensions[letter].width = width
    return places


def _merge_groups(sheet: Worksheet, card: Card, top: int) -> None:
    """A group's title down its lines; a line without a group over both columns."""
    for row, (group, _, _) in enumerate(card.items, top):
        if not group:
            _merge(sheet, row, 1, row, 2)
    for group in dict.fromkeys(group for group, _, _ in card.items if group):
        rows = [row for row, item in enumerate(card.items, top) if item[0] == group]
        _merge(sheet, rows[0], 1, rows[-1], 1)
