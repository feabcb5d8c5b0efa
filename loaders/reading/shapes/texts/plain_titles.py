"""Headings that say more than their title: 自治体名⏎Municipality in most of them, or 種別／行事名
over rows of which some (＜講習会＞) head the others. The sheet is drawn with the title alone.
"""

import re
from collections.abc import Iterator, Mapping

from data.layout import load_layouts
from loaders.reading.headers.headers import list_near
from loaders.reading.headers.titles import layouts_knowing, match_title
from loaders.reading.row_labels import is_framed
from loaders.reading.shapes.reshaped import Cell, Reshaped, copy_rows, draw, list_header_rows
from loaders.reading.view import SheetView

#: One or two such headings may be meant: 参加者数⏎Web beside 参加者数⏎会場.
FEWEST_GLOSSED = 3
#: No heading is longer, and the patterns below are not linear.
LONGEST_HEADING = 100

_GLOSSED = re.compile(r"(.*[^\x00-\x7f].*?)\s*[\n/／]\s*[A-Za-z][A-Za-z .,&()'-]*", re.DOTALL)
_HEADED = re.compile(r"([^／/・]+)[／/・]([^／/・]+)")


def propose_plain_titles(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such headings made plain; nothing where it has none."""
    for row in list_header_rows(view):
        near = list_near(view, row)
        headings = {
            column: value
            for column, value in near
            if isinstance(value, str) and len(value) <= LONGEST_HEADING
        }
        if titles := _find_glossed(headings) or _find_headed(view, row, headings):
            rows = copy_rows(view.grid, 1, view.row_count)
            for column, title in titles.items():
                rows[row - 1][column - 1] = Cell(title, ((row, column),))
            yield draw(view.grid, rows, view.grid.merges)
            return


def _find_glossed(filled: Mapping[int, str]) -> dict[int, str]:
    """Column → the title above its own translation."""
    found = {
        column: match[1].strip()
        for column, value in filled.items()
        if (match := _GLOSSED.fullmatch(value.strip()))
    }
    known = [title for title in found.values() if layouts_knowing(title)]
    return found if len(known) >= FEWEST_GLOSSED else {}


def _find_headed(view: SheetView, row: int, filled: Mapping[int, str]) -> dict[int, str]:
    """The column whose heading names what stands in its headings, then what in its rows."""
    for column, value in filled.items():
        match = _HEADED.fullmatch(value.strip())
        if match is None or not _names_heading(match[1], match[2]):
            continue
        below = range(row + 1, view.row_count + 1)
        if any(is_framed(view.text(each, column)) and _is_alone(view, each) for each in below):
            return {column: match[2].strip()}
    return {}


def _names_heading(heading: str, title: str) -> bool:
    """Whether one layout knows both, the first as what may stand alone above its rows."""
    for layout in load_layouts():
        head, below = (match_title(layout, (each.strip(),)) for each in (heading, title))
        if head and below and (head.field.heads or head.field.choices):
            return below.field.type == "text" and below.field is not head.field
    return False


def _is_alone(view: SheetView, row: int) -> bool:
    return sum(1 for _ in view.filled(row)) == 1
