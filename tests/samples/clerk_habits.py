"""Habits that change a whole ledger: marks for stages, inherited eras, headings, forums.

Each takes the dice and the ledger whose rows are all records still, before any fault is
planted, and changes it in place.
"""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from tests.samples import clerk_values as values
from tests.samples.clerk_values import BLOCKS, Context
from tests.samples.example import schedule
from tests.samples.ledger import EMPTY, Cell, Ledger, Row

STAGES = ["considered", "agreed", "field_trial", "implemented"]
STAGE_DATES = ["considered_on", "agreed_on", "field_trial_on", "implemented_on"]
MARKED = [
    ["検討", "成立", "現場試行", "社会実装"],
    ["マッチング検討", "マッチング成立", "現場試行", "社会実装"],
    ["検討中", "成立", "試行", "実装"],
]
#: columns in which a heading row may stand
TEXTS = {"government", "theme", "requirement", "measure", "kind", "name", "type", "title"}
MARKS = ["○", "●", "レ", "✓", "1", 1, "◯", "〇", "✔"]


def mark_stages(dice: Random, ledger: Ledger) -> None:
    """One column a stage instead of a word; each reached stage marked, or the last alone."""
    names = dice.choice(MARKED)
    keys = [f"stage={stage}" for stage in STAGES]
    marked = dict(zip(keys, names, strict=True))
    titles: dict[str, str] = {}
    for key, title in ledger.titles.items():
        titles |= marked if key == "stage" else {key: title}
    if len(set(titles.values())) < len(titles):
        return
    ledger.titles = titles
    if dice.random() < 0.6:
        ledger.groups.append((dice.choice(["進捗状況", "段階", "進捗"]), keys))
    mark, cumulative = dice.choice(MARKS), dice.random() < 0.5
    for row in ledger.rows:
        reached = STAGES.index(row.cells.pop("stage").means)
        for at, stage in enumerate(STAGES):
            shown = at <= reached if cumulative else at == reached
            row.cells[f"stage={stage}"] = Cell(mark, stage) if shown else EMPTY


def date_stages(dice: Random, ledger: Ledger, context: Context) -> None:
    """A date for each stage that was reached, in order."""
    from tests.samples.clerk import load_titles

    count = dice.choice([2, 3, 4])
    for field in STAGE_DATES[:count]:
        free = load_titles()["matchings"][field]
        ledger.titles[field] = ledger.titles.get(field) or dice.choice(free)
    for row in ledger.rows:
        on = date(context.fiscal_year, 4, 1)
        reached = STAGES.index(row.cells["stage"].means)
        for at, field in enumerate(STAGE_DATES[:count]):
            on += timedelta(days=dice.randrange(1, 80))
            written = values.spell_day(dice, on, year_known=True)
            row.cells[field] = Cell(written, on.isoformat()) if at <= reached else EMPTY


def break_stage_order(dice: Random, ledger: Ledger) -> tuple[int, list[str]] | None:
    """Swap two dates of one row; returns the row's index and the keys of the two."""
    pairs = list(pairwise(STAGE_DATES))
    for index, row in enumerate(ledger.rows):
        for one, other in pairs:
            first, second = row.cells.get(one, EMPTY), row.cells.get(other, EMPTY)
            if first.means and second.means and first.code is None and second.code is None:
                row.cells[one], row.cells[other] = second, first
                return index, [one, other]
    return None


def inherit_era(dice: Random, ledger: Ledger, key: str, context: Context) -> None:
    """The era in the first row, only 2年 in those below; or the year, and only the days."""
    days = sorted(values.draw_day(dice, context.fiscal_year) for _ in ledger.rows)
    ledger.fixed.add(key)
    era, letter, first_year = values.era_of(days[0])
    if values.era_of(days[-1])[0] != era or first_year == 1:
        return
    short = dice.random() < 0.5
    for number, (row, on) in enumerate(zip(ledger.rows, days, strict=True)):
        year = values.era_of(on)[2]
        head = "" if number else (letter if short else era)
        said = f"{head}{year}年{on.month}月{on.day}日"
        if short and number == 0:
            said = f"{letter}{year}.{on.month}.{on.day}"
        row.cells[key] = Cell(said, on.isoformat())


def leave_fiscal_year(dice: Random, ledger: Ledger, context: Context) -> None:
    """One date of the year before: kept, with a warning."""
    key = "held" if "held" in ledger.titles else "supported_on"
    if key not in ledger.titles or key in ledger.fixed:
        return
    on = values.draw_day(dice, context.fiscal_year - 1)
    # The last row: no row below can take this year over.
    row = ledger.rows[-1]
    written = dice.choice(
        [on, f"{on.year}年{on.month}月{on.day}日", f"{on.year}/{on.month}/{on.day}"]
    )
    text = written if isinstance(written, str) else None
    means = schedule(text, on.isoformat(), "day") if key == "held" else on.isoformat()
    row.cells[key] = Cell(written, means, "outside_fiscal_year")


def head_by_prefecture(dice: Random, ledger: Ledger) -> None:
    """Rows sorted by prefecture, each under a row of the prefecture's name alone."""
    by_code = {row["code"]: row for row in values.list_governments(None)}
    codes = [row.cells["government"].means for row in ledger.rows]
    if any(code not in by_code or code[2:5] == "000" for code in codes):
        return
    if next(iter(ledger.titles)) not in TEXTS:
        return
    ledger.fixed.add("government")
    ledger.rows.sort(key=lambda row: row.cells["government"].means[:2])
    first, form = next(iter(ledger.titles)), dice.choice(["{}", "【{}】", "■{}", "（{}）"])
    rows: list[Row] = []
    for row in ledger.rows:
        government = by_code[row.cells["government"].means]
        head = Cell(form.format(government["prefecture"]))
        if not rows or head.written != _last_heading(rows, first):
            rows.append(Row({first: head}, kind="heading"))
        row.cells["government"] = Cell(government["name"], government["code"])
        rows.append(row)
    ledger.rows = rows


def _last_heading(rows: list[Row], key: str) -> str:
    return next(str(row.cells[key].written) for row in reversed(rows) if row.kind == "heading")


def gather_forums(dice: Random, ledger: Ledger) -> None:
    """Rows of several forums: a column, merged or not, or a heading row for each forum."""
    forums = dice.sample(list(BLOCKS), min(3, len(ledger.rows)))
    ledger.implied = {}
    share = -(-len(ledger.rows) // len(forums))
    rows: list[Row] = []
    as_column = dice.random() < 0.5 or next(iter(ledger.titles)) not in TEXTS
    if as_column:
        ledger.titles = {"forum": dice.choice(["フォーラム名", "地方フォーラム"]), **ledger.titles}
        ledger.merged_down |= {"forum"} if dice.random() < 0.5 else set()
    for number, row in enumerate(ledger.rows):
        forum = forums[number // share]
        if as_column:
            row.cells["forum"] = Cell(f"{BLOCKS[forum]}フォーラム", forum)
        elif number % share == 0:
            first = next(iter(ledger.titles))
            rows.append(Row({first: Cell(f"{BLOCKS[forum]}フォーラム")}, kind="heading"))
        row.inherited = {} if as_column else {"forum": forum}
        rows.append(row)
    ledger.rows = rows


def add_prefecture(dice: Random, ledger: Ledger) -> None:
    """A column of prefectures beside the bare names: it decides between same names."""
    by_code = {row["code"]: row for row in values.list_all_governments()}
    title = dice.choice(["都道府県", "都道府県名", "県名"])
    ledger.titles = {"~prefecture": title, **ledger.titles}
    for row in ledger.records():
        cell = row.cells["government"]
        if cell.code == "ambiguous_government":
            same = [code for code, r in by_code.items() if r["name"] == cell.written]
            cell = row.cells["government"] = Cell(cell.written, dice.choice(same))
        government = by_code.get(str(cell.means))
        if government and cell.code is None:
            row.cells["~prefecture"] = Cell(government["prefecture"])
