"""A column's title under its group titles, as a header writes them."""

import re
from collections import defaultdict

from loaders.reading.headers.titles import layouts_knowing
from loaders.reading.view import SheetView

#: Column → its title under its group titles, outermost first; the title's own row.
Paths = dict[int, tuple[tuple[str, ...], int]]

_STEM = re.compile(r"([^（()）]+)[（(]([^（()）]+)[）)]")


def read_title_paths(view: SheetView, rows: range, columns: range) -> Paths:
    """The titles of the columns that have one."""
    carried = dict.fromkeys(rows, "")
    paths: Paths = {}
    for column in columns:
        path, at = _title_path(view, rows, column, carried)
        if path:
            paths[column] = (path, at)
    return _part_stems(paths)


def _part_stems(paths: Paths) -> Paths:
    """シーズ（会社） | シーズ（技術）: what stands before the brackets of several titles is the
    group of those within, where all of these are titles themselves."""
    parted = {at: found for at, (path, _) in paths.items() if (found := _STEM.fullmatch(path[-1]))}
    inner: defaultdict[str, set[str]] = defaultdict(set)
    for found in parted.values():
        inner[found[1]].add(found[2])
    groups = {
        stem
        for stem, titles in inner.items()
        if len(titles) > 1 and all(map(layouts_knowing, titles))
    }
    parts = {
        column: ((*paths[column][0][:-1], *found.groups()), paths[column][1])
        for column, found in parted.items()
        if found[1] in groups
    }
    return paths | parts


def _title_path(
    view: SheetView, rows: range, column: int, carried: dict[int, str]
) -> tuple[tuple[str, ...], int]:
    """One column's path; `carried` remembers group titles that were written but not merged."""
    texts = {row: _title_text(view, rows, row, column) for row in rows}
    own_below = bool(texts[rows[-1]])
    path: list[str] = []
    at = rows[0]
    for row in rows:
        text = texts[row]
        if row != rows[-1]:
            if text or not own_below:
                carried[row] = text
            text = text or carried[row]
        if text and (not path or path[-1] != text):
            path.append(text)
            at = view.origin(row, column)[0] if texts[row] else row
    return tuple(path), at


def _title_text(view: SheetView, rows: range, row: int, column: int) -> str:
    """A cell's text as a title; a cell merged down into the rows below is an answer."""
    if view.origins.get((rows[-1] + 1, column)) == view.origin(row, column):
        return ""
    if row == rows[-1] and view.origin(row, column)[1] != column:
        return ""  # a title merged across stands for its first column only
    return view.text(row, column)
