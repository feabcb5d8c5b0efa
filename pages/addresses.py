"""Addresses that name no page lead to the app's start; Streamlit would show an English dialog."""

import re

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages import list_pages

#: What a page's address looks like, apart from files and Streamlit's own routes.
_PAGE = re.compile(r"/([^/._][^/.]*)/?")


class KnownAddresses:
    """Middleware of the app: to the bare address, with its parameters, from anywhere unknown.

    The first page's own name is among them: Streamlit has that page at the bare address only.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_lost = scope["type"] == "http" and _is_unknown(scope["path"])
        answer = RedirectResponse("./?" + scope["query_string"].decode()) if is_lost else self._app
        await answer(scope, receive, send)


def _is_unknown(path: str) -> bool:
    """
    >>> _is_unknown("/kpi"), _is_unknown("/members"), _is_unknown("/session")
    (True, False, True)
    >>> _is_unknown("/"), _is_unknown("/_stcore/health"), _is_unknown("/favicon.png")
    (False, False, False)
    """
    found = _PAGE.fullmatch(path)
    _, *known = list_pages()
    return found is not None and found[1] not in known
