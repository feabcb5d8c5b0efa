"""The screen's charts as figures, held against the plan; and years without any report."""

from pathlib import Path

import pytest

from tests.exports.plan_figures import describe_plans, describe_results, describe_view
from tests.plan_store import fill_plan_store
from views import block_by_prefecture
from views.model.figure import Figure

FINDINGS = """
matching_stages           | 133件の85%は検討段階、社会実装は0件
kpi_attainment            | 目標のある5指標のうち、達成は0、最も遠いのはフォーラム実施数（38%）
membership_span           | 目標60%まであと45～62団体（現在1,011～1,028、必要1,073）
government_count_by_block | ブロック別の会員数は未報告。分母は沖縄の42団体から関東の429団体まで
event_plans_by_forum      | 10フォーラムが28件を計画、うち9件は日程未定
block_by_prefecture       | 近畿は7件を計画（7都道府県、222団体）
"""


def test_titles_are_the_findings_of_the_plan(figures: dict[str, Figure]) -> None:
    pairs = [line.split(" | ") for line in FINDINGS.strip().splitlines()]
    assert {key: figure.title for key, figure in figures.items()} == {
        key.strip(): title for key, title in pairs
    }


def test_cells_in_words_have_units_and_states(figures: dict[str, Figure]) -> None:
    assert figures["matching_stages"].render_rows()[3] == ["社会実装", "0件"]
    assert figures["kpi_attainment"].render_rows()[2][:5] == [
        "マッチング等",
        "133件",
        "150件",
        "89%",
        "あと17件",
    ]
    assert figures["government_count_by_block"].render_rows()[0][-2:] == ["未報告", "未報告"]


def test_every_record_has_its_cell_as_written(figures: dict[str, Figure]) -> None:
    records = figures["event_plans_by_forum"].records
    assert len(records) == 28
    assert all(record.workbook and record.sheet and record.cell for record in records)
    assert {record.written for record in records if record.cell == "B9"} == {"名城大学との連携"}


def test_chart_is_built_only_when_somebody_asks(figures: dict[str, Figure]) -> None:
    for figure in figures.values():
        assert callable(figure.chart)
        assert figure.build_chart() is not None


@pytest.mark.parametrize("fiscal_year", [2018, 2030])
def test_year_without_reports_gives_figures_that_have_no_data(
    tmp_path: Path, fiscal_year: int
) -> None:
    with fill_plan_store(tmp_path) as database:
        results = describe_results(database, fiscal_year)
        plans = describe_plans(database, fiscal_year)
    assert [figure.key for figure in [*results, *plans] if figure.has_data] == [
        "government_count_by_block",  # the denominators are known in every year
    ]


def test_map_of_an_unreported_block_says_so(tmp_path: Path) -> None:
    with fill_plan_store(tmp_path) as database:
        figure = describe_view(block_by_prefecture.VIEW, database, 2030, chosen="kinki")
    assert "未報告" in figure.title
    assert figure.completeness == "0/10 フォーラム報告"
