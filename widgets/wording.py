"""Texts of cells made safe and readable for the screen. Pure."""

import re
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")


def escape_markdown(text: str) -> str:
    r"""Text of a cell, safe inside Markdown: every ASCII sign is escaped, lines are kept.

    >>> escape_markdown("<b>a</b> [x](http://y) :red[z] $1$")
    '\\<b\\>a\\<\\/b\\> \\[x\\]\\(http\\:\\/\\/y\\) \\:red\\[z\\] \\$1\\$'
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


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
