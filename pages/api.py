"""Where the API for other people's tools stands, and whose pages may ask it.

What it answers with (`pages.api_calls`) is imported when it is first asked: it wants the app's
parts, and these the server running.
"""

from functools import cache

from anyio import to_thread
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.operator import read_api_origins

PLACE = "/api"


def is_asked(path: str) -> bool:
    """
    >>> is_asked("/api/v1/figures"), is_asked("/apiary")
    (True, False)
    """
    return path.startswith(f"{PLACE}/")


async def serve_api(scope: Scope, receive: Receive, send: Send) -> None:
    """To pages of other sites only where the operator names them."""
    api = await to_thread.run_sync(_load)
    if origins := read_api_origins():
        api = CORSMiddleware(
            api,
            allow_origins=origins,
            allow_methods=["GET"],
            allow_headers=["Authorization", "If-None-Match"],
            expose_headers=["ETag"],
        )
    await api(scope, receive, send)


@cache
def _load() -> ASGIApp:
    from pages.api_calls import API

    return API


ROUTE = Mount(PLACE, app=serve_api)
