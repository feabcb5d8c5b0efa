"""Habits of a third set of clerks: what they meant comes out, and what only looks like it is
left as it was."""

import pytest

from loaders.opening.safe_open import WorkbookReader
from tests.loaders.test_second_clerk import codes, only, pick, read, table

SUPPORTS = """
    R4 北海道フォーラム 支援自治体
    自治体名|支援内容|支援日
    {heading}
    ニセコ町|相談|R4.7.4
    倶知安町|派遣|R4.7.5
"""


@pytest.mark.parametrize(
    "heading", ["〔虻田郡〕", "北海道虻田郡", "後志総合振興局管内", "町村の部"]
)
def test_area_alone_in_its_row_heads_governments(reader: WorkbookReader, heading: str) -> None:
    sheet = only(read(reader, SUPPORTS.format(heading=heading)))
    assert pick(sheet, "government measure") == "013951 | 相談\n014001 | 派遣"
    assert codes(sheet) == []


def test_what_is_no_area_is_an_unknown_government(reader: WorkbookReader) -> None:
    sheet = only(read(reader, SUPPORTS.format(heading="架空郡")))
    assert codes(sheet) == [("unknown_government", "A3")]


def test_county_tells_towns_of_one_name_apart(reader: WorkbookReader) -> None:
    text = """
    R4 行政会員名簿
    自治体名|入会日
    安八郡
    池田町|H30.4.1
    {second}
    池田町|H30.5.1
    """
    sheet = only(read(reader, text.format(second="北安曇郡")))
    assert pick(sheet, "government") == "214043\n204811"
    sheet = only(read(reader, text.format(second="中川郡")))
    assert pick(sheet, "government") == "214043\n016446"


EVENTS = """
    R6 四国フォーラム 行事一覧
    行事名|開催日|会場
    ＜講習会＞
    技術交流会|R6.5.2|県民会館
    ＜会議＞
    幹事会|R6.6.3|合同庁舎
    {last}
"""


def test_framed_text_above_rows_is_their_kind(reader: WorkbookReader) -> None:
    sheet = only(read(reader, EVENTS.format(last="")))
    assert pick(sheet, "kind name") == "講習会 | 技術交流会\n会議 | 幹事会"
    assert codes(sheet) == []


def test_framed_text_above_nothing_is_an_event(reader: WorkbookReader) -> None:
    sheet = only(read(reader, EVENTS.format(last="＜新技術見学会＞")))
    assert pick(sheet, "kind name").endswith("＜新技術見学会＞")


def test_second_tables_own_column_is_not_the_firsts(reader: WorkbookReader) -> None:
    text = """
    R4 中国フォーラム 行事報告書
    １．開催した行事
    番号|行事名|開催日|会場|参加者数
    1|講習会|R4.6.4|県民会館|25

    ２．中止した行事
    番号|行事名|開催予定日|会場|{last}
    1|見学会|R4.8.7|文化会館|{said}
    """
    sheet = only(read(reader, text.format(last="中止の理由", said="感染拡大のため")))
    assert pick(sheet, "name status participants") == "講習会 |  | 25\n見学会 | cancelled | "
    assert ("unread_cells", "E8") in codes(sheet)
    assert {p.level for p in sheet.problems} == {"warning"}
    sheet = only(read(reader, text.format(last="参加者数", said="未定")))
    assert {p.code for p in sheet.problems} == {"uncertain_column"}


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("12日（金）", "2023-05-12..2023-05-12"),
        ("12日（金）14:00～16:30", "2023-05-12..2023-05-12"),
        ("12日 14時から", "2023-05-12..2023-05-12"),
        ("12・13日", "2023-05-12..2023-05-13"),
        ("下旬", "2023-05-21..2023-05-31"),
    ],
)
def test_weekday_and_hours_stay_behind_the_day(reader: WorkbookReader, day: str, held: str) -> None:
    text = f"""
    R5 関東フォーラム 行事開催実績
    月|日|行事名|会場
    5月|{day}|講習会|県民会館
    6月|1日|見学会|合同庁舎
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "held").split("\n")[0] == held
    assert codes(sheet) == []


def test_day_that_is_none_is_no_date(reader: WorkbookReader) -> None:
    text = """
    R5 関東フォーラム 行事開催実績
    月|日|行事名|会場
    5月|32日（金）|講習会|県民会館
    6月|1日|見学会|合同庁舎
    """
    assert codes(only(read(reader, text))) == [("invalid_date", "A3")]


def test_parts_of_a_month_beside_the_month(reader: WorkbookReader) -> None:
    text = """
    R5 四国フォーラム 年間行事計画
    時期||行事名
    月|旬
    6月|上旬|講習会
    2月|中旬|見学会
    """
    sheet = only(read(reader, text, "A2:B2"))
    assert pick(sheet, "scheduled") == "2023-06-01..2023-06-10\n2024-02-11..2024-02-20"


@pytest.mark.parametrize(
    ("left", "problems"), [("R4.5.31", [("stage_order", "C3")]), ("R4.6.2", []), ("", [])]
)
def test_member_leaves_after_joining(
    reader: WorkbookReader, left: str, problems: list[tuple[str, str]]
) -> None:
    text = f"""
    行政会員名簿
    自治体名|入会日|退会日
    福山市|R4.6.1|{left}
    """
    assert codes(only(read(reader, text))) == problems


@pytest.mark.parametrize(
    ("status", "problems"),
    [("延期", [("status_mismatch", "D3")]), ("中止", [("status_mismatch", "D3")]), ("開催", [])],
)
def test_nobody_comes_to_what_was_called_off(
    reader: WorkbookReader, status: str, problems: list[tuple[str, str]]
) -> None:
    text = f"""
    R4 中国フォーラム 行事報告
    行事名|開催日|実施状況|参加者数
    講習会|R4.6.4|{status}|18
    """
    assert codes(only(read(reader, text))) == problems


PLANS = """
    R6 実施計画
    フォーラム|目標|行事予定
    {first}|10件|講習会
    {second}|5件|見学会
"""


def test_regional_forums_have_no_national_plan(reader: WorkbookReader) -> None:
    assert only(read(reader, PLANS.format(first="関東", second="近畿"))).layout is None
    sheet = only(read(reader, PLANS.format(first="自治体支援", second="技術者育成")))
    assert pick(sheet, "forum") == "municipal_support\nengineer_training"


KPI = """
    {title}
    KPI|目標|実績
    売上高|500|478
    {second}|20|21
    会員数|120|131
"""


@pytest.mark.parametrize(
    ("title", "second", "is_ours"),
    [
        ("KPIレポート", "購入数", False),
        ("KPIレポート", "支援自治体数", True),  # one of them is
        ("中国フォーラム KPI", "購入数", True),  # the title names a forum
    ],
)
def test_figures_none_of_which_is_ours_are_another_bodys(
    reader: WorkbookReader, title: str, second: str, is_ours: bool
) -> None:
    sheet = only(read(reader, KPI.format(title=title, second=second)))
    assert (sheet.layout is not None) == is_ours


@pytest.mark.parametrize(
    ("title", "is_ours"),
    [
        ("港町自治会　年間行事予定", False),
        ("年間行事予定（PTA用）", True),
        ("自治会との年間行事予定", True),
        ("港町自治会　中国フォーラム 年間行事予定", True),
    ],
)
def test_title_that_begins_with_another_body_is_its_own(
    reader: WorkbookReader, title: str, is_ours: bool
) -> None:
    text = f"""
    {title}
    月日|行事名|内容
    4/16|総会|報告
    7/22|見学会|橋
    """
    sheet = only(read(reader, text, fiscal_year=2023, forum="chugoku"))
    assert (sheet.layout is not None) == is_ours


def test_row_of_all_regional_forums_is_the_regional_scope(reader: WorkbookReader) -> None:
    text = """
    R5 ＫＰＩ実績
    フォーラム|支援自治体数|フォーラム実施数
    中国|3|1
    四国|4|未報告
    地方計|7|1
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "scope indicator value") == table("""
        chugoku | supported_governments | 3
        chugoku | forums_held | 1
        shikoku | supported_governments | 4
        shikoku | forums_held |
        regional | supported_governments | 7
        regional | forums_held | 1""").replace("forums_held |\n", "forums_held | \n")
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("remark", "left"),
    [
        ("R5.3.31退会", "2023-03-31"),
        ("退会（令和4年9月30日）", "2022-09-30"),
        ("R5.3.31退会予定", ""),
        ("R5.3.31総会", ""),
    ],
)
def test_remark_says_when_a_member_left(reader: WorkbookReader, remark: str, left: str) -> None:
    text = f"""
    行政会員名簿
    自治体名|入会日|備考
    福山市|H30.4.1|{remark}
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "left_on") == left
    assert codes(sheet) == ([] if left else [("unread_cells", "C3")])


STAGES = """
    R5 中国フォーラム マッチング一覧
    自治体名|求める内容|企業名|技術名|検討日|成立日|試行日|実装日
    呉市|橋梁点検|A社|ドローン|R5.5.1|R5.6.1||
    福山市|舗装点検|B社|カメラ|{second}|||
"""


@pytest.mark.parametrize(
    ("second", "stages", "problems"),
    [
        ("R5.5.2", "agreed\nconsidered", []),
        ("検討中か", "agreed\n", [("invalid_date", "E4"), ("missing_column", "A2")]),
        ("", "agreed\n", [("missing_column", "A2")]),
    ],
)
def test_furthest_date_is_the_stage_where_no_column_names_it(
    reader: WorkbookReader, second: str, stages: str, problems: list[tuple[str, str]]
) -> None:
    sheet = only(read(reader, STAGES.format(second=second)))
    assert pick(sheet, "stage") == stages
    assert codes(sheet) == problems


@pytest.mark.parametrize(("blank", "is_ours"), [(50, True), (70, False)])
def test_first_table_may_stand_far_down(reader: WorkbookReader, blank: int, is_ours: bool) -> None:
    text = "R4 中国フォーラム 行事報告" + "\n" * blank + "行事名|開催日\n講習会|R4.6.4"
    assert (only(read(reader, text)).layout is not None) == is_ours


GLOSSED = """
    R6 沖縄フォーラム マッチング一覧
    自治体名\\nMunicipality|求める内容\\nNeeds|{company}|{technology}|段階
    南城市|橋梁点検|A社|ドローン|検討
"""


def test_titles_above_their_translation_are_titles(reader: WorkbookReader) -> None:
    text = GLOSSED.format(company="企業名\\nCompany", technology="技術名 / Technology")
    sheet = only(read(reader, text))
    assert pick(sheet, "government requirement company technology stage") == (
        "472158 | 橋梁点検 | A社 | ドローン | considered"
    )
    assert codes(sheet) == []


def test_two_such_headings_may_mean_something_else(reader: WorkbookReader) -> None:
    text = """
    R6 沖縄フォーラム 行事報告
    行事名|開催日|参加者数\\n会場|参加者数\\nWeb
    講習会|R6.5.2|30|12
    """
    assert "30" not in pick(only(read(reader, text)), "participants").split()


HEADED = """
    R6 四国フォーラム 行事一覧
    種別／行事名|開催日|会場
    {heading}
    技術交流会|R6.5.2|県民会館
    現地視察会|R6.6.3|合同庁舎
"""


def test_heading_that_names_headings_and_rows(reader: WorkbookReader) -> None:
    sheet = only(read(reader, HEADED.format(heading="＜講習会＞")))
    assert pick(sheet, "kind name") == "講習会 | 技術交流会\n講習会 | 現地視察会"
    assert codes(sheet) == []


def test_heading_that_names_two_over_rows_of_one_is_left(reader: WorkbookReader) -> None:
    assert only(read(reader, HEADED.format(heading="|||"))).layout is None


def test_record_of_three_lines_under_a_heading_of_three(reader: WorkbookReader) -> None:
    text = """
    R6 九州フォーラム 運営ノウハウ事例
    区分|事例名
    |内容
    |教訓
    成功例|中継拠点の設置
    |県庁ごとに会場を置いた
    |会場係を決める
    失敗例|音声が途切れた
    |予備のマイクが無かった
    |機材を二重に
    """
    sheet = only(read(reader, text, "A2:A4 A5:A7 A8:A10"))
    assert pick(sheet, "type title description lesson") == table("""
        success | 中継拠点の設置 | 県庁ごとに会場を置いた | 会場係を決める
        failure | 音声が途切れた | 予備のマイクが無かった | 機材を二重に""")
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("second", "plans"),
    [
        ("企画部会", "innovative_technology | 10件\nplanning_subcommittee | 3回"),
        ("備考", " | 10件"),  # one body is not told from another by a remark
    ],
)
def test_bodies_side_by_side_have_a_plan_each(
    reader: WorkbookReader, second: str, plans: str
) -> None:
    text = f"""
    R5 全国フォーラム実施計画 総括表
    項目|革新的技術フォーラム|{second}
    今年度目標|10件|3回
    実施内容|相談会|会議
    行程|6月準備|毎月
    """
    assert pick(only(read(reader, text)), "forum goal") == plans
