"""What clerks leave on a sheet between its records: totals by month, pages, headings, prompts."""

import pytest

from loaders.opening.safe_open import WorkbookReader
from tests.loaders.test_second_clerk import codes, only, pick, read, table


def test_total_of_a_month_below_month_and_day_is_a_total(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            令和２年度 九州フォーラム 行事実績
            月|日|行事名|会場|参加者数
            6月|1|講習会|県庁|30
            |8|展示会|駅|20
            6月計||2件||50
            7月|1|見学会|橋|20
            7月計||1件||30
            """,
            "A3:A4",
        )
    )
    assert pick(sheet, "name held participants") == table(
        """
        講習会 | 2020-06-01..2020-06-01 | 30
        展示会 | 2020-06-08..2020-06-08 | 20
        見学会 | 2020-07-01..2020-07-01 | 20
        """
    )
    assert codes(sheet) == [("total_mismatch", "E7")]


def test_title_on_the_next_page_is_no_record(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            令和２年度 九州フォーラム 行事実績 1/2
            行事名|開催日|会場
            講習会|R2.6.1|県庁
            令和２年度 九州フォーラム 行事実績 2/2
            行事名|開催日|会場
            展示会|R2.6.8|駅
            """,
        )
    )
    assert pick(sheet, "name") == "講習会\n展示会"
    assert sheet.problems == []


DAYS = """
    令和２年度 関東フォーラム 行事実績
    {}令和2年6月1日（月）
    行事名|会場
    講習会|県庁
    展示会|駅
    {}令和2年7月1日（水）
    行事名|会場
    見学会|橋
"""


@pytest.mark.parametrize("sign", ["■", "●"])
def test_day_as_a_heading_holds_for_the_events_below(reader: WorkbookReader, sign: str) -> None:
    sheet = only(read(reader, DAYS.format(sign, sign)))
    assert pick(sheet, "name held") == table(
        """
        講習会 | 2020-06-01..2020-06-01
        展示会 | 2020-06-01..2020-06-01
        見学会 | 2020-07-01..2020-07-01
        """
    )


def test_day_of_the_sheet_is_no_events(reader: WorkbookReader) -> None:
    sheet = only(read(reader, "\n".join(DAYS.format("", "").split("\n")[:6])))
    assert pick(sheet, "name held") == "講習会 | \n展示会 | "


def test_measure_as_a_heading_holds_for_the_governments_below(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            令和２年度 中部フォーラム 自治体支援一覧
            支援自治体|支援日
            【包括委託の助言】
            豊橋市|R2.6.1
            【講師派遣】
            津市|R2.7.1
            【架空市】
            """,
        )
    )
    assert pick(sheet, "government measure") == table(
        """
        232017 | 包括委託の助言
        242012 | 講師派遣
         | 講師派遣
        """
    ).replace("\n|", "\n |")
    assert codes(sheet) == [("unknown_government", "A7")]


def test_row_of_bracketed_hints_below_titles_is_no_record(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            令和２年度 近畿フォーラム 行事実績
            No.|行事名|開催日|会場|参加者数
            ||（年月日）||（人）
            1|講習会|R2.6.1|県庁|30
            2|（仮称）展示会|R2.6.8|駅|20
            """,
        )
    )
    assert pick(sheet, "name participants") == "講習会 | 30\n（仮称）展示会 | 20"
    assert sheet.problems == []


def test_prompts_of_a_form_are_no_answers(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            令和2年度 九州フォーラム マッチング一覧
            自治体名|求める内容|企業名|技術名|段階
            （選択してください）||||（選択）
            諫早市|橋の点検|A社|カメラ|検討
            ▼選択||||▼選択
            """,
        )
    )
    assert pick(sheet, "government stage") == "422045 | considered"
    assert sheet.problems == []


def test_second_question_of_a_row_leaves_the_first_its_answer(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            令和２年度 自治体支援 報告様式
            フォーラム名||四国フォーラム
            支援自治体||今治市|支援日|R2.7.1
            支援内容||点検の助言
            """,
            "A2:B2 A3:B3 A4:B4",
        )
    )
    assert pick(sheet, "government measure supported_on") == "382027 | 点検の助言 | 2020-07-01"
    assert sheet.problems == []


def test_arrows_between_question_and_answer_are_read(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            令和２年度 関東フォーラム 行事報告
            行事名　→　講習会
            開催日　→　R2.6.1
            参加者数　→　30人
            """,
        )
    )
    assert pick(sheet, "name held participants") == "講習会 | 2020-06-01..2020-06-01 | 30"


def test_kinds_across_and_forums_down_cross_in_titles(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            令和２年度 運営ノウハウ（フォーラム別）
            フォーラム|成功例|反省
            北海道|若手が司会|準備不足
            東北|三県合同|接続試験
            """,
        )
    )
    assert pick(sheet, "forum type title") == table(
        """
        hokkaido | success | 若手が司会
        hokkaido | reflection | 準備不足
        tohoku | success | 三県合同
        tohoku | reflection | 接続試験
        """
    )
    assert sheet.problems == []
