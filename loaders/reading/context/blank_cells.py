"""What a note says of a table's blank cells: that they repeat what stands above."""

from data.layout import Layout
from loaders.reading.headers.titles import match_title
from loaders.reading.records.records import COUNTED_TYPES
from loaders.values.blank_notes import parse_blank_note


def find_repeats(layout: Layout, text: str) -> frozenset[str]:
    """The fields whose blank cells a text explains so; a figure that stands once is counted
    once, whatever a note says of all columns."""
    columns = parse_blank_note(text)
    if columns is None:
        return frozenset()
    named = [match_title(layout, (column,)) for column in columns]
    if named and all(named):
        return frozenset(match.field.name for match in named if match)
    return frozenset(each.name for each in layout.fields if each.type not in COUNTED_TYPES)
