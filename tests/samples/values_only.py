"""An xls that xlrd gives up on: its values are read, with a word on what could not be seen."""

from tests.samples import example
from tests.samples.ledger import open_book
from tests.samples.old_format import convert_to_xls
from tests.samples.sample import Sample, build_sample, export_bytes

_FONT = b"\x31\x00"


def break_fonts(content: bytes) -> bytes:
    """Every font's name longer than its record: only a reader of fonts stumbles over it."""
    start = content.index(b"\x09\x08\x10\x00")  # the workbook's first record
    broken, place = bytearray(content), start
    while content[place : place + 2] != b"\x0a\x00":
        length = int.from_bytes(content[place + 2 : place + 4], "little")
        if content[place : place + 2] == _FONT:
            broken[place + 4 + 14 : place + 4 + 16] = b"\xff\x01"
        place += 4 + length
    return bytes(broken)


def ng() -> Sample:
    book, ledger = open_book("一覧"), example.matchings()
    answer = ledger.write(book.active)
    answer.add_problem("values_only", None)
    content = break_fonts(export_bytes(convert_to_xls(book)))
    return build_sample(content, [answer], "調査票.xls", fiscal_year=2020, forum="chugoku")
