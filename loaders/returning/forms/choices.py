"""Drop-downs of a form: the choices stand on one sheet, the entry cells refer to it."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.layout import Field, Layout
from loaders.returning.forms import look as looks
from loaders.returning.forms.look import Look, put
from loaders.returning.forms.words import Alert, load_words
from loaders.returning.own_sheets import load_own_sheets
from loaders.values.names.forums import Forum, list_senders, load_forums
from loaders.values.names.government_index import Government, load_governments

_LIST_TYPES = ("choice", "choices", "stage", "scope", "indicator", "forum", "government")
#: Where several choices or other spellings are right too, Excel must not object.
_OPEN_TYPES = ("choices", "government")
_NUMBER_TYPES = ("count", "measure")
#: The list sheet: mark, notes, a blank row, titles, then the choices.
_TITLE_ROW = 5


class ChoiceLists:
    """Collects the choices that a form's cells need, then writes them on their sheet."""

    def __init__(self, layout: Layout, forum: Forum | None) -> None:
        self.layout, self.forum = layout, forum
        self.lists: dict[str, tuple[str, ...]] = {}
        self.alerts: dict[str, str] = {}

    def add_entry_help(self, sheet: Worksheet, field: Field, cells: str, hint: str) -> None:
        """The drop-down or number rule of `cells`, and the hint that shows beside them."""
        rule = self._build_rule(field)
        if rule is None and not hint:
            return
        rule = rule or DataValidation(type=None)
        rule.allow_blank = True
        rule.showInputMessage = bool(hint)
        rule.prompt = hint or None
        rule.promptTitle = field.title[:32] if hint else None
        rule.errorStyle = "warning"
        rule.add(cells)
        sheet.add_data_validation(rule)

    def _build_rule(self, field: Field) -> DataValidation | None:
        if field.type in _LIST_TYPES:
            rule = DataValidation(type="list", formula1=self._refer_to(field))
            rule.showErrorMessage = field.type not in _OPEN_TYPES
            return _with_alert(rule, load_words().alerts["list"])
        if field.type in _NUMBER_TYPES:
            rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
            rule.showErrorMessage = True
            return _with_alert(rule, load_words().alerts["number"])
        return None

    def _refer_to(self, field: Field) -> str:
        """The absolute address of a field's choices on the list sheet."""
        choices = self.lists.setdefault(field.title, list_choices(self.layout, field, self.forum))
        letter = get_column_letter(list(self.lists).index(field.title) + 1)
        name, first = load_own_sheets()["lists"].name, _TITLE_ROW + 1
        return f"'{name}'!${letter}${first}:${letter}${first + len(choices) - 1}"

    def write(self, sheet: Worksheet) -> None:
        """The list sheet: one column a list."""
        sheet.sheet_properties.tabColor = looks.LINE
        wording = load_words().wording
        put(sheet, 1, 1, load_own_sheets()["lists"].mark, looks.TITLE)
        for row, note in enumerate(wording.list_notes, start=2):
            put(sheet, row, 1, note, looks.NOTE)
        for column, (title, choices) in enumerate(self.lists.items(), start=1):
            _write_list(sheet, column, title, choices)
        looks.set_page(sheet, _TITLE_ROW, wording.footer)


def _with_alert(rule: DataValidation, alert: Alert) -> DataValidation:
    rule.errorTitle, rule.error = alert.title, alert.text
    return rule


def _write_list(sheet: Worksheet, column: int, title: str, choices: Sequence[str]) -> None:
    put(sheet, _TITLE_ROW, column, title, looks.HEADER)
    for row, choice in enumerate(choices, start=_TITLE_ROW + 1):
        put(sheet, row, column, choice, Look(wrap=False, indent=1))
    longest = max(map(len, (title, *choices)))
    sheet.column_dimensions[get_column_letter(column)].width = max(14, 2 * longest + 3)


def list_choices(layout: Layout, field: Field, forum: Forum | None) -> tuple[str, ...]:
    """What a drop-down offers: each choice by its first spelling, governments by full name."""
    if field.type == "forum":
        return tuple(each.name for each in list_senders(layout.owed.by))
    if field.type == "government":
        return tuple(each.full_name for each in sort_governments(forum))
    named = tuple(spellings[0] for spellings in field.choices.values())
    return named + tuple(f.name for f in load_forums()) if field.type == "scope" else named


def sort_governments(forum: Forum | None) -> list[Government]:
    """All governments by code, those of the forum's own block first."""
    block = forum.id if forum else None
    return sorted(load_governments(), key=lambda each: (each.block != block, each.code))


def find_home_government(forum: Forum) -> Government:
    """A municipality of the forum's block, to stand in examples."""
    return next(each for each in sort_governments(forum) if not each.is_prefecture)
