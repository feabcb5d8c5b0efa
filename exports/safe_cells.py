"""Text of a cell that no spreadsheet takes for a formula."""

import re

#: What begins a formula, also in the full-width spelling that Japanese Excel accepts; a tab
#: or a line end in front is skipped by Excel. A lone dash is a blank mark and harmless.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠](?=.)|[\t\r\n]", re.DOTALL)
#: Signs that neither XML nor a person can use.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: Excel's limit of a cell.
CELL_LENGTH = 32_767


def is_formula_like(text: str) -> bool:
    """
    >>> [is_formula_like(text) for text in ("=1+1", "-2", "@x", "\\t=1", "＝A1", "−", "-", "A=1")]
    [True, True, True, True, True, False, False, False]
    """
    return _FORMULA.match(text) is not None


def clean_cell(text: str) -> str:
    """A text without control signs, no longer than a cell may be."""
    return _CONTROL.sub("", text)[:CELL_LENGTH]


def neutralise(text: str) -> str:
    """For files without cell types: an apostrophe in front, which Excel shows as text.

    >>> neutralise("=HYPERLINK(1)"), neutralise("橋梁")
    ("'=HYPERLINK(1)", '橋梁')
    """
    cleaned = clean_cell(text)
    return f"'{cleaned}" if is_formula_like(cleaned) else cleaned
