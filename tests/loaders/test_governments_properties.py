"""Every one of the 1,788 governments comes back from every way of writing it."""

import random
from functools import cache

import jaconv
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.names.government_index import fold, read_reference
from loaders.values.names.governments import (
    Government,
    block_of,
    check_digit,
    full_name,
    load_governments,
    parse_government,
)

GOVERNMENTS = load_governments()
MUNICIPALITIES = [g for g in GOVERNMENTS if not g.is_prefecture]
#: 江差町 and 枝幸町 of 北海道 sound alike: the one reading that even the prefecture can't decide.
SAME_SOUND = {"013617", "015148"}
OFFICES = {"市": "役所", "区": "役所", "町": "役場", "村": "役場", "県": "庁", "道": "庁"} | {
    "府": "庁",
    "都": "庁",
}
KE = ["ヶ", "ケ", "が", "ガ", "ｹ"]
VARIANTS = {"竜": "龍", "館": "舘", "崎": "﨑", "沢": "澤", "浜": "濱", "島": "嶋", "滝": "瀧"} | {
    "広": "廣",
    "辺": "邊",
    "恵": "惠",
    "釜": "竈",
    "桧": "檜",
    "国": "國",
}


def read_all(write) -> list[tuple[str, str]]:
    """(full name, reading) of every government that its written form does not give back."""
    readings = ((g, parse_government(write(g))) for g in GOVERNMENTS)
    return [(g.full_name, str(r)) for g, r in readings if (r.value, r.code) != (g.code, None)]


def test_every_full_name_gives_its_code():
    assert read_all(lambda g: g.full_name) == []


def test_every_full_name_with_space_between_gives_its_code():
    assert read_all(lambda g: g.prefecture + "　" + g.name * (not g.is_prefecture)) == []


def test_every_full_name_with_its_office_gives_its_code():
    assert read_all(lambda g: g.full_name + OFFICES[g.full_name[-1]]) == []


@pytest.mark.parametrize("department", ["建設部", "都市整備局道路管理課", "土木部 河川課"])
def test_every_full_name_with_a_department_gives_its_code(department: str):
    assert read_all(lambda g: g.full_name + department) == []


def test_every_name_with_its_county_gives_its_code_with_and_without_prefecture():
    names = {g.code: g for g in GOVERNMENTS}
    for row in read_reference("government_counties.csv"):
        government = names[row["code"]]
        written = row["county"] + government.name
        assert parse_government(written).value == government.code, written
        assert parse_government(government.prefecture + written).value == government.code


@pytest.mark.parametrize(
    "write", [lambda g: g.code, lambda g: int(g.code), lambda g: float(g.code)], ids="tif"
)
def test_every_code_as_text_integer_or_float_gives_itself_or_is_ambiguous(write):
    for government in GOVERNMENTS:
        reading = parse_government(write(government))
        assert reading.value == government.code or (
            reading.code == "ambiguous_government" and government.full_name in reading.expected
        )


def test_every_code_without_its_check_digit_gives_itself_or_is_ambiguous():
    for government in GOVERNMENTS:
        for written in (government.code[:5], int(government.code[:5])):
            reading = parse_government(written)
            assert reading.value == government.code or (
                reading.code == "ambiguous_government" and government.full_name in reading.expected
            )


def test_every_code_with_a_wrong_check_digit_is_refused_and_told_the_right_one():
    for government in GOVERNMENTS:
        for digit in "0123456789":
            if digit != government.code[5]:
                reading = parse_government(government.code[:5] + digit)
                assert reading.code == "unknown_government"
                assert government.code in reading.expected


def test_every_half_width_reading_with_its_prefecture_gives_its_code():
    for government in GOVERNMENTS:
        reading = parse_government(jaconv.hira2hkata(government.kana), government.prefecture)
        if government.code in SAME_SOUND:
            assert reading.code == "ambiguous_government"
        elif not reading.value:
            assert reading.code == "ambiguous_government", government
            assert government.full_name in reading.expected
        else:
            assert reading.value == government.code


def test_every_bare_name_gives_its_code_or_lists_it_among_the_candidates():
    for government in MUNICIPALITIES:
        reading = parse_government(government.name)
        if reading.value:
            assert (reading.value, reading.code) == (government.code, None)
        else:
            assert reading.code == "ambiguous_government"
            assert government.full_name in reading.expected


def test_every_bare_name_is_decided_by_its_prefecture():
    for government in MUNICIPALITIES:
        for prefecture in (government.prefecture, government.prefecture[:-1]):
            reading = parse_government(government.name, prefecture)
            assert reading.value == government.code or prefecture == "北海"


def test_every_short_name_gives_its_code_or_a_problem_but_no_other_government():
    for government in MUNICIPALITIES:
        reading = parse_government(government.name[:-1], government.prefecture)
        assert reading.value in (government.code, None), government


def test_every_name_under_a_wrong_prefecture_is_never_that_of_another_place():
    for government in MUNICIPALITIES:
        wrong = "沖縄県" if government.prefecture != "沖縄県" else "北海道"
        reading = parse_government(government.name, wrong)
        if reading.value:
            assert reading.code == "renamed_government" or full_name(reading.value) == (
                wrong + government.name
            )


def test_every_old_name_with_prefecture_and_county_gives_its_successor_with_a_warning():
    for key, codes in group_successors().items():
        reading = parse_government("".join(key))
        if len(codes) == 1:
            assert (reading.value, reading.code) == (min(codes), "renamed_government"), key
        else:
            assert reading.code == "ambiguous_government", key


@cache
def group_successors() -> dict[tuple[str, str, str], set[str]]:
    """(prefecture, county, old name) -> successors' codes; several where a village was divided."""
    successors: dict[tuple[str, str, str], set[str]] = {}
    for row in read_reference("renamed_governments.csv"):
        key = (row["prefecture"], row["county"], row["name"])
        successors.setdefault(key, set()).add(row["successor_code"])
    return successors


@given(st.sampled_from(GOVERNMENTS), st.randoms(use_true_random=False))
def test_name_with_any_character_variants_gives_its_code(
    government: Government, chance: random.Random
):
    written = "".join(vary(character, chance) for character in government.full_name)
    assert parse_government(written).value == government.code


def vary(character: str, chance: random.Random) -> str:
    if character in ("ヶ", "ケ"):
        return chance.choice(KE)
    return chance.choice([character, VARIANTS.get(character, character), character + "\U000e0100"])


@given(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=80),
        st.datetimes(),
        st.times(),
        st.timedeltas(),
        st.text(alphabet="市町村区県郡府広島札幌0123456789()・、ｱ ", max_size=20),
    ),
    st.one_of(st.none(), st.sampled_from(["広島県", "東京", "", "全国"]), st.text(max_size=5)),
    st.one_of(st.none(), st.sampled_from(["chugoku", "kinki", "municipal_support", ""])),
)
def test_any_cell_is_read_without_raising_and_errors_have_no_value(value, prefecture, block):
    reading = parse_government(value, prefecture, block)
    if reading.value is not None:
        assert block_of(reading.value)
        assert check_digit(reading.value[:5]) == reading.value[5]
        assert reading.code in (None, "renamed_government")
    else:
        assert reading.state != "reported" or reading.code


def test_folding_keeps_all_names_of_a_prefecture_apart():
    folded = [fold(g.full_name) for g in GOVERNMENTS]
    assert len(set(folded)) == len(folded)
