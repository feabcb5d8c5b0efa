"""Names and texts that came with a workbook, made harmless for the screen."""

import re

from widgets import escape_markdown

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
