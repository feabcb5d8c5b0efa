"""The data dictionary says what the layouts say."""

import re
from typing import get_args

from data.layout import FieldType, load_layouts
from loaders.checking.problems import LEVELS
from loaders.returning.dictionary import TARGET, list_codes, load_words, render_dictionary


def test_dictionary_is_up_to_date() -> None:
    written = TARGET.read_text("utf-8")
    assert written == render_dictionary(), "run: python -m loaders.returning.dictionary"


def test_every_field_of_every_layout_has_its_line() -> None:
    sections = re.split(r'<a id="(\w+)"></a>', render_dictionary())
    named = dict(zip(sections[1::2], sections[2::2], strict=True))
    assert list(named) == [layout.id for layout in load_layouts()]
    for layout in load_layouts():
        lines = re.findall(r"^\| [^|]+ \| `(\w+)` \|", named[layout.id].split("## ")[1], re.M)
        assert lines == [field.name for field in layout.answers]


def test_every_problem_code_has_its_line() -> None:
    listed = re.findall(r"^\| `(\w+)` \| (?:誤り|注意)", render_dictionary(), re.M)
    assert listed == list(LEVELS)


def test_codes_of_fields_are_problem_codes() -> None:
    named = {code for each in load_layouts() for f in each.fields for code in list_codes(each, f)}
    assert named <= set(LEVELS)


def test_words_cover_every_type() -> None:
    assert set(load_words().types) == set(get_args(FieldType))


def test_every_table_row_has_as_many_cells_as_its_header() -> None:
    tables = re.findall(r"(?:^\|.*\n)+", render_dictionary(), re.M)
    for table in tables:
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(cells) == 1
