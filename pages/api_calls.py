"""What the API answers with, as `exports/api/openapi.json` describes it, and whom.

At one's own desk it is open, as the pages are; where signing in is set up each call bears a token
and may read what the token's owner may.
"""

import hashlib
import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import pandas as pd
from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from exports.api import lists
from exports.api.asking import LONGEST, Asked, parse_asked
from exports.api.description import read_description
from exports.api.figures import render_figure, tell_as_of
from exports.api.refusals import PROBLEM_TYPE, Refused, tell_problem
from exports.deck.agenda import pick_plan_year, pick_year
from metrics.history.data_state import read_data_state
from metrics.query import read_years
from pages.operator import names_provider
from store.database import Database, data_version, find_practice_root, find_root, log_version
from store.errors import StoreError
from store.people.names import find_stamp
from store.people.register import find_bearer
from store.people.tokens import MAKE
from store.release import choose_state, narrow
from views.model.asking import ask_database
from views.model.view import Ask, Question, View
from widgets.holding.kept import Kept
from widgets.run import open_practice, open_real
from words.store_errors import explain_error

#: So many calls are answered at a time, each in a thread, and so many wait for it.
AT_ONCE, MOST_WAITING = 2, 32
#: Bytes of answers that are kept, and seconds for which nobody has asked for them.
MOST_KEPT, KEPT_FOR = 32 << 20, 3600.0
#: Of this start of the server: what it answered before is asked for anew.
EDITION = secrets.token_hex(4)
KEPT = Kept[bytes](MOST_KEPT, KEPT_FOR, len)
#: Nobody between keeps an answer; who asked may, and asks whether it still holds.
HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}
DATA = ("data", "at", "state")
PART = ("limit", "offset")


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the store, how it is asked, the parameters, the code in the address."""

    store: Database
    ask: Ask
    asked: Asked
    code: str

    @property
    def is_practice(self) -> bool:
        return self.asked.data == "practice"

    def read_years(self) -> tuple[pd.DataFrame, list[int]]:
        """What each year holds, and their numbers."""
        years = self.ask(read_years)
        return years, [int(year) for year in years["fiscal_year"]]


@dataclass(frozen=True, slots=True)
class Resource:
    """What an address answers with, and which parameters it takes."""

    render: Callable[[Call], dict[str, Any]]
    known: tuple[str, ...] = ()


def answer_figure(call: Call) -> dict[str, Any]:
    view = lists.list_views().get(call.code)
    if view is None:
        raise Refused("no_such_figure", figure=call.code[:LONGEST])
    asked, state = call.asked, call.ask(read_data_state)
    question = Question(
        call.ask,
        _choose_year(call, view),
        asked.scope,
        asked.block,
        as_of=state.text,
        version=state.version,
        is_practice=call.is_practice,
        state=choose_state(asked.state == "all"),
    )
    return render_figure(view, question, asked, state)


def _choose_year(call: Call, view: View) -> int:
    """The year asked for; else the last with results, of a view of plans the one after it."""
    years, known = call.read_years()
    wanted = call.asked.year
    if not known:
        raise Refused("nothing_yet")
    if wanted is not None and wanted not in known:
        raise Refused("no_such_year", year=wanted, years="・".join(map(str, known)))
    year = pick_year(years, wanted)
    return pick_plan_year(years, year) if wanted is None and view.year == "plans" else year


def answer_value(call: Call) -> dict[str, Any]:
    found = lists.tell_value(call.store, call.code, call.asked.at)
    if found is None:
        raise Refused("no_such_value", figure=call.code[:LONGEST])
    return _tell_data(call) | found


def answer_values(call: Call) -> dict[str, Any]:
    asked = call.asked
    found = lists.tell_values(call.store, asked.at, asked.year)
    shown = found[asked.offset : asked.offset + asked.limit]
    return _tell_data(call) | {"row_count": len(found), "offset": asked.offset, "values": shown}


def answer_figures(call: Call) -> dict[str, Any]:
    return _tell_data(call) | {"figures": lists.tell_views(call.read_years()[1])}


def _tell_data(call: Call) -> dict[str, Any]:
    """Of which data set, and up to which load."""
    as_of = tell_as_of(call.ask(read_data_state))
    return {"data_set": call.asked.data, "as_of": as_of}


RESOURCES: Mapping[str, Resource] = {
    "/v1/openapi.json": Resource(lambda call: read_description()),
    "/v1/figures": Resource(answer_figures, DATA),
    "/v1/figures/{code}": Resource(answer_figure, ("year", "scope", "block", *DATA, *PART)),
    "/v1/values": Resource(answer_values, ("year", *DATA, *PART)),
    "/v1/values/{code}": Resource(answer_value, DATA),
    "/v1/forums": Resource(lambda call: {"forums": lists.tell_forums(call.store)}),
    "/v1/blocks": Resource(lambda call: {"blocks": lists.tell_blocks()}),
    "/v1/layouts": Resource(lambda call: {"layouts": lists.tell_layouts()}),
}


# ------------------------------------------------------------------ how a call is answered


@cache
def _limit() -> CapacityLimiter:
    return CapacityLimiter(AT_ONCE)


def _serve(resource: Resource) -> Callable[[Request], Any]:
    async def serve(request: Request) -> Response:
        if _limit().statistics().tasks_waiting >= MOST_WAITING:
            raise Refused("busy")
        return await to_thread.run_sync(partial(answer, request, resource), limiter=_limit())

    return serve


def answer(request: Request, resource: Resource) -> Response:
    """In a thread of its own: the server goes on meanwhile. Raises Refused, StoreError."""
    require_bearer(request.headers.get("authorization", ""))
    asked = parse_asked(request.query_params.multi_items(), resource.known)
    whole = _open_store(asked)
    whole.catch_up()
    store = narrow(whole, choose_state(asked.state == "all"))
    code = request.path_params.get("code", "")
    tag = _name_state(store, request.url.path, asked)
    headers = HEADERS | {"ETag": tag}
    if is_known(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    call = Call(store, ask_database(store, asked.at), asked, code)
    body = KEPT.get(tag, lambda: _write(resource.render(call)))
    return Response(body, headers=headers, media_type="application/json")


def require_bearer(authorization: str) -> None:
    """Raises Refused unless nobody has to sign in, or a token is borne whose owner may read by it
    now."""
    if not names_provider():
        return
    scheme, _, borne = authorization.partition(" ")
    is_bearer = scheme.lower() == "bearer"
    owner = find_bearer(find_root(), borne.strip(), time.time()) if is_bearer else None
    if owner is None:
        raise Refused("no_token")
    if not owner.act().may(MAKE, []):
        raise Refused("no_right")


def _open_store(asked: Asked) -> Database:
    if asked.data == "practice":
        return open_practice(find_practice_root())
    return open_real(find_root())


def _name_state(store: Database, path: str, asked: Asked) -> str:
    """An ETag: other whenever the answer could be."""
    versions = (data_version(store), log_version(store), find_stamp(find_root(), store.root))
    said = repr((EDITION, str(store.root), versions, path, asked))
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


def is_known(borne: str, tag: str) -> bool:
    """Whether who asks has the answer already.

    >>> is_known('W/"a", "b"', '"b"'), is_known('W/"b"', '"b"'), is_known("*", '"b"')
    (True, True, True)
    >>> is_known("", '"b"'), is_known('"c"', '"b"')
    (False, False)
    """
    tags = [each.strip().removeprefix("W/") for each in borne.split(",")]
    return tag in tags or tags == ["*"]


def _write(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


# ------------------------------------------------------------------ refusals


def refuse(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    headers = dict(HEADERS)
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if error.status == 503:
        headers["Retry-After"] = "2"
    return JSONResponse(error.tell(), error.status, headers, media_type=PROBLEM_TYPE)


def refuse_route(request: Request, error: Exception) -> Response:
    """What Starlette refuses: no such address, another method than GET."""
    assert isinstance(error, HTTPException)
    answered = refuse(request, Refused("method" if error.status_code == 405 else "not_found"))
    answered.headers.update(error.headers or {})
    return answered


def tell_store_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, StoreError)
    told = tell_problem(error.code, 503, explain_error(error))
    headers = HEADERS | {"Retry-After": "30"}
    return JSONResponse(told, 503, headers, media_type=PROBLEM_TYPE)


def tell_failure(request: Request, _: Exception) -> Response:
    return refuse(request, Refused("failed"))


API = Starlette(
    routes=[Route(path, _serve(resource), methods=["GET"]) for path, resource in RESOURCES.items()],
    exception_handlers={
        Refused: refuse,
        HTTPException: refuse_route,
        StoreError: tell_store_error,
        Exception: tell_failure,
    },
)
API.router.redirect_slashes = False
