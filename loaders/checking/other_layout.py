"""A sheet whose heading names another of our sheets than it was read as."""

from collections.abc import Iterator, Sequence

from data.layout import Layout, find_layout
from loaders.checking.problems import Problem
from loaders.grid import Grid, Position, a1
from loaders.reading.account import list_texts_above
from loaders.reading.headers.titles import layouts_named, match_title
from loaders.reading.records.records import SheetResult


def report_other_layout(results: Sequence[SheetResult], grid: Grid) -> None:
    """Where a heading names a layout that some of the sheet's titles fit, and none of those read:
    figures would be counted as another kind, so the sheet waits until a person says."""
    named = list(_list_headings(results, grid))
    if any(each.layout and each.layout.id in ids for each in results for _, _, ids in named):
        return
    for (row, column), text, ids in named:
        if other := next((o for o in map(find_layout, sorted(ids)) if _fits(results, o)), None):
            for each in results:
                assert each.layout is not None
                place = (grid.sheet, a1(row, column), other.title)
                each.problems.append(Problem("other_layout", "", *place, text, each.layout.title))
            return


def _list_headings(
    results: Sequence[SheetResult], grid: Grid
) -> Iterator[tuple[Position, str, frozenset[str]]]:
    """The texts above all tables that name a layout."""
    regions = (region for each in results for region in each.regions)
    for position, text in list_texts_above(grid, regions):
        if found := layouts_named(text):
            yield position, text.strip(), found


def _fits(results: Sequence[SheetResult], layout: Layout) -> bool:
    """Whether any title over an answer is one of a layout's, but for whose the sheet is."""
    titles = {t for each in results for region in each.regions for t in region.list_titles()}
    matches = (match_title(layout, (title,)) for title in titles)
    return any(each is not None and each.field.type != "forum" for each in matches)
