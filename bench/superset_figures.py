"""Our pages' figures made into dashboards of a Superset, by its API: what bench.superset measures.

A page of ours is a dashboard: for each of its charts one of the same kind on the same rows, as
`python -m exports chart` writes them, and for its cards one table, which is kinder than a "Big
Number" each.
"""

import csv
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from playwright.sync_api import APIRequestContext, APIResponse
from psycopg import sql

from tests.browser.app_process import ROOT

#: Rows of a chart; its height in Superset's units of 8 pixels: all of a page is in sight at once.
ROWS_SHOWN, HEIGHT = 1000, 50
#: How whatever is made here is named in Superset, so that the next run finds and replaces it.
MARK = "congress-"


@dataclass(frozen=True)
class Drawn:
    """A chart of a view's rows: bars of each `by`, or a table where there is none; its columns."""

    view: str
    columns: tuple[str, ...]
    by: str = ""


#: Path of a page of ours -> what it draws of the practice data.
DASHBOARDS: dict[str, tuple[Drawn, ...]] = {
    "": (Drawn("submissions", ("まだのフォーラム・部会", "まだの様式")),),
    "kpi": (
        Drawn("kpi_summary", ("指標", "単位", "実績", "目標", "目標との差", "状況")),
        Drawn("matching_stages", ("実績（件）",), "段階"),
        Drawn("kpi_attainment", ("達成率（0～1）",), "指標"),
    ),
    "matchings": (
        Drawn("matchings_reached_by_stage", ("達した案件（件）",), "段階"),
        Drawn("matching_stages", ("実績（件）",), "段階"),
    ),
    "blocks": (Drawn("events_held_by_forum", ("計画（件）", "開催（件）"), "フォーラム"),),
    "members": (
        Drawn("membership_span", ("項目", "最小（団体）", "最大（団体）")),
        Drawn("member_ratio_by_block", ("会員の割合（0～1）",), "ブロック"),
        Drawn("member_ratio_by_kind", ("会員の割合（0～1）",), "種別"),
    ),
    "schedule": (Drawn("event_plans_by_month", ("計画した行事（件）",), "月"),),
}
VIEWS = sorted({each.view for drawn in DASHBOARDS.values() for each in drawn})


class Api:
    """A Superset's API, signed in, as its pages too; raises RuntimeError for what it refuses."""

    def __init__(self, requests: APIRequestContext, user: str, password: str) -> None:
        self._requests = requests
        self._headers: dict[str, str] = {}
        who = {"username": user, "password": password}
        token = self.ask("post", "security/login", {**who, "provider": "db", "refresh": False})
        self._headers = {"Authorization": f"Bearer {token['access_token']}", "Referer": "/"}
        csrf = self.ask("get", "security/csrf_token/")["result"]
        self._headers["X-CSRFToken"] = csrf
        _read(requests.post("/login/", form={**who, "csrf_token": csrf}, headers=self._headers))

    def ask(self, method: str, path: str, data: Mapping[str, Any] | None = None) -> Any:
        ask = getattr(self._requests, method)
        options = {"data": data} if data else {}
        return _read(ask(f"/api/v1/{path}", headers=self._headers, **options)).json()

    def make(self, kind: str, data: Mapping[str, Any]) -> int:
        """The number of the new one."""
        return int(self.ask("post", f"{kind}/", data)["id"])

    def list_made(self, kind: str, name: str) -> dict[str, int]:
        """What there is of a kind: name -> number."""
        found = self.ask("get", f"{kind}/?q=(page_size:1000)")["result"]
        return {str(each[name]): each["id"] for each in found}


def _read(answer: APIResponse) -> APIResponse:
    if not answer.ok:
        raise RuntimeError(f"{answer.status} {answer.url}: {answer.text()[:500]}")
    return answer


def write_figures(store: Path, folder: Path, database: str) -> None:
    """Each view's rows as a table of the database, which is made anew."""
    with psycopg.connect(database, autocommit=True) as connection:
        for view in VIEWS:
            path = folder / f"{view}.csv"
            command = [sys.executable, "-m", "exports", "chart", view, "--database", str(store)]
            subprocess.run([*command, "-o", path], cwd=ROOT, check=True, capture_output=True)
            with path.open(encoding="utf-8-sig", newline="") as lines:
                titles, *rows = csv.reader(lines)
            _write_table(connection, view, titles, rows)


def _write_table(
    connection: psycopg.Connection, view: str, titles: Sequence[str], rows: Sequence[list[str]]
) -> None:
    drawn = [each for all_drawn in DASHBOARDS.values() for each in all_drawn if each.view == view]
    measured = {column for each in drawn if each.by for column in each.columns}
    are_numbers = [title in measured for title in titles]
    kinds = [sql.SQL("double precision" if each else "text") for each in are_numbers]
    columns = [
        sql.Identifier(title) + sql.SQL(" ") + kind
        for title, kind in zip(titles, kinds, strict=True)
    ]
    table = sql.Identifier(view)
    connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(table))
    listed = sql.SQL(", ").join(columns)
    connection.execute(sql.SQL("CREATE TABLE {} ({})").format(table, listed))
    places = sql.SQL(", ").join(sql.Placeholder() * len(titles))
    insert = sql.SQL("INSERT INTO {} VALUES ({})").format(table, places)
    for row in rows:
        cells = [
            _parse(cell) if each else cell for cell, each in zip(row, are_numbers, strict=True)
        ]
        connection.execute(insert, cells)


def _parse(cell: str) -> float | None:
    """What is told in words (未報告, 未定) no chart of theirs can draw."""
    try:
        return float(cell)
    except ValueError:
        return None


def make_dashboards(api: Api, database: str) -> dict[str, str]:
    """Path of a page of ours -> that of its dashboard; what an earlier run made gives way."""
    _remove_made(api)
    name = f"{MARK}figures"
    address = database.replace("postgresql:", "postgresql+psycopg2:")
    number = api.list_made("database", "database_name").get(name) or api.make(
        "database", {"database_name": name, "sqlalchemy_uri": address}
    )
    of = {"database": number, "schema": "public"}
    datasets = {view: api.make("dataset", {**of, "table_name": view}) for view in VIEWS}
    return {page: _make_dashboard(api, page, drawn, datasets) for page, drawn in DASHBOARDS.items()}


def _remove_made(api: Api) -> None:
    ours = {"dashboard": "slug", "chart": "slice_name", "dataset": "table_name"}
    for kind, name in ours.items():
        for found, number in api.list_made(kind, name).items():
            if found.startswith(MARK) or (kind == "dataset" and found in VIEWS):
                api.ask("delete", f"{kind}/{number}")


def _make_dashboard(
    api: Api, page: str, drawn: Sequence[Drawn], datasets: Mapping[str, int]
) -> str:
    slug = MARK + (page or "home")
    facts = {"dashboard_title": slug, "slug": slug, "published": True}
    dashboard = api.make("dashboard", facts)
    charts = [
        api.make("chart", {**_describe_chart(each, datasets[each.view]), "dashboards": [dashboard]})
        for each in drawn
    ]
    api.ask("put", f"dashboard/{dashboard}", {"position_json": json.dumps(_lay_out(charts))})
    return f"/superset/dashboard/{slug}/"


def _describe_chart(drawn: Drawn, dataset: int) -> dict[str, Any]:
    kind = "echarts_timeseries_bar" if drawn.by else "table"
    shown = {
        "viz_type": kind,
        "datasource": f"{dataset}__table",
        "row_limit": ROWS_SHOWN,
        "adhoc_filters": [],
        **(_describe_bars(drawn) if drawn.by else _describe_table(drawn)),
    }
    name = f"{MARK}{drawn.view}"
    of = {"datasource_id": dataset, "datasource_type": "table"}
    return {"slice_name": name, "viz_type": kind, **of, "params": json.dumps(shown)}


def _describe_bars(drawn: Drawn) -> dict[str, Any]:
    metrics = [
        {
            "expressionType": "SIMPLE",
            "column": {"column_name": each},
            "aggregate": "SUM",
            "label": each,
        }
        for each in drawn.columns
    ]
    along = {"x_axis": drawn.by, "x_axis_force_categorical": True, "orientation": "horizontal"}
    return {**along, "metrics": metrics, "groupby": [], "show_value": True}


def _describe_table(drawn: Drawn) -> dict[str, Any]:
    return {"query_mode": "raw", "all_columns": list(drawn.columns)}


def _lay_out(charts: Sequence[int]) -> dict[str, Any]:
    """One row of charts, as wide as the page."""
    above = ["ROOT_ID", "GRID_ID", "ROW-1"]
    meta = {"width": 12 // len(charts), "height": HEIGHT}
    parts = {f"CHART-{each}": {"chartId": each, **meta} for each in charts}
    return {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": _describe_part("GRID_ID", above[:1], ["ROW-1"], {}),
        "ROW-1": _describe_part("ROW-1", above[:2], list(parts), {"background": "TRANSPARENT"}),
        **{name: _describe_part(name, above, [], each) for name, each in parts.items()},
    }


def _describe_part(
    name: str, above: list[str], children: list[str], meta: dict[str, Any]
) -> dict[str, Any]:
    kind = name.partition("_")[0].partition("-")[0]
    return {"type": kind, "id": name, "parents": above, "children": children, "meta": meta}
