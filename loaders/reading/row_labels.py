"""What a row's label says the row is: a footnote, a sample, a kind of total, a heading."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from loaders.grid import Value
from loaders.values.text import fold_key, is_total, normalise, read_blank_state

#: what numbers a form's columns: (1), ①, (a), (ア)
_COLUMN_NUMBER = re.compile(r"[(（][0-9０-９]{1,2}[)）]|[①-⑳㉑-㊿]|[(（][a-zA-Zア-ン][)）]")

_INSTRUCTION = re.compile(
    r"例[:)）].+|\d+(?:文字|字)(?:以内|程度|まで)(?:で(?:記入|入力))?|(?:半角|全角)(?:数字)?(?:で(?:記入|入力))?"
    r"|.+(?:を|から|で|に)(?:ご)?(?:記入|入力|選択|記載)(?:のこと|する|してください|して下さい)?"
    r"|(?:必須|任意)(?:項目|入力)?|プルダウン|(?:都道府)?県名(?:から|より|を含む|つき|付き)|.*正式名称|施設名まで"
    r"|(?:簡潔|具体的|簡単|詳細|詳し)[にく]|西暦|和暦|自由(?:記述|記入|記載)|自動(?:入力|計算|表示)|入力不要"
    r"|(?:数字|整数|件数|漢字)のみ|(?:複数|商品名|略称|通称|概数|省略|見込み?)(?:選択|回答|記入)?も?不?可|y{2,4}[/.]m{1,2}[/.]d{1,2}"
)

#: one sign twice, or in the place of a date's number
_PLACEHOLDER = re.compile(r"([〇○◯△×●□])\1|[.年月/][〇○◯△×●□](?:$|[.年月日/])")

_ROW_NUMBER = re.compile(r"(?:[NnＮ][OoＯoｏ][.．]?|№|#|第)?\s*[0-9０-９]{1,5}\s*[.．)）]?")

_LIST_NUMBER = re.compile(r"(?:[A-Za-z]{1,4}|[ア-ンヴ一-龥]{1,2})?[-‐ー－_ .]?\d{1,5}(?:-\d{1,3})?")

_CARRIED = re.compile(
    r"(?:次|前|翌)(?:の)?(?:頁|ページ)(?:まで)?(?:へ|に|より|から|の)?(?:繰り?越し?(?:額|数)?|小?計|合計)"
)
_PART = re.compile(r"[(\[【]?(?:うち(?![わ水の])|内訳)")
_CONDITION = re.compile(r"[(\[【][^)\]】]*(?:除く|除き|のみ)[)\]】]")
_COUNT_LINE = re.compile(r"\(?(?:\S{2,8}数|\S{0,8}計)[\s:]*(\d{1,4}[件社者名人回団橋]体?)\)?")
#: What every text has that says something again.
REPEATED = "再"
_REPEAT = re.compile(r"^[(\[【]再掲[)\]】]|[(\[【]再掲[)\]】]$")

#: あ行, カ, さ行～た行
_KANA_ROW = re.compile(r"[ぁ-んァ-ヶ](?:行(?:[-~・、][ぁ-んァ-ヶ]行)?)?")

_FRAMED = re.compile(r"[【〔<＜《［\[][^】〕>＞》］\]]+[】〕>＞》］\]]|[■◆□◇▼▽][^■◆□◇▼▽]+")


@cache
def _load_labels() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def _folded(name: str) -> tuple[str, ...]:
    return tuple(fold_key(word) for word in _load_labels()[name])


@lru_cache(maxsize=16_384)
def is_note(text: str) -> bool:
    """Whether a text is a footnote or the end of a table, never an answer.

    >>> is_note("※中止を含む"), is_note("注）速報値"), is_note("以　上"), is_note("注水工法")
    (True, True, True, False)
    """
    stripped = text.lstrip().casefold()
    if stripped.startswith(tuple(_load_labels()["note_starts"])):
        return True
    return len(text) < 12 and fold_key(text) in _folded("endings")


@lru_cache(maxsize=4096)
def is_sample_label(text: str) -> bool:
    """
    >>> is_sample_label("（記入例）"), is_sample_label("例年")
    (True, False)
    """
    return len(text) < 12 and fold_key(text) in _folded("samples")


@lru_cache(maxsize=4096)
def holds_placeholder(text: str) -> bool:
    """Whether signs stand where a name or number would be filled in.

    >>> [holds_placeholder(each) for each in ("〇〇県△△市", "R3.○.○", "××建設㈱", "○", "○△□")]
    [True, True, True, False, False]
    """
    return len(text) < 40 and bool(_PLACEHOLDER.search(text))


@lru_cache(maxsize=4096)
def is_legend_label(text: str) -> bool:
    """
    >>> is_legend_label("凡　例"), is_legend_label("【凡例】"), is_legend_label("凡例橋")
    (True, True, False)
    """
    return len(text) < 12 and fold_key(text) in _folded("legends")


@lru_cache(maxsize=4096)
def is_instruction(text: str) -> bool:
    """Whether a cell below a form's title says how it is filled in.

    >>> [is_instruction(each) for each in ("県名から記入", "50字以内", "例：R1.5.10", "表から選択")]
    [True, True, True, True]
    >>> [is_instruction(each) for each in ("必須", "簡潔に", "略称不可", "県名から", "yyyy/mm/dd")]
    [True, True, True, True, True]
    >>> [is_instruction(each) for each in ("記入例の配布", "例会", "選択制の講座", "10字橋")]
    [False, False, False, False]
    """
    return len(text) < 24 and bool(_INSTRUCTION.fullmatch(normalise(text).strip("()[] ※")))


@lru_cache(maxsize=4096)
def is_column_number(text: str) -> bool:
    """
    >>> is_column_number("（１）"), is_column_number("③"), is_column_number("(a)")
    (True, True, True)
    >>> is_column_number("3"), is_column_number("(株)")
    (False, False)
    """
    return bool(_COLUMN_NUMBER.fullmatch(text.strip()))


def is_numbering_title(title: str) -> bool:
    """Whether a column of this title numbers the rows; "" is a column without one.

    >>> is_numbering_title("No."), is_numbering_title("番　号"), is_numbering_title("備考")
    (True, True, False)
    """
    return not title or fold_key(title) in _folded("numbering")


def is_row_number(value: Value) -> bool:
    """A row's number, or what may stand in its stead: nothing, or a label of another row.

    >>> [is_row_number(each) for each in (1, "No.3", "２）", None, "合計", "例", "中国-1")]
    [True, True, True, True, True, True, False]
    """
    if not isinstance(value, str):
        return value is None or isinstance(value, int | float)
    text = value.strip()
    if not text or _ROW_NUMBER.fullmatch(text) or is_column_number(text):
        return True
    if is_total(text) or is_sample_label(text) or is_note(text):
        return True
    return read_blank_state(text) is not None


def is_list_number(text: str) -> bool:
    """Whether a text is a number in some list, with the list's letters before it.

    >>> [is_list_number(each) for each in ("N1", "S-002", "ニ－３", "12", "AI", "3D計測")]
    [True, True, True, True, False, False]
    """
    return len(text) < 16 and bool(_LIST_NUMBER.fullmatch(normalise(text).strip()))


@lru_cache(maxsize=4096)
def is_contact(label: str) -> bool:
    """Whether a label asks who reports, and how they are reached.

    >>> is_contact("担当課"), is_contact("電話番号"), is_contact("電話相談会")
    (True, True, False)
    """
    return len(label) < 16 and fold_key(label) in _folded("contacts")


@lru_cache(maxsize=4096)
def is_comparison(label: str) -> bool:
    """Whether a row speaks of another year's figures, or sets this one's against them.

    >>> is_comparison("昨年度合計"), is_comparison("前年度比"), is_comparison("前年踏査")
    (True, True, False)
    """
    key = fold_key(label) if len(label) < 16 else ""
    if key in _folded("comparisons"):
        return True
    other = next((each for each in _folded("other_years") if key.startswith(each)), "")
    return bool(other) and (key == other or is_total(key.removeprefix(other)))


@lru_cache(maxsize=4096)
def is_last_years(title: str) -> bool:
    """Whether a column's title speaks of a year before the sheet's, whichever that is.

    >>> [is_last_years(each) for each in ("昨年度実績", "（前年度）開催日", "前回", "前年踏査")]
    [True, True, False, False]
    """
    words = (each for each in _folded("other_years") if each.endswith("年度"))
    return fold_key(title).lstrip("([【〔").startswith(tuple(words))


def is_statistic(label: str) -> bool:
    """Whether a row below the records states a figure of them that is no sum.

    >>> is_statistic("最 大"), is_statistic("中央値"), is_statistic("最大規模の見学会")
    (True, True, False)
    """
    return len(label) < 16 and fold_key(label).strip("()") in _folded("statistics")


def is_carried(label: str) -> bool:
    """Whether a row carries the sum of one printed page over to the next.

    >>> is_carried("次頁へ繰越"), is_carried("前ページより繰り越し"), is_carried("前頁計")
    (True, True, True)
    >>> is_carried("頁計"), is_carried("繰越事業の説明会")
    (False, False)
    """
    return len(label) < 16 and bool(_CARRIED.fullmatch(fold_key(label)))


def is_page_total(label: str) -> bool:
    """
    >>> is_page_total("頁　計"), is_page_total("小計")
    (True, False)
    """
    return fold_key(label).startswith(("頁", "ページ", "本頁", "当頁"))


def is_part_label(label: str) -> bool:
    """Whether a row says how many of the row above are of a kind.

    >>> is_part_label("　うちオンライン"), is_part_label("（内訳）自治体"), is_part_label("うち県")
    (True, True, True)
    >>> is_part_label("うちわ作り"), is_part_label("打ち水"), is_part_label("内水対策")
    (False, False, False)
    """
    return bool(_PART.match(fold_key(label)))


def is_conditional(label: str) -> bool:
    """Whether a total leaves out, or takes, only some of the rows above.

    >>> is_conditional("小計（再掲除く）"), is_conditional("合計（主催のみ）")
    (True, True)
    >>> is_conditional("計（1+2）")
    False
    """
    return bool(_CONDITION.search(fold_key(label)))


def strip_repeat(text: str) -> str:
    """What a cell says again of an earlier row; "" where it does not say so.

    >>> strip_repeat("（再掲）ピッチイベント"), strip_repeat("総会【再掲】"), strip_repeat("総会")
    ('ピッチイベント', '総会', '')
    """
    if REPEATED not in text:
        return ""
    key = fold_key(text)
    rest = _REPEAT.sub("", key, count=1)
    return rest if rest != key else ""


def is_bracketed(text: str) -> bool:
    """Whether a text is a remark in brackets and nothing else.

    >>> [is_bracketed(each) for each in ("（橋長15m未満）", "（仮称）講習会", "講習会（仮称）")]
    [True, False, False]
    """
    return bool(re.fullmatch(r"\([^()]*\)", normalise(text).strip()))


def points_at_rows(text: str) -> bool:
    """Whether a text alone in its row says something of those below or above it.

    >>> [points_at_rows(each) for each in ("（以下、四国主催）", "以下は書面開催", "上記2件は予定")]
    [True, True, True]
    >>> points_at_rows("15m以下の橋"), points_at_rows("降雨以下の観測")
    (False, False)
    """
    return fold_key(text).lstrip("([【※").startswith(_folded("pointers"))


def is_kana_row(text: str) -> bool:
    """Whether a text only says which letters the names below it begin with.

    >>> [is_kana_row(each) for each in ("あ行", "ｶ行", "さ行～た行", "わ", "行", "あさ行き")]
    [True, True, True, True, False, False]
    """
    return len(text) < 8 and bool(_KANA_ROW.fullmatch(normalise(text)))


def is_unfinished(text: str) -> bool:
    """Whether a text breaks off in the middle of a sentence.

    >>> is_unfinished("のり面の老朽化を"), is_unfinished("点検及び"), is_unfinished("点検したい")
    (True, True, False)
    """
    return text.rstrip().endswith(tuple(_load_labels()["unfinished_ends"]))


@lru_cache(maxsize=4096)
def parse_count_line(text: str) -> str:
    """The count that a line states of the rows above it, with its unit; "" for any other text.

    >>> [parse_count_line(each) for each in ("提案数　3件", "（応募者数：12社）", "計 3件")]
    ['3件', '12社', '3件']
    >>> parse_count_line("件数の多い3橋"), parse_count_line("手数3件"), parse_count_line("3件")
    ('', '', '')
    """
    found = _COUNT_LINE.fullmatch(normalise(text).strip()) if len(text) < 24 else None
    return found[1] if found else ""


def is_grand_total(label: str) -> bool:
    """Whether a total's label speaks of everything above, not of a part.

    >>> is_grand_total("合　計"), is_grand_total("小計"), is_grand_total("北海道合計")
    (True, False, False)
    """
    return fold_key(label) in _folded("grand_totals")


def is_average(label: str) -> bool:
    """
    >>> is_average("平　均")
    True
    """
    return any(word in fold_key(label) for word in _folded("averages"))


def strip_signs(text: str) -> str:
    """A heading without its decoration.

    >>> strip_signs("【 広島県 】"), strip_signs("■中国ブロック")
    ('広島県', '中国ブロック')
    """
    return text.strip(_load_labels()["heading_signs"])


_BULLET = re.compile(
    r"\s*(?:(?P<sign>[・･○◯●■◆※*-])|(?P<circled>[①-⑳])|(?P<number>\(?\d{1,2}[.)）]))\s*(?=\S)"
)


def split_items(value: Value) -> list[str]:
    """The items of a text of several lines that all begin with one kind of bullet; none of any
    other.

    >>> split_items("・技術交流会（６月）\\n・点検実習"), split_items("技術交流会\\n・点検実習")
    (['技術交流会（６月）', '点検実習'], [])
    >>> split_items("①点検\\n②講習"), split_items("-点検\\n①講習"), split_items("①点検\\n②")
    (['点検', '講習'], [], [])
    """
    lines = value.strip().split("\n") if isinstance(value, str) else []
    bullets = [bullet for line in lines if (bullet := _BULLET.match(line))]
    kinds = {bullet["sign"] or bullet.lastgroup for bullet in bullets}
    if len(lines) < 2 or len(bullets) < len(lines) or len(kinds) > 1:
        return []
    return [line[bullet.end() :].strip() for line, bullet in zip(lines, bullets, strict=True)]


def is_framed(text: str) -> bool:
    """Whether all of a text stands in a heading's brackets or behind its sign.

    >>> [is_framed(each) for each in ("＜講習会＞", "■ 講習会", "【中止】見学会", "講習会（春）")]
    [True, True, False, False]
    """
    return bool(_FRAMED.fullmatch(text.strip()))
