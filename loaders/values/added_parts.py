"""Figures given in parts: 会場35・WEB48, 35(Web)＋12(会場), 1,020／1,788団体（57.0％）."""

import re
from functools import cache
from itertools import pairwise

from loaders.values.text import LONGEST_WORD, normalise
from loaders.values.vocabulary import load_vocabulary

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,6}"
_SHARE = re.compile(
    rf"(?P<part>{_NUMBER}) ?[^\W\d_]{{0,3}} ?/ ?(?P<whole>{_NUMBER}) ?(?P<unit>[^\W\d_]{{1,3}})?"
    r" ?(?:[(=] ?(?P<percent>\d{1,3}(?:\.\d+)?) ?% ?\)?)?"
)
_PLUS = re.compile(r" ?\+ ?")
_BETWEEN = re.compile(r" ?[・、/+;\n] ?| ")


_TOTAL = re.compile(
    r"(?P<parts>.+?)[ 、・/;,\n]*(?:総|合|小)?計 ?[:=]? ?"
    rf"(?P<total>{_NUMBER})(?P<unit>[^\W\d_]{{1,3}})?"
)
_NAMED_PART = re.compile(
    rf"[^\W\d_]{{1,8}} ?[:=]? ?(?P<figure>{_NUMBER})(?P<unit>[^\W\d_]{{1,3}})?"
)


_TITLED = re.compile(r"\(([^()]+)\)")
_FIGURES = re.compile(rf"(?:{_NUMBER}) ?[名人]?(?: ?/ ?(?:{_NUMBER}) ?[名人]?)+")
_GRADE = re.compile(r"^(?:[小中高]学?校?)?第?\d ?(?:学年|年生?) ?(?=\d{1,4} ?[名人]$)")


def add_titled_parts(title: str, text: str) -> str:
    """「20/60」 under 人数（会場／Web） as a sum; any other text as it is.

    >>> [add_titled_parts(each, "20／60") for each in ("人数（会場／Web）", "人数（会場・Web）")]
    ['20+60', '20+60']
    >>> add_titled_parts("人数（実績／定員）", "20/60"), add_titled_parts("人数", "20/60")
    ('20/60', '20/60')
    """
    if "/" not in normalise(text) or not _FIGURES.fullmatch(normalise(text).strip()):
        return text
    said = _TITLED.findall(normalise(title))
    names = [each.strip() for each in re.split("[/・]", said[-1])] if said else []
    pieces = [each.strip() for each in normalise(text).split("/")]
    is_known = all(each.casefold() in _index_shares() for each in names)
    is_whole = is_known and _share_whole([*map(_find_share, names)])
    return "+".join(pieces) if is_whole and len(names) == len(pieces) else text


_CLASS = re.compile(r"(?P<name>\d年(?:生|\d組)?|\d組) ?(?P<figure>\d{1,3}[名人])")


def add_classes(text: str) -> str:
    """「5年1組28人、5年2組27人」 as a sum; any other text as it is.

    >>> add_classes("5年1組28人、5年2組27人"), add_classes("5年28人、5年1組27人")
    ('28人+27人', '5年28人、5年1組27人')
    """
    pieces = re.split(r"[、,・+\n]", normalise(text).strip())
    found = [_CLASS.fullmatch(each.strip()) for each in pieces]
    names = [each["name"] for each in found if each]
    is_whole = 1 < len(names) == len(pieces) == len({*names}) and len({*map(len, names)}) == 1
    return "+".join(each["figure"] for each in found if each) if is_whole else text


def drop_grade(text: str) -> str:
    """
    >>> drop_grade("4年生 68名"), drop_grade("第5学年68人"), drop_grade("4年 68")
    ('68名', '68人', '4年 68')
    """
    return _GRADE.sub("", normalise(text).strip())


def split_parts(text: str) -> tuple[str, ...]:
    """The figures of a text that says nothing but parts of one sum; () where it may say more.

    Parts add up where they are joined by + or where their names share the whole between them.

    >>> split_parts("会場３５・ＷＥＢ４８"), split_parts("35(Web)＋12(会場)")
    (('35', '48'), ('35', '12'))
    >>> split_parts("会場35人、オンライン48人"), split_parts("20名+15名")
    (('35人', '48人'), ('20名', '15名'))
    >>> [split_parts(each) for each in ("8団体15名", "会場35・会場48", "10・20", "行政5・WEB3")]
    [(), (), (), ()]

    A total behind its parts is the sum where they add up to it:

    >>> split_parts("行政12、民間25、学4　計41名"), split_parts("行政12人、民間25人　計40人")
    (('41名',), ())
    >>> split_parts("行政5人、民間2社　計7人")
    ()
    """
    plain = normalise(text) if len(text) <= LONGEST_WORD else ""
    if sum(character.isdecimal() for character in plain) < 2:
        return ()
    if "計" in plain and (total := _find_total(plain)):
        return (total,)
    pieces = _PLUS.split(plain)
    is_sum = len(pieces) > 1
    pieces = pieces if is_sum else _BETWEEN.split(plain)
    parts = [_read_part(piece) for piece in pieces]
    if len(parts) < 2 or None in parts:
        return ()
    found = [part for part in parts if part]
    names = [_find_share(name) for name, _ in found if name]
    if (not is_sum and len(names) < len(found)) or not _share_whole(names):
        return ()
    return tuple(figure for _, figure in found)


def _find_total(plain: str) -> str:
    """The total behind its named parts, with its unit; "" where they add up to another number."""
    match = _TOTAL.fullmatch(plain)
    named = (
        [_NAMED_PART.fullmatch(each) for each in _BETWEEN.split(match["parts"])] if match else []
    )
    found = [each for each in named if each]
    if match is None or not len(found) == len(named) > 1:
        return ""
    units = {each["unit"] for each in (*found, match)} - {None}
    if len(units) > 1 or sum(_to_int(each["figure"]) for each in found) != _to_int(match["total"]):
        return ""
    return match["total"] + (match["unit"] or "")


def _to_int(figure: str) -> int:
    return int(figure.replace(",", ""))


def parse_share(text: str) -> float | None:
    """A part of a whole as their ratio: the per cent that stand behind both, where they agree.

    >>> parse_share("1,020／1,788団体（57.0％）"), parse_share("１/４団体")
    (0.57, 0.25)
    >>> [parse_share(each) for each in ("1,020／1,788団体（75％）", "3/4", "5/4団体", "1/0団体")]
    [None, None, None, None]
    """
    match = _SHARE.fullmatch(normalise(text)) if len(text) <= LONGEST_WORD else None
    if match is None or not (match["unit"] or match["percent"]):
        return None
    part, whole = _to_int(match["part"]), _to_int(match["whole"])
    if not part <= whole or not whole:
        return None
    if match["percent"] is None:
        return part / whole
    stated, decimals = float(match["percent"]), len(match["percent"].partition(".")[2])
    agrees = abs(part / whole * 100 - stated) <= 10**-decimals
    return stated / 100 if agrees else None


def _read_part(piece: str) -> tuple[str, str] | None:
    """The name of one part and its figure with its unit: 会場35, 35(Web), Web:35名."""
    match = _get_part_pattern().fullmatch(piece)
    if match is None:
        return None
    return match["before"] or match["noted"] or "", match["figure"] + (match["unit"] or "")


@cache
def _get_part_pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_index_shares(), key=len, reverse=True)))
    return re.compile(
        rf"(?:(?P<before>{names}) ?[:=]? ?)?(?P<figure>{_NUMBER})(?P<unit>[^\W\d_]{{1,3}})?"
        rf"(?: ?\((?P<noted>{names})\))?",
        re.IGNORECASE,
    )


@cache
def _index_shares() -> dict[str, tuple[int, int]]:
    """Word -> which whole it is a share of, and which share."""
    wholes = load_vocabulary()["shares"]["wholes"]
    return {
        normalise(word).casefold(): (at, share)
        for at, whole in enumerate(wholes)
        for share, words in enumerate(whole)
        for word in words
    }


def _find_share(name: str) -> tuple[int, int]:
    return _index_shares()[name.casefold()]


def _share_whole(names: list[tuple[int, int]]) -> bool:
    """Whether all are shares of one whole, each another."""
    one_whole = all(left[0] == right[0] for left, right in pairwise(names))
    return one_whole and len(set(names)) == len(names)
