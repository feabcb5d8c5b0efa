"""Texts of cells, names of files: made harmless and readable for the screen. Pure."""

import html
import re

#: Signs that turn the reading direction or show nothing at all: a name must not hide behind them.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)

_BREAK = re.compile(r"[ \t\r\n]+")
#: Signs that begin something in Markdown wherever they stand, and those that do so at the line's
#: beginning: items of lists and underlines of headings.
_SIGN = re.compile(r"[\\`*_\[\]<>$:~#!|&]")
_BEGINNING = re.compile(r"^(\d*)([-+=.)])")
#: Places in words that Streamlit seeks in the text as shown, where no escaping helps: addresses of
#: sites and mail, :names: of emoji and icons, arrows between spaces.
_MEANT_LATER = re.compile(
    r"(?<=:)(?=//|material/|[\w+-]+:)|(?<=www)(?=\.)|(?<=@)(?=[\w-]+\.)"
    r"|(?:(?<=\s[<>~-])|(?<=^[<>~-]))(?=[->=])",
    re.ASCII | re.IGNORECASE,
)
#: Shown as nothing, and no part of any such word.
_JOINER = "\u2060"


def reveal_signs(text: object) -> str:
    r"""The text with invisible signs spelled out; "" for nothing.

    >>> reveal_signs("報告\u202exslx.exe"), reveal_signs(None), reveal_signs(12)
    ('報告[U+202E]xslx.exe', '', '12')
    """
    if text is None:
        return ""
    return _HIDDEN.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", str(text))


def plain(text: object) -> str:
    r"""The text as Markdown that shows just these signs, on one line: whatever is not our own
    wording passes here on its way into Markdown, or through `plain_lines`.

    >>> print(plain("<b>a</b>\n![x](y) :red[z] $1$ 「- 1」"))
    \<b\>a\</b\> \!\[x\](y) \:red\[z\] \$1\$ 「- 1」
    """
    return _escape(_BREAK.sub(" ", reveal_signs(text)).strip())


def plain_lines(text: object) -> str:
    r"""The same with its lines kept.

    >>> plain_lines("- a\n  1. b") == "\\- a  \n1\\. b"
    True
    """
    lines = (each.strip(" \t") for each in reveal_signs(text).splitlines())
    return "  \n".join(_escape(each) for each in lines)


def _escape(line: str) -> str:
    """Take the meaning from the signs that Markdown gives one, and break up the words that are
    looked for afterwards, in the shown text: addresses, emoji, icons, arrows.

    >>> _escape("http://a.jp") == "http\\:\u2060//a.jp", _escape("a@b.jp") == "a@\u2060b.jp"
    (True, True)
    >>> _escape("9:30") == "9\\:30", _escape(":material_check:") == "\\:\u2060material\\_check\\:"
    (True, True)
    """
    broken = _MEANT_LATER.sub(_JOINER, line)
    return _BEGINNING.sub(r"\1\\\2", _SIGN.sub(r"\\\g<0>", broken))


def escape_html(text: object) -> str:
    r"""Text of a cell, safe inside HTML, between tags and within an attribute's quotes.

    >>> escape_html("<b title=\"x\">\u202e")
    '&lt;b title=&quot;x&quot;&gt;[U+202E]'
    """
    return html.escape(reveal_signs(text))


def join_lines(*lines: str | None) -> str:
    r"""Lines of one Markdown element, each on its own; what is empty has no line.

    >>> join_lines("目標 150件", None, "あと17件")
    '目標 150件  \nあと17件'
    """
    return "  \n".join(line for line in lines if line)
