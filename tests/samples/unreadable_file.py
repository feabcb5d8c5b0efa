"""A file that is no workbook, or only the first half of one."""

from tests.samples import example
from tests.samples.sample import Sample, build_unreadable, export_bytes


def ng_truncated() -> Sample:
    content = export_bytes(example.build_from(example.matchings()).workbook)
    return build_unreadable(content[: len(content) // 2], "unreadable_file")


def ng_empty() -> Sample:
    return build_unreadable(b"", "unreadable_file")


def ng_text() -> Sample:
    return build_unreadable("自治体名,企業名\n広島市,アルファ\n".encode(), "unreadable_file")
