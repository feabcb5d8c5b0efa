"""From a figure's code to its cells, and back."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from data.figures import load_figures
from loaders.intake.accepting import accept_upload
from loaders.intake.archived import read_surroundings
from loaders.opening.safe_open import WorkbookReader
from metrics.query import run
from metrics.tracing.figure_codes import encode_figure, load_codes, parse_code
from metrics.tracing.trace import list_figures, trace_figure, trace_record
from store.actor import claim, run_as
from store.batches import list_batches, undo
from store.database import Database
from store.decisions.parked import list_parked
from tests.upload_books import (
    BAD_DATE,
    BAD_TOWN,
    BRIDGE,
    ROAD,
    build_book,
    kpi_book,
    matchings_book,
    mend,
    open_book,
    open_plan_store,
)


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as reader:
        yield reader


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_plan_store(tmp_path / "store") as database:
        yield database


def test_every_figure_has_a_code_and_every_code_one_meaning() -> None:
    codes = load_codes()
    compact: dict[str, str] = {}
    kinds = [kind for kind in codes.kinds if kind != "fact"]
    for kind, scope, figure in product(kinds, codes.scopes, load_figures()):
        code = encode_figure(figure, scope, 2020, kind)
        known = parse_code(code)
        assert known is not None
        assert (known.kind, known.scope, known.figure) == (kind, scope, figure)
        assert compact.setdefault(code.replace("-", ""), code) == code
        assert len(code) <= 13


def test_every_forum_of_the_reference_has_a_code(database: Database) -> None:
    assert set(run(database, "forums")["forum"]) <= set(load_codes().scopes)


@pytest.mark.parametrize(
    "typed",
    [
        "K2020-T-MAT",
        "k2020-t-mat",
        "Ｋ２０２０－Ｔ－ＭＡＴ",
        " K2020 T MAT ",
        "K2020ーTーMAT",
        "K2020_T_MAT",
        "KR2-T-MAT",
        "[K2020-T-MAT]",
    ],
)
def test_code_is_understood_however_it_is_typed(typed: str) -> None:
    known = parse_code(typed)
    assert known is not None
    assert (known.figure, known.scope, known.fiscal_year) == ("matchings", "total", 2020)


@pytest.mark.parametrize(
    "typed", ["", "K", "K2020", "X2020-T-MAT", "K2020-T-XXX", "<script>", "F-!"]
)
def test_text_that_is_no_code_names_nothing(typed: str) -> None:
    assert parse_code(typed) is None


def test_every_figure_has_its_own_code_and_leads_to_its_cells(database: Database) -> None:
    figures = list_figures(database)
    assert len(figures) > 60
    assert figures["code"].is_unique
    assert (figures["code"] != "").all()
    for row in figures.to_dict("records"):
        trace = trace_figure(database, row["code"])
        assert trace is not None
        assert trace.value_text == row["value_text"]
        assert trace.records
        assert all(record.sheet and record.cell for record in trace.records)


def test_published_figure_leads_to_the_very_cell_it_stands_in(
    database: Database, reader: WorkbookReader
) -> None:
    trace = trace_figure(database, "k2020tmat")
    assert trace is not None
    (record,) = trace.records
    assert (trace.name, trace.scope_text, trace.value_text) == ("マッチング等", "合計", "133件")
    assert (record.file_name, record.cells[0].written) == ("令和2年度KPI結果.xlsx", "133")
    excerpt = read_surroundings(reader, database, record.sha256, record.sheet, record.cell)
    assert [text for row in excerpt.texts for text in row].count("133") == 1
    assert list(excerpt.marks) == [record.cell]


def test_target_leads_to_the_target(database: Database) -> None:
    trace = trace_figure(database, "M2021-T-MAT")
    assert trace is not None
    assert (trace.value_text, trace.records[0].cells[0].field) == ("150件", "target")


def test_counted_figure_leads_to_as_many_records_as_it_counts(
    database: Database, reader: WorkbookReader
) -> None:
    upload = open_book(reader, matchings_book(BRIDGE, ROAD, BAD_DATE, BAD_TOWN))
    mended = mend(upload, {("マッチング", "G5"): "R2.12.1"}, "鈴木")
    accept_upload(database, mended, claim("佐藤"), None)
    trace = trace_figure(database, "C2020-CHG-MAT")
    assert trace is not None
    assert trace.value_text == "3件"
    assert [record.accepted_by for record in trace.records] == ["佐藤"] * 3
    fixed = [
        (cell.cell, cell.written, cell.fixed_text, cell.fixed_by)
        for record in trace.records
        for cell in record.cells
        if cell.rule == "fix"
    ]
    assert fixed == [("G5", "令和2年13月", "R2.12.1", "鈴木")]
    assert len(list_parked(database)) == 1


def test_record_that_is_counted_shows_its_cells_from_left_to_right_and_itself_by_its_words(
    database: Database, reader: WorkbookReader
) -> None:
    undated = [*BRIDGE[:6], "－", *BRIDGE[7:]]
    accept_upload(database, open_book(reader, matchings_book(undated)), claim("佐藤"), None)
    trace = trace_figure(database, "C2020-CHG-MAT")
    assert trace is not None
    (record,) = trace.records
    columns = [cell.cell.rstrip("0123456789") for cell in record.cells]
    assert columns == sorted(columns)
    assert record.cell == record.cells[0].cell
    assert record.label == "・".join(str(text) for text in BRIDGE[:3])


def test_count_over_all_forums_says_how_many_have_reported(
    database: Database, reader: WorkbookReader
) -> None:
    for forum in ("中国", "四国"):
        content = matchings_book(BRIDGE, forum=forum)
        accept_upload(database, open_book(reader, content), claim("佐藤"), None)
    trace = trace_figure(database, "C2020-A-MAT")
    assert trace is not None
    assert (trace.scope_text, trace.value_text) == ("全フォーラム・2/10フォーラム報告", "2件")
    whole = trace_figure(database, "C2021-A-EVP")
    assert whole is not None
    assert (whole.scope_text, whole.value_text) == ("全フォーラム", "28件")


def test_figure_that_is_undecided_says_so(database: Database, reader: WorkbookReader) -> None:
    content = kpi_book(
        ["総合計", "支援自治体数", 100, "未定"], ["総合計", "フォーラム実施数", 50, 0]
    )
    accept_upload(database, open_book(reader, content), run_as("佐藤"), None)
    figures = list_figures(database).set_index("code")["value_text"]
    assert list(figures[["K2020-T-GOV", "K2020-T-FRM"]]) == ["未定", "0回"]


def test_government_supported_twice_counts_once_and_both_records_are_shown(
    database: Database, reader: WorkbookReader
) -> None:
    rows = [["令和2年度 中国フォーラム 自治体支援"], ["自治体名", "支援内容", "支援日"]]
    rows += [["広島市", "ニーズ紹介", "R2.6.1"], ["広島市", "ピッチ", "R2.9.1"]]
    upload = open_book(reader, build_book({"自治体支援": rows}))
    accept_upload(database, upload, claim("佐藤"), None)
    trace = trace_figure(database, "C2020-CHG-GOV")
    assert trace is not None
    assert (trace.value_text, len(trace.records)) == ("1者", 2)


def test_cells_of_a_card_stand_in_the_order_of_its_rows(
    database: Database, reader: WorkbookReader
) -> None:
    items = [
        *(
            ("様式", "カード"),
            ("技術テーマ", "橋の点検"),
            ("技術分野", "道路"),
            ("自治体名称", "広島県"),
        ),
        *(("求める内容／条件", "安価な点検"), ("企業等名称", "例示社"), ("技術名称", "ドローン")),
        *(
            ("技術の概要", "飛ぶ"),
            ("進捗状況", "検討中"),
            ("検討開始日", "R2.8.3"),
            ("備考", "なし"),
        ),
    ]
    book = build_book({"事例": [["令和2年度 中国フォーラム 提供情報"], *items]})
    accepted = accept_upload(database, open_book(reader, book), claim("佐藤"), None)
    record = trace_record(database, f"matchings:{accepted.batch_id}:1")
    assert record is not None
    rows = [int(cell.cell.removeprefix("B")) for cell in record.cells]
    assert len(rows) > 8
    assert rows == sorted(rows)
    assert max(rows) > 9


def test_of_many_records_the_first_are_listed_and_all_counted(
    database: Database, reader: WorkbookReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept_upload(database, open_book(reader, matchings_book(BRIDGE, ROAD)), claim("佐藤"), None)
    whole = trace_figure(database, "C2020-CHG-MAT")
    monkeypatch.setattr("metrics.tracing.trace.MOST_RECORDS", 1)
    cut = trace_figure(database, "C2020-CHG-MAT")
    assert whole is not None
    assert cut is not None
    assert [(each.record_count, len(each.records)) for each in (whole, cut)] == [(2, 2), (2, 1)]
    assert cut.records == whole.records[:1]


def test_as_of_before_traces_what_stood_then(database: Database, reader: WorkbookReader) -> None:
    moment = list_batches(database)[0].entry.accepted_at
    accepted = accept_upload(
        database, open_book(reader, matchings_book(BRIDGE)), claim("佐藤"), None
    )
    assert trace_figure(database, "C2020-CHG-MAT", moment) is None
    undo(database, accepted.batch_id, claim("佐藤"), "誤り")
    assert trace_figure(database, "C2020-CHG-MAT") is None


def test_code_of_no_figure_traces_nothing(database: Database) -> None:
    for code in ("K1999-T-MAT", "C2020-OKN-MAT", "F-0000", "何か"):
        assert trace_figure(database, code) is None
