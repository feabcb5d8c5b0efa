"""Lists under titles like ours that are another body's: its members, its figures, its year."""

import re
from collections.abc import Collection, Sequence
from functools import cache

from data.layout import Layout
from loaders.reading.headers.header_match import Header
from loaders.reading.headers.titles import WEAK
from loaders.reading.records.records import Record
from loaders.reading.tables.table_result import TableResult
from loaders.values.names.forums import find_forum, list_senders
from loaders.values.text import normalise
from loaders.values.vocabulary import get_words

#: A header of no more known titles than this may be another office's list.
FEW_COLUMNS = 3
#: No fewer rows show that a list is none of ours.
FEWEST_RECORDS = 3
#: Types whose answers tell our sheets from others': any other body has names and dates too.
TELLING_TYPES = frozenset({"government", "indicator", "stage"})
#: What an answer is refused as that nobody of ours would give.
UNKNOWN = frozenset({"unknown_government", "invalid_choice"})


def is_other_bodys(table: TableResult, titles: Sequence[str], hints: Collection[str]) -> bool:
    """Whether a table is none of ours, whatever its titles say: no row has anything of ours, or
    the sheet's own titles, which name none of our forums, name another body."""
    layout, records = table.header.layout, table.result.records
    if not _are_owed(layout, records) or _tells_little(table.header):
        return True
    is_roster = layout.key == ("government",) and not hints
    if is_roster and any(map(lists_addresses, (*titles, table.result.sheet))):
        return True
    if not any(map(find_forum, titles)):
        if any(map(names_other_body, titles)):
            return True
        if len(records) >= FEWEST_RECORDS and _has_nothing_of_ours(table):
            return True
    if len(table.header.columns) > FEW_COLUMNS or not layout.has("government"):
        return False
    fewest = 5 if layout.id in hints else FEWEST_RECORDS
    return len(records) >= fewest and all((r.row, "government") in table.faulty for r in records)


def _tells_little(header: Header) -> bool:
    """Whether all that is known of a list stands under titles that any list has, and most of its
    columns are unknown: 様式｜名称｜件数｜提出."""
    known = [each for each in header.columns if each.field.type != "forum"]
    return all(each.rank == WEAK for each in known) and len(header.strangers) > len(known)


def _has_nothing_of_ours(table: TableResult) -> bool:
    """Whether each row was to name a government, indicator or stage, and none is known."""
    told = [each.name for each in table.header.layout.answers if each.type in TELLING_TYPES]
    unknown = {each.cell for each in table.result.problems if each.code in UNKNOWN}
    return all(
        any(record.cell_of(name) in unknown for name in told if name in record.origins)
        and not any(record.fields[name] for name in told)
        for record in table.result.records
    )


def _are_owed(layout: Layout, records: Sequence[Record]) -> bool:
    """Whether any of the bodies named may hand in such sheets."""
    named = {each.fields.get("forum") for each in records} - {None}
    return not named or any(each.id in named for each in list_senders(layout.owed.by))


def names_other_body(title: str) -> bool:
    """Whether a title begins with the name of a body that has sheets of its own.

    >>> names_other_body("港町自治会　年間行事予定"), names_other_body("自治会との意見交換会 一覧")
    (True, False)
    """
    return bool(_get_body_pattern().match(normalise(title)))


def lists_addresses(title: str) -> bool:
    """Whether a title says that those listed are only written to.

    >>> [lists_addresses(each) for each in ("会報 配信先（6月）", "送付先一覧", "送付先:事務局")]
    [True, True, False]
    """
    return bool(_get_address_pattern().search(normalise(title)))


@cache
def _get_address_pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, get_words("other_bodies", "addresses")))
    return re.compile(rf"(?:{names})(?:の?(?:一覧|名簿|リスト|台帳|表)表?)?\s*(?:\(|$)")


@cache
def _get_body_pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, get_words("other_bodies", "endings")))
    return re.compile(rf"\S*(?:{names})\S?(?:[ (]|$)", re.IGNORECASE)
