"""What a sheet leaves open, said once: chains that mark no step, lines that state several counts,
rows that were taken back."""

import pytest

from loaders.grid import Grid
from loaders.reading.records.records import SheetResult
from tests.loaders.good_sheets import draw, read

EVENTS = (
    "令和2年度 四国フォーラム 行事開催実績\n行事名|開催日|参加者数\n講習会|5/1|20\n見学会|6/1|30"
)
MATCHINGS = (
    "令和2年度 四国フォーラム マッチング実績\n自治体名称|求める内容|企業等名称|技術名称|段階|備考\n"
    "高松市|橋の点検|甲社|点検ロボット|検討|\n松山市|舗装の点検|乙社|点検車|成立|"
)


def read_one(text: str) -> SheetResult:
    (result,) = read(Grid("一覧", draw(text)))
    return result


def list_codes(result: SheetResult) -> list[tuple[str, str]]:
    return [(each.code, each.cell) for each in result.problems]


@pytest.mark.parametrize(
    ("sheet", "line", "is_wrong"),
    [
        (EVENTS, "計　2回・50名", False),
        (EVENTS, "計　2回・53名", True),
        (EVENTS, "計　3回・50名", True),
        (MATCHINGS, "計　2件（検討1件　成立1件）", False),
        (MATCHINGS, "計　2件（検討2件　成立1件）", True),
        (MATCHINGS, "計　2件（道路7件　橋梁1件）", False),
    ],
)
def test_line_of_counts_is_no_record(sheet: str, line: str, is_wrong: bool) -> None:
    result = read_one(f"{sheet}\n{line}")
    assert len(result.records) == 2
    assert list_codes(result) == [("total_mismatch", "A5")] * is_wrong


@pytest.mark.parametrize("remark", ["取下げ（7/30連絡）", "重複のため削除（令和2年7月30日）"])
def test_row_waits_whose_withdrawal_is_dated(remark: str) -> None:
    result = read_one(f"{MATCHINGS}{remark}")
    assert list_codes(result) == [("withdrawn_record", "A4")]


def test_chain_that_marks_no_stage_is_no_answer() -> None:
    result = read_one(MATCHINGS.replace("成立|", "検討→成立→現場試行→社会実装|"))
    assert list_codes(result) == [("invalid_choice", "E4")]


def test_day_is_no_name() -> None:
    result = read_one(f"{EVENTS}\n6/10|7/1|14\n6月10日の会|7/2|15")
    assert [each.fields["name"] for each in result.records] == ["講習会", "見学会", "6月10日の会"]
    assert ("unread_cells", "A5") in list_codes(result)


SUPPORTS = "中部フォーラム　自治体支援（令和3年度）　{}\nNo|支援自治体名|支援日\n1|瀬戸市|R3.6.9\n2|名張市|R3.7.1"


@pytest.mark.parametrize(
    ("title", "measure"),
    [
        ("支援内容：包括的民間委託", "包括的民間委託"),
        ("支援内容：①助言②派遣", None),
        ("支援内容：助言、派遣", None),
        ("問合せ先：道路課", None),
    ],
)
def test_title_answers_what_no_column_asks(title: str, measure: str | None) -> None:
    result = read_one(SUPPORTS.format(title))
    assert [each.fields["measure"] for each in result.records] == [measure] * 2


def test_column_that_holds_the_count_answers_the_kind() -> None:
    result = read_one(
        "四国フォーラム　令和2年度　市民参画活動\n活動名|実施日|参加者数\n||出前授業|ワークショップ|その他\n"
        "橋の授業|2.9.8|29\n模型教室|2.10.17||15\n清掃と授業|2.11.8|20||28"
    )
    told = [(each.fields["kind"], each.fields["participants"]) for each in result.records]
    assert told == [("school_visit", 29), ("workshop", 15), (None, 48)]


def test_caption_below_the_table_is_read() -> None:
    plan = "沖縄フォーラム　活動計画（令和3年度）\n活動・行事名|開催予定日|内容\n講演会|11月|新技術\n見学会|12月|橋"
    (first, second) = read_one(f"{plan}\n\n【活動目的と概要】\n技術の普及を図る。").records
    assert first.fields["purpose"] == second.fields["purpose"] == "技術の普及を図る。"
    assert all(
        each.fields["purpose"] is None for each in read_one(f"{plan}\n\n【連絡先】\n道路課").records
    )


def test_marks_of_one_letter_under_months_are_no_measures() -> None:
    (result,) = read(
        Grid(
            "工程",
            draw(
                "近畿フォーラム　令和3年度　マッチング工程表\n自治体|ニーズ|企業|技術|4月|5月|6月\n"
                "橿原市|舗装補修|甲社|脱色舗装|検||成\n舞鶴市|空洞調査|乙社|地中レーダ||検|"
            ),
        )
    )
    assert result.layout is not None
    assert result.layout.id == "matchings"
    assert {"missing_column", "unread_cells"} <= {each.code for each in result.problems}


@pytest.mark.parametrize(("stated", "is_wrong"), [(17, False), (18, True)])
def test_halves_are_held_against_the_year(stated: int, is_wrong: bool) -> None:
    result = read_one(
        "近畿フォーラム　令和3年度　KPI実績\n指標|目標|上期実績|下期実績|年間実績\n支援自治体数|12|5|6|11\n"
        f"フォーラム実施数|5|2|2|4\nマッチング検討数|20|8|9|{stated}"
    )
    assert list_codes(result) == [("total_mismatch", "E5")] * is_wrong
    assert [each.fields["value"] for each in result.records] == [11, 4, stated]


def test_heading_over_each_of_two_cards_is_its_own() -> None:
    result = read_one(
        "九州フォーラム　市民参画活動　令和3年度\n\n種別|出前授業||種別|ワークショップ\n"
        "活動名|ダムの授業||活動名|橋づくり体験\n実施日|6月8日||実施日|8月7日\n場所|大分市||場所|福岡市\n"
        "参加者数|40人||参加者数|26人"
    )
    assert [each.fields["kind"] for each in result.records] == ["school_visit", "workshop"]


def test_heading_that_stands_alone_over_two_cards_is_that_of_both() -> None:
    result = read_one(
        "九州フォーラム　市民参画活動　令和3年度\n\n１．出前授業\n"
        "活動名|ダムの授業||活動名|橋の授業\n実施日|6月8日||実施日|8月7日\n場所|大分市||場所|福岡市\n"
        "参加者数|40人||参加者数|26人"
    )
    assert [each.fields["kind"] for each in result.records] == ["school_visit"] * 2


@pytest.mark.parametrize(
    ("titles", "row", "held", "status"),
    [
        ("当初予定日|結果", "5/1|中止", "5/1", "cancelled"),
        ("当初予定日|開催日|結果", "5/1|6/1|開催", "6/1", "held"),
    ],
)
def test_day_first_planned_is_that_of_what_has_no_other(
    titles: str, row: str, held: str, status: str
) -> None:
    (record,) = read_one(
        f"令和2年度 四国フォーラム イベント\n行事名|{titles}\n講習会|{row}"
    ).records
    assert record.layout.id == "events"
    assert (record.fields["held"].text, record.fields["status"]) == (held, status)


@pytest.mark.parametrize("below", ["支援内容：包括的民間委託", "【支援内容】\n包括的民間委託"])
def test_question_below_the_table_that_no_record_answers_is_unread(below: str) -> None:
    table = SUPPORTS.format("一覧").replace("R3.", "R2.")
    assert ("unread_cells", "A6") in list_codes(read_one(f"{table}\n\n{below}"))
    harmless = read_one(f"{table}\n\n※支援内容は別途\n道路課")
    assert "unread_cells" not in {each.code for each in harmless.problems}
