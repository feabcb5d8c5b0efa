"""What a table's titles say of its figures and rows: units, and which column names the year."""

from collections.abc import Sequence

from data.layout import title_key, title_keys
from loaders.grid import Value
from loaders.reading.headers.header_match import Column, Header
from loaders.reading.headers.title_paths import read_title_paths
from loaders.reading.records.lenses import DATED
from loaders.reading.records.records import COUNTED_TYPES
from loaders.reading.row_labels import is_bracketed, is_numbering_title
from loaders.reading.view import SheetView
from loaders.values.dates.fiscal_years import parse_title_year
from loaders.values.text import is_total, read_blank_state
from loaders.values.units import Scale, find_scale, parse_unit
from loaders.values.vocabulary import get_words

#: Types whose answers group a report's rows; a text that nobody must give may, too.
OUTLINED = frozenset({"stage", "choice", "choices", "text", "forum"})


def find_group_scales(view: SheetView, header: Header) -> dict[int, Scale]:
    """Column -> the unit that a group title over it names, the nearest first."""
    columns = range(1, max(each.column for each in header.columns) + 1)
    paths = read_title_paths(view, range(header.first_row, header.last_row + 1), columns)
    return {
        column: scales[-1]
        for column, (path, _) in paths.items()
        if (scales := [scale for title in path if (scale := find_scale(title))])
    }


def find_year_column(header: Header) -> int | None:
    """The column, no field's own, that says which fiscal year each row is of."""
    titles = {title_key(word) for word in get_words("years", "titles")}
    found = (at for at, title in header.strangers.items() if titles & set(title_keys(title)))
    return next(found, None)


def find_title_years(header: Header) -> dict[str, int]:
    """Field name -> the calendar year that the title of its column of dates names."""
    dated = [each for each in header.columns if each.field.type in DATED]
    years = {each.field.name: parse_title_year(each.title) for each in dated}
    return {name: year for name, year in years.items() if year is not None}


def find_unit_columns(header: Header) -> dict[int, list[int]]:
    """The columns that say what each row's figures are counted in, with those of the figures: left
    of it as far as another such, else right of it."""
    titled = {title_key(word) for word in get_words("units", "titles")}
    units = sorted(at for at, title in header.strangers.items() if title_key(title) in titled)
    counted = [each.column for each in header.columns if each.field.type in COUNTED_TYPES]
    bounds = [0, *units, header.last_column + 1]
    found: dict[int, list[int]] = {}
    for before, unit, after in zip(bounds, units, bounds[2:], strict=False):
        left = [at for at in counted if before < at < unit]
        found[unit] = left or [at for at in counted if unit < at < after]
    return found


def read_units(cells: Sequence[tuple[int, Value]]) -> dict[int, Scale] | None:
    """Column -> the unit that its cell is; None where a cell is neither a unit, a hint in
    brackets nor blank."""
    units = {column: parse_unit(str(value)) for column, value in cells}
    noted = {column for column, value in cells if is_bracketed(str(value))}
    if not (any(units.values()) or len(noted) > 1) or not all(
        isinstance(value, str) and (units[column] or column in noted or read_blank_state(value))
        for column, value in cells
    ):
        return None
    return {column: unit for column, unit in units.items() if unit}


def find_outline(view: SheetView, header: Header, last_row: int) -> frozenset[str]:
    """The field of the first column, where it is written once for each group of rows, and a
    subtotal in it closes every group, or each group is another forum's: a report in outline form.
    """
    first = min(header.columns, key=lambda each: each.column)
    if first.field.type == "government" and _is_counted_within(view, header, first, last_row):
        return frozenset({first.field.name})
    may_group = first.field.type in OUTLINED and (
        first.field.type != "text" or not first.field.required
    )
    if first.stage is not None or not may_group:
        return frozenset()
    rows = [row for row in range(header.last_row + 1, last_row + 1) if view.is_filled(row)]
    texts = [view.text(row, first.column) for row in rows]
    if first.field.type == "forum":
        return frozenset({first.field.name} if _names_each_once(texts) else ())
    totals = [at for at, text in enumerate(texts) if is_total(text)]
    if len(totals) < 2:
        return frozenset()
    groups, start = [], 0
    for end in totals:
        groups += [texts[start:end]] if end > start else []
        start = end + 1
    is_outline = all(group[0] and not any(group[1:]) for group in groups)
    return frozenset({first.field.name} if is_outline else ())


def _is_counted_within(view: SheetView, header: Header, first: Column, last_row: int) -> bool:
    """Whether a column of numbers beside a name begins anew at each name, of which there are
    several, and goes on where none stands: 豊田市 | 1, blank | 2."""
    numbers = [at for at, title in header.strangers.items() if is_numbering_title(title)]
    if len(numbers) != 1:
        return False
    rows = range(header.last_row + 1, last_row + 1)
    lines = [(view.value(row, first.column), view.value(row, numbers[0])) for row in rows]
    told = [(name, number) for name, number in lines if isinstance(number, int | float)]
    goes_on = [number for name, number in told if name is None]
    expected = 0.0
    for name, number in told:
        expected = 1 if name is not None else expected + 1
        if number != expected:
            return False
    return bool(goes_on) and len(told) - len(goes_on) > 1


def _names_each_once(texts: Sequence[str]) -> bool:
    """Whether blanks follow names of which none stands twice."""
    named = [text for text in texts if text]
    is_grouped = len(named) > 1 and bool(texts[0]) and len(named) < len(texts)
    return is_grouped and len(set(named)) == len(named)
