"""Files in odd formats: named as what they are, or read as far as they can be."""

import io
import zipfile

import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook

from loaders.opening import limits
from loaders.opening.book_reading import read_grids
from loaders.opening.file_kind import name_foreign_kind
from loaders.opening.reader_process import answer_file
from loaders.opening.refusals import RefusalError
from loaders.opening.safe_open import WorkbookReader
from tests.samples.values_only import break_fonts


def _refuse(data: bytes) -> str:
    with pytest.raises(RefusalError) as refused:
        list(read_grids(data))
    return refused.value.reason


def _build_xlsx() -> bytes:
    book = Workbook()
    book.active["A1"] = "件名"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _build_xls(rows: int = 1, text: str = "件名") -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("一覧")
    for row in range(rows):
        sheet.write(row, 0, text)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("written", "other"),
    [
        (b'cipherAlgorithm="AES"', b'cipherAlgorithm="DES"'),
        (b'cipherAlgorithm="AES"', b'cipherAlgorithm="RC2"'),
        (b'hashAlgorithm="SHA512"', b'hashAlgorithm="MD5___"'),
    ],
)
def test_odd_encryption_is_called_encrypted(written: bytes, other: bytes) -> None:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(_build_xlsx())).encrypt("ひみつ", stream)
    data = stream.getvalue()
    assert written in data
    assert _refuse(data.replace(written, other)) == "password"


@pytest.mark.parametrize("kind", [b"\x00\x00", b"\x01\x00"])
def test_an_old_xls_with_a_password_is_called_encrypted(kind: bytes) -> None:
    """XOR (0) and RC4 (1), announced by a FILEPASS record in place of WRITEACCESS."""
    data = _build_xls()
    place = data.index(b"\x5c\x00\x70\x00")
    assert _refuse(data[:place] + b"\x2f\x00\x70\x00" + kind + data[place + 6 :]) == "password"


def test_an_xls_that_xlrd_gives_up_on_is_read_for_its_values() -> None:
    broken = break_fonts(_build_xls())
    (grid,) = read_grids(broken)
    assert (grid.rows, grid.values_only) == ({1: ["件名"]}, True)
    (whole,) = read_grids(_build_xls())
    assert not whole.values_only


def test_an_xls_that_nobody_reads_is_damaged() -> None:
    data = bytearray(_build_xls())
    place = data.index(b"\x09\x08\x10\x00")
    data[place : place + 400] = bytes(400)
    assert _refuse(bytes(data)) == "damaged"


def test_a_text_in_many_cells_is_sent_once() -> None:
    """As an xls keeps it: these are 240 KB that would be 450 MB in the caller."""
    text = "あ" * 30_000
    once, often = (sum(map(len, answer_file(b"1" + _build_xls(rows, text)))) for rows in (1, 5000))
    assert often < once + 5000 * 20


def test_an_answer_larger_than_its_file_may_become_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = _build_xls(300)
    size = sum(map(len, answer_file(b"1" + data)))
    monkeypatch.setattr(limits, "ANSWER_RATIO", 0)
    monkeypatch.setattr(limits, "ANSWER_FREE_BYTES", size)
    assert sum(map(len, answer_file(b"1" + data))) == size
    monkeypatch.setattr(limits, "ANSWER_FREE_BYTES", size - 1)
    with pytest.raises(RefusalError) as refused:
        list(answer_file(b"1" + data))
    assert refused.value.reason == "answer_size"


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', "xml_2003"),
        (
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
            "<Worksheet><Table><Row>",
            "xml_2003",
        ),
        (
            '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>',
            "document",
        ),
        ('<?xml version="1.0"?><office:document office:mimetype="x">', "flat_ods"),
        ('<?xml version="1.0"?><html xmlns="x"><body>', "html"),
        ("<html><body><table>", "html"),
        ('<?xml version="1.0"?><svg/>', "xml"),
        ("件名,日付", "text"),
    ],
)
def test_a_text_is_named_as_what_it_is(start: str, reason: str) -> None:
    assert name_foreign_kind(start.encode()) == reason
    assert reason == "text" or name_foreign_kind(b"\xff\xfe" + start.encode("utf-16-le")) == reason


def _build_package(body: str, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
        package.writestr("content.xml", f"<office:document-content><office:body>{body}")
    return stream.getvalue()


SHEET = (
    "<office:spreadsheet><table:table table:name='一覧'><table:table-row><table:table-cell "
    "office:value-type='string'><text:p>件名</text:p></table:table-cell></table:table-row>"
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)


LONGEST = "PT23999999999H59M59.999999S"


@pytest.mark.parametrize("said", [LONGEST, "PT9999999999999999999H", "PT1H"])
def test_no_duration_gives_one_persons_workbook_to_the_next(said: str) -> None:
    cell = f"office:value-type='time' office:time-value='{said}'"
    odd = _build_package(SHEET.replace("office:value-type='string'", cell))
    assert odd != _build_package(SHEET)
    with WorkbookReader() as reader:
        reader.read(odd, "odd.ods")
        for name in ("中国", "四国"):
            workbook = reader.read(_build_package(SHEET.replace("件名", name)), f"{name}.ods")
            assert [grid.rows for grid in workbook.grids] == [[[name]]]


def test_an_ods_without_its_mimetype_is_read() -> None:
    (grid,) = read_grids(_build_package(SHEET))
    assert grid.rows == {1: ["件名"]}


@pytest.mark.parametrize(
    ("body", "reason"),
    [("<office:text>", "document"), ("<office:presentation>", "presentation"), ("<svg>", "other")],
)
def test_another_document_without_its_mimetype_is_named(body: str, reason: str) -> None:
    assert _refuse(_build_package(body)) == reason
