"""One workbook of an archive: a sheet a view with all its years, and a sheet a layout."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import pandas as pd

from exports.archive.records import WORDS as RECORD_WORDS
from exports.books.workbook import Sheets, open_book
from views.model.figure import Column, Figure
from words import Words

WORDS = Words(ja={"contents": "目次", "sheet": "シート", "kind": "種類", "rows": "行数"})
#: Excel's own limit.
LONGEST_NAME = 31
#: What Excel allows in no sheet's name.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
YEAR = "of_year"


def write_book(groups: Sequence[tuple[str, Sequence[Figure]]], at: datetime) -> bytes:
    """`groups`: kind -> its figures, those of one key together; `at`: the moment that it says it
    was made, for the same figures are the same bytes."""
    content = io.BytesIO()
    whole = [(kind, stack(figures)) for kind, each in groups for figures in group_by_key(each)]
    names = name_sheets(figure.topic for _, figure in whole)
    with open_book(content) as book:
        book.set_properties({"created": at})
        contents = [
            [name, kind, str(len(figure.frame))]
            for name, (kind, figure) in zip(names, whole, strict=True)
        ]
        headings = [WORDS[key] for key in ("sheet", "kind", "rows")]
        Sheets(book, whole[0][1]).write_table(WORDS["contents"], headings, contents)
        for name, (_, figure) in zip(names, whole, strict=True):
            Sheets(book, figure).write_data(name)
    return content.getvalue()


def group_by_key(figures: Iterable[Figure]) -> list[list[Figure]]:
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.key, []).append(figure)
    return list(groups.values())


def stack(figures: Sequence[Figure]) -> Figure:
    """The figures of all years as one, each row with its year."""
    first, *others = figures
    if not others:
        return replace(first, native=None)
    columns = {YEAR: Column(RECORD_WORDS["year"])}
    for figure in figures:
        columns |= figure.columns
    frames = [figure.frame.assign(**{YEAR: figure.year_text}) for figure in figures]
    frame = pd.concat([each.astype(object) for each in frames], ignore_index=True)
    return replace(
        first,
        title=first.topic,
        frame=frame,
        columns=columns,
        fiscal_year=None,
        completeness="",
        code="",
        native=None,
    )


def name_sheets(topics: Iterable[str]) -> list[str]:
    """As Excel allows, each once whatever its capitals.

    >>> name_sheets(["KPI [総合]", "kpi 総合", "マ" * 40])
    ['KPI 総合', 'kpi 総合 2', 'ママママママママママママママママママママママママママママ']
    """
    names: list[str] = []
    for topic in topics:
        stem = _FORBIDDEN.sub("", topic)[: LONGEST_NAME - 3].strip()
        taken = sum(each.casefold().startswith(stem.casefold()) for each in names)
        names.append(f"{stem} {taken + 1}" if taken else stem)
    return names
