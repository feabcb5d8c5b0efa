"""How each field's answers are read: in the light of the rows above, the row, the number format."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data.layout import Field
from loaders.grid import Grid, Value
from loaders.reading.records.answers import Answer, Surroundings
from loaders.reading.records.records import Record
from loaders.values.coerce import Context, coerce
from loaders.values.dates.dates import DateContext, next_context
from loaders.values.dates.fiscal_years import find_fiscal_year
from loaders.values.reading import Reading

DATED = frozenset({"date", "scheduled"})


@dataclass(slots=True)
class Lens:
    """How one field is read in one context, and what it gave: ledgers repeat themselves."""

    context: Context
    readings: dict[tuple[type, Value], Reading] = field(default_factory=dict)
    #: what means the same in any row: dates of one day that lend the rows below nothing that they
    #: have not, and names of governments
    known: dict[Value, str] = field(default_factory=dict)

    def learn(self, value: Value, reading: Reading, meaning: str) -> None:
        """Remember what was read as it stands, for the rows below."""
        kind = value.__class__
        if kind in (str, date) and self.readings.get((kind, value)) is reading:
            self.known[value] = meaning


class Lenses:
    """The lenses of one table's fields, each made once."""

    def __init__(self, grid: Grid, surroundings: Surroundings) -> None:
        self._grid, self._around = grid, surroundings
        #: field name -> how its dates are read just now: the rows above say era and year
        self.dates: dict[str, Lens] = {}
        #: the month that a heading gives to the days below it
        self.month: tuple[int | None, int] | None = None
        #: field name -> the calendar year that its column's title gives to its dates
        self.title_years: dict[str, int] = {}
        self._known: dict[tuple[Any, ...], Lens] = {}

    def find(self, record: Record, answer: Answer, helpers: dict[str, str]) -> Lens:
        """The field in the light of what its reading leans on: dates above, row, number format."""
        name, kind = answer.field.name, answer.field.type
        if kind in DATED:
            return self.dates.get(name) or self.find_dated(answer.field)
        if kind == "government":
            return self.find_local(record, name, helpers.get("prefecture"))
        percent, indicator = answer.position in self._grid.percents, record.fields.get("indicator")
        lens = self._known.get((name, percent, indicator))
        return lens or self._add(
            (name, percent, indicator), percent_cell=percent, indicator=indicator
        )

    def find_local(self, record: Record, name: str, prefecture: str | None = None) -> Lens:
        """Governments of a field as read for the record's forum, and its prefecture if it says
        one."""
        forum = record.fields.get("forum") or self._around.forum
        prefecture = prefecture or self._around.prefecture
        lens = self._known.get((name, forum, prefecture))
        return lens or self._add((name, forum, prefecture), forum=forum, prefecture=prefecture)

    def find_dated(self, field: Field, dates: DateContext | None = None) -> Lens:
        """Dates of a field as read from this row on."""
        dates = dates or self.frame_dates(field)
        key = (field.name, dates)
        lens = self._known.get(key) or self._add(key, dates=dates)
        self.dates[field.name] = lens
        return lens

    def _add(self, key: tuple[Any, ...], **said: Any) -> Lens:
        lens = self._known[key] = Lens(Context(**said))
        return lens

    def read(self, answer: Answer, lens: Lens) -> Reading:
        if shown := self._grid.coarse.get(answer.position):
            return coerce(answer.field, answer.value, lens.context._replace(shown=shown))
        key = (answer.value.__class__, answer.value)
        reading = lens.readings.get(key)
        if reading is None:
            reading = lens.readings[key] = coerce(answer.field, answer.value, lens.context)
        return reading

    def frame_dates(self, field: Field) -> DateContext:
        """Dates without a year lie in the sheet's year, but only where the field says so."""
        year = self._around.fiscal_year if field.within_year else None
        titled = self.title_years.get(field.name, year)
        if titled != year:
            return DateContext(year=titled, since_1904=self._grid.since_1904)
        return DateContext(fiscal_year=year, since_1904=self._grid.since_1904)

    def inherit(self, field: Field, reading: Reading) -> None:
        """The rows below inherit era and year, unless this date strays from the sheet's year."""
        lens = self.dates.get(field.name)
        context = lens.context.dates if lens else self.frame_dates(field)
        periods = reading.value.periods
        strays = periods and find_fiscal_year(periods[0][0]) != context.fiscal_year
        if context.fiscal_year is not None and strays:
            return
        following = next_context(reading.value, context)
        if lens is None or following is not context:
            self.find_dated(field, following)
