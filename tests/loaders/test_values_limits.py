"""The last that each reader of a cell's text takes, and the first that it does not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from loaders.grid import Value
from loaders.values.added_parts import parse_share, split_parts
from loaders.values.choices import LONGEST_LIST, find_choice, parse_choices
from loaders.values.colour_notes import parse_colour_notes
from loaders.values.dates.changes import are_nested, count_days, split_days, split_noted
from loaders.values.dittos import join_partial_ditto, split_partial_ditto
from loaders.values.histories import parse_stage, parse_status
from loaders.values.names.governments import find_prefecture, parse_government
from loaders.values.names.several_governments import split_names
from loaders.values.numbered import LONGEST_LEGEND, parse_codes, parse_entry, parse_legends
from loaders.values.numbers import parse_count
from loaders.values.text import LONGEST_WORD, is_ditto, may_be_ditto
from loaders.values.vocabulary import get_words

STATES = {"held": ["開催"], "cancelled": ["中止"], "postponed": ["順延"]}
STAGES = {
    "considered": ["検討"],
    "agreed": ["成立"],
    "trial": ["試行", "試行-済"],
    "implemented": ["実装"],
}
NO_GOVERNMENT = (None, "unknown_government")


def _status(value: Value) -> Any:
    return parse_status(value, STATES).value


def _stage(value: Value) -> Any:
    return parse_stage(value, STAGES).value


def _labels(text: str) -> list[dict[int, str]]:
    return [dict(legend.labels) for legend in parse_legends(text)]


def _colours(text: str) -> list[str]:
    return sorted(colour for note in parse_colour_notes(text) for colour in note.colours)


def _chosen(text: str) -> Any:
    return parse_choices(text, {"x": ["道路・河川・砂防"], "y": ["橋梁・管"]}).value


def _find_stage(text: str) -> str | None:
    return find_choice(text, tuple((stage, tuple(said)) for stage, said in STAGES.items()))


def _join(texts: str) -> str | None:
    above, below = texts.split("|")
    return join_partial_ditto(above, below)


def _count(value: Value) -> tuple[float | None, str | None]:
    reading = parse_count(value)
    return reading.value, reading.code


def _government(value: Value) -> tuple[str | None, str | None]:
    reading = parse_government(value)
    return reading.value, reading.code


def _periods(days: str) -> list[tuple[date, date]]:
    """1-3 5-5: from the first to the third of September, and the fifth."""
    spans = [map(int, each.split("-")) for each in days.split()]
    return [(date(2020, 9, first), date(2020, 9, last)) for first, last in spans]


TAKEN: list[tuple[Callable[[Any], Any], Any, Any]] = [
    # a note that names another choice, whichever stands first in the alphabet
    *((_status, "開催（順延）", None), (_status, "開催（中止）", None)),
    *((_status, "順延（開催）", None), (_status, "開催（開催）", "held")),
    *((_status, "コロナのため（中止）", "cancelled"), (_status, "（中止）コロナ", "cancelled")),
    *((_status, "【開催】コロナのため中止", None), (_status, "コロナのため中止（開催）", None)),
    *((_status, "開催→中止", "cancelled"), (_status, "中止→開催", "held")),
    *((_status, "開催→", None), (_status, "予定→中止", None), (_status, "開催", "held")),
    (_status, "開催→中止" + " " * (LONGEST_LIST - 5), "cancelled"),
    (_status, "開催→中止" + " " * (LONGEST_LIST - 4), None),
    *((_stage, "検討→検討", "considered"), (_stage, "検討→成立→試行", "trial")),
    (_stage, "検討→成立→試行→実装", None),  # the form's own words
    *((_stage, "成立→検討", None), (_stage, "検討→試行→成立", None), (_stage, 3, None)),
    # a bullet before a choice is none of its signs
    *((_find_stage, "①試行-済", "trial"), (_find_stage, "1.試行", "trial")),
    *((_find_stage, "①②試行", None), (_find_stage, "・・試行", None)),
    # a choice that holds separators itself
    *((_chosen, "橋・道路・河川・砂防・橋梁・管", ["橋", "道路・河川・砂防", "橋梁・管"]),),
    *(
        (_chosen, "道路・河川・管", ["道路", "河川", "管"]),
        (_chosen, "橋梁・管・橋", ["橋梁・管", "橋"]),
    ),
    # numbers and their legends
    *((_labels, "1:道路 2:河川", [{1: "道路", 2: "河川"}]), (_labels, "1:道路", [])),
    *((_labels, "0:なし 1:あり", [{0: "なし", 1: "あり"}]), (_labels, "2:道路 3:河川", [])),
    *((_labels, "1:道路 3:河川", []), (_labels, "1:道路 2:河川 4:砂防", [])),
    *((_labels, "1:道路 3:河川 3:砂防", []), (_labels, "1:道路 3:河川 2:砂防", [])),
    (_labels, "1:道路 2:河川 3:砂防", [{1: "道路", 2: "河川", 3: "砂防"}]),
    (_labels, "1:検討 2:成立 状況 1:開催 2:中止", [{1: "検討", 2: "成立"}, {1: "開催", 2: "中止"}]),
    *((_labels, "①検討 ②", []), (_labels, "① ②成立", []), (_labels, "①検討 ②件", [])),
    (_labels, "1:(道路) 2:河川", [{1: "(道路)", 2: "河川"}]),
    (_labels, "1:道路) 2:(河川", [{1: "道路", 2: "河川"}]),
    (_labels, "1:a(道路 2:b)河川", [{1: "a(道路", 2: "b)河川"}]),
    (lambda text: len(_labels(text)), "①検討②成立".ljust(LONGEST_LEGEND, "あ"), 1),
    (lambda text: len(_labels(text)), "①検討②成立".ljust(LONGEST_LEGEND + 1, "あ"), 0),
    *((parse_entry, "1：道路", (1, "道路")), (parse_entry, "1：", None)),
    *((parse_entry, "区分 1：道路", None), (parse_entry, "1：道路 2：河川", None)),
    *((parse_entry, "1：日", None), (parse_entry, "100：道路", None)),
    *((parse_codes, 0, (0,)), (parse_codes, -1, ()), (parse_codes, 99, (99,))),
    *((parse_codes, 100, ()), (parse_codes, 2.0, (2,)), (parse_codes, True, ())),
    *((parse_codes, None, ()), (parse_codes, date(2020, 4, 1), ()), (parse_codes, "99", (99,))),
    *((parse_codes, "100", ()), (parse_codes, "❶❿", (1, 10)), (parse_codes, "⑴⒛", (1, 20))),
    *((parse_codes, "1,2".ljust(40), (1, 2)), (parse_codes, "1,2".ljust(41), ())),
    # parts of one whole
    *((split_parts, "会場1・WEB2", ("1", "2")), (split_parts, "会場12", ())),
    *((split_parts, "12", ()), (split_parts, "1+2", ("1", "2")), (split_parts, "1・2", ())),
    *((split_parts, "会場1・2", ()), (split_parts, "会場1+2", ("1", "2"))),
    *((split_parts, "会場1・会場2", ()), (split_parts, "会場1+会場2", ())),
    *((split_parts, "会場1・WEB2・会場3", ()), (split_parts, "行政5+WEB3", ())),
    *((split_parts, "会場12・晴れ", ()), (split_parts, "1名(会場)・2名(WEB)", ("1名", "2名"))),
    (split_parts, "会場1+WEB2".ljust(LONGEST_WORD), ("1", "2")),
    (split_parts, "会場1+WEB2".ljust(LONGEST_WORD + 1), ()),
    *((parse_share, "4/4団体", 1), (parse_share, "5/4団体", None), (parse_share, "0/4団体", 0)),
    *((parse_share, "0/0団体", None), (parse_share, "1/4", None), (parse_share, "1/4=25%", 0.25)),
    *((parse_share, "1/3団体(34%)", 0.34), (parse_share, "1/3団体(35%)", None)),
    *((parse_share, "1/3団体(33%)", 0.33), (parse_share, "1/3団体(32%)", None)),
    *((parse_share, "1/4(24%)", 0.24), (parse_share, "1/4(26%)", 0.26)),
    *((parse_share, "1/4(25.05%)", None), (parse_share, "1/8(12.5%)", 0.125)),
    (parse_share, "1/8(12.4%)", 0.124),
    (parse_share, "1/8(12.3%)", None),
    (parse_share, "1/4団体".ljust(LONGEST_WORD), 0.25),
    (parse_share, "1/4団体".ljust(LONGEST_WORD + 1), None),
    # as above, but for its end
    *((split_partial_ditto, "〃上流", "上流"), (split_partial_ditto, "同上①", "①")),
    *((split_partial_ditto, "同上流", ""), (split_partial_ditto, "同上", "")),
    *((split_partial_ditto, "上流", ""), (split_partial_ditto, 3, "")),
    (split_partial_ditto, "〃（午後）".ljust(LONGEST_WORD), "（午後）"),
    (split_partial_ditto, "〃（午後）".ljust(LONGEST_WORD + 1), ""),
    *((_join, "講座第１回|第２回", "講座第２回"), (_join, "講座|第２回", "講座第２回")),
    *((_join, "講座２日目|第２回", None), (_join, "講座|橋梁", None)),
    *((_join, "講座（午前の部）|（２回目）", None), (_join, "講座（橋梁）|（道路）", None)),
    *((_join, "第３講座|（橋梁）", "第３講座（橋梁）"), (_join, "第３講座|（２）", None)),
    *((_join, "第３講座|（午後の部）", None), (_join, "講座|（午後の部）", "講座（午後の部）")),
    # colours of cells, of letters, or of either
    *((_colours, "黄色の行は中止", ["fill yellow"]), (_colours, "黄色の字は中止", ["font yellow"])),
    (_colours, "黄色は中止", ["fill yellow", "font yellow"]),
    (_colours, "黄色は中止".ljust(2 * LONGEST_WORD), ["fill yellow", "font yellow"]),
    (_colours, "黄色は中止".ljust(2 * LONGEST_WORD + 1), []),
    # a note behind a date
    *((split_days, "9/7(5日間)", ("9/7", 5)), (split_days, "9/7", ("9/7", None))),
    *((split_noted, "年度末(3月)", ("年度末", "3月")), (split_noted, "(3月)", None)),
    # several governments
    *((split_names, "松江市", ["松江市"]), (split_names, "松江市、", ["松江市"])),
    *((split_names, "松江市ほか２町", ["松江市", ""]), (split_names, "ほか２町", ["ほか2町"])),
    # numeric cells
    *((_count, 0.9e-9, (0, None)), (_count, 1e-9, (None, "invalid_number"))),
    *((_count, 3 - 0.9e-9, (3, None)), (_count, 3 - 1.1e-9, (None, "invalid_number"))),
    *((_government, 11002.0, ("011002", None)), (_government, 11002.5, NO_GOVERNMENT)),
    *((_government, "福山市課", ("342076", None)), (_government, "福山市", ("342076", None))),
    # a town of today outdoes none of the past, a city does
    (lambda text: parse_government(text, "岡山県").code, "川上", "ambiguous_government"),
    *((find_prefecture, "北海", None), (find_prefecture, "北海道", "北海道")),
    *((find_prefecture, "青森", "青森県"), (find_prefecture, "沖縄", "沖縄県")),
    (find_prefecture, "青森".ljust(2 * LONGEST_WORD), "青森県"),
    (find_prefecture, "青森".ljust(2 * LONGEST_WORD + 1), None),
    *((_government, 10**400, NO_GOVERNMENT), (_government, -11002, NO_GOVERNMENT)),
]


@pytest.mark.parametrize(("read", "text", "said"), TAKEN)
def test_text_says_what_it_says_and_no_more(
    read: Callable[[Any], Any], text: Any, said: Any
) -> None:
    assert read(text) == said


def test_every_word_for_as_above_passes_the_look_before_it() -> None:
    words = get_words("ditto", "above")
    assert len(words) > 10
    assert all(
        is_ditto(each) and may_be_ditto(each) for word in words for each in (word, f"（{word}）")
    )
    assert not any(may_be_ditto(each) for each in ("広島市", "じ", "土木"))


@pytest.mark.parametrize(
    ("left", "right", "nested"),
    [
        *(("1-3", "1-3", True), ("1-3", "1-2", True), ("1-3", "2-3", True), ("1-4", "2-3", True)),
        *(("1-2", "1-3", True), ("2-3", "1-3", True), ("2-3", "1-4", True)),
        *(("1-2", "2-3", False), ("2-3", "1-2", False), ("1-2", "3-4", False)),
        *(("1-3", "2-4", False), ("2-4", "1-3", False)),
    ],
)
def test_period_within_another_is_nested(left: str, right: str, nested: bool) -> None:
    assert are_nested(*_periods(f"{left} {right}")) == nested


@pytest.mark.parametrize(
    ("days", "counted"),
    [("7-7", {1}), ("5-6", {2, 0}), ("4-5 7-7", {3, 2}), ("7-13", {7, 5}), ("11-14", {4, 2})],
)
def test_days_are_counted_with_and_without_weekends(days: str, counted: set[int]) -> None:
    assert count_days(_periods(days)) == counted
