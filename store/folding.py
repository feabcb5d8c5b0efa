"""Texts as the search sees them, folded once when a record is kept. Pure.

Japanese has no spaces between its words, so a word is looked for anywhere in a text. Two
texts are the same to a reader when they differ only in width (ﾄﾞﾛｰﾝ, ドローン), in kana
(どろーん), in case or in the sign for a long vowel: folding makes such texts equal.
"""

import unicodedata
from collections.abc import Iterable

#: Signs that stand for a long vowel or a hyphen.
_DASHES = dict.fromkeys(map(ord, "-‐‑‒–—―−ｰ~〜～"), "ー")
#: Katakana to hiragana, from small ァ to ヶ.
_KANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_FOLDED = _DASHES | _KANA


def fold_text(text: str) -> str:
    """A text as the search sees it: without width, case, spaces, and kana's two shapes.

    >>> fold_text("ﾄﾞﾛｰﾝ 点検") == fold_text("どろーん点検") == fold_text("ドロ－ン　点検")
    True
    >>> fold_text("ＡＩ") == fold_text("ai")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(plain.split()).translate(_FOLDED)


def fold_texts(answers: Iterable[str | list[str] | None]) -> str:
    """A record's searched answers, folded; each text on a line of its own, so that no word is
    found across two of them.

    >>> fold_texts(["ﾋﾟｯﾁ", None, ["道路", "河川"], "広島県広島市"])
    'ぴっち\\n道路\\n河川\\n広島県広島市'
    """
    texts: list[str] = []
    for answer in answers:
        texts += answer if isinstance(answer, list) else [answer or ""]
    return "\n".join(fold_text(text) for text in texts if text)
