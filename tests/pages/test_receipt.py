"""A receipt is found again: at its number's address, and from what a forum has sent in."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from store.batches import list_batches
from store.database import open_database
from tests.pages.reading import read_texts

Open = Callable[..., AppTest]


def test_address_with_a_loads_number_opens_its_receipt(look_at: Open, ledger_root: Path) -> None:
    with open_database(ledger_root) as database:
        batch = list_batches(database)[-2]
    number, name = batch.entry.batch_id, batch.entry.file_name
    app = look_at(ledger_root, "history", part="receipt", batch=str(number))
    assert not app.exception
    assert app.selectbox(key="batch").value == str(number)
    assert f"受領書　取込番号 {number}" in read_texts(app)
    [facts] = app.table[0].value.to_dict("records")
    assert facts["ファイル"] == name
    assert app.get("download_button")[0].proto.label == "受領書をダウンロード（PDF）"


def test_address_with_a_number_of_no_load_opens_the_newest(
    look_at: Open, ledger_root: Path
) -> None:
    with open_database(ledger_root) as database:
        newest = list_batches(database)[0].entry.batch_id
    app = look_at(ledger_root, "history", part="receipt", batch="9999")
    assert not app.exception
    assert f"受領書　取込番号 {newest}" in read_texts(app)


def test_what_a_forum_sent_in_leads_to_its_receipts(look_at: Open, ledger_root: Path) -> None:
    app = look_at(ledger_root, "submissions", fiscal_year="令和2年度", reminded="中国フォーラム")
    links = [each.proto for each in app.get("page_link")]
    found = [each for each in links if each.label.startswith("受領書 ")]
    assert found
    assert all("part=receipt" in each.query_string for each in found)
