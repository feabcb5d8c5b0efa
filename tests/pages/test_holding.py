"""What the serving process holds of workbooks: room for uploads, and readings by their weight."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from metrics.history.impact import FieldChange, Impact, RecordChange, RecordLine
from pages.upload.outlook import LINE_BYTES, weigh
from store.actor import claim
from store.database import ROOT_VARIABLE
from store.people import drafts
from store.people.drafts import DESK, begin_draft, save_draft
from tests.stores import make_empty_store
from widgets.holding import room
from widgets.holding.kept import Kept
from widgets.holding.room import UploadRoom


@pytest.fixture(autouse=True)
def small_room(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(room, "MOST_BYTES", 10)
    monkeypatch.setattr(drafts, "MOST_OF_PERSON", 15)
    monkeypatch.setattr(room, "_FRAMING", 0)
    yield
    room._sessions.clear()


def make_kept(most: int = 10, seconds: float = 60) -> Kept[str]:
    return Kept(most, seconds, len)


def ask(kept: Kept[str], *words: str) -> list[str]:
    """The words that had to be made."""
    made: list[str] = []

    def make(word: str) -> str:
        made.append(word)
        return word

    for word in words:
        assert kept.get(word, lambda word=word: make(word)) == word  # type: ignore[misc]
    return made


def test_kept_values_are_made_once_as_long_as_all_fit() -> None:
    assert ask(make_kept(), "aaaaa", "bbbbb", "aaaaa", "bbbbb") == ["aaaaa", "bbbbb"]


def test_value_too_much_takes_the_place_of_the_one_asked_for_longest_ago() -> None:
    made = ask(make_kept(), "aaaaa", "bbbbb", "aaaaa", "c", "aaaaa", "bbbbb")
    assert made == ["aaaaa", "bbbbb", "c", "bbbbb"]


def test_value_that_alone_is_too_much_stays_until_another_comes() -> None:
    assert ask(make_kept(), "a" * 99, "a" * 99, "b", "a" * 99) == ["a" * 99, "b", "a" * 99]


def test_outlook_weighs_by_the_lines_of_its_records() -> None:
    line = RecordLine("matchings", "chugoku", 2020, "橋", "マッチング", "B7")
    change = RecordChange(line, (FieldChange("theme", "橋", "川", "C7"),) * 3)
    nothing = Impact(1, frozenset(), (), (), (), (), 0, 0, 0, 0)
    more: list[dict[str, Any]] = [
        {"added": (line,) * 4},
        {"removed": (line,) * 4},
        {"changed": (change,)},
    ]
    weights = [weigh(replace(nothing, **each)) for each in more]
    assert weights == [weigh(nothing) + 4 * LINE_BYTES] * 3


@pytest.mark.parametrize(("seconds", "made"), [(60, 0), (-1, 1)])
def test_value_is_made_again_when_nobody_has_asked_for_long(seconds: int, made: int) -> None:
    kept = make_kept(seconds=seconds)
    ask(kept, "a", "b")
    assert len(ask(kept, "a")) == made


def send_file(
    session: str, file: str, size: int, *, inner: int = 204, method: str = "PUT", person: str = ""
) -> int:
    """The status that the app answers an upload with; `inner` is what Streamlit would answer."""
    answers: list[Message] = []

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": inner, "headers": []})

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        answers.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": f"/_stcore/upload_file/{session}/{file}",
        "headers": [(b"content-length", str(size).encode()), (b"cookie", prove(person))],
    }
    asyncio.run(UploadRoom(streamlit)(scope, receive, send))
    return int(answers[0]["status"])


def test_uploads_are_taken_up_to_a_sessions_room_and_no_further() -> None:
    assert [send_file("one", "a", 6), send_file("one", "b", 4)] == [204, 204]
    assert send_file("one", "c", 1) == 413
    assert send_file("two", "a", 5) == 204


def prove(person: str) -> bytes:
    """The cookie of somebody who has signed in."""
    if not person:
        return b""
    proof = create_signed_value(
        get_cookie_secret(), USER_COOKIE_NAME, json.dumps({"email": person})
    )
    return f"{USER_COOKIE_NAME}={proof.decode()}".encode()


def test_person_has_so_much_room_in_all_their_sessions() -> None:
    assert send_file("one", "a", 10, person="yamada@example.jp") == 204
    assert send_file("two", "b", 6, person="Yamada@example.jp") == 413
    assert room._sessions["two"].full == "person"
    assert send_file("two", "b", 6, person="Yamada@example.jp", method="DELETE") == 204
    assert not room._sessions["two"].full
    assert send_file("two", "b", 5, person="Yamada@example.jp") == 204
    assert send_file("three", "a", 10, person="sato@example.jp") == 204


def test_persons_room_counts_the_drafts_that_no_session_works_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path / "real"))
    with make_empty_store(tmp_path / "real") as database:
        draft = save_draft(database, begin_draft(DESK, "upload"), claim(""), {"0" * 64: b"6bytes"})
    assert send_file("one", "a", 10) == 413
    assert send_file("one", "a", 9) == 204
    room._sessions["one"].draft = draft.draft_id
    assert [send_file("two", "a", 7), send_file("two", "a", 6)] == [413, 204]


@pytest.mark.parametrize(("is_gone", "status"), [(False, 413), (True, 204)])
def test_session_that_has_ended_takes_no_room_of_its_person(
    is_gone: bool, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "is_gone", lambda session, held: is_gone)
    assert send_file("one", "a", 10) == 204
    assert send_file("two", "b", 6) == status


def test_room_is_free_again_when_a_file_is_taken_out_or_failed_or_comes_again() -> None:
    assert [send_file("one", "a", 6), send_file("one", "a", 6, method="DELETE")] == [204, 204]
    assert send_file("one", "b", 10, inner=400) == 400
    assert [send_file("one", "c", 10), send_file("one", "c", 10)] == [204, 204]
    assert send_file("one", "d", 1) == 413


def test_upload_that_does_not_say_its_size_counts_as_the_largest() -> None:
    assert room._read_size({"type": "http", "headers": []}) == room.MOST_BYTES
