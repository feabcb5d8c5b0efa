"""Notes that say what a blank cell means: （注）自治体名の空欄は、上欄に同じ。"""

import re
from functools import lru_cache

from loaders.values.text import LONGEST_WORD, normalise

_BLANK = (
    r"(?:空欄|空白|ブランク|[未無]記入|(?:記載|記入)の?(?:な[いき]|無[いき]|なし|無し)(?:もの|場合)?)"
    r"(?:の?(?:欄|箇所|セル|行|部分|もの|場合))*"
)
_ABOVE = r"(?:直?上(?:の|記)?(?:欄|行|段|セル|項目)?|前の?行|同上)"
_RULE = re.compile(
    rf"(?P<columns>.*?)(?:の|が|で)?{_BLANK} ?(?:について)?(?:は|:|=|、)+ ?(?:すべて|全て)?"
    rf"(?:{_ABOVE}(?:の内容|の記載)?[にと](?:同じ|同様)|同上|〃|{_ABOVE}を参照)"
    r"(?:[^、。ない]{1,8}?)?(?:です|である|とする|扱い)?"
)
_SEPARATORS = re.compile(r"[、,・/]|及び|および|並びに|と")


@lru_cache(maxsize=1 << 10)
def parse_blank_note(text: str) -> tuple[str, ...] | None:
    """The columns whose blank cells repeat what stands above, () for all; None for any other text.

    >>> parse_blank_note("（注）自治体名・求める内容の空欄は、上欄に同じ。")
    ('自治体名', '求める内容')
    >>> parse_blank_note("※自治体名が空欄の行は、前行と同じ自治体である。")
    ('自治体名',)
    >>> parse_blank_note("※空白は同上"), parse_blank_note("記載なきは前行に同じ")
    ((), ())
    >>> parse_blank_note("空欄は未定"), parse_blank_note("空欄は該当なし")
    (None, None)
    """
    if len(text) > 2 * LONGEST_WORD or ("上" not in text and "行" not in text and "〃" not in text):
        return None
    plain = re.sub(r"^\s*(?:[※*・]|\(?注\d*[):]?|備考:)\s*", "", normalise(text)).strip("()。. ")
    match = _RULE.fullmatch(plain)
    if match is None:
        return None
    return tuple(each.strip() for each in _SEPARATORS.split(match["columns"]) if each.strip())
