"""Figures in sentences, drawn as a table of indicators: 支援自治体数は63件（目標70件）であった。"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from data.layout import Layout, load_layouts
from loaders.grid import Position, Value
from loaders.reading.shapes.reshaped import Cell, Reshaped, copy_rows, draw
from loaders.reading.view import SheetView
from loaders.values.coerce import Context, coerce
from loaders.values.text import normalise

FEWEST_SENTENCES = 2
#: Longer sheets are ledgers, longer texts prose.
LONGEST_SENTENCE = 120

_FIGURE = r"[\d,.]+(?:%|[^\d\s、。(){}は]{0,3})"
_INDICATOR = r"\W*(?P<indicator>[^\d、。:]{2,30}?)"
_SENTENCES = (
    re.compile(
        rf"{_INDICATOR} ?(?:は|が|:|…+) ?(?P<value>{_FIGURE}) ?"
        rf"(?:\((?:年度)?目標(?:値)?[は: ]*(?P<target>{_FIGURE})\) ?)?"
        r"(?:であった|でした|です|である|となった|となりました|となっている)?。?"
    ),
    re.compile(  # 支援自治体数　目標100者に対し83者（83％）
        rf"{_INDICATOR}[ :は、]*(?:年度)?目標(?:値)?[は: ]*(?P<target>{_FIGURE}?)"
        rf"に対して?、?(?:実績)?[は: ]*(?P<value>{_FIGURE}) ?(?:\([\d.]+%\))?。?"
    ),
    re.compile(  # マッチング成立数　14件（目標の設定なし）
        rf"{_INDICATOR} (?:実績)?[は: ]*(?P<value>{_FIGURE}) ?"
        r"(?:\(目標[^()\d]*(?:なし|無し|未設定)\))?(?P<target>(?!.))?"
    ),
)


class Figure(NamedTuple):
    """What a sentence says, in the order of `PARTS`, and its cell."""

    said: tuple[str | None, ...]
    place: Position


PARTS = ("indicator", "value", "target")


def propose_sentences(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such sentences drawn; nothing where an indicator stands in fewer."""
    layout = next(each for each in load_layouts() if each.has_indicators)
    figures = [
        figure
        for row in range(1, view.row_count + 1)
        for column, value in view.filled(row)
        if (figure := _read(layout, value, (row, column))) is not None
    ]
    if len(figures) >= FEWEST_SENTENCES:
        yield _draw(view, layout, figures)


def _read(layout: Layout, value: Value, place: Position) -> Figure | None:
    if not isinstance(value, str) or len(value) > LONGEST_SENTENCE:
        return None
    plain = normalise(value).strip()
    found = next(filter(None, (each.fullmatch(plain) for each in _SENTENCES)), None)
    if found is None or coerce(layout.field("indicator"), found["indicator"], Context()).code:
        return None
    return Figure(tuple(found[part] for part in PARTS), place)


def _draw(view: SheetView, layout: Layout, figures: list[Figure]) -> Reshaped:
    """The table, below all that stands between and around its sentences."""
    taken = {each.place[0] for each in figures}
    rest = [
        cells
        for row in range(1, view.row_count + 1)
        if row not in taken
        for cells in copy_rows(view.grid, row, row)
    ]
    header = [Cell(layout.field(part).title) for part in PARTS]
    body = [[Cell(text, (each.place,) if text else ()) for text in each.said] for each in figures]
    return draw(view.grid, [*rest, header, *body])
