"""Labels of two levels under one title merged over their columns: マッチング | 検討数."""

from collections.abc import Iterator, Sequence

from data.layout import Field, title_key
from loaders.grid import Value
from loaders.reading.shapes.runs import Run, list_fields
from loaders.reading.view import SheetView
from loaders.values.coerce import Context, coerce
from loaders.values.names.governments import is_prefecture_name


def find_levels(view: SheetView, row: int, texts: dict[int, str]) -> Iterator[Run]:
    """An indicator's or government's title, merged over columns that hold texts in some row."""
    for column, text in texts.items():
        last = column
        while view.origin(row, last + 1) == (row, column) and last < view.column_count:
            last += 1
        field = _find_field(text) if last > column else None
        rows = range(row + 1, view.row_count + 1)
        if field and any(_show(view.grid.value(each, last)) for each in rows):
            yield Run(row, column, last, text, False, Levels(field), has_levels=True)


def _find_field(title: str) -> Field | None:
    fields = list_fields("indicator", "government")
    return next((each for each in fields if title_key(title) in each.spellings), None)


def _show(value: Value) -> str:
    return value.strip() if isinstance(value, str) else ""


class Levels:
    """The deepest label is the answer, a government's behind its prefecture's name, which may
    stand once for the rows below it."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._prefecture = ""

    def __call__(self, values: Sequence[Value]) -> Value:
        said = [text for value in values if (text := _show(value))]
        if self._field.type != "government" or not said:
            return said[-1] if said else None
        if is_prefecture_name(said[0]):
            self._prefecture = said[0]
        own = said[-1]
        qualified = self._prefecture + own
        if own == self._prefecture or coerce(self._field, qualified, Context()).value is None:
            return own
        return qualified
