"""The reference data against the state's own figures and against each other."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from loaders.values.names.forums import load_forums
from loaders.values.names.government_index import (
    fold,
    governments_by_code,
    load_blocks,
    read_reference,
)
from loaders.values.names.governments import check_digit, load_governments

REFERENCE = Path(__file__).parent.parent / "data" / "reference"

#: DESIGN.md §4; "as usual" spelled out.
PREFECTURES_OF_BLOCKS = """
hokkaido 北海道
tohoku   青森県 岩手県 宮城県 秋田県 山形県 福島県
kanto    茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 山梨県 長野県
hokuriku 新潟県 富山県 石川県
chubu    岐阜県 静岡県 愛知県 三重県
kinki    福井県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県
chugoku  鳥取県 島根県 岡山県 広島県 山口県
shikoku  徳島県 香川県 愛媛県 高知県
kyushu   福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県
okinawa  沖縄県
"""


def test_governments_counted_by_kind_match_the_official_figures():
    kinds = Counter(government.kind for government in load_governments())
    cities = kinds["指定都市"] + kinds["中核市"] + kinds["市"]
    assert (kinds["都道府県"], cities) == (47, 792)
    assert (kinds["町"], kinds["村"], kinds["特別区"]) == (743, 183, 23)
    assert sum(kinds.values()) == 1788
    assert sum(kinds.values()) - kinds["都道府県"] == 1741


def test_every_code_ends_in_its_modulus_11_digit():
    wrong = [g.code for g in load_governments() if check_digit(g.code[:5]) != g.code[5]]
    assert wrong == []


@pytest.mark.parametrize(
    ("code5", "digit"),
    [("01100", "2"), ("13101", "6"), ("20201", "1"), ("27100", "4"), ("47382", "1")],
)
def test_check_digit_of_published_codes_is_theirs(code5: str, digit: str):
    assert check_digit(code5) == digit


def test_codes_and_full_names_are_unique():
    assert len({g.code for g in load_governments()}) == 1788
    assert len({fold(g.full_name) for g in load_governments()}) == 1788


def test_every_prefecture_lies_in_its_block():
    expected: dict[str, str] = {}
    for line in PREFECTURES_OF_BLOCKS.split("\n"):
        block, *prefectures = line.split() or [""]
        expected |= dict.fromkeys(prefectures, block)
    assert {g.prefecture: g.block for g in load_governments()} == expected


def test_code_begins_with_the_number_of_its_prefecture():
    number = {g.prefecture: g.code[:2] for g in load_governments() if g.is_prefecture}
    assert all(g.code[:2] == number[g.prefecture] for g in load_governments())


def test_blocks_are_the_regional_forums_in_the_same_order():
    regional = [forum.id for forum in load_forums() if forum.kind == "regional"]
    assert regional == list(load_blocks().values())
    assert [row["order"] for row in read_reference("blocks.csv")] == [str(n) for n in range(1, 11)]


def test_forums_are_ten_regional_five_national_two_subcommittees():
    kinds = Counter(forum.kind for forum in load_forums())
    assert kinds == {"regional": 10, "national": 5, "subcommittee": 2}
    assert [forum.order for forum in load_forums()] == list(range(1, 18))


def test_forum_spellings_are_in_one_forum_only():
    spellings = [s for forum in load_forums() for s in {forum.name, *forum.spellings}]
    assert len(spellings) == len(set(spellings))


def test_tile_grid_holds_each_prefecture_once_and_leaves_the_top_left_free():
    rows = read_reference("prefecture_tile_grid.csv")
    tiles = {(int(row["row"]), int(row["col"])) for row in rows}
    assert len(rows) == len(tiles) == 47
    assert {row["prefecture"] for row in rows} == {g.prefecture for g in load_governments()}
    assert not [tile for tile in tiles if tile[0] <= 4 and tile[1] <= 8]


def test_every_town_and_village_outside_the_islands_has_its_county():
    counties = {row["code"]: row["county"] for row in read_reference("government_counties.csv")}
    towns = [g for g in load_governments() if g.kind in ("町", "村")]
    without = [g.name for g in towns if g.code not in counties]
    assert {g.prefecture for g in towns if g.code not in counties} == {"東京都"}
    assert len(without) == 9
    assert all(county.endswith("郡") for county in counties.values())


def test_wards_of_today_are_171_of_the_20_designated_cities():
    rows = [r for r in read_reference("designated_city_wards.csv") if not r["abolished_on"]]
    assert len(rows) == 171
    assert {governments_by_code()[r["city_code"]].kind for r in rows} == {"指定都市"}
    assert len({r["city_code"] for r in rows}) == 20
    assert all(check_digit(r["code"][:5]) == r["code"][5] for r in rows)


def test_successors_of_old_names_exist_and_dates_are_real():
    rows = read_reference("renamed_governments.csv")
    prefectures = {g.prefecture for g in load_governments()}
    assert len(rows) >= 250
    for row in rows:
        assert row["successor_code"] in governments_by_code(), row
        assert row["prefecture"] in prefectures, row
        assert row["name"].endswith(("市", "町", "村")), row
        assert bool(row["county"]) != row["name"].endswith("市"), row
        assert date(1999, 4, 1) <= date.fromisoformat(row["changed_on"]) <= date(2026, 4, 1), row


def test_old_name_is_not_the_name_its_successor_bears_in_the_same_county():
    counties = {row["code"]: row["county"] for row in read_reference("government_counties.csv")}
    for row in read_reference("renamed_governments.csv"):
        successor = governments_by_code()[row["successor_code"]]
        current = (successor.prefecture, counties.get(successor.code, ""), successor.name)
        assert (row["prefecture"], row["county"], row["name"]) != current


def test_reference_files_have_no_blank_first_cell_and_no_trailing_space():
    for path in sorted(REFERENCE.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert row[0], path
                assert all(cell == cell.strip() for cell in row), path
