"""Hostile, broken and merely unlucky files, each made by code: name -> bytes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import openpyxl
import xlwt

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def build_parts(sheet: str | bytes, main: str = _MAIN, office: str = _OFFICE) -> dict[str, bytes]:
    """The parts of a smallest workbook around one sheet part, named 報告."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">'
        '<sheets><sheet name="報告" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/styles" Target="styles.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts count="1">'
        '<numFmt numFmtId="176" formatCode="[$-411]ge.m.d"/></numFmts><cellXfs count="3">'
        '<xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="9"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    return {
        name: part if isinstance(part, bytes) else (_XML + part).encode()
        for name, part in parts.items()
    }


def build_sheet(rows: str, before: str = "", after: str = "", main: str = _MAIN) -> str:
    """A sheet part around the inside of its sheetData."""
    return f'<worksheet xmlns="{main}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def build_cell(address: str, text: str = "値") -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def zip_parts(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def build_xlsx(rows: str, before: str = "", after: str = "") -> bytes:
    return zip_parts(build_parts(build_sheet(rows, before, after)))


def build_row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


_GOOD_ROW = build_row(1, build_cell("A1", "件名"), '<c r="B1"><v>133</v></c>')


def far_corner() -> bytes:
    return build_xlsx(build_row(1, build_cell("A1")) + build_row(1048576, build_cell("XFD1048576")))


def wide_box() -> bytes:
    """4,000 × 4,000 cells around just two values."""
    return build_xlsx(build_row(1, build_cell("A1")) + build_row(4000, build_cell("EWV4000")))


def gigabyte_of_zeros() -> bytes:
    """A sheet part that inflates to 1 GB, from about 1 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = b"0" * (1 << 20)
    raw = b"".join(packer.compress(block) for _ in range(1024)) + packer.flush()
    return _replace_stored_part(raw, 1 << 30)


def lying_size() -> bytes:
    """The same, but the zip's headers say the part has ten bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    raw = b"".join(packer.compress(bytes(1 << 20)) for _ in range(600)) + packer.flush()
    return _replace_stored_part(raw, 10)


def _replace_stored_part(raw: bytes, size: int) -> bytes:
    """A package whose sheet part is the given deflated bytes, with a size as claimed."""
    parts = build_parts(b"")
    name = b"xl/worksheets/sheet1.xml"
    package = zip_parts({n: p for n, p in parts.items() if n != name.decode()})
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        central, count = opened.start_dir, len(opened.infolist())
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, 0, len(raw), size, len(name), 0)
    local = b"PK\x03\x04" + fields + name + raw
    entry = (
        b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, central)
    )
    directory = package[central:-22] + entry + name
    start = central + len(local)
    end = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(directory), start, 0
    )
    return package[:central] + local + directory + end


def entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE bomb [<!ENTITY a0 "ああああ">{entities}]>'
    return zip_parts(build_parts(doctype + build_sheet(build_row(1, build_cell("A1", "&a9;")))))


def entity_bomb_utf16() -> bytes:
    doctype = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE b [<!ENTITY a "あ">]>'
    sheet = doctype + build_sheet(build_row(1, build_cell("A1", "&a;")))
    return zip_parts(build_parts(sheet.encode("utf-16")))


def external_entity() -> bytes:
    doctype = '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return zip_parts(build_parts(doctype + build_sheet(build_row(1, build_cell("A1", "&a;")))))


def many_merges() -> bytes:
    areas = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 40_001))
    return build_xlsx(_GOOD_ROW, after=f"<mergeCells>{areas}</mergeCells>")


def many_entries() -> bytes:
    parts = build_parts(build_sheet(_GOOD_ROW))
    return zip_parts(parts | {f"xl/media/{n}.bin": b"" for n in range(10_000)})


def truncated_zip() -> bytes:
    whole = build_xlsx(_GOOD_ROW)
    return whole[: len(whole) * 2 // 3]


def duplicated_entry() -> bytes:
    target = io.BytesIO(build_xlsx(_GOOD_ROW))
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("XL/worksheets/Sheet1.xml", build_sheet(build_row(1, build_cell("A1"))))
    return target.getvalue()


def encrypted_entry() -> bytes:
    """A zip with its own password: flag bit 0 of every entry is set."""
    data = bytearray(build_xlsx(_GOOD_ROW))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def html_table() -> bytes:
    return "<html><body><table><tr><td>件名</td></tr></table></body></html>".encode()


def excel_2003_xml() -> bytes:
    return (_XML + '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>').encode()


def csv_text() -> bytes:
    return "年度,件数\r\n令和2年度,133\r\n".encode("cp932")


def unicode_text() -> bytes:
    return "年度\t件数\r\n令和2年度\t133\r\n".encode("utf-16")


def word_document() -> bytes:
    return zip_parts({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})


def presentation() -> bytes:
    return zip_parts({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"})


def plain_archive() -> bytes:
    return zip_parts({"報告.xlsx": build_xlsx(_GOOD_ROW)})


def ods_rows_bomb() -> bytes:
    """One row of 16,384 equal values, a million times over."""
    return build_ods(
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
        "</table:table-row>"
    )


def ods_endless_blank() -> bytes:
    """A value, then blank cells and rows counted in billions: harmless, and must read."""
    return build_ods(
        '<table:table-row><table:table-cell office:value-type="string"><text:p>値</text:p>'
        '</table:table-cell><table:table-cell table:number-columns-repeated="2000000000"/>'
        '</table:table-row><table:table-row table:number-rows-repeated="2000000000">'
        '<table:table-cell table:number-columns-repeated="2000000000"/></table:table-row>'
    )


def build_ods(rows: str, styles: str = "", table_style: str = "") -> bytes:
    """A smallest ods around the rows of one table, named 報告."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'{_XML}<office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0" '
        f'xmlns:style="{office}:style:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="報告"{table_style}>{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return zip_parts(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def coloured_column() -> bytes:
    """A whole column formatted, cell by cell, down to Excel's last row: must read."""
    rows = "".join(
        f'<row r="{n}"><c r="C{n}" s="1"/></row>' for n in (*range(2, 60_000), 1_048_576)
    )
    return build_xlsx(_GOOD_ROW + rows)


#: what must be refused, with the code of its one problem
REFUSED: dict[Callable[[], bytes], str] = {
    far_corner: "limit_exceeded",
    wide_box: "limit_exceeded",
    gigabyte_of_zeros: "limit_exceeded",
    lying_size: "limit_exceeded",
    many_merges: "limit_exceeded",
    many_entries: "limit_exceeded",
    ods_rows_bomb: "limit_exceeded",
    entity_bomb: "unreadable_file",
    entity_bomb_utf16: "unreadable_file",
    external_entity: "unreadable_file",
    truncated_zip: "unreadable_file",
    duplicated_entry: "unreadable_file",
    encrypted_entry: "encrypted_file",
    html_table: "unreadable_file",
    excel_2003_xml: "unreadable_file",
    csv_text: "unreadable_file",
    unicode_text: "unreadable_file",
    word_document: "unreadable_file",
    presentation: "unreadable_file",
    plain_archive: "unreadable_file",
    bytes: "unreadable_file",
}

#: what looks dangerous and is a tired clerk's workbook all the same
HARMLESS: tuple[Callable[[], bytes], ...] = (coloured_column, ods_endless_blank)


def good_xlsx() -> bytes:
    """Text, number, date, percentage, error, merge and hidden row, by openpyxl."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "報告"
    sheet.append(["件名", "件数", "割合", "備考"])
    for number in range(1, 30):
        sheet.append([f"橋梁 {number} & 橋", number, number / 100, "#N/A" if number == 7 else "可"])
        sheet.cell(number + 1, 3).number_format = "0%"
    sheet.merge_cells("A31:D31")
    sheet.row_dimensions[5].hidden = True
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def good_xls() -> bytes:
    """The same sort of sheet in the old format."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("報告")
    for row in range(30):
        for column, value in enumerate((f"橋梁 {row}", row, row / 100, row % 2 == 0)):
            sheet.write(row, column, value)
    sheet.merge(30, 31, 0, 3)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def good_ods() -> bytes:
    rows = "".join(
        '<table:table-row><table:table-cell office:value-type="string">'
        f"<text:p>橋梁 {number}</text:p></table:table-cell>"
        f'<table:table-cell office:value-type="float" office:value="{number}"/></table:table-row>'
        for number in range(30)
    )
    return build_ods(rows)


def build_record(number: int, content: bytes = b"") -> bytes:
    """One record of the binary format: number, length, content."""
    head = [number] if number < 0x80 else [number & 0x7F | 0x80, number >> 7]
    length = len(content)
    while length > 0x7F:
        head.append(length & 0x7F | 0x80)
        length >>= 7
    return bytes([*head, length]) + content


def build_wide_text(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def build_binary_cell(number: int, column: int, style: int, content: bytes) -> bytes:
    return build_record(number, struct.pack("<II", column, style) + content)


def build_binary_row(row: int, *cells: bytes, hidden: bool = False) -> bytes:
    head = struct.pack("<IIHBBBI", row, 0, 300, 0, 0x10 if hidden else 0, 0, 0)
    return build_record(0, head) + b"".join(cells)


def build_xlsb(rows: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    """A smallest xlsb around its rows; cell styles 0 General, 1 ge.m.d, 2 per cent."""
    sheet = struct.pack("<II", 0, 1) + build_wide_text("rId1") + build_wide_text("報告")
    text = b"\0" + build_wide_text("橋梁")
    extent = build_record(148, struct.pack("<IIII", 0, 99, 0, 9))
    return zip_parts(
        {
            "[Content_Types].xml": _BINARY_TYPES.encode(),
            "_rels/.rels": build_relations({"officeDocument": "xl/workbook.bin"}),
            "xl/_rels/workbook.bin.rels": build_relations(
                {
                    "worksheet": "worksheets/sheet1.bin",
                    "styles": "styles.bin",
                    "sharedStrings": "sharedStrings.bin",
                }
            ),
            "xl/workbook.bin": build_block(131, build_block(143, build_record(156, sheet))),
            "xl/styles.bin": build_binary_styles(),
            "xl/sharedStrings.bin": build_record(159, struct.pack("<II", 1, 1))
            + build_record(19, text)
            + build_record(160),
            "xl/worksheets/sheet1.bin": build_record(129)
            + extent
            + before
            + build_block(145, rows)
            + after
            + build_record(130),
        }
    )


_BINARY_TYPES = (
    f'{_XML}<Types xmlns="{_TYPES}"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="bin" '
    'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)


def build_block(number: int, inside: bytes) -> bytes:
    """A record that begins something, what is inside, and the next record, which ends it."""
    return build_record(number) + inside + build_record(number + 1)


def build_relations(targets: Mapping[str, str]) -> bytes:
    """rId1, rId2, … by the last word of their type."""
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'{_XML}<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'.encode()


def build_binary_styles() -> bytes:
    formats = build_record(44, struct.pack("<H", 176) + build_wide_text("[$-411]ge.m.d"))
    styles = b"".join(
        build_record(47, struct.pack("<HHHHHBBHBB", 0, key, 0, 0, 0, 0, 0, 0, 0, 0))
        for key in (0, 176, 9)
    )
    return (
        build_record(278)
        + build_record(615, struct.pack("<I", 1))
        + formats
        + build_record(616)
        + build_record(617, struct.pack("<I", 3))
        + styles
        + build_record(618)
        + build_record(279)
    )


def good_xlsb() -> bytes:
    """Every kind of cell, a hidden row and column, and a merge."""
    rows = b"".join(
        build_binary_row(
            row,
            build_binary_cell(7, 0, 0, struct.pack("<I", 0)),
            build_binary_cell(2, 1, 0, struct.pack("<I", 133 << 2 | 2)),
            build_binary_cell(5, 2, 2, struct.pack("<d", 0.57)),
            build_binary_cell(5, 3, 1, struct.pack("<d", 44000)),
            build_binary_cell(3, 4, 0, b"\x2a"),
            build_binary_cell(4, 5, 0, b"\1"),
            build_binary_cell(6, 6, 0, build_wide_text("点検")),
            hidden=row == 1,
        )
        for row in range(3)
    )
    columns = build_record(390) + build_record(60, struct.pack("<IIIIH", 1, 1, 2304, 0, 1))
    merge = build_record(177, struct.pack("<I", 1))
    merge += build_record(176, struct.pack("<IIII", 4, 5, 0, 1)) + build_record(178)
    return build_xlsb(rows, columns + build_record(391), merge)


#: formats to fuzz
GOOD: dict[str, Callable[[], bytes]] = {
    "xlsx": good_xlsx,
    "xls": good_xls,
    "ods": good_ods,
    "xlsb": good_xlsb,
}
