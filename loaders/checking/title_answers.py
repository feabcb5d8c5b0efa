"""Titles or days in place of names: a form told in another way than it was read, no records."""

import re
from collections.abc import Iterable
from functools import cache

from data.layout import Field, Layout, title_key
from loaders.reading.headers.titles import MARK, index_titles
from loaders.reading.records.records import Record, SheetResult
from loaders.reading.shapes.runs import ANY_YEAR
from loaders.values.dates.dates import Scheduled, parse_scheduled
from loaders.values.text import fold_key

LONGEST_DAY = 16
#: what every text that is a day looks like: a cheap look before it is parsed
_DAY_SHAPE = re.compile(r"[\d令平RrHh０-９][^年月/.．／]*[年月/.．／].*").fullmatch


def drop_titles(result: SheetResult) -> None:
    """Leave out each record whose name is a title of its own sheet, or no more than a day; its
    cells are left unread, and so said."""
    assert result.layout is not None
    titles = list_titles(result.layout)
    named = {name: _find_titles(keys, name, result.records) for name, keys in titles.items()}
    dropped = [each for each in result.records if _is_named_by(named, each)]
    cells = {each.cell_of(name) for each in dropped for name in each.origins}
    cells |= {each.cell for each in dropped}
    if dropped:
        result.records = [each for each in result.records if not _is_named_by(named, each)]
        result.problems = [each for each in result.problems if each.cell not in cells]


@cache
def list_titles(layout: Layout) -> dict[str, frozenset[str]]:
    """Required text -> what is no answer to it: the titles of other questions, and its own as the
    form has it. Another spelling of that may well be a name: セミナー."""
    return {
        each.name: frozenset({title_key(each.title), *_list_keys_of_others(layout, each)})
        for each in layout.required
        if each.type == "text"
    }


def _list_keys_of_others(layout: Layout, field: Field) -> set[str]:
    matches = index_titles(layout).matches.items()
    return {key for key, match in matches if match.field is not field and match.rank != MARK}


def _find_titles(keys: frozenset[str], name: str, records: Iterable[Record]) -> set[str]:
    """The answers to a required text that are a title or a day; a ledger gives many again."""
    texts = {text for record in records if (text := record.fields[name])}
    return {text for text in texts if is_day(text) or fold_key(text) in keys}


def _is_named_by(named: dict[str, set[str]], record: Record) -> bool:
    return any(record.fields[name] in titles for name, titles in named.items() if titles)


def is_day(text: str) -> bool:
    """Whether all of a text is a day: 6/10, 令和3年10月7日; few texts begin and end so.

    >>> is_day("6/10"), is_day("令和3年10月7日（木）"), is_day("6月10日の会"), is_day("1-2")
    (True, True, False, False)
    """
    if len(text) > LONGEST_DAY or not _DAY_SHAPE(text):
        return False
    day = parse_scheduled(text, ANY_YEAR.dates).value
    return isinstance(day, Scheduled) and day.precision == "day"
