"""A ledger repeats its words: each is understood once, and anew where its row says more."""

import re
from typing import Any

import pytest

from data.layout import Field
from loaders.grid import Grid, Texts, Value
from loaders.opening.safe_open import WorkbookReader
from loaders.values import coerce
from loaders.values.reading import Reading
from tests.loaders.test_second_clerk import codes, only, pick, read, table

HEADER = "自治体|ニーズ|会社名|技術|段階|備考"
ROWS = 12


def list_rows(name: str) -> str:
    return "\n".join(f"{name}|のり面{n}|A社|傾斜計|検討|" for n in range(ROWS))


def test_each_name_of_a_ledger_is_coerced_once(
    reader: WorkbookReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Value] = []
    coerce_government = coerce.COERCERS["government"]

    def count(field: Field, value: Value, context: coerce.Context) -> Reading:
        asked.append(value)
        return coerce_government(field, value, context)

    monkeypatch.setitem(coerce.COERCERS, "government", count)
    text = f"R2 中国フォーラム マッチング一覧\n{HEADER}\n{list_rows('呉市')}\n{list_rows('福山市')}"
    sheet = only(read(reader, text))
    assert [record.fields["government"] for record in sheet.records] == (
        ["342025"] * ROWS + ["342076"] * ROWS
    )
    assert (asked.count("呉市"), asked.count("福山市")) == (1, 1)


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        pytest.param(
            f"都道府県|{HEADER}",
            "|府中市|a|A社|計|検討|\n東京都|府中市|b|A社|計|検討|\n|府中市|c|A社|計|検討|",
            "342084 | a\n132063 | b\n342084 | c",
            id="prefecture_beside",
        ),
        pytest.param(
            f"フォーラム|{HEADER}",
            "中国|府中市|a|A社|計|検討|\n関東|府中市|b|A社|計|検討|\n〃|府中市|c|A社|計|検討|",
            "342084 | a\n132063 | b\n132063 | c",
            id="forum_beside",
        ),
        pytest.param(
            HEADER,
            "府中市|a|A社|計|検討|\n東京都\n府中市|b|A社|計|検討|\n広島県\n府中市|c|A社|計|検討|",
            "342084 | a\n132063 | b\n342084 | c",
            id="prefecture_above",
        ),
    ],
)
def test_a_name_is_read_anew_where_its_row_says_more(
    reader: WorkbookReader, header: str, rows: str, expected: str
) -> None:
    sheet = only(read(reader, f"R2 中国フォーラム マッチング一覧\n{header}\n{rows}"))
    assert pick(sheet, "government requirement") == table(expected)


def test_a_known_name_is_held_against_the_code_beside_it(reader: WorkbookReader) -> None:
    rows = "|呉市|a|A社|計|検討|\n342076|呉市|b|A社|計|検討|\n|呉市|c|A社|計|検討|"
    text = f"R2 中国フォーラム マッチング一覧\n団体コード|{HEADER}\n{rows}"
    sheet = only(read(reader, text))
    assert [each.fields["government"] for each in sheet.records] == ["342025", None, "342025"]
    assert [cell for code, cell in codes(sheet) if code == "code_mismatch"] == ["A4", "B4"]


CELLS: list[list[Any]] = [["a（1）", None, 3], ["b", "（c", "a（1）"], [None, "d\0（", "e"]]


@pytest.mark.parametrize(
    ("signs", "found"),
    [("[（]", {"a（1）", "（c", "d\0（"}), ("[be]", {"b", "e"}), ("[xz]", set())],
)
def test_texts_are_found_by_their_signs(signs: str, found: set[str]) -> None:
    assert Texts(CELLS).find(re.compile(signs)) == found


def test_texts_of_a_grid_follow_what_is_put_into_it() -> None:
    grid = Grid("一覧", [["a"]])
    assert "再" not in grid.texts
    grid.put((1, 1), "再掲")
    assert "再" in grid.texts
    assert "b" in grid.with_values({(1, 1): "b"}).texts
