"""The records of one load: each by its place, whatever other loads and records there are."""

from store.batches import accept
from store.database import Database
from store.records import (
    count_batch_records,
    read_batch_records,
    read_field_cells,
    read_record,
    read_states,
)
from tests.store.hand_made import event_plan, submission


def test_records_of_a_load_are_its_own_in_order(database: Database) -> None:
    accept(database, submission("橋", "川"))
    accept(database, submission("道", "港", forum="kinki"))
    with database.read() as cursor:
        kept = read_batch_records(cursor, 2)
        counts = count_batch_records(cursor, 2)
        cells = read_field_cells(cursor, 2)
    assert [(each.record_id, each.fields["theme"], each.cell) for each in kept] == [
        (1, "道", "B7"),
        (2, "港", "B8"),
    ]
    assert counts == {("マッチング", "matchings", "kinki", 2020): 2}
    assert "search_words" not in kept[0].fields
    assert cells["matchings", 2, "theme"] == "C8"


def test_record_is_found_by_load_and_number_both(database: Database) -> None:
    accept(database, submission("橋", "川"))
    accept(database, submission("道", "港", forum="kinki"))
    with database.read() as cursor:
        found = {
            (batch, number): record and record.fields["theme"]
            for batch in (1, 2, 3)
            for number in (0, 1, 2, 3)
            if (record := read_record(cursor, "matchings", batch, number))
        }
        states = [read_states(cursor, "matchings", 2, number) for number in (2, 3)]
        other = read_states(cursor, "events", 2, 2)
    assert found == {(1, 1): "橋", (1, 2): "川", (2, 1): "道", (2, 2): "港"}
    assert states == [{"theme": "reported", "stage": "undecided"}, {}]
    assert other == {}


def test_record_that_was_read_names_its_layout_and_slot(database: Database) -> None:
    plan = event_plan("講習会", None)
    accept(database, submission(records=[plan], slots=[("kinki", 2021, "event_plans")]))
    with database.read() as cursor:
        record = read_record(cursor, "event_plans", 1, 1)
    assert record is not None
    assert (record.layout, record.forum, record.fiscal_year) == ("event_plans", "kinki", 2021)
    assert (record.sheet, record.cell, record.fields["scheduled_text"]) == ("活動計画", "B5", None)
