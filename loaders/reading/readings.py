"""The ways to read one sheet, and which of them is taken: the one that leaves least unread."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import inf

from loaders.checking.crossed import drop_crossed
from loaders.checking.parts import find_unread_parts
from loaders.checking.problems import Problem
from loaders.grid import Grid
from loaders.reading.account import Account
from loaders.reading.headers.titles import layouts_knowing
from loaders.reading.records.records import SheetResult
from loaders.reading.shapes.beside import propose_beside
from loaders.reading.shapes.calendar import propose_calendar
from loaders.reading.shapes.combined import propose_combined
from loaders.reading.shapes.crossings import propose_crossings
from loaders.reading.shapes.field_columns.columns import propose_columns
from loaders.reading.shapes.figures.breakdown import count_shared_names, propose_breakdown
from loaders.reading.shapes.figures.matrix import propose_matrix
from loaders.reading.shapes.figures.measure_blocks import propose_measure_blocks
from loaders.reading.shapes.figures.melted import propose_melted
from loaders.reading.shapes.figures.melted_matrix import propose_melted_matrix
from loaders.reading.shapes.figures.one_indicator import propose_one_indicator
from loaders.reading.shapes.lists import propose_lists
from loaders.reading.shapes.reshaped import Reshaped
from loaders.reading.shapes.series import propose_series
from loaders.reading.shapes.sideways import propose_sideways
from loaders.reading.shapes.slips.joined import propose_joined
from loaders.reading.shapes.slips.labels_above import propose_labels_above
from loaders.reading.shapes.slips.slips import propose_slips
from loaders.reading.shapes.slips.tiles import propose_tiles
from loaders.reading.shapes.spread import propose_spread
from loaders.reading.shapes.stacked import propose_stacked
from loaders.reading.shapes.stage_rows import propose_stage_rows
from loaders.reading.shapes.texts.boxes import propose_boxes
from loaders.reading.shapes.texts.chosen import propose_chosen
from loaders.reading.shapes.texts.headed import propose_headed
from loaders.reading.shapes.texts.lines import propose_lines
from loaders.reading.shapes.texts.name_grids import propose_name_grids
from loaders.reading.shapes.texts.pairs import propose_pairs
from loaders.reading.shapes.texts.pasted import propose_pasted
from loaders.reading.shapes.texts.periods import propose_periods
from loaders.reading.shapes.texts.plain_titles import propose_plain_titles
from loaders.reading.shapes.texts.questions import propose_questions
from loaders.reading.shapes.texts.sentences import propose_sentences
from loaders.reading.shapes.texts.tagged import propose_tagged
from loaders.reading.shapes.texts.told_names import propose_told_names
from loaders.reading.view import SheetView

Propose = Callable[[SheetView], Iterator[Reshaped]]

ANY_LENGTH = inf
#: Longer sheets are ledgers, which most shapes don't look at.
LONGEST_FORM = 1000
#: Each draws a sheet as a plain table where it finds its own kind of geometry; with the most rows
#: of a sheet that it looks at.
SHAPES: Mapping[Propose, float] = {
    propose_columns: ANY_LENGTH,
    propose_stacked: ANY_LENGTH,
    propose_stage_rows: LONGEST_FORM,
    propose_series: LONGEST_FORM,
    propose_beside: ANY_LENGTH,
    propose_combined: ANY_LENGTH,
    propose_plain_titles: ANY_LENGTH,
    propose_tagged: LONGEST_FORM,
    propose_periods: LONGEST_FORM,
    propose_pairs: LONGEST_FORM,
    propose_pasted: ANY_LENGTH,
    propose_sideways: LONGEST_FORM,
    propose_matrix: ANY_LENGTH,
    propose_crossings: LONGEST_FORM,
    propose_lists: ANY_LENGTH,
    propose_spread: LONGEST_FORM,
    propose_calendar: 200,
    propose_melted: LONGEST_FORM,
    propose_melted_matrix: LONGEST_FORM,
    propose_measure_blocks: LONGEST_FORM,
    propose_breakdown: LONGEST_FORM,
    propose_headed: LONGEST_FORM,
    propose_name_grids: LONGEST_FORM,
    propose_sentences: 200,
    propose_told_names: LONGEST_FORM,
    propose_joined: LONGEST_FORM,
    propose_one_indicator: 200,
    propose_chosen: 200,
    propose_boxes: LONGEST_FORM,
    propose_lines: 200,
    propose_tiles: 200,
    propose_labels_above: 300,
    propose_slips: 300,
    propose_questions: 500,
}
#: Shapes upon each other: a matrix whose fields lie over several columns.
DEEPEST = 3
#: What a misread structure costs, in unread cells.
FAULT_COST = 3
#: What an unread cell costs where the sheet says itself that it is ours.
TOLD_COST = 0.5
#: Problems that speak of the table's structure, not of one cell's answer; so do dates and
#: choices where most rows have none.
STRUCTURAL = frozenset(
    {"missing_column", "duplicate_column", "missing_value", "several_in_cell", "no_records"}
)
#: Those of titles and records, not of answers.
MISREAD = STRUCTURAL - {"missing_value"}
#: What stands between names in one cell.
LIST_SIGNS = frozenset("、，,\n")
REFUSING = ("invalid_date", "invalid_choice")

ReadGrid = Callable[[Grid], list[SheetResult]]


@dataclass(slots=True)
class Reading:
    """A sheet's results as read in one shape, and its account; no results: not ours."""

    results: list[SheetResult]
    account: Account[SheetResult] | None
    #: the drawing that was read, and those that it was drawn from, outermost first
    drawings: tuple[Reshaped, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left that another shape might explain."""
        if self.account is None:
            return False
        has_records = all(each.records or _is_set_aside(each) for each in self.results)
        left = self.account.counts["unread"] or self.faults or self._leaves_titles()
        return has_records and not left and not self.mixed

    @property
    def is_convincing(self) -> bool:
        """Whether it makes a sheet ours that no plain table or card does. One that says itself
        that it is may have faults in its answers, and ask for more."""
        if self.account is None:
            return False
        is_told = any(each.is_telling for each in self.drawings)
        codes = {problem.code for each in self.results for problem in each.problems}
        if not codes.isdisjoint(MISREAD) if is_told else self.faults:
            return False
        cost = TOLD_COST if is_told else FAULT_COST
        return self.account.counts["answer"] > cost * self.account.counts["unread"]

    def _leaves_titles(self) -> bool:
        """Whether a title of the sheet's own kind stands outside of what was read."""
        if self.account is None or not self.account.counts["elsewhere"]:
            return False
        layouts = {each.layout.id for each in self.results if each.layout}
        texts = (self.account.grid.value(*place) for place in self.account.find("elsewhere"))
        return any(isinstance(t, str) and layouts & layouts_knowing(t.strip()) for t in texts)

    @property
    def faults(self) -> int:
        problems = [p for each in self.results for p in each.problems]
        coded = ("invalid_choice", True)  # a legend's number speaks of no structure, a day's does
        found = Counter(p.code for p in problems if (p.code, p.found.isdecimal()) != coded)
        records = sum(len(each.records) for each in self.results)
        refused = (found[code] for code in REFUSING if found[code] * 2 > records)
        doubled = sum(_count_doubled(each) + _count_lists(each) for each in self.results)
        doubled += 2 * sum(map(count_shared_names, self.results))  # each part was an answer
        return sum(found[code] for code in STRUCTURAL) + sum(refused) + doubled

    @property
    def mixed(self) -> int:
        """In how many columns cells say more than the one answer taken from them; ledgers, which
        few shapes look at, are not asked."""
        if self.account is None or self.account.height > LONGEST_FORM:
            return 0
        return sum(1 for each in self.results for _ in find_unread_parts(each))

    @property
    def worth(self) -> int:
        """How many cells were answers, less what was left unread or stands against them."""
        if self.account is None:
            return 0
        counts = self.account.counts
        return counts["answer"] - counts["unread"] - self.mixed - FAULT_COST * self.faults


def read_best(grid: Grid, read: ReadGrid, given: Reshaped | None = None) -> Reading:
    """The sheet as it stands, or as it is `given`; where that leaves something, as another shape
    shows it."""
    best = _read_drawn(grid, read, (given,) if given else ())
    for _ in range(DEEPEST):
        if best.is_whole:
            break
        shaped = _read_shapes(grid, read, best)
        if best.account is None:
            shaped = (each for each in shaped if each.is_convincing)  # none is ours by force
        better = max(shaped, key=lambda each: each.worth, default=best)
        if better is best or (best.account and better.worth <= best.worth):
            break
        best = better
        if best.worth < 0:  # more stands against it than it answers: no sheet of ours drawn wrong
            break
    return best


def _read_shapes(grid: Grid, read: ReadGrid, before: Reading) -> Iterator[Reading]:
    view = SheetView(before.drawings[-1].grid if before.drawings else grid)
    for propose in list_shapes(view):
        for drawing in propose(view):
            yield _read_drawn(grid, read, (*before.drawings, drawing))
            if propose is propose_questions:  # they may be answered by several, side by side
                for turned in propose_sideways(SheetView(drawing.grid)):
                    yield _read_drawn(grid, read, (*before.drawings, drawing, turned))


def list_shapes(view: SheetView) -> list[Propose]:
    """The shapes that look at a sheet as long as this one."""
    return [each for each, longest in SHAPES.items() if view.row_count <= longest]


def _read_drawn(grid: Grid, read: ReadGrid, drawings: tuple[Reshaped, ...]) -> Reading:
    """What the readers say of the last drawing, said of the workbook's own cells."""
    results = read(drawings[-1].grid if drawings else grid)
    for drawing in reversed(drawings):
        for each in results:
            drawing.restore(each)
        _add_problems(results, drawing.problems)
    for each in results:
        if drawings:
            drop_crossed(each)
        each.grid = grid
    return Reading(results, Account(grid, results) if results else None, drawings)


def _count_doubled(result: SheetResult) -> int:
    """Figures stated twice where a layout asks for two kinds: targets, perhaps, and results."""
    layout = result.layout
    if layout is None or sum(each.type == "measure" for each in layout.answers) < 2:
        return 0
    return sum(each.code == "duplicate_record" for each in result.problems)


def _count_lists(result: SheetResult) -> int:
    """Cells that name several governments, where these are all that a record must say."""
    asked = [each.type for each in result.layout.required] if result.layout else []
    if set(asked) - {"forum"} != {"government"}:
        return 0
    found = (each.found for each in result.problems if each.code == "ambiguous_government")
    return sum(bool(LIST_SIGNS & {*text.strip()}) for text in found)


def _is_set_aside(result: SheetResult) -> bool:
    """Whether a result has no records because a heading says that they don't count."""
    return any(each.code == "set_aside" for each in result.problems)


def _add_problems(results: list[SheetResult], problems: list[Problem]) -> None:
    """What a drawing found wrong, beside what was found in it."""
    if results:
        results[0].problems += problems
