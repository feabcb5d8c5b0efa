"""The receipt of a load: for the screen as tables, and as one PDF to be printed or kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from charts import theme
from data.forum_names import name_slot
from data.layout_names import name_layout
from exports.file_names import clean_stem, mark_practice_file
from exports.pictures.text_fit import clean_text
from exports.prints.papers import FONTS
from exports.prints.typeset import typeset
from metrics.history.data_state import render_japan_time
from metrics.history.impact import render_counts
from metrics.history.receipt import Receipt, render_reasons
from words import Words, terms
from words.figures import render_day, render_fiscal_year, render_value
from words.headings import HEADINGS

WORDS = Words(
    ja={
        "title": "受領書　取込番号 {batch}",
        "file_name": "受領書_取込{batch}",
        "facts": "受け取ったファイル",
        "counts": "件数",
        "taken": "受け取ったもの",
        "taken_count": "確定",
        "waiting_count": "保留",
        "waiting": "保留（数値に入っていない行）",
        "waiting_none": "保留はありません。",
        "why": "理由",
        "moved": "変わった数値",
        "moved_none": "この取込で変わった数値はありません。",
        "moved_together": "同じ時刻に確定した{count}件の取込を合わせた変化です。",
        "figure": "数値",
        "scope": "範囲",
        "basis": "公表・集計",
        "owed": "これからお送りいただくもの",
        "owed_none": "この年度に、ほかにお送りいただくものはありません。",
        "what": "様式と件数",
        "due_on": "期限",
        "undecided": "未定",
        "no_sheet": "（行なし）",
        "preliminary": "速報として受け取りました。",
        "foot": "確定したときの内容です。その後の訂正と取り消しは、履歴の画面にあります。",
    }
)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled table: `widths` are shares of the page's, `right` the columns of numbers; `note` in
    its place where it has no row, else below it."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    right: frozenset[int] = frozenset()
    note: str = ""


def list_sections(receipt: Receipt) -> list[Section]:
    """All that a receipt says below its title, in the order of reading."""
    return [
        _say_facts(receipt),
        _say_taken(receipt),
        _say_waiting(receipt),
        _say_moved(receipt),
        _say_owed(receipt),
    ]


def export_receipt(receipt: Receipt, is_practice: bool = False) -> bytes:
    """The PDF. Raises ExportError."""
    colors = {"ink": theme.INK, "muted": theme.MUTED, "line": theme.LINE, "gap": theme.GAP}
    said = {
        "title": render_title(receipt),
        "author": terms.NAMES["app"],
        "about": [terms.NAMES["app"]],
        "foot": WORDS["foot"],
        "stamp": terms.DATA_KINDS["practice"] if is_practice else "",
        "fonts": FONTS,
        "colors": colors,
        "sections": [_set_section(each) for each in list_sections(receipt)],
    }
    return typeset("receipt", said)


def name_receipt(receipt: Receipt, is_practice: bool = False) -> str:
    stem = WORDS["file_name"].format(batch=receipt.entry.batch_id)
    return f"{clean_stem(mark_practice_file(stem, is_practice))}.pdf"


def render_title(receipt: Receipt) -> str:
    return WORDS["title"].format(batch=receipt.entry.batch_id)


def _set_section(section: Section) -> dict[str, Any]:
    places = range(len(section.headings))
    return {
        "title": section.title,
        "titles": [clean_text(heading) for heading in section.headings],
        "rows": [[clean_text(text) for text in row] for row in section.rows],
        "widths": section.widths,
        "is_right": [place in section.right for place in places],
        "note": section.note,
    }


def _say_facts(receipt: Receipt) -> Section:
    entry = receipt.entry
    counts = render_counts(receipt.record_count, len(receipt.waiting))
    keys = [HEADINGS[key] for key in ("file", "by_whom", "when")]
    row = entry.file_name or "", entry.accepted_by, render_japan_time(entry.accepted_at), counts
    note = WORDS["preliminary"] if entry.is_preliminary else ""
    return Section(
        WORDS["facts"], [*keys, WORDS["counts"]], [row], (4, 2, 2.4, 2), frozenset(), note
    )


def _say_taken(receipt: Receipt) -> Section:
    rows = [
        (
            each.sheet or WORDS["no_sheet"],
            name_layout(each.layout),
            name_slot(each.forum),
            render_fiscal_year(each.fiscal_year),
            f"{each.record_count:,}",
            f"{each.parked_count:,}",
        )
        for each in receipt.taken
    ]
    named = [HEADINGS[key] for key in ("sheet", "layout", "forum", "fiscal_year")]
    headings = [*named, WORDS["taken_count"], WORDS["waiting_count"]]
    return Section(WORDS["taken"], headings, rows, (3, 3, 3, 2, 1, 1), frozenset({4, 5}))


def _say_waiting(receipt: Receipt) -> Section:
    due_on = receipt.entry.due_on
    rows = [
        (
            each.sheet,
            "\n".join(render_reasons(each)),
            each.owner or WORDS["undecided"],
            render_day(due_on) if due_on else WORDS["undecided"],
        )
        for each in receipt.waiting
    ]
    headings = [HEADINGS["sheet"], WORDS["why"], HEADINGS["owner"], HEADINGS["due_on"]]
    note = "" if rows else WORDS["waiting_none"]
    return Section(WORDS["waiting"], headings, rows, (2, 6, 2, 2.2), frozenset(), note)


def _say_moved(receipt: Receipt) -> Section:
    rows = [
        (
            each.name,
            each.scope_text,
            render_fiscal_year(each.fiscal_year),
            each.basis,
            render_value(each.before, each.unit),
            render_value(each.after, each.unit),
        )
        for each in receipt.moved
    ]
    headings = [WORDS[key] for key in ("figure", "scope")]
    headings += [HEADINGS["fiscal_year"], WORDS["basis"], HEADINGS["before"], HEADINGS["after"]]
    note = "".join(_note_moved(receipt))
    widths = (3.4, 4.4, 2, 2.2, 1.5, 1.5)
    return Section(WORDS["moved"], headings, rows, widths, frozenset({4, 5}), note)


def _note_moved(receipt: Receipt) -> Iterator[str]:
    if not receipt.moved:
        yield WORDS["moved_none"]
    elif receipt.together > 1:
        yield WORDS["moved_together"].format(count=receipt.together)


def _say_owed(receipt: Receipt) -> Section:
    rows = [
        (
            name_slot(each.forum),
            render_fiscal_year(each.fiscal_year),
            each.text,
            render_day(each.due_on) if each.due_on else WORDS["undecided"],
        )
        for each in receipt.owed
    ]
    headings = [HEADINGS["forum"], HEADINGS["fiscal_year"], WORDS["what"], WORDS["due_on"]]
    note = "" if rows else WORDS["owed_none"]
    return Section(WORDS["owed"], headings, rows, (3, 2, 5, 2.2), frozenset(), note)
