"""What the pages show of the plan, held against the plan (DESIGN.md §5)."""

from collections.abc import Hashable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics.forums.plans import (
    list_events,
    list_undated,
    read_block_tiles,
    read_forums,
    read_plans,
)
from metrics.kpi import totals
from metrics.kpi.definitions import read_facts
from metrics.kpi.figures import read_figures, read_stages, render_parts
from metrics.kpi.reconciliation import read_cards
from metrics.kpi.totals import read_scope_totals, read_stage_totals
from metrics.membership import read_block_counts, read_membership, render_span_figures
from metrics.query import run
from store.actor import claim
from store.batches import StoredRecord, Submission, accept
from store.database import Database
from tests.plan_store import fill_plan_store

TOTAL_R2 = """
支援自治体数             83者  100者  あと17者       あと少し 100者
フォーラム実施数         19回  50回   あと31回       未達     50回
マッチング等             133件 150件  あと17件       あと少し 150件
マッチング検討           113件 なし   -              目標なし なし
マッチング成立           14件  なし   -              目標なし なし
現場試行                 6件   なし   -              目標なし なし
社会実装                 0件   なし   -              未着手   なし
自治体会員の割合         57%   60%    あと3ポイント  あと少し 60%
出前授業・ワークショップ 3回   5回    あと2回        未達     5回
"""

FACTS = """
会員数（全種別、設立時）   199者   時点の値
会員数（全種別）           2,296者 時点の値
新技術の実装数（技術）     8技術   設立以来の累計
新技術の実装数（現場）     73現場  設立以来の累計
地方フォーラム開催数       19回    年間の数
マッチング・現場試行実施数 133件   年間の数
"""

NATIONAL_R2 = """
支援自治体数             0者        なし - 目標なし なし
支援国（地域）数         48か国・地域 なし - 目標なし なし
フォーラム実施数         3回        なし - 目標なし なし
マッチング等             10件       なし - 目標なし なし
マッチング検討           6件        なし - 目標なし なし
マッチング成立           0件        なし - 目標なし なし
現場試行                 4件        なし - 目標なし なし
社会実装                 0件        なし - 未着手   なし
出前授業・ワークショップ 2回        なし - 目標なし なし
"""

TOTAL_R3 = """
支援自治体数             未報告 100者 - 未報告 なし
フォーラム実施数         未報告 50回  - 未報告 なし
マッチング等             未報告 150件 - 未報告 なし
自治体会員の割合         未報告 60%   - 未報告 なし
出前授業・ワークショップ 未報告 5回   - 未報告 なし
"""

SHOWN = ["name", "value_text", "target_text", "gap_text", "status_label", "next_target_text"]


def lines(frame: pd.DataFrame, columns: list[str]) -> list[list[str]]:
    return [["-" if cell == "" else str(cell) for cell in row] for row in frame[columns].values]


def table(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    ("fiscal_year", "scope", "expected"),
    [(2020, "total", TOTAL_R2), (2020, "national", NATIONAL_R2), (2021, "total", TOTAL_R3)],
)
def test_figures_of_a_scope_are_the_plans(
    plan_database: Database, fiscal_year: int, scope: str, expected: str
) -> None:
    assert lines(read_figures(plan_database, fiscal_year, scope), SHOWN) == table(expected)


def test_facts_are_the_plans(plan_database: Database) -> None:
    facts = read_facts(plan_database)
    assert lines(facts, ["item", "value_text", "period_text"]) == table(FACTS)
    assert {type(day) for day in facts["fact_as_of"]} == {date}


def test_scope_without_reports_has_no_figures(plan_database: Database) -> None:
    assert read_figures(plan_database, 2021, "regional").empty


def test_figure_leads_to_its_cell(plan_database: Database) -> None:
    figures = read_figures(plan_database, 2020, "total").set_index("indicator")
    source = figures.loc["matchings", ["workbook", "sheet", "cell"]]
    assert list(source) == ["令和2年度KPI結果.xlsx", "令和2年度KPI結果", "D5"]


def test_headline_is_decomposed_into_its_stages(plan_database: Database) -> None:
    assert render_parts(read_stages(plan_database, 2020, "total")) == (
        "マッチング検討 113 ＋ マッチング成立 14 ＋ 現場試行 6 ＋ 社会実装 0 ＝ 133件"
    )
    assert render_parts(read_stages(plan_database, 2021, "total")).endswith("未報告 ＝ 未報告")


@pytest.mark.parametrize(
    ("denominator", "now", "needed", "missing"),
    [
        ("governments", "1,011～1,028", "1,073", "45～62"),
        ("municipalities", "984～1,001", "1,045", "44～61"),
    ],
)
def test_rounded_ratio_is_told_as_a_span_of_governments(
    plan_database: Database, denominator: str, now: str, needed: str, missing: str
) -> None:
    span = read_membership(plan_database, 2020, denominator)
    assert list(render_span_figures(span).values()) == [now, needed, missing]


def test_every_count_of_the_span_and_none_beside_rounds_to_the_published_ratio(
    plan_database: Database,
) -> None:
    row = read_membership(plan_database, 2020, "governments").iloc[0]
    span = range(int(row["member_count_from"]), int(row["member_count_to"]) + 1)
    assert list(span) == [n for n in range(1789) if int(n / 1788 * 100 + 0.5) == 57]


def test_block_without_a_roster_is_not_reported_but_has_its_denominator(
    plan_database: Database,
) -> None:
    counts = read_block_counts(plan_database, 2020)
    assert list(counts["member_text"]) == ["未報告"] * 10
    assert counts["government_count"].sum() == 1788
    assert counts["municipality_count"].sum() == 1741


def test_roster_counts_members_and_a_block_without_any_has_zero(tmp_path: Path) -> None:
    with fill_plan_store(tmp_path) as database:
        codes = run(database, "block_by_prefecture")["prefecture"]
        assert len(codes) == 47
        record = StoredRecord("members", "congress", 2020, "名簿", "A2", {"government": "473821"})
        slots = [("congress", 2020, "members")]
        accept(
            database,
            Submission("名簿.xlsx", b"1", None, None, claim("t"), slots=slots, records=[record]),
        )
        counts = read_block_counts(database, 2020).set_index("block")
    assert counts.loc["okinawa", "member_text"] == "1団体"
    assert counts.loc["hokkaido", "member_text"] == "0団体"


def test_totals_and_stages_of_the_plan_come_out(plan_database: Database) -> None:
    sums = read_scope_totals(plan_database, 2020).set_index("indicator")
    forums = sums.loc["forums_held"]
    shown = (forums["national_text"], forums["regional_text"], forums["total_text"])
    assert shown == ("3", "16", "19")
    assert sums["check_text"].value_counts().to_dict() == {"一致": 8, "照合の対象外": 1}
    countries = sums.loc["supported_countries"]
    columns = ["national_text", "regional_text", "total_text", "computed_text"]
    assert list(countries[columns]) == ["48", "該当なし", "該当なし", "該当なし"]
    stages = read_stage_totals(plan_database, 2020)
    assert list(stages["sum_text"]) == [
        "113 ＋ 14 ＋ 6 ＋ 0",
        "6 ＋ 0 ＋ 4 ＋ 0",
        "107 ＋ 14 ＋ 2 ＋ 0",
    ]
    assert set(stages["check_result"]) == {"equal"}
    aimed_at = read_stage_totals(plan_database, 2021).iloc[0]  # a year with targets alone
    assert aimed_at["sum_text"] == " ＋ ".join(["未報告"] * 4)
    assert (aimed_at["computed_text"], aimed_at["check_result"]) == ("未報告", "incomplete")


@pytest.mark.parametrize(
    ("indicator", "result", "said"),
    [
        *(("matchings", "equal", "equal"), ("matchings", "incomplete", "incomplete")),
        ("supported_countries", "incomplete", "not_applicable"),
        ("supported_countries", "equal", "equal"),
    ],
)
def test_sum_of_a_scope_that_there_is_not_is_not_checked(
    indicator: str, result: str, said: str
) -> None:
    values = ("national_value", "regional_value", "total_value", "computed_total")
    row: dict[Hashable, Any] = {
        "indicator": indicator,
        "check_result": result,
        **dict.fromkeys(values),
    }
    assert totals._describe(row)["check_text"] == totals.CHECKS[said]


def test_events_are_counted_once_and_undated_ones_listed(plan_database: Database) -> None:
    plans = read_plans(plan_database, 2021)
    assert (len(plans), len(list_events(plans)), len(list_undated(plans))) == (29, 28, 9)
    forums = read_forums(plan_database, 2021)
    assert dict(zip(forums["forum"], forums["event_count"], strict=True)) == {
        "hokkaido": 1,
        "tohoku": 1,
        "kanto": 2,
        "hokuriku": 1,
        "chubu": 4,
        "kinki": 7,
        "chugoku": 3,
        "shikoku": 2,
        "kyushu": 4,
        "okinawa": 3,
    }


def test_forum_that_reported_nothing_is_not_reported_rather_than_zero(
    plan_database: Database,
) -> None:
    forums = read_forums(plan_database, 2020)
    assert set(forums["event_text"]) == {"未報告"}
    assert read_block_tiles(plan_database, 2020)["event_count"].isna().all()


def test_cards_quote_the_plans_figures_and_their_cells(plan_database: Database) -> None:
    cards = {card.id: card for card in read_cards(plan_database, 2020)}
    kinds = [card.kind for card in cards.values()]
    assert (kinds.count("mismatch"), kinds.count("note")) == (4, 3)
    assert "地方16回＋全国3回" in cards["forum_scope"].says
    assert "113＋6＝119件" in cards["matching_definition"].says
    assert cards["annual_cumulative"].title == "社会実装: 年間は0件、累計は8技術73現場"
    assert cards["headline_composition"].title.startswith("マッチング等133件の85%")
    assert all(card.is_complete and not card.sources.empty for card in cards.values())


def test_card_without_a_figure_says_so(plan_database: Database) -> None:
    cards = {card.id: card for card in read_cards(plan_database, 2021)}
    assert not cards["headline_composition"].is_complete
    assert "未報告" in cards["headline_composition"].title
