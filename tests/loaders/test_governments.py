"""Government names as they stand in sheets: understood, or a named problem; never guessed."""

import csv
from datetime import date
from pathlib import Path

import pytest

from loaders.values.names.governments import full_name, is_prefecture_name, parse_government

IN_THE_WILD = Path(__file__).with_name("government_names_in_the_wild.tsv")


def read_wild() -> list[dict[str, str]]:
    """Strings of public workbooks, with their source and what we make of them."""
    with IN_THE_WILD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def show(written, prefecture=None, block=None) -> str:
    """A reading as one word: code, `code!` with a warning, a problem's code, or a state."""
    reading = parse_government(written, prefecture, block)
    if reading.value:
        assert reading.code in (None, "renamed_government")
        return str(reading.value) + ("!" if reading.code else "")
    return reading.code or reading.state


ROW_EACH = "1行に1団体ずつ、行を分けて記入してください（{}）。"


@pytest.mark.parametrize("row", read_wild(), ids=lambda row: row["spelling"])
def test_string_of_a_public_workbook_is_read_as_expected(row: dict[str, str]):
    assert show(row["spelling"]) == row["expected"]


@pytest.mark.parametrize("row", read_wild(), ids=lambda row: row["spelling"])
def test_string_of_a_public_workbook_never_contradicts_its_official_name(row: dict[str, str]):
    reading = parse_government(row["spelling"])
    if reading.value and row["government"]:
        assert full_name(reading.value) == row["government"]


SPELLINGS = """
広島県　広島市                  341002
広島県広島市役所                341002
広島県庁                        340006
広島県                          340006
北海道庁                        010006
東京都庁                        130001
長与町役場                      423076
千代田区役所                    131016
神石郡神石高原町                345458
広島県神石郡神石高原町          345458
青森県西津軽郡鯵が沢町          023213
札幌市役所建設局土木部          011002
福山市建設局土木部道路整備課    342076
広島県土木建築局                340006
四日市市都市整備部              242021
福山市　都市部                  342076
府中市（広島県）                342084
府中市（東京）                  132063
（広島県）府中市                342084
広島県（府中市）                342084
広島県府中                      ambiguous_government
広島県福山                      342076
広島福山市                      342076
342084                          342084
34208                           342084
011002                          011002
11002                           011002
01100                           011002
1100                            011002
３４２０８４                    342084
342084　府中市                  342084
府中市（342084）                342084
福山市（342084）                unknown_government
342085                          unknown_government
14362                           ambiguous_government
ｻｯﾎﾟﾛ                           011002
さっぽろし                      011002
ほっかいどうさっぽろし          011002
ﾋﾛｼﾏｹﾝﾌﾁﾕｳｼ                     342084
さかいし                        ambiguous_government
えさしちょう                    ambiguous_government
呉                              342025
東                              unknown_government
広島                            ambiguous_government
京都                            ambiguous_government
札幌                            011002
府中市                          ambiguous_government
池田町                          ambiguous_government
揖斐郡池田町                    214043
福山市・尾道市                  ambiguous_government
福山市及び尾道市                ambiguous_government
福山市，三原市                  ambiguous_government
広島県、福山市                  ambiguous_government
札幌市北区                      011002!
灘区                            281000!
中央区                          ambiguous_government
東京都中央区                    131024
浜松市北区                      221309!
富谷町                          042161!
浦和市                          111007!
那珂川町                        094111
筑紫郡那珂川町                  402311!
吉田町                          224243
北宇和郡吉田町                  382035!
高田郡吉田町                    342149!
長野県山口村                    212067!
湯沢市雄勝町                    unknown_government
札幌市（北区）                  011002!
福山市（土木部）                342076
福山市（株）                    unknown_government
丹波篠山市（旧篠山市）          282219
旧篠山市                        282219!
旧広島市                        unknown_government
札幌市（さっぽろし）            011002
札幌市（ふくやまし）            unknown_government
上九一色村                      ambiguous_government
福山市ほか                      ambiguous_government
よしだ                          unknown_government
ふくやま                        342076
つし                            242012
つ                              unknown_government
札幌市立図書館                  unknown_government
北海道開発局                    unknown_government
広島県警察本部                  unknown_government
広島県福山土木事務所            unknown_government
株式会社広島市                  unknown_government
Ａ市                            unknown_government
〇〇市                          unknown_government
県内全市町村                    unknown_government
未定                            undecided
該当なし                        not_applicable
―                               blank
"""


@pytest.mark.parametrize("line", SPELLINGS.strip().split("\n"))
def test_name_without_any_context_is_read_as_expected(line: str):
    written, expected = line.rsplit(maxsplit=1)
    assert show(written) == expected


IN_CONTEXT = """
府中市      広島県    -         342084
府中市      広島      -         342084
府中市      東京都    -         132063
府中市      -         chugoku   342084
府中市      -         kanto     132063
府中市      -         kinki     ambiguous_government
府中市      岡山県    -         unknown_government
札幌市      広島県    -         unknown_government
札幌市      -         chugoku   011002
広島県府中市 東京都   -         unknown_government
中央区      東京都    -         131024
中央区      兵庫県    -         281000!
中央区      -         kanto     ambiguous_government
中央区      -         kinki     ambiguous_government
池田町      -         chubu     214043
池田町      -         kinki     183822
那珂川町    福岡県    -         402311!
那珂川町    -         kyushu    402311!
那珂川町    栃木県    -         094111
吉田町      -         shikoku   382035!
吉田町      -         chugoku   342149!
伊達市      -         tohoku    072133
伊達市      福島県    -         072133
ミヨシ      広島県    -         342092
鹿島市      茨城県    -         082228
342084      広島県    -         342084
342084      岡山県    -         unknown_government
ふちゅうし  広島県    -         342084
えさしちょう 北海道   -         ambiguous_government
府中市      -         municipal_support  ambiguous_government
府中市      全国      -         ambiguous_government
"""


@pytest.mark.parametrize("line", IN_CONTEXT.strip().split("\n"))
def test_prefecture_binds_and_block_only_chooses(line: str):
    written, prefecture, block, expected = line.split()
    context = [None if word == "-" else word for word in (prefecture, block)]
    assert show(written, *context) == expected


@pytest.mark.parametrize(
    ("written", "prefecture", "expected"),
    [
        ("府中市", None, "都道府県名を付けてください（候補: 東京都府中市、広島県府中市）。"),
        ("広島", None, "都道府県名を付けてください（候補: 広島県、広島県広島市）。"),
        ("札幌市", "広島県", "北海道札幌市"),
        ("342085", None, "342084（広島県府中市）"),
        ("342084", "岡山県", "広島県府中市"),
        ("広島県府中市", "東京都", "広島県府中市"),
        ("篠山市", None, "兵庫県丹波篠山市"),
        ("札幌市北区", None, "北海道札幌市"),
        ("福山市・尾道市", None, ROW_EACH.format("広島県福山市、広島県尾道市")),
        ("福山市ほか２町", None, ROW_EACH.format("広島県福山市")),
        ("苫古牧市", None, "北海道苫小牧市"),
        ("〓路市", None, "北海道釧路市、兵庫県姫路市、兵庫県淡路市"),
        ("名〓市", None, ""),  # four could be meant
        ("呉〓", None, ""),  # too short to guess at
        ("苫古牧市", "北海道", "北海道苫小牧市"),
        ("苫古牧市", "広島県", ""),
        ("Ａ市", None, ""),
    ],
)
def test_sender_is_told_what_would_be_understood(written, prefecture, expected):
    assert parse_government(written, prefecture).expected == expected


@pytest.mark.parametrize("value", [342084, 342084.0, 11002, 11002.0, "0342084"])
def test_code_typed_as_number_is_read_unless_it_has_seven_digits(value):
    expected = {342084: "342084", 11002: "011002"}.get(value, "unknown_government")
    assert show(value) == expected


@pytest.mark.parametrize(
    "value",
    [True, 0, -342084, 3.5, float("nan"), float("inf"), 1e300, date(2021, 4, 1), "市" * 500],
)
def test_value_that_cannot_be_a_government_is_unknown_and_never_raises(value):
    assert show(value) == "unknown_government"


@pytest.mark.parametrize("value", [None, "", "　"])
def test_empty_cell_is_blank(value):
    assert parse_government(value).state == "blank"


def test_government_and_prefecture_on_two_lines_of_a_cell_are_one_name():
    assert show("広島県\n福山市") == "342076"
    assert show("神石\n高原町") == "345458"


def test_two_governments_on_two_lines_of_a_cell_are_ambiguous():
    assert parse_government("福山市\n尾道市").expected == ROW_EACH.format(
        "広島県福山市、広島県尾道市"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("広島県", "広島県"),
        ("　広 島 県　", "広島県"),
        ("【広島県】", "広島県"),
        ("■東京都", "東京都"),
        ("北海道", "北海道"),
        ("長﨑縣", "長崎県"),
        ("広島", None),
        ("広島県計", None),
        ("広島市", None),
        ("広島県福山市", None),
        ("", None),
    ],
)
def test_heading_row_holds_a_prefecture_only_when_it_says_nothing_else(text, expected):
    assert is_prefecture_name(text) == expected


@pytest.mark.parametrize(
    ("written", "block", "code"),
    [
        ("鹿嶋市", None, "082228"),
        ("鹿島市", None, "412074"),
        ("鹿島市", "kyushu", "412074"),
        ("鹿島市", "kanto", "082228"),  # a slip of the clerk: Kantō has only 鹿嶋市
    ],
)
def test_names_that_differ_by_a_variant_only_are_told_apart(
    written: str, block: str | None, code: str
) -> None:
    assert parse_government(written, block=block).value == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("蕨市（幹事）", "112232"),
        ("蕨市※1", "112232"),
        ("市貝町（※２）", "093441"),
        ("日立市＊", "082023"),
    ],
)
def test_a_note_behind_a_name_is_not_part_of_it(written: str, code: str):
    assert parse_government(written).value == code


@pytest.mark.parametrize(
    "written",
    ["蕨市（予定）", "蕨市（ほか3市）", "蕨市（土地開発公社）", "蕨市（戸田市）", "蕨市注意"],
)
def test_a_note_that_may_change_who_is_meant_is_a_problem(written: str):
    assert parse_government(written).value is None
