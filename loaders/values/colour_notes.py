"""Notes that give a meaning to a colour: ※黄色の行は中止; 赤字は変更箇所."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from loaders.values.text import LONGEST_WORD, normalise
from loaders.values.vocabulary import get_words, load_vocabulary

_PIECES = re.compile(r"[、。,;\n/]|\s{2,}|\s(?=\S+?[:=→])")
_EDGES = " ※*＊・()[]【】「」■□●凡例:"
#: 網掛け（灰色）: which colour it is stands behind it
_BRACKETED = re.compile(
    r"(行|欄|セル|網掛け?|塗りつぶし|背景|着色|マーカー|文字|字|フォント)\((\w{1,4})\)"
)
_ENDINGS = r"(?:を(?:示す|示します|表す|表します)|とする|です|で表示|の(?:行|もの|分|案件|行事))"
_PLACES = (
    r"(?:の|で|に|した|して(?:いる|ある)|行|欄|セル|部分|箇所|網掛け?|塗りつぶし|塗り|背景|着色|表示|"
    r"マーカー|もの|文字|字|フォント|付き|つき)*"
)
_FONT, _FILL = (
    re.compile("字|フォント"),
    re.compile("行|欄|セル|部分|網|塗|背景|着色|マーカー|付|つき"),
)


class ColourNote(NamedTuple):
    """The colours meant, as cells have them ("fill yellow"), how they are called, what they say."""

    colours: frozenset[str]
    name: str
    meaning: str


@lru_cache(maxsize=1 << 10)
def parse_colour_notes(text: str) -> tuple[ColourNote, ...]:
    """
    >>> [(each.name, each.meaning) for each in parse_colour_notes("※黄色の行は中止、灰色：延期")]
    [('黄色', '中止'), ('灰色', '延期')]
    >>> [(sorted(n.colours), n.meaning) for n in parse_colour_notes("取下げは赤字で表示")]
    [(['font pink', 'font red'], '取下げ')]
    >>> [(n.name, n.meaning) for n in parse_colour_notes("※網掛け（灰色）の行は取下げです。")]
    [('灰色', '取下げ')]
    >>> [(n.name, n.meaning) for n in parse_colour_notes("凡例：灰色＝取下げ　■黄色＝確認中")]
    [('灰色', '取下げ'), ('黄色', '確認中')]
    >>> parse_colour_notes("黄色い看板の更新"), parse_colour_notes("特色は次のとおり")
    ((), ())
    """
    if len(text) > 2 * LONGEST_WORD:
        return ()
    pieces = (piece.strip(_EDGES) for piece in _PIECES.split(normalise(text.replace("　", "\n"))))
    return tuple(note for piece in pieces if (note := _parse_piece(piece)))


def _parse_piece(piece: str) -> ColourNote | None:
    piece = _BRACKETED.sub(r"\2の\1", piece)
    match = next((m for p in _get_patterns() if (m := p.fullmatch(piece))), None)
    if match is None:
        return None
    name, place = match["colour"], match["place"]
    kinds = ["font"] if _FONT.search(place) else ["fill"] if _FILL.search(place) else []
    shades = _index_names()[name]
    colours = {f"{kind} {shade}" for kind in kinds or ("fill", "font") for shade in shades}
    return ColourNote(frozenset(colours), name, match["meaning"].strip(_EDGES))


@cache
def _index_names() -> dict[str, tuple[str, ...]]:
    """What a colour is called in notes -> what its cells are called."""
    table = load_vocabulary()["colours"]["names"]
    return {normalise(word): tuple(each["shades"]) for each in table for word in each["words"]}


@cache
def _get_patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(map(re.escape, sorted(_index_names(), key=len, reverse=True)))
    colour = rf"(?P<colour>{names})(?P<place>{_PLACES})"
    is_said = r" ?(?:は|が|:|=|…|→) ?"
    return (
        re.compile(rf"{colour}{is_said}(?P<meaning>.+?){_ENDINGS}*"),
        re.compile(
            rf"(?P<meaning>.{{1,20}}?)(?:の(?:行|欄|セル|もの|行事|案件))?{is_said}{colour}(?:です)?"
        ),
    )


def changes_nothing(meaning: str) -> bool:
    """Whether a colour only shows where something was changed, or where to fill in.

    >>> changes_nothing("前回からの変更箇所"), changes_nothing("入力欄"), changes_nothing("中止")
    (True, True, False)
    """
    return any(word in meaning for word in get_words("colours", "harmless"))
