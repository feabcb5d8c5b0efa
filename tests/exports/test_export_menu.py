"""The menu's lines: each makes its file, and keeps the reason where it can't."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from exports.errors import ExportError
from tests.exports.plan_figures import build_figure
from views.model.figure import Figure
from widgets.files.export_menu import ENTRIES, _export

BEGINNINGS = {
    "png": b"\x89PNG",
    "svg": b"<svg",
    "pdf": b"%PDF-",
    "xlsx": b"PK",
    "pptx": b"PK",
    "csv": b"\xef\xbb\xbf",
}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
def test_every_line_makes_a_file_of_its_kind(figures: dict[str, Figure], entry: object) -> None:
    line = next(each for each in ENTRIES if each is entry)
    content = _export(line, figures["matching_stages"], {})
    assert content.startswith(BEGINNINGS[line.extension])
    if content.startswith(b"PK"):
        assert zipfile.ZipFile(BytesIO(content)).testzip() is None


def refuse(_: Figure) -> bytes:
    raise ExportError("no_text")


def test_failure_is_kept_for_the_menu_in_words() -> None:
    failures: dict[str, str] = {}
    figure = replace(build_figure(["町"], [1]), code="K1")
    with pytest.raises(ExportError):
        _export(replace(ENTRIES[0], export=refuse), figure, failures)
    assert "フォントのパッケージを入れ直してください" in failures["K1"]
