"""What a file is, by its first bytes: the extension decides nothing."""

import re

from loaders.opening.refusals import RefusalError

ZIP = b"PK\x03\x04"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_ARCHIVES = (b"PK\x05\x06", b"PK\x07\x08", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh")
#: a bare BIFF2–BIFF4 stream (Excel 2–4) starts with its BOF record
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
#: what the first lines of an XML document say it is
_XML_KINDS = {
    "xml_2003": (
        'progid="excel.sheet"',
        "urn:schemas-microsoft-com:office:spreadsheet",
        "<workbook",
    ),
    "document": ('progid="word.document"', "office.opendocument.text", "<w:worddocument"),
    "presentation": ('progid="powerpoint.show"', "office.opendocument.presentation"),
    "flat_ods": ("office.opendocument.spreadsheet", "<office:document"),
}
_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def find_kind(data: bytes) -> str:
    """ "zip" or "ole2"; anything else is refused by its name.

    >>> find_kind(b"PK\\x03\\x04" + bytes(30))
    'zip'
    """
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE2):
        return "ole2"
    raise RefusalError(name_foreign_kind(data))


def name_foreign_kind(data: bytes) -> str:
    """The reason (of refusals.toml) why these bytes are no workbook.

    >>> name_foreign_kind(b"%PDF-1.7"), name_foreign_kind("年度,件数".encode("cp932"))
    ('pdf', 'text')
    >>> name_foreign_kind(b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Table>')
    'xml_2003'
    >>> name_foreign_kind(b'<?xml version="1.0"?><svg/>')
    'xml'
    """
    if not data:
        return "empty"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for reason, marks in (("image", _IMAGES), ("archive", _ARCHIVES), ("old_excel", _OLD_EXCEL)):
        if data.startswith(marks):
            return reason
    return _name_text_kind(_decode_start(data))


def _decode_start(data: bytes) -> str:
    """The first characters, or "" when the bytes are no text in any usual encoding."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data[len(mark) : 4096].decode(encoding, "ignore")
    start = data[:4096]
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", start):
        return ""
    return start.decode("latin-1")


def _name_text_kind(start: str) -> str:
    start = start.lstrip().lower()
    if not start:
        return "other"
    for reason, signs in _XML_KINDS.items():
        if start.startswith("<") and any(sign in start for sign in signs):
            return reason
    if start.startswith("mime-version") or re.search(
        r"<(!doctype html|html|head|body|table)", start
    ):
        return "html"
    return "xml" if start.startswith("<?xml") else "text"
