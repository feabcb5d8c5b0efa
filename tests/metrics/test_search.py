"""The search's folding and patterns, and how well similarity does on needs labelled by hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.cases.search import build_pairs_pattern, list_pairs, split_words
from metrics.cases.similarity import count_pairs, load_quality, measure_cosine
from store.folding import fold_text, fold_texts

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


@given(st.text(min_size=1, max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_word_is_found_in_any_text_that_holds_it(word: str, before: str, after: str) -> None:
    kept = fold_texts([f"{before} {word} {after}"])
    assert [folded for folded in split_words(word) if folded not in kept] == []


def test_no_word_is_found_across_two_texts() -> None:
    kept = fold_texts(["鉄橋", "梁の点検", "広島県"])
    assert "橋梁" not in kept
    assert "橋梁" not in list_pairs(kept)
    assert {"鉄橋", "点検", "広島"} <= set(list_pairs(kept))


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
