"""Sheets that are written rather than laid out as a table: each reads as what a person takes it
for, and others that look like it stay unread."""

import pytest

from loaders.opening.safe_open import WorkbookReader
from tests.loaders.test_second_clerk import codes, only, pick, read, table

MATCHINGS = "government requirement company technology stage"

QUESTIONS = """
    R2 中国フォーラム マッチングに関するアンケート
    各問にお答えください。

    Q1. 貴自治体名を教えてください。|呉市
    Q2. ご担当部署|土木課
    Q3. 求める内容をお書きください。|堆砂を測りたい
    Q4. 紹介を受けた企業名|A社
    Q5. その技術名称|センサ網
    Q6. 現在の段階（検討・成立・現場試行・社会実装）|成立
"""


def test_question_reads_as_the_one_title_in_it(reader: WorkbookReader) -> None:
    sheet = only(read(reader, QUESTIONS))
    assert pick(sheet, MATCHINGS) == "342025 | 堆砂を測りたい | A社 | センサ網 | agreed"
    (problem,) = sheet.problems
    assert (problem.code, problem.cell, problem.title) == ("unread_cells", "B5", "Q2. ご担当部署")


def test_question_that_several_ask_for_is_left(reader: WorkbookReader) -> None:
    """Two sentences with 企業名: neither says surely which of them is meant."""
    twice = QUESTIONS.replace("Q2. ご担当部署|土木課", "Q2. 取引のある企業名|B社")
    assert only(read(reader, twice)).layout is None


def test_answers_below_questions_are_joined(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            R2 中国フォーラム マッチングに関するアンケート
            問１　貴自治体名を教えてください。
            答：呉市
            問２　ご担当部署
            土木課
            問３　求める内容をお書きください。
            堆砂を測りたい
            出水期の前後に
            問４　紹介を受けた企業名
            A社
            問５　その技術名称
            センサ網
            問６　現在の段階
            成立
            """,
        )
    )
    assert (
        pick(sheet, MATCHINGS)
        == "342025 | 堆砂を測りたい\n出水期の前後に | A社 | センサ網 | agreed"
    )
    assert codes(sheet) == [("unread_cells", "A5")]


def test_each_respondent_beside_the_questions_is_a_record(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            R2 中国フォーラム マッチングに関するアンケート
            設問|回答者1|回答者2
            問１　貴自治体名を教えてください。|呉市|三原市
            問２　求める内容をお書きください。|堆砂を測りたい|橋を点検したい
            問３　紹介を受けた企業名|A社|B社
            問４　その技術名称|センサ網|ドローン
            問５　現在の段階|成立|検討
            """,
        )
    )
    assert pick(sheet, "government company stage") == table(
        """
        342025 | A社 | agreed
        342041 | B社 | considered
        """
    )


def test_choices_named_in_a_question_say_what_it_asks(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            R2 東北フォーラム 運営に関する聞取り票
            問１　成功例・失敗例・反省のいずれですか。|答|成功例
            問２　事例の名称は何ですか。|答|若手が司会
            問３　どのような内容でしたか。|答|発言が増えた
            問４　教訓は何ですか。|答|役割を回す
            """,
        )
    )
    assert pick(sheet, "type title description lesson") == (
        "success | 若手が司会 | 発言が増えた | 役割を回す"
    )


@pytest.mark.parametrize(
    "text",
    [
        """
        R2 技術講習会 参加者アンケート
        Q1. お名前を教えてください。|山田
        Q2. ご所属（自治体・企業・大学）|企業
        Q3. セミナーの内容はいかがでしたか。|よかった
        Q4. 今後取り上げてほしいテーマは何ですか。|新技術
        Q5. ご意見をお書きください。|特になし
        """,
        """
        住民アンケート
        問１ お住まいの市町村名を教えてください。|呉市
        問２ 道路の状態に満足していますか。|いいえ
        問３ 求める内容をお書きください。|補修
        """,
    ],
)
def test_questionnaire_of_others_stays_unread(reader: WorkbookReader, text: str) -> None:
    assert only(read(reader, text)).layout is None


LETTER = """
    |||令和３年３月１日
    大竹市長　様
    |||国民会議　中国フォーラム
    令和２年度の支援について（通知）
    下記のとおり支援したので通知します。
    ||記

    １　支援内容|点検の助言
    ２　支援日|令和2年7月14日
"""


def test_letter_speaks_of_its_addressee(reader: WorkbookReader) -> None:
    sheet = only(read(reader, LETTER))
    assert pick(sheet, "forum government measure supported_on") == (
        "chugoku | 342114 | 点検の助言 | 2020-07-14"
    )
    assert sheet.problems == []


@pytest.mark.parametrize("addressee", ["山田太郎　様", "国土交通大臣　殿", "大竹市長"])
def test_letter_to_no_government_stays_unread(reader: WorkbookReader, addressee: str) -> None:
    assert only(read(reader, LETTER.replace("大竹市長　様", addressee))).layout is None


def test_letter_to_two_governments_stays_unread(reader: WorkbookReader) -> None:
    two = LETTER.replace("||記", "三次市長　様||記")
    assert only(read(reader, two)).layout is None


def test_figures_in_sentences_are_results(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            令和３年度　地方フォーラムのＫＰＩ結果（要旨）
            ・支援自治体数は63件（目標70件）であった。
            ・フォーラム実施数は38件となった。
            以上のとおり、前年を上回った。
            """,
        )
    )
    assert pick(sheet, "scope indicator target value") == table(
        """
        regional | supported_governments | 70 | 63
        regional | forums_held |  | 38
        """
    )


@pytest.mark.parametrize(
    "text",
    [
        "令和３年度の概要\n・職員数は63人（目標70人）であった。\n・会議数は38件であった。",
        "令和３年度の概要\n・支援自治体数は前年の63件から70件に増えた。\n・フォーラム実施数は未定である。",
    ],
)
def test_other_sentences_are_none(reader: WorkbookReader, text: str) -> None:
    assert only(read(reader, text)).layout is None


def test_mail_in_a_cell_is_a_record(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            r"""
            R2 近畿フォーラム 行事報告
            お世話になります。\n行事名：セミナー\n開催日：令和2年8月4日\n会場：大津市民会館\n（雨天時は事務所）\n参加者数：52名\nよろしくお願いします。
            行事名：見学会\n開催日：令和2年11月12日\n参加者数：19名
            """,
        )
    )
    assert pick(sheet, "name held venue participants") == (
        "セミナー | 2020-08-04..2020-08-04 | 大津市民会館\n（雨天時は事務所） | 52\n"
        "見学会 | 2020-11-12..2020-11-12 |  | 19"
    )


PASTED = """
    R2 四国フォーラム マッチング一覧
    自治体名{0}求める内容{0}企業名{0}技術名{0}段階
    今治市{0}橋を見たい{0}A社{0}カメラ{0}検討
    さぬき市{0}堆砂{0}B社{0}ボート{0}成立
"""


@pytest.mark.parametrize("sign", [",", "、", ";"])
def test_table_pasted_as_text_is_that_table(reader: WorkbookReader, sign: str) -> None:
    assert pick(only(read(reader, PASTED.format(sign))), MATCHINGS) == table(
        """
        382027 | 橋を見たい | A社 | カメラ | considered
        372064 | 堆砂 | B社 | ボート | agreed
        """
    )


def test_pasted_line_of_another_length_is_named(reader: WorkbookReader) -> None:
    more = "\n    三次市,堤防,C社,衛星,検討\n    呉市,調整池,D社,測深,成立"
    sheet = only(read(reader, (PASTED.rstrip() + more).format(",").replace("堆砂", "堆砂,流木")))
    assert len(sheet.records) == 3
    assert codes(sheet) == [("unread_cells", "A4")]


def test_heading_of_two_titles_parts_its_cells(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            r"""
            R2 中国フォーラム 行事実績
            No|行事名／主催|開催日\n会場|参加者数
            1|見学会／岡山県|R2.7.3\n松江テルサ|30
            2|講習会／鳥取県|R2.9.18\n国際交流センター|37
            3|懇談会|R2.11.6\n文化センター|44
            """,
        )
    )
    assert pick(sheet, "name held venue participants") == table(
        """
        見学会 | 2020-07-03..2020-07-03 | 松江テルサ | 30
        講習会 | 2020-09-18..2020-09-18 | 国際交流センター | 37
        懇談会 | 2020-11-06..2020-11-06 | 文化センター | 44
        """
    )


@pytest.mark.parametrize("heading", ["会場／場所", "活動・行事名", "行事名（活動名）"])
def test_heading_of_one_meaning_is_one_title(reader: WorkbookReader, heading: str) -> None:
    field = "venue" if "場" in heading else "name"
    other = "行事名" if field == "venue" else "会場"
    sheet = only(
        read(
            reader,
            f"""
            R2 中国フォーラム 行事実績
            {other}|開催日|{heading}
            甲／乙|R2.7.3|丙／丁
            戊／己|R2.9.18|庚／辛
            """,
        )
    )
    assert pick(sheet, field) == "丙／丁\n庚／辛"


@pytest.mark.parametrize(("goal", "result"), [("計画", "実績"), ("目標", "実績"), ("予定", "実績")])
def test_pairs_below_indicators_are_target_and_value(
    reader: WorkbookReader, goal: str, result: str
) -> None:
    sheet = only(
        read(
            reader,
            f"""
            令和２年度　ＫＰＩ計画・実績（フォーラム別）
            フォーラム|支援自治体数||フォーラム実施数|
            |{goal}|{result}|{goal}|{result}
            北海道|10|8|3|2
            東北|12|14|4|1
            """,
            "A2:A3 B2:C2 D2:E2",
        )
    )
    assert pick(sheet, "scope indicator target value") == table(
        """
        hokkaido | supported_governments | 10 | 8
        hokkaido | forums_held | 3 | 2
        tohoku | supported_governments | 12 | 14
        tohoku | forums_held | 4 | 1
        """
    )
    assert sheet.problems == []


def test_month_of_days_is_a_plan_of_those_that_name_an_event(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            九州フォーラム　令和３年６月　行事予定
            日|曜日|行事|備考
            1|火
            2|水|準備会
            3|木
            4|金|研修会
            5|土
            """,
        )
    )
    assert pick(sheet, "name scheduled") == table(
        """
        準備会 | 2021-06-02..2021-06-02
        研修会 | 2021-06-04..2021-06-04
        """
    )
    assert sheet.problems == []
