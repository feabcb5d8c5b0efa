"""One innocent-looking cell at the far corner asks for 17 thousand million cells."""

from tests.samples import example
from tests.samples.ledger import open_book
from tests.samples.sample import Sample, build_unreadable, export_bytes


def ng() -> Sample:
    book = open_book("一覧")
    example.matchings().write(book.active)
    book.active["XFD1048576"] = 1
    return build_unreadable(export_bytes(book), "limit_exceeded")
