"""The upload workbench without its screen: open, correct, compare, park, accept.

An `Upload` is plain data and never changes: each correction gives another one, read anew
from the same grids, so that the file is opened only once.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from data.layout import Field, load_layouts, title_key
from loaders.check import FileResult, read_workbook
from loaders.checking.problems import Problem
from loaders.grid import Grid, parse_a1
from loaders.intake.excerpt import Excerpt, cut_around, cut_whole, show_cell
from loaders.intake.fixes import Fix, Handling, apply_fixes, index_titles, parse_handling
from loaders.intake.load import build_submission, split_records
from loaders.opening.safe_open import Workbook, WorkbookReader
from loaders.reading.recognise import Options
from loaders.reading.records import SheetResult
from loaders.returning.forms.choices import list_choices
from loaders.values.names.forums import Forum, load_forums
from store.batches import Accepted, Submission, accept, list_batches
from store.database import Database
from store.decisions.titles import Lesson, find_titles
from store.disk.archive import read_archive
from store.disk.inbox import read_inbox_item, remove_inbox_item
from store.errors import BatchUnknown, InboxItemUnknown
from store.log.activity import record_entry

#: What a screen shows of a sheet; problems beyond it are still listed by cell.
SHOWN_ROWS, SHOWN_COLUMNS = 300, 40

#: Too many for a drop-down: governments are typed.
_TYPED = frozenset({"government"})


@dataclass(frozen=True, slots=True)
class Upload:
    """One workbook as read with what was decided about it; `workbook` has the grids as sent.

    `skipped`: the sheets that are not to be read.
    """

    name: str
    content: bytes
    options: Options
    workbook: Workbook
    result: FileResult
    fixes: tuple[Fix, ...] = ()
    skipped: frozenset[str] = frozenset()

    @property
    def handling(self) -> Handling:
        return Handling(self.options, self.fixes, self.skipped)

    @property
    def sheet_names(self) -> list[str]:
        """Every sheet of the workbook, also those that are skipped or not ours."""
        return [grid.sheet for grid in self.workbook.grids]

    @property
    def sha256(self) -> str:
        return self.workbook.sha256

    @property
    def readable(self) -> bool:
        return self.result.readable

    @property
    def sheets(self) -> list[SheetResult]:
        """The results of the sheets that are ours."""
        return [sheet for sheet in self.result.sheets if sheet.layout is not None]

    @property
    def layouts(self) -> list[str]:
        return list(dict.fromkeys(sheet.layout.id for sheet in self.sheets if sheet.layout))

    @property
    def problems(self) -> list[Problem]:
        """Errors first, then sheet by sheet, top to bottom."""
        order = {name: place for place, name in enumerate(self.sheet_names)}
        return sorted(self.result.all_problems, key=lambda each: _rank(each, order))

    @property
    def error_count(self) -> int:
        return sum(each.level == "error" for each in self.result.all_problems)

    @property
    def good_count(self) -> int:
        return sum(len(split_records(sheet)[0]) for sheet in self.sheets)

    @property
    def waiting_count(self) -> int:
        return sum(len(split_records(sheet)[1]) for sheet in self.sheets)


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


@dataclass(frozen=True, slots=True)
class ProblemChange:
    """What became of a workbook's problems between two of its readings."""

    gone: tuple[Problem, ...]
    new: tuple[Problem, ...]
    remaining: tuple[Problem, ...]


# ------------------------------------------------------------------ opening and correcting


def open_upload(
    reader: WorkbookReader, content: bytes, name: str, options: Options | None = None
) -> Upload:
    """Read uploaded bytes; a file that can't be read is an upload with its one problem."""
    workbook = reader.read(content, name)
    return _read(Upload(name, content, options or Options(), workbook, FileResult(name, "")))


def with_options(upload: Upload, fiscal_year: int | None, forum: str | None) -> Upload:
    """The upload read as of another year or forum (None: what the workbook says)."""
    options = replace(upload.options, fiscal_year=fiscal_year, forum=forum)
    return _read(replace(upload, options=options))


def with_fixes(upload: Upload, fixes: Mapping[tuple[str, str], str], by: str) -> Upload:
    """The upload with cells mended: {(sheet, A1 address): text}, "" for an empty cell.

    Adds to the fixes made before; a cell given its first text again is no longer mended.
    Raises KeyError for a sheet that the workbook lacks, ValueError for no cell address.
    """
    known = {(fix.sheet, fix.cell): fix for fix in upload.fixes}
    for (sheet, cell), text in fixes.items():
        found = show_cell(_find_grid(upload.workbook, sheet), parse_a1(cell))
        known.pop((sheet, cell), None)
        if text.strip() != found:
            known[sheet, cell] = Fix(sheet, cell, found or None, text.strip(), by)
    return _read(replace(upload, fixes=tuple(known.values())))


def with_skipped(upload: Upload, sheets: Iterable[str]) -> Upload:
    """The upload read without these sheets; those skipped before are read again."""
    return _read(replace(upload, skipped=frozenset(sheets)))


def with_layouts(upload: Upload, layouts: Mapping[str, str]) -> Upload:
    """The upload with layouts chosen by hand: {sheet: layout id}; other sheets as recognised."""
    return _read(replace(upload, options=replace(upload.options, layouts=dict(layouts))))


def with_titles(upload: Upload, titles: Mapping[tuple[str, str], str]) -> Upload:
    """The upload with titles mapped by hand: {(layout, title key): field}."""
    options = replace(upload.options, titles={**upload.options.titles, **titles})
    return _read(replace(upload, options=options))


def with_learned_titles(database: Database, upload: Upload) -> Upload:
    """The upload read with what was learned of its forum's titles, where there is anything."""
    titles = find_titles(database, upload.result.forum, upload.result.fiscal_year)
    return with_titles(upload, {**titles, **upload.options.titles}) if titles else upload


def _read(upload: Upload) -> Upload:
    mended = replace(upload.workbook, grids=upload.handling.prepare(upload.workbook.grids))
    return replace(upload, result=read_workbook(mended, upload.options))


def _find_grid(workbook: Workbook, sheet: str) -> Grid:
    for grid in workbook.grids:
        if grid.sheet == sheet:
            return grid
    raise KeyError(f"{workbook.name} has no sheet {sheet!r}")


def _rank(problem: Problem, order: Mapping[str, int]) -> tuple[bool, int, tuple[int, int]]:
    place = parse_a1(problem.cell.split(":")[0]) if problem.cell else (0, 0)
    return problem.level != "error", order.get(problem.sheet, -1), place


# ------------------------------------------------------------------ what to mend


def list_faulty_cells(upload: Upload) -> list[FaultyCell]:
    """Every cell with an error once, most important first, with what may be chosen for it."""
    fields = _index_fields(upload)
    mended = {grid.sheet: grid for grid in apply_fixes(upload.workbook.grids, upload.fixes)}
    cells: dict[tuple[str, str], FaultyCell] = {}
    for problem in upload.problems:
        place = problem.sheet, problem.cell
        if problem.level == "error" and problem.cell and problem.sheet in mended:
            found = show_cell(mended[problem.sheet], parse_a1(problem.cell))
            forum = _find_forum(upload.result.forum)
            cells.setdefault(place, _describe_fault(problem, found, fields.get(place), forum))
    return list(cells.values())


def _describe_fault(
    problem: Problem, found: str, field: Field | None, forum: Forum | None
) -> FaultyCell:
    choices = () if field is None or field.type in _TYPED else list_choices(field, forum)
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


def _index_fields(upload: Upload) -> dict[tuple[str, str], Field]:
    """(sheet, cell) -> the field that is read from it."""
    return {
        (record.sheet, record.cell_of(name)): record.layout.field(name)
        for sheet in upload.sheets
        for record in sheet.records
        for name in record.origins
    }


def _find_forum(forum_id: str | None) -> Forum | None:
    return next((each for each in load_forums() if each.id == forum_id), None)


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


def show_sheet(upload: Upload, sheet: str) -> Excerpt:
    """A sheet as mended so far, with its bad cells marked. Raises KeyError."""
    grid = apply_fixes([_find_grid(upload.workbook, sheet)], upload.fixes)[0]
    marks: dict[str, str] = {}
    for problem in upload.problems:
        if problem.sheet == sheet and problem.cell:
            marks.setdefault(problem.cell, problem.level)
    return cut_whole(grid, marks, SHOWN_ROWS, SHOWN_COLUMNS)


# ------------------------------------------------------------------ a workbook that came back


def is_return_of(before: Upload, after: Upload) -> bool:
    """Whether a workbook is the corrected one of an earlier: same forum, year and layouts."""
    if not (before.readable and after.readable and before.layouts):
        return False
    return _identify(before) == _identify(after)


def _identify(upload: Upload) -> tuple[object, ...]:
    return upload.result.forum, upload.result.fiscal_year, sorted(upload.layouts)


def compare_uploads(before: Upload, after: Upload) -> ProblemChange:
    """Which problems are gone, new, still there: by cell, else by what stands there.

    A problem whose cell has moved (rows were put in above) is still the same one.
    """
    old, new = list(before.problems), list(after.problems)
    remaining: list[Problem] = []
    for key in (_by_cell, _by_text):
        kept = _match(old, new, key)
        remaining += kept
        old = _take_out(old, kept, key)
        new = _take_out(new, kept, key)
    return ProblemChange(tuple(old), tuple(new), tuple(remaining))


def _by_cell(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.sheet, problem.cell, problem.found


def _by_text(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.sheet, problem.title, problem.found


_Key = Callable[[Problem], tuple[str, ...]]


def _match(old: Sequence[Problem], new: Sequence[Problem], key: _Key) -> list[Problem]:
    """The new problems that were there before, each as often as it was."""
    known = Counter(map(key, old))
    kept = []
    for problem in new:
        if known[key(problem)] > 0:
            known[key(problem)] -= 1
            kept.append(problem)
    return kept


def _take_out(problems: Sequence[Problem], kept: Sequence[Problem], key: _Key) -> list[Problem]:
    counts = Counter(map(key, kept))
    rest = []
    for problem in problems:
        if counts[key(problem)] > 0:
            counts[key(problem)] -= 1
        else:
            rest.append(problem)
    return rest


# ------------------------------------------------------------------ accepting


def make_submission(upload: Upload, by: str, reason: str | None = None) -> Submission:
    """The good rows to count and the others to wait.

    Raises SubmissionRefused (loaders.intake.load.explain_refusal then says why).
    """
    return build_submission(upload.result, upload.content, by, upload.handling, reason)


def accept_upload(
    database: Database,
    upload: Upload,
    by: str,
    expected_version: int | None,
    reason: str | None = None,
    inbox_item: str | None = None,
    owner: str | None = None,
    due_on: date | None = None,
) -> Accepted:
    """Accept an upload as previewed, and take it out of the inbox where it lay there.

    One transaction: the good rows count, the others wait in the owner's hands, and the
    titles mapped by hand are learned. Raises PreviewOutdated, SubmissionRefused or
    WriteFailed; nothing has changed then.
    """
    submission = replace(
        make_submission(upload, by, reason),
        owner=owner,
        due_on=due_on,
        learned=_list_lessons(database, upload),
    )
    accepted = accept(database, submission, expected_version=expected_version)
    if inbox_item is not None:
        _take_away(database.root, inbox_item)
    return accepted


def _list_lessons(database: Database, upload: Upload) -> list[Lesson]:
    """The titles mapped by hand: from the workbook's year on they hold for its forum."""
    forum, fiscal_year = upload.result.forum, upload.result.fiscal_year
    if fiscal_year is None:
        return []
    known = find_titles(database, forum, fiscal_year)
    written = index_titles(upload.workbook.grids)
    return [
        Lesson(layout, forum, written[key], key, field, fiscal_year)
        for (layout, key), field in sorted(upload.options.titles.items())
        if key in written and known.get((layout, key)) != field
    ]


def _take_away(root: Path, item_id: str) -> None:
    try:
        remove_inbox_item(root, item_id)
    except InboxItemUnknown:
        return  # somebody else took it away; the batch stands


def open_inbox_item(reader: WorkbookReader, root: Path, item_id: str) -> Upload:
    """A workbook that the command line has handed over. Raises InboxItemUnknown."""
    item, content = read_inbox_item(root, item_id)
    return open_upload(reader, content, item.file_name, Options(item.fiscal_year, item.forum))


def refuse_inbox_item(database: Database, item_id: str, by: str, reason: str) -> None:
    """Take an item out unaccepted; the log keeps what it was. Raises InboxItemUnknown."""
    item, _ = read_inbox_item(database.root, item_id)
    details = {"file_name": item.file_name, "sha256": item.sha256, "reason": reason}
    record_entry(database, by, "refuse_inbox", f"inbox:{item_id}", details)
    _take_away(database.root, item_id)


def reopen_batch(reader: WorkbookReader, database: Database, batch_id: int) -> Upload:
    """A load's archived workbook as it was accepted, to mend what waits and accept anew.

    Raises BatchUnknown, ArchiveDamaged.
    """
    entries = {batch.entry.batch_id: batch.entry for batch in list_batches(database)}
    entry = entries.get(batch_id)
    if entry is None or entry.sha256 is None:
        raise BatchUnknown(f"no load has the number {batch_id}")
    content = read_archive(database.root, entry.sha256)
    known = parse_handling(entry.options, entry.fiscal_year, entry.forum)
    upload = open_upload(reader, content, entry.file_name or "", known.options)
    return _read(replace(upload, fixes=known.fixes, skipped=known.skipped))


def read_surroundings(
    reader: WorkbookReader,
    database: Database,
    sha256: str,
    sheet: str,
    cell: str,
    rows: int = 3,
    columns: int = 3,
) -> Excerpt:
    """A cell among its neighbours, read again from the archived bytes as they were sent.

    Raises ArchiveDamaged, KeyError for a sheet that the workbook lacks.
    """
    workbook = reader.read(read_archive(database.root, sha256), sha256)
    return cut_around(_find_grid(workbook, sheet), cell.split(":")[0], rows, columns)


# ------------------------------------------------------------------ words of the layouts


@cache
def read_keys() -> dict[str, tuple[str, ...]]:
    """Layout -> the fields that tell one record from another."""
    return {layout.id: layout.key for layout in load_layouts()}
