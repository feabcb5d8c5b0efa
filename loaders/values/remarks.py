"""What is said beside an answer: that a row was taken back."""

import re
from functools import cache, lru_cache

from loaders.values.text import LONGEST_WORD, fold_key
from loaders.values.vocabulary import get_words

_BRACKETS = "()[]{}<>【】〔〕《》〈〉「」『』※*★■●・:。 "


@lru_cache(maxsize=1 << 14)
def is_withdrawal(text: str) -> bool:
    """Whether a cell says no more than that its row no longer holds.

    >>> is_withdrawal("欠番"), is_withdrawal("（重複のため削除）"), is_withdrawal("取下げ済み")
    (True, True, True)
    >>> is_withdrawal("雑草の削除"), is_withdrawal("取消線"), is_withdrawal("取消の可能性あり")
    (False, False, False)
    """
    if len(text) > LONGEST_WORD:
        return False
    return bool(_get_withdrawal_pattern().fullmatch(fold_key(text).strip(_BRACKETS)))


@cache
def _get_withdrawal_pattern() -> re.Pattern[str]:
    words, subjects, endings = (
        "|".join(map(re.escape, map(fold_key, get_words("withdrawals", key))))
        for key in ("words", "subjects", "endings")
    )
    day = r"(?:[rh]?\d{1,4}[年./]\d{1,2}[月./]\d{1,2}日?(?:に|付けで?|付で?)?)"
    reason = r"[^。、()]{1,20}?(?:のため|につき|により|に伴い)"
    return re.compile(rf"{day}?(?:{reason}、?)?(?:{subjects})?を?(?:{words})(?:{endings})?")
