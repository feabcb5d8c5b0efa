"""Full-text search for Japanese: by substring, without minding kana and width. Pure.

What is kept is folded already (`store/folding.py`); here the words asked for are.
"""

import re
from itertools import pairwise

from store.folding import fold_text

#: As many words of a search as the store is asked for; further ones are looked for here.
MOST_WORDS = 3


def split_words(query: str) -> list[str]:
    """The words of a search, folded; spaces of either width part them.

    >>> split_words(" 橋梁　 ドローン ")
    ['橋梁', 'どろーん']
    """
    return [fold_text(word) for word in query.split() if fold_text(word)]


def list_pairs(text: str) -> list[str]:
    """The pairs of neighbouring letters of a text, folded; signs part them, spaces do not.

    >>> list_pairs("橋梁 点検、AI")
    ['橋梁', '梁点', '点検', 'ai']
    """
    lines = [re.findall(r"\w+", fold_text(line)) for line in text.split("\n")]
    return [first + second for runs in lines for run in runs for first, second in pairwise(run)]


def build_pairs_pattern(text: str) -> str:
    """A regular expression that finds any pair of a text in folded words; "" where it has none.

    >>> build_pairs_pattern("橋梁、AI")
    '橋梁|ai'
    """
    return "|".join(dict.fromkeys(list_pairs(text)))
