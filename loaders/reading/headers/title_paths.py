"""A column's title under its group titles, as a header writes them."""

from loaders.reading.view import SheetView


def read_title_paths(
    view: SheetView, rows: range, columns: range
) -> dict[int, tuple[tuple[str, ...], int]]:
    """Column → (its title under its group titles, outermost first; the title's own row)."""
    carried = dict.fromkeys(rows, "")
    paths: dict[int, tuple[tuple[str, ...], int]] = {}
    for column in columns:
        path, at = _title_path(view, rows, column, carried)
        if path:
            paths[column] = (path, at)
    return paths


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
