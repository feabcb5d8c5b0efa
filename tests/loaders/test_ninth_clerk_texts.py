"""Kinds of sheet of a ninth clerk: what stands in few cells, over columns or in none at all."""

import pytest

from loaders.opening.safe_open import WorkbookReader
from tests.loaders.test_second_clerk import codes, only, pick, read


def test_brackets_around_a_title_are_not_its_answers(reader: WorkbookReader) -> None:
    text = r"""
    近畿フォーラム R3 行事
    行事名\n（会場）|開催日|参加者数
    経営学\n（市民会館（大））|7月27日|96
    見学会\n（和歌山市）|10月26日|31
    """
    assert pick(only(read(reader, text)), "name venue").split("\n") == [
        "経営学 | 市民会館（大）",
        "見学会 | 和歌山市",
    ]
    plain = text.replace("（会場）", "会場")
    assert pick(only(read(reader, plain)), "venue").split("\n")[1] == "（和歌山市）"


@pytest.mark.parametrize("row", ["か行", "【カ行】", "か行～さ行", "か"])
def test_row_of_the_kana_among_members_is_no_record(reader: WorkbookReader, row: str) -> None:
    text = f"""
    行政会員名簿（五十音順）

    自治体名|都道府県|入会日
    あ行
    相生市|兵庫県|H30.5.21
    綾部市|京都府|R1.6.3
    {row}
    角田市|宮城県|H29.9.14
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "government").split() == ["282081", "262030", "042081"]
    assert codes(sheet) == []
    unknown = only(read(reader, text.replace(row, "かき市")))
    assert [code for code, _ in codes(unknown)] == ["unknown_government"]


MAILING = """
    メールマガジン配信先（令和3年6月現在）

    配信番号|団体名|部署|メールアドレス|登録日
    1|三重県鳥羽市|建設課|a@example.jp|R2.4.1
    2|長野県千曲市|道路課|b@example.jp|R2.7.8
"""


@pytest.mark.parametrize("title", ["メールマガジン配信先（令和3年6月現在）", "会報の送付先一覧"])
def test_list_of_those_written_to_is_no_roster(reader: WorkbookReader, title: str) -> None:
    text = MAILING.replace("メールマガジン配信先（令和3年6月現在）", title)
    assert codes(only(read(reader, text))) == [("unknown_layout", "")]


@pytest.mark.parametrize("title", ["会員名簿", "会員名簿（会報の送付先）"])
def test_roster_may_say_how_members_are_reached(reader: WorkbookReader, title: str) -> None:
    text = MAILING.replace("メールマガジン配信先（令和3年6月現在）", title)
    assert pick(only(read(reader, text)), "government").split() == ["242110", "202185"]


def test_title_of_a_sheet_may_be_a_columns_title_as_well(reader: WorkbookReader) -> None:
    text = """
    行政会員（県別）

    栃木県|山梨県|静岡県
    日光市|韮崎市|三島市
    益子町||吉田町
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "government").split() == ["092061", "192074", "222062", "093424", "224243"]
    assert codes(sheet) == []
    unnamed = only(read(reader, text.replace("行政会員", "雨量観測所")))
    assert codes(unnamed) == [("unknown_layout", "")]


def test_prefectures_over_lists_side_by_side_are_heard(reader: WorkbookReader) -> None:
    text = """
    四国フォーラム　支援先一覧（令和３年度）

    徳島県|||愛媛県
    町村名|支援内容|支援日|町村名|支援内容|支援日
    那賀町|点検助言|R3.6.25|伊方町|点検研修|R3.7.30
    海陽町|施設点検|R3.10.29|内子町|台帳助言|R3.12.8
    """
    sheet = only(read(reader, text, "A3:C3 D3:F3"))
    assert pick(sheet, "government").split() == ["363685", "363880", "384429", "384224"]
    assert codes(sheet) == []


@pytest.mark.parametrize("sign", "＼／")
def test_corner_that_names_both_keys_titles_a_crossing(reader: WorkbookReader, sign: str) -> None:
    text = f"""
    北陸フォーラム　支援内容と実施日（令和３年度）

    支援内容{sign}自治体|新潟県妙高市|富山県南砺市
    橋梁点検の助言|R3.6.9|
    研修の講師|R3.11.5|R3.11.8
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "measure government supported_on").split("\n") == [
        "橋梁点検の助言 | 152170 | 2021-06-09",
        "研修の講師 | 152170 | 2021-11-05",
        "研修の講師 | 162108 | 2021-11-08",
    ]
    other = only(read(reader, text.replace(f"支援内容{sign}", f"担当{sign}")))
    assert codes(other) == [("unknown_layout", "")]


MONTHS = """
    四国フォーラム　令和３年度スケジュール

    行事名|内容|4月|5月|6月|7月|8月|9月|10月|11月|12月|1月|2月|3月
    ニーズ収集|全市町村
    見学会|吉野川||○
    事例集の作成|編集と印刷
"""


@pytest.mark.parametrize(
    ("mark", "found"), [("||○", "A4、A6"), ("", "A4:A6"), ("||検討中", "A4、A6")]
)
def test_months_without_a_mark_are_named_once(
    reader: WorkbookReader, mark: str, found: str
) -> None:
    sheet = only(read(reader, MONTHS.replace("||○", mark)))
    (problem,) = [each for each in sheet.problems if each.code == "unmarked_months"]
    assert (problem.place, problem.found) == ("C3:N6", found)
    assert len(sheet.records) == 3


def test_marks_below_parts_of_months_are_marks(reader: WorkbookReader) -> None:
    text = """
    中部フォーラム　令和３年度活動工程表

    行事名|内容|9月|||10月|||11月
    ||上|中|下|上|中|下|上|中|下
    講習会|座学||●
    説明会|8社||||●
    交流会|会員||||||||●
    """
    merges = "A3:A4 B3:B4 C3:E3 F3:H3 I3:K3"
    assert "unmarked_months" not in dict(codes(only(read(reader, text, merges))))
    unmarked = text.replace("8社||||●", "8社")
    assert "unmarked_months" in dict(codes(only(read(reader, unmarked, merges))))


def test_dates_of_their_own_leave_months_unasked(reader: WorkbookReader) -> None:
    text = MONTHS.replace("内容|", "開催予定日|").replace("全市町村", "4月10日")
    dated = text.replace("吉野川||○", "5月").replace("編集と印刷", "12月上旬")
    assert codes(only(read(reader, dated))) == []


def test_undated_plans_without_months_are_not_asked_for_marks(reader: WorkbookReader) -> None:
    text = """
    四国フォーラム　令和３年度年間予定

    行事名|内容|開催予定日
    見学会|吉野川|
    講習会|橋梁|6月
    """
    assert codes(only(read(reader, text))) == []
