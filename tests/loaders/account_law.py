"""The account's law: what holds of every sheet that is taken, whatever stands on it."""

from collections import Counter
from collections.abc import Iterable
from typing import cast

from loaders.grid import Position
from loaders.reading.account import Account, Entry
from loaders.reading.records.records import COUNTED_TYPES, Record, SheetResult
from words.account import KINDS, RULES


def check_results(results: Iterable[SheetResult]) -> None:
    accounts = {id(each.account): each.account for each in results if each.account}
    for account in accounts.values():
        check_account(account)


def check_account(account: Account[SheetResult]) -> None:
    entries = list(account)
    _check_sum(account, entries)
    _check_answers(account, entries)
    by_place = {(each.row, each.column): each for each in entries}
    for result in account.results:
        for record in result.records:
            for name, place in [*record.origins.items(), *record.parts]:
                if place in by_place:
                    _check_use(record, name, by_place[place])


def _check_sum(account: Account[SheetResult], entries: list[Entry]) -> None:
    """Each non-empty cell has one entry, of one of the kinds; the counts say the same."""
    assert [(each.row, each.column) for each in entries] == sorted(list_filled(account))
    assert Counter(each.kind for each in entries) == Counter(account.counts)
    assert sum(account.counts.values()) == len(entries)
    assert all(each.rule in RULES and each.kind in KINDS for each in entries)
    unread = [(each.row, each.column) for each in entries if each.kind == "unread"]
    assert account.find("unread") == unread


def list_filled(account: Account[SheetResult]) -> set[Position]:
    """The cells with something to see: a value, an error, a text struck through."""
    grid = account.grid
    shown = {
        (row, column): value
        for row, cells in enumerate(grid.rows, start=1)
        for column, value in enumerate(cells, start=1)
    }
    for place, value in [*grid.struck.items(), *grid.errors.items()]:
        shown[place] = value if shown.get(place) in (None, "") else shown[place]
    return {
        place
        for place, value in shown.items()
        if value is not None and not (isinstance(value, str) and not value.strip())
    }


def _check_answers(account: Account[SheetResult], entries: list[Entry]) -> None:
    """An answer is a field's of a record that is there; a figure counts for one record."""
    known = {id(record) for result in account.results for record in result.records}
    for each in entries:
        assert each.uses or each.kind != "answer"
        fields = [record.layout.field(name) for record, name in each.uses]
        assert all(id(record) in known for record, _ in each.uses)
        counted = {
            id(record)
            for (record, name), field in zip(each.uses, fields, strict=True)
            if field.type in COUNTED_TYPES and cast(Record, record).fields.get(name) is not None
        }
        assert len(counted) <= 1


def _check_use(record: Record, name: str, entry: Entry) -> None:
    """A cell that a record names is its answer or, where it decided more, context."""
    assert any(user is record and used == name for user, used in entry.uses)
    withdrawn = {"struck"} if record.withdrawn else set()
    assert entry.kind in {"answer", "context"} | withdrawn
