"""Forum names as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.names.forums import find_forum, load_forums, parse_forum

WRITTEN = """
中国                                            chugoku
中国ブロック                                    chugoku
中国フォーラム                                  chugoku
インフラメンテナンス国民会議　中国フォーラム    chugoku
ちゅうごく                                      chugoku
「ちゅうごく」フォーラム                        chugoku
中国地方フォーラム                              chugoku
中国Ｆ                                          chugoku
中　国                                          chugoku
ﾁｭｳｺﾞｸ                                          invalid_choice
北海道ブロック                                  hokkaido
北陸フォーラム                                  hokuriku
北陸インフラメンテナンスフォーラム              hokuriku
近畿本部フォーラム                              kinki
九州                                            kyushu
沖縄地方                                        okinawa
革新的技術フォーラム                            innovative_technology
革新技術                                        innovative_technology
自治体支援                                      municipal_support
技術者育成フォーラム                            engineer_training
市民参画フォーラム                              citizen_participation
海外市場展開フォーラム                          overseas_markets
企画部会                                        planning_subcommittee
広報部会                                        public_relations_subcommittee
chugoku                                         chugoku
中                                              invalid_choice
東                                              invalid_choice
関西                                            invalid_choice
中国・四国                                      invalid_choice
中国地方整備局                                  invalid_choice
企画                                            invalid_choice
未定                                            undecided
―                                               blank
"""

TITLES = """
R2_中国_マッチング.xlsx                                         chugoku
令和２年度　「ちゅうごく」フォーラム　活動報告                  chugoku
令和2年度 中部フォーラム マッチング台帳                         chubu
R3北海道フォーラム                                              hokkaido
hokkaido_r2.xlsx                                                hokkaido
【北陸】イベント計画                                            hokuriku
インフラメンテナンス国民会議_近畿本部フォーラム2021             kinki
企画部会_R3実施計画                                             planning_subcommittee
R3_革新的技術_計画.xlsx                                         innovative_technology
自治体支援フォーラム 実施計画                                   municipal_support
革新的技術の活用状況                                            -
支援自治体数                                                    -
北陸・北海道 合同会議                                           -
中国・四国ブロック合同                                          -
九州・沖縄                                                      -
自治体支援フォーラム（九州）                                    -
地方フォーラム活動計画                                          -
中間報告_東.xlsx                                                -
"""


def rows(table: str) -> list[tuple[str, str]]:
    pairs = (line.rsplit(maxsplit=1) for line in table.strip().split("\n"))
    return [(text.strip(), expected) for text, expected in pairs]


@pytest.mark.parametrize(("written", "expected"), rows(WRITTEN))
def test_forum_as_written_is_read_or_named_as_problem(written: str, expected: str):
    reading = parse_forum(written)
    assert (reading.value or reading.code or reading.state) == expected


@pytest.mark.parametrize(("title", "expected"), rows(TITLES))
def test_title_naming_one_forum_finds_it_and_no_other(title: str, expected: str):
    assert (find_forum(title) or "-") == expected


@pytest.mark.parametrize("forum", load_forums(), ids=lambda forum: forum.id)
def test_every_name_of_a_forum_is_read_as_itself(forum):
    for name in (forum.name, forum.short_name, forum.id, *forum.spellings):
        assert parse_forum(name).value == forum.id
        assert find_forum(f"令和2年度 {name} 一覧") == forum.id


def test_unknown_forum_is_told_all_that_would_do():
    expected = parse_forum("関西").expected
    assert all(forum.short_name in expected for forum in load_forums())


@pytest.mark.parametrize("value", [None, True, 3, 2.5])
def test_cell_that_is_no_text_never_raises(value):
    assert parse_forum(value).value is None


@given(st.text(max_size=60))
def test_any_text_is_read_without_raising(text: str):
    ids = {forum.id for forum in load_forums()} | {None}
    assert find_forum(text) in ids
    assert parse_forum(text).value in ids
