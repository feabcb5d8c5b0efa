"""Writings of a sixth set of clerks that a person reads without a doubt."""

import pytest

from loaders.opening.safe_open import WorkbookReader
from loaders.values.choices import parse_choice
from loaders.values.dates.dates import DateContext, parse_date
from loaders.values.histories import parse_stage
from loaders.values.names.forums import parse_forum
from loaders.values.names.governments import parse_government
from loaders.values.numbers import parse_count
from loaders.values.text import is_total
from tests.loaders.test_second_clerk import codes, only, pick, read

STAGES = {"considered": ["検討"], "agreed": ["成立"], "field_trial": ["現場試行"]}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("行政12、民間25、学4　計41", 41),
        ("行政12名、民間25名　合計37名", 37),
        ("行政12、民間25　計38", None),
        ("行政12名、民間3社　計15", None),
        ("計12　計12", None),
        ("児童36（うち特支2）", 36),
        ("児童36、教員2", None),
    ],
)
def test_counts_by_parts_have_the_total_that_they_add_up_to(text: str, count: int | None) -> None:
    assert parse_count(text, ["人", "社"]).value == count


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021年06月17日10:00 - 18日12:00", "2021-06-17 2021-06-18"),
        ("10/1～10/31（土日除く）", "2021-10-01 2021-10-31"),
        ("10/1～10/31（第2週除く）", ""),
        ("第3四半期中", "2021-10-01 2021-12-31"),
        ("第3四半期前", ""),
    ],
)
def test_periods_with_hours_or_without_days_off(text: str, period: str) -> None:
    value = parse_date(text, DateContext(2021)).value
    assert (" ".join(map(str, value.periods[0])) if value else "") == period


@pytest.mark.parametrize(
    ("text", "stage"),
    [("2成立", "agreed"), ("Ⅲ 現場試行", "field_trial"), ("2回成立", None), ("2", None)],
)
def test_a_choice_behind_its_bare_number(text: str, stage: str | None) -> None:
    assert parse_choice(text, STAGES).value == stage


def test_names_with_what_brackets_say_of_them() -> None:
    assert parse_government("伊達市［福島県］").value == "072133"
    assert parse_government("伊達市［東京都］").value is None
    assert parse_forum("企画部会（部会長：山田）").value == "planning_subcommittee"
    assert parse_forum("企画部会（広報部会：山田）").value is None


@pytest.mark.parametrize(("label", "sums"), [("年間計", True), ("年間計画", False)])
def test_a_year_in_all_is_a_total(label: str, sums: bool) -> None:
    assert is_total(label) is sums


def test_dates_lean_on_the_day_to_their_left_else_above(reader: WorkbookReader) -> None:
    text = """
    R3 中部フォーラム マッチングの経過

    自治体名|求める内容|企業名|技術名|段階|検討日|成立日|現場試行日
    焼津市|水門|A測量|AI|現場試行|6月8日|同月20日|翌年1月17日
    豊橋市|側溝|B計測|音|成立|同月9日|同年8月3日|
    伊勢市|橋面|C建設|波|成立|7月|同月15日|
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "considered_on agreed_on field_trial_on").split("\n") == [
        "2021-06-08 | 2021-06-20 | 2022-01-17",
        "2021-06-09 | 2021-08-03 | ",
        "2021-07-01 |  | ",
    ]
    assert codes(sheet) == [("invalid_date", "G6")]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("令 和 ３ 年 度　調 書", "2021-06-08"),
        ("平 成 ３ ０ 年 度　調 書", "2018-06-08"),
        ("令 和　調 書", None),
    ],
)
def test_a_title_spread_letter_by_letter_gives_its_year(
    reader: WorkbookReader, title: str, year: str | None
) -> None:
    text = f"{title}　九州フォーラム\n自治体名|求める内容|企業名|技術名|検討日\n日田市|橋|A測量|AI|6月8日"
    (record,) = only(read(reader, text)).records
    assert record.fields["considered_on"] == year


def test_days_as_headings_of_a_diary(reader: WorkbookReader) -> None:
    text = """
    R3 中国フォーラム 自治体支援日誌
    支援自治体名|支援内容
    ■6月8日（火）
    三原市|橋梁補修の助言
    ■7月14日（水）
    備前市|新技術の紹介
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "supported_on measure").split("\n") == [
        "2021-06-08 | 橋梁補修の助言",
        "2021-07-14 | 新技術の紹介",
    ]
    stated = only(
        read(reader, text.replace("日誌\n", "日誌\n（令和3年9月1日）\n").replace("■", ""))
    )
    assert "2021-09-01" not in pick(stated, "supported_on")


def test_months_and_days_in_two_columns_in_kanji(reader: WorkbookReader) -> None:
    text = "R2 中部フォーラム 行事記録\n月|日|行事名\n六月|八日|幹事会\n|二十二日|説明会\n二月|九日|十日町市の見学会"
    assert pick(only(read(reader, text)), "held name").split("\n") == [
        "2020-06-08..2020-06-08 | 幹事会",
        "2020-06-22..2020-06-22 | 説明会",
        "2021-02-09..2021-02-09 | 十日町市の見学会",
    ]


def test_a_slip_of_questions_is_no_table_headed_by_one_of_them(reader: WorkbookReader) -> None:
    slip = "自治体支援 相談票（九州フォーラム）\n受付日|R3.6.1\n支援自治体名|鹿島市\n支援内容|助言\n支援日|R3.6.8"
    assert pick(only(read(reader, slip)), "government measure") == "412074 | 助言"
    asked = slip.replace("支援内容", "相談内容|どうすればよいか\n支援内容")
    sheet = only(read(reader, asked))
    assert pick(sheet, "government measure supported_on") == "412074 | 助言 | 2021-06-08"
    assert [(each.code, each.found) for each in sheet.problems] == [("unread_cells", "B2、B4")]
    roster = "自治体支援 一覧（九州フォーラム）\n支援自治体名|備考\n鹿島市|\n武雄市|"
    assert pick(only(read(reader, roster)), "government") == "412074\n412066"


@pytest.mark.parametrize(("title", "layout"), [("項目", "congress_facts"), ("番号", None)])
def test_facts_sideways_are_named_in_the_row_above_their_values(
    reader: WorkbookReader, title: str, layout: str | None
) -> None:
    text = f"国民会議の主な数値\n{title}|会員数|実装技術数\n値|2296|8\n単位|者|技術\n時点|R3.3.31|R3.3.31"
    sheet = only(read(reader, text))
    assert (sheet.layout.id if sheet.layout else None) == layout
    assert pick(sheet, "item value") == ("会員数 | 2296\n実装技術数 | 8" if layout else "")


@pytest.mark.parametrize(
    ("beside", "governments"), [("", ["332020", "342076", None]), ("|所管課", [None, None, None])]
)
def test_a_list_of_codes_alone_names_its_governments(
    reader: WorkbookReader, beside: str, governments: list[str | None]
) -> None:
    rows = "\n".join(f"{code}|2017-05-08{beside}" for code in (332020, 342076, 332999))
    sheet = only(read(reader, f"行政会員コード一覧\n団体コード|入会日{beside}\n{rows}"))
    named = [each.fields["government"] for each in sheet.records]
    assert (named or [None, None, None]) == governments
    assert (("unknown_government", "A5") in codes(sheet)) is (not beside)


def test_questions_in_brackets_within_one_cell(reader: WorkbookReader) -> None:
    text = """
    R3 全国フォーラム実施計画
    フォーラム・部会|計画の内容
    企画部会|【今年度目標】計画の策定\\n【実施内容】提言\\n【行程】通年
    広報部会|【今年度目標】交流\\n【行程】随時
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "forum goal activities schedule").split("\n") == [
        "planning_subcommittee | 計画の策定 | 提言 | 通年",
        "public_relations_subcommittee | 交流 |  | 随時",
    ]
    other = text.replace("広報部会|", "広報部会|重要 ")
    assert "public_relations_subcommittee" not in str(read(reader, other).sheets[0].records)


@pytest.mark.parametrize(
    ("title", "members"),
    [
        ("会員期間", "112071 | 2017-04-03 | \n122050 | 2017-06-05 | 2020-03-31"),
        ("工事期間", ""),
    ],
)
def test_when_members_came_and_left_in_one_cell(
    reader: WorkbookReader, title: str, members: str
) -> None:
    rows = "1|埼玉県\\n秩父市|H29.4.3～\n2|千葉県\\n館山市|H29.6.5～R2.3.31"
    sheet = only(read(reader, f"行政会員（関東）\nNo.|会員|{title}\n{rows}"))
    assert pick(sheet, "government joined_on left_on") == members


@pytest.mark.parametrize(
    ("merges", "names"), [("A3:A5 A6:A8", ["発表会", "見学会"]), ("", [None, None])]
)
def test_names_merged_down_left_of_their_labels(
    reader: WorkbookReader, merges: str, names: list[str | None]
) -> None:
    text = """
    R3 四国フォーラム イベント開催実績

    発表会|日時|6月11日
    |場所|高松市
    |人数|58名
    見学会|日時|9月7日
    |場所|那賀町
    |人数|24名
    """
    sheet = only(read(reader, text, merges))
    assert [each.fields["name"] for each in sheet.records] == names
    assert pick(sheet, "participants") == "58\n24"


@pytest.mark.parametrize(
    ("chain", "stage"),
    [
        ("検討→【成立】→現場試行", "agreed"),
        ("【検討】→成立→現場試行", "considered"),
        ("【検討】→【成立】→現場試行", None),
        ("検討→（成立）→現場試行", None),
    ],
)
def test_the_marked_step_of_a_printed_chain_holds(chain: str, stage: str | None) -> None:
    assert parse_stage(chain, STAGES).value == stage
