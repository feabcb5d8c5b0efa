"""What a person can mend of a workbook on screen: faulty cells and unread titles."""

from collections.abc import Set
from dataclasses import dataclass, replace

from data.layout import Field, Layout, title_key
from loaders.checking.problems import Problem
from loaders.grid import parse_a1
from loaders.intake.excerpt import show_cell
from loaders.intake.handling import Place, prepare_grids, read_written
from loaders.intake.uploads import Upload
from loaders.returning.forms.choices import list_choices
from loaders.returning.remedies import Mended
from loaders.values.names.forums import Forum, load_forums
from loaders.values.names.governments import full_name
from loaders.values.names.near_names import list_candidates

#: Of all governments only so many of a similar name stand in a drop-down.
MOST_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class FaultyCell:
    """A cell to mend: `found` is its text now; no `choices` means that anything may be typed."""

    sheet: str
    cell: str
    title: str
    found: str
    expected: str
    code: str
    level: str
    message: str
    field: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadTitle:
    """A title that no field answers to; `options` are the fields it may mean, with titles."""

    layout: str
    sheet: str
    cell: str
    title: str
    title_key: str
    options: tuple[tuple[str, str], ...]


def list_faulty_cells(upload: Upload) -> list[FaultyCell]:
    """Every cell with an error once, most important first, with what may be chosen for it."""
    grids = prepare_grids(upload.workbook.grids, upload.handling)
    mended = {grid.sheet: grid for grid in grids}
    forum = _find_forum(upload.result.forum)
    faults: dict[Place, Problem] = {}
    for problem in upload.problems:
        if problem.level == "error" and problem.sheet in mended:
            for cell in problem.cells:
                faults.setdefault((problem.sheet, cell), replace(problem, cell=cell, also=()))
    fields = _index_fields(upload, faults.keys())
    return [
        _describe_fault(
            problem, show_cell(mended[sheet], parse_a1(cell)), fields.get((sheet, cell)), forum
        )
        for (sheet, cell), problem in faults.items()
    ]


def _describe_fault(
    problem: Problem, found: str, asked: tuple[Layout, Field] | None, forum: Forum | None
) -> FaultyCell:
    layout, field = asked or (None, None)
    choices: tuple[str, ...] = ()
    if layout and field and field.type == "government":
        codes = list_candidates(found, forum.id if forum else None)
        choices = tuple(full_name(code) for code in codes[:MOST_CANDIDATES])
    elif layout and field:
        choices = list_choices(layout, field, forum)
    return FaultyCell(
        problem.sheet,
        problem.cell,
        problem.title or (field.title if field else ""),
        found,
        problem.expected,
        problem.code,
        problem.level,
        problem.message,
        field.name if field else None,
        choices,
    )


def _index_fields(upload: Upload, places: Set[Place]) -> dict[Place, tuple[Layout, Field]]:
    """The layout and its field that is read from each of some cells."""
    wanted = {(sheet, parse_a1(cell.split(":")[0])): (sheet, cell) for sheet, cell in places}
    return {
        wanted[record.sheet, position]: (record.layout, record.layout.field(name))
        for sheet in upload.sheets
        for record in sheet.records
        for name, position in record.origins.items()
        if (record.sheet, position) in wanted
    }


def _find_forum(forum_id: str | None) -> Forum | None:
    return next((each for each in load_forums() if each.id == forum_id), None)


def list_mended(upload: Upload) -> list[Mended]:
    """The cells mended on screen, with what the sender wrote."""
    fixes = upload.handling.fixes
    written = read_written(upload.workbook.grids, fixes)
    return [Mended(*fix.place, written[fix.place] or "", fix.text) for fix in fixes]


def list_unread_titles(upload: Upload) -> list[UnreadTitle]:
    """The titles that no field answers to, with the fields that a person may choose from."""
    unread = []
    for sheet in upload.sheets:
        assert sheet.layout is not None
        options = tuple((each.name, each.title) for each in sheet.layout.fields)
        for cell, title in sheet.strangers.items():
            key = title_key(title)
            unread.append(UnreadTitle(sheet.layout.id, sheet.sheet, cell, title, key, options))
    return unread
