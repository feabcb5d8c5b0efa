"""The catalogue on small ledgers: what is found, an entry's card, similar needs elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from metrics.cases import platform
from metrics.cases.platform import (
    Narrowing,
    find_platform,
    find_similar,
    read_counts,
    read_entry,
    render_card,
    render_quality,
    search_entries,
)
from metrics.cases.similarity import load_quality
from store.database import Database, open_database
from tests.ledger_store import fill_ledger_store

#: search | titles or companies found
SEARCHES = """
ﾄﾞﾛｰﾝ | ドローン点検の活用 橋梁ドローンの活用
道路　規制 | ドローン点検の活用 ロボットカメラの活用 橋梁ドローンの活用 車載カメラの活用
広島大学 | 橋の出前授業
質疑　回線 | オンライン開催の不調
甲社 | ドローン点検の活用
呉市 規制 ロボット 乙社 | ロボットカメラの活用
"""


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    root: Path = tmp_path_factory.mktemp("ledgers")
    with fill_ledger_store(root) as database:
        yield database


def test_catalogue_counts_every_kind(ledgers: Database) -> None:
    said = find_platform(read_counts(ledgers))
    assert said == (
        "全年度の15件から検索できる（ニーズ×シーズ 9件・市民参画 4件・成功例 1件・失敗例 1件）"
    )


def test_needs_seeds_activities_and_know_how_are_in_one_search(ledgers: Database) -> None:
    found = search_entries(ledgers, "", Narrowing())
    assert found.count == 15
    assert {"ニーズ×シーズ", "市民参画", "成功例", "失敗例"} == set(found.entries["kind_name"])


@pytest.mark.parametrize("line", SEARCHES.strip().splitlines())
def test_all_words_must_stand_in_the_entry(ledgers: Database, line: str) -> None:
    query, titles = (part.strip() for part in line.split("|"))
    found = search_entries(ledgers, query, Narrowing())
    expected = set(titles.split())
    if query == "道路　規制":  # of the field 道路, or with 道路 in the need
        expected = {"ドローン点検の活用", "ロボットカメラの活用", "橋梁ドローンの活用"}
    assert not found.is_near
    assert set(found.entries["title"]) == expected


def test_words_that_nothing_holds_bring_what_reads_most_like_them(ledgers: Database) -> None:
    found = search_entries(ledgers, "橋梁点検の交通規制をなくす", Narrowing())
    assert found.is_near
    assert set(found.entries["company"].head(2)) == {"乙社", "辛社"}
    nothing = search_entries(ledgers, "zzzz", Narrowing())
    assert nothing.entries.empty
    assert nothing.count == 0


@pytest.mark.parametrize(
    ("narrowing", "count"),
    [
        (Narrowing(kind="need_seed"), 9),
        (Narrowing(block="kinki"), 5),
        (Narrowing(field="道路"), 5),
        (Narrowing(stage="field_trial"), 2),
        (Narrowing(year=2021), 2),
        (Narrowing(kind="failure", block="kinki"), 1),
        (Narrowing(kind="'; DROP TABLE matchings"), 0),
    ],
)
def test_catalogue_is_narrowed(ledgers: Database, narrowing: Narrowing, count: int) -> None:
    assert search_entries(ledgers, "", narrowing).count == count


def test_more_than_are_counted_are_said_to_be_more_and_the_newest_shown(
    ledgers: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "MOST_COUNTED", 14)
    monkeypatch.setattr(platform, "MOST_SHOWN", 4)
    found = search_entries(ledgers, "", Narrowing())
    assert (found.count, found.has_more) == (14, True)
    assert list(found.entries["fiscal_year"]) == [2021, 2021, 2020, 2020]
    monkeypatch.setattr(platform, "MOST_COUNTED", 15)
    found = search_entries(ledgers, "", Narrowing())
    assert (found.count, found.has_more, len(found.entries)) == (15, False, 4)


def test_near_ones_are_looked_for_in_the_newest_loads_only(
    ledgers: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "橋梁点検の交通規制をなくす"
    assert {2020, 2021} == set(search_entries(ledgers, query, Narrowing()).entries["fiscal_year"])
    monkeypatch.setattr(platform, "MOST_LOOKED_AT", 1)
    found = search_entries(ledgers, query, Narrowing())
    assert (found.is_near, found.has_more) == (True, False)
    assert {2021} == set(found.entries["fiscal_year"])
    older = search_entries(ledgers, query, Narrowing(year=2020))
    assert {2020} == set(older.entries["fiscal_year"])


def test_words_are_looked_for_in_the_newest_loads_only(
    ledgers: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = search_entries(ledgers, "規制", Narrowing())
    assert {2020, 2021} == set(whole.entries["fiscal_year"])
    assert [(each.looked, each.count) for each in whole.reach] == [(15, 15)]
    monkeypatch.setattr(platform, "MOST_SEARCHED", 2)
    found = search_entries(ledgers, "規制", Narrowing())
    assert {2021} == set(found.entries["fiscal_year"])
    assert [(each.looked, each.count) for each in found.reach] == [(2, 15)]
    older = search_entries(ledgers, "規制", Narrowing(block="chugoku", year=2020))
    assert {2020} == set(older.entries["fiscal_year"])


def test_of_a_load_that_is_larger_than_is_looked_through_the_first_rows_are(
    ledgers: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "MOST_SEARCHED", 1)
    found = search_entries(ledgers, "水", Narrowing(block="shikoku"))
    assert list(found.entries["record"]) == []  # the second row of two has it
    assert found.reach[0] == platform.Reach(1, 2)


def test_without_words_everything_is_listed(
    ledgers: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "MOST_SEARCHED", 1)
    found = search_entries(ledgers, "", Narrowing())
    assert (found.count, found.reach) == (15, [])


def test_signs_of_a_regular_expression_are_only_signs(ledgers: Database) -> None:
    for query in ("(", "[", "a|b", "\\", ".*", "$1", "%"):
        assert search_entries(ledgers, query, Narrowing()).entries.empty


#: search | what the card says, item after item
CARDS = """
乙社 | ロボットカメラの活用 道路・河川 広島県呉市 橋梁点検を交通規制なしで行いたい 乙社 \
ロボットカメラ ロボットカメラで解決する。 成立 費用の確保
橋の出前授業 | 橋の出前授業 2020-09-10 広島市立第一小学校 32人 広島大学
高校生の道路 | 高校生の道路パトロール 工業高校と連携した 学校行事の日程を先に聞く
"""


@pytest.mark.parametrize("line", CARDS.replace("\\\n", "").strip().splitlines())
def test_card_says_each_answer_in_words(ledgers: Database, line: str) -> None:
    query, said = line.split(" | ")
    found = search_entries(ledgers, query, Narrowing())
    entry = read_entry(ledgers, found.entries["record"].iloc[0])
    assert entry is not None
    assert list(render_card(entry)["content"]) == said.split()


def test_card_has_the_plans_items_and_says_what_is_not_reported(ledgers: Database) -> None:
    found = search_entries(ledgers, "己社", Narrowing())
    entry = read_entry(ledgers, found.entries["record"].iloc[0])
    assert entry is not None
    card = render_card(entry)
    assert list(card["item"])[:6] == [
        "技術テーマ",
        "技術分野",
        "自治体名称",
        "求める内容／条件",
        "企業等名称",
        "技術名称",
    ]
    assert dict(zip(card["item"], card["content"], strict=True))["課題・支障"] == "未報告"
    assert read_entry(ledgers, "matchings:99:9") is None
    assert read_entry(ledgers, "") is None


def test_activity_without_a_number_of_people_is_not_reported(ledgers: Database) -> None:
    found = search_entries(ledgers, "トンネルの出前授業", Narrowing())
    entry = read_entry(ledgers, found.entries["record"].iloc[0])
    assert entry is not None
    card = render_card(entry)
    assert dict(zip(card["item"], card["content"], strict=True))["参加者数"] == "未報告"


def test_similar_needs_are_of_other_forums_only(ledgers: Database) -> None:
    found = search_entries(ledgers, "甲社", Narrowing())
    entry = read_entry(ledgers, found.entries["record"].iloc[0])
    assert entry is not None
    similar = find_similar(ledgers, entry)
    assert similar["company"].iloc[0] == "辛社"
    assert "乙社" not in set(similar["company"])  # as alike, but of the same forum
    assert similar["similarity_text"].iloc[0] == f"{similar['similarity'].iloc[0]:.2f}"


def test_similar_are_those_from_the_threshold_on(
    ledgers: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = search_entries(ledgers, "甲社", Narrowing())
    entry = read_entry(ledgers, found.entries["record"].iloc[0])
    assert entry is not None
    quality = load_quality()

    def find(threshold: float) -> list[float]:
        changed = replace(quality, threshold=threshold)
        monkeypatch.setattr("metrics.cases.platform.load_quality", lambda: changed)
        return list(find_similar(ledgers, entry)["similarity"])

    every = find(0.0)
    assert len(every) > 1
    assert find(quality.threshold) == [each for each in every if each >= quality.threshold]
    for at, similarity in enumerate(every):
        assert find(similarity)[at] == similarity
        assert all(each > similarity for each in find(similarity + 1e-9))
    assert find(1.1) == []


def test_similarity_is_stated_with_its_quality() -> None:
    said = render_quality()
    assert "コサイン" in said
    assert "60組" in said
    assert "76%" in said


def test_empty_store_has_nothing_to_search(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        assert find_platform(read_counts(database)) == "検索できる記録は未報告です"
        assert search_entries(database, "橋", Narrowing()).entries.empty
