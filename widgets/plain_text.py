"""Texts of cells, names of files: made harmless and readable for the screen. Pure."""

import html
import re

#: Signs that turn the reading direction or show nothing at all: a name must not hide behind them.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def reveal_signs(text: object) -> str:
    r"""The text with invisible signs spelled out; "" for nothing.

    >>> reveal_signs("報告\u202exslx.exe"), reveal_signs(None), reveal_signs(12)
    ('報告[U+202E]xslx.exe', '', '12')
    """
    if text is None:
        return ""
    return _HIDDEN.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", str(text))


def plain(text: object) -> str:
    r"""The text as Markdown that shows just these signs, on one line.

    >>> plain("<script>") == "\\<script\\>", plain("a\nb")
    (True, 'a b')
    """
    return escape_markdown(" ".join(reveal_signs(text).split()))


def escape_markdown(text: str) -> str:
    r"""Text of a cell, safe inside Markdown: every ASCII sign is escaped, lines are kept.

    >>> escape_markdown("<b>a</b> [x](http://y) :red[z] $1$")
    '\\<b\\>a\\<\\/b\\> \\[x\\]\\(http\\:\\/\\/y\\) \\:red\\[z\\] \\$1\\$'
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def escape_html(text: object) -> str:
    r"""Text of a cell, safe inside HTML, between tags and within an attribute's quotes.

    >>> escape_html("<b title=\"x\">\u202e")
    '&lt;b title=&quot;x&quot;&gt;[U+202E]'
    """
    return html.escape(reveal_signs(text))


def escape_finding(text: str) -> str:
    r"""A finding, which may quote a cell, as a heading: only what begins Markdown is escaped.

    >>> escape_finding("133/150（89%）、課題は「![x](http://y)」")
    '133/150（89%）、課題は「\\!\\[x\\](http\\://y)」'
    """
    return re.sub(r"([\\`*_\[\]<>$:~#!|])", r"\\\1", text)


def join_lines(*lines: str | None) -> str:
    r"""Lines of one Markdown element, each on its own; what is empty has no line.

    >>> join_lines("目標 150件", None, "あと17件")
    '目標 150件  \nあと17件'
    """
    return "  \n".join(line for line in lines if line)
