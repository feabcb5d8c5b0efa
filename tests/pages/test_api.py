"""The API: each route and status as `exports/api/openapi.json` describes it, each figure the same
as in its CSV, real and practice apart, nothing but reading."""

import asyncio
import csv
import io
import threading
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import pandas as pd
import pytest
from msgspec import structs
from openapi_spec_validator import validate
from starlette.applications import Starlette
from starlette.testclient import TestClient

from data.acts import ROLES, Role, load_acts
from data.layout import load_layouts
from exports.api import lists
from exports.api.asking import MOST_ROWS, PARSE, Asked
from exports.api.figures import render_figure
from exports.books.table_csv import export_csv, write_number
from exports.safe_cells import neutralise
from metrics.history.data_state import DataState
from pages import api, api_calls
from pages.service import ROUTES
from store.actor import claim
from store.batches import undo
from store.database import PRACTICE_NAME, ROOT_VARIABLE, Database
from store.decisions.remarks import Subject, record_remark
from store.errors import DatabaseHeld
from store.people.register import list_people, remove_person
from store.people.tokens import MAKE, Made, make_token, revoke_token
from tests.ledger_store import fill_parked_store
from tests.pages.api_client import (
    ADDRESS,
    DESCRIPTION,
    PLACE,
    assert_described,
    list_routes,
    open_client,
    resolve,
)
from tests.pages.conftest import forget
from tests.practice_store import fill_practice_store
from tests.rights_store import OPERATOR, address, fill_rights_store
from views.model.asking import ask_database
from views.model.describing import describe
from views.model.figure import Column, Figure
from views.model.view import Ask, Question, View
from widgets.run import open_practice, open_real
from words import terms

VIEWS = lists.list_views()
#: Years of results and of plans; the invented data are as full in each.
YEARS = {"real": ("2020", "2021"), "practice": ("2021",)}
BLOCKS = ("all", "chugoku")
STATES = {"not_reported": "未報告", "undecided": "未定", "not_applicable": "該当なし"}
#: Rows of a long list that are looked at.
FEW = 20


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    folder = tmp_path_factory.mktemp("api")
    found = {"real": folder / "real", "practice": folder / PRACTICE_NAME}
    fill_parked_store(found["real"]).close()
    fill_practice_store(found["practice"]).close()
    forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ROOT_VARIABLE, str(found["real"]))
        yield found
    forget()


@pytest.fixture(scope="module")
def databases(roots: dict[str, Path]) -> dict[str, Database]:
    """The stores that the API itself has open."""
    return {"real": open_real(roots["real"]), "practice": open_practice(roots["practice"])}


@pytest.fixture(scope="module")
def client(databases: dict[str, Database]) -> Iterator[TestClient]:
    with open_client() as client:
        yield client


@pytest.fixture(scope="module")
def asks(databases: dict[str, Database]) -> dict[Path, Ask]:
    """Views share what they read of a data set."""
    return {each.root: ask_database(each) for each in databases.values()}


def read(client: TestClient, path: str, **parameters: str) -> dict[str, Any]:
    answer = client.get(f"{PLACE}{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


# ------------------------------------------------------------------ the description


def test_description_is_an_openapi_document_and_served_as_it_stands(client: TestClient) -> None:
    validate(DESCRIPTION)
    assert read(client, "/openapi.json") == DESCRIPTION


def test_description_has_every_route_with_every_parameter_and_no_other() -> None:
    described = {
        path: {
            (each["in"], each["name"]) for each in map(resolve, does["get"].get("parameters", ()))
        }
        for path, does in DESCRIPTION["paths"].items()
    }
    assert described == {
        path.removeprefix("/v1"): {("query", name) for name in resource.known}
        | ({("path", "code")} if "{code}" in path else set())
        for path, resource in api_calls.RESOURCES.items()
    }


#: What brings a status about, on a route whose `{code}` is one that there is.
Provoke = Callable[[TestClient, str, pytest.MonkeyPatch], Any]


def _fail(error: Exception) -> Provoke:
    def provoke(client: TestClient, path: str, patch: pytest.MonkeyPatch) -> Any:
        def parse(*_: object) -> Asked:
            raise error

        patch.setattr(api_calls, "parse_asked", parse)
        return client.get(path)

    return provoke


def _sign_in(client: TestClient, path: str, patch: pytest.MonkeyPatch) -> Any:
    patch.setattr(api_calls, "names_provider", lambda: True)
    return client.get(path)


def _ask_again(client: TestClient, path: str, patch: pytest.MonkeyPatch) -> Any:
    return client.get(path, headers={"If-None-Match": client.get(path).headers["etag"]})


PROVOKE: dict[str, Provoke] = {
    "200": lambda client, path, patch: client.get(path),
    "304": _ask_again,
    "400": lambda client, path, patch: client.get(f"{path}?unheard=1"),
    "401": _sign_in,
    "403": lambda client, path, patch: client.get(path, headers={"Origin": "http://evil.example"}),
    "404": lambda client, path, patch: client.get(f"{path}-unheard"),
    "500": _fail(RuntimeError("a mistake of ours")),
    "503": _fail(DatabaseHeld()),
}
CODES = {"/figures/{code}": "kpi_summary", "/values/{code}": "K2020-T-MAT"}


@pytest.mark.parametrize(("path", "status"), list_routes())
def test_each_route_answers_with_each_status_as_described(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str, status: str
) -> None:
    address = PLACE + path.replace("{code}", CODES.get(path, ""))
    answer = PROVOKE[status](client, address, monkeypatch)
    assert answer.status_code == int(status)
    assert_described(path, answer)


def test_call_above_what_waits_is_told_to_come_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_calls, "MOST_WAITING", 0)
    answer = client.get(f"{PLACE}/blocks")
    assert_described("/blocks", answer)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


@pytest.mark.parametrize("path", api_calls.RESOURCES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_nothing_but_reading_is_answered(client: TestClient, path: str, method: str) -> None:
    answer = client.request(method, f"/api{path}")
    assert (answer.status_code, answer.json()["type"]) == (405, "urn:congress:method")
    assert answer.headers["allow"] in ("GET, HEAD", "HEAD, GET")
    assert client.head(f"/api{path}").status_code in (200, 404)


# ------------------------------------------------------------------ figures


def list_narrowings(view: View, data: str) -> Iterator[dict[str, str]]:
    """The ways in which a view can be asked that change it."""
    parts = {"fiscal_year": YEARS[data], "scope": tuple(terms.SCOPES), "block": BLOCKS}
    for chosen in product(*(parts[name] for name in view.narrowed_by)):
        narrowed = dict(zip(view.narrowed_by, chosen, strict=True))
        yield {"year" if name == "fiscal_year" else name: each for name, each in narrowed.items()}


@pytest.mark.parametrize("data", ["real", "practice"])
@pytest.mark.parametrize("name", VIEWS)
def test_each_figure_is_the_one_of_its_page_however_it_is_narrowed(
    client: TestClient,
    databases: dict[str, Database],
    asks: dict[Path, Ask],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    data: str,
) -> None:
    monkeypatch.setattr(api_calls, "ask_database", lambda store, at: asks[store.root])
    view, ask = VIEWS[name], asks[databases[data].root]
    for number, narrowed in enumerate(list_narrowings(view, data)):
        answer = client.get(
            f"{PLACE}/figures/{name}", params={**narrowed, "data": data, "limit": FEW}
        )
        assert answer.status_code == 200
        if number % 4 == 0:  # what narrows a figure changes its rows, hardly their form
            assert_described("/figures/{code}", answer)
        question = Question(
            ask,
            int(narrowed.get("year", "2020")),
            narrowed.get("scope", "total"),
            narrowed.get("block", "all").removeprefix("all"),
            is_practice=data == "practice",
        )
        figure = describe(view, question, view.reply(question))
        assert_same(answer.json(), figure, data)
        for told, asked in narrowed.items():
            assert str(answer.json()["fiscal_year" if told == "year" else told]) == asked


def assert_same(said: dict[str, Any], figure: Figure, data: str) -> None:
    """What the API says of a figure is what its CSV says, cell by cell."""
    assert (said["title"], said["definition"]) == (figure.title, figure.definition)
    assert (said["data_set"], said["data_set_text"]) == (
        data,
        terms.DATA_KINDS["practice"] if figure.is_practice else None,
    )
    assert said["row_count"] == len(figure.frame)
    assert said["is_reported"] == figure.has_data
    if figure.has_data and not figure.form:
        assert said["sources"]
    lines = list(csv.reader(io.StringIO(export_csv(figure).decode("utf-8-sig"))))[1:]
    names = list(figure.data_columns)
    for row, line in zip(said["rows"], lines, strict=False):
        written = dict(zip(names, line, strict=False))
        assert {key: spell(row, key, each) for key, each in figure.columns.items()} == {
            key: written[key] for key in figure.columns
        }


def spell(row: dict[str, Any], name: str, column: Column) -> str:
    """A value of the API as the CSV has it."""
    value = row[name]
    if not column.is_number:
        return neutralise(value) if value is not None else column.missing
    if value is not None:
        assert row[f"{name}_state"] == "reported"
        return write_number(value)
    return {**STATES, "none": column.missing}[row[f"{name}_state"]]


@pytest.mark.parametrize("name", VIEWS)
def test_keys_of_a_row_are_told_apart(name: str) -> None:
    columns = VIEWS[name].columns
    added = {f"{each}_{what}" for each in columns for what in ("state", "unit")} | {"source"}
    assert not added & set(columns)


def test_zero_and_three_ways_to_have_no_number_are_four_states() -> None:
    frame = pd.DataFrame(
        {
            "value": [0.0, None, None, None],
            "state": ["reported", "blank", "undecided", "not_applicable"],
            "target": [None] * 4,
            "unit": ["%"] * 4,
        }
    )
    columns = {
        "value": Column("実績", "number", state="state", unit_from="unit"),
        "target": Column("目標", "count", missing="目標なし"),
    }
    view = VIEWS["kpi_summary"]
    figure = Figure("key", "…", "…", frame, columns)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("exports.api.figures.describe", lambda *_: figure)
        patch.setattr("exports.api.figures._list_sources", lambda *_: iter(()))
        patch.setattr(type(view), "reply", lambda *_: None)
        question = Question(lambda *_: None, 2020)  # type: ignore[arg-type]
        rows = render_figure(view, question, Asked(), DataState(0, None))["rows"]
    assert [(row["value"], row["value_state"], row["value_unit"]) for row in rows] == [
        (0, "reported", "%"),
        (None, "not_reported", "%"),
        (None, "undecided", "%"),
        (None, "not_applicable", "%"),
    ]
    assert {row["target_state"] for row in rows} == {"none"}


def test_list_has_every_figure_that_needs_nothing_of_its_page(client: TestClient) -> None:
    found = {each["id"]: each for each in read(client, "/figures")["figures"]}
    assert set(found) == set(VIEWS)
    assert "plan_steps_by_body" not in found
    for name, entry in found.items():
        narrowed = VIEWS[name].narrowed_by
        assert bool(entry["years"]) == ("fiscal_year" in narrowed)
        assert entry["scopes"] == list(terms.SCOPES) * ("scope" in narrowed)
        assert entry["blocks"] == list(terms.BLOCKS) * ("block" in narrowed)
        assert entry["href"] == f"{PLACE}/figures/{name}"


def test_long_list_is_given_in_parts(client: TestClient) -> None:
    address, got = "/figures/government_membership_by_block", []
    for offset in ("0", "700", "1400"):
        part = read(client, address, data="practice", limit="700", offset=offset)
        got += part["rows"]
    assert len({row["code"] for row in got}) == len(got) == part["row_count"] == 1788
    assert len(read(client, address, data="practice")["rows"]) == MOST_ROWS
    assert read(client, address, data="practice", offset="1788")["rows"] == []


# ------------------------------------------------------------------ values by their codes


def test_each_value_is_found_by_its_code_with_its_cell(client: TestClient) -> None:
    listed = read(client, "/values", year="2020")["values"]
    assert {each["fiscal_year"] for each in listed} == {2020}
    assert len(listed) < read(client, "/values")["row_count"]
    known = {each["code"]: each for each in listed}
    for code in ("K2020-T-MAT", "M2020-T-MAT", "C2020-CHG-MAT"):
        answer = client.get(f"{PLACE}/values/{code}")
        assert_described("/values/{code}", answer)
        assert answer.json().items() >= known[code].items()
        assert len(answer.json()["sources"]) == answer.json()["record_count"] > 0
    said = read(client, "/values/ｋ2020ｔmat")
    assert (said["value"], said["unit"], said["state"]) == (133, "件", "reported")
    (source,) = said["sources"]
    assert (source["sheet"], source["cell"], source["written"]) == ("令和2年度KPI結果", "D5", "133")
    assert source["batches"] == [1]


def test_value_that_nobody_has_reported_is_no_error(client: TestClient) -> None:
    said = read(client, "/values/C2020-HKD-MAT")  # a sheet without a row
    assert (said["value"], said["state"]) == (0, "reported")
    for code in ("K2021-T-MAT", "C2020-OKN-MAT"):
        answer = client.get(f"{PLACE}/values/{code}")
        assert_described("/values/{code}", answer)
        assert (answer.json()["value"], answer.json()["state"]) == (None, "not_reported")
    assert client.get(f"{PLACE}/values/K2020-CHG-MAT").status_code == 404
    assert client.get(f"{PLACE}/values/F-0000").status_code == 404


def test_lists_are_the_declared_ones(client: TestClient) -> None:
    assert [each["id"] for each in read(client, "/blocks")["blocks"]] == list(terms.BLOCKS)[1:]
    kinds = [each["kind"] for each in read(client, "/forums")["forums"]]
    assert (kinds.count("regional"), kinds.count("national")) == (10, 5)
    layouts = {each["id"]: each for each in read(client, "/layouts")["layouts"]}
    assert len(layouts) == len(load_layouts())
    stage = next(each for each in layouts["matchings"]["fields"] if each["name"] == "stage")
    assert stage["is_required"]
    assert stage["type"] == "stage"


# ------------------------------------------------------------------ what may be asked


def list_choices() -> list[tuple[str, str]]:
    described = DESCRIPTION["components"]["parameters"].items()
    return [(name, value) for name, each in described for value in each["schema"].get("enum", ())]


@pytest.mark.parametrize(("name", "value"), list_choices())
def test_each_choice_of_the_description_is_taken(name: str, value: str) -> None:
    PARSE[name](name, value)


WRONG = [
    *(("year", each) for each in ("", "R2", "20200", "0", "2020 ", "２０２０", "1e3", "-2020")),
    *(("scope", each) for each in ("", "TOTAL", "chugoku", "total\0")),
    *(("block", each) for each in ("", "tokyo", "../kinki", "'; DROP TABLE log; --")),
    *(("data", each) for each in ("", "both", "real,practice", "../real")),
    *(("state", each) for each in ("", "preliminary")),
    *(("at", each) for each in ("", "now", "2026-13-01", "9999-12-31T23:59-14:00", "20261123")),
    *(("at", each) for each in ("2026-11-23T25:00", "2026-11-23T10:00+99:00")),
    *(("limit", each) for each in ("0", "1001", "-1", "1.5", "9" * 5000)),
    *(("offset", each) for each in ("-1", "10000000", "x")),
]


@pytest.mark.parametrize(("name", "value"), WRONG, ids=lambda text: text[:20])
def test_wrong_value_is_refused_by_name(client: TestClient, name: str, value: str) -> None:
    answer = client.get(f"{PLACE}/figures/kpi_summary", params={name: value})
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:congress:wrong_value")
    assert answer.json()["title"].startswith(f"{name} の値「{value[:40]}」")
    assert_described("/figures/{code}", answer)


def test_parameter_of_no_use_or_given_twice_is_refused(client: TestClient) -> None:
    twice = client.get(f"{PLACE}/figures/kpi_summary?year=2020&year=2021")
    assert twice.json()["type"] == "urn:congress:repeated_parameter"
    assert client.get(f"{PLACE}/figures?scope=total").status_code == 400
    long = client.get(f"{PLACE}/figures", params={"x" * 9000: "1"})
    assert len(long.text) < 300


def test_year_and_moment_without_data_are_said_to_have_none(client: TestClient) -> None:
    answer = client.get(f"{PLACE}/figures/kpi_summary", params={"year": "1999"})
    assert answer.json() == {
        "type": "urn:congress:no_such_year",
        "title": "1999 年度のデータはありません。あるのは 2020・2021 です。",
        "status": 404,
    }
    then = client.get(f"{PLACE}/figures/kpi_summary", params={"at": "2020-01-01"})
    assert (then.status_code, then.json()["type"]) == (404, "urn:congress:nothing_yet")


def test_figure_is_as_it_stood_then(client: TestClient, databases: dict[str, Database]) -> None:
    with databases["real"].read() as cursor:
        rows = cursor.execute("SELECT accepted_at FROM batches ORDER BY batch_id").fetchall()
    first = f"{rows[0][0].isoformat()}Z"
    assert read(client, "/figures/kpi_summary", at=first)["as_of"]["batch"] == 1
    assert read(client, "/figures/kpi_summary")["as_of"]["batch"] == len(rows)
    assert read(client, "/values", at=first)["row_count"] < read(client, "/values")["row_count"]


def test_figures_are_real_unless_the_others_are_asked_for(client: TestClient) -> None:
    for path in ("/figures/kpi_summary", "/figures", "/values", "/values/K2020-T-MAT"):
        unsaid, real, invented = (
            read(client, path, **asked) for asked in ({}, {"data": "real"}, {"data": "practice"})
        )
        assert unsaid == real
        assert (real["data_set"], invented["data_set"]) == ("real", "practice")
        assert real != invented


# ------------------------------------------------------------------ what has changed, and since when


def test_tag_changes_with_every_act_and_asks_nothing_meanwhile(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "real"
    fill_parked_store(root).close()
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    database, address = open_real(root), f"{PLACE}/figures/kpi_summary"

    def ask(tag: str) -> tuple[int, str]:
        answer = client.get(address, headers={"If-None-Match": tag})
        return answer.status_code, answer.headers["etag"]

    _, first = ask("")
    with monkeypatch.context() as patch:
        patch.setattr(api_calls, "_write", None)
        assert ask(first) == (304, first)
        assert ask(f'"other", W/{first}') == (304, first)
    record_remark(
        database,
        claim("山田"),
        "remark",
        "意見",
        "2021-05-01",
        Subject("kpi_summary", "…", 1, 2020, "total"),
    )
    status, second = ask(first)
    undo(database, 1, claim("山田"), "誤り")
    assert (status, ask(second)[0]) == (200, 200)
    tags = [first, second, ask("")[1], client.get(f"{address}?limit=1").headers["etag"]]
    assert len(set(tags)) == 4


def test_server_answers_others_while_a_call_is_worked_on(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(*_: object) -> Asked:
        begun.set()
        assert go_on.wait(60)
        return Asked()

    async def ask_both() -> tuple[int, int]:
        transport = httpx.ASGITransport(Starlette(routes=ROUTES))
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as both:
            slow = asyncio.create_task(both.get(f"{PLACE}/blocks"))
            while not begun.is_set():
                await asyncio.sleep(0.001)
            quick = await both.get("/healthz")
            go_on.set()
            return quick.status_code, (await slow).status_code

    monkeypatch.setattr(api_calls, "parse_asked", work)
    assert asyncio.run(ask_both()) == (200, 200)


# ------------------------------------------------------------------ whose pages may ask

SITE = "https://tool.example"


@pytest.mark.parametrize("named", [[], [SITE]])
def test_pages_of_a_site_read_it_where_the_operator_names_the_site(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, named: list[str]
) -> None:
    monkeypatch.setattr("pages.guard.read_api_origins", lambda: named)
    monkeypatch.setattr(api, "read_api_origins", lambda: named)
    asked = {"Origin": SITE, "Access-Control-Request-Method": "GET"}
    answer = client.get(f"{PLACE}/blocks", headers={"Origin": SITE})
    preflight = client.options(f"{PLACE}/blocks", headers=asked)
    if named:
        assert answer.status_code == preflight.status_code == 200
        assert answer.headers["access-control-allow-origin"] == SITE
        assert "access-control-allow-credentials" not in answer.headers
    else:
        assert answer.status_code == preflight.status_code == 403
        assert not {"access-control-allow-origin"} & {*answer.headers, *preflight.headers}
    for path in (f"{PLACE}/blocks", "/healthz"):
        assert client.get(path, headers={"Origin": "http://evil.example"}).status_code == 403
    assert client.get("/healthz", headers={"Origin": SITE}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        *("/api", "/api/", "/api/v1", "/api/v1/", "/api/v2/figures", "/api/v1/figures/"),
        *("/api/v1/figures/%2e%2e%2f", "/api//v1/figures"),
        *("/api/v1/figures/kpi_summary/x", "/api/v1/figures/KPI_SUMMARY", "/api/v1/figures/%00"),
        *("/api/v1/figures/" + "x" * 9000, "/api/v1/values/" + "K" * 9000, "/api/v1/values/💡"),
        *(
            "/api/v1/figures/model",
            "/api/v1/figures/__init__",
            "/api/v1/figures/plan_steps_by_body",
        ),
    ],
    ids=lambda path: path[:40],
)
def test_address_of_nothing_says_so_as_the_others_do(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] in (
        "application/problem+json",
        "text/html; charset=utf-8",
    )
    assert len(answer.content) < 2000


# ------------------------------------------------------------------ where people sign in


@pytest.fixture
def signed(
    tmp_path: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> tuple[Database, dict[Role, Made]]:
    """A store with a person of each role, each with a token, where signing in is set up."""
    root = tmp_path / "real"
    fill_rights_store(root).close()
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    monkeypatch.setattr(api_calls, "names_provider", lambda: True)
    database = open_real(root)
    people = {each.role: each.act() for each in list_people(root)}
    made = {role: make_token(database, people[role], role, 30, time.time()) for role in ROLES}
    return database, made


def ask_with(client: TestClient, borne: str, path: str = "/figures/kpi_summary") -> Any:
    return client.get(f"{PLACE}{path}", headers={"Authorization": borne})


def test_each_role_reads_the_same_by_its_token_as_on_its_pages(
    client: TestClient, signed: tuple[Database, dict[Role, Made]]
) -> None:
    """Of every forum, as every role may look at every figure (docs/rights.md)."""
    _, made = signed
    for path in ("/figures/figures_by_forum?year=2020", "/values/C2020-CHG-MAT", "/forums"):
        said = {ask_with(client, f"Bearer {each.borne}", path).text for each in made.values()}
        assert len(said) == 1
        assert "urn:" not in said.pop()


@pytest.mark.parametrize(
    "borne",
    [
        *(
            "",
            "Bearer",
            "Bearer ",
            "{token}",
            "Basic {token}",
            "Bearer {token}x",
            "Bearer Bearer {token}",
        ),
        *(
            "Bearer {token}, Bearer {token}",
            "Token {token}",
            "Bearer " + "x" * 7000,
            "bearer\t{token}",
        ),
    ],
    ids=lambda text: text[:20],
)
def test_call_without_a_token_is_told_nothing(
    client: TestClient, signed: tuple[Database, dict[Role, Made]], borne: str
) -> None:
    answers = [
        ask_with(client, borne.format(token=signed[1]["viewer"].borne), path)
        for path in ("/figures/kpi_summary", "/figures/unheard", "/openapi.json", "/figures?x=1")
    ]
    for answer in answers:
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert answer.text == answers[0].text
        assert "etag" not in answer.headers


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_token_counts_however_its_scheme_is_written(
    client: TestClient, signed: tuple[Database, dict[Role, Made]], scheme: str
) -> None:
    assert ask_with(client, f"{scheme} {signed[1]['viewer'].borne}").status_code == 200


def test_what_becomes_of_owner_and_token_counts_with_the_next_call(
    client: TestClient, signed: tuple[Database, dict[Role, Made]], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, made = signed
    tag = ask_with(client, f"Bearer {made['viewer'].borne}").headers["etag"]

    def ask(role: Role) -> Any:
        headers = {"Authorization": f"Bearer {made[role].borne}", "If-None-Match": tag}
        return client.get(f"{PLACE}/figures/kpi_summary", headers=headers).status_code

    assert ask("viewer") == 304
    revoke_token(database, OPERATOR, made["auditor"].token_id)
    remove_person(database, OPERATOR, address("coordinator"))
    assert {role: ask(role) for role in ROLES} == {
        "viewer": 200,
        "coordinator": 401,
        "secretariat": 200,
        "auditor": 401,
    }
    rightless = structs.replace(load_acts().acts[MAKE], viewer=None)
    monkeypatch.setitem(load_acts().acts, MAKE, rightless)  # type: ignore[arg-type]
    assert (ask("viewer"), ask("secretariat")) == (403, 200)


def test_browser_that_is_signed_in_still_needs_a_token(
    client: TestClient, signed: tuple[Database, dict[Role, Made]]
) -> None:
    cookies = {"Cookie": f"_streamlit_user={signed[1]['viewer'].borne}"}
    assert client.get(f"{PLACE}/blocks", headers=cookies).status_code == 401
