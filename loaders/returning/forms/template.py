"""Blank forms, made from the same layouts that the reader knows.

A form has three sheets: the form itself, 記入例 (filled rows to look at) and 入力リスト (the
choices of its drop-downs). The last two carry a mark by which the reader passes them over
(`own_sheets`). What stands on all forms is in template.toml, the rest in the layouts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.figures import list_ratios
from data.layout import Field, Layout, Shape, load_layouts
from loaders.returning.forms import look as looks
from loaders.returning.forms.choices import ChoiceLists, find_home_government
from loaders.returning.forms.look import Look, put
from loaders.returning.forms.words import load_words
from loaders.returning.marking.book_saving import save_book
from loaders.returning.own_sheets import load_own_sheets
from loaders.values.dates.eras import load_eras
from loaders.values.names.forums import Forum, list_senders

#: A layout, a forum and a fiscal year.
Wanted = tuple[str, str, int]
#: Eras a form's year may be written in, latest first.
_ERA_LETTERS = ("R", "H")
#: What a form that names its rows has filled in already.
_PREFILLED_TYPES = ("scope", "indicator")
#: Excel shows at most this many characters of a hint.
LONGEST_HINT = 255


@dataclass(frozen=True, slots=True)
class Form:
    """What one form is for: a layout, a forum and a fiscal year (None: left to the sender)."""

    layout: Layout
    forum: Forum | None
    fiscal_year: int | None
    shape: Shape

    @property
    def title(self) -> str:
        year = format_fiscal_year(self.fiscal_year) + "　" if self.fiscal_year else ""
        return year + self.layout.title

    @property
    def captions(self) -> tuple[Field, ...]:
        """Questions asked once, above the table."""
        if self.shape == "card" or self.forum is None:
            return ()
        return tuple(each for each in self._questions() if each.caption)

    @property
    def columns(self) -> tuple[Field, ...]:
        """Questions asked in each row, or line by line on a card."""
        return tuple(each for each in self._questions() if each not in self.captions)

    def _questions(self) -> Iterator[Field]:
        """The title already says the forum, so no column need ask for it."""
        for each in self.layout.answers:
            if each.type != "forum" or self.forum is None or self.shape == "card":
                yield each

    def width(self, field: Field) -> float:
        """Width in half-width signs."""
        return field.width or load_words().types[field.type].width


def format_fiscal_year(fiscal_year: int) -> str:
    """
    >>> format_fiscal_year(2021), format_fiscal_year(2019), format_fiscal_year(2018)
    ('令和3年度（2021年度）', '令和元年度（2019年度）', '平成30年度（2018年度）')
    """
    eras = (load_eras()[letter] for letter in _ERA_LETTERS)
    era = next(each for each in eras if each.first_year <= fiscal_year)
    wording = load_words().wording
    number = fiscal_year - era.first_year + 1
    shown = wording.first_year if number == 1 else number
    return wording.era_year.format(era=era.name, number=shown, year=fiscal_year)


def build_templates(wanted: Iterable[Wanted]) -> Iterator[bytes]:
    """Several, one after the other."""
    return (build_template(*each) for each in wanted)


def build_template(
    layout_id: str,
    forum: str | None = None,
    fiscal_year: int | None = None,
    shape: Shape | None = None,
) -> bytes:
    """A blank form as xlsx. `shape` defaults to the layout's usual one.

    Raises ValueError for an unknown layout, a forum that has no such sheets, or a shape the
    layout lacks.
    """
    layout = _pick(load_layouts(), layout_id)
    form = Form(
        layout,
        _pick(list_senders(layout.owed.by), forum) if forum else None,
        fiscal_year,
        shape or layout.forms[0],
    )
    if form.shape not in layout.forms:
        raise ValueError(f"{layout_id} has no {form.shape} form")
    book = Workbook()
    lists = ChoiceLists(layout, form.forum)
    _write_form(book.active, form, lists)
    _write_example(book, form)
    lists.write(book.create_sheet(load_own_sheets()["lists"].name))
    return save_book(book)


def _pick(known: Sequence[Any], wanted: str) -> Any:
    found = next((each for each in known if each.id == wanted), None)
    if found is None:
        raise ValueError(f"unknown: {wanted} (known: {', '.join(each.id for each in known)})")
    return found


def _write_form(sheet: Worksheet, form: Form, lists: ChoiceLists) -> None:
    sheet.title = form.layout.title
    header = _write_notes(sheet, form, _write_heading(sheet, form)) + 1
    header = _write_year_question(sheet, form, header)
    if form.shape == "card":
        _write_card(sheet, form, header, lists)
    else:
        header = _write_captions(sheet, form, header)
        _write_table(sheet, form, header, lists)


def _write_heading(sheet: Worksheet, form: Form) -> int:
    """Title and forum, a row each, so that neither is read into the other.

    市民参画フォーラム is a forum's name and sounds like a layout's. Returns the next row.
    """
    put(sheet, 1, 1, form.title, looks.TITLE)
    sheet.row_dimensions[1].height = 27
    if form.forum is None:
        return 2
    put(sheet, 2, 1, form.forum.name, looks.SUBTITLE)
    return 3


def _write_notes(sheet: Worksheet, form: Form, row: int) -> int:
    """The notes from `row` on; returns the row below them."""
    kind = "prefilled" if form.layout.prefilled else form.shape
    for note in load_words().notes[kind]:
        put(sheet, row, 1, note, looks.NOTE)
        row += 1
    return row


def _write_year_question(sheet: Worksheet, form: Form, row: int) -> int:
    """A form for no certain year asks for it; returns the next free row."""
    if form.fiscal_year:
        return row
    put(sheet, row, 1, load_words().wording.year_label, looks.LABEL)
    put(sheet, row, 2, None, Look())
    return row + 2


def _write_captions(sheet: Worksheet, form: Form, row: int) -> int:
    """Questions asked once, above the table, with room for a long answer."""
    for each in form.captions:
        put(sheet, row, 1, each.title, looks.LABEL)
        last = len(form.columns) + _numbered(form)
        for column in range(2, last + 1):
            put(sheet, row, column, None, Look(vertical="top", format="@", indent=1))
        if last > 2:
            sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=last)
        sheet.row_dimensions[row].height = 3 * looks.ROW_HEIGHT
        row += 2
    return row


def _numbered(form: Form) -> int:
    """1 where the first column numbers the rows, else 0."""
    return 0 if form.layout.prefilled else 1


def _write_table(sheet: Worksheet, form: Form, header: int, lists: ChoiceLists) -> None:
    """Header, ready rows, drop-downs and hints."""
    _write_header(sheet, form, header)
    rows = list_prefilled_rows(form) or [{}] * form.layout.form.rows
    for at, filled in enumerate(rows, start=1):
        _write_row(sheet, form, header + at, filled, at)
    for column, field in enumerate(form.columns, start=1 + _numbered(form)):
        letter = get_column_letter(column)
        cells = f"{letter}{header + 1}:{letter}{header + len(rows)}"
        lists.add_entry_help(sheet, field, cells, read_hint(form, field))
    looks.set_page(sheet, header, load_words().wording.footer)


def _write_header(sheet: Worksheet, form: Form, row: int) -> None:
    if _numbered(form):
        put(sheet, row, 1, load_words().wording.numbering, looks.HEADER)
        sheet.column_dimensions["A"].width = 5.5 if not form.captions else 18
    for column, field in enumerate(form.columns, start=1 + _numbered(form)):
        look = looks.REQUIRED_HEADER if field.required else looks.HEADER
        put(sheet, row, column, _title(field), look)
        sheet.column_dimensions[get_column_letter(column)].width = form.width(field)
    sheet.row_dimensions[row].height = looks.HEADER_HEIGHT


def _title(field: Field) -> str:
    return field.title + (load_words().wording.required_mark if field.required else "")


def list_prefilled_rows(form: Form) -> list[dict[str, str]]:
    """The rows that a form already names: the indicators, scope by scope (else none)."""
    prefilled = form.layout.prefilled
    if form.forum and prefilled:
        kind = "regional" if form.forum.kind == "regional" else "national"
        scopes = {form.forum.name: prefilled[kind]}
    else:
        names = form.layout.field("scope").choices if prefilled else {}
        scopes = {names[scope][0]: indicators for scope, indicators in prefilled.items()}
    return [
        {"scope": scope, "indicator": form.layout.field("indicator").choices[indicator][0]}
        for scope, indicators in scopes.items()
        for indicator in indicators
    ]


def _write_row(sheet: Worksheet, form: Form, row: int, filled: dict[str, Any], number: int) -> None:
    if _numbered(form):
        put(sheet, row, 1, number, looks.NUMBERING)
    for column, field in enumerate(form.columns, start=1 + _numbered(form)):
        value = filled.get(field.name)
        put(sheet, row, column, value, _entry_look(form, field, filled))


def _entry_look(form: Form, field: Field, filled: dict[str, Any]) -> Look:
    """An entry cell by its field's type; what is already filled in is shaded."""
    entry = load_words().types[field.type]
    return Look(
        format=_format(form, entry.format, filled.get("indicator")),
        horizontal=entry.horizontal,
        fill=looks.PALE if field.name in filled and field.type in _PREFILLED_TYPES else None,
        indent=_indent(form, field, filled.get(field.name)),
    )


def _format(form: Form, declared: str, indicator: str | None) -> str:
    """A share is entered as a percentage, whatever its column holds otherwise."""
    if indicator and declared == "#,##0":
        choices = form.layout.field("indicator").choices
        is_ratio = any(indicator in choices[ratio] for ratio in list_ratios())
        return "0%" if is_ratio else declared
    return declared


def _indent(form: Form, field: Field, value: str | None) -> int:
    """Text keeps off the border; parts of a sum stand a step in from their total."""
    if load_words().types[field.type].horizontal == "center":
        return 0
    parts = {part for each in form.layout.sums for part in each.parts}
    inside = value and any(value in field.choices.get(part, ()) for part in parts)
    return 3 if inside else 1


def read_hint(form: Form, field: Field) -> str:
    """The hint beside a selected entry cell; "" for none."""
    hint = load_words().types[field.type].hint
    return hint.format(**_example_words(form))[:LONGEST_HINT]


def _write_card(sheet: Worksheet, form: Form, header: int, lists: ChoiceLists) -> None:
    """One question a line, its answer beside it."""
    for column, head in enumerate(load_words().wording.item_heads, start=1):
        put(sheet, header, column, head, looks.HEADER)
    for row, field in enumerate(form.columns, start=header + 1):
        _write_card_line(sheet, row, field, _card_answer(form, field))
        lists.add_entry_help(sheet, field, f"B{row}", read_hint(form, field))
    _set_card_page(sheet, header)


def _set_card_page(sheet: Worksheet, header: int) -> None:
    """A card is one page."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 92
    looks.set_page(sheet, header, load_words().wording.footer)
    sheet.page_setup.fitToHeight = 1


def _card_answer(form: Form, field: Field) -> str | None:
    return form.forum.name if form.forum and field.type == "forum" else None


def _write_card_line(sheet: Worksheet, row: int, field: Field, value: object = None) -> None:
    put(sheet, row, 1, _title(field), looks.LABEL)
    vertical = "top" if field.type == "text" else "center"
    look = Look(format=load_words().types[field.type].format, vertical=vertical, indent=1)
    put(sheet, row, 2, value, look)
    sheet.row_dimensions[row].height = field.height or looks.LINE_HEIGHT


def _write_example(book: Workbook, form: Form) -> None:
    """記入例: the same form, filled; in A1 the mark that keeps the reader away."""
    own = load_own_sheets()["example"]
    sheet = book.create_sheet(own.name)
    sheet.sheet_properties.tabColor = looks.LINE
    put(sheet, 1, 1, own.mark, looks.TITLE)
    examples = list_examples(form)
    if form.shape == "card":
        _write_example_card(sheet, form, examples[0])
        return
    _write_header(sheet, form, 3)
    sheet.column_dimensions["A"].width = 5.5 if _numbered(form) else form.width(form.columns[0])
    for at, example in enumerate(examples, start=1):
        _write_row(sheet, form, 3 + at, example, at)
    looks.set_page(sheet, 3, load_words().wording.footer)


def _write_example_card(sheet: Worksheet, form: Form, example: dict[str, Any]) -> None:
    for column, head in enumerate(load_words().wording.item_heads, start=1):
        put(sheet, 3, column, head, looks.HEADER)
    for row, field in enumerate(form.columns, start=4):
        _write_card_line(sheet, row, field, example.get(field.name))
    _set_card_page(sheet, 3)


def list_examples(form: Form) -> list[dict[str, Any]]:
    """The example rows of a form, as one would type them, by field."""
    words = _example_words(form)
    return [
        {
            name: value.format(**words) if isinstance(value, str) else value
            for name, value in example.items()
        }
        for example in form.layout.form.examples
    ]


def _example_words(form: Form) -> dict[str, str]:
    """What stands for the placeholders of hints and examples."""
    forum = form.forum or list_senders(form.layout.owed.by)[0]
    year = form.fiscal_year or 2021
    home = find_home_government(forum)
    return {
        "year": str(year),
        "next_year": str(year + 1),
        "forum": forum.name,
        "government": home.full_name,
        "prefecture": home.prefecture,
    }
