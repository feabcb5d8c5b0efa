"""What a tired clerk writes in a cell instead of its answer: with the rest left to the reader."""

import pytest

from data.layout import load_layouts
from loaders.check import read_workbook
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.headers.titles import match_title
from loaders.reading.recognise import Options
from tests.loaders.test_second_clerk import codes, draw_book, only, pick, read, table


def test_ditto_with_another_end_repeats_what_stands_above(reader: WorkbookReader) -> None:
    file = read(
        reader,
        """
        令和３年度 中部フォーラム 行事実績
        行事名|開催日|会場
        橋梁講座（午前の部）|R3.6.4|市民会館
        〃（午後の部）|同日|〃
        第１回のり面講座|R3.7.2|公民館
        〃（第２回）|R3.7.9|同上流部の堤防
        """,
    )
    assert pick(only(file), "venue name") == table(
        """
        市民会館 | 橋梁講座（午前の部）
        市民会館 | 橋梁講座（午後の部）
        公民館 | 第１回のり面講座
        同上流部の堤防 |
        """
    ).replace("堤防 |", "堤防 | ")
    assert [record.fields["held"].periods[0][0].day for record in only(file).records] == [
        4,
        4,
        2,
        9,
    ]
    assert codes(only(file)) == [("unclear_ditto", "A6")]


@pytest.mark.parametrize(
    ("written", "stage"),
    [
        ("検討→成立", "agreed"),
        ("検討(6/1) ⇒ 成立 > 現場試行", "field_trial"),
        ("成立→検討", None),
        ("検討→", None),
        ("試行済（実装済）", None),
        ("成立（検討）", None),
        ("現場試行（実証中）", "field_trial"),
        ("成立（6/1）", "agreed"),
    ],
)
def test_stage_is_the_furthest_of_its_history_and_none_against_its_note(
    reader: WorkbookReader, written: str, stage: str | None
) -> None:
    file = read(
        reader,
        f"""
        令和３年度 中国フォーラム マッチング一覧
        自治体名|求める内容|企業名|技術名|段階
        広島市|橋の点検|A社|ロボット|{written}
        """,
    )
    assert only(file).records[0].fields["stage"] == stage
    assert codes(only(file)) == ([] if stage else [("invalid_choice", "E3")])


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("開催→中止", "cancelled"),
        ("中止（10月に開催）", None),
        ("未開催", None),
        ("開催せず", "cancelled"),
    ],
)
def test_status_is_the_last_said(reader: WorkbookReader, written: str, status: str | None) -> None:
    file = read(
        reader,
        f"""
        令和３年度 中国フォーラム 行事実績
        行事名|開催日|開催状況|参加者数
        講習会|R3.6.4|{written}|
        """,
    )
    assert only(file).records[0].fields["status"] == status
    assert codes(only(file)) == ([] if status else [("invalid_choice", "C3")])


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("会場35・WEB48", 83),
        ("35(Web)＋12(会場)", 47),
        ("20名＋15名", 35),
        ("会場35・会場48", None),
        ("8団体15名", None),
        ("10・20", None),
        ("30名×2回", None),
    ],
)
def test_people_in_parts_are_added_where_the_parts_make_the_whole(
    reader: WorkbookReader, written: str, people: int | None
) -> None:
    file = read(
        reader,
        f"""
        令和３年度 中国フォーラム 行事実績
        行事名|開催日|参加者数
        講習会|R3.6.4|{written}
        """,
    )
    assert only(file).records[0].fields["participants"] == people
    assert codes(only(file)) == ([] if people else [("invalid_number", "C3")])


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("7/1→8/1に変更", "2020-08-01..2020-08-01"),
        ("R2.10.1（当初R2.6.1）", "2020-10-01..2020-10-01"),
        ("R2.9.7～11（5日間）", "2020-09-07..2020-09-11"),
        ("年度末（３月）", "2021-03-01..2021-03-31"),
        ("7/1→8/1", None),
        ("R2.9.7～11（3日間）", None),
        ("10月（6/3）", None),
    ],
)
def test_date_with_what_it_was_before_is_what_it_is_now(
    reader: WorkbookReader, written: str, held: str | None
) -> None:
    file = read(
        reader,
        f"""
        令和２年度 中国フォーラム 行事実績
        行事名|開催日
        講習会|{written}
        """,
    )
    assert pick(only(file), "held") == (held or "")
    assert codes(only(file)) == ([] if held else [("invalid_date", "B3")])


def test_total_under_forums_is_checked_and_no_scope_of_its_own(reader: WorkbookReader) -> None:
    text = """
        令和２年度 KPI実績（フォーラム別）
        フォーラム|KPI|実績
        北海道フォーラム|支援自治体数|8
        東北フォーラム|支援自治体数|14
        {label}|支援自治体数|{total}
        """
    summed, wrong, whole = (
        only(read(reader, text.format(label=label, total=total)))
        for label, total in (("計", 22), ("計", 23), ("総合計", 83))
    )
    assert [pick(each, "scope value") for each in (summed, wrong)] == [
        "hokkaido | 8\ntohoku | 14"
    ] * 2
    assert (codes(summed), codes(wrong)) == ([], [("total_mismatch", "C5")])
    assert pick(whole, "scope value").endswith("total | 83")


def test_total_beside_its_scopes_stays_a_scope(reader: WorkbookReader) -> None:
    file = read(
        reader,
        """
        令和２年度 KPI実績
        集計範囲|KPI|実績
        全国フォーラム|支援自治体数|8
        地方フォーラム|支援自治体数|75
        計|支援自治体数|83
        """,
    )
    assert pick(only(file), "scope value") == "national | 8\nregional | 75\ntotal | 83"


@pytest.mark.parametrize(
    ("note", "second"),
    [
        ("（注）自治体名・求める内容の空欄は、上欄に同じ。", "282014 | 橋の点検 | B社 | "),
        ("※空白は同上", "282014 | 橋の点検 | B社 | 2021-06-04"),
        ("※空欄は未定", " |  | B社 | "),
    ],
)
def test_blank_cells_repeat_what_stands_above_where_a_note_says_so(
    reader: WorkbookReader, note: str, second: str
) -> None:
    above = f"""
        令和３年度 近畿フォーラム マッチング一覧
        {note}
        自治体名|求める内容|企業名|技術名|段階|検討日
        姫路市|橋の点検|A社|ロボット|検討|R3.6.4
        ||B社|ドローン|成立|
        """
    below = (
        "\n".join([*(x for x in above.split("\n") if note not in x)][:-1]) + f"\n        {note}\n"
    )
    for text in (above, below):
        result = only(read(reader, text))
        assert pick(result, "government requirement company considered_on").split("\n")[1] == second


def test_readings_of_names_are_no_records(reader: WorkbookReader) -> None:
    text = """
        令和３年度 四国フォーラム マッチング一覧
        {title}|求める内容|企業名|技術名|段階
        なるとし||||
        鳴門市|橋の点検|A社|ロボット|検討
        """
    read_, unsaid = (
        only(read(reader, text.format(title=title))) for title in ("(ふりがな)自治体名", "自治体名")
    )
    assert (pick(read_, "government"), codes(read_)) == ("362026", [])
    assert codes(unsaid) != []


def test_scope_stands_in_the_titles_brackets(reader: WorkbookReader) -> None:
    file = read(
        reader,
        """
        ＫＰＩの推移（地方フォーラム）　令和３年度報告
        KPI|目標|実績
        支援自治体数|100|91
        """,
    )
    assert (pick(only(file), "scope value"), codes(only(file))) == ("regional | 91", [])


def test_parts_of_a_figure_are_no_indicators(reader: WorkbookReader) -> None:
    file = read(
        reader,
        """
        令和３年度 KPI実績
        集計範囲|KPI|実績
        総合計|支援自治体数|63
        |　うち新規|20
        総合計|フォーラム実施数|38
        """,
    )
    assert (pick(only(file), "value"), codes(only(file))) == ("63\n38", [])


def test_sum_without_a_label_is_a_total_and_any_other_figure_a_record(
    reader: WorkbookReader,
) -> None:
    text = """
        令和３年度 四国フォーラム 行事実績
        行事名|開催日|参加者数
        講習会|R3.6.4|20
        見学会|R3.7.4|35
        ||{figure}
        """
    total, other = (only(read(reader, text.format(figure=figure))) for figure in (55, 54))
    assert (pick(total, "name"), codes(total)) == ("講習会\n見学会", [])
    assert codes(other) == [("missing_value", "A5")]


def test_members_of_other_kinds_are_left_out(reader: WorkbookReader) -> None:
    text = """
        会員名簿
        {title}|会員名|入会日
        行政|姫路市|2017-05-01
        企業|(株)北陽テクノ|2018-04-02
        団体|相生市|2018-04-02
        """
    told, untold = (only(read(reader, text.format(title=t))) for t in ("会員区分", "備考"))
    assert (pick(told, "government"), codes(told)) == ("282014\n282081", [])
    assert ("unknown_government", "B4") in codes(untold)


@pytest.mark.parametrize(
    ("layout", "title", "field"),
    [
        ("citizen_activities", "題名", "name"),
        ("events", "研修会名", "name"),
        ("events", "参加実績", "participants"),
        ("event_plans", "予定月日", "scheduled"),
        ("matchings", "採用企業", "company"),
        ("matchings", "困りごと", "requirement"),
        ("matchings", "紹介企業", None),
        ("supports", "相手先", "government"),
        ("supports", "支援実績", None),
    ],
)
def test_everyday_titles_are_known(layout: str, title: str, field: str | None) -> None:
    (asked,) = (each for each in load_layouts() if each.id == layout)
    match = match_title(asked, (title,))
    assert (match.field.name if match else None) == field


def test_what_stands_over_each_strip_holds_for_its_records(reader: WorkbookReader) -> None:
    text = """
        令和２年度 沖縄フォーラム 運営ノウハウ
        {left}||{right}|
        事例名|教訓|事例名|教訓
        Web開催|確認を前日に|台風で延期|予備日を設ける
        """
    told, untold = (
        only(read(reader, text.format(left=left, right=right), "A2:B2 C2:D2"))
        for left, right in (("成功例", "失敗例"), ("第一部", "第二部"))
    )
    assert pick(told, "type title") == "success | Web開催\nfailure | 台風で延期"
    assert codes(told) == []
    assert {record.fields["type"] for record in untold.records} == {None}
    assert "missing_column" in {code for code, _ in codes(untold)}


def test_last_years_sheet_beside_this_years_waits(reader: WorkbookReader) -> None:
    def draw_sheet(year: str, number: int) -> tuple[str, str]:
        lines = f"近畿フォーラム {year} 行事実績\n行事名|開催日\n講習会{number}|R{number}.6.9"
        return (f"{number}", lines)

    last, this = draw_sheet("令和２年度", 2), draw_sheet("令和３年度", 3)

    def years(*sheets: tuple[str, ...]) -> list[int | None]:
        book = reader.read(draw_book(*sheets), "実績.xlsx")
        file = read_workbook(book, Options(fiscal_year=2021))
        assert {sheet.fiscal_year for sheet in file.sheets} == {2021}
        return [record.fiscal_year for sheet in file.sheets for record in sheet.records]

    assert years(this, last) == [2021, 2020]
    assert years(last) == [2021]  # who asks knows better than one title


def test_subtotal_under_forums_is_a_total_too(reader: WorkbookReader) -> None:
    file = read(
        reader,
        """
        令和３年度 KPI実績
        集計範囲|KPI|実績
        北海道フォーラム|支援自治体数|8
        東北フォーラム|支援自治体数|14
        小計|支援自治体数|23
        """,
    )
    assert pick(only(file), "scope value") == "hokkaido | 8\ntohoku | 14"
    assert codes(only(file)) == [("total_mismatch", "C5")]


def test_readings_stand_above_names_in_rows_that_are_merged_but_for_them(
    reader: WorkbookReader,
) -> None:
    text = """
        令和３年度 四国フォーラム マッチング一覧
        No|（ふりがな）自治体名|求める内容|（ふりがな）企業名|技術名|段階
        1|なるとし|橋の点検|えーしゃ|ロボット|検討
        |鳴門市||A社||
        """
    merged = only(read(reader, text, "A3:A4 C3:C4 E3:E4 F3:F4"))
    assert pick(merged, "government company technology") == "362026 | A社 | ロボット"
    assert codes(merged) == []


def test_sum_of_one_records_parts_is_its_own_figure(reader: WorkbookReader) -> None:
    text = """
        令和３年度 九州フォーラム 行事実績
        行事名|開催日|参加者数
        講習会|R3.6.4|計83名
        {label}||計{total}名
        """
    own, total = (
        only(read(reader, text.format(label=each, total=83))) for each in ("見学会", "合計")
    )
    assert pick(own, "name participants") == "講習会 | 83\n見学会 | 83"
    assert (pick(total, "name participants"), codes(total)) == ("講習会 | 83", [])


@pytest.mark.parametrize(
    ("line", "statuses"),
    [
        ("凡例　済：開催　中：中止　○：延期", ["held", "cancelled", "postponed"]),
        ("済：開催　中：中止　○：延期", ["held", None, "held"]),
        ("凡例　中：途中", ["held", None, "held"]),
    ],
)
def test_signs_mean_what_the_legend_says(
    reader: WorkbookReader, line: str, statuses: list[str | None]
) -> None:
    file = read(
        reader,
        f"""
        令和３年度 九州フォーラム 行事実績
        {line}
        行事名|開催日|状況
        講習会|R3.6.4|済
        見学会|R3.7.4|中
        説明会|R3.8.4|○
        """,
    )
    assert [record.fields["status"] for record in only(file).records] == statuses
    named = [("invalid_choice", "C5")] if None in statuses else []
    assert codes(only(file)) == named
