"""Rows that repeat, carry over, part or describe records are no records, and no total counts them."""

from typing import Any

from tests.samples import example
from tests.samples.ledger import Cell, Ledger, Row, say
from tests.samples.sample import Sample


def _row(name: str, **cells: Any) -> Row:
    return Row({"name": Cell(name)} | {key: Cell(each) for key, each in cells.items()}, "heading")


def _total(word: str, count: Any, code: str | None = None) -> Row:
    cells = {"name": Cell(word), "participants": Cell(count, None, code)}
    return Row(cells, kind="total")


def _build(ledger: Ledger) -> Sample:
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def _repeat(ledger: Ledger, at: int) -> Row:
    row = ledger.rows[at]
    cells = {key: Cell(cell.written) for key, cell in row.cells.items()}
    return Row(cells | {"name": Cell(f"（再掲）{row.cells['name'].written}")}, "heading")


def ok_repeat() -> Sample:
    ledger = example.events()
    ledger.rows += [_repeat(ledger, 0), _total("合計（再掲除く）", 245)]
    return _build(ledger)


def ok_parts() -> Sample:
    """うち and 内訳 below a record, and what is indented below them."""
    ledger = example.events()
    one, two, three = ledger.rows
    parts = [_row("（内訳）自治体", participants=9), _row("　　企業", participants=11)]
    ledger.rows = [one, _row("　うちオンライン", participants=20), two, *parts, three]
    ledger.rows.append(_total("合計", 245))
    return _build(ledger)


def ok_name_begins_like_a_part() -> Sample:
    ledger = example.events()
    ledger.change(1, "name", say("うちわ作りで学ぶ橋の構造"))
    ledger.change(2, "name", say("内訳書の作り方講習会"))
    return _build(ledger)


def ok_statistics() -> Sample:
    ledger = example.events()
    ledger.rows += [_total("合計", 245), _row("最大", participants=120)]
    ledger.rows += [_row("最　小", participants=45), _row("中央値", participants=80)]
    return _build(ledger)


def ok_carried_over_pages() -> Sample:
    """Page totals count their own page."""
    ledger = example.events()
    one, two, three = ledger.rows
    ledger.rows = [one, two, _total("頁計", 165), _row("次頁へ繰越", participants=165)]
    titles = {key: Cell(title) for key, title in ledger.titles.items()}
    ledger.rows += [Row(titles, "heading"), _row("前頁より繰越", participants=165), three]
    ledger.rows += [_total("頁計", 80), _total("総計", 245)]
    return _build(ledger)


def ng_page_total() -> Sample:
    ledger = example.events()
    one, two, three = ledger.rows
    ledger.rows = [one, two, _total("頁計", 165), _row("次頁へ繰越", participants=165)]
    ledger.rows += [three, _total("合計", 246, "total_mismatch")]
    return _build(ledger)
