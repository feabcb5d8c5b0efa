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
        if field and _holds_levels(view, field, row, range(column, last + 1)):
            yield Run(row, column, last, text, False, Levels(field), has_levels=True)


def _holds_levels(view: SheetView, field: Field, row: int, columns: range) -> bool:
    """Whether rows name something in the last column, and before it only what that is within:
    several municipalities beside each other are as many answers."""
    *above, last = (
        [_show(view.grid.value(each, column)) for each in range(row + 1, view.row_count + 1)]
        for column in columns
    )
    names_within = field.type != "government" or all(
        is_prefecture_name(text) for texts in above for text in texts if text
    )
    return any(last) and names_within


def _find_field(title: str) -> Field | None:
    fields = list_fields("indicator", "government")
    return next((each for each in fields if title_key(title) in each.spellings), None)


def _show(value: Value) -> str:
    return value.strip() if isinstance(value, str) else ""


class Levels:
    """The deepest label is the answer, behind the one above it where it says too little alone:
    マッチング | 検討, 広島県 | 府中市. That may stand once for the rows below it."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._above = ""

    def __call__(self, values: Sequence[Value]) -> Value:
        said = [text for value in values if (text := _show(value))]
        if not said:
            return None
        own = said[-1]
        if _show(values[0]):
            self._above = said[0]
        if own == self._above:
            return own
        prefers_both = self._field.type == "government"
        alone, both = (_reads(self._field, each) for each in (own, self._above + own))
        return self._above + own if both and (prefers_both or not alone) else own


def _reads(field: Field, text: str) -> bool:
    return coerce(field, text, Context()).value is not None
