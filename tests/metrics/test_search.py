"""The search's folding and patterns, and how well similarity does on needs labelled by hand."""

import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.search import build_pairs_pattern, build_pattern, fold_text, list_pairs, split_words
from metrics.similarity import count_pairs, load_quality, measure_cosine

LABELLED = Path(__file__).with_name("similar_needs.tsv")

#: word | text that holds it | text that does not
WORDS = """
ドローン | ﾄﾞﾛｰﾝによる点検 | ドローイング
どろーん | 小型ドロ－ン | トロール
ＡＩ | 打音aiによる診断 | エーアイ
橋梁 | 橋 梁の点検 | 橋の梁
ガケ | 崖（がけ） | かけ
100m | １００ｍの区間 | 10m
(仮) | （仮）称 | 仮称
a.b | A.B | axb
"""


@pytest.mark.parametrize("line", WORDS.strip().splitlines())
def test_word_is_found_whatever_its_kana_and_width(line: str) -> None:
    word, held, other = (part.strip() for part in line.split("|"))
    [folded] = split_words(word)
    for text, is_found in ((held, True), (other, False)):
        assert (folded in fold_text(text)) is is_found
        assert (re.search(build_pattern(folded), text) is not None) is is_found
        found = duckdb.execute("SELECT regexp_matches(?, ?)", [text, build_pattern(folded)])
        assert found.fetchall() == [(is_found,)]


@given(st.text(min_size=1, max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_pattern_of_a_word_finds_the_word_itself_in_the_stores_dialect(
    word: str, before: str, after: str
) -> None:
    for folded in split_words(word.replace("\x00", "")):
        text = f"{before}{folded}{after}".replace("\x00", "")
        found = duckdb.execute("SELECT regexp_matches(?, ?)", [text, build_pattern(folded)])
        assert found.fetchall() == [(True,)]


def test_pairs_do_not_run_over_signs_and_a_single_letter_has_none() -> None:
    assert list_pairs("橋、梁") == []
    assert build_pairs_pattern("橋") == ""


def read_labelled() -> list[tuple[bool, float]]:
    lines = LABELLED.read_text("utf-8").strip().splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [
        (alike == "1", measure_cosine(count_pairs(one), count_pairs(other)))
        for alike, one, other in rows
    ]


def test_quality_told_on_the_page_is_what_is_measured() -> None:
    labelled, told = read_labelled(), load_quality()
    shown = [alike for alike, cosine in labelled if cosine >= told.threshold]
    assert told.pairs == len(labelled)
    assert told.alike == sum(alike for alike, _ in labelled)
    assert told.found == len(shown)
    assert told.right == sum(shown)


def test_labelled_pairs_are_two_texts_once_each() -> None:
    lines = LABELLED.read_text("utf-8").strip().splitlines()[1:]
    assert len(lines) == len(set(lines))
    assert all(len(line.split("\t")) == 3 for line in lines)


@given(st.text(max_size=20), st.text(max_size=20))
def test_cosine_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    first, second = count_pairs(one), count_pairs(other)
    cosine = measure_cosine(first, second)
    assert cosine == measure_cosine(second, first)
    assert 0 <= cosine <= 1 + 1e-9
    assert not first or abs(measure_cosine(first, first) - 1) < 1e-9
