"""Every view on a store with rows that wait: they count nowhere, and each page says so.

What the pages must say is worked out here from the rows as they are written below.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loaders.intake.handling import Handling
from loaders.intake.load import load_content
from loaders.opening.safe_open import WorkbookReader
from pages import list_pages
from store.actor import claim
from tests.pages.reading import read_page
from tests.roster_store import list_governments
from tests.upload_books import (
    BAD_DATE,
    BAD_TOWN,
    BRIDGE,
    ROAD,
    build_book,
    kpi_book,
    matchings_book,
    open_plan_store,
)

Open = Callable[..., Any]
Rows = list[tuple[Any, ...]]

#: Good rows, and rows with an error each, of sheets that 中国フォーラム sends for 令和2年度.
EVENTS: tuple[Rows, Rows] = (
    [("橋の見学会", "R2.6.1", "開催", "広島市", 30), ("講習会", "R2.9.1", "開催", "岡山市", 12)],
    [("展示会", "令和2年13月", "開催", "松江市", 50)],
)
PLANS: tuple[Rows, Rows] = (
    [("春の会", "R2.5.20", "講演"), ("夏の会", "R2.8.3", "見学"), ("冬の会", "R2.12.1", "講演")],
    [("謎の会", "令和2年13月", "講演")],
)
ACTIVITIES: tuple[Rows, Rows] = (
    [("出前授業", "橋の授業", "R2.9.10", "広島市", 32), ("その他", "清掃", "R2.10.3", "呉市", 18)],
    [("出前授業", "道の授業", "令和2年13月", "福山市", 40)],
)

PAGES = list_pages()
KNOW_HOW: tuple[Rows, Rows] = (
    [("成功事例", "高校生の道路パトロール", "工業高校と連携した", "日程を先に聞く")],
    [("まぼろし", "講演会の録画配信", "録画を後日に公開した", "許諾を先に取る")],
)
MATCHINGS: tuple[Rows, Rows] = ([BRIDGE, ROAD], [BAD_DATE, BAD_TOWN])
ROSTER_SIZE, UNKNOWN = 300, ("まぼろし市", "R2.4.1")
KPI: tuple[Rows, Rows] = (
    [("合計", "マッチング等", 150, 140)],
    [("合計", "フォーラム等の開催数", 50, "たくさん")],
)
WAITING = sum(len(bad) for _, bad in (EVENTS, PLANS, ACTIVITIES, KNOW_HOW, MATCHINGS, KPI)) + 1


def build_sheet(name: str, titles: tuple[str, ...], rows: tuple[Rows, Rows]) -> bytes:
    heading = [f"令和2年度 中国フォーラム {name}"]
    return build_book({name: [heading, titles, *rows[0], *rows[1]]})


def list_books() -> dict[str, bytes]:
    """File name -> workbook, the good rows first."""
    members = [(f"{row['prefecture']}{row['name']}", "R1.6.1") for row in _list_members()]
    return {
        "行事.xlsx": build_sheet(
            "行事実績", ("行事名", "開催日", "実施状況", "会場", "参加者数"), EVENTS
        ),
        "計画.xlsx": build_sheet("活動計画", ("活動・行事名", "開催予定日", "内容"), PLANS),
        "市民.xlsx": build_sheet(
            "市民参画活動", ("種別", "活動名", "実施日", "場所", "参加者数"), ACTIVITIES
        ),
        "事例.xlsx": build_sheet("運営ノウハウ", ("区分", "事例名", "内容", "教訓"), KNOW_HOW),
        "台帳.xlsx": matchings_book(*MATCHINGS[0], *MATCHINGS[1]),
        "名簿.xlsx": build_book(
            {"会員名簿": [["令和2年度 会員名簿"], ["自治体名", "入会日"], *members, UNKNOWN]}
        ),
        "KPI.xlsx": kpi_book(*KPI[0], *KPI[1], year="令和4年度"),
    }


def _list_members() -> list[dict[str, str]]:
    """Municipalities only: a prefecture's own name would stand twice in the cell."""
    whole = [row for row in list_governments() if row["kind"] != "都道府県"]
    return whole[:ROSTER_SIZE]


@pytest.fixture(scope="session")
def parked_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with the plan and the books above, read by the real loader."""
    root = tmp_path_factory.mktemp("parked")
    with WorkbookReader() as reader, open_plan_store(root) as database:
        for name, content in list_books().items():
            loaded = load_content(database, reader, content, name, Handling(), claim("佐藤"))
            assert loaded.batch, (name, loaded.refusal, loaded.file)
            assert loaded.parked_count, name
    return root


R2 = {"fiscal_year": "令和2年度"}
COUNT = len(_list_members())
#: page: the URL's parameters, and what it must say of the good rows alone
EXPECTED: dict[str, tuple[dict[str, str], list[str]]] = {
    "kpi": ({"fiscal_year": "令和4年度"}, ["140/150", "未報告"]),
    "matchings": (R2, [f"案件 {len(MATCHINGS[0])}件（動きのない期間が長い順）"]),
    "trends": ({}, ["令和4年度"]),
    "members": (R2, [f"自治体会員は{COUNT}団体（{COUNT / 1788:.1%}）", f"{1788 - COUNT:,}"]),
    "blocks": (
        {**R2, "block": "中国"},
        [f"計画した行事（{len(PLANS[0])}件）", f"開催・中止・延期した行事（{len(EVENTS[0])}件）"],
    ),
    "schedule": (R2, [f"1フォーラムが{len(PLANS[0])}件を計画"]),
    "citizens": (
        R2,
        [f"市民参画の取組{len(ACTIVITIES[0])}件のうち", f"参加者数 {32 + 18}人", "取組の一覧 2件"],
    ),
    "platform": (
        {},
        [f"ニーズ×シーズ {len(MATCHINGS[0])}件・市民参画 {len(ACTIVITIES[0])}件"],
    ),
    "national": ({}, ["7つの全国フォーラム・部会"]),
    "reconciliation": (R2, ["11か所すべてで一致"]),
    "definitions": ({}, ["10指標の定義と"]),
}


@pytest.mark.parametrize("page", sorted(EXPECTED))
def test_rows_that_wait_count_nowhere_and_the_page_says_that_they_wait(
    look_at: Open, parked_root: Path, page: str
) -> None:
    parameters, expected = EXPECTED[page]
    app = look_at(parked_root, page, **parameters)
    assert not app.exception
    said = read_page(app, page)
    assert [text for text in expected if text not in said] == []
    links = [link.proto.label for link in app.get("page_link")]
    waiting = f"保留中の行が{WAITING}行あり（全年度・全様式）、数値に入っていません"
    assert waiting in links


@pytest.mark.parametrize(
    ("page", "said", "switch"),
    [("parked", {}, "parked_closed"), ("history", {"part": "queries"}, "queries_closed")],
)
def test_address_says_whether_what_is_closed_is_shown_too(
    look_at: Open, parked_root: Path, page: str, said: dict[str, str], switch: str
) -> None:
    assert look_at(parked_root, page, **said, **{switch: "true"}).toggle(key=switch).value
    assert not look_at(parked_root, page, **said).toggle(key=switch).value


def test_page_without_rows_that_wait_says_nothing_of_them(look_at: Open, plan_root: Path) -> None:
    app = look_at(plan_root)
    assert not [one for one in app.get("page_link") if "保留中の行" in one.proto.label]


def test_every_view_is_looked_at() -> None:
    ways = {"home", "search"}  # they lead to figures, and have none of their own to hold here
    views = {
        name
        for name, facts in PAGES.items()
        if facts.section not in ("submitting", "meeting", "keeping")
    }
    assert set(EXPECTED) == views - ways
