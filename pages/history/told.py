"""What an entry of the log tells, in words: its details by name, identifiers by theirs."""

from collections.abc import Callable, Mapping
from typing import Any

from data.acts import load_acts
from data.layout_names import name_field, name_layout
from store.decisions.alarms import Alarm
from store.log.entries import ACTOR
from views import load_views
from widgets import names
from words import Words, terms
from words.headings import HEADINGS

#: The details by their names in the log; those of `options` among them.
DETAILS = Words(
    ja={
        "sha256": "SHA-256",
        "reason": "理由",
        "options": "読み方の指定",
        "is_preliminary": "速報",
        "record_count": "件数",
        "parked_count": "保留",
        "learned": "覚えた見出し",
        "alarms": "確認した点",
        "text": "内容",
        "place": "場所",
        "forums": "フォーラム",
        "query_id": "照会番号",
        "remark_id": "意見の番号",
        "title_id": "対応付けの番号",
        "state": "状態",
        "role": "役割",
        "kind": "種類",
        "held_on": "開催日",
        "until": "提出の期限",
        "figure": "数値",
        "name": "名前",
        "title": "題名",
        "items": "項目",
        "notes": "補足",
        "agenda_id": "議題の番号",
        "days": "有効な日数",
        "holder": "持ち主",
        "remarks": "所見",
        "decisions": "決定事項",
        "present": "出席者",
        "figures": "凍結した数値",
        "fixes": "直したセル",
        "skipped": "読み込まないシート",
        "layouts": "選んだ様式",
        "titles": "対応付けた見出し",
    }
)
WORDS = Words(
    ja={
        "of": "{name}: {value}",
        "meaning": "「{title}」→{field}",
        "fix": "{sheet} {cell}「{text}」",
        "choice": "{sheet}→{layout}",
        "note": "{item}「{text}」",
        "yes": "はい",
        "alarm": "{text}理由「{reason}」",
        "between": "、",
        "within": "・",
    }
)
#: Details that headings of lists have a word for.
KNOWN = {
    "target_batch_id": "batch",
    "file_name": "file",
    "fiscal_year": "fiscal_year",
    "forum": "forum",
    "owner": "owner",
    "due_on": "due_on",
}
#: What only programs ask: the data's version, and what the screen was narrowed to.
LEFT_OUT = {ACTOR, "version", "filters"}


def render_details(details: Mapping[str, Any]) -> str:
    """
    >>> render_details({"file_name": "a.xlsx", "fiscal_year": 2020, "learned": [
    ...     {"layout": "matchings", "title": "欄", "field": "theme"}]})
    'ファイル: a.xlsx、年度: 令和2年度、覚えた見出し: 「欄」→技術テーマ'
    >>> render_details({"options": {"layouts": {"表": "supports"}, "skipped": ["控"]}})
    '読み方の指定: 選んだ様式: 表→自治体支援・読み込まないシート: 控'
    """
    told = {name: value for name, value in details.items() if value and name not in LEFT_OUT}
    return WORDS["between"].join(_render_detail(name, value) for name, value in told.items())


def _render_detail(name: str, value: Any) -> str:
    label = HEADINGS[KNOWN[name]] if name in KNOWN else DETAILS[name]
    return WORDS["of"].format(name=label, value=RENDER.get(name, str)(value))


def _render_options(options: Mapping[str, Any]) -> str:
    return WORDS["within"].join(_render_detail(*each) for each in options.items())


def _render_lessons(learned: list[Mapping[str, Any]]) -> str:
    return _render_titles([[each[key] for key in _LESSON] for each in learned])


_LESSON = ("layout", "title", "field")


def _render_titles(titles: list[list[str]]) -> str:
    meanings = ((title, name_field(layout, field)) for layout, title, field in titles)
    return WORDS["within"].join(WORDS["meaning"].format(title=t, field=f) for t, f in meanings)


def _render_layouts(layouts: Mapping[str, str]) -> str:
    chosen = ((sheet, name_layout(layout)) for sheet, layout in layouts.items())
    return WORDS["within"].join(WORDS["choice"].format(sheet=s, layout=n) for s, n in chosen)


def _name_item(item: str) -> str:
    """A view may have gone since."""
    view = load_views().get(item)
    return view.name if view else item


def _render_notes(notes: Mapping[str, str]) -> str:
    told = (WORDS["note"].format(item=_name_item(item), text=notes[item]) for item in notes)
    return WORDS["within"].join(told)


def _render_alarms(alarms: list[dict[str, Any]]) -> str:
    told = ({"text": Alarm.parse(each).text, "reason": each["reason"]} for each in alarms)
    return WORDS["within"].join(WORDS["alarm"].format_map(each) for each in told)


#: How a detail's value is told, where not as it stands.
RENDER: Mapping[str, Callable[[Any], str]] = {
    "fiscal_year": names.name_year,
    "forum": names.name_forum,
    "forums": lambda forums: WORDS["within"].join(map(names.name_forum, forums)),
    "role": lambda role: load_acts().roles[role],
    "state": lambda state: terms.PARKED_STATES[state],
    "kind": lambda kind: terms.REMARK_KINDS[kind],
    "sha256": lambda digest: digest[:12],
    "is_preliminary": lambda _: WORDS["yes"],
    "place": lambda place: " ".join(filter(None, (place["sheet"], place["cell"]))),
    "figure": lambda figure: (
        f"{figure['name'] or figure['finding']} {figure['value_text']}".strip()
    ),
    "figures": lambda figures: str(len(figures)),
    "decisions": lambda decisions: WORDS["within"].join(decisions),
    "present": lambda people: WORDS["within"].join(people),
    "skipped": lambda sheets: WORDS["within"].join(sheets),
    "items": lambda items: WORDS["within"].join(map(_name_item, items)),
    "notes": _render_notes,
    "learned": _render_lessons,
    "alarms": _render_alarms,
    "options": _render_options,
    "titles": _render_titles,
    "layouts": _render_layouts,
    "fixes": lambda fixes: WORDS["within"].join(WORDS["fix"].format(**each) for each in fixes),
}
