"""Tables on paper: the rows of a grid as texts, whole and harmless."""

import pandas as pd

from widgets.figures.grids import MOST_PRINTED, build_paper_line, build_print_table


def test_rows_are_printed_under_their_headings_as_texts() -> None:
    frame = pd.DataFrame({"a": ["<b>", None], "b": [1234, 5], "c": [0.5, None], "d": ["x", "y"]})
    said = build_print_table(
        frame, {"a": "題", "b": {"label": "数"}, "c": {"label": None}, "d": None}
    )
    assert "<th>題</th><th>数</th><th>c</th>" in said
    assert (
        '<tr><td>&lt;b&gt;</td><td class="number">1,234</td><td class="number">0.5</td></tr>'
        in (said)
    )
    assert '<tr><td></td><td class="number">5</td><td></td></tr>' in said
    assert "ほか" not in said


def test_of_a_long_table_is_said_how_many_rows_are_not_printed() -> None:
    frame = pd.DataFrame({"a": range(MOST_PRINTED + 1)})
    assert "ほか1行" in build_print_table(frame, {})
    assert "ほか" not in build_print_table(frame.head(MOST_PRINTED), {})


def test_line_on_paper_says_what_there_is() -> None:
    assert "a　&lt;b&gt;</p>" in build_paper_line("a", "", "<b>")
