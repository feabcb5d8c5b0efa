"""The SQL that is made of the layouts: of each a table, the macro `<layout>_as_of` and the view
`current_<layout>`, with a comment on each and on every column; of all the catalogue.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from data.declared import DeclarationError
from data.layout import Field, Layout

#: The column that holds a record's folded words, in layouts that the search looks through.
SEARCH_COLUMN = "search_words"


class Column(NamedTuple):
    """A column of a table: its name, what SQL says of it, and its comment."""

    name: str
    declared: str
    comment: str


#: What every layout's table has beside its fields: the record's place.
PLACE_COLUMNS = (
    Column(
        "batch_id", "INTEGER NOT NULL", "The batch that brought this record (batches.batch_id)."
    ),
    Column("record_id", "INTEGER NOT NULL", "The record's number within its batch, from 1."),
    Column(
        "slot_forum",
        "VARCHAR NOT NULL",
        "The slot it belongs to: a forum id, a KPI scope or 'congress' (batch_slots.forum).",
    ),
    Column(
        "fiscal_year",
        "INTEGER NOT NULL",
        "Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.",
    ),
    Column("sheet", "VARCHAR NOT NULL", "Name of the sheet the record stands on."),
    Column("cell", "VARCHAR NOT NULL", "A1 address of the record's first cell."),
)

#: Field type -> SQL type, where it is no text; date and scheduled have several columns.
_SQL_TYPES = {
    "number": "DOUBLE",
    "measure": "DOUBLE",
    "ratio": "DOUBLE",
    "count": "BIGINT",
    "choices": "VARCHAR[]",
}
_PRECISIONS = "day, part_of_month, month, season, quarter, half_year, fiscal_year or undecided"


def render_layouts(layouts: Sequence[Layout]) -> str:
    """Every statement, in an order in which they can be executed."""
    statements = [statement for each in layouts for statement in _render_layout(each)]
    return "\n\n".join([*statements, _render_catalogue(layouts)]) + "\n"


def list_columns(layout: Layout) -> list[Column]:
    """The columns of a layout's table, in order.

    Raises DeclarationError for a field that has the name of another column.
    """
    columns = [*PLACE_COLUMNS, *(each for field in layout.answers for each in _of_field(field))]
    if layout.searched:
        columns.append(_describe_search(layout))
    names = [each.name for each in columns]
    if taken := {name for name in names if names.count(name) > 1}:
        raise DeclarationError(
            f"{layout.id}.toml: no field can be named {', '.join(sorted(taken))}"
        )
    return columns


def _of_field(field: Field) -> list[Column]:
    about = field.comment.removesuffix(".")
    text = Column(f"{field.name}_text", "VARCHAR", f"{about}: text as written.")
    if field.type == "date":
        day = f"{about}; the first day of the period where no day is given."
        return [Column(field.name, "DATE", day), text]
    if field.type == "scheduled":
        return [text, *_of_periods(field.name, about)]
    return [Column(field.name, _SQL_TYPES.get(field.type, "VARCHAR"), field.comment)]


def _of_periods(name: str, about: str) -> list[Column]:
    """What is understood of a scheduled value."""
    return [
        Column(
            f"{name}_periods",
            'STRUCT("start" DATE, "end" DATE)[]',
            f"{about}: periods understood, both ends inclusive; empty when undecided.",
        ),
        Column(f"{name}_precision", "VARCHAR", f"{about}: {_PRECISIONS}."),
        Column(
            f"{name}_tentative",
            "BOOLEAN",
            f"{about}: true where the sender marked it as not settled.",
        ),
    ]


def _describe_search(layout: Layout) -> Column:
    """The comment names the fields, so that another choice of them is another schema."""
    made_of = ", ".join(each.name for each in layout.searched)
    comment = (
        "The words that the search looks through, folded in width, kana and case, a line a text;"
        f" made of {made_of}."
    )
    return Column(SEARCH_COLUMN, "VARCHAR USING COMPRESSION uncompressed", comment)


# ruff: noqa: S608 - the statements are made of our own layouts' identifiers


def _render_layout(layout: Layout) -> Iterator[str]:
    columns = list_columns(layout)
    table, view = _name(layout.id), _name(f"current_{layout.id}")
    declared = ",\n".join(f"    {_name(each.name)} {each.declared}" for each in columns)
    yield f"CREATE TABLE {table} (\n{declared}\n);"
    yield from _render_comments("TABLE", table, layout.comment, columns)
    yield f"""CREATE MACRO {layout.id}_as_of(moment TIMESTAMP) AS TABLE (
    SELECT r.*
    FROM {table} AS r
    SEMI JOIN slots_as_of(moment) AS s
        ON s.batch_id = r.batch_id AND s.forum = r.slot_forum
        AND s.fiscal_year = r.fiscal_year AND s.layout = '{layout.id}'
);"""
    yield f"CREATE VIEW {view} AS SELECT * FROM {layout.id}_as_of(TIMESTAMP 'infinity');"
    counting = f"{layout.comment.removesuffix('.')}: the records that count now."
    yield from _render_comments("VIEW", view, counting, columns)


def _render_comments(
    kind: str, name: str, comment: str, columns: Iterable[Column]
) -> Iterator[str]:
    yield f"COMMENT ON {kind} {name} IS {_literal(comment)};"
    for each in columns:
        yield f"COMMENT ON COLUMN {name}.{_name(each.name)} IS {_literal(each.comment)};"


def _render_catalogue(layouts: Iterable[Layout]) -> str:
    """The entries of the platform's catalogue at a moment, and the layouts that they are of."""
    listed = [each for each in layouts if each.catalogue]
    entries = "\n    UNION ALL\n".join(_render_entries(each) for each in listed)
    ids = ", ".join(_literal(each.id) for each in listed)
    return (
        f"CREATE MACRO catalogue_as_of(moment TIMESTAMP) AS TABLE (\n{entries}\n);\n\n"
        f"CREATE MACRO catalogue_layouts() AS TABLE (\n    SELECT unnest([{ids}]) AS layout\n);"
    )


def _render_entries(layout: Layout) -> str:
    """An entry's kind, its record's place, its texts, what it is narrowed by, its words."""
    assert layout.catalogue is not None
    kind = layout.catalogue.kind_field
    columns = {
        "layout": _literal(layout.id),
        "kind": render_kind(layout),
        **{each.name: each.name for each in PLACE_COLUMNS},
        **{part: _take(field, "VARCHAR") for part, field in layout.catalogue.texts.items()},
        **{
            part: _take(field.name if field else "", sql_type)
            for part, field, sql_type in (
                ("government", layout.find_type("government"), "VARCHAR"),
                ("fields", layout.find_type("choices"), "VARCHAR[]"),
                ("stage", layout.find_type("stage"), "VARCHAR"),
            )
        },
        SEARCH_COLUMN: SEARCH_COLUMN,
    }
    taken = ",\n        ".join(f"{column} AS {name}" for name, column in columns.items())
    told_apart = f"\n    WHERE {_name(kind)} IS NOT NULL" if kind else ""
    return f"    SELECT\n        {taken}\n    FROM {layout.id}_as_of(moment){told_apart}"


def render_kind(layout: Layout) -> str:
    """The kind of entry that a record of a layout in the catalogue is, as SQL over the record."""
    assert layout.catalogue is not None
    kind = layout.catalogue.kind_field
    return _name(kind) if kind else _literal(next(iter(layout.kinds)))


def _take(field: str, sql_type: str) -> str:
    return _name(field) if field else f"CAST(NULL AS {sql_type})"


def _name(identifier: str) -> str:
    return f'"{identifier}"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
