"""What a browser's cookie proves of who sends a request, outside a run (there `st.user` knows)."""

import json

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks


def read_proof(headers: Headers) -> bytes | None:
    """What the app has signed after somebody signed in; None without one."""
    return _get_signed_cookie_with_chunks(
        cookie_parser(headers.get("cookie", "")), USER_COOKIE_NAME
    )


def read_address(headers: Headers) -> str:
    """The address of who sends a request; "" where nobody has signed in."""
    claims = json.loads(read_proof(headers) or b"{}")
    return str(claims.get("email", "")).casefold()
