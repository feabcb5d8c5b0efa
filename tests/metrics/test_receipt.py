"""A receipt says of a load what the store has of it, then and for ever."""

import io
import re
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from data.layout import read_keys
from exports.prints.receipt import export_receipt, list_sections, name_receipt
from metrics.history.impact import Impact, pick_headlines, preview_impact
from metrics.history.receipt import Receipt, read_receipt
from store.actor import claim
from store.batches import accept, list_batches, undo
from store.database import Database
from store.decisions.parked import list_parked
from store.decisions.reminding import list_deadlines, record_reminders
from store.errors import BatchUnknown
from tests.plan_store import fill_plan_store
from tests.store.hand_made import matching, parked, submission

DUE = date(2026, 12, 12)
Loaded = tuple[Database, int, Impact]


def load(database: Database) -> tuple[int, Impact]:
    """A workbook with two rows that count and one that waits, and what was foretold of it."""
    sent = submission(
        "橋梁",
        "<b>道路</b>",
        records=[matching("橋梁", stage="considered"), matching("<b>道路</b>", row=8)],
        parked=[parked("河川")],
        owner="山田",
        due_on=DUE,
        accepted_by=claim("中国フォーラム 山田"),
    )
    impact = preview_impact(database, sent, read_keys())
    return accept(database, sent).batch_id, impact


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """For a test that goes on writing."""
    return fill_plan_store(tmp_path)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """For those that only read: the store, the load's number, what was foretold of it."""
    database = fill_plan_store(tmp_path_factory.mktemp("receipts"))
    return database, *load(database)


def test_receipt_says_what_the_store_took_and_what_was_foretold(loaded: Loaded) -> None:
    database, batch_id, impact = loaded
    receipt = read_receipt(database, batch_id)
    [taken] = receipt.taken
    assert asdict(taken) == {
        "sheet": "マッチング",
        "layout": "matchings",
        "forum": "chugoku",
        "fiscal_year": 2020,
        "record_count": 2,
        "parked_count": 1,
    }
    batch = next(each for each in list_batches(database) if each.entry.batch_id == batch_id)
    assert receipt.entry == batch.entry
    assert receipt.record_count == sum(slot.record_count for slot in batch.slots)
    assert list(receipt.waiting) == list_parked(database)
    assert [each.text for each in receipt.moved] == [
        each.text for each in pick_headlines(impact.figures)
    ]
    assert impact.figures


def test_receipt_stays_when_the_load_is_undone_and_another_comes(database: Database) -> None:
    batch_id, _ = load(database)
    before = read_receipt(database, batch_id)
    accept(database, submission("舗装", content=b"other"))
    undo(database, batch_id, claim("事務局"), "試し")
    assert read_receipt(database, batch_id) == before


def test_loads_of_one_moment_are_said_to_move_figures_together(database: Database) -> None:
    batch_id = accept(database, submission("橋梁")).batch_id
    moment = read_receipt(database, batch_id).entry.accepted_at
    other = accept(database, submission("上水", forum="kinki"), at=moment).batch_id
    assert [read_receipt(database, each).together for each in (batch_id, other)] == [2, 2]
    assert "合わせた変化" in list_sections(read_receipt(database, other))[3].note


def test_what_is_owed_still_has_the_day_of_the_rows_that_wait_alone(loaded: Loaded) -> None:
    database, batch_id, _ = loaded
    owed = {each.text: each.due_on for each in read_receipt(database, batch_id).owed}
    assert owed.pop("マッチング 保留 1件の訂正") == DUE
    assert set(owed.values()) == {None}
    assert "運営ノウハウ あと1件" in owed


def test_what_is_owed_has_the_day_of_the_last_reminder_before(database: Database) -> None:
    secretary, until = claim("事務局"), date(2026, 12, 20)
    record_reminders(database, secretary, ["chugoku", "kinki"], 2020, DUE)
    record_reminders(database, secretary, ["kinki"], 2020)
    record_reminders(database, secretary, ["chugoku"], 2019, until)
    assert list_deadlines(database, 2020) == {"chugoku": DUE}
    assert list_deadlines(database, 2019) == {"chugoku": until}
    batch_id = accept(database, submission("橋梁")).batch_id
    record_reminders(database, secretary, ["chugoku"], 2020, until)
    assert {each.due_on for each in read_receipt(database, batch_id).owed} == {DUE}


def test_slot_without_a_row_is_named(database: Database) -> None:
    batch_id = accept(database, submission(records=[])).batch_id
    receipt = read_receipt(database, batch_id)
    assert [(each.sheet, each.record_count) for each in receipt.taken] == [("", 0)]
    sections = list_sections(receipt)
    assert sections[1].rows[0][0] == "（行なし）"
    assert sections[2].note == "保留はありません。"


def test_number_of_no_load_is_refused(database: Database) -> None:
    batch_id = accept(database, submission("橋梁")).batch_id
    number = undo(database, batch_id, claim("事務局"), "試し")
    for unknown in (0, number, 999):
        with pytest.raises(BatchUnknown):
            read_receipt(database, unknown)


def test_file_says_all_that_the_screen_says_as_text(loaded: Loaded) -> None:
    receipt = read_receipt(*loaded[:2])
    paper = PdfReader(io.BytesIO(export_receipt(receipt, is_practice=True)))
    said = _squeeze("".join(page.extract_text() for page in paper.pages))
    missing = [text for text in _list_texts(receipt) if _squeeze(text) not in said]
    assert missing == []
    assert "演習データ（架空）" in said
    assert name_receipt(receipt, is_practice=True).startswith("演習_受領書_取込")


def _list_texts(receipt: Receipt) -> list[str]:
    sections = list_sections(receipt)
    cells = [text for each in sections for row in each.rows for text in row]
    return [*cells, *(each.title for each in sections), *(each.note for each in sections)]


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)
