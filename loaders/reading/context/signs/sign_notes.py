"""Notes that give a meaning to a sign: 「×は中止」, 「*は申請中」, 「※1 雨天のため延期」.

What bears the sign is what the note says or, where by that it may not count, is pointed out.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from loaders.checking.problems import Problem
from loaders.checking.unread import name_places
from loaders.grid import Grid, Position, a1
from loaders.reading.context.asides import apply_meaning, list_outside, tell_withdrawn
from loaders.reading.records.records import Record, SheetResult
from loaders.values.text import LONGEST_WORD, normalise
from loaders.values.vocabulary import get_words

_SIGNS = "●○◎▲△▼▽×✕☆★*※■□◆◇†#"
_NOTE = re.compile(
    rf"(?:[※*]|\(?注\)?:?)? ?(?:[^{_SIGNS}「(は:]{{1,8}}に)?"
    rf"[「(]?(?P<sign>[{_SIGNS}]\d{{0,2}})[」)]?"
    r"(?:印|マーク)?(?:を?(?:付けた|つけた|付した|付き|の付いた|のついた)|の)?"
    r"(?:もの|行事?|案件|自治体|会員)?"
    r" ?(?:は|が|:|=|…|→| ) ?(?P<meaning>\S.*)"
)
#: what every such note has, as it may be typed; a cheap look at all that was not read
_MAY_SAY = re.compile(r"[はが:：=＝…→ 　]")
_MAY_SIGN = re.compile(rf"[{_SIGNS}＊﹡＃﹟￭￮]")


class SignNote(NamedTuple):
    sign: str
    meaning: str
    text: str


@lru_cache(maxsize=1 << 10)
def parse_sign_note(text: str) -> SignNote | None:
    """
    >>> [parse_sign_note(each)[:2] for each in ("※●印は中止した行事", "＊は延期", "※1 雨で中止")]
    [('●', '中止した行事'), ('*', '延期'), ('※1', '雨で中止')]
    >>> parse_sign_note("行事名の前に×を付けたものは中止")[:2], parse_sign_note("※は申請中")[:2]
    (('×', '中止'), ('※', '申請中'))
    >>> [parse_sign_note(each) for each in ("※参加者数は百人単位", "※ 令和3年度", "○○市は中止")]
    [None, None, None]
    """
    plain = normalise(text).strip()
    found = _NOTE.fullmatch(plain) if len(plain) <= LONGEST_WORD else None
    if found is None or (found["sign"] == "※" and not plain.startswith("※は")):
        return None
    return SignNote(found["sign"], found["meaning"].rstrip("。"), text.strip())


def hear_signs(results: Sequence[SheetResult], grid: Grid) -> None:
    """Give records the status that their sign means; one problem for each note by which records
    may not count, and that we can't take."""
    signed = {
        each
        for each in grid.texts.find(_MAY_SIGN)
        if len(each) <= LONGEST_WORD and _MAY_SAY.search(each)
    }
    records = [record for each in results for record in each.records] if signed else []
    taken = {at for record in records for at in record.origins.values()}
    outside = list_outside(grid, taken, signed)
    notes = [note for _, text in outside if (note := parse_sign_note(text))]
    for result in results if notes else ():
        for note in notes:
            bearing = [
                (each, at) for each in result.records if (at := _find(each, grid, note.sign))
            ]
            open_places = [at for each, at in bearing if not _apply(result, each, at, note)]
            if open_places and any(word in note.meaning for word in get_words("signs", "doubtful")):
                cell, found = a1(*open_places[0]), name_places(open_places)
                said = str(grid.value(*open_places[0]))
                place = (grid.sheet, cell, note.text)
                result.problems.append(Problem("unread_cells", "", *place, found, said))


def _find(record: Record, grid: Grid, sign: str) -> Position | None:
    """The cell of a record that bears a sign: alone beside its answers, or before or after a text;
    a mark that answers is none."""
    row = next((at[0] for at in record.origins.values()), record.row)
    answers = set(record.origins.values())
    for column, value in enumerate(grid.rows[row - 1], start=1):
        text = normalise(value).strip() if isinstance(value, str) else ""
        is_alone = text == sign and (row, column) not in answers
        is_beside = (row, column) in answers and len(text) > len(sign)
        if is_alone or (is_beside and (text.startswith(sign) or text.endswith(sign))):
            return row, column
    return None


def _apply(result: SheetResult, record: Record, place: Position, note: SignNote) -> bool:
    if not apply_meaning(record, note.meaning):
        return False
    if record.withdrawn:
        result.problems.append(tell_withdrawn(record, note.meaning))
    for name, at in record.origins.items():
        if at == place and isinstance(said := record.fields.get(name), str):
            record.fields[name] = strip_sign(said, note.sign)
    return True


def strip_sign(text: str, sign: str) -> str:
    """
    >>> strip_sign("×見学会", "×"), strip_sign("見学会*", "*")
    ('見学会', '見学会')
    """
    return text.strip().removeprefix(sign).removesuffix(sign).strip()
