"""Furigana that Japanese Excel keeps beside a cell's text is no part of the text."""

from tests.samples import example
from tests.samples.ledger import open_book
from tests.samples.patch import patch_sheet
from tests.samples.sample import Sample, build_sample


def ok() -> Sample:
    ledger, book = example.supports(), open_book("一覧")
    answer = ledger.write(book.active)
    reading = '<rPh sb="0" eb="2"><t>マツエ</t></rPh><phoneticPr fontId="1"/>'
    content = patch_sheet(book, r"<is><t>松江市</t></is>", f"<is><t>松江市</t>{reading}</is>")
    return build_sample(content, [answer], fiscal_year=2020, forum="chugoku")


def ok_rich_text() -> Sample:
    """A name of which one half is red: two runs, one text."""
    ledger, book = example.supports(), open_book("一覧")
    answer = ledger.write(book.active)
    runs = '<r><t>松江</t></r><r><rPr><color rgb="FFFF0000"/></rPr><t>市</t></r>'
    content = patch_sheet(book, r"<is><t>松江市</t></is>", f"<is>{runs}</is>")
    return build_sample(content, [answer], fiscal_year=2020, forum="chugoku")
