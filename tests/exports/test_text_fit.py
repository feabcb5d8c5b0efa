"""Texts fit their boxes at any content: widths, line ends, sizes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.pictures.text_fit import clean_text, fit_text, fit_title, measure_em, wrap_text

TEXTS = st.text(st.characters(codec="utf-8"), max_size=300)


@given(TEXTS, st.floats(2, 40))
def test_any_text_wraps_to_lines_within_the_width(text: str, width: float) -> None:
    assert all(measure_em(line) <= width + 1e-6 for line in wrap_text(text, width))


@given(TEXTS, st.floats(2, 40))
def test_wrapping_loses_nothing_but_spaces(text: str, width: float) -> None:
    kept = "".join(wrap_text(text, width))
    assert [c for c in kept if not c.isspace()] == [c for c in text if not c.isspace()]


@given(TEXTS, st.floats(1, 12), st.floats(0.3, 3))
def test_fitted_text_is_never_higher_than_its_box(text: str, width: float, height: float) -> None:
    fitted = fit_text(text, width, height, 30)
    assert fitted.height <= height or len(fitted.lines) == 1


def test_text_too_long_at_the_smallest_size_ends_in_an_ellipsis() -> None:
    fitted = fit_text("長い文" * 500, 2, 0.5, 20)
    assert fitted.size == 9
    assert fitted.text.endswith("…")


def test_line_does_not_begin_with_a_closing_sign_nor_end_with_an_opening_one() -> None:
    for width in range(4, 12):
        for line in wrap_text("あいう。えお（かき）、くけ「こさ」し・す", width):
            assert line[0] not in "。）、」・"
            assert line[-1] not in "（「"


@pytest.mark.parametrize("quantity", ["45～62団体", "1,011～1,028", "3ポイント", "57%"])
def test_number_stays_with_what_it_counts(quantity: str) -> None:
    text = f"目標まであと{quantity}（うち{quantity}は未定）、"
    for width in range(8, 30):
        assert "".join(line.count(quantity) * "|" for line in wrap_text(text, width)) == "||"


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    assert clean_text("a\x00\x08\x0b\ud800\ufffeb") == "ab"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("短い題", ("短い題",)),
        (
            "同じ月に重なるのは2か所。ほかに月の決まらない行事が13件",
            ("同じ月に重なるのは2か所。", "ほかに月の決まらない行事が13件"),
        ),
        (
            "最も遠いのは沖縄のブロックである（40.5%、あと9団体）",
            ("最も遠いのは沖縄のブロックである", "（40.5%、あと9団体）"),
        ),
    ],
)
def test_title_is_set_smaller_before_it_is_broken_and_broken_where_a_phrase_ends(
    text: str, lines: tuple[str, ...]
) -> None:
    fitted = fit_title(text, (7, 1), 30, 24)
    assert fitted.lines == lines
    assert "".join(fitted.text.split("\n")) == text
    assert fitted.size >= 22


def test_title_without_a_phrase_to_break_at_wraps_as_any_text() -> None:
    fitted = fit_title("題" * 40, (7, 1), 30, 24)
    assert (len(fitted.lines), fitted.text) == (2, "題" * 40)
