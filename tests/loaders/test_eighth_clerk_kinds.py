"""Kinds of sheet of an eighth set of clerks that a person reads without a doubt."""

import pytest

from loaders.opening.safe_open import WorkbookReader
from tests.loaders.test_second_clerk import codes, only, pick, read, table

MATCHINGS = """
    中国フォーラム R3 マッチング
    自治体名|技術分野|求める内容|企業名|技術名|段階
"""


@pytest.mark.parametrize(
    ("options", "count"),
    [(["道路|検討", "河川|成立", "|現場試行"], 2), (["道路|検討", "道路|検討", "河川|"], 5)],
)
def test_choices_listed_once_each_beside_a_table_are_no_records(
    reader: WorkbookReader, options: list[str], count: int
) -> None:
    lines = ["三次市|道路|段差|A測量|AI|検討", "呉市|河川|堆砂|B計測|音|成立", "|||||"]
    body = "\n".join(f"{line}||{more}" for line, more in zip(lines, options, strict=True))
    sheet = only(read(reader, f"{MATCHINGS.rstrip()}||技術分野|段階\n{body}"))
    assert len(sheet.records) == count


def test_choices_beyond_a_blank_column_answer_where_nobody_else_asks(
    reader: WorkbookReader,
) -> None:
    text = """
    中国フォーラム R3 マッチング
    自治体名|求める内容|企業名|技術名||段階
    三次市|段差|A測量|AI||検討
    呉市|堆砂|B計測|音||成立
    """
    assert pick(only(read(reader, text)), "stage").split("\n") == ["considered", "agreed"]


def test_government_in_a_heading_row_is_that_of_the_rows_below(reader: WorkbookReader) -> None:
    text = """
    中国フォーラム R3 マッチング
    求める内容|企業名|技術名|段階
    ■ 鳥取県倉吉市（2件）
    段差|A測量|AI|検討
    摩耗|B計測|音|成立
    ■ 山口県萩市
    肉厚|C建設|波|検討
    """
    sheet = only(read(reader, text, "A3:D3 A6:D6"))
    assert pick(sheet, "government requirement").split("\n") == [
        "312037 | 段差",
        "312037 | 摩耗",
        "352047 | 肉厚",
    ]
    assert codes(sheet) == []
    asked = text.replace("求める内容|", "自治体名|").replace("■ 山口県萩市", "■ 道路課の要望")
    assert "312037" not in pick(only(read(reader, asked)), "government")


def test_marks_below_choices_answer_the_title_over_them(reader: WorkbookReader) -> None:
    text = """
    中部フォーラム R3 市民参画活動
    活動名|種別|||実施日
    |出前授業|ワークショップ|その他|
    ダム|○|||7/6
    点検||○||8/21
    パネル展|||○|11/18
    """
    sheet = only(read(reader, text, "B2:D2 A2:A3 E2:E3"))
    assert pick(sheet, "kind name").split("\n") == [
        "school_visit | ダム",
        "workshop | 点検",
        "other | パネル展",
    ]
    assert codes(sheet) == []


def test_days_of_visits_name_no_measure_that_a_column_asks_for(reader: WorkbookReader) -> None:
    text = """
    中部フォーラム R3 自治体支援記録
    支援自治体名|支援内容|支援日|
    ||１回目|２回目
    下呂市|導入の助言|R3.6.11|R3.9.10
    志摩市|計画の見直し|R3.7.20|R3.12.3
    """
    sheet = only(read(reader, text, "A2:A3 B2:B3 C2:D2"))
    assert pick(sheet, "measure supported_on").split("\n") == ["導入の助言 | ", "計画の見直し | "]
    assert {code for code, _ in codes(sheet)} == {"unread_cells"}
    crossed = """
    中部フォーラム R3 自治体支援記録
    支援自治体名|講師派遣|計画の助言
    下呂市|R3.6.11|R3.9.10
    志摩市|R3.7.20|R3.12.3
    """
    assert "講師派遣 | 2021-06-11" in pick(only(read(reader, crossed)), "measure supported_on")


def test_any_brackets_of_a_title_name_what_stands_in_those_below(reader: WorkbookReader) -> None:
    text = """
    中国フォーラム R3 マッチング
    自治体名|求める内容|企業名【段階】|技術名
    三次市|段差|（株）A測量【検討】|AI
    呉市|堆砂|B計測㈱【成立】|音
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "company stage").split("\n") == [
        "（株）A測量 | considered",
        "B計測㈱ | agreed",
    ]


@pytest.mark.parametrize(("remark", "count"), [("（所見）特になし", 2), ("（仮称）橋の日", 4)])
def test_finding_below_a_record_is_a_note(reader: WorkbookReader, remark: str, count: int) -> None:
    text = f"""
    東北フォーラム R3 イベント報告
    行事名|開催日|参加者数
    見学会|7/13|39
    {remark}
    講座|10/30|31
    {remark}
    """
    assert len(only(read(reader, text)).records) == count


@pytest.mark.parametrize(("band", "sure"), [("第２四半期", True), ("第４四半期", False)])
def test_quarter_over_days_that_lie_in_it_heads_them(
    reader: WorkbookReader, band: str, sure: bool
) -> None:
    text = f"""
    関東フォーラム R2 市民参画活動
    種別|活動名|実施日
    {band}
    出前授業|橋|R2.9.8
    """
    sheet = only(read(reader, text))
    assert (len(sheet.records) == 1 and not codes(sheet)) is sure


@pytest.mark.parametrize(
    ("second", "problems"),
    [("長崎県五島市", []), ("長崎県対馬市", [("duplicate_column", "C2")])],
)
def test_fuller_of_two_names_of_one_government_answers(
    reader: WorkbookReader, second: str, problems: list[tuple[str, str]]
) -> None:
    text = f"""
    九州フォーラム R2 マッチング
    県|市町村|自治体名称|求める内容|企業名|技術名|段階
    長崎県|五島市|{second}|段差|A測量|AI|検討
    宮崎県|日南市|宮崎県日南市|堆砂|B計測|音|成立
    """
    sheet = only(read(reader, text))
    assert codes(sheet) == problems
    assert pick(sheet, "government").endswith("452041")


def test_last_years_figures_beside_this_years(reader: WorkbookReader) -> None:
    text = """
    近畿フォーラム 令和3年度 行事実施状況
    行事名|開催日|会場|参加者数|
    |||R2（参考）|R3
    講演会|R3.5.28|大阪|88|102
    ピッチ大会|R3.9.15|神戸|－|76
    """
    sheet = only(read(reader, text, "D2:E2 A2:A3 B2:B3 C2:C3"))
    assert pick(sheet, "participants").split("\n") == ["102", "76"]
    assert codes(sheet) == []


def test_towns_with_their_districts(reader: WorkbookReader) -> None:
    text = """
    国民会議 行政会員（町村）
    都道府県|郡|町村名|入会年月日
    山形県|西置賜郡|白鷹町|H30.5.7
    〃|東田川郡|庄内町|H30・5・7
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "government joined_on").split("\n") == [
        "064025 | 2018-05-07",
        "064289 | 2018-05-07",
    ]


def test_answer_beside_its_own_label_below_the_question(reader: WorkbookReader) -> None:
    text = """
    R3 運営ノウハウ調査票（東北フォーラム）
    問１　事例の区分をお答えください（成功例・失敗例・反省）。
    回答|反省
    問２　事例名をお書きください。
    回答|首長への説明
    問３　内容をお書きください。
    回答|予算の前に訪ねた。
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "type title description") == table(
        "reflection | 首長への説明 | 予算の前に訪ねた。"
    )


def test_questions_numbered_by_syllables(reader: WorkbookReader) -> None:
    slip = "|ア　自治体名称|{}\n|イ　求める内容|段差\n|ウ　企業等名称|A測量\n|エ　技術名称|AI\n|オ　段階|検討"
    text = "東北フォーラム R3 マッチング 回答票\n第１件\n{}\n\n第２件\n{}"
    sheet = only(read(reader, text.format(slip.format("久慈市"), slip.format("男鹿市"))))
    assert pick(sheet, "government technology").split("\n") == ["032077 | AI", "052060 | AI"]


@pytest.mark.parametrize(
    ("boxes", "fields"),
    [("□|道路|☑|河川|☑|砂防", "['河川', '砂防']"), ("道路|□|河川|☑|砂防|☑", "")],
)
def test_box_ticks_the_word_in_the_next_cell(
    reader: WorkbookReader, boxes: str, fields: str
) -> None:
    text = f"""
    四国フォーラム R2 マッチング調査票
    自治体名称|美馬市
    技術分野|{boxes}
    段階|☑|検討|□|成立
    求める内容|段差
    企業等名称|A測量
    技術名称|AI
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "fields").replace("['道路']", "") == fields
    assert bool(codes(sheet)) is not bool(fields)


def test_titles_at_the_right_end_with_records_left_of_them(reader: WorkbookReader) -> None:
    text = """
    ||九州フォーラム R3 マッチング
    二|一|
    奄美市|武雄市|自治体名称
    肉厚|異音|求める内容
    B計測|A測量|企業等名称
    音|AI|技術名称
    成立|検討|段階
    R3.9.29|R3.7.5|検討日
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "government technology stage considered_on").split("\n") == [
        "412066 | AI | considered | 2021-07-05",
        "462225 | 音 | agreed | 2021-09-29",
    ]
    assert [record.cell for record in sheet.records] == ["B3", "A3"]
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("days", "plans"),
    [
        ("①6月\\n②9月", "講座 | 2021-06-01..2021-06-30\n見学会 | 2021-09-01..2021-09-30"),
        ("①6月", "①講座\\n②見学会 | "),
    ],
)
def test_items_numbered_alike_in_a_row_go_together(
    reader: WorkbookReader, days: str, plans: str
) -> None:
    text = f"""
    九州フォーラム R3 活動計画
    活動・行事名|開催予定日
    ①講座\\n②見学会|{days}
    """
    sheet = only(read(reader, text))
    found = pick(sheet, "name scheduled").replace("\n②", "\\n②")
    assert found == plans if len(sheet.records) > 1 else codes(sheet)
