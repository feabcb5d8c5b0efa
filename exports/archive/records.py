"""The records of a layout as a figure, so that they leave the house as every figure does."""

from collections.abc import Iterator

import pandas as pd

from data.layout import Field, Layout
from metrics.tracing.records import NAME, PERIODS, STATE, TEXT, UNIT
from views.model.figure import Column, ColumnKind
from words import Words

WORDS = Words(
    ja={
        "year": "年度",
        "slot": "提出区分",
        "workbook": "ファイル",
        "sheet": "シート",
        "cell": "セル",
        "batch": "取込番号",
        "text": "{title}（記載のまま）",
        "periods": "{title}（期間）",
        "code": "{title}（団体コード）",
    }
)
_NUMBERS: dict[str, ColumnKind] = {
    "number": "number",
    "measure": "number",
    "count": "count",
    "ratio": "ratio",
}
#: As many digits as there are.
_ALL_DIGITS = "General"


def list_columns(layout: Layout, frame: pd.DataFrame) -> dict[str, Column]:
    """The columns of `read_records`, with their words."""
    own = [pair for field in layout.answers for pair in _name_field(field, UNIT in frame)]
    before, after = ("year", "slot"), ("workbook", "sheet", "cell", "batch")
    return {
        **{name: Column(WORDS[name]) for name in before},
        **dict(own),
        **{name: Column(WORDS[name]) for name in after},
    }


def _name_field(field: Field, has_units: bool) -> Iterator[tuple[str, Column]]:
    name, title = field.name, field.title
    if field.type == "scheduled":
        yield name + TEXT, Column(WORDS["text"].format(title=title))
        yield name + PERIODS, Column(WORDS["periods"].format(title=title))
    elif field.type == "government":
        yield name, Column(WORDS["code"].format(title=title))
        yield name + NAME, Column(title)
    elif field.type == "date":
        yield name, Column(title, "date")
        yield name + TEXT, Column(WORDS["text"].format(title=title))
    elif kind := _NUMBERS.get(field.type):
        unit = UNIT if has_units and field.type == "measure" else ""
        yield name, Column(title, kind, "", _ALL_DIGITS, name + STATE, unit)
    else:
        yield name, Column(title)
