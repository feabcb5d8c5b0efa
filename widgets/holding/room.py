"""How many bytes of workbooks a session may have the server hold.

Streamlit keeps each upload in memory until its session ends. So what goes beyond a session's
room is refused before it is kept, and what the app no longer needs is taken out.
"""

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from words import Words

#: What a session holds at most of workbooks, and of those that it has met before.
MOST_BYTES = 100 << 20
#: What comes around the files' own bytes.
_FRAMING = 1 << 20
#: Sessions that are counted; of older ones nothing is held any more, or little.
_MOST_SESSIONS = 1000
_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/([^/]+)")
WORDS = Words(ja={"over": "一度に扱えるファイルの合計を超えています。"})


@dataclass(slots=True)
class Held:
    """File -> its bytes, of one session; `was_full`: something was refused since last asked."""

    files: dict[str, int] = field(default_factory=dict)
    was_full: bool = False


class UploadRoom:
    """Middleware of the app: refuses uploads for which a session has no room left."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = _UPLOAD.search(scope["path"]) if scope["type"] == "http" else None
        if found is None or scope["method"] not in ("PUT", "DELETE"):
            await self._app(scope, receive, send)
            return
        session, file = found.groups()

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                forget(session, file)
            await send(message)

        forget(session, file)
        if scope["method"] == "DELETE" or take(session, file, _read_size(scope)):
            await self._app(scope, receive, send_counted)
            return
        while (await receive()).get("more_body"):
            pass  # a sender that is cut off shows a fault of the network
        await PlainTextResponse(WORDS["over"], 413)(scope, receive, send)


def _read_size(scope: Scope) -> int:
    """The bytes that a request says it has; none says less than all that it may have."""
    said = Headers(scope=scope).get("content-length", "")
    return int(said) if said.isdecimal() else MOST_BYTES


_sessions: OrderedDict[str, Held] = OrderedDict()
_lock = threading.Lock()


def take(session: str, file: str, size: int) -> bool:
    """Count a file that comes; False where the session has no room for it."""
    with _lock:
        held = _sessions.setdefault(session, Held())
        _sessions.move_to_end(session)
        while len(_sessions) > _MOST_SESSIONS:
            _sessions.popitem(last=False)
        if sum(held.files.values()) + size > MOST_BYTES + _FRAMING:
            held.was_full = True
            return False
        held.files[file] = size
        return True


def forget(session: str, file: str) -> None:
    """Count a file no longer."""
    with _lock:
        if held := _sessions.get(session):
            held.files.pop(file, None)


def was_full() -> bool:
    """Whether a file of this session was refused since this was last asked."""
    context = get_script_run_ctx(suppress_warning=True)
    with _lock:
        held = _sessions.get(context.session_id) if context else None
        if held is None or not held.was_full:
            return False
        held.was_full = False
        return True


def drop(file: str) -> None:
    """Take an upload of this session out of the server's memory."""
    context = get_script_run_ctx(suppress_warning=True)
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file)
        forget(context.session_id, file)
