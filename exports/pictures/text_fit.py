"""How much room a text takes, and how it is broken and shrunk so that it never overflows.

Widths are upper bounds in em rather than one font's metrics: a slide is opened with the
reader's fonts, which we can't measure. Japanese signs are exactly one em in all of them.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

POINTS_PER_INCH = 72
#: Height of a line in em, as PowerPoint sets Yu Gothic with single spacing, rounded up.
LINE_HEIGHT = 1.36
#: What of a box's width a line may fill: some programs put a little space where Latin signs
#: and numbers meet Japanese ones.
FILLED_SHARE = 0.96
#: The same of a title, whose bold Latin signs are broader in some fonts.
BOLD_SHARE = 0.91

#: Not at the beginning of a line (行頭禁則) and not at its end (行末禁則).
NEVER_FIRST = frozenset(
    "、。，．・：；？！）］｝」』】〉》〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜～％,.:;?!)]}%"
)
NEVER_LAST = frozenset("（［｛「『【〈《〔([{￥¥")
#: What stands in brackets or quotes is no place to break a title.
_QUOTED = re.compile(r"（[^（）]*）|「[^「」]*」")
#: Where a title is broken in two: behind the end of a phrase, else before what is added to one.
_PHRASES = (re.compile(r"(?<=[、。])(?!$)"), re.compile(r"(?<=.)(?=（)"))

_WIDE = 1.0
_NARROW = 0.62
_BROAD = 0.95
_BROAD_LATIN = frozenset("MW@%mwQOGND&—…")
#: Signs that XML 1.0 has no room for, halves of surrogate pairs among them.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: What is counted in: it stays with its number.
_COUNTERS = (
    *("団体", "都道府県", "市区町村", "市町村", "ポイント", "フォーラム", "ブロック", "か国・地域"),
    *("か国", "か所", "か月", "年度", "年", "月", "日", "時", "分", "件目", "件", "回", "者", "人"),
    *("名", "社", "校", "冊", "枚", "点", "指標", "技術", "段階", "行", "倍", "％"),
)
_SPAN = "(?:[～〜][0-9][0-9,.]*)"
#: A span of numbers, or one with what it counts.
QUANTITY = f"[0-9][0-9,.]*(?:{_SPAN}?(?:{'|'.join(_COUNTERS)})|{_SPAN})"
#: Latin words and numbers stay whole, with what these count; any other Japanese sign stands alone.
_UNITS = re.compile(rf"[!-~]*?{QUANTITY}|[!-~]+|\s|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as it fits its box: its lines, the size in points, and the text unwrapped for
    programs that wrap by themselves (with … where something was cut)."""

    lines: tuple[str, ...]
    size: float
    text: str

    @property
    def height(self) -> float:
        """In inches."""
        return count_inches(len(self.lines), self.size)


def clean_text(text: str) -> str:
    r"""Text that any XML file can hold; line ends as \n, tabs as a space.

    >>> clean_text("a\x00b\x0bc\r\nd\te\ud800")
    'abc\nd e'
    """
    ended = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _ILLEGAL.sub("", ended)


def measure_em(text: str) -> float:
    """An upper bound of the width of one line.

    >>> measure_em("国民会議"), measure_em("12件")
    (4.0, 2.24)
    """
    return round(sum(_measure_sign(sign) for sign in text), 3)


def wrap_text(text: str, width: float) -> list[str]:
    """Lines no wider than `width` em, by the Japanese rules for line ends.

    >>> wrap_text("目標まであと17件、達成は0。", 6)
    ['目標まであと', '17件、達成', 'は0。']
    >>> wrap_text("終わり。", 3)
    ['終わ', 'り。']
    >>> wrap_text("あと45～62団体", 6)
    ['あと', '45～62団体']
    """
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, width)]


def fit_text(
    text: str, width: float, height: float, largest: float, smallest: float = 9.0
) -> Fitted:
    """The largest size at which a text fits a box (inches); cut with … where none does."""
    size = largest
    cleaned = clean_text(text)
    while True:
        lines = wrap_text(cleaned, _count_em(width, size))
        if count_inches(len(lines), size) <= height:
            return Fitted(tuple(lines), size, cleaned)
        if size <= smallest:
            kept = cut_lines(lines, count_lines(height, size))
            return Fitted(tuple(kept), size, "".join(kept))
        size = max(smallest, size - 1)


def fit_title(text: str, box: tuple[float, float], largest: float, smallest: float) -> Fitted:
    """One line where a readable size gives one; else two, broken where a phrase ends; else as
    any text. `box`: width and height in inches; `smallest`: of one line."""
    cleaned, (width, height) = clean_text(text), (box[0] * BOLD_SHARE / FILLED_SHARE, box[1])
    for size in range(round(largest), round(smallest) - 1, -1):
        if len(wrap_text(cleaned, _count_em(width, size))) == 1:
            return Fitted((cleaned,), size, cleaned)
    for size in range(round(smallest) + 2, round(smallest) - 3, -1):
        halves = _halve(cleaned, _count_em(width, size))
        if halves and count_inches(2, size) <= height:
            return Fitted(halves, size, "\n".join(halves))
    return fit_text(cleaned, width, height, smallest, 18)


def _count_em(width: float, size: float) -> float:
    return width * FILLED_SHARE * POINTS_PER_INCH / size


def _halve(text: str, width: float) -> tuple[str, str] | None:
    """Two lines as long as each other as phrases allow."""
    open_text = _QUOTED.sub(lambda quoted: "（" + "・" * (len(quoted[0]) - 1), text)
    for phrases in _PHRASES:
        ends = [match.start() for match in phrases.finditer(open_text)]
        halves = [(text[:end], text[end:]) for end in ends]
        longest = {half: max(map(measure_em, half)) for half in halves}
        best = min(halves, key=lambda half: longest[half], default=None)
        if best and longest[best] <= width:
            return best
    return None


def cut_lines(lines: Sequence[str], most: int) -> list[str]:
    """At most so many lines, the last one ending in … where something was left out.

    >>> cut_lines(["あいう", "えお"], 1)
    ['あい…']
    """
    kept = list(lines[: max(1, most)])
    if len(kept) < len(lines):
        kept[-1] = kept[-1][:-1] + "…"
    return kept


def count_inches(lines: int, size: float) -> float:
    return lines * size * LINE_HEIGHT / POINTS_PER_INCH


def count_lines(height: float, size: float) -> int:
    return int(height / count_inches(1, size) + 1e-6)


def _measure_sign(sign: str) -> float:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WFA":
        return _WIDE
    return _BROAD if sign in _BROAD_LATIN else _NARROW


def _wrap_paragraph(paragraph: str, width: float) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for unit in _split_units(paragraph, width):
        taken = measure_em(unit)
        if lines[-1] and used + taken > width:
            lines.append(_take_back(lines[-1], unit, width))
            used = measure_em("".join(lines[-1]))
        lines[-1].append(unit)
        used += taken
    return ["".join(line).rstrip() for line in lines]


def _split_units(paragraph: str, width: float) -> list[str]:
    """What may not be broken; a word longer than a line is broken all the same."""
    units: list[str] = []
    for unit in _UNITS.findall(paragraph):
        units += [unit] if measure_em(unit) <= width else list(unit)
    return units


def _take_back(line: list[str], unit: str, width: float) -> list[str]:
    """What moves to the next line with `unit`, so that neither rule for line ends is broken;
    nothing where that would not fit there."""
    kept = len(line)
    while kept > 1 and ([*line, unit][kept][0] in NEVER_FIRST or line[kept - 1][-1] in NEVER_LAST):
        kept -= 1
    moved = line[kept:]
    if measure_em("".join(moved) + unit) > width:
        return []
    del line[kept:]
    return moved
