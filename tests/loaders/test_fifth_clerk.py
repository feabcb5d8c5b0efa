"""Habits of a fifth set of clerks: rows, columns and sheets that say they are not this year's, not
ours, or not the last word."""

import pytest

from loaders.check import read_workbook
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.recognise import Options
from tests.loaders.test_second_clerk import codes, draw_book, only, pick, read

HEADER = "自治体名|求める内容|企業名|技術名|段階"
FIRST, SECOND = "石巻市|橋|A測量|AI|検討", "宮古市|照明|B計測|ロガー|成立"


@pytest.mark.parametrize(
    ("title", "remark", "said"),
    [("前年度備考", "コロナのため中止", ""), ("備考", "コロナのため中止", "cancelled")],
)
def test_last_years_remark_is_not_this_years(
    reader: WorkbookReader, title: str, remark: str, said: str
) -> None:
    text = f"R3 九州フォーラム 行事実績\n行事名|開催日|会場|{title}\n講習会|8/1|佐賀市|{remark}"
    assert pick(only(read(reader, text)), "status") == said


def test_last_years_column_says_nothing_of_this_years_rows(reader: WorkbookReader) -> None:
    text = "R3 九州フォーラム 行事計画\n行事名|昨年度実績|開催予定日\n講習会|中止|8月頃"
    sheet = only(read(reader, text))
    assert pick(sheet, "name scheduled") == "講習会 | 2021-08-01..2021-08-31"
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("asked", "flags", "members"),
    [
        ("会員", "○ ×", "172014"),
        ("加入の有無", "有 予定", "172014"),
        ("加入状況", "加入 未加入", "172014"),
        ("会員", "○ ", "172014"),
        ("研修参加", "○ ×", "172014\n172031"),
        ("加入の有無", "9月 10月", "172014\n172031"),  # no flags: nobody is one by them
    ],
)
def test_column_may_say_who_is_a_member(
    reader: WorkbookReader, asked: str, flags: str, members: str
) -> None:
    first, second = flags.split(" ")
    text = f"行政会員名簿\n市町村名|{asked}|入会日\n金沢市|{first}|H30.5.1\n小松市|{second}|"
    sheet = only(read(reader, text))
    assert pick(sheet, "government") == members
    assert ("unread_cells" in dict(codes(sheet))) is (members != "172014")


def test_member_that_left_is_on_the_roster_still(reader: WorkbookReader) -> None:
    text = "行政会員名簿\n市町村名|会員|入会日|退会日\n金沢市|○|H30.5.1|\n小松市|×|H30.5.1|R3.3.31"
    assert pick(only(read(reader, text)), "left_on") == "\n2021-03-31"


def test_title_whose_cells_name_no_government_asks_for_none(reader: WorkbookReader) -> None:
    text = "行政会員名簿\n会員|市町村名|入会日\n○|金沢市|H30.5.1"
    assert codes(only(read(reader, text))) == []
    text = "行政会員名簿\n会員|市町村名|入会日\n小松市|金沢市|H30.5.1"
    assert ("duplicate_column", "B2") in codes(only(read(reader, text)))


@pytest.mark.parametrize(
    ("title", "measures"), [("支援内容", "相談\n相談\n研修"), ("支援日", "\n\n")]
)
def test_group_that_a_subtotal_closes_is_written_once(
    reader: WorkbookReader, title: str, measures: str
) -> None:
    text = f"""
    R3 東北フォーラム 自治体支援一覧
    {title}|自治体名
    相談|石巻市
    |気仙沼市
    小計|2団体
    研修|宮古市
    小計|1団体
    """
    assert pick(only(read(reader, text)), "measure") == measures


@pytest.mark.parametrize(
    ("name", "title", "counted"),
    [
        ("下書き", "R3", 2),
        ("マッチング（旧）", "R3", 2),
        ("マッチング案", "R3", 2),
        ("技術提案", "R3", 4),
        ("参考", "R2", 4),  # another year's is no draft of this one's
    ],
)
def test_sheet_that_calls_itself_a_draft_is_left_out(
    reader: WorkbookReader, name: str, title: str, counted: int
) -> None:
    table = "東北フォーラム マッチング一覧\n" + HEADER
    book = draw_book(
        (name, f"{title} {table}\n岩沼市|堤防|C社|衛星|検討\n角田市|橋|D社|AI|検討"),
        ("マッチング", f"R3 {table}\n{FIRST}\n{SECOND}"),
    )
    file = read_workbook(reader.read(book, "調査票.xlsx"), Options())
    assert sum(len(sheet.records) for sheet in file.sheets) == counted
    draft = next(each for each in file.sheets if each.sheet == name)
    assert (codes(draft) == [("set_aside", "A3")]) is (counted == 2)


def test_draft_alone_is_what_there_is(reader: WorkbookReader) -> None:
    book = draw_book(("マッチング案", f"R3 東北フォーラム マッチング一覧\n{HEADER}\n{FIRST}"))
    file = read_workbook(reader.read(book, "調査票.xlsx"), Options())
    assert len(only(file).records) == 1


@pytest.mark.parametrize("number", ["Ⅱ．", "第2節　", "(イ) ", "2-1 ", "二、"])
def test_numbered_heading_is_the_choice_behind_its_number(
    reader: WorkbookReader, number: str
) -> None:
    text = f"R3 九州フォーラム 運営ノウハウ\n{number}失敗例\n事例名|内容|教訓\n引継ぎ|遅れた|引継書"
    sheet = only(read(reader, text))
    assert pick(sheet, "type title") == "failure | 引継ぎ"
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("2. ニーズを出した自治体名（県名から記入）", "government"),
        ("2. ニーズをお持ちの自治体はどこですか", "government"),
        ("2. 自治体の抱えるニーズを具体的に教えてください", "requirement"),
    ],
)
def test_question_asks_for_what_stands_last_in_it(
    reader: WorkbookReader, question: str, field: str
) -> None:
    asked = {"government": "石巻市", "requirement": "橋の点検"}
    other = next(name for name in asked if name != field)
    titles = {"government": "1. 自治体名", "requirement": "1. 求める内容"}
    text = (
        f"ID|開始時刻|{titles[other]}|{question}|3. 企業名|4. 技術名|5. 現在の段階|6. 所属フォーラム\n"
        f"1|2022-02-01|{asked[other]}|{asked[field]}|A測量|AI|検討|東北フォーラム"
    )
    sheet = only(read(reader, text))
    assert pick(sheet, "government requirement") == "042021 | 橋の点検"
    assert codes(sheet) == []


def test_columns_of_a_forms_service_are_no_answers(reader: WorkbookReader) -> None:
    questions = "Q1．所属フォーラム名|Q2．事例の区分|Q3．事例名（20字以内）|Q4．教訓"
    text = f"{{}}|回答日時|{questions}\n9|2/1|九州フォーラム|成功例|合同会議|早めに"
    assert codes(only(read(reader, text.format("回答番号")))) == []
    assert codes(only(read(reader, text.format("印象")))) == [("unread_cells", "A2")]


MARKED = "|{}|||{}\n自治体名|相談|派遣|紹介|\n石巻市|{}|||R3.6.1\n宮古市||○||R3.7.1"


def test_date_beside_marks_is_each_marks(reader: WorkbookReader) -> None:
    title = "R3 東北フォーラム 自治体支援状況\n"
    text = title + MARKED.format("支援内容", "支援日", "○")
    sheet = only(read(reader, text, "B2:D2 E2:E3"))
    assert pick(sheet, "measure supported_on") == "相談 | 2021-06-01\n派遣 | 2021-07-01"
    assert codes(sheet) == []
    text = title + MARKED.format("支援内容", "支援日", "R3.5.1")  # which of the two?
    assert dict(codes(only(read(reader, text, "B2:D2 E2:E3")))) != {}


COUNTS = "R2 中部フォーラム マッチング報告\n{}\n\n【明細】\n" + HEADER
NEEDS = "\n津市|橋|A|b|検討\n関市|樋|C|d|成立\n浜松市|溝|E|f|検討"


@pytest.mark.parametrize(
    ("counts", "problems"),
    [
        ("区分|検討|成立|現場試行|計\n件数|2|1|0|3", []),
        ("区分|検討|成立|現場試行|計\n件数|2|1|0|4", [("total_mismatch", "E3")]),
        ("検討|2\n成立|2\n現場試行|0\n計|4", [("total_mismatch", "B3")]),
        ("|三重県|岐阜県|静岡県|合計\n件数|1|1|1|3", []),
        ("区分|検討|成立|計\n件数|12|11|23", []),  # of something else
    ],
)
def test_counts_above_a_ledger_are_held_against_it(
    reader: WorkbookReader, counts: str, problems: list[tuple[str, str]]
) -> None:
    sheet = only(read(reader, COUNTS.format(counts) + NEEDS))
    assert len(sheet.records) == 3
    assert codes(sheet) == problems


@pytest.mark.parametrize(
    ("day", "read_as"),
    [
        ("9/3　電話", "2021-09-03"),
        ("10/5（火）訪問", "2021-10-05"),
        ("11/8（2回目）", "2021-11-08"),
        ("11/8（全2回）", ""),
        ("9/3　電話帳", ""),
    ],
)
def test_how_or_how_often_stands_behind_a_date(
    reader: WorkbookReader, day: str, read_as: str
) -> None:
    text = f"R3 九州フォーラム 自治体支援記録\n自治体名|支援内容|支援日\n荒尾市|相談|{day}"
    assert pick(only(read(reader, text)), "supported_on") == read_as


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("必須|必須|任意|必須", 1),
        ("正式名称|yyyy/mm/dd|施設名まで|数字のみ", 1),
        ("講習会|9月から|オンラインのみ|30", 2),
    ],
)
def test_line_of_instructions_is_no_event(reader: WorkbookReader, row: str, count: int) -> None:
    text = f"R3 九州フォーラム 行事報告\n行事名|開催日|会場|参加者数\n{row}\n見学会|7/1|ダム|10"
    assert len(only(read(reader, text)).records) == count


@pytest.mark.parametrize(
    ("first", "second", "spans"),
    [
        ("上半期", "下半期", "2021-04-01..2021-09-30\n2021-10-01..2022-03-31"),
        ("上半期", "Web", ""),
    ],
)
def test_halves_with_marks_say_when(
    reader: WorkbookReader, first: str, second: str, spans: str
) -> None:
    text = f"R3 関東フォーラム 行事計画\n行事名|{first}|{second}\n総会|○|\n講習会||○"
    sheet = only(read(reader, text))
    assert pick(sheet, "scheduled").strip() == spans
    assert bool(codes(sheet)) is not bool(spans)


CARD = "R3 技術者育成フォーラム 実施計画概要\n今年度目標|研修\n実施内容|{}\n|{}\n{}行程|6月に計画\n体制|大学\n"


@pytest.mark.parametrize(
    ("first", "second", "rest", "activities"),
    [
        ("・基礎", "・実地", "", "・基礎\\n・実地"),
        ("基礎研修", "実地研修", "", "基礎研修\\n実地研修"),
        ("基礎研修", "※部会長確認済", "", "基礎研修"),
        ("基礎研修", "実地研修", "備考|内々\n", "基礎研修\\n実地研修"),
    ],
)
def test_answer_on_a_card_goes_on_below(
    reader: WorkbookReader, first: str, second: str, rest: str, activities: str
) -> None:
    sheet = only(read(reader, CARD.format(first, second, rest)))
    assert pick(sheet, "activities schedule") == f"{activities} | 6月に計画".replace("\\n", "\n")


@pytest.mark.parametrize("merges", ["", "A5:A6"])  # merged, it may cover another question
def test_text_below_a_cards_last_answer_is_no_part_of_it(
    reader: WorkbookReader, merges: str
) -> None:
    text = CARD.format("基礎研修", "実地研修", "").replace("|実地研修\n", "")
    sheet = only(read(reader, f"{text}|成果のまとめ", merges))
    assert pick(sheet, "organisation") == "大学"


def test_date_beside_what_a_merged_title_covers_stays_apart(reader: WorkbookReader) -> None:
    text = "R3 東北フォーラム 行事開催報告\n行事名|開催日||会場\n講演会|R3.6.8|開催|仙台市"
    sheet = only(read(reader, text, "B2:C2"))
    assert (pick(sheet, "held"), codes(sheet)[0][0]) == ("", "unread_cells")


@pytest.mark.parametrize(
    ("first", "line", "needs"),
    [
        ("伸縮装置からの", "|漏水を防ぎたい|社", "伸縮装置からの漏水を防ぎたい"),
        ("伸縮装置の漏水", "|漏水を防ぎたい|社", "伸縮装置の漏水\n漏水を防ぎたい"),
        ("伸縮装置からの", "宮古市|漏水|B社", "伸縮装置からの\n漏水"),
    ],
)
def test_broken_sentence_goes_on_below(
    reader: WorkbookReader, first: str, line: str, needs: str
) -> None:
    text = f"R3 東北フォーラム マッチング一覧\n{HEADER}\n石巻市|{first}|A測量株式会|AI|検討\n{line}"
    assert pick(only(read(reader, text)), "requirement") == needs


@pytest.mark.parametrize(
    ("first", "second", "problems"),
    [
        ("1", "2", [("uncertain_column", "E3")]),
        ("A", "（B）", [("uncertain_column", "E3")]),
        ("1", "検討", [("invalid_choice", "E3")]),
        ("1", "2番", [("invalid_choice", "E3"), ("invalid_choice", "E4")]),
        ("", "2", [("invalid_choice", "E4"), ("missing_value", "E3")]),
    ],
)
def test_codes_that_no_legend_explains_are_named_once(
    reader: WorkbookReader, first: str, second: str, problems: list[tuple[str, str]]
) -> None:
    rows = f"石巻市|橋|A測量|AI|{first}\n宮古市|照明|B計測|ロガー|{second}"
    sheet = only(read(reader, f"R3 東北フォーラム マッチング一覧\n{HEADER}\n{rows}"))
    assert codes(sheet) == problems
    assert {each.level for each in sheet.problems} == {"error"}


@pytest.mark.parametrize(
    ("second", "members", "problems"),
    [
        ("宮古市、久慈市", "022039\n022063\n032026\n032077", []),
        ("宮古市、久慈商店", "\n", [("ambiguous_government", "B3"), ("unknown_government", "B4")]),
    ],
)
def test_lists_of_members_are_all_that_a_roster_says(
    reader: WorkbookReader, second: str, members: str, problems: list[tuple[str, str]]
) -> None:
    text = f"行政会員一覧\n県|会員自治体\n青森県|八戸市、十和田市\n岩手県|{second}"
    sheet = only(read(reader, text))
    assert (pick(sheet, "government"), codes(sheet)) == (members, problems)


@pytest.mark.parametrize(
    ("title", "layout"),
    [("行政会員名簿", "members"), ("東北フォーラム 会員名簿", "supports"), ("一覧表", "supports")],
)
def test_sheet_that_names_no_forum_is_what_it_calls_itself(
    reader: WorkbookReader, title: str, layout: str
) -> None:
    text = f"{title}\n都道府県|市町村|状況|年月日\n石川県|金沢市|加入|H30.5.1\n石川県|小松市|退会|R2.5.1"
    sheet = only(read(reader, text))
    assert sheet.layout is not None
    assert sheet.layout.id == layout
    if layout == "members":
        assert pick(sheet, "joined_on left_on") == "2018-05-01 | \n | 2020-05-01"


@pytest.mark.parametrize(
    ("code", "problems"),
    [
        ("33202-0", []),
        ("33202-1", [("unknown_government", "A3")]),
        ("33-2020", [("unknown_government", "A3")]),
    ],
)
def test_check_digit_may_stand_apart(
    reader: WorkbookReader, code: str, problems: list[tuple[str, str]]
) -> None:
    text = f"行政会員名簿\n団体コード|自治体名|入会日\n{code}|倉敷市|H29.6.1"
    assert codes(only(read(reader, text))) == problems


@pytest.mark.parametrize(
    ("title", "stages"),
    [
        ("【段階】検：マッチング検討　成：マッチング成立", "considered\nagreed"),
        ("検：検討　成：成立", "\n"),
    ],
)
def test_signs_are_explained_beside_the_title(
    reader: WorkbookReader, title: str, stages: str
) -> None:
    rows = "石巻市|橋|A測量|AI|検\n宮古市|照明|B計測|ロガー|成"
    text = f"R3 東北フォーラム マッチング一覧||||{title}\n{HEADER}\n{rows}"
    assert pick(only(read(reader, text)), "stage") == stages


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("運営ノウハウ（成功例）", "success"),
        ("運営ノウハウ〔反省〕", "reflection"),
        ("説明会（成功例）", ""),
    ],
)
def test_title_names_the_type_behind_the_sheets_name(
    reader: WorkbookReader, title: str, kind: str
) -> None:
    text = (
        f"{title}\n九州フォーラム||令和3年度\n\n事例名|首長への説明\n内容|各市を訪問\n教訓|早めに"
    )
    assert pick(only(read(reader, text)), "type") == kind


@pytest.mark.parametrize(
    ("third", "forums"),
    [("関東フォーラム", "tohoku\ntohoku\nkanto\nkanto"), ("東北フォーラム", "tohoku\n\ntohoku\n")],
)
def test_forum_that_is_named_once_holds_for_the_rows_below(
    reader: WorkbookReader, third: str, forums: str
) -> None:
    rows = f"東北フォーラム|総会|6月\n|講習会|7月\n{third}|見学会|8月\n|交流会|9月"
    text = f"R3 地方フォーラム 活動計画\n地方フォーラム|活動・行事名|開催予定日\n{rows}"
    assert pick(only(read(reader, text)), "forum") == forums


def test_year_and_forum_above_a_header_are_the_sheets_own(reader: WorkbookReader) -> None:
    text = "行事実績調書\n（令和３年度）||中国フォーラム\n行事名|開催日|会場\n講習会|R3.7.9|岡山市"
    assert pick(only(read(reader, text)), "forum name") == "chugoku | 講習会"


@pytest.mark.parametrize(
    ("parts", "day", "when"),
    [
        ("月|旬", "10|下", "2021-10-21..2021-10-31"),
        ("月|旬", "2|", "2022-02-01..2022-02-28"),
        ("月|日", "2|", ""),
        ("和暦|西暦", "R3.6.24|2021/6/24", "2021-06-24..2021-06-24"),
        ("和暦|西暦", "R3.6.24|2021/6/25", ""),
    ],
)
def test_day_over_two_columns(reader: WorkbookReader, parts: str, day: str, when: str) -> None:
    title = "R3 九州フォーラム 活動計画\n活動・行事名|開催予定||内容\n"
    sheet = only(read(reader, f"{title}|{parts}|\n講習会|{day}|橋", "A2:A3 B2:C2 D2:D3"))
    assert pick(sheet, "scheduled") == when
    assert [code for code, _ in codes(sheet)] == ([] if when else ["unread_cells"])


def test_count_in_a_labels_own_cell_is_held_against_the_rows(reader: WorkbookReader) -> None:
    rows = (
        "県|自治体名|入会日\n徳島県|小松島市|H30.7.1\n徳島県|美馬市|H30.7.1\n高知県|土佐市|H30.7.1"
    )
    for count, problems in (("1団体", []), ("2団体", [("total_mismatch", "C2")])):
        text = f"行政会員名簿\n徳島県 2団体||高知県 {count}\n\n{rows}"
        assert codes(only(read(reader, text))) == problems


@pytest.mark.parametrize(("stated", "problems"), [(10, []), (11, [("total_mismatch", "L3")])])
def test_all_forums_together_are_the_regional_figure(
    reader: WorkbookReader, stated: int, problems: list[tuple[str, str]]
) -> None:
    forums = "北海道|東北|関東|北陸|中部|近畿|中国|四国|九州|沖縄"
    text = f"R3 地方フォーラム別KPI実績\nKPI|{forums}|地方計\n支援自治体数|{'1|' * 10}{stated}\n現場試行数|{'0|' * 10}0"
    assert codes(only(read(reader, text))) == problems


@pytest.mark.parametrize(
    ("title", "last", "members", "problems"),
    [
        ("行政会員一覧", "計 2|計 2", 4, []),
        ("行政会員一覧", "計 2|計 3", 4, [("total_mismatch", "B5")]),
        ("市町村一覧", "計 2|計 2", 0, [("unknown_layout", "")]),
        ("行政会員一覧", "建設課|土木課", 0, [("unknown_layout", "")]),
    ],
)
def test_members_below_their_prefectures_side_by_side(
    reader: WorkbookReader, title: str, last: str, members: int, problems: list[tuple[str, str]]
) -> None:
    text = f"{title}\n鳥取県|島根県\n米子市|大田市\n三朝町|浜田市\n{last}"
    sheet = only(read(reader, text))
    assert (len(sheet.records), codes(sheet)) == (members, problems)


@pytest.mark.parametrize(("third", "count"), [("諫早市", 5), ("諫早商店", 0)])
def test_names_several_a_row_below_what_they_were_given(
    reader: WorkbookReader, third: str, count: int
) -> None:
    title = "R2 九州フォーラム 支援自治体一覧\n\n"
    text = f"{title}支援内容：ニーズ紹介\n大牟田市|柳川市\n{third}\n\n支援内容：試行\n人吉市|中津市"
    sheet = only(read(reader, text))
    assert len(sheet.records) == count
    measures = "ニーズ紹介\nニーズ紹介\nニーズ紹介\n試行\n試行"
    assert pick(sheet, "measure") == (measures if count else "")


def test_what_is_done_in_each_quarter_is_one_text(reader: WorkbookReader) -> None:
    text = """
    全国フォーラム実施計画一覧（令和3年度）
    フォーラム・部会|今年度目標|行程|||体制
    ||第1四半期|第2四半期|第3四半期|
    革新的技術フォーラム|手引き|準備||調査|大学
    """
    sheet = only(read(reader, text, "A2:A3 B2:B3 C2:E2 F2:F3"))
    assert pick(sheet, "goal schedule organisation") == (
        "手引き | 第1四半期：準備、第3四半期：調査 | 大学"
    )
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("marks", "joined", "problems"),
    [
        ("|○|", "2017-04-01", []),
        ("○|○|", "", ["unread_cells"]),
        ("||退", "", ["unread_cells"]),
    ],
)
def test_mark_under_a_year_says_when(
    reader: WorkbookReader, marks: str, joined: str, problems: list[str]
) -> None:
    rows = f"浜田市|{marks}\n益田市|○\n大田市||○\n安来市|○\n雲南市|○"
    text = f"行政会員名簿\n自治体名|入会年度||\n|H28|H29|R1\n{rows}"
    sheet = only(read(reader, text, "A2:A3 B2:D2"))
    assert sheet.records[0].fields["joined_on"] == (joined or None)
    assert sheet.records[2].fields["joined_on"] == "2017-04-01"
    assert [code for code, _ in codes(sheet)] == problems


@pytest.mark.parametrize(
    ("day", "people", "read_as", "problems"),
    [
        ("令和|3|年|6|月|8|日", "128|名", "2021-06-08..2021-06-08 | 128", []),
        ("令和|3|年|6|月|8|日", "12|30", "2021-06-08..2021-06-08 | ", ["unread_cells"]),
        ("6|8|||||", "128|名", " | 128", ["unread_cells"]),
    ],
)
def test_date_and_count_stand_in_pieces_under_one_title(
    reader: WorkbookReader, day: str, people: str, read_as: str, problems: list[str]
) -> None:
    title = "R3 東北フォーラム 行事開催報告\n行事名|開催年月日|||||||参加者数|\n"
    text = f"{title}講演会|{day}|{people}\n見学会|{day}|{people}"
    sheet = only(read(reader, text, "B2:H2 I2:J2"))
    assert pick(sheet, "held participants") == f"{read_as}\n{read_as}"
    assert sorted({code for code, _ in codes(sheet)}) == problems
