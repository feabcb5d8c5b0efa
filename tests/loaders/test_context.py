"""What stands around a table decides what its cells mean, or is named: units, codes, examples,
the workbook's other sheets."""

import pytest

from loaders.check import FileResult, read_workbook
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.recognise import Options
from tests.loaders.test_second_clerk import codes, draw_book, only, pick, table


def read(reader: WorkbookReader, *sheets: tuple[str, str]) -> FileResult:
    """A workbook of the named sheets, each a text table."""
    return read_workbook(reader.read(draw_book(*sheets), "調査票.xlsx"), Options())


def find_entries(file: FileResult, kind: str, rule: str) -> list[str]:
    """What the account of the first sheet says of the cells of one kind and rule."""
    account = file.accounts[0]
    return [each.said for each in account if (each.kind, each.rule) == (kind, rule)]


# ---------------------------------------------------------------- units

#: where a unit stands -> sheet's name, above, in the header, below it, at the end
UNIT_PLACES = {
    "note below the header": ("一覧", "", "参加者数", "※単位：百人", ""),
    "note below the rows": ("一覧", "", "参加者数", "", "※参加者数の単位は百人"),
    "remark far below": ("一覧", "", "参加者数", "", "\n\n注）人数は百人で記載"),
    "sheet's name": ("行事実績（百人）", "", "参加者数", "", ""),
    "title's bracket": ("一覧", "行事一覧（参加者数：百人）", "参加者数", "", ""),
    "right of the title": ("一覧", "行事実績|||〔百人〕", "参加者数", "", ""),
    "remark above": ("一覧", "※参加者数は百人単位", "参加者数", "", ""),
    "one of two": ("一覧", "単位：百人、千円", "参加者数", "", ""),
    "header's second line": ("一覧", "", "参加者数\n（百人）", "", ""),
    "nearest first": ("行事実績（千人）", "（単位：千人）", "参加者数", "単位：百人", ""),
}


def _draw_counts(above: str, title: str, below: str, end: str) -> str:
    rows = [
        "R2 九州",
        above,
        f"開催日|行事名|会場|{title}".replace("\n", "\\n"),
        below,
        "6/1|講習会|福岡市|3",
        "6/2|見学会|佐賀市|45人",
        end,
    ]
    return "\n".join(each for each in rows if each)


@pytest.mark.parametrize("place", UNIT_PLACES)
def test_a_unit_holds_wherever_it_stands(reader: WorkbookReader, place: str) -> None:
    name, *parts = UNIT_PLACES[place]
    sheet = only(read(reader, (name, _draw_counts(*parts))))
    assert pick(sheet, "forum name participants") == table("""
        kyushu | 講習会 | 300
        kyushu | 見学会 | 45""")
    assert [code for code, _ in codes(sheet)] == ["scaled_figures"]


@pytest.mark.parametrize(
    "note",
    ["※金額は千円", "※会場の定員は百人", "単位：人、千円", "※百人会議を含む", "※（百人規模）"],
)
def test_what_speaks_of_another_figure_changes_none(reader: WorkbookReader, note: str) -> None:
    for parts in (note, "参加者数", "", ""), ("", "参加者数", "", note):
        sheet = only(read(reader, ("一覧", _draw_counts(*parts))))
        assert pick(sheet, "name participants") == "講習会 | 3\n見学会 | 45"
        assert codes(sheet) == []


def test_a_unit_that_was_heard_is_context_in_the_account(reader: WorkbookReader) -> None:
    file = read(reader, ("一覧", _draw_counts("", "参加者数", "", "※単位：百人")))
    assert find_entries(file, "context", "units") == ["百人"]


# ---------------------------------------------------------------- examples

EVENTS = """
    {title}
    開催日|行事名|会場|参加者数
    6/1|講習会|福岡市|3
    6/2|見学会|佐賀市|4
"""
REAL = ("実績", EVENTS.format(title="R2 九州 行事実績"))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("記入例", "R2 九州 行事実績"),
        ("様式2（見本）", "R2 九州 行事実績"),
        ("行事実績_サンプル", "R2 九州 行事実績"),
        ("Sheet2", "【記載例】R2 九州 行事実績"),
        ("Sheet2", "R2 九州 行事実績（記入例①）"),
        ("Sheet2", "見本"),
    ],
)
def test_a_sheet_that_is_an_example_is_said_once_and_not_loaded(
    reader: WorkbookReader, name: str, title: str
) -> None:
    real, shown = read(reader, REAL, (name, EVENTS.format(title=title))).sheets
    assert pick(real, "name") == "講習会\n見学会"
    assert codes(real) == []
    assert (shown.layout, shown.records, codes(shown)) == (None, [], [("example_sheet", "")])


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("実績（記入例付き）", "R2 九州 行事実績"),
        ("実績", "R2 九州 見本市の行事実績"),
        ("実績", "R2 九州 行事実績|記入例は別シート"),
        ("実績", "R2 九州 行事実績|※【記入例】参照"),
        ("実績例会", "R2 九州 行事実績"),
    ],
)
def test_a_sheet_that_speaks_of_examples_is_loaded(
    reader: WorkbookReader, name: str, title: str
) -> None:
    sheet = only(read(reader, (name, EVENTS.format(title=title))))
    assert pick(sheet, "name") == "講習会\n見学会"
    assert codes(sheet) == []


# ---------------------------------------------------------------- legends

CODED = """
番号|市町村名|ニーズ|技術分野|企業等|技術名称|段階
1|広島市|橋梁点検|1,3|A社|ドローン|①
2|呉市|舗装点検|２|B社|カメラ|２
3|福山市|河川巡視|1、2|C社|レーダ|(4)
"""
STAGES = "【段階】①検討　②成立　③現場試行　④社会実装"
FIELDS = "【技術分野】1:道路　2:河川　3:砂防"
DECODED = table("""
    ['道路', '砂防'] | considered
    ['河川'] | agreed
    ['道路', '河川'] | implemented""")
CODE_SHEET = """
技術分野コード|||段階コード
1|道路||1|検討
2|河川||2|成立
3|砂防||3|現場試行
|||4|社会実装
"""

#: where the legends stand -> above, below the table, on a sheet of their own
LEGENDS = {
    "above": (f"{STAGES}\n{FIELDS}", "", ""),
    "above in one line": (f"{STAGES}　{FIELDS}", "", ""),
    "below": ("", f"{STAGES}\n{FIELDS}", ""),
    "below, other signs": (
        "",
        "\n※段階は１＝検討、２＝成立、３＝現場試行、４＝社会実装\n※分野　(1)道路 (2)河川 (3)砂防",
        "",
    ),
    "a cell a line": ("段階\n１　検討\n２　成立\n３　現場試行\n４　社会実装", FIELDS, ""),
    "side by side": ("段階|1.検討|2.成立|3.現場試行|4.社会実装", FIELDS, ""),
    "sheet of codes": ("", "", CODE_SHEET),
    "sheet of lines": ("", "", f"凡例\n{STAGES}\n{FIELDS}"),
    "own before the book's": (f"{STAGES}\n{FIELDS}", "", "【段階】①社会実装 ②検討 ③成立 ④試行"),
}


def _draw_coded(above: str, below: str, rows: str = CODED) -> str:
    lines = ["令和2年度 中国フォーラム マッチング一覧", above, rows.strip(), below]
    return "\n".join(each for each in lines if each)


@pytest.mark.parametrize("place", LEGENDS)
def test_numbers_are_read_by_the_legend(reader: WorkbookReader, place: str) -> None:
    above, below, other = LEGENDS[place]
    sheets = [("一覧", _draw_coded(above, below)), *([("コード表", other)] if other else [])]
    sheet, *_ = read(reader, *sheets).sheets
    assert pick(sheet, "fields stage") == DECODED
    assert codes(sheet) == []


def test_a_legend_right_of_the_table_is_none_of_its_columns(reader: WorkbookReader) -> None:
    rows = CODED.strip().split("\n")
    beside = ["||段階", "||1|検討", "||2|成立", "||4|社会実装"]
    text = _draw_coded(FIELDS, "", "\n".join(map("".join, zip(rows, beside, strict=True))))
    sheet = only(read(reader, ("一覧", text.replace("4|社会実装", "3|現場試行"))))
    assert pick(sheet, "stage") == "considered\nagreed\n"
    assert codes(sheet) == [("invalid_choice", "G6")]


@pytest.mark.parametrize(
    "legend", ["", "【方式】①直営 ②委託", f"{STAGES}\n段階：1社会実装 2検討 3成立 4試行"]
)
def test_numbers_that_no_one_legend_explains_are_named(reader: WorkbookReader, legend: str) -> None:
    sheet = only(read(reader, ("一覧", _draw_coded(legend, FIELDS))))
    assert pick(sheet, "stage") == "\n\n"
    assert codes(sheet) == [("uncertain_column", sheet.records[0].cell_of("stage"))]


def test_kinds_that_are_texts_are_read_by_a_legend_of_their_title(reader: WorkbookReader) -> None:
    text = """
    R2 九州 行事実績
    区分：1講習会 2見学会　実施状況：①開催 ②中止
    区分|開催日|行事名|実施状況
    1|6/1|橋梁点検|①
    2|6/2|ダム|②
    """
    sheet = only(read(reader, ("一覧", text)))
    assert pick(sheet, "kind name status") == table("""
        講習会 | 橋梁点検 | held
        見学会 | ダム | cancelled""")


def test_a_card_is_read_by_the_legend_below_it(reader: WorkbookReader) -> None:
    text = """
    R2 九州 マッチング調査票
    自治体名|福岡市
    求める内容|橋梁点検
    企業名|A社
    技術名|ドローン
    段階|2
    ※段階：1検討 2成立 3現場試行 4社会実装
    """
    sheet = only(read(reader, ("一覧", text)))
    assert (pick(sheet, "stage"), codes(sheet)) == ("agreed", [])


def test_a_legend_is_context_though_the_cells_hold_words(reader: WorkbookReader) -> None:
    rows = "自治体名|ニーズ|企業等|技術名称|段階\n呉市|舗装点検|B社|カメラ|成立"
    file = read(reader, ("一覧", _draw_coded("", STAGES, rows)))
    assert (pick(only(file), "stage"), codes(only(file))) == ("agreed", [])
    assert find_entries(file, "context", "legend") == ["段階"]


# ---------------------------------------------------------------- letters and covers

LETTER = """
事務連絡
令和３年４月１０日
インフラメンテナンス国民会議　中国フォーラム事務局　御中
島根県土木部道路維持課長
令和２年度行事の状況について（回答）
"""
PLAIN = """
    {title}
    開催日|行事名|会場|参加者数
    9/1|講習会|松江市|3
"""


@pytest.mark.parametrize("cover", [LETTER, "表紙|||中国フォーラム\n|令和２年度　行事報告"])
def test_a_letter_says_whose_the_sheets_beside_it_are(reader: WorkbookReader, cover: str) -> None:
    file = read(reader, ("別紙", PLAIN.format(title="行事実績")), ("鑑", cover))
    assert pick(file.sheets[0], "forum held") == "chugoku | 2020-09-01..2020-09-01"
    assert codes(file.sheets[0]) == []
    assert (file.fiscal_year, file.forum) == (2020, "chugoku")


def test_what_the_sheet_says_goes_before_the_letter_which_is_named(reader: WorkbookReader) -> None:
    title = "令和元年度 四国フォーラム 行事実績"
    file = read(reader, ("鑑", LETTER), ("別紙", PLAIN.format(title=title)))
    assert pick(file.sheets[1], "forum held") == "shikoku | 2019-09-01..2019-09-01"
    assert codes(file.sheets[1]) == [("cover_mismatch", "")]


@pytest.mark.parametrize(
    "other",
    [
        "連絡先\n中国フォーラム\n四国フォーラム",
        "関東地方整備局 御中",
        "※東北フォーラムの例は別途\n中国フォーラム",
    ],
)
def test_sheets_that_name_no_one_forum_say_nothing(reader: WorkbookReader, other: str) -> None:
    file = read(reader, ("別紙", PLAIN.format(title="R2 行事実績")), ("メモ", other))
    assert pick(file.sheets[0], "forum") == ""
    assert codes(file.sheets[0]) == [("missing_column", "A2")]


def test_a_sheet_that_asks_each_record_takes_no_forum_from_a_letter(
    reader: WorkbookReader,
) -> None:
    text = "R2 行事実績\n地方フォーラム|行事名\n四国|講習会\n|見学会"
    file = read(reader, ("別紙", text), ("鑑", LETTER))
    assert pick(file.sheets[0], "forum") == "shikoku\n"
    assert codes(file.sheets[0]) == [("missing_value", "A4")]


# ---------------------------------------------------------------- status and scope

ROWS = "開催日|行事名|会場\n9/1|講習会|松江市\n9/2|見学会|呉市"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("中止分", "R2 中国 行事実績"),
        ("行事実績（中止）", "R2 中国 行事実績"),
        ("一覧", "R2 中国 行事実績（以下はすべて中止）"),
        ("一覧", "R2 中国 行事実績\n２　中止した行事一覧"),
    ],
)
def test_a_status_in_a_name_or_title_holds_for_all_below(
    reader: WorkbookReader, name: str, title: str
) -> None:
    sheet = only(read(reader, (name, f"{title}\n{ROWS}")))
    assert pick(sheet, "name status") == "講習会 | cancelled\n見学会 | cancelled"
    assert codes(sheet) == []


@pytest.mark.parametrize("title", ["中止・延期した行事を含む", "※雨天中止", "（中止の場合あり）"])
def test_words_on_what_may_be_called_off_say_no_status(reader: WorkbookReader, title: str) -> None:
    sheet = only(read(reader, ("一覧", f"R2 中国 行事実績\n{title}\n{ROWS}")))
    assert pick(sheet, "name status") == "講習会 | \n見学会 | "


def test_a_heading_among_the_rows_gives_its_status_on(reader: WorkbookReader) -> None:
    text = f"R2 中国 行事実績\n{ROWS}\n（２）延期した行事\n10/1|総会|呉市"
    sheet = only(read(reader, ("一覧", text)))
    assert pick(sheet, "name status") == "講習会 | \n見学会 | \n総会 | postponed"
    assert codes(sheet) == []


@pytest.mark.parametrize("name", ["地方フォーラム", "KPI（地方フォーラム分）"])
def test_a_sheets_name_says_the_scope_of_its_figures(reader: WorkbookReader, name: str) -> None:
    text = "令和2年度 KPI実績\nKPI|目標|実績\n支援自治体数|100|83"
    sheet = only(read(reader, (name, text)))
    assert pick(sheet, "scope value") == "regional | 83"
    assert codes(sheet) == []


def test_a_text_merged_over_several_columns_is_no_record(reader: WorkbookReader) -> None:
    text = (
        "R2 中国 行事実績\n区分|開催日|行事名\n主催|9/1|講習会\n【後援】２件あり\n後援|9/2|見学会"
    )
    book = draw_book(("一覧", text, "A4:C4"))
    file = read_workbook(reader.read(book, "調査票.xlsx"), Options())
    assert pick(only(file), "kind name") == "主催 | 講習会\n後援 | 見学会"
    assert codes(only(file)) == [("unread_cells", "A4")]


@pytest.mark.parametrize(
    "text",
    [
        "令和2年度 行政会員名簿\nNo.|自治体名|入会日\n1|北海道|\n2|北海道札幌市|",
        "令和2年度 四国フォーラム 活動計画\nNo.|行事名|備考\n1|講習会|\n2|見学会|",
    ],
)
def test_numbered_rows_with_one_answer_each_are_no_legend(
    reader: WorkbookReader, text: str
) -> None:
    sheet = only(read(reader, ("一覧", text)))
    assert len(sheet.records) == 2
