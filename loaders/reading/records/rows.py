"""One row (or card) of answers → one record, with a problem for every cell that failed."""

from collections.abc import Mapping
from typing import Any

from data.figures import list_ratios
from data.layout import Field, Layout
from loaders.checking.codes import CodedName, name_shift
from loaders.checking.problems import Problem
from loaders.grid import Grid, Position, a1
from loaders.reading.account import Mark
from loaders.reading.headers.titles import match_title
from loaders.reading.records.answers import Answer, Surroundings, list_words
from loaders.reading.records.lenses import DATED, Lenses
from loaders.reading.records.records import COUNTED_TYPES, Record, list_asked, split_date
from loaders.reading.records.related_days import relate_answer
from loaders.reading.records.statuses import Heard, StatusReader, names_day
from loaders.values.added_parts import add_titled_parts
from loaders.values.choices import drop_mark, parse_mark
from loaders.values.coerce import Context, coerce, list_count_units, split_target
from loaders.values.dates.dates import Scheduled
from loaders.values.dates.relative import RELATIVE, complete_day
from loaders.values.names.governments import name_with_code
from loaders.values.reading import BLANK, Reading
from loaders.values.remarks import find_date_before_status, find_status
from loaders.values.text import clean_text
from loaders.values.units import Scale, find_scale, holds_for, scale_value
from loaders.values.vocabulary import get_phrase
from words.problems import EXPECTED

#: What a cell is refused as that says 中止 instead of its date or number.
_UNSAID = frozenset({"invalid_date", "invalid_number"})


class RowReader:
    """Turns answers into records of one layout on one sheet, and collects the problems."""

    def __init__(self, layout: Layout, grid: Grid, surroundings: Surroundings) -> None:
        self.layout = layout
        self.grid = grid
        self.around = surroundings
        self.problems: list[Problem] = []
        self.faulty: set[str] = set()
        self.marked: set[Position] = set()
        self.names = [each.name for each in layout.answers]
        self.lenses = Lenses(grid, surroundings)
        self.words = list_words(layout)
        self.has_odd_cells = bool(grid.errors or grid.conflicts)
        self._above: dict[str, Any] = {}  # what the record above answered
        #: whether a table has a date for each stage, and no column that names it
        self.dates_tell_stage = False
        self._stage = next((each for each in layout.fields if each.type == "stage"), None)
        self.statuses = StatusReader(layout, grid)
        #: each row's code and name of a government, and where both contradict each other
        self._coded: list[CodedName] = []
        self._code: Answer | None = None
        #: column -> the unit that a group title over it or a row of units gives its figures
        self.scales: dict[int, Scale] = {}
        #: the same, of the row being read only: its own column says so
        self.row_scales: dict[int, Scale] = {}
        #: titles of columns whose figures were multiplied
        self._scaled: set[str] = set()
        #: cells beside the answers that decided something
        self.context: dict[Position, Mark] = {}

    def read(self, answers: list[Answer], row: int, cell: str) -> Record:
        """One record from its answers, which must come in `reading_order`."""
        record = self.start(row, cell)
        self.finish(record, answers)
        return record

    def start(
        self,
        row: int,
        cell: str,
        fields: dict[str, Any] | None = None,
        origins: dict[str, Position] | None = None,
    ) -> Record:
        """A record that nothing has answered yet, or of which only some fields are known."""
        self.faulty, self._code = set(), None
        record = Record(
            self.layout, self.grid.sheet, row, cell, fields or dict.fromkeys(self.names)
        )
        record.origins = origins or {}
        record.fiscal_year = self.around.fiscal_year
        return record

    def enter_year(self, year: int) -> None:
        """From here on rows are of this fiscal year; dates above no longer lend theirs."""
        if year != self.around.fiscal_year:
            self.around.fiscal_year = year
            self.lenses.dates.clear()

    def forget_year(self) -> None:
        """From here on nobody says of which year rows are."""
        self.around.fiscal_year = None
        self.lenses.dates.clear()

    def finish(self, record: Record, answers: list[Answer]) -> None:
        """The answers that no known word gave, then what captions and headings say."""
        if answers:
            self._read_answers(record, answers)
        self._fill_defaults(record)
        if self.dates_tell_stage and record.fields["stage"] is None:
            self._read_dated_stage(record)
        if self.statuses.is_needed:
            self.problems += self.statuses.settle(record, self.faulty)
        self._above = record.fields

    def _read_answers(self, record: Record, answers: list[Answer]) -> None:
        marks: list[Answer] = []
        helpers: dict[str, str] = {}
        for answer in answers:
            if answer.parts:
                record.parts += [(answer.field.name, each) for each in answer.parts]
            if answer.stage is not None:
                marks.append(answer)
            elif not self._read_plainly(record, answer):
                self._read_answer(record, answer, helpers)
        if marks:
            self._read_marks(record, marks)

    def _read_plainly(self, record: Record, answer: Answer) -> bool:
        """The short way for most cells of a ledger: words that mean the same in any row.

        False where the cell needs the rest of the row, or has something wrong with it.
        """
        field, value, position, *_ = answer
        known = self.words.get(field.name)
        if known is None or value.__class__ is not str:
            return False
        if self.has_odd_cells and self._is_odd(position):
            return False
        if value not in known and not known.learn(value):
            return False
        record.fields[field.name] = known[value]
        record.origins[field.name] = position
        return True

    def _is_odd(self, position: Position) -> bool:
        return position in self.grid.errors or position in self.grid.conflicts

    def report(self, code: str, cell: str, title: str, found: str = "", expected: str = "") -> None:
        self.problems.append(Problem(code, "", self.grid.sheet, cell, title, found, expected))

    def _read_answer(self, record: Record, answer: Answer, helpers: dict[str, str]) -> None:
        name = answer.field.name
        record.origins[name] = answer.position
        fault = self._find_fault(answer) if self.has_odd_cells else None
        if fault is not None:
            self._refuse(answer, fault)
            return
        if isinstance(answer.value, str) and answer.value[:1] in RELATIVE:
            answer = relate_answer(record, answer, self._above)
        elif self.lenses.month and answer.field.type in DATED:
            answer = answer._replace(value=complete_day(answer.value, self.lenses.month))
        scaled = self._scale(record, answer)
        lens = self.lenses.find(record, answer, helpers)
        reading = self.lenses.read(scaled, lens)
        if answer.field.type == "government":
            if reading.code is None and reading.value and not helpers:
                lens.learn(answer.value, reading, reading.value)
            reading = self._settle_government(record, answer, reading, helpers)
        elif reading.code in _UNSAID and self.layout.scheduled:
            reading = self._hear_status(answer, reading)
        if reading.code is not None:
            self._refuse(answer, reading)
        self._keep(record, answer, reading, helpers)

    def find_scale(self, field: Field, title: str, column: int) -> Scale | None:
        """What the figures of a column are counted in beyond one: its title says it first, then
        a row of units or a group title, then a note in, above or below the table."""
        if field.type not in COUNTED_TYPES:
            return None
        units = list_count_units() if field.type == "measure" else field.units
        noted = (each.scale for each in self.around.units if self._speaks_of(field, each.subject))
        own = self.row_scales.get(column), self.scales.get(column)
        said = (find_scale(title), *own, *noted)
        nearest = next((each for each in said if each and holds_for(each, units)), None)
        return nearest if nearest and nearest.factor > 1 else None

    def _speaks_of(self, field: Field, subject: str) -> bool:
        match = match_title(self.layout, (subject,)) if subject else None
        return not subject or (match is not None and match.field is field)

    def _scale(self, record: Record, answer: Answer) -> Answer:
        """The answer with its figure multiplied by its column's unit, which is said once, or
        added up where its title names the parts."""
        field, value, (_, column), title, *_ = answer
        if field.type == "count" and isinstance(value, str):
            value = add_titled_parts(title, value)
            answer = answer._replace(value=value)
        scale = self.find_scale(field, title, column)
        if scale is None or record.fields.get("indicator") in list_ratios():
            return answer
        units = list_count_units() if field.type == "measure" else field.units
        scaled = answer._replace(value=scale_value(value, scale, units))
        if scaled.value != value and title not in self._scaled:
            self._scaled.add(title)
            cell, factor = a1(*answer.position), f"{scale.factor:,}"
            self.report("scaled_figures", cell, title, scale.text, factor)
        return scaled

    def _find_fault(self, answer: Answer) -> Reading | None:
        """What the workbook itself says against a cell: an error value, two readings of it."""
        if answer.position in self.grid.errors:
            return Reading(code="formula_error", expected=self.grid.errors[answer.position])
        if answer.position in self.grid.conflicts:
            return Reading(
                code="readers_disagree", expected=" / ".join(self.grid.conflicts[answer.position])
            )
        return None

    def _refuse(self, answer: Answer, reading: Reading) -> None:
        code = reading.code or ""
        found, expected = clean_text(answer.value) or "", reading.expected
        if code in ("formula_error", "readers_disagree"):
            found, expected = reading.expected, ""
        # what nobody must answer may stand elsewhere: the record counts without it
        is_turned = code == "points_elsewhere" and not answer.field.required
        place = (self.grid.sheet, a1(*answer.position), answer.title)
        self.problems.append(Problem(code, "", *place, found, expected, is_turned))
        self.faulty.add(answer.field.name)

    def _settle_government(
        self, record: Record, answer: Answer, reading: Reading, helpers: dict[str, str]
    ) -> Reading:
        """A name that several governments bear is settled by the code beside it; a code that
        means another government than the name is a problem at both."""
        code = helpers.get("government_code")
        if code and reading.code == "ambiguous_government":
            return Reading(code)
        if not code or not reading.value or self._code is None:
            return reading
        self._coded.append(CodedName(record.row, code, reading.value))
        if code == reading.value:
            return reading
        named = Reading(code="code_mismatch", expected=name_with_code(reading.value))
        self._refuse(self._code, named)
        return named._replace(expected=name_with_code(code))

    def name_shift(self) -> None:
        """Where every contradiction comes of a column shifted by a row, say so."""
        self.problems = name_shift(self.problems, self._coded)

    def _hear_status(self, answer: Answer, reading: Reading) -> Reading:
        """「10月5日→中止」 in place of a date or a number: what is left of it as an answer."""
        text = answer.value if isinstance(answer.value, str) else ""
        status = find_status(text)
        if status is None:
            return reading
        self.statuses.hear(Heard(status, text, answer.title, answer.position))
        if answer.field.type in DATED and (day := find_date_before_status(text)):
            return coerce(answer.field, day, self.lenses.find_dated(answer.field).context)
        return reading if names_day(text) else BLANK

    def _keep(
        self, record: Record, answer: Answer, reading: Reading, helpers: dict[str, str]
    ) -> None:
        name = answer.field.name
        if reading.state in ("undecided", "not_applicable"):
            record.states[name] = reading.state
        if answer.field.helper:
            if name == "government_code":
                self._code = answer
            if reading.value is not None:
                helpers[name] = reading.value
        elif answer.field.type == "date":
            self._keep_date(record, answer, reading)
        else:
            record.fields[name] = reading.value
            if answer.field.type == "scheduled" and reading.value is not None:
                self.lenses.inherit(answer.field, reading)
            elif answer.field.type == "indicator":
                self._keep_target(record, answer)

    def _keep_date(self, record: Record, answer: Answer, reading: Reading) -> None:
        name = answer.field.name
        day, text = split_date(reading.value)
        if reading.value is None and reading.state in ("undecided", "not_applicable"):
            text = clean_text(answer.value)
        record.fields[name] = day
        if text is not None:
            record.fields[f"{name}_text"] = text
        if reading.value is not None:
            dates = self.lenses.dates
            lens = dates.get(name)
            self.lenses.inherit(answer.field, reading)
            if day and not text and lens and lens is dates[name] and not self.grid.coarse:
                lens.learn(answer.value, reading, day)

    def _keep_target(self, record: Record, answer: Answer) -> None:
        """「支援自治体数 100者」: the target stands behind the indicator."""
        indicator = record.fields["indicator"]
        if indicator is None or not isinstance(answer.value, str):
            return
        if not self.layout.has("target"):
            return
        _, target = split_target(answer.value)
        known = {spelling for each in answer.field.choices.values() for spelling in each}
        if target is None or answer.value.strip() in known:
            return
        context = Context(indicator=indicator)
        reading = coerce(self.layout.field("target"), target, context)
        record.fields["target"] = reading.value
        record.origins["target"] = answer.position

    def _read_marks(self, record: Record, marks: list[Answer]) -> None:
        """The furthest marked column is the stage; a date there is the stage's date too."""
        assert self._stage is not None
        order = list(self._stage.choices)
        reached: list[str] = []
        record.origins["stage"] = marks[0].position
        for answer in marks:
            record.parts.append(("stage", answer.position))
            if self._is_marked(record, answer):
                reached.append(answer.stage or "")
                self.marked.add(answer.position)
                record.origins["stage"] = answer.position
        if reached and "stage" not in self.faulty:
            record.fields["stage"] = max(reached, key=order.index)

    def _is_marked(self, record: Record, answer: Answer) -> bool:
        fault = self._find_fault(answer)
        reading = fault or parse_mark(answer.value)
        if reading.state == "undecided":
            reading = Reading(code="invalid_choice", expected=get_phrase("expected", "mark"))
        if reading.code is None:
            return bool(reading.value)
        dated = self.layout.field(f"{answer.stage}_on") if fault is None else None
        if dated is not None:
            shown = self.grid.coarse.get(answer.position, "day")
            context = Context(dates=self.lenses.frame_dates(dated), shown=shown)
            on = coerce(dated, drop_mark(answer.value), context)
            if on.value is not None and on.value.periods:
                self._keep_date(record, answer._replace(field=dated), on)
                record.origins[dated.name] = answer.position
                return True
        self._refuse(answer, reading)
        return False

    def _read_dated_stage(self, record: Record) -> None:
        """The furthest dated stage is the one reached, unless one of the dates is unclear."""
        names = self.layout.dates_in_order
        dated = [name for name in names if record.fields[name]]
        if dated and not self.faulty & {"stage", *names}:
            record.fields["stage"] = dated[-1].removesuffix("_on")
            record.origins["stage"] = record.origins[dated[-1]]

    def _fill_defaults(self, record: Record) -> None:
        """Captions and headings answer where the row itself says nothing."""
        for name, (value, position) in self.around.defaults.items():
            if record.fields.get(name) is None and name not in self.faulty:
                record.fields[name] = value
                record.origins[name] = position
                if isinstance(value, Scheduled) and self.layout.field(name).type == "date":
                    record.fields[name], text = split_date(value)
                    record.fields |= {f"{name}_text": text} if text else {}
        if self.around.forum is None or self.faulty & {"forum", "scope"}:
            return
        for name in ("forum", "scope"):
            if name in record.fields and record.fields[name] is None:
                record.fields[name] = self.around.forum

    def check_required(self, record: Record, places: Mapping[str, tuple[str, Position]]) -> None:
        """Report each required field that stayed empty, at its cell in this row.

        `places` gives each present column's title and cell; an absent column is
        reported once for the table, not here.
        """
        for each in list_asked(self.layout):
            answered = record.fields.get(each.name) is not None or each.name in self.faulty
            if not answered and each.name in places:
                title, position = places[each.name]
                record.origins[each.name] = position
                found = clean_text(self.grid.value(*position)) or ""
                self.report("missing_value", a1(*position), title, found, EXPECTED["required"])
