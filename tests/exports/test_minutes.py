"""A meeting's minutes: what was decided about which figure, with its value and picture then."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from exports.__main__ import main
from exports.deck.agenda import load_agendas
from exports.errors import ExportError
from exports.minutes.minutes_docx import export_minutes
from exports.minutes.record import Minutes, find_frozen, read_minutes
from metrics.history.meetings import freeze_figures
from metrics.history.remarks import list_subjects, name_figure
from metrics.tracing.trace import list_figures
from store.actor import claim
from store.batches import undo
from store.database import Database, data_version, open_database
from store.decisions.meetings import record_attendance
from store.decisions.remarks import RemarkKind, Subject, record_remark
from tests.plan_store import RESULTS_BOOK, fill_plan_store

DAY = "2026-11-20"


def say(database: Database, item: str, kind: RemarkKind, text: str, indicator: str = "") -> None:
    """A remark on an item of the screen, or on the value of one of its figures."""
    named: dict[str, Any] = {}
    if indicator:
        row = list_subjects(list_figures(database), [indicator], "total", 2020).iloc[0].to_dict()
        named = {key: row[key] for key in ("code", "value_text", "value")}
        named["name"] = name_figure(row)
    subject = Subject(item, "見出し", data_version(database), 2020, "total", **named)
    record_remark(database, claim("鈴木"), kind, text, DAY, subject)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two decisions and a remark, a freeze, and then results that are taken back."""
    root: Path = tmp_path_factory.mktemp("stores") / "plan"
    with fill_plan_store(root) as database:
        say(database, "matching_stages", "decision", "実装の障害を調べる", "implementations")
        say(database, "platform", "remark", "掲載の例を増やす")
        filters = {"fiscal_year": "2020", "scope": "total", "state": ""}
        said: Any = ("次回は1月", ["<b>名簿</b>を集める"])
        freeze_figures(database, "第5回企画部会", DAY, claim("事務局"), filters, *said)
        record_attendance(database, claim("事務局"), DAY, ["委員長", "山田 太郎"])
        undo(database, 1, claim("担当"), f"{RESULTS_BOOK} の誤り")
    return root


@pytest.fixture(scope="module")
def minutes(store: Path) -> Iterator[Minutes]:
    with open_database(store) as database:
        agenda = load_agendas()["short"].items
        yield read_minutes(database, find_frozen(database), agenda, is_practice=False)


@pytest.fixture(scope="module")
def document(minutes: Minutes) -> Any:
    return Document(io.BytesIO(export_minutes(minutes)))


def read_tables(document: Any) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def test_minutes_say_which_meeting_of_when_by_whom(document: Any) -> None:
    facts = dict(read_tables(document)[0])
    assert document.paragraphs[0].text == "第5回企画部会　議事録"
    assert facts["開催日"] == "2026年11月20日"
    assert facts["年度・範囲"] == "令和2年度・合計"
    assert facts["数値の時点"].startswith("4件目の取込まで")
    assert facts["記録者"].startswith("事務局（")
    assert facts["出席者"] == "委員長、山田 太郎（2名）"


def test_agenda_has_findings_as_the_meeting_saw_them(document: Any) -> None:
    agenda = read_tables(document)[1]
    assert agenda[0] == ["番号", "議題", "所見"]
    assert [row[1] for row in agenda[1:]][-1] == "情報提供プラットフォームの収録数"
    assert "133件の85%は検討段階、社会実装は0件" in [row[2] for row in agenda]


def test_decisions_and_remarks_say_figure_value_and_who(document: Any) -> None:
    decisions, remarks = read_tables(document)[2:4]
    figure = "社会実装（公表値・合計・令和2年度）"
    assert decisions[1:] == [
        ["1", "実装の障害を調べる", figure, "0件", "鈴木"],
        ["2", "<b>名簿</b>を集める", "", "", "事務局"],
    ]
    assert [row[1] for row in remarks[1:]] == ["掲載の例を増やす", "次回は1月"]


def test_what_was_spoken_of_is_shown_with_its_values(document: Any) -> None:
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 2"]
    assert [each.partition("　")[2] for each in headings] == [
        "マッチング等の段階別内訳",
        "情報提供プラットフォームの収録数",
    ]
    spoken = [each.get("descr") for each in document.element.iter() if each.tag.endswith("docPr")]
    assert any("検討: 実績 113件" in each for each in spoken)


def test_file_is_in_japanese_and_says_what_is_true_of_it(document: Any) -> None:
    properties = document.core_properties
    assert properties.title == "第5回企画部会　議事録"
    assert properties.language == "ja-JP"
    assert properties.created == properties.modified
    styles = document.styles.element.xml
    assert 'w:eastAsia="ja-JP"' in styles
    assert "Theme" not in styles[: styles.index("</w:docDefaults>")]


def test_meeting_that_said_nothing_has_minutes_that_say_so(minutes: Minutes) -> None:
    silent = replace(minutes, points=(), words=minutes.words[:0], present=())
    document = Document(io.BytesIO(export_minutes(silent)))
    assert [each.text for each in document.paragraphs].count("記録なし") == 3
    assert read_tables(document)[0][-2] == ["出席者", "記録なし"]


def test_minutes_of_invented_data_are_stamped(minutes: Minutes) -> None:
    request = replace(minutes.request, is_practice=True)
    practice = replace(minutes, points=(), request=request)
    document = Document(io.BytesIO(export_minutes(practice)))
    assert document.sections[0].header.paragraphs[0].text == "演習データ（架空）"


def test_meeting_that_is_not_there_is_told(store: Path) -> None:
    with (
        open_database(store) as database,
        pytest.raises(ExportError, match="番号 999 の凍結した会議はありません"),
    ):
        find_frozen(database, 999)


def test_commands_write_minutes_and_figures_of_the_meeting(store: Path, tmp_path: Path) -> None:
    file, table = tmp_path / "minutes.docx", tmp_path / "stages.csv"
    place = ["--database", str(store)]
    assert main(["minutes", "--agenda", "short", "-o", str(file), *place]) == 0
    assert Document(str(file)).paragraphs[0].text == "第5回企画部会　議事録"
    with open_database(store) as database:
        number = str(find_frozen(database).meeting_id)
    chart = ["chart", "matching_stages", "-o", str(table), *place]
    assert main([*chart, "--meeting", number]) == 0
    assert "マッチング検討,113" in table.read_text("utf-8-sig")
    assert main([*chart, "--fiscal-year", "2021"]) == 0
    assert "113" not in table.read_text("utf-8-sig")
