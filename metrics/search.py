"""Full-text search for Japanese: by substring, without minding kana and width. Pure.

Japanese has no spaces between its words, so a word is looked for anywhere. Two texts are the
same to a reader when they differ only in width (ﾄﾞﾛｰﾝ, ドローン), in kana (どろーん), in case or
in the sign for a long vowel: `fold_text` makes such texts equal, `build_pattern` makes a
regular expression that finds a word in texts as they were written.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from functools import cache
from itertools import pairwise

#: As many words of a search as the store is asked for; further ones are looked for here.
MOST_WORDS = 3
#: Signs that stand for a long vowel or a hyphen.
_DASHES = dict.fromkeys(map(ord, "-‐‑‒–—―−ｰ~〜～"), "ー")
#: Katakana to hiragana, from small ァ to ヶ.
_KANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_HALF_MARKS = ("\uff9e", "\uff9f")


def fold_text(text: str) -> str:
    """A text as the search sees it: without width, case, spaces, and kana's two shapes.

    >>> fold_text("ﾄﾞﾛｰﾝ 点検") == fold_text("どろーん点検") == fold_text("ドロ－ン　点検")
    True
    >>> fold_text("ＡＩ") == fold_text("ai")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s", "", plain).translate(_DASHES).translate(_KANA)


def split_words(query: str) -> list[str]:
    """The words of a search, folded; spaces of either width part them.

    >>> split_words(" 橋梁　 ドローン ")
    ['橋梁', 'どろーん']
    """
    return [fold_text(word) for word in query.split() if fold_text(word)]


def build_pattern(word: str) -> str:
    r"""A regular expression (RE2) that finds a folded word in any spelling.

    >>> import re
    >>> all(re.search(build_pattern("がけ"), text) for text in ("崖（ガケ）", "ｶﾞｹ", "が け"))
    True
    >>> re.search(build_pattern("a.b"), "axb") is None
    True
    """
    return r"\s*".join(_match_sign(sign) for sign in word)


def _match_sign(sign: str) -> str:
    variants = sorted(_list_variants().get(sign, {sign}) | {sign}, key=len, reverse=True)
    escaped = [_escape(variant) for variant in variants]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"


def _escape(text: str) -> str:
    return "".join(re.escape(sign) if sign.isascii() else sign for sign in text)


@cache
def _list_variants() -> dict[str, set[str]]:
    """Folded sign -> every sign, or sign with a half-width mark, that folds to it."""
    variants: dict[str, set[str]] = defaultdict(set)
    for code in range(0x21, min(sys.maxunicode, 0x10000)):
        sign = chr(code)
        for text in (sign, *(sign + mark for mark in _HALF_MARKS if 0xFF66 <= code <= 0xFF9D)):
            folded = fold_text(text)
            if len(folded) == 1 and folded != text:
                variants[folded].add(text)
    return dict(variants)


def list_pairs(text: str) -> list[str]:
    """The pairs of neighbouring letters of a text, folded; signs part them, spaces do not.

    >>> list_pairs("橋梁 点検、AI")
    ['橋梁', '梁点', '点検', 'ai']
    """
    runs = re.findall(r"\w+", fold_text(text))
    return [first + second for run in runs for first, second in pairwise(run)]


def build_pairs_pattern(text: str) -> str:
    """A regular expression that finds any pair of a text; "" (finds all) where it has none."""
    return "|".join(build_pattern(pair) for pair in dict.fromkeys(list_pairs(text)))
