"""The rows below a header: records, totals, headings, notes."""

from collections.abc import Iterator

from loaders.grid import Area, Value, a1
from loaders.reading.account import HEADING, PRELISTED, UNREAD, Mark
from loaders.reading.context.set_aside import SET_ASIDE, is_absence, takes_back
from loaders.reading.headers.header_match import Header
from loaders.reading.records.answers import Surroundings, reading_order
from loaders.reading.records.records import Record, SheetResult, list_asked
from loaders.reading.records.rows import RowReader
from loaders.reading.row_labels import points_at_rows
from loaders.reading.tables.columns.column_answers import ColumnAnswers
from loaders.reading.tables.columns.column_context import (
    find_group_scales,
    find_outline,
    find_title_years,
    read_units,
)
from loaders.reading.tables.columns.row_context import RowContext
from loaders.reading.tables.columns.untitled import find_untitled_columns, settle_columns
from loaders.reading.tables.columns.weekdays import Weekdays
from loaders.reading.tables.dated_remarks import answer_by_remarks
from loaders.reading.tables.headings import Headings
from loaders.reading.tables.other_rows.aside_rows import AsideRows
from loaders.reading.tables.other_rows.continuations import Continuations
from loaders.reading.tables.other_rows.furniture import FurnitureFinder
from loaders.reading.tables.other_rows.side_rows import is_bare_total, sums_up
from loaders.reading.tables.plain_rows import CONTEXT_TYPES, PlainRows
from loaders.reading.tables.regions import list_regions
from loaders.reading.tables.spoken_lines import hear_above
from loaders.reading.tables.table_result import Cells, TableResult
from loaders.reading.tables.totals.total_rows import TotalRows
from loaders.reading.view import SheetView
from loaders.values.text import clean_text, is_total, read_blank_state, says_nothing_was
from loaders.values.units import Scale
from words.problems import EXPECTED

#: Rows below the titles that may number or explain the columns.
FIRST_ROWS = 2
WITHDRAWAL, NOTHING = Mark("context", "withdrawal"), Mark("context", "nothing_to_report")


class TableReader:
    """Reads the body of one table, top to bottom."""

    def __init__(
        self, view: SheetView, header: Header, last_row: int, around: Surroundings
    ) -> None:
        self.view, self.header, self.last_row = view, header, last_row
        self.around = around
        settle_columns(view, header, last_row)
        self.rows = RowReader(header.layout, view.grid, around)
        empty = SheetResult(view.grid.sheet, header.layout)
        self.result = TableResult(header, empty, around, header.last_row)
        self.records: list[Record] = empty.records
        self.columns = sorted(header.columns, key=lambda each: reading_order(each.field))
        self.by_column = {each.column: each for each in header.columns}
        self.titles = {each.field.name: each for each in reversed(header.columns)}
        if header.layout.has("stage") and "stage" not in self.titles:
            self.rows.dates_tell_stage = self.titles.keys() >= {*header.layout.dates_in_order}
        self._required = [each.name for each in list_asked(header.layout)]
        self._gap = False
        #: the last row that stands close enough to be the table's, read or not
        self._inside = header.last_row
        self._problems_before = 0  # those of the rows before the one being read
        self._untitled = find_untitled_columns(view, header, last_row)
        self.columns = [*self._untitled, *self.columns]
        self.result.columns = self.columns
        self.by_column |= {each.column: each for each in self._untitled}
        around.repeats |= find_outline(view, header, last_row)
        self._answers = ColumnAnswers(view, self.columns, self.rows, around)
        self._headings = Headings(header, self.by_column, around, self.rows)
        self._totals = TotalRows(self.result, self.by_column, self._headings, self.rows)
        self._furniture = FurnitureFinder(
            header, self.by_column, last_row, around.sheet_titles, view
        )
        self._continuations = Continuations(view, header, self.by_column, self._required)
        self._weekdays = Weekdays(header)
        self._row_context = RowContext(view, header, self.rows)
        self.rows.scales = find_group_scales(view, header)
        self.rows.lenses.title_years = find_title_years(header)
        self._aside = AsideRows(view, last_row, self._headings)
        self._spoken_rows = {row for row, _ in around.spoken}
        #: columns of ours, and those of another year's answers
        self._apart = self.by_column.keys() | header.other_years | header.superseded
        self._first = 1 if header.alone else min([*self.by_column, *header.strangers])
        self._last = max([*self.by_column, *header.strangers])

    def _find_plain_rows(self) -> PlainRows | None:
        """What tells rows by their values, where nothing else says what they are."""
        others = [self._row_context.is_needed, self.view.grid.struck]
        others += [self._weekdays.are_asked, self._furniture.compares, self._answers.stand_in]
        if any(others) or not self._answers.stand_alone:
            return None
        area = Area(self.header.last_row + FIRST_ROWS + 1, self._first, self.last_row, self._last)
        return PlainRows(self._answers, self.rows, self._furniture, self._apart, area)

    def read(self) -> TableResult:
        above = hear_above(self.header, self.view.grid, self.around)
        self.result.result.marks |= dict.fromkeys(above, HEADING)
        plain = self._find_plain_rows()
        for row in range(self.header.last_row + 1, self.last_row + 1):
            if plain and self._read_plain(row, plain):
                continue
            cells = self._cells(row)
            if self.view.grid.struck and self._read_struck_row(row, cells):
                continue
            if not cells:
                self._gap |= row not in self._spoken_rows
                continue
            if self._headings.start_caption(cells):
                self._inside = max([self._inside, *self._list_rows_below(row)])
                break
            self._read_row(row, cells)
            if not self._gap:
                self._inside = row
        if plain:
            plain.look_back(self.last_row + 1)
        self.rows.name_shift()
        self.rows.row_scales = {}
        self.result.scales = self._list_scales()
        self.result.result.problems += [*self.rows.problems, *self._aside.problems]
        self.result.result.marks |= self.rows.context | self.rows.statuses.marks
        self.result.marked = self.rows.marked
        self.result.groups = self._answers.list_groups()
        bottom = max(self._inside, self.result.last_row)
        self.result.result.regions += list_regions(
            self.view, self.header, self.columns, (self._first, bottom), self.result.result.marks
        )
        return self.result

    def _list_rows_below(self, row: int) -> Iterator[int]:
        """The rows below a caption that look like the table's own: no one else will read them."""
        for below in range(row + 1, self.last_row + 1):
            if sum(column in self.by_column for column, _ in self._cells(below)) > 1:
                yield below

    def _cells(self, row: int) -> Cells:
        """The row's own values inside the table, error cells included."""
        values = self.view.grid.rows[row - 1]
        first, origins = self._first, self.view.origins
        cells: Cells = [
            (column, value)
            for column, value in enumerate(values[first - 1 : self._last], start=first)
            if value is not None and (value.__class__ is not str or (value and not value.isspace()))
        ]
        if row in self._spoken_rows:
            cells = [each for each in cells if (row, each[0]) not in self.around.spoken]
        if origins:
            cells = [(column, value) for column, value in cells if (row, column) not in origins]
        if self.view.grid.errors:
            cells += self._error_cells(row, {column for column, _ in cells})
        return cells

    def _error_cells(self, row: int, present: set[int]) -> Iterator[tuple[int, Value]]:
        for column in self.by_column:
            if column not in present and (row, column) in self.view.grid.errors:
                yield column, self.view.grid.errors[row, column]

    def _list_scales(self) -> dict[int, Scale]:
        found = {
            each.column: self.rows.find_scale(each.field, each.title, each.column)
            for each in self.columns
        }
        return {column: scale for column, scale in found.items() if scale}

    def _read_row(self, row: int, cells: Cells) -> None:
        if row == self.header.last_row + 1 and self._read_units(row, cells):
            return
        if self._aside.takes(row, cells, bool(self.records)):
            self.result.mark(row, cells, *SET_ASIDE)
            return
        if rule := self._furniture.find(row, cells):
            self.result.mark(row, cells, "copy" if rule == "repeat" else "furniture", rule)
            if rule == "repeated_title":
                self._totals.turn_page()
                self._answers.turn_page()
            return
        if len(cells) == 1 and (
            self._totals.read_count_line(row, *cells[0]) or self._read_lone_cell(row, *cells[0])
        ):
            return
        labels = [value for _, value in cells[:3] if isinstance(value, str)]
        is_labelled = self.header.layout.totals and any(map(is_total, labels))
        if is_labelled and sums_up(cells, self.by_column):
            self._totals.read(row, cells)
        elif not labels and is_bare_total(cells, self.by_column, self.records):
            self._totals.add_bare(row, cells)
        elif self._says_something(cells):
            beside = self._list_beside(cells)
            self._read_record(row, cells, beside)
            self._hear_withdrawal(row, cells, cells if self._has_failed() else beside)
        else:
            self.result.mark(row, cells, *(NOTHING if self._is_of_nothing(cells) else PRELISTED))

    def _read_units(self, row: int, cells: Cells) -> bool:
        """The row below the titles that says how each column is filled in: 人, 千円, （年月日）."""
        if (units := read_units(cells)) is None:
            return False
        self.rows.scales |= units
        self.result.mark(row, cells, "context", "units")
        return True

    def _says_something(self, cells: Cells) -> bool:
        """Whether a row holds more than a number, a forum, a preprinted helper or 該当なし."""
        for column, value in cells:
            known = self.by_column.get(column)
            if known is None or known.field.helper or known.field.type in ("forum", "scope"):
                continue
            state = read_blank_state(value)
            if state is None or state.state == "undecided":
                return not self._is_of_nothing(cells)
        return False

    def _is_of_nothing(self, cells: Cells) -> bool:
        """Whether a row says 開催なし, and no more than when or whose that was."""
        is_nothing = False
        for column, value in cells:
            known = self.by_column.get(column)
            if known is None or known.field.helper or known.field.type in CONTEXT_TYPES:
                continue
            if known.field.type in ("text", "choice") and says_nothing_was(value):
                is_nothing = True
            elif read_blank_state(value) is None:
                return False
        return is_nothing

    # -- rows that no longer hold --------------------------------------------------------

    def _read_struck_row(self, row: int, cells: Cells) -> bool:
        """Whether all that a row says is struck through; it is read as it stood, and waits."""
        struck = self.view.grid.struck
        gone = [
            (column, struck[row, column])
            for column in range(self._first, self._last + 1)
            if (row, column) in struck and self.view.grid.value(row, column) in (None, "")
        ]
        labels = [value for _, value in gone[:3] if isinstance(value, str)]
        if self._says_something(cells) or not self._says_something(gone):
            return False
        if not any(is_total(label) for label in labels):
            stood = [*cells, *gone]
            self._read_record(row, stood, self._list_beside(stood))
            self._withdraw(EXPECTED["struck_out"])
        return True

    def _hear_withdrawal(self, row: int, cells: Cells, saying: Cells) -> None:
        """Let the row's record wait where the row itself takes it back: in a cell beside its
        answers, or of a record that failed in any."""
        if sign := self._find_withdrawal(saying):
            rest = [each for each in cells if each[1] != sign]
            self.result.mark(row, [each for each in cells if each[1] == sign], *WITHDRAWAL)
            self._withdraw(sign, is_empty=not self._says_something(rest))

    def _find_withdrawal(self, cells: Cells) -> str:
        """What marks a row as taken back."""
        for _, value in cells:
            if isinstance(value, str) and (takes_back(value) or self._is_absent(value)):
                return value
        return ""

    def _has_failed(self) -> bool:
        """Whether something is wrong with the last record, or it lacks what it must say."""
        return bool(self.rows.faulty) or None in map(self.records[-1].fields.get, self._required)

    def _is_absent(self, text: str) -> bool:
        """Whether a cell says that whom its row names is none of those listed: 非会員."""
        return self.header.layout.key == ("government",) and is_absence(text)

    def _list_beside(self, cells: Cells) -> Cells:
        """The cells of a row in no column of ours, nor in one of another year's answers."""
        return [each for each in cells if each[0] not in self._apart]

    def _withdraw(self, sign: str, is_empty: bool = False) -> None:
        """Let the row's record wait, with one problem; a row that only says 欠番 is none."""
        del self.rows.problems[self._problems_before :]
        if is_empty:
            self.records.pop()
            return
        record = self.records[-1]
        record.withdrawn = True
        self.rows.report("withdrawn_record", record.cell, "", sign)

    # -- rows with one cell -------------------------------------------------------------

    def _read_lone_cell(self, row: int, column: int, value: Value) -> bool:
        """A heading, a note, or nothing; False where the row must be read as a record."""
        if (row, column) in self.view.grid.errors or not isinstance(value, str):
            return column not in self.by_column
        widens = self._widens(row)
        rule = "nothing_to_report" if self._says_nothing(column, value) else ""
        if not rule and self._headings.set(row, column, value, not self._gap, widens):
            rule = "heading"
        is_frame = widens and self._headings.is_frame(column, value)
        is_unheard = is_frame or points_at_rows(value) or self._is_band(row, column)
        if not rule and is_unheard:
            self.result.mark(row, [(column, value)], *UNREAD)
            return True
        if rule:
            self.result.mark(row, [(column, value)], "context", rule)
        return bool(rule) or not self._headings.is_record(column, value, not self._gap)

    def _says_nothing(self, column: int, value: str) -> bool:
        return read_blank_state(value) is not None or self._is_of_nothing([(column, value)])

    def _widens(self, row: int) -> bool:
        """Whether the row below answers several columns."""
        return row < self.last_row and len(self._cells(row + 1)) > 1

    def _is_band(self, row: int, column: int) -> bool:
        """Whether a lone text is merged over several columns of different titles: it speaks of
        the rows, whatever it says of them, and answers none."""
        covered = sum(self.view.origin(row, each) == (row, column) for each in self.by_column)
        return covered > 1

    # -- records ------------------------------------------------------------------------

    def _read_plain(self, row: int, plain: PlainRows) -> bool:
        """The short way for a row that no rule about rows looks at; False for any other."""
        may = row not in self._spoken_rows and not self._aside.is_on and self._answers.stand_alone
        self._problems_before = len(self.rows.problems)
        if (read := plain.read(row) if may else None) is None:
            plain.look_back(row)
            return False
        self.rows.finish(*read)
        is_short = self._end_record(read[0])
        if is_short or self.rows.faulty:
            cells = self._cells(row)
            self._hear_withdrawal(row, cells, cells)
        self._inside = row
        return True

    def _read_record(self, row: int, cells: Cells, beside: Cells) -> None:
        own = dict(cells)
        is_next = self.result.last_row == row - 1
        if self.records and (
            joint := self._continuations.find(row, own, self.records[-1], is_next)
        ):
            self._extend_record(row, own, joint.sign)
            return
        if self._row_context.is_needed:
            self._row_context.enter(row, own)
        self._problems_before = len(self.rows.problems)
        first = min(own.keys() & self.by_column.keys())
        record = self.rows.start(row, a1(row, first))
        answers = self._answers.read(record, row, own)
        self._hear_remarks(row, beside)
        self.rows.finish(record, answers)
        self._weekdays.check(record, own, self.rows)
        answer_by_remarks(record, beside, self.rows.faulty)
        self._end_record(record)

    def _end_record(self, record: Record) -> bool:
        """Keep a record; whether it lacks what it must say."""
        row = record.row
        is_short = None in map(record.fields.get, self._required)
        if is_short:
            places = {n: (each.title, (row, each.column)) for n, each in self.titles.items()}
            self.rows.check_required(record, places)
        if self.rows.faulty:
            self.result.faulty |= {(row, name) for name in self.rows.faulty}
        self.records.append(record)
        self.result.last_row = row
        self._gap = False
        return is_short

    def _hear_remarks(self, row: int, beside: Cells) -> None:
        """What stands beside the answers: 「コロナのため中止」 under 備考."""
        for column, value in beside if self.rows.statuses.listens else ():
            if isinstance(value, str):
                title = self.header.strangers.get(column, "")
                self.rows.statuses.hear_remark(value, title, (row, column))

    def _extend_record(self, row: int, own: dict[int, Value], sign: str) -> None:
        record = self.records[-1]
        for at, value in own.items():
            if at in self.by_column and (text := clean_text(value)):
                name = self.by_column[at].field.name
                before = record.fields[name]
                record.fields[name] = f"{before}{sign}{text}" if before else text
                record.parts.append((name, (row, at)))
                record.origins.setdefault(name, (row, at))
        self.result.last_row = row
