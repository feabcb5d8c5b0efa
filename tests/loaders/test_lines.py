"""Records that are told in a line, and titles in few words."""

import pytest

from data.layout import find_layout
from loaders.reading.shapes.texts.lines import read_line
from tests.loaders.test_second_clerk import codes, pick, table
from tests.loaders.test_slips import read


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("・6月8日　説明会（広島市、45名）", "広島市 説明会 6月8日 45名"),
        ("2) 見学会（令和3年11月2日、三次市、28名）", "三次市 見学会 令和3年11月2日 28名"),
        ("6/8（火）13:30～16:00　講習会　呉市　40名程度", "呉市 講習会 6/8 40名程度"),
        ("日時：6月8日　会場：県庁　参加：33名", "県庁 6月8日 33名"),
        ("6月8日　講習会（基礎編）　45名", "講習会(基礎編) 6月8日 45名"),
        ("6月8日　講習会　中止", "講習会 6月8日 中止"),
        ("6月8日　講習会　呉市　川辺", ""),
        ("6月8日　講習会　7月9日", ""),
        ("令和3年度　講習会　呉市", ""),
        ("講習会　呉市　45名", ""),
        ("時期未定　講習会", "講習会 時期未定"),
        ("令和元年度　講習会", ""),
        ("6月8日　行事報告　講習会", ""),
    ],
)
def test_a_line_is_told_by_what_its_parts_are(text: str, answers: str) -> None:
    said = read_line(find_layout("events"), text)
    order = ["venue", "name", "held", "participants", "status"]
    assert " ".join(said[name] for name in order if name in said) == answers


def test_lines_below_their_kinds() -> None:
    text = """
    市民参画の取組　北陸フォーラム　令和3年度
    |
    ○出前授業
    　・橋のおはなし（6/8、みどり小学校、32名）
    ○ワークショップ
    　・まちの道路点検（11/14、中央公民館、18名）
    """
    result = read(text)
    assert pick(result, "kind name held place participants") == table("""
        school_visit | 橋のおはなし | 2021-06-08..2021-06-08 | みどり小学校 | 32
        workshop | まちの道路点検 | 2021-11-14..2021-11-14 | 中央公民館 | 18""")
    assert codes(result) == []


def test_lines_below_their_names_and_numbers() -> None:
    text = """
    北陸フォーラム　令和3年度開催行事
    |
    1|ニーズ説明会
    |日時：6月8日（火）　会場：新潟県庁　参加：33名
    2|ピッチイベント
    |日時：9月14日（火）　会場：富山国際会議場　参加：71名
    """
    result = read(text)
    assert pick(result, "name held venue participants") == table("""
        ニーズ説明会 | 2021-06-08..2021-06-08 | 新潟県庁 | 33
        ピッチイベント | 2021-09-14..2021-09-14 | 富山国際会議場 | 71""")
    assert codes(result) == []


def test_a_title_of_several_things_over_lines() -> None:
    text = """
    令和3年度　中国フォーラム　イベント開催実績
    |
    No.|行事名（開催日、会場、参加者数）
    1|説明会（令和3年6月8日、広島市内、45名）
    2|見学会（令和3年11月2日、三次市、28名）
    """
    result = read(text)
    assert pick(result, "name held venue participants") == table("""
        説明会 | 2021-06-08..2021-06-08 | 広島市内 | 45
        見学会 | 2021-11-02..2021-11-02 | 三次市 | 28""")
    assert codes(result) == []


def test_lines_of_a_sheet_that_is_nobodys_are_left_alone() -> None:
    assert not read(
        "町内会の予定\n・6月8日　総会（公民館、45名）\n・7月8日　清掃（公園、45名）"
    ).records


def test_the_stem_of_titles_in_brackets_is_their_group() -> None:
    text = """
    関東フォーラム　令和2年度マッチング
    シーズ（会社）|シーズ（技術）|ニーズ（自治体）|ニーズ（内容）|状況
    東海レーザー㈱|レーザ測深|足利市|河床低下|検討
    青葉コンサル㈱|判読AI|桐生市|樹木の把握|現場試行
    """
    result = read(text)
    assert pick(result, "company technology government requirement stage") == table("""
        東海レーザー㈱ | レーザ測深 | 092029 | 河床低下 | considered
        青葉コンサル㈱ | 判読AI | 102032 | 樹木の把握 | field_trial""")
    assert codes(result) == []


def test_the_government_that_is_sent_to_is_the_one_supported() -> None:
    text = """
    近畿フォーラム　自治体支援（技術者派遣）　令和3年度
    派遣元自治体|派遣先（支援を受けた）自治体|支援内容|支援日
    大阪市|泉佐野市|橋梁点検の指導|6/10
    神戸市|洲本市|積算の支援|7/15
    """
    result = read(text)
    assert pick(result, "government supported_on") == "272132 | 2021-06-10\n282057 | 2021-07-15"
    assert codes(result) == []


@pytest.mark.parametrize(("title", "count"), [("入会自治体", 5), ("見学自治体", 0)])
def test_years_over_the_names_of_those_who_joined(title: str, count: int) -> None:
    text = f"""
    年度別{title}（中国地方）
    |
    平成28年度|平成29年度
    広島市|下関市
    岡山市|米子市
    呉市
    """
    assert [int(record.fields["joined_on"][:4]) for record in read(text).records] == [
        *[2016, 2017, 2016, 2017, 2016][:count]
    ]


def test_short_lines_are_read_where_nothing_stands_between_them() -> None:
    text = "四国フォーラム 令和3年度 活動計画\n|\n・6月　講習会（高松市）\n・9月頃　見学会\n{}・時期未定　交流会"
    result = read(text.format(""))
    assert (
        pick(result, "name scheduled")
        == table("""
        講習会(高松市) | 2021-06-01..2021-06-30
        見学会 | 2021-09-01..2021-09-30
        交流会 |""").rstrip()
        + " "
    )
    assert codes(result) == []
    assert not read(text.format("資料を配る\n")).records


def test_questions_below_the_names_that_they_are_of() -> None:
    text = """
    四国フォーラム 令和3年度 活動計画
    |
    １．技術講習会
    　　時期：6月
    　　内容：点検の実技
    ２．見学会
    　　時期：9月
    　　内容：現場の見学
    """
    result = read(text)
    assert pick(result, "name scheduled content") == table("""
        技術講習会 | 2021-06-01..2021-06-30 | 点検の実技
        見学会 | 2021-09-01..2021-09-30 | 現場の見学""")
    assert codes(result) == []
