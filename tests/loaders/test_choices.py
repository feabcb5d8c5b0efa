"""Choices match exactly after folding; a list gives its marked options; marks are marks."""

from datetime import date

import pytest

from loaders.values.choices import parse_choice, parse_choices, parse_mark

STAGES = {
    "considered": ["マッチング検討", "検討", "検討中"],
    "agreed": ["成立", "マッチング成立"],
    "field_trial": ["現場試行", "試行"],
    "implemented": ["社会実装", "実装"],
}
FIELDS = {"道路": ["道路"], "bridge": ["橋梁", "橋りょう", "橋"], "park": ["公園・緑地", "公園"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("成立", "agreed"),
        (" 成　立\n", "agreed"),
        ("マッチング成立", "agreed"),
        ("ﾏｯﾁﾝｸﾞ成立", "agreed"),
        ("②成立", "agreed"),
        ("2. 成立", "agreed"),
        ("２．成立", "agreed"),
        ("(2) 成立", "agreed"),
        ("・成立", "agreed"),
        ("○成立", "agreed"),
        ("☑成立", "agreed"),
        ("（成立）", "agreed"),
        ("成立（令和2年6月）", "agreed"),
        ("検討・（成立）・試行・実装", "agreed"),
        ("検討／成立／○試行", "field_trial"),
        ("□検討 ■成立 □試行", "agreed"),
        ("検討中", "considered"),
        ("agreed", "agreed"),
    ],
)
def test_choice_in_any_dress_is_recognised(text, expected):
    assert parse_choice(text, STAGES).value == expected


@pytest.mark.parametrize(
    "text",
    [
        "成立（予定）",
        "不成立",
        "成立？",
        "□成立",
        "成立、試行",
        "（検討）・（成立）",
        "成",
        "せいりつ",
        "○",
        "成立" * 300,
    ],
)
def test_text_that_is_no_certain_choice_is_a_problem(text):
    reading = parse_choice(text, STAGES)
    assert (reading.value, reading.code) == (None, "invalid_choice")
    assert "マッチング検討、成立、現場試行、社会実装" in reading.expected


@pytest.mark.parametrize(
    ("value", "state"),
    [(None, "blank"), ("－", "blank"), ("未定", "undecided"), ("該当なし", "not_applicable")],
)
def test_state_word_in_a_choice_column_keeps_its_state(value, state):
    assert parse_choice(value, STAGES).state == state
    assert parse_choices(value, FIELDS).state == state


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("道路・(河川)・砂防・海岸・港湾・建物・・・・", ["河川"]),
        ("道路・（河川）・砂防", ["河川"]),
        ("道路・【河川】・［砂防］", ["河川", "砂防"]),
        ("（道路・河川）・砂防", ["道路", "河川"]),
        ("○河川・道路", ["河川"]),
        ("道路・河川○・砂防", ["河川"]),
        ("●河川 ○道路", ["河川"]),
        ("○河川\n○道路", ["河川", "道路"]),
        ("☑河川　□道路　☑砂防", ["河川", "砂防"]),
        ("■河川、□道路", ["河川"]),
        ("（○）河川（　）道路", ["河川"]),
        ("道路（　）河川（○）砂防（　）", ["河川"]),
        ("（○）河川、（　）道路", ["河川"]),
        ("道路、河川，砂防/海岸\n港湾", ["道路", "河川", "砂防", "海岸", "港湾"]),
        ("道路・・・・", ["道路"]),
        ("道路・河川・その他（　）", ["道路", "河川", "その他"]),
        ("①道路　②河川", ["道路", "河川"]),
        ("1.道路、2.河川", ["道路", "河川"]),
        ("(1)道路 (2)河川", ["道路", "河川"]),
        ("×道路・河川", ["河川"]),
        ("○△市・○○県", ["○△市", "○○県"]),
        ("河川（堤防・護岸）", ["河川（堤防・護岸）"]),
        ("〇〇工法・道路", ["〇〇工法", "道路"]),
        ("ＳＡＲ 衛星", ["ＳＡＲ 衛星"]),
        ("レーダ・レール", ["レーダ", "レール"]),
        ("道路・道路", ["道路"]),
        ("（河川", ["（河川"]),
        ("（道路・河川", ["（道路", "河川"]),
        ("道路・河川）・砂防", ["道路", "河川）", "砂防"]),
    ],
)
def test_open_list_gives_its_marked_options_or_all(text, expected):
    assert parse_choices(text, {}).value == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("橋りょう", ["橋梁"]),
        ("橋・道路・トンネル", ["橋梁", "道路", "トンネル"]),
        ("橋・（公園・緑地）", ["公園・緑地"]),
        ("橋梁・公園・緑地", ["橋梁", "公園・緑地"]),
        ("道路 橋", ["道路", "橋梁"]),
        ("道路及び橋", ["道路", "橋梁"]),
        ("レ橋　道路", ["レ橋　道路"]),
        ("橋公園", ["橋公園"]),  # a spelling of one letter may be a part of any word
        ("橋梁公園", ["橋梁", "公園・緑地"]),
        ("レ橋、道路", ["橋梁"]),
        ("bridge", ["橋梁"]),
    ],
)
def test_known_spelling_folds_onto_the_first_one(text, expected):
    assert parse_choices(text, FIELDS).value == expected


def test_printed_list_with_nothing_marked_is_a_problem():
    assert parse_choices("道路・河川・砂防・・・・", {}).code == "invalid_choice"


@pytest.mark.parametrize("text", ["○", "（○）", "①", "①・②", "レ", "1"])
def test_mark_or_number_in_place_of_a_name_is_a_problem(text):
    assert parse_choices(text, {}).code == "invalid_choice"


def test_list_with_every_box_empty_is_blank():
    assert parse_choices("□道路 □河川", {}).state == "blank"


def test_changing_an_answer_leaves_later_answers_alone():
    parse_choices("道路・河川", {}).value.append("砂防")
    assert parse_choices("道路・河川", {}).value == ["道路", "河川"]


YES = [
    "○",
    "〇",
    "◯",
    "●",
    "◎",
    "レ",
    "ﾚ",
    "✓",
    "✔",
    "☑",
    "■",
    "1",
    "１",
    "済",
    "有",
    "あり",
    "Yes",
    "ｙ",
]
NO = ["×", "✕", "□", "☐", "0", "０", "無", "なし", "no", "Ｎ", "FALSE"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [([*YES, 1, 1.0, True, " ○\n", "該当"], True), ([*NO, 0, 0.0, False], False)],
)
def test_mark_answers_yes_or_no(values, expected):
    assert [value for value in values if parse_mark(value).value is not expected] == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "blank"),
        ("", "blank"),
        ("－", "blank"),
        ("未定", "undecided"),
        ("対象外", "not_applicable"),
    ],
)
def test_cell_without_a_mark_has_a_state(value, expected):
    assert parse_mark(value).state == expected


@pytest.mark.parametrize(
    "value", ["△", "6/1", date(2020, 6, 1), 2, "○（予定）", "x", "○×", "令和2年"]
)
def test_anything_else_in_a_mark_column_is_a_problem(value):
    reading = parse_mark(value)
    assert (reading.value, reading.code) == (None, "invalid_choice")


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("☒検討\n☐成立\n☐試行", "considered"),
        ("○検討　◉成立　○試行", "agreed"),
        ("☒検討 ☑成立", "agreed"),  # beside a tick a cross strikes off
        ("□検討□成立■試行", "field_trial"),
        ("検討×成立○試行×", "agreed"),
        ("マッチング成立※2", "agreed"),
        ("検討中＊", "considered"),
    ],
)
def test_boxes_of_any_kind_tell_the_one_that_is_chosen(text, stage):
    assert parse_choice(text, STAGES).value == stage


@pytest.mark.parametrize("text", ["☒検討 ☒成立", "☒検討", "検討成立", "検討注意"])
def test_boxes_that_tell_nothing_are_a_problem(text):
    assert parse_choice(text, STAGES).code == "invalid_choice"


KINDS = {each: [each] for each in ("道路", "河川", "砂防", "建物")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(
            (f"道路{between}河川", ["道路", "河川"])
            for between in ("　", "＋", "・", " / ", "と", "&")
        ),
        ("道路河川", ["道路", "河川"]),
        ("○道路　河川　○建物", ["道路", "建物"]),
        ("○道路×河川○砂防", ["道路", "砂防"]),
        ("①道路 ③河川", ["道路", "河川"]),
        ("道路河川課", ["道路河川課"]),
        ("道路又は河川", ["道路又は河川"]),
    ],
)
def test_known_options_are_parted_whatever_stands_between(text, expected):
    assert parse_choices(text, KINDS).value == expected


@pytest.mark.parametrize("text", ["1,3", "①③", "3", "（2）", "道路、3"])
def test_numbers_without_their_legend_are_a_problem(text):
    assert parse_choices(text, KINDS).code == "invalid_choice"


def test_mark_with_a_footnote_is_a_mark():
    assert parse_mark("○※1").value is True
    assert parse_mark("※1").code == "invalid_choice"
