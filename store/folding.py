"""Texts as the search sees them, folded once when a record is kept. Pure.

Japanese has no spaces between its words, so a word is looked for anywhere in a text. Two
texts are the same to a reader when they differ only in width (ﾄﾞﾛｰﾝ, ドローン), in kana
(どろーん), in case or in the sign for a long vowel: folding makes such texts equal.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

#: The column that holds a record's folded words, in the layouts that the search looks through.
COLUMN = "search_words"
#: Layout -> the fields whose words are searched; each text on a line of its own, so that no
#: word is found across two of them.
SEARCHED = {
    "matchings": (
        *("theme", "requirement", "technology", "company", "outline", "obstacle", "fields"),
    ),
    "citizen_activities": ("name", "place", "partner"),
    "know_how": ("title", "description", "lesson"),
}

#: Signs that stand for a long vowel or a hyphen.
_DASHES = dict.fromkeys(map(ord, "-‐‑‒–—―−ｰ~〜～"), "ー")
#: Katakana to hiragana, from small ァ to ヶ.
_KANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def fold_text(text: str) -> str:
    """A text as the search sees it: without width, case, spaces, and kana's two shapes.

    >>> fold_text("ﾄﾞﾛｰﾝ 点検") == fold_text("どろーん点検") == fold_text("ドロ－ン　点検")
    True
    >>> fold_text("ＡＩ") == fold_text("ai")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s", "", plain).translate(_DASHES).translate(_KANA)


def gather_words(layout: str, fields: Mapping[str, Any], government: str = "") -> str:
    """A record's searched words, folded, a line a text; `government`: its name in full.

    >>> gather_words("know_how", {"title": "ﾋﾟｯﾁ", "lesson": None, "type": "success"})
    'ぴっち'
    >>> gather_words("matchings", {"theme": "橋", "fields": ["道路", "河川"]}, "広島県広島市")
    '橋\\n道路\\n河川\\n広島県広島市'
    """
    said: list[str] = []
    for name in SEARCHED[layout]:
        value = fields.get(name)
        said += value if isinstance(value, list) else [value] if value else []
    return "\n".join(fold_text(text) for text in [*said, government] if text)
