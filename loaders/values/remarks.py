"""What is said beside an answer: that a row was taken back, that an event did not take place."""

import re
from functools import cache, lru_cache

from loaders.values.text import LONGEST_WORD, fold_key, normalise
from loaders.values.vocabulary import get_words

_BRACKETS = "()[]{}<>【】〔〕《》〈〉「」『』※*★■●・:。 "
#: A longer remark says more than that.
_LONGEST_REMARK = 2 * LONGEST_WORD
_GROUP = re.compile(r"[(\[【〔<〈《]([^()\[\]【】〔〕<>〈〉《》]*)[)\]】〕>〉》]")
_EDGES = re.compile(r"^[※*★■●]?([^\s:・]{2,8})[\s:]|[※*★■●→:\s]([^\s※*→:]{2,12})$")
_NUMBERED = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}[.)、 ]|[①-⑳])\s*")
_DAY = r"(?:令和|平成|[RrHh])?[\d元][\d年月日/. ()曜火水木金土・~-]*"


@lru_cache(maxsize=1 << 14)
def is_withdrawal(text: str) -> bool:
    """Whether a cell says no more than that its row no longer holds.

    >>> is_withdrawal("欠番"), is_withdrawal("（重複のため削除）"), is_withdrawal("取下げ済み")
    (True, True, True)
    >>> is_withdrawal("取下げ（7/30連絡）"), is_withdrawal("欠（2名）")
    (True, False)
    >>> is_withdrawal("雑草の削除"), is_withdrawal("取消線"), is_withdrawal("取消の可能性あり")
    (False, False, False)
    """
    if text.isascii() or len(text) > LONGEST_WORD:  # an address, a number, or prose
        return False
    return bool(_get_withdrawal_pattern().fullmatch(fold_key(text).strip(_BRACKETS)))


@cache
def _get_withdrawal_pattern() -> re.Pattern[str]:
    words, subjects, endings = (
        _match_any("withdrawals", key) for key in ("words", "subjects", "endings")
    )
    day = r"(?:(?:令和|平成|[rh])?\d{1,4}[年./])?\d{1,2}[月./]\d{1,2}日?"
    reason = r"[^。、()]{1,20}?(?:のため|につき|により|に伴い)"
    before = rf"(?:{day}(?:に|付けで?|付で?)?)?(?:{reason}、?)?(?:{subjects})?を?"
    return re.compile(rf"{before}(?:{words})(?:{endings})?(?:\({day}[^()\d]*\)?)?")


@lru_cache(maxsize=1 << 14)
def find_status(text: str) -> str | None:
    """ "cancelled" or "postponed", where all of a cell, or a bracket in it, says so.

    >>> find_status("新型コロナウイルス感染症拡大防止のため中止"), find_status("【延期】見学会")
    ('cancelled', 'postponed')
    >>> find_status("R3年度に延期"), find_status("10月5日→中止")
    ('postponed', 'cancelled')
    >>> find_status("雨天中止"), find_status("事業中止の手引き"), find_status("（中止を検討）")
    (None, None, None)
    """
    if len(text) > _LONGEST_REMARK or not _get_hint_pattern().search(text):
        return None
    plain = normalise(text)
    if any(word in plain for word in get_words("statuses", "conditions")):
        return None
    edges = [each for pair in _EDGES.findall(plain) for each in pair]
    said = [plain, _GROUP.sub("", plain), *_GROUP.findall(plain), *edges]
    found = {status for each in said if (status := _read_status(each.strip(_BRACKETS)))}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1 << 12)
def find_status_label(text: str) -> str | None:
    """The status of all events under a heading, or a title's part, that says nothing else.

    >>> find_status_label("２ 中止した行事"), find_status_label("行事一覧（延期分）")
    ('cancelled', 'postponed')
    >>> find_status_label("中止・延期した行事"), find_status_label("中止を含む行事一覧")
    (None, None)
    """
    if len(text) > LONGEST_WORD or not _get_hint_pattern().search(text):
        return None
    plain = normalise(text)
    parts = [plain, *_GROUP.findall(plain)]
    found = {
        status
        for part in parts
        for status in ("cancelled", "postponed")
        if _get_label_pattern(status).fullmatch(_NUMBERED.sub("", part.strip(_BRACKETS)))
    }
    return found.pop() if len(found) == 1 else None


@cache
def _get_label_pattern(status: str) -> re.Pattern[str]:
    words, endings, nouns = (
        _match_any("statuses", key) for key in (status, "endings", "label_nouns")
    )
    everything = r"(?:(?:以下|下記)は?、?)?(?:すべて|全て|全部)?"
    return re.compile(rf"{everything}(?:開催|実施)?(?:{words})(?:{endings})?の?(?:{nouns})*")


def find_date_before_status(text: str) -> str:
    """The day that a cell names before it says that nothing took place; "" for none.

    >>> find_date_before_status("10月5日→中止"), find_date_before_status("R3年度に延期")
    ('10月5日', '')
    """
    match = _get_dated_pattern().fullmatch(normalise(text))
    return match["day"].strip() if match else ""


def _read_status(text: str) -> str | None:
    is_plan = any(word in text for word in get_words("statuses", "plans"))
    if is_plan and not any(word in text for word in get_words("statuses", "after_reasons")):
        return None
    if _get_dated_pattern().fullmatch(text):
        text = text[len(find_date_before_status(text)) :].lstrip("→⇒から、はを ")
    for status in ("cancelled", "postponed"):
        if _get_status_pattern(status).fullmatch(text):
            return status
    return None


@cache
def _get_status_pattern(status: str) -> re.Pattern[str]:
    words, endings = _match_any("statuses", status), _match_any("statuses", "endings")
    reasons = _match_any("statuses", "after_reasons")
    before = (
        rf"(?:[^。]{{1,40}}?(?:{reasons})、? ?|[^。]{{1,14}}?[へに] ?|開催を?|実施を?|急遽|全面)*"
    )
    return re.compile(rf"{before}(?:{words})(?:{endings})?(?:[ (].*)?")


@cache
def _get_dated_pattern() -> re.Pattern[str]:
    words = "|".join(_match_any("statuses", status) for status in ("cancelled", "postponed"))
    return re.compile(
        rf"(?P<day>{_DAY}?)(?: ?(?:→|⇒|から|、|を|は)| |(?<=[日)\d])\(?)(?:{words}).*"
    )


@cache
def _get_hint_pattern() -> re.Pattern[str]:
    """What every text holds that says a status: a cheap look before the rest."""
    words = (get_words("statuses", status) for status in ("cancelled", "postponed"))
    return re.compile("|".join(re.escape(word) for each in words for word in each))


def _match_any(table: str, key: str) -> str:
    words = sorted(map(fold_key, get_words(table, key)), key=len, reverse=True)
    return "|".join(map(re.escape, words))


_ELSEWHERE = re.compile(
    r"[(\[【]?(?:(?:詳細|内容)は、?)?(?:別紙|別添|別表|別記|別冊|添付|別シート|別途資料|別ファイル)"
    r"(?:資料|様式|書類)?[ 第]?[0-9A-Za-z一二三四五六七八九十①-⑳ -]{0,4}(?:号|番)?(?:資料)?"
    r"(?:の?(?:とおり|通り)|(?:を|に)?(?:ご)?(?:参照|記載|添付|記述)(?:のとおり|の通り|ください|下さい|願います|します)?)?"
    r"(?:です)?[)\]】。]?"
)
_BESIDE = re.compile(
    r"[(\[【]?(?:(?:詳細|内容)は、?)?(?:上記|下記|左記|右記|前記|前述|後述|上段|下段|[前次]ページ|[前次]頁|欄外)"
    r"(?:の?(?:とおり|通り)|[をに]?(?:ご)?(?:参照|記載)(?:のとおり|の通り|ください|下さい|願います)?)(?:です)?[)\]】。]?"
)


_AS_BEFORE = re.compile(
    r"[(\[【]?(?:前回|前年度?|昨年度?|先月|前月|前号|前掲|既報|既提出|提出済み?)(?:の)?(?:報告|内容|資料|回答|提出分)?"
    r"(?:の?(?:とおり|通り)|[にとを]?(?:同じ|同様|同文|参照))(?:です)?[)\]】。]?"
)


#: no text points elsewhere without one of them
_POINTING = frozenset("別添前昨先既提上下左右後次欄")


def points_elsewhere(text: str) -> bool:
    """Whether a cell only says where its answer stands.

    >>> [points_elsewhere(each) for each in ("別紙2のとおり", "（別添資料参照）", "別紙")]
    [True, True, True]
    >>> [points_elsewhere(each) for each in ("上記参照", "下記のとおり", "上記", "右記の橋梁")]
    [True, True, False, False]
    >>> points_elsewhere("前回と同じ"), points_elsewhere("前回の反省")
    (True, False)
    >>> [points_elsewhere(each) for each in ("別紙様式の電子化", "別シートで管理したい", "別府市")]
    [False, False, False]
    """
    if len(text) > LONGEST_WORD or _POINTING.isdisjoint(text):
        return False
    plain = normalise(text).strip()
    return any(each.fullmatch(plain) for each in (_ELSEWHERE, _BESIDE, _AS_BEFORE))
