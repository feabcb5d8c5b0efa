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
