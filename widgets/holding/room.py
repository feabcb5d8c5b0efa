"""How many bytes of workbooks a session may have the server hold, and a person over all theirs.

Streamlit keeps each upload in memory until its session ends. So what goes beyond that room is
refused before it is kept, and what the app no longer needs is taken out. A person's room counts
their drafts too: one that a session works on by what that holds, any other as it lies on the disk.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from store.database import find_practice_root, find_root
from store.errors import StoreError
from store.people import drafts
from store.people.register import find_person
from widgets.people.cookie import read_address
from widgets.people.sign_in import read_own_address
from widgets.service.layer import Layer
from words import Words

#: What a session holds at most of workbooks, and of those that it has met before.
MOST_BYTES = 100 << 20
#: What comes around the files' own bytes.
_FRAMING = 1 << 20
#: Sessions that are counted; of older ones nothing is held any more, or little.
_MOST_SESSIONS = 1000
_UPLOAD = re.compile(r"/_stcore/upload_file/[^/]+/[^/]+$")
#: Whose room was too small for a file.
Full = Literal["", "session", "person"]
WORDS = Words(ja={"over": "一度に扱えるファイルの合計を超えています。"})


@dataclass(slots=True)
class Held:
    """File -> its bytes, of one session of a person; `full`: why one was refused, until another
    is taken out; `draft`: the id of the one that it works on."""

    person: str
    files: dict[str, int] = field(default_factory=dict)
    full: Full = ""
    draft: str = ""

    @property
    def size(self) -> int:
        return sum(self.files.values())


class UploadRoom(Layer):
    """Middleware of the app: refuses uploads for which a session has no room left."""

    def concerns(self, scope: Scope) -> bool:
        is_change = scope["type"] == "http" and scope["method"] in ("PUT", "DELETE")
        return is_change and _UPLOAD.search(scope["path"]) is not None

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        *_, session, file = scope["path"].split("/")

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                forget(session, file)
            await send(message)

        (free if scope["method"] == "DELETE" else forget)(session, file)
        person = read_address(Headers(scope=scope))
        if scope["method"] == "DELETE" or take(session, file, _read_size(scope), person):
            await self._app(scope, receive, send_counted)
            return
        _show_refusal(session)
        while (await receive()).get("more_body"):
            pass  # a sender that is cut off shows a fault of the network
        await PlainTextResponse(WORDS["over"], 413)(scope, receive, send)


def _read_size(scope: Scope) -> int:
    """The bytes that a request says it has; none says less than all that it may have."""
    said = Headers(scope=scope).get("content-length", "")
    return int(said) if said.isdecimal() else MOST_BYTES


_sessions: OrderedDict[str, Held] = OrderedDict()
_lock = threading.Lock()


def take(session: str, file: str, size: int, person: str = "") -> bool:
    """Count a file that comes; False where its session or its person has no room for it."""
    drafted = _weigh_drafts(person)
    with _lock:
        held = _sessions.setdefault(session, Held(person))
        _sessions.move_to_end(session)
        _forget_gone(session)
        full: Full = ""
        if held.size + size > MOST_BYTES + _FRAMING:
            full = "session"
        elif not drafts.has_room([*_list_sizes(person, drafted), size - _FRAMING]):
            full = "person"
        if full:
            held.full = full
            return False
        held.files[file] = size
        return True


def _list_sizes(person: str, drafted: Mapping[str, int]) -> list[int]:
    """What a person has; at one's own desk all sessions are one person's."""
    sessions = [each for each in _sessions.values() if each.person == person]
    rest = drafted.keys() - {each.draft for each in sessions}
    return [each.size for each in sessions] + [drafted[each] for each in rest]


def _weigh_drafts(address: str) -> dict[str, int]:
    """Draft -> its bytes, of the person with an address, in both data sets."""
    with suppress(StoreError):
        person = find_person(find_root(), address) if address else None
        owner = person.person_id if person else "" if address else drafts.DESK
        roots = find_root(), find_practice_root()
        return {key: size for each in roots for key, size in drafts.weigh(each, owner).items()}
    return {}


def work_on(draft_id: str, files: Mapping[str, int]) -> bool:
    """Count a draft as this session's, with the workbooks that it brings back (SHA-256 -> bytes);
    False where there is no room for them."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return True
    with _lock:
        held = _sessions.setdefault(context.session_id, Held(read_own_address()))
        held.draft = draft_id
    return all(
        take(context.session_id, name_again(sha256), size, held.person)
        for sha256, size in files.items()
    )


def name_again(sha256: str) -> str:
    """How a workbook is counted that came back with a draft."""
    return f"again-{sha256}"


def _forget_gone(present: str) -> None:
    """Count the sessions no longer that have ended, but for the one that is there."""
    while len(_sessions) > _MOST_SESSIONS:
        _sessions.popitem(last=False)
    for session, held in list(_sessions.items()):
        if session != present and is_gone(session, held):
            del _sessions[session]


def is_gone(session: str, held: Held) -> bool:
    """Whether a session has ended, and the server has let go of its files."""
    if not runtime.exists():
        return False
    server = runtime.get_instance()
    is_kept = server.uploaded_file_mgr.get_files(session, list(held.files))
    return not (server.is_active_session(session) or is_kept)


def forget(session: str, file: str) -> None:
    """Count a file no longer."""
    with _lock:
        if held := _sessions.get(session):
            held.files.pop(file, None)


def free(session: str, file: str) -> None:
    """Count a file no longer that a person took out: they have seen that there was no room."""
    forget(session, file)
    with _lock:
        if held := _sessions.get(session):
            held.full = ""


def _show_refusal(session: str) -> None:
    """Have the page run that says why: Streamlit itself only marks the file, in English."""
    if not runtime.exists():
        return
    known = runtime.get_instance()._session_mgr.get_active_session_info(session)
    if known:  # as it stands: without its state Streamlit runs the first page
        known.session.request_rerun(known.session._client_state)


def read_full() -> Full:
    """Why a file of this session was refused; "" where none was, or another was taken out since."""
    context = get_script_run_ctx(suppress_warning=True)
    with _lock:
        held = _sessions.get(context.session_id) if context else None
        return held.full if held else ""


def drop(file: str) -> None:
    """Take an upload of this session out of the server's memory."""
    context = get_script_run_ctx(suppress_warning=True)
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file)
        free(context.session_id, file)
