"""calamine's reading of the same workbook, held against ours cell by cell."""

import contextlib
import io
import math
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, datetime, time, timedelta, timezone

import python_calamine

from loaders.grid import Value
from loaders.opening import limits
from loaders.opening.sparse_grid import SparseGrid

_JAPAN = timezone(timedelta(hours=9))
_EPOCHS = (datetime(1899, 12, 30), datetime(1904, 1, 1))
#: Its thread is started with the process, which may start none later.
_BESIDE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="calamine")


def start_thread() -> None:
    """Start what reads beside us, before the process gives up starting anything."""
    _BESIDE.submit(int).result()


class SecondReading:
    """calamine on one workbook. Any failure of it, panics included, is `failed`."""

    def __init__(self, data: bytes) -> None:
        self.failed = False
        self._ahead: Future[None] | None = None
        self._sheet: python_calamine.CalamineSheet | None = None
        try:
            self._book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
            self._names = list(self._book.sheet_names)
        except (KeyboardInterrupt, MemoryError):
            raise
        except BaseException:  # a panic in the parser is no Exception
            self.failed, self._names = True, []

    def fetch_ahead(self, name: str) -> None:
        """Let calamine parse a sheet, without the interpreter's lock, while we read it too."""
        if self._names.count(name) == 1:
            self._ahead = _BESIDE.submit(self._fetch, name)

    def _fetch(self, name: str) -> None:
        self._sheet = None
        with contextlib.suppress(BaseException):  # `compare` asks again and sees the failure
            self._sheet = self._book.get_sheet_by_name(name)

    def _take_sheet(self, name: str) -> python_calamine.CalamineSheet:
        if self._ahead is not None:
            self._ahead.result()
        sheet, self._sheet, self._ahead = self._sheet, None, None
        if sheet is not None and sheet.name == name:
            return sheet
        return self._book.get_sheet_by_name(name)

    def compare(self, grid: SparseGrid) -> bool:
        """Note in `grid.conflicts` where calamine reads otherwise; False if it can't read."""
        if self._names.count(grid.sheet) != 1 or grid.box > limits.SHEET_CELLS:
            return False
        try:
            sheet = self._take_sheet(grid.sheet)
            if sheet.start is None:
                _compare_empty(grid)
            else:
                _compare_rows(grid, sheet.start[1], sheet.iter_rows())
        except (KeyboardInterrupt, MemoryError):
            raise
        except BaseException:  # a panic in the parser is no Exception
            return False
        return True


def _compare_empty(grid: SparseGrid) -> None:
    for number, values in grid.rows.items():
        _compare_cells(grid, number, values, [])


def _compare_rows(grid: SparseGrid, before: int, rows: Iterator[Sequence[Value]]) -> None:
    """Row by row, at C speed while they agree. Theirs come from row 1, `before` columns in."""
    number = 0
    for number, theirs in enumerate(rows, start=1):
        ours = grid.rows.get(number, [])
        if before or len(ours) != len(theirs):
            width = before + len(theirs)
            theirs = [*[""] * before, *theirs]
            ours = [*ours, *[""] * (width - len(ours))]
        if ours != theirs:
            _compare_cells(grid, number, ours, theirs)
    for beyond in [row for row in grid.rows if row > number]:
        _compare_cells(grid, beyond, grid.rows[beyond], [])


def _compare_cells(
    grid: SparseGrid, row: int, ours: Sequence[Value], theirs: Sequence[Value]
) -> None:
    theirs = [*theirs, *[""] * (len(ours) - len(theirs))]
    for column, (our, their) in enumerate(zip(ours, theirs, strict=False), start=1):
        if our == their or (row, column) in grid.errors or means_same(our, their):
            continue
        grid.conflicts.setdefault((row, column), (show_value(their), show_value(our)))


def show_value(value: Value) -> str:
    return "（空）" if value is None or value == "" else str(value)


def means_same(ours: Value, theirs: Value) -> bool:
    """Whether two readings differ in spelling only: white space, a serial and its date.

    >>> means_same("橋 \\n", "橋"), means_same(date(2020, 6, 18), 44000.0), means_same("1", 1)
    (True, True, False)
    """
    if isinstance(ours, str) and isinstance(theirs, str):
        return "".join(ours.split()) == "".join(theirs.split())
    if isinstance(ours, date) and isinstance(theirs, str):
        return _names_day(theirs, ours)
    if isinstance(ours, time | timedelta) and isinstance(theirs, str):
        return theirs.startswith(("PT", "-PT"))  # ods: calamine leaves durations as written
    if isinstance(ours, int | float) and ours < 0 and theirs == time.min:
        return True  # calamine shows a day before the first as midnight
    if isinstance(ours, str) or isinstance(theirs, str) or ours is None or theirs is None:
        return False
    return any(
        math.isclose(left, right, rel_tol=1e-12, abs_tol=1e-5)
        for left in _list_serials(ours)
        for right in _list_serials(theirs)
    )


def _names_day(text: str, day: date) -> bool:
    """Whether a moment left as written is of that day, in Japan too where it names a zone.

    >>> _names_day("2020-09-01T00:00:00Z", date(2020, 9, 1))
    True
    >>> _names_day("2020-08-31T15:00:00Z", date(2020, 8, 31))  # midnight of 1 September in Japan
    False
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return False
    here = moment.astimezone(_JAPAN) if moment.tzinfo else moment
    return here.date() == moment.date() == (day.date() if isinstance(day, datetime) else day)


def _list_serials(value: Value) -> list[float]:
    """The day numbers a value can stand for, under either date system."""
    if isinstance(value, time):
        return [(datetime.combine(date.min, value) - datetime.min) / timedelta(days=1)]
    if isinstance(value, timedelta):
        return [value / timedelta(days=1)]
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time.min)
        serials = [(moment - epoch) / timedelta(days=1) for epoch in _EPOCHS]
        return [*serials, serials[0] - 1]
    return [float(value)] if isinstance(value, int | float) else []
