"""Lines that answer for all rows below them: 「ニーズ：…」, ● 海老名市."""

from collections.abc import Iterator
from typing import Any

from data.layout import Layout
from loaders.grid import Grid, Position
from loaders.reading.headers.header_match import Header
from loaders.reading.headers.titles import STRONG, Match, match_title
from loaders.reading.records.answers import Surroundings
from loaders.reading.row_labels import strip_signs
from loaders.values.coerce import Context, coerce
from loaders.values.text import normalise


def read_question(layout: Layout, text: str) -> tuple[Match | None, str]:
    """What a line asks for before its colon, and what it says behind it: 「技術分野：道路」."""
    label, _, said = normalise(text).partition(":")
    match = match_title(layout, (label.strip(),)) if said.strip() else None
    return match, said.strip()


def find_answer(
    header: Header, text: str, around: Surroundings, surely: bool = False
) -> tuple[str, Any] | None:
    """「技術分野：道路」: a question without a column, and its answer; `surely`: asked by a title
    that means nothing else."""
    match, said = read_question(header.layout, text)
    if match is None or match.stage or match.field.helper or header.find(match.field.name):
        return None
    if surely and match.rank != STRONG:
        return None
    reading = coerce(match.field, said, Context(forum=around.forum))
    is_answer = reading.code is None and reading.value is not None
    return (match.field.name, reading.value) if is_answer else None


def find_government(header: Header, text: str, around: Surroundings) -> tuple[str, str] | None:
    """The field and the one government that a text names over rows that must say whose they are, in
    a table that does not ask for it."""
    field = header.layout.find_type("government")
    if field is None or not field.required or header.find(field.name):
        return None
    reading = coerce(field, text, Context(forum=around.forum))
    return (field.name, reading.value) if reading.code is None and reading.value else None


def hear_above(header: Header, grid: Grid, around: Surroundings) -> Iterator[Position]:
    """The cells directly above the titles, each alone in its row, that answer what nobody else
    did: a question with its answer, or a government set apart by a sign."""
    for row in range(header.first_row - 1, 0, -1):
        cells = [at for at, value in enumerate(grid.rows[row - 1], start=1) if value]
        value = grid.value(row, cells[0]) if len(cells) == 1 else None
        if not isinstance(value, str):
            return
        text = strip_signs(value)
        told = find_answer(header, value, around, surely=True)
        if told is None and text != value.strip():
            told = find_government(header, text, around)
        if told and told[0] not in around.defaults:
            around.defaults[told[0]] = (told[1], (row, cells[0]))
            yield row, cells[0]
