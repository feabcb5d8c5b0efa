"""An annotated workbook: the sender's own, marked, and nothing else of it changed."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from loaders.check import FileResult, read_workbook
from loaders.checking.problems import LEVELS, Problem
from loaders.grid import Grid, Position, Value
from loaders.opening import limits
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.recognise import Options
from loaders.returning.marking.annotate import annotate
from loaders.returning.marking.cells import CellMarker
from loaders.returning.marking.comments import draw_comments, erase_comments, find_shapes
from loaders.returning.marking.styles import EMPTY_STYLES, Styles
from loaders.returning.marking.xml_edit import UnusualPartError
from loaders.returning.own_sheets import load_own_sheets
from loaders.returning.remedies import collect_problems, load_rules, load_words
from store.child.pool import Pool
from store.child.process import Child
from tests.samples.collection import list_samples
from tests.samples.example import EXAMPLES
from tests.samples.ledger import break_cell, open_book
from tests.samples.sample import Sample, export_bytes

REMEDIES = load_own_sheets()["remedies"].name
ERROR, WARNING = load_words()["colours"]["error"], load_words()["colours"]["warning"]
SAMPLES = dict(list_samples())


def check(reader: WorkbookReader, content: bytes, name: str = "表.xlsx", **said: Any) -> FileResult:
    return read_workbook(reader.read(content, name), Options(**said))


#: A file that only shows its values is returned as a whole one.
MENDED_BY_COPY = "values_only"


def show_sheets(result: FileResult) -> list[dict[str, Any]]:
    """The contract's sheets; what we added, and what the copy mends, left out."""
    sheets = [sheet for sheet in result.to_json()["sheets"] if sheet["sheet"] != REMEDIES]
    for sheet in sheets:
        kept = [each for each in sheet["problems"] if each["code"] != MENDED_BY_COPY]
        sheet["problems"] = kept
    return sheets


def build_faulty_book() -> bytes:
    """A ledger whose C4 says no date can be, and whose B3 is blank."""
    ledger = EXAMPLES["supports"]()
    ledger.change(1, "supported_on", break_cell("令和2年13月", "invalid_date"))
    book = open_book("支援 '一覧'")
    ledger.write(book.active)
    book.active["A3"] = None
    return export_bytes(book)


def mark(content: bytes, *problems: Problem) -> Workbook:
    return load_workbook(io.BytesIO(annotate(content, "表.xlsx", problems)))


def fault(cell: str, sheet: str = "表", code: str = "invalid_date") -> Problem:
    return Problem(code, "表.xlsx", sheet, cell, "検討日", "令和2年13月", "例: 令和2年6月1日")


def save(book: Workbook) -> bytes:
    return export_bytes(book)


def build_book(**cells: Any) -> Workbook:
    book = open_book("表")
    for address, value in cells.items():
        book.active[address] = value
    return book


@pytest.mark.parametrize("name", list(SAMPLES))
def test_annotated_sample_reads_as_before(name: str, reader: WorkbookReader) -> None:
    sample: Sample = SAMPLES[name]()
    said = {key: sample.options.get(key) for key in ("fiscal_year", "forum")}
    content, file = export_bytes(sample.workbook), str(sample.options["file"])
    before = check(reader, content, file, **said)
    if not before.readable:
        pytest.skip("nothing to read in it")
    marked = annotate(content, file, before.all_problems, before.list_unread())
    after = check(reader, marked, file, **said)
    assert after.readable
    assert show_sheets(after) == show_sheets(before)


def test_faults_are_coloured_commented_and_listed_with_links(reader: WorkbookReader) -> None:
    content = build_faulty_book()
    result = check(reader, content)
    found = {each.cell: each.code for each in result.all_problems}
    assert found == {"A3": "missing_value", "C4": "invalid_date"}
    book = load_workbook(io.BytesIO(annotate(content, "表.xlsx", result.all_problems)))
    sheet, remedies = book.worksheets
    for cell in found:
        assert sheet[cell].fill.fgColor.rgb == ERROR
    assert "令和2年13月" in sheet["C4"].comment.text
    assert "L3-05" in sheet["C4"].comment.text
    links = {c.hyperlink.location for row in remedies for c in row if c.hyperlink}
    assert links == {"'支援 ''一覧'''!A3", "'支援 ''一覧'''!C4"}


@pytest.mark.parametrize("is_json", [False, True])
def test_each_cell_of_a_shared_cause_is_marked(is_json: bool) -> None:
    problem = replace(fault("A2"), also=("A4",))
    told = {**problem.to_json(), "sheet": "表"} if is_json else problem
    content = export_bytes(build_book(A1="検討日", A2="3日", A3="未定", A4="8日"))
    sheet = load_workbook(io.BytesIO(annotate(content, "表.xlsx", [told])))["表"]
    assert [sheet[cell].comment is not None for cell in ("A2", "A3", "A4")] == [True, False, True]


def test_json_of_the_command_line_marks_the_same(reader: WorkbookReader) -> None:
    content = build_faulty_book()
    result = check(reader, content)
    problems = collect_problems(result.to_json())
    assert [(p.code, p.sheet, p.cell) for p in problems] == [
        (p.code, p.sheet, p.cell) for p in result.all_problems
    ]
    assert annotate(content, "表.xlsx", problems)


def build_rich_book() -> bytes:
    """Formulas, formats, merges, drop-downs, rules, image, chart, shape, print set-up."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("表")
    red = book.add_format({"bg_color": "#FF0000", "bold": True, "num_format": "0.00"})
    sheet.write_row("A1", ["令和2年度", "中国フォーラム"])
    sheet.write_formula("B2", '=SUM(C2:C9)&"円"', red, "0円")
    sheet.write_number("C5", 1.5, red)
    sheet.merge_range("E2:F4", "まとめ", red)
    sheet.data_validation("C6", {"validate": "list", "source": ["検討", "成立"]})
    sheet.conditional_format("C2:C9", {"type": "cell", "criteria": ">", "value": 1, "format": red})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=表!$C$2:$C$9"})
    sheet.insert_chart("H2", chart)
    sheet.insert_textbox("H20", "図形の中の文字")
    sheet.write_comment("C5", "もとからの覚え書き", {"author": "担当者"})
    sheet.autofilter("A1:C9")
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.protect("secret")
    sheet.set_row(6, None, None, {"hidden": True})
    book.close()
    return stream.getvalue()


def test_all_but_the_marked_parts_keep_their_bytes() -> None:
    content = build_rich_book()
    marked = annotate(content, "表.xlsx", [fault("C5"), fault("Z99"), fault("A7")])
    before, after = (zipfile.ZipFile(io.BytesIO(each)) for each in (content, marked))
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    assert set(after.namelist()) - set(before.namelist()) == {"xl/worksheets/check1.xml"}
    assert after.namelist()[: len(before.namelist())] == before.namelist()


def test_sheet_differs_by_styles_and_new_cells_alone() -> None:
    content = build_rich_book()
    marked = annotate(content, "表.xlsx", [fault("C5"), fault("D5")])
    before, after = (
        zipfile.ZipFile(io.BytesIO(each)).read("xl/worksheets/sheet1.xml").decode()
        for each in (content, marked)
    )
    added = re.search(r'<c r="D5" s="\d+"/>', after)
    assert added
    plain = [re.sub(r' (s|spans)="[^"]*"', "", each) for each in (before, after)]
    assert plain[1].replace('<c r="D5"/>', "") == plain[0]


def test_marked_cell_keeps_its_format_but_the_fill() -> None:
    cell = mark(build_rich_book(), fault("C5"))["表"]["C5"]
    assert (cell.value, cell.number_format, cell.font.b) == (1.5, "0.00", True)
    assert cell.fill.fgColor.rgb == ERROR


def test_comment_of_the_sender_stays_above_ours() -> None:
    text = mark(build_rich_book(), fault("C5"))["表"]["C5"].comment.text
    assert text.startswith("もとからの覚え書き\n\n【誤り】")


@pytest.mark.parametrize("cell", ["A1", "B3", "C3", "D3", "A9", "XFD1048576"])
def test_any_cell_can_be_marked_also_one_that_is_not_there(cell: str) -> None:
    content = save(build_book(A1="題", B3=1, D3=2, B7=3))
    sheet = mark(content, fault(cell))["表"]
    assert sheet[cell].fill.fgColor.rgb == ERROR
    assert [sheet[each].value for each in ("A1", "B3", "D3", "B7")] == ["題", 1, 2, 3]


def test_fault_under_a_merge_is_marked_where_it_shows() -> None:
    sheet = mark(build_rich_book(), fault("F4"))["表"]
    assert sheet["E2"].fill.fgColor.rgb == ERROR
    assert "【誤り】" in sheet["E2"].comment.text


def test_warning_has_its_own_colour_and_an_error_outdoes_it() -> None:
    content = save(build_book(A1=1, A2=2))
    warning = fault("A1", code="outside_fiscal_year")
    sheet = mark(content, warning, fault("A2"), fault("A2", code="outside_fiscal_year"))["表"]
    assert [sheet[each].fill.fgColor.rgb for each in ("A1", "A2")] == [WARNING, ERROR]
    assert sheet["A2"].comment.text.count("【") == 2


def test_second_check_takes_back_the_marks_of_the_first() -> None:
    book = build_book(A1=1, A2=2, A3=3)
    book.active["A1"].fill = PatternFill("solid", fgColor="FF00FF00")
    once = annotate(save(book), "表.xlsx", [fault("A1"), fault("A2"), fault("A3")])
    again = load_workbook(io.BytesIO(annotate(once, "表.xlsx", [fault("A3")])))
    assert again.sheetnames == ["表", REMEDIES]
    sheet = again["表"]
    assert sheet["A1"].fill.fgColor.rgb == "FF00FF00"
    assert sheet["A2"].fill.fill_type is None
    assert sheet["A3"].fill.fgColor.rgb == ERROR
    assert [sheet[each].comment is None for each in ("A1", "A2", "A3")] == [True, True, False]
    assert sheet["A3"].comment.text.count("【誤り】") == 1


def test_returned_workbook_without_problems_is_clean() -> None:
    once = annotate(save(build_book(A1=1)), "表.xlsx", [fault("A1")])
    book = mark(once)
    assert book["表"]["A1"].comment is None
    assert book["表"]["A1"].fill.fill_type is None
    assert load_words()["clean"] in [cell.value for cell in book[REMEDIES]["A"]]


def test_hostile_texts_stay_texts() -> None:
    nasty = Problem(
        "invalid_choice", "", "表", "A1", "<b>&", '=HYPERLINK("http://x")', "]]>\x00\x0b" + "\ud800"
    )
    book = mark(save(build_book(A1=1)), nasty)
    texts = [cell for row in book[REMEDIES] for cell in row if cell.value]
    assert '=HYPERLINK("http://x")' in [cell.value for cell in texts]
    assert {cell.data_type for cell in texts} == {"s"}


def test_sheet_of_the_same_name_is_left_alone() -> None:
    book = build_book(A1=1)
    book.create_sheet(REMEDIES)["A1"] = "私たちの直し方"
    marked = mark(save(book), fault("A1"))
    assert marked.sheetnames == ["表", REMEDIES, f"{REMEDIES} (2)"]
    assert marked[REMEDIES]["A1"].value == "私たちの直し方"


def test_thread_of_comments_is_not_written_into() -> None:
    book = build_book(A1=1)
    book.active["A1"].comment = Comment("[Threaded comment]", "tc={0000-0001}")
    sheet = mark(save(book), fault("A1"))["表"]
    assert sheet["A1"].comment.text == "[Threaded comment]"
    assert sheet["A1"].fill.fgColor.rgb == ERROR


def test_prefixed_and_sparse_xml_is_marked_in_place() -> None:
    part = (
        b'<x:worksheet xmlns:x="m"><x:cols><x:col min="2" max="3" style="0"/></x:cols>'
        b'<!-- <c r="A1"/> --><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row>'
        b'<x:row r="5"/></x:sheetData><x:tableParts/></x:worksheet>'
    )
    styles = Styles(EMPTY_STYLES % b"m")
    marks = dict.fromkeys([(1, 1), (1, 2), (3, 1), (5, 4), (7, 1)], ERROR)
    marker = CellMarker(part, marks, styles)
    assert marker.to_bytes() == (
        b'<x:worksheet xmlns:x="m"><x:cols><x:col min="2" max="3" style="0"/></x:cols>'
        b'<!-- <c r="A1"/> --><x:sheetData><x:row><x:c s="1"><x:v>1</x:v></x:c>'
        b'<x:c r="B1" s="1"/></x:row><x:row r="3"><x:c r="A3" s="1"/></x:row>'
        b'<x:row r="5"><x:c r="D5" s="1"/></x:row><x:row r="7"><x:c r="A7" s="1"/></x:row>'
        b"</x:sheetData><x:tableParts/></x:worksheet>"
    )
    assert marker.drawing_place == part.index(b"<x:tableParts")


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bb">]><worksheet><sheetData/></worksheet>'
    with pytest.raises(UnusualPartError):
        CellMarker(bomb, {(1, 1): ERROR}, Styles(EMPTY_STYLES % b"m"))


@pytest.mark.parametrize(
    "spoil", [lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b"%PDF-1.7", lambda b: b"PK\3\4"]
)
def test_file_that_cannot_be_read_comes_back_as_the_list_alone(
    spoil: Callable[[bytes], bytes],
) -> None:
    problem = Problem("unreadable_file", "表.xlsx", expected="保存し直してください。")
    book = mark(spoil(save(build_book(A1=1))), problem)
    assert book.sheetnames == [REMEDIES]
    assert "表.xlsx" in str([cell.value for row in book[REMEDIES] for cell in row])


def test_old_excel_file_comes_back_as_xlsx_with_the_same_addresses(
    reader: WorkbookReader,
) -> None:
    sample = next(make() for name, make in SAMPLES.items() if name.startswith("old_format"))
    content, file = export_bytes(sample.workbook), str(sample.options["file"])
    book = load_workbook(io.BytesIO(annotate(content, file, [fault("A9", "一覧")])))
    assert book.sheetnames[-1] == REMEDIES
    notes = [cell.value for cell in book[REMEDIES]["A"]]
    assert load_words()["copied"].format(kind="xls") in notes


def test_hidden_sheets_rows_and_days_survive_the_copy(reader: WorkbookReader) -> None:
    from loaders.returning.marking.copies import copy_values

    book = build_book(A1="題", A2=date(2020, 6, 1), B2="=1+1")
    book.active["B2"].data_type = "s"
    book.active.row_dimensions[2].hidden = True
    book.create_sheet("隠れ").sheet_state = "hidden"
    copied = load_workbook(io.BytesIO(copy_values(reader.read(save(book)).grids)))
    assert copied["隠れ"].sheet_state == "hidden"
    assert copied["表"].row_dimensions[2].hidden
    assert copied["表"]["A2"].is_date
    assert (copied["表"]["B2"].value, copied["表"]["B2"].data_type) == ("=1+1", "s")


def spoil_part(content: bytes, dice: Random) -> bytes:
    """The workbook with one of its XML parts changed at a few places."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        spoilt = dice.choice([each for each in old.namelist() if not each.endswith(".png")])
        for name in old.namelist():
            part = old.read(name)
            for _ in range(dice.randint(1, 3) if name == spoilt else 0):
                at = dice.randrange(len(part))
                put = dice.choice([b"", b"<a/>", b"</c>", b'r="Z9"', b"&x;", bytes([at % 256])])
                part = part[:at] + put + part[at + dice.randint(0, 30) :]
            new.writestr(name, part)
    return stream.getvalue()


def list_values(grids: Sequence[Grid]) -> list[tuple[str, dict[Position, Value]]]:
    return [
        (
            grid.sheet,
            {
                (row, column): value
                for row, values in enumerate(grid.rows)
                for column, value in enumerate(values)
                if value is not None
            },
        )
        for grid in grids
        if not grid.sheet.startswith(REMEDIES)
    ]


@pytest.mark.parametrize("seed", range(60))
def test_damaged_workbook_is_marked_without_change_or_told_unreadable(
    seed: int, reader: WorkbookReader
) -> None:
    dice = Random(seed)  # noqa: S311 (no secret is made of it)
    content = spoil_part(annotate(build_rich_book(), "表.xlsx", [fault("C5")]), dice)
    marked = annotate(content, "表.xlsx", [fault("C5"), fault("B7")])
    before, after = (reader.read(each, "表.xlsx") for each in (content, marked))
    if before.readable:
        assert list_values(after.grids) == list_values(before.grids)


def test_every_rule_belongs_to_a_problem_code() -> None:
    rules = load_rules()
    assert set(rules["codes"]) <= set(LEVELS)
    assert set(rules["codes"].values()) <= set(rules["rules"])


# localc, not soffice: Debian installs LibreOffice by parts, and only Calc opens a sheet
@pytest.mark.skipif(shutil.which("localc") is None, reason="LibreOffice Calc is not installed")
def test_libreoffice_opens_it_and_finds_the_same_values(tmp_path: Path) -> None:
    marked = tmp_path / "marked.xlsx"
    marked.write_bytes(annotate(build_rich_book(), "表.xlsx", [fault("C5"), fault("D12")]))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(marked)], check=True, capture_output=True, timeout=120)
    with WorkbookReader() as opened:
        grids = opened.read(tmp_path / "marked.ods").grids
    assert [grid.sheet for grid in grids] == ["表", REMEDIES]
    assert grids[0].value(5, 3) == 1.5
    assert grids[1].value(1, 1) == load_own_sheets()["remedies"].mark


# -- crafted files --------------------------------------------------------------------------


@pytest.mark.parametrize("token", [b"<v:shape>", b"<v:shape ", b"</v:shape>", b"<shape", b"<a:"])
def test_drawing_crafted_of_halves_is_walked_once(token: bytes) -> None:
    part = token * (1 << 18)  # by a walk from each beginning to the end this would take hours
    assert erase_comments(part, {(1, 1)}) == part


def test_note_boxes_of_the_cells_asked_for_go_and_others_stay() -> None:
    drawing = draw_comments(b"<xml></xml>", {(1, 1): "a", (2, 3): "b", (4, 1): "c"})
    left = erase_comments(drawing, {(2, 3), (9, 9)})
    assert len(list(find_shapes(drawing))) == 3
    assert left == draw_comments(b"<xml></xml>", {(1, 1): "a", (2, 3): "b", (4, 1): "c"}).replace(
        drawing[slice(*list(find_shapes(drawing))[1])], b""
    )


def test_colour_crafted_of_spaces_is_read_once() -> None:
    spaces = b" " * (1 << 20)
    fill = b'<fill><patternFill patternType="solid"><fgColor rgb="%s"/></patternFill></fill>'
    part = (EMPTY_STYLES % b"m").replace(b"</fills>", fill % (spaces + b"x") + b"</fills>")
    part = part.replace(b'fillId="0" borderId="0" xfId', b'fillId="2" borderId="0" xfId')
    styles = Styles(part)
    assert styles.find_marked(["00000000"]) == set()
    assert styles.mark(0, ERROR) == 1


#: A child that dies of every order but the last, as over a file made to bring it down.
DYING = """
import json, os
from loaders.opening import limits
from loaders.returning.marking.marking_process import answer_order, explain
from store.child.serving import serve

def answer(request):
    return answer_order(request) if json.loads(request.partition(b"\\n")[0])["readings"] == {last} \
        else os._exit(1)

serve(lambda: answer, explain, limits.MARKING)
"""


@pytest.mark.parametrize(("last", "sheets"), [(1, ["表", REMEDIES]), (0, [REMEDIES])])
def test_file_that_brings_the_child_down_gets_the_next_plainer_answer(
    last: int, sheets: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = DYING.format(last=last)
    dying = Pool(lambda: Child(("-c", script), limits.MARKING), 1)
    monkeypatch.setattr("loaders.returning.marking.annotate.MARKERS", dying)
    assert mark(save(build_book(A1="値")), fault("A1")).sheetnames == sheets
    dying.close()


def test_no_byte_of_the_file_is_taken_apart_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("parsed outside the child")

    content = save(build_book(A1="値"))
    monkeypatch.setattr(zipfile.ZipFile, "__init__", refuse)
    monkeypatch.setattr("loaders.opening.package_scan.read_package", refuse)
    marked = annotate(content, "表.xlsx", [fault("A1")])
    monkeypatch.undo()
    assert load_workbook(io.BytesIO(marked)).sheetnames == ["表", REMEDIES]
