"""Questions written out: Q3. 求める内容をお書きください。 Each is drawn as the title of the one
field that it asks for, beside its answer; what asks for none or for several stays as it is. A
letter's addressee (大竹市長　様) is the government that its numbered points speak of.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from data.layout import Field, Layout, load_layouts, title_key
from loaders.grid import Position, Value
from loaders.reading.account import NOTE, PART_TITLE, Mark
from loaders.reading.headers.titles import (
    STRONG,
    WEAK,
    find_second,
    layouts_named,
    match_title,
)
from loaders.reading.records.records import list_needed
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw
from loaders.reading.shapes.runs import ANY_YEAR
from loaders.reading.view import SheetView
from loaders.values.coerce import coerce
from loaders.values.text import LONGEST_WORD, fold_key, get_keys, normalise

FEWEST_QUESTIONS = 2
#: Layouts that require no more ask for what many a questionnaire does.
MOST_COMMON = 3
#: Longer sheets are ledgers, longer texts prose.
LONGEST_QUESTION = 150
#: Lines below a question that may be its answer.
MOST_LINES = 15
#: A shorter spelling inside a sentence is part of another word.
SHORTEST_SPELLING = 2

_NUMBER = re.compile(
    r"\W*(?:(?:Q|問い?|設問|質問)\s*[(-]?\d{1,2}\)?(?:[-(]\d{1,2}\)?)?|\(\d{1,2}\)|\d{1,2}(?=[.、:)\s]))"
    r"[.:、)\s]*(?=\D)"
)
_ASKING = re.compile(
    r"(?:ください|下さい|願います|ですか|ますか|でしたか|ましたか|でしょうか)[。.?!]?\s*(?:\(.*\))?$"
)
_ANSWER = re.compile(r"(?:(?:答え?|回答|ご回答)\s*(?:[:.]|$)|A\d{1,2}\s*[:.]|A\s*(?::|$))\s*")
_ADDRESSEE = (
    re.compile(r"(\S+?)(?:長|知事)(?:\s+\S.*?)?\s*(?:様|殿|宛て?)"),
    re.compile(r"(\S+?)(?:\s+\S.*?)?\s*(?:御中|様|殿|宛て?)"),
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|「[^「」]*」")

#: Where a question stops naming what it asks for: 開催日|を入力してください, 会場|はどちらですか
_ASKS = re.compile(
    r"(?:は|が|を|に?ついて)(?=ご|お[書選答聞]|で|具|選|教|入力|記入|いつ|どこ|ど[のちんな]|何|あ[りれ])"
)

UNKNOWN = Mark("title", "unknown_title")
#: When a form was answered and by whom: what the form's service adds.
EXPORTED = Mark("furniture", "exported")

#: A cell of the sheet and what is asked there, without its number.
Questions = Mapping[Position, str]


class Asked(NamedTuple):
    """A layout, and the cells of the sheet that ask for its fields."""

    layout: Layout
    fields: Mapping[Position, Field]
    addressee: tuple[Position, str] | None


def propose_questions(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its questions drawn as titles, for each layout that they ask for."""
    questions = dict(_find_questions(view))
    if len(questions) < FEWEST_QUESTIONS:
        return
    for layout in load_layouts():
        asked = _ask(view, layout, questions)
        if _asks_enough(asked):
            drawing = _draw(view, questions, asked)
            drawing.is_telling = _is_telling(view, asked)
            yield drawing


def _find_questions(view: SheetView) -> Iterator[tuple[Position, str]]:
    for row in range(1, view.row_count + 1):
        for column, value in view.filled(row):
            if not isinstance(value, str) or len(value) > LONGEST_QUESTION:
                continue
            text = normalise(value).strip()
            number = _NUMBER.match(text)
            if (number or _ASKING.search(text)) and not _is_exported(text):
                yield (row, column), text[number.end() :] if number else text


def _is_exported(title: str) -> bool:
    return len(title) < LONGEST_WORD and fold_key(title) in get_keys("forms", "exported")


def _ask(view: SheetView, layout: Layout, questions: Questions) -> Asked:
    """The questions' fields; one that different questions seem to ask for is asked by none, but
    for its very title."""
    found = {place: _find_field(layout, text) for place, text in questions.items()}
    matches = {place: match_title(layout, (text,)) for place, text in questions.items()}
    ranks = {place: match.rank for place, match in matches.items() if match}
    sure = {f.name for p, f in found.items() if f and ranks.get(p) == STRONG}
    for place, field in found.items():
        if field and field.name in sure and ranks.get(place) == WEAK:
            found[place] = find_second(layout, questions[place], sure)
    fields = {place: field for place, field in found.items() if field is not None}
    clear = fields.keys() & ranks.keys()
    asking = Counter(field.name for field, _ in {(fields[p], questions[p]) for p in fields})
    exact = Counter(field.name for field, _ in {(fields[p], questions[p]) for p in clear})
    fields = {
        place: field
        for place, field in fields.items()
        if asking[field.name] == 1 or (exact[field.name] == 1 and place in clear)
    }
    return Asked(layout, fields, _find_addressee(view, layout, fields))


def _find_field(layout: Layout, text: str) -> Field | None:
    """The one field that a question asks for: by its title, a title in it, or its choices."""
    plain = _BRACKETS.sub("", text).strip()
    match = match_title(layout, (plain,))
    if match is not None:
        return None if match.stage or match.field.helper else match.field
    fields = (
        _find_last_title(layout, title_key(_ASKS.split(plain, maxsplit=1)[0]))
        or _find_titles(layout, title_key(plain))
        or _find_choices(layout, text)
    )
    return fields.pop() if len(fields) == 1 else None


def _find_last_title(layout: Layout, key: str) -> set[Field]:
    """The field of which the longest title ends what a question asks for, whatever it is said
    to be of: ニーズを出した自治体名."""
    ends = {
        spelling: field
        for field in layout.answers
        for spelling in field.spellings
        if len(spelling) >= SHORTEST_SPELLING and key.endswith(spelling)
    }
    longest = max(map(len, ends), default=0)
    return {field for spelling, field in ends.items() if len(spelling) == longest}


def _find_titles(layout: Layout, key: str) -> set[Field]:
    """The fields of which a title stands in a sentence, and is no part of another's."""
    spans = {
        (start, start + len(spelling)): field
        for field in layout.answers
        for spelling in field.spellings
        if len(spelling) >= SHORTEST_SPELLING and (start := key.find(spelling)) >= 0
    }
    return {
        field
        for (start, end), field in spans.items()
        if not any(s <= start and end <= e and (s, e) != (start, end) for s, e in spans)
    }


def _find_choices(layout: Layout, text: str) -> set[Field]:
    """The fields of which a sentence names several choices: 成功例・失敗例・反省のいずれですか。"""
    return {
        field
        for field in layout.answers
        if sum(any(word in text for word in words) for words in field.choices.values()) >= 2
    }


def _find_addressee(
    view: SheetView, layout: Layout, fields: Mapping[Position, Field]
) -> tuple[Position, str] | None:
    """The one government that a sheet is addressed to, where no question asks for it."""
    field = next((each for each in layout.answers if each.type == "government"), None)
    if field is None or field in fields.values() or not fields:
        return None
    found = [
        ((row, column), name)
        for row in range(1, min(fields)[0])
        for column, value in view.filled(row)
        if (name := _name_addressee(field, value))
    ]
    return found[0] if len(found) == 1 else None


def _name_addressee(field: Field, value: Value) -> str:
    text = normalise(value).strip() if isinstance(value, str) and len(value) < 40 else ""
    names = (found[1] for each in _ADDRESSEE if (found := each.fullmatch(text)))
    return next((name for name in names if coerce(field, name, ANY_YEAR).value), "")


def _asks_enough(asked: Asked) -> bool:
    """Whether all that a record needs is asked for, and something more."""
    names = {field.name for field in asked.fields.values()}
    if asked.addressee:
        names.add(next(each.name for each in asked.layout.answers if each.type == "government"))
    needed = {*list_needed(asked.layout)}
    return needed <= names and len(names) > FEWEST_QUESTIONS


def _is_telling(view: SheetView, asked: Asked) -> bool:
    """Whether nobody else asks so: for many required answers, or under a title that names them."""
    if len(asked.layout.required) > MOST_COMMON:
        return True
    rows = range(1, min(asked.fields)[0])
    titles = [view.grid.sheet, *(view.text(row, c) for row in rows for c, _ in view.filled(row))]
    return any(asked.layout.id in layouts_named(title) for title in titles)


def _draw(view: SheetView, questions: Questions, asked: Asked) -> Reshaped:
    """The sheet as it is but for its questions and the signs before its answers, or, where the
    answers stand below, a row a question."""
    below = {place: _list_lines(view, questions, place) for place in questions}
    if sum(map(bool, below.values())) * 2 > len(questions):
        return _draw_below(view, asked, below)
    rows = copy_rows(view.grid, 1, view.row_count)
    marks = {place: UNKNOWN for place in questions if place not in asked.fields}
    marks |= _mark_phrases(view, asked)
    for row, column in questions:
        if field := asked.fields.get((row, column)):
            rows[row - 1][column - 1] = Cell(field.title, ((row, column),))
        for at, value in view.filled(row):
            if (row, at) not in questions and (sign := _find_sign(value)):
                rows[row - 1][at - 1] = Cell(str(value)[sign:].strip() or None, ((row, at),))
                marks |= {(row, at): PART_TITLE} if len(str(value)) == sign else {}
    marks |= _drop_exported(view, rows, {row for row, _ in asked.fields})
    first = min(asked.fields)[0] - 1
    top = _draw_addressee(asked)
    return draw(
        view.grid, [*rows[:first], *top, *rows[first:]], [] if top else view.grid.merges, marks
    )


def _drop_exported(
    view: SheetView, rows: list[list[Cell]], headers: set[int]
) -> dict[Position, Mark]:
    """Draw no column that a form's service adds to the answers; its cells' entries."""
    if len(headers) > 1:  # a question a row
        return {}
    header = headers.pop()
    added = [
        column
        for column, value in view.filled(header)
        if isinstance(value, str) and _is_exported(value)
    ]
    places = [(row, at) for row in range(header, view.row_count + 1) for at in added]
    for row, at in places:
        if at <= len(rows[row - 1]):
            rows[row - 1][at - 1] = BLANK
    return dict.fromkeys(places, EXPORTED)


def _draw_addressee(asked: Asked) -> list[list[Cell]]:
    if asked.addressee is None:
        return []
    place, name = asked.addressee
    field = next(each for each in asked.layout.answers if each.type == "government")
    left = [Cell()] * (min(asked.fields)[1] - 1)
    return [[*left, Cell(field.title), Cell(name, (place,))]]


def _mark_phrases(view: SheetView, asked: Asked) -> dict[Position, Mark]:
    """What a letter says between its addressee and its points, without a name or a figure."""
    if asked.addressee is None:
        return {}
    rows = range(asked.addressee[0][0], min(asked.fields)[0])
    cells = [((row, column), value) for row in rows for column, value in view.filled(row)]
    return {
        place: NOTE
        for place, value in cells
        if isinstance(value, str) and (value.strip() == "記" or "下記" in value)
    }


def _find_sign(value: Value) -> int:
    """How much of a cell only says that an answer follows: 答："""
    found = _ANSWER.match(normalise(value)) if isinstance(value, str) else None
    return found.end() if found else 0


def _is_sign(value: Value) -> bool:
    """Whether a cell is no more than 回答, before the answer beside it."""
    return isinstance(value, str) and 0 < _find_sign(value) == len(normalise(value))


def _list_lines(view: SheetView, questions: Questions, place: Position) -> list[Position]:
    """The cells below a question that has nothing beside it, down to a blank row or the next."""
    lines: list[Position] = []
    if sum(1 for _ in view.filled(place[0])) > 1:
        return lines
    for row in range(place[0] + 1, place[0] + MOST_LINES):
        cells = [(row, column) for column, value in view.filled(row) if not _is_sign(value)]
        if len(cells) != 1 or cells[0] in questions:
            break
        lines += cells
    return lines


def _draw_below(
    view: SheetView, asked: Asked, below: Mapping[Position, list[Position]]
) -> Reshaped:
    grid, body = view.grid, list[list[Cell]]()
    marks = {place: UNKNOWN for place in below if place not in asked.fields}
    rows = {row for lines in below.values() for row, _ in lines}
    signs = ((row, at) for row in rows for at, value in view.filled(row) if _is_sign(value))
    marks |= dict.fromkeys(signs, PART_TITLE)
    for place, lines in below.items():
        field = asked.fields.get(place)
        values = [grid.value(*line) for line in lines]
        texts = [str(value)[_find_sign(value) :].strip() for value in values]
        alone = len(lines) == 1 and not isinstance(values[0], str)
        answer = values[0] if alone else "\n".join(filter(None, texts)) or None
        title = field.title if field else grid.value(*place)
        body.append([Cell(title, (place,)), Cell(answer, tuple(lines))])
    last = max(max(lines, default=place) for place, lines in below.items())[0]
    above = copy_rows(grid, 1, min(below)[0] - 1)
    rest = copy_rows(grid, last + 1, view.row_count)
    return draw(grid, [*above, *_draw_addressee(asked), *body, *rest], (), marks)
