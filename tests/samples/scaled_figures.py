"""Figures counted in hundreds or thousands: the nearest unit holds, and is said."""

from tests.samples import example
from tests.samples.ledger import Cell, Ledger, Row
from tests.samples.sample import Sample

PEOPLE = [(1.2, 1200), ("約3", 3000), (0.5, 500)]


def _count(title: str, factor: int = 1) -> Ledger:
    """`factor`: what the figures are, once multiplied, over what is meant here."""
    ledger = example.events()
    ledger.titles["participants"] = title
    for row, (written, means) in zip(ledger.rows, PEOPLE, strict=True):
        row.cells["participants"] = Cell(written, means * factor)
    return ledger


def _warn(ledger: Ledger, at: int = 0) -> Sample:
    ledger.row_problems.append((at, ["participants"], "scaled_figures"))
    return example.build_from(ledger, fiscal_year=2020)


def ng_in_the_title() -> Sample:
    return _warn(_count("参加者数（千人）"))


def ng_in_a_note() -> Sample:
    ledger = _count("参加者数")
    ledger.above.append("（単位：千人）")
    return _warn(ledger)


def ng_title_before_note() -> Sample:
    ledger = _count("参加者数（千人）")
    ledger.above.append("単位：百人")
    return _warn(ledger)


def ng_in_a_row_of_units() -> Sample:
    ledger = _count("参加者数")
    units = {"held": Cell("年月日"), "participants": Cell("千人")}
    ledger.rows.insert(0, Row({"participants": units["participants"]}, kind="units"))
    return _warn(ledger, 1)


def ng_with_a_total() -> Sample:
    """The total is counted in thousands like the figures above it."""
    ledger = _count("参加者数（千人）")
    total = {"name": Cell("合計"), "participants": Cell(4.7)}
    ledger.rows.append(Row(total, kind="total"))
    return _warn(ledger)


def ok_own_unit() -> Sample:
    """A figure with its unit behind it is counted in that."""
    ledger = _count("参加者数（千人）")
    for row, people in zip(ledger.rows, (45, 12, 80), strict=True):
        row.cells["participants"] = Cell(f"{people}人", people)
    return example.build_from(ledger, fiscal_year=2020)


def ok_unit_of_another_column() -> Sample:
    """千円 speaks of the money, not of the people; 人 in the title stops a note of 千人."""
    ledger = example.events()
    ledger.titles["participants"] = "参加者数（人）"
    ledger.above += ["（単位：千円）", "（単位：千人）"]
    return example.build_from(ledger, fiscal_year=2020)
