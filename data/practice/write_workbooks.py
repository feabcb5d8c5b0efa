"""Write the practice data set: an invented Congress of three years as survey sheets.

    python -m data.practice.write_workbooks [DIRECTORY]

writes the workbooks and planted_problems.csv (every problem that the readers must find, by
file, sheet and cell) beside this file, or into DIRECTORY. Writing twice gives equal bytes.
What is invented stands in congress.py and material/, how sheets look in sheets.py.
"""

import copy
import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.figures import load_kpis
from data.plan import write_workbooks as plan
from data.practice import congress, sheets
from data.practice.congress import YEARS, Year, read_forum_names, read_material
from data.practice.published import count_published, name_kpi_rows
from data.practice.sheets import STAMP, Card, Hand, Place, Row, Table, spell_fiscal_year

HERE = Path(__file__).resolve().parent
PLANTED = "planted_problems.csv"
PLANTED_COLUMNS = ("file", "sheet", "cell", "level", "code")
FIRST_DAY = {year: date(year, 4, 1) for year in YEARS}
NOTES = [
    "※感染症の状況により、予定を改めることがあります。",
    "（注）年度末までの状況を記入しています。",
]
GROUPS = {
    "ニーズ側": ["government", "requirement"],
    "シーズ側": ["company", "technology", "outline"],
}
CARD_ITEMS = [
    ("", "技術テーマ", "theme"),
    ("", "技術分野", "fields"),
    ("ニーズ側", "自治体名称", "government"),
    ("ニーズ側", "求める内容／条件", "requirement"),
    ("シーズ側", "企業等名称", "company"),
    ("シーズ側", "技術名称", "technology"),
    ("シーズ側", "技術の概要", "outline"),
    ("", "段階", "stage"),
    ("", "検討日", "considered_on"),
    ("", "成立日", "agreed_on"),
    ("", "現場試行日", "field_trial_on"),
    ("", "課題・支障", "obstacle"),
]
FIELD_CHOICES = ("道路", "河川", "砂防", "海岸", "港湾", "建物")

Spot = tuple[str, str]


@dataclass(slots=True)
class Book:
    """One workbook under way; `places`: (layout, record, column) -> (sheet, cell)."""

    name: str
    workbook: Workbook = field(default_factory=Workbook)
    places: dict[tuple[str, int, str], Spot] = field(default_factory=dict)
    problems: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def add_sheet(self, title: str) -> Worksheet:
        if len(self.workbook.worksheets) == 1 and self.workbook.active.max_row == 1:
            self.workbook.active.title = title
            return self.workbook.active
        return self.workbook.create_sheet(title)

    def note(self, layout: str, sheet: str, places: dict[Place, str]) -> None:
        for (record, key), cell in places.items():
            self.places[layout, record, key] = sheet, cell

    def expect(self, spot: Spot, level: str, code: str) -> None:
        self.problems.append((self.name, *spot, level, code))


# ------------------------------------------------------------------ forums' reports


def build_report(year: Year) -> Book:
    """One forum's workbook of one year: a sheet a list, in the hand of its office."""
    hand = Hand(**read_material("hands")[year.forum])
    name = read_forum_names()[year.forum]
    book = Book(f"{spell_fiscal_year(year.fiscal_year)}_{name}_活動報告.xlsx")
    for layout, rows in year.rows.items():
        if layout == "event_plans" and year.fiscal_year == YEARS[0]:
            continue  # that year all forums' plans stand in one workbook, as in the plan
        rows = order_rows(layout, rows, hand) + list_spares(book.name, layout)
        if layout == "matchings" and hand.cards:
            write_cards(book, rows, year, hand, name)
        else:
            write_list(book, layout, build_table(layout, rows, year, hand, name), hand)
        expect_carried_days(book, layout, rows, year.fiscal_year)
    return book


def order_rows(layout: str, rows: list[Row], hand: Hand) -> list[Row]:
    """As the office orders them: where repeats are merged or 〃, one government's together."""
    is_sorted = hand.repeat and layout == "matchings"
    return sorted(rows, key=lambda row: str(row["government"])) if is_sorted else list(rows)


def list_spares(file: str, layout: str) -> list[Row]:
    """Rows that are there only to be faulty, so that the rows that count stay whole."""
    spares = read_material("faults")["spare"]
    return [each["row"] for each in spares if (each["file"], each["layout"]) == (file, layout)]


def write_list(book: Book, layout: str, table: Table, hand: Hand) -> None:
    """On a sheet of its own, or below the office's other short lists."""
    is_short = hand.together and layout not in ("matchings", "event_plans")
    title = "報告" if is_short else name_sheet(layout, hand)
    is_new = title not in book.workbook.sheetnames
    sheet = book.add_sheet(title) if is_new else book.workbook[title]
    top = 1 if is_new else sheet.max_row + 3
    book.note(layout, sheet.title, sheets.write_table(sheet, table, top))


def name_sheet(layout: str, hand: Hand) -> str:
    return str(read_material("titles")[hand.titles][layout]["sheet"])


def build_table(layout: str, rows: list[Row], year: Year, hand: Hand, name: str) -> Table:
    wording = read_material("titles")[hand.titles][layout]
    columns = sheets.spread_stage(dict(wording["columns"]), hand)
    if hand.place != "column":
        columns.pop("forum")
    spelled = [sheets.spell_row(row, hand, name) for row in rows]
    table = Table(write_above(wording["heading"], year, hand, name), columns, spelled)
    if layout == "matchings":
        finish_matchings(table, hand)
    if layout in ("event_plans", "matchings"):
        table.below = NOTES[:1] if layout == "event_plans" else NOTES[1:]
    if layout in ("events", "citizen_activities") and hand.titles in "bc" and rows:
        table.total = add_total(table, rows)
    return table


def write_above(heading: str, year: Year, hand: Hand, name: str) -> list[str]:
    """The heading, the stamp, and where this office says who it is."""
    term = spell_fiscal_year(year.fiscal_year)
    title = f"{term} {name} {heading}" if hand.place == "title" else f"{term} {heading}"
    return [title, STAMP, *([f"フォーラム名：{name}"] if hand.place == "cell" else [])]


def finish_matchings(table: Table, hand: Hand) -> None:
    """The ledger's own habits: groups above the titles, bracketed fields, repeats."""
    if hand.groups:
        table.groups = {
            title: keys for title, keys in GROUPS.items() if are_neighbours(table.columns, keys)
        }
    if hand.stage == "word" and hand.titles == "a":
        for row in table.rows:
            row["fields"] = bracket_fields(row["fields"])
    if hand.repeat == "merge" and "company" in table.columns:
        table.merged = "government"
    if hand.repeat == "ditto":
        write_dittos(table.rows)


def are_neighbours(columns: dict[str, str], keys: list[str]) -> bool:
    at = [list(columns).index(key) for key in keys]
    return at == list(range(at[0], at[0] + len(keys)))


def bracket_fields(fields: str) -> str:
    """
    >>> bracket_fields("河川")
    '道路・（河川）・砂防・海岸・港湾・建物'
    """
    chosen = fields.split("・")
    return "・".join(f"（{each}）" if each in chosen else each for each in FIELD_CHOICES)


def write_dittos(rows: list[Row]) -> None:
    """A government that repeats the one above is written 〃."""
    names = [row["government"] for row in rows]
    for above, row, name in zip(names, rows[1:], names[1:], strict=False):
        if name == above:
            row["government"] = "〃"


def add_total(table: Table, rows: list[Row]) -> Row:
    first = next(iter(table.columns))
    return {
        first if first != "no" else "name": "合計",
        "participants": sum(row["participants"] or 0 for row in rows),
    }


def write_cards(book: Book, rows: list[Row], year: Year, hand: Hand, name: str) -> None:
    """One matching a sheet, as the plan's 提供情報の例-1."""
    term = spell_fiscal_year(year.fiscal_year)
    for number, row in enumerate(rows, 1):
        sheet = book.add_sheet(f"事例{number}")
        above = [f"{term} {name} ニーズとシーズのマッチング例", STAMP]
        values = sheets.spell_row(row, hand, name)
        card = Card(above, CARD_ITEMS, values | {"fields": bracket_fields(row["fields"])})
        book.note("matchings", sheet.title, sheets.write_card(sheet, card, number))


def expect_carried_days(book: Book, layout: str, rows: list[Row], fiscal_year: int) -> None:
    """A case that moved on names days of the years before: read, and warned about."""
    if layout != "matchings":
        return
    for number, row in enumerate(rows, 1):
        for key in (f"{stage}_on" for stage in congress.STAGES):
            day = row.get(key)
            if isinstance(day, date) and day < FIRST_DAY[fiscal_year]:
                book.expect(book.places[layout, number, key], "warning", "outside_fiscal_year")


# ------------------------------------------------------------------ the secretariat's


def build_plans_of_all(fiscal_year: int, years: Iterable[Year]) -> Book:
    """All regional forums' plans on one sheet, in the shape of the plan's section 4."""
    facts = plan.read_facts("event_plans_2021")
    term = spell_fiscal_year(fiscal_year)
    purposes = read_material("events")["purposes"]
    forums = [
        {
            "name": read_forum_names()[year.forum],
            "purpose": purposes[at % len(purposes)],
            "events": [list(row.values()) for row in year.rows["event_plans"]],
        }
        for at, year in enumerate(years)
    ]
    facts |= {"title": f"{term} 地方フォーラム活動計画", "sheet": "地方フォーラム活動計画"}
    facts |= {"columns": ["地方フォーラム", f"活動計画（{term}）概要"], "forum": forums}
    book = Book(f"{term}_地方フォーラム活動計画.xlsx", plan.build_forum_workbook(facts))
    stamp_sheets(book.workbook)
    return book


def stamp_sheets(workbook: Workbook) -> None:
    """Where the plan's sheets name the plan as their source, these say that they are invented."""
    for sheet in workbook.worksheets:
        sheet.cell(2, 1).value = STAMP


def build_kpis(fiscal_year: int, years: list[Year]) -> Book:
    """The published figures in the shape of the plan's table 令和2年度 KPI 結果."""
    published: dict[tuple[str, str], Any] = dict(count_published(fiscal_year, years))
    extra = read_material("figures")["published"][str(fiscal_year)]
    for indicator, value in extra.items():
        figure = load_kpis()[indicator]
        shown = f"{value:.0%}" if figure.is_ratio else value
        published |= {(scope, indicator): shown for scope in figure.scopes}
    facts = copy.deepcopy(plan.read_facts("kpi_results_2020"))
    term = spell_fiscal_year(fiscal_year)
    for row, key in zip(facts["rows"], name_kpi_rows(facts["rows"]), strict=True):
        row[3] = published[key]
    facts |= {"title": f"{term} KPI 結果（演習）", "sheet": f"{term}KPI結果"}
    book = Book(f"{term}_KPI結果.xlsx", plan.build_kpi_workbook(facts))
    stamp_sheets(book.workbook)
    return book


ROSTER_DATES = {2019: "era", 2020: "excel", 2021: "slash"}


def build_roster(fiscal_year: int) -> Book:
    """The member governments at the year's end, and those who left in the year."""
    term = spell_fiscal_year(fiscal_year)
    hand = Hand("a", ROSTER_DATES[fiscal_year], "word", "title")
    rows = []
    for row in congress.invent_roster(fiscal_year):
        days = {key: row[key] for key in ("joined_on", "left_on") if row[key]}
        rows.append(row | {key: sheets.spell_day(hand.dates, day) for key, day in days.items()})
    rows += list_spares(f"{term}_行政会員名簿.xlsx", "members")
    above = [f"{term} 行政会員名簿（{fiscal_year + 1}年3月31日現在）", STAMP]
    table = Table(above, read_material("titles")["roster"][str(fiscal_year)], rows)
    if fiscal_year == 2020:
        table.merged = "prefecture"
    book = Book(f"{term}_行政会員名簿.xlsx")
    sheet = book.add_sheet("会員名簿")
    book.note("members", sheet.title, sheets.write_table(sheet, table))
    return book


def build_national_plans(fiscal_year: int) -> Book:
    """The seven bodies' plans, one sheet a body."""
    term = spell_fiscal_year(fiscal_year)
    facts = {
        "section": "",
        "heading": "実施計画概要",
        "body": [
            {"title": f"({at}) {body['name']}", "items": body["items"]}
            for at, body in enumerate(spell_bodies(fiscal_year), 1)
        ],
    }
    book = Book(f"{term}_全国フォーラム実施計画.xlsx", plan.build_national_workbook(facts))
    stamp_sheets(book.workbook)
    return book


def spell_bodies(fiscal_year: int) -> Iterator[dict[str, Any]]:
    """The bodies with the year's own dates in their texts."""
    years = {"year": spell_fiscal_year(fiscal_year), "y": fiscal_year - 2018}
    for body in read_material("national_plans")["body"]:
        items = {label: text.strip().format(**years) for label, text in body["items"].items()}
        yield {"name": body["name"], "items": items}


def build_congress_facts() -> Book:
    """The plan's own facts beside the KPIs; the practice Congress shares them."""
    facts = plan.read_facts("congress_facts")
    facts["title"] = "令和3年度 国民会議基本情報（演習）"
    book = Book("令和3年度_国民会議基本情報.xlsx", plan.build_congress_workbook(facts))
    stamp_sheets(book.workbook)
    return book


# ------------------------------------------------------------------ faults


def plant_faults(book: Book) -> None:
    """Break the cells that material/faults.toml names, and note what must be found there."""
    for fault in read_material("faults")["fault"]:
        if fault["file"] == book.name:
            row = fault["layout"], fault["record"]
            sheet, cell = book.places[*row, fault["column"]]
            if "written" in fault:
                book.workbook[sheet][cell].value = fault["written"] or None
            spot = book.places[*row, fault.get("found_at", fault["column"])]
            book.expect(spot, fault.get("level", "error"), fault["code"])


# ------------------------------------------------------------------ all of it


def build_books() -> Iterator[Book]:
    """Every workbook with its faults planted."""
    years = list(congress.invent_years())
    for fiscal_year in YEARS:
        reports = [year for year in years if year.fiscal_year == fiscal_year]
        regional = [each for each in reports if each.forum in read_material("figures")["forums"]]
        yield build_national_plans(fiscal_year)
        if fiscal_year == YEARS[0]:
            yield build_plans_of_all(fiscal_year, regional)
        for report in reports:
            book = build_report(report)
            plant_faults(book)
            yield book
        yield build_kpis(fiscal_year, reports)
        roster = build_roster(fiscal_year)
        plant_faults(roster)
        yield roster
    yield build_congress_facts()


def export_book(book: Book) -> bytes:
    """The workbook as xlsx bytes with fixed times."""
    book.workbook.properties.creator = "data/practice/write_workbooks.py"
    book.workbook.properties.title = f"{STAMP.partition(':')[0]} {book.name}"
    output = BytesIO()
    book.workbook.save(output)
    return plan.fix_times(output.getvalue())


def export_planted(books: Iterable[Book]) -> str:
    """planted_problems.csv: one line a problem that the readers must find."""
    output = StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(PLANTED_COLUMNS)
    writer.writerows(problem for book in books for problem in sorted(book.problems))
    return output.getvalue()


def write_workbooks(directory: Path = HERE) -> None:
    """Write all workbooks and the list of planted problems into `directory`."""
    books = list(build_books())
    for book in books:
        (directory / book.name).write_bytes(export_book(book))
    (directory / PLANTED).write_text(export_planted(books), encoding="utf-8")


if __name__ == "__main__":
    write_workbooks(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
