"""Counts, numbers and ratios: what is understood, and what is a named problem instead."""

import csv
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from loaders.values.numbers import parse_count, parse_number, parse_ratio
from loaders.values.reading import Reading

WILD = Path(__file__).with_name("numbers_in_the_wild.tsv")


def read_wild_rows():
    with WILD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def describe(reading: Reading) -> str:
    return reading.code or (reading.state if reading.value is None else str(reading.value))


@pytest.mark.parametrize("row", read_wild_rows(), ids=lambda row: row["string"])
def test_string_of_a_public_workbook_is_understood_or_a_named_problem(row):
    text, units = row["string"].replace("\\n", "\n"), row["units"].split()
    assert describe(parse_number(text, units)) == row["number"]
    assert describe(parse_count(text, units)) == row["count"]


COUNTS = """
30 | 30
３０ | 30
１ ２０ | 120
1 2 0 | 120
１　２３４ | 1234
１，２３４ | 1234
1,234,567件 | 1234567
約30件 | 30
およそ ３０ 件 | 30
30件以上 | 30
30件程度 | 30
延べ約30人 | 30
300人超 | 300
300人弱 | 300
300 名 強 | 300
300余名 | 300
300名余り | 300
300± | 300
30（内数） | 30
51(うち休5) | 51
30（人） | 30
72（平成28年4月1日） | 72
30件（うち（継続）5件） | 30
30※1 | 30
30 件。 | 30
５団体 | 5
４７自治体 | 47
12 か所 | 12
12箇所 | 12
十二件 | 12
三十 | 30
百五十件 | 150
二〇名 | 20
5千人 | 5000
1.2万人 | 12000
3.0 | 3
05件 | 5
+5 | 5
0 | 0
０件 | 0
－ | blank
*** | blank
未定 | undecided
該当なし | not_applicable
なし | not_applicable
"""


@pytest.mark.parametrize("line", COUNTS.strip().splitlines())
def test_count_as_people_write_it_is_read(line):
    text, expected = line.rsplit(" | ", 1)
    assert describe(parse_count(text)) == expected


REFUSED = """
0,1|1,2,3|12,34|1，23|1,234,56|12,3456|(10)|（１０）|(約30件)|5～6回|５〜６|3-5|10 20
180.0 165|第2回|2回目|1件目|４．|1.|30件以下|30未満|30件以内|30名まで|最大30名
58（以下未定）|133（累計）|100（目標）|3.5|-5|▲5|△５|24歳|9%|57％|1.0E+3|1e3|012
0925241447|①|5①|10²|½|2020.3.31|30. 1. 1|4/23|1:30|千|千円|百万円|一|〇|二三人
30(千人)|30(％)|5(2)3|1234567890123456|#N/A|#NAME?|TRUE|○|×|〃|万二|十千人|三十五十|十十|30円
5,082,780千円|30件40件|30件・40件|100+|300±10|30余5人|約|件|▲
"""


@pytest.mark.parametrize("text", REFUSED.strip().replace("\n", "|").split("|"))
def test_text_that_is_no_certain_count_is_a_problem(text):
    assert describe(parse_count(text)) == "invalid_number"


def test_two_lines_of_digits_are_two_numbers():
    assert describe(parse_count("1\n20")) == "invalid_number"
    assert describe(parse_count("30\n(うち新規5)\n")) == "30"


@pytest.mark.parametrize("sign", "▲△▼-－−‐‑–—ー﹣")
@pytest.mark.parametrize("gap", ["", " ", "　"])
def test_each_negative_sign_makes_a_number_negative(sign, gap):
    assert parse_number(f"{sign}{gap}1,234.5").value == -1234.5
    assert parse_count(f"{sign}{gap}3").code == "invalid_number"


def test_unit_of_another_column_is_refused_naming_the_allowed_ones():
    reading = parse_count("24歳", ["件", "回"])
    assert reading.code == "invalid_number"
    assert "「件」「回」" in reading.expected


@pytest.mark.parametrize(
    ("text", "units", "expected"),
    [
        ("30名", ["人"], "30"),
        ("133回", ["件"], "133"),
        ("40人", ["件"], "invalid_number"),
        ("30（件）", ["人"], "invalid_number"),
        ("5,082千円", ["千円"], "5082"),
        ("5,082千円", ["円"], "5082000"),
        ("97.26㎡", ["㎡"], "97.26"),
        ("97.26 m2", ["㎡"], "97.26"),
        ("79.2%", ["%"], "79.2"),
    ],
)
def test_unit_is_read_where_the_layout_allows_it(text, units, expected):
    assert describe(parse_number(text, units)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, "3"),
        (3.0, "3"),
        (2.9999999999999996, "3"),
        (0, "0"),
        (-0.0, "0"),
        (None, "blank"),
        (3.5, "invalid_number"),
        (-1, "invalid_number"),
        (True, "invalid_number"),
        (float("nan"), "invalid_number"),
        (float("inf"), "invalid_number"),
        (1e300, "invalid_number"),
        (1.7976931348623151e308, "invalid_number"),
        (10**400, "invalid_number"),
    ],
)
def test_numeric_cell_is_a_count_when_whole_and_not_negative(value, expected):
    assert describe(parse_count(value)) == expected


@pytest.mark.parametrize(
    "value", [date(2021, 5, 6), datetime(2021, 5, 6), time(1, 30), timedelta(hours=30)]
)
@pytest.mark.parametrize("parse", [parse_number, parse_count, parse_ratio])
def test_date_in_a_number_column_says_that_excel_changed_the_entry(parse, value):
    reading = parse(value)
    assert reading.code == "invalid_number"
    assert "Excel" in reading.expected


RATIOS = """
57% | 0.57
５７％ | 0.57
57 ％ | 0.57
57.0% | 0.57
約57% | 0.57
57パーセント | 0.57
57%（1,020/1,788） | 0.57
57（％） | 0.57
0.57% | 0.0057
５割７分 | 0.57
５割 | 0.5
約五割七分 | 0.57
十割 | 1.0
100% | 1.0
0% | 0.0
0.57 | 0.57
０．５７ | 0.57
1 | 1.0
－ | blank
未定 | undecided
57 | invalid_number
101% | invalid_number
-5% | invalid_number
57%未満 | invalid_number
７～８割 | invalid_number
7割以下 | invalid_number
57ポイント | invalid_number
1,020/1,788 | invalid_number
30(人) | invalid_number
全社 6.67 % | invalid_number
"""


@pytest.mark.parametrize("line", RATIOS.strip().splitlines())
def test_ratio_as_people_write_it_is_read(line):
    text, expected = line.rsplit(" | ", 1)
    assert describe(parse_ratio(text)) == expected


@pytest.mark.parametrize(
    ("value", "cell", "column", "expected"),
    [
        (0.57, False, False, "0.57"),
        (0.57, True, False, "0.57"),
        (0.57, True, True, "0.57"),
        (0.57, False, True, "0.57"),
        (57, False, True, "0.57"),
        ("57.0", False, True, "0.57"),
        (57.5, False, True, "0.575"),
        (0, False, True, "0.0"),
        (1, True, True, "1.0"),
        (1, False, False, "1.0"),
        (1, False, True, "invalid_number"),
        ("1", False, True, "invalid_number"),
        ("1%", False, True, "0.01"),
        (100, False, True, "1.0"),
        (101, False, True, "invalid_number"),
        (57, False, False, "invalid_number"),
        (57, True, True, "invalid_number"),
        (-0.1, False, False, "invalid_number"),
        (True, False, False, "invalid_number"),
        (float("nan"), False, False, "invalid_number"),
        (0.1 + 0.2, False, False, "0.3"),
        (1 / 3, False, False, "0.3333333333"),
    ],
)
def test_ratio_cell_follows_its_format_and_its_column(value, cell, column, expected):
    assert describe(parse_ratio(value, cell, column)) == expected


#: value | as a number | as a count
LIMITS = [
    (10**15, "1000000000000000", "invalid_number"),
    (10**15 - 1, "999999999999999", "999999999999999"),
    (10**15 + 1, "invalid_number", "invalid_number"),
    (-(10**15), "-1000000000000000", "invalid_number"),
    (-(10**15) - 1, "invalid_number", "invalid_number"),
    ("1000000000000000", "1000000000000000", "invalid_number"),
    ("999999999999999", "999999999999999", "999999999999999"),
    ("1000000000000001", "invalid_number", "invalid_number"),
    # a count may be off by what a formula leaves behind the ninth place
    (3.0000000001, "3.0000000001", "3"),
    (2.9999999999, "2.9999999999", "3"),
    (3.00000001, "3.00000001", "invalid_number"),
    (2.99999999, "2.99999999", "invalid_number"),
    (1e-10, "1e-10", "0"),
    (-1e-10, "-1e-10", "invalid_number"),
    ("1.0", "1", "1"),
    ("12.", "invalid_number", "invalid_number"),
    ("05", "5", "5"),
    ("012", "invalid_number", "invalid_number"),
    ("+5", "5", "5"),
    ("999,999", "999999", "999999"),
    ("1234,567", "invalid_number", "invalid_number"),
    # a lone 一 may be a dash, a lone 百 the column's unit
    ("一", "invalid_number", "invalid_number"),
    ("一件", "1", "1"),
    ("十", "10", "10"),
    ("百", "invalid_number", "invalid_number"),
    ("二〇", "20", "20"),
    ("3千", "3000", "3000"),
    (".5千", "500", "500"),
    ("三千", "3000", "3000"),
    ("3億", "300000000", "300000000"),
    ("三万千二十五件", "31025", "31025"),
]


@pytest.mark.parametrize(("value", "number", "count"), LIMITS)
def test_number_is_read_up_to_its_limits(value, number, count):
    assert (describe(parse_number(value)), describe(parse_count(value))) == (number, count)


@pytest.mark.parametrize(
    ("value", "cell", "column", "expected"),
    [
        *((0, False, False, "0.0"), (-0.0001, False, False, "invalid_number")),
        *((1.0001, False, False, "invalid_number"), (1.0001, True, False, "invalid_number")),
        *((1.01, False, True, "0.0101"), (100.01, False, True, "invalid_number")),
        *(("10割", False, False, "1.0"), ("11割", False, False, "invalid_number")),
        *(("5割7分3厘", False, False, "0.573"), ("5割3厘", False, False, "0.503")),
        *((2 / 3, False, False, "0.6666666667"), ("1/3", False, False, "invalid_number")),
    ],
)
def test_ratio_is_read_up_to_its_limits(value, cell, column, expected):
    assert describe(parse_ratio(value, cell, column)) == expected
