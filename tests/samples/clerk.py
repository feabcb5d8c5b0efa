"""The tired clerk: random valid records, written messily, with faults at known cells.

`make_sample(seed)` gives the same workbook for the same seed. Every habit is one of the
last paragraph of DESIGN.md §7; the expected answer is built while the sheet is written.
"""

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.samples import clerk_habits as habits
from tests.samples import clerk_values as values
from tests.samples.clerk_cards import make_matching_cards
from tests.samples.clerk_columns import COLUMNS, draw_cells
from tests.samples.clerk_plans import make_kpi_sheet, make_national_sheets
from tests.samples.clerk_values import BLOCKS, Context
from tests.samples.ledger import Cell, Ledger, Row, copy_row, open_book
from tests.samples.old_format import convert_to_xls
from tests.samples.sample import Answer, Sample, build_foreign, build_sample

NOUNS = {
    "matchings": ["マッチング一覧", "マッチング検討状況調査票", "ニーズ・シーズマッチング一覧表"],
    "events": ["開催実績", "イベント開催実績一覧", "フォーラム開催状況報告"],
    "event_plans": ["活動計画", "年間活動計画", "活動計画（イベント予定）"],
    "members": ["行政会員名簿", "自治体会員一覧", "会員自治体名簿"],
    "supports": ["自治体支援一覧", "支援自治体一覧", "自治体支援実績"],
    "know_how": ["運営ノウハウ", "運営ノウハウ事例集", "成功例・失敗例・反省"],
    "citizen_activities": ["市民参画活動一覧", "市民参画活動実績", "市民参画活動報告"],
}
NOTES = [
    "※記入例を参考に記入してください。",
    "（別紙２）",
    "様式－３",
    "提出期限：年度末",
    "担当：事務局",
    "",
]
DITTO = ["〃", "同上", "″"]
FOOTNOTES = [
    "※新型コロナウイルス感染症の状況により変更する可能性がある。",
    "（注）年度末時点の状況を記入。",
    "注１）会員以外を含む。",
    "以上",
]


@cache
def load_titles() -> dict[str, dict[str, Any]]:
    """Column titles by layout and field."""
    path = Path(__file__).with_name("clerk_titles.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def load_rare_titles(layout: str) -> dict[str, list[str]]:
    """The rarer titles of a layout's fields."""
    rare: dict[str, Any] = load_titles()["rare"]
    titles: dict[str, list[str]] = rare[layout]
    return titles


def make_sample(seed: int) -> Sample:
    """One workbook of one forum: one to three of its sheets, and its expected answer."""
    dice = Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    kind = dice.random()
    if kind < 0.08:
        return make_kpi_sheet(dice)
    if kind < 0.16:
        return make_national_sheets(dice)
    if kind < 0.22:
        return make_matching_cards(dice)
    return _make_forum_book(dice)


def _make_forum_book(dice: Random) -> Sample:
    forum, fiscal_year = dice.choice(list(BLOCKS)), dice.randrange(2018, 2023)
    layouts = dice.sample(list(NOUNS), dice.choice([1, 1, 1, 2, 3]))
    if "members" in layouts:
        layouts = ["members"]
    names = [_name_sheet(dice, layout, number) for number, layout in enumerate(layouts)]
    if dice.random() < 0.2:
        names = [names[0]] * len(names)
    foreign = ["記入要領"] if dice.random() < 0.2 else []
    book = open_book(*dict.fromkeys([*names, *foreign]))
    place = _Place(dice, forum, fiscal_year, layouts)
    answers = _write_ledgers(dice, book, layouts, names, place)
    for name in foreign:
        _write_foreign(book[name])
        answers.append(build_foreign(name))
    known: dict[str, Any] = {} if layouts == ["members"] else {"fiscal_year": fiscal_year}
    if known and not place.is_silent:
        known["forum"] = forum
    return _save_as(dice, build_sample(book, answers, place.file, place.options, **known))


def _write_ledgers(
    dice: Random, book: Any, layouts: list[str], names: list[str], place: "_Place"
) -> list[Answer]:
    """Each layout's ledger on its sheet; below the one before where they share a sheet."""
    answers: list[Answer] = []
    last_rows: dict[str, int] = {}
    for name, layout in zip(names, layouts, strict=True):
        ledger = make_ledger(dice, layout, place)
        if name in last_rows:
            ledger.first_row = last_rows[name] + dice.choice([2, 3])
        answers.append(ledger.write(book[name]))
        answers[-1].allow("uncertain_column")
        last_rows[name] = ledger.last_row()
        _hide_some_rows(dice, book[name], ledger, answers[-1])
        _decorate_sheet(dice, book[name], ledger, answers[-1])
    return answers


def _decorate_sheet(dice: Random, sheet: Any, ledger: Ledger, answer: Answer) -> None:
    """The title merged over the table's width; a remark to the right of the table."""
    last = ledger.first_column + len(ledger.titles) - 1
    if dice.random() < 0.3 and last > ledger.first_column:
        place = {"start_row": ledger.first_row, "end_row": ledger.first_row}
        sheet.merge_cells(**place, start_column=ledger.first_column, end_column=last)
    if dice.random() < 0.08:
        row = ledger.header_row() + dice.randrange(1, len(ledger.rows) + 1)
        remark = dice.choice(["←要確認", "事務局メモ：電話で確認済み", "？"])
        answer.add_problem("unread_cells", sheet.cell(row, last + 2, remark).coordinate)


def _save_as(dice: Random, sample: Sample) -> Sample:
    """Now and then the old format, where it can hold what the sheet holds."""
    codes = {problem["code"] for s in sample.expected["sheets"] for problem in s["problems"]}
    if dice.random() > 0.08 or codes & {"formula_error", "hidden_content"}:
        return sample
    options = {**sample.options, "file": sample.options["file"].replace(".xlsx", ".xls")}
    return sample._replace(workbook=convert_to_xls(sample.workbook), options=options)


class _Place:
    """Where the forum and the fiscal year are said: title, file name, cell or option."""

    def __init__(self, dice: Random, forum: str, fiscal_year: int, layouts: list[str]) -> None:
        self.forum, self.fiscal_year = forum, fiscal_year
        self.file, self.options = "調査票.xlsx", dict[str, Any]()
        self.in_title = self.in_cell = False
        self.year_in_title = True
        self.is_silent = False
        if layouts == ["members"]:
            self.year_in_title = False
            return
        where = dice.random()
        if layouts[0] in ("events", "event_plans", "know_how") and len(layouts) == 1:
            self.is_silent = where < 0.1
        if self.is_silent:
            pass
        elif where < 0.6:
            self.in_title = True
        elif where < 0.75:
            self.file = f"【{BLOCKS[forum]}フォーラム】調査票.xlsx"
        elif where < 0.9:
            self.in_cell = True
        else:
            self.options["forum"] = forum
        if dice.random() < 0.25:
            self.year_in_title = False
            self.file = f"{spell_fiscal_year(dice, fiscal_year)}_{self.file}"


def spell_fiscal_year(dice: Random, year: int) -> str:
    """令和2年度, R2年度, 2020年度 … of one fiscal year."""
    era, letter, count = ("令和", "R", year - 2018) if year > 2018 else ("平成", "H", year - 1988)
    word = "元" if count == 1 else str(count)
    forms = [f"{era}{word}年度", f"{letter}{word}年度", f"{year}年度", f"{era} {word} 年度"]
    return values.pick_widen(dice, dice.choice(forms))


def _name_sheet(dice: Random, layout: str, number: int) -> str:
    plain = "Sheet" + str(number + 1)
    noun = dice.choice(NOUNS[layout])
    return dice.choice([noun, noun, plain]) if number == 0 else f"{number}.{noun}"[:30]


def make_ledger(dice: Random, layout: str, place: _Place) -> Ledger:
    """A messy ledger of one layout with its faults planted."""
    forum = None if layout == "members" else place.forum
    context = Context(place.fiscal_year, forum, layout)
    keys = _draw_keys(dice, layout)
    count = dice.choice([1, 2, 4, 7, 12, 25])
    rows = [Row(draw_cells(dice, layout, keys, context, number)) for number in range(1, count + 1)]
    for row in rows:
        if (status := row.cells.get("status")) and status.means in ("cancelled", "postponed"):
            row.cells |= {"participants": Cell(0, 0)} if "participants" in row.cells else {}
    implied = {"forum": forum} if forum else {}
    ledger = Ledger(layout, _draw_titles(dice, layout, keys), rows, implied)
    ledger.above = _draw_above(dice, layout, place)
    ledger.first_column = dice.choice([1, 1, 1, 2, 3])
    ledger.gap = dice.choice([0, 0, 1])
    _group_titles(dice, ledger)
    swapped = _apply_habits(dice, ledger, context, place)
    if swapped is None:
        plant_faults(dice, ledger, context)
    if layout == "members" and dice.random() < 0.3:
        habits.add_prefecture(dice, ledger)
    if layout == "members":
        ledger.rows = _drop_repeated([row for row in ledger.rows if not _is_open(row)])
    _number_rows(dice, ledger)
    if swapped is None:
        _insert_rows(dice, ledger)
    else:
        ledger.row_problems.append((*swapped, "stage_order"))
    ledger.below = dice.sample(FOOTNOTES, dice.choice([0, 0, 1, 2]))
    return ledger


def _apply_habits(
    dice: Random, ledger: Ledger, context: Context, place: _Place
) -> tuple[int, list[str]] | None:
    """At most one habit that rearranges the rows; the cells of a stage order broken."""
    layout, chance = ledger.layout, dice.random()
    swapped = None
    if layout == "matchings" and chance < 0.3:
        habits.date_stages(dice, ledger, context)
        swapped = habits.break_stage_order(dice, ledger) if dice.random() < 0.3 else None
    elif layout == "matchings" and chance < 0.6:
        habits.mark_stages(dice, ledger)
    elif layout == "supports" and chance < 0.25 and "supported_on" in ledger.titles:
        habits.inherit_era(dice, ledger, "supported_on", context)
    if layout in ("events", "supports", "citizen_activities") and dice.random() < 0.1:
        habits.leave_fiscal_year(dice, ledger, context)
    chance = dice.random()
    if layout in ("supports", "matchings") and chance < 0.12 and swapped is None:
        habits.head_by_prefecture(dice, ledger)
    elif place.is_silent:
        habits.gather_forums(dice, ledger)
    elif swapped is None:
        _fill_forum_column(dice, ledger, place)
        _repeat_values(dice, ledger)
    return swapped


def _draw_keys(dice: Random, layout: str) -> list[str]:
    keys = [key for key, column in COLUMNS[layout].items() if dice.random() < column.share]
    if dice.random() < 0.2:
        dice.shuffle(keys)
    return keys


def _draw_titles(dice: Random, layout: str, keys: list[str]) -> dict[str, str]:
    """A title for each key, no two alike; some with a break, a blank or a mark in them."""
    titles: dict[str, str] = {}
    for key in keys:
        known = load_titles()[layout][key]
        if dice.random() < 0.06:
            known = load_rare_titles(layout).get(key, known)
        free = [title for title in known if title not in titles.values()]
        titles[key] = dice.choice(free)
    if dice.random() < 0.15:
        titles["~foreign"] = dice.choice(load_titles()["foreign"]["titles"])
    return {key: _decorate(dice, title) for key, title in titles.items()}


def _decorate(dice: Random, title: str) -> str:
    half = len(title) // 2
    forms = [f"{title[:half]}\n{title[half:]}", f" {title}", f"{title}※", f"{title}（必須）"]
    spaced = "　".join(title) if len(title) <= 3 else title
    return dice.choice([*forms, spaced]) if dice.random() < 0.12 else title


def _draw_above(dice: Random, layout: str, place: _Place) -> list[str]:
    year = spell_fiscal_year(dice, place.fiscal_year) + "　" if place.year_in_title else ""
    name = f"{BLOCKS[place.forum]}フォーラム"
    title = f"{year}{name + ' ' if place.in_title else ''}{dice.choice(NOUNS[layout])}"
    as_of = f"{place.fiscal_year + 1}年3月31日現在"
    notes = [*NOTES, "（単位：人）", *([as_of] if layout != "members" else [])]
    above = [title, *dice.sample(notes, dice.choice([0, 0, 1, 3]))]
    if place.in_cell:
        above.append(f"フォーラム名：{name}")
    return above


def _fill_forum_column(dice: Random, ledger: Ledger, place: _Place) -> None:
    """A forum column beside what the title says; merged, repeated or once a row."""
    if "forum" not in ledger.implied or dice.random() > 0.2:
        return
    names = load_titles()[ledger.layout]["forum"]
    free = [name for name in names if name not in ledger.titles.values()]
    ledger.titles = {"forum": dice.choice(free), **ledger.titles}
    name = BLOCKS[place.forum]
    for row in ledger.rows:
        row.cells["forum"] = Cell(dice.choice([f"{name}フォーラム", name]), place.forum)
    if dice.random() < 0.5:
        ledger.merged_down.add("forum")


def _is_open(row: Row) -> bool:
    """A roster's row that may be a heading (a prefecture alone) or is all blank."""
    name, joined = row.cells["government"], row.cells["joined_on"]
    if joined.means is not None or joined.code:
        return False
    return name.code == "missing_value" or str(name.means)[2:5] == "000"


def _drop_repeated(rows: list[Row]) -> list[Row]:
    """A roster names each government once, an unknown one too."""
    by_name = {
        row.cells["government"].means or row.cells["government"].written: row for row in rows
    }
    return list(by_name.values())


def _repeat_values(dice: Random, ledger: Ledger) -> None:
    """Runs of the same value: merged downward, or written 〃 and 同上."""
    keys = [key for key in ("government", "company", "theme") if key in ledger.titles]
    if ledger.layout == "members" or not keys or dice.random() > 0.35:
        return
    key, merged = dice.choice(keys), dice.random() < 0.5
    for above, row in zip(ledger.rows, ledger.rows[1:], strict=False):
        if dice.random() > 0.4 or above.cells[key].means is None:
            continue
        written = above.cells[key].written if merged else dice.choice(DITTO)
        row.cells[key] = Cell(written, above.cells[key].means)
    if merged:
        ledger.merged_down.add(key)


# ----------------------------------------------------------------- faults


def plant_faults(dice: Random, ledger: Ledger, context: Context) -> None:
    """Break some cells; a cell that others repeat is left alone."""
    if dice.random() < 0.35:
        return
    for index, row in enumerate(ledger.rows):
        if dice.random() < 0.25 and row.kind == "record":
            _plant_fault(dice, ledger, index, row, context)
    if ledger.layout != "members" and len(ledger.rows) > 2 and dice.random() < 0.1:
        _plant_duplicate(ledger)


def _plant_fault(dice: Random, ledger: Ledger, index: int, row: Row, context: Context) -> None:
    columns = COLUMNS[ledger.layout]
    keys = [key for key in ledger.titles if key in columns and key not in ledger.fixed]
    key = dice.choice([key for key in keys if not _is_repeated(ledger, index, key)])
    column, choice = columns[key], dice.random()
    if column.required and choice < 0.3:
        row.cells[key] = values.miss_value(dice, context)
    elif choice < 0.4:
        row.cells[key] = values.break_formula(dice, context)
    elif column.spoil:
        row.cells[key] = column.spoil(dice, context)


def _is_repeated(ledger: Ledger, index: int, key: str) -> bool:
    """Whether the cell below repeats this one, or this one repeats the cell above."""
    below = ledger.rows[index + 1].cells.get(key) if index + 1 < len(ledger.rows) else None
    near = [below, ledger.rows[index].cells[key]]
    return key in ledger.merged_down or any(cell and cell.written in DITTO for cell in near)


def _plant_duplicate(ledger: Ledger) -> None:
    """The last row once more, word for word."""
    last = ledger.rows[-1]
    if not any(cell.code or cell.written in DITTO for cell in last.cells.values()):
        ledger.rows.append(copy_row(last))
        ledger.rows[-1].code = "duplicate_record"


# ----------------------------------------------------------- rows between


def _number_rows(dice: Random, ledger: Ledger) -> None:
    if dice.random() < 0.4:
        title = dice.choice(load_titles()["numbers"]["titles"])
        ledger.titles = {"~no": title, **ledger.titles}
        for number, row in enumerate(ledger.records(), 1):
            row.cells["~no"] = Cell(number)


def _insert_rows(dice: Random, ledger: Ledger) -> None:
    """Blank rows inside the table, and a total below it."""
    if not ledger.merged_down and dice.random() < 0.2:
        at = dice.randrange(1, len(ledger.rows) + 1)
        if not _repeats_above(ledger, at):
            ledger.rows.insert(at, Row(kind="blank"))
    if dice.random() < 0.35:
        _add_total(dice, ledger)
    elif "~no" in ledger.titles and dice.random() < 0.3:
        _leave_numbered_rows(dice, ledger)


def _leave_numbered_rows(dice: Random, ledger: Ledger) -> None:
    """The form's own numbers run on below the last filled row."""
    first = len(ledger.records()) + 1
    for number in range(first, first + dice.randrange(1, 15)):
        ledger.rows.append(Row({"~no": Cell(number)}, kind="blank"))


def _repeats_above(ledger: Ledger, at: int) -> bool:
    row = ledger.rows[at] if at < len(ledger.rows) else Row()
    return any(cell.written in DITTO for cell in row.cells.values())


def _add_total(dice: Random, ledger: Ledger) -> None:
    """合計 of the participants; now and then a wrong one."""
    cells = [row.cells.get("participants") for row in ledger.records()]
    first = next(iter(ledger.titles))
    if None in cells or first == "participants":
        return
    known = [cell for cell in cells if cell]
    if any(cell.code for cell in known) or any(row.code for row in ledger.records()):
        return
    total = sum(cell.means for cell in known if cell.means is not None)
    complete = all(cell.means is not None for cell in known)
    wrong = complete and dice.random() < 0.4
    stated = Cell(total + 10 if wrong else total, None, "total_mismatch" if wrong else None)
    word = Cell(dice.choice(["合計", "計", "合　計", "総計"]))
    ledger.rows.append(Row({first: word, "participants": stated}, kind="total"))


def _group_titles(dice: Random, ledger: Ledger) -> None:
    """ニーズ側 and シーズ側 over neighbouring columns of a matchings ledger."""
    if ledger.layout != "matchings" or dice.random() > 0.35:
        return
    keys = list(ledger.titles)
    for title, wanted in (
        (dice.choice(["ニーズ側", "ニーズ"]), ["government", "requirement"]),
        (dice.choice(["シーズ側", "シーズ"]), ["company", "technology", "outline"]),
    ):
        run = [key for key in wanted if key in keys]
        at = keys.index(run[0])
        if keys[at : at + len(run)] == run:
            ledger.groups.append((title, run))


def _hide_some_rows(dice: Random, sheet: Any, ledger: Ledger, answer: Answer) -> None:
    """A hidden row is read, with a warning."""
    if dice.random() > 0.05 or ledger.merged_down:
        return
    index = dice.choice([i for i, row in enumerate(ledger.rows) if row.kind == "record"])
    sheet.row_dimensions[ledger.header_row() + 1 + index].hidden = True
    answer.problems.append({"code": "hidden_content", "cell": None, "allow": ["hidden_content"]})


def _write_foreign(sheet: Any) -> None:
    texts = ["この調査票の記入要領", "1. 黄色のセルに記入する。", "2. 行を増やしてよい。"]
    for row, text in enumerate(texts, 1):
        sheet.cell(row, 1, text)
