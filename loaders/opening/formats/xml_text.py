"""Text out of Office XML: entities, `_x000D_` escapes, rich text without its furigana."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from loaders.opening.formats.cell_styles import RichText

_ENTITY = re.compile(r"&(#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|lt|gt|amp|quot|apos);")
_MOST_DIGITS = 7
_REFERENCE = re.compile(rf"&#([0-9]{{1,{_MOST_DIGITS}}});")
#: As many references as follow each other, and perhaps a stray sign of theirs between.
_REFERENCES = re.compile(r"(&#[0-9&#;]*;)")
_MOST_REMEMBERED = 1 << 16
#: what stands between texts that are read at once: no character of XML
_BETWEEN = "\0"
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>|<phoneticPr\b[^>]*>", re.DOTALL)
_TEXT = re.compile(r"<t(?:\s[^>]*)?(?:/>|>([^<]*)</t>)")
_RUN = re.compile(r"<r>(?:<rPr>(.*?)</rPr>|(<rPr ?/>))?(.*?)</r>", re.DOTALL)
_STRIKE = re.compile(r"""<strike(?: ?val=["'](?:1|true)["'])? ?/?>""")


def unescape_xml(text: str) -> str:
    """
    >>> unescape_xml("A&amp;B&#10;&#x6A4B;")
    'A&B\\n橋'
    """
    if "&" not in text:
        return text
    pieces = _ENTITY.split(text)
    pieces[1::2] = map(_read_entity, pieces[1::2])
    return "".join(pieces)


class References(dict[str, str]):
    """References that follow each other -> their text, remembered: cells repeat their words."""

    def __missing__(self, run: str) -> str:
        pieces = _REFERENCE.split(run)
        pieces[1::2] = map(_read_reference, pieces[1::2])
        text = "".join(pieces)
        if len(self) < _MOST_REMEMBERED:
            self[run] = text
        return text


@lru_cache(maxsize=1 << 14)
def _read_reference(code: str) -> str:
    """The character; a reference below 128 stays one."""
    number = int(code)
    return _build_character(number) if number > 127 else f"&#{code};"


def decode_references(text: str, known: References) -> str:
    """Numeric references beyond ASCII, in a whole piece of XML at once.

    Some writers spell every Japanese character so; markup can't come of these.

    >>> decode_references("<t>&#27211;&#60;&#26753;</t><t>&#27211;5;&#9312;</t>", References())
    '<t>橋&#60;梁</t><t>橋5;①</t>'
    """
    if "&#" not in text:
        return text
    pieces = _REFERENCES.split(text)
    pieces[1::2] = map(known.__getitem__, pieces[1::2])
    return "".join(pieces)


def unescape_all(texts: list[str], known: References) -> list[str]:
    """Many texts unescaped at once.

    >>> unescape_all(["A&amp;B", "", "&#27211;&#60;"], References())
    ['A&B', '', '橋<']
    """
    joint = _BETWEEN.join(texts)
    if "&" not in joint:
        return texts
    found = unescape_xml(decode_references(joint, known)).split(_BETWEEN)
    is_apart = len(found) == len(texts)  # else a text has such a sign of its own
    return found if is_apart else [*map(unescape_xml, texts)]


@lru_cache(maxsize=1 << 14)
def _read_entity(name: str) -> str:
    if name in _NAMED:
        return _NAMED[name]
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return _build_character(number)


def _build_character(number: int) -> str:
    """A lone surrogate or a number beyond Unicode is no character: U+FFFD stands for it."""
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return "\ufffd"
    return chr(number)


def decode_escapes(text: str) -> str:
    """Excel's own escapes (ECMA-376 ST_Xstring) and line ends, as one newline each.

    >>> decode_escapes("橋梁_x000D_\\n点検"), decode_escapes("_x005F_x000D_")
    ('橋梁\\n点検', '_x000D_')
    """
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: _build_character(int(match[1], 16)), text)
    return decode_line_ends(text)


def decode_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_rich_text(fragment: str) -> str:
    """The inside of <si> or <is> as the text that Excel shows.

    >>> read_rich_text('<r><t>橋</t></r><r><t>梁</t></r><rPh sb="0" eb="2"><t>キョウ</t></rPh>')
    '橋梁'
    """
    if fragment.startswith("<t>") and fragment.count("<") == 2:
        return decode_escapes(unescape_xml(fragment[3:-4]))
    if "<rPh" in fragment:
        fragment = _PHONETIC.sub("", fragment)
    text = _read_texts(fragment)
    if "<rPr" not in fragment:
        return text
    rich = join_runs(
        (_read_texts(piece), bool(_STRIKE.search(font)) if font or empty else None)
        for font, empty, piece in _RUN.findall(fragment)
    )
    return rich if rich == text else text


def _read_texts(fragment: str) -> str:
    return decode_escapes(unescape_xml("".join(_TEXT.findall(fragment))))


def is_set(attributes: Mapping[str, str]) -> bool:
    """Whether a switch of Office XML is on: it is where it stands without a value.

    >>> is_set({}), is_set({"val": "0"})
    (True, False)
    """
    return attributes.get("val", "1") not in ("0", "false")


def join_runs(runs: Iterable[tuple[str, bool | None]]) -> str:
    """A text of its pieces, which remembers them where their fonts may differ in a line through.

    >>> join_runs([("45", True), ("52", False)]).runs, type(join_runs([("45", None)]))
    ((('45', True), ('52', False)), <class 'str'>)
    """
    found = tuple(runs)
    if all(struck is None for _, struck in found):
        return "".join(text for text, _ in found)
    return RichText(found)
