"""Names of forums, fiscal years and layouts for lists and tables."""

from collections.abc import Iterable

from data.forum_names import name_slot
from data.layout import find_layout
from data.layout_names import name_layout
from loaders.values.names.forums import load_forums
from loaders.values.names.government_index import governments_by_code
from words import Words
from words.figures import render_fiscal_year

WORDS = Words(ja={"none": "なし", "unknown": "不明"})
#: Fiscal years offered by choice, the Congress's first to a few ahead.
YEARS = range(2016, 2036)


def list_forums() -> dict[str, str]:
    """Forum id → name, in the plan's order."""
    return {forum.id: forum.name for forum in load_forums()}


def name_forum(forum: str | None) -> str:
    """
    >>> name_forum("chugoku"), name_forum("total")
    ('中国フォーラム', '合計')
    """
    return WORDS["none"] if forum is None else name_slot(forum)


def name_year(fiscal_year: int | None) -> str:
    return render_fiscal_year(fiscal_year) if fiscal_year else WORDS["unknown"]


def name_layouts(layouts: Iterable[str]) -> str:
    return "、".join(map(name_layout, layouts)) or WORDS["none"]


def name_form(layout: str, forum: str, fiscal_year: int) -> str:
    """
    >>> name_form("matchings", "chugoku", 2021)
    '令和3年度_中国フォーラム_マッチング'
    """
    return "_".join((name_year(fiscal_year), name_forum(forum), name_layout(layout)))


def name_value(layout: str, field: str, value: object) -> str:
    """A record's value in words: identifiers by the name that its layout gives them.

    >>> name_value("matchings", "stage", "agreed"), name_value("supports", "forum", "chugoku")
    ('成立', '中国フォーラム')
    >>> name_value("supports", "government", "322016")
    '島根県松江市'
    """
    if field == "forum":
        return name_forum(str(value))
    declared = find_layout(layout)
    known = governments_by_code().get(str(value))
    if known and declared.has(field) and declared.field(field).type == "government":
        return known.full_name
    choices = declared.field(field).choices if declared.has(field) else {}
    if isinstance(value, dict):
        return str(value.get("text"))
    return choices[str(value)][0] if str(value) in choices else str(value)
