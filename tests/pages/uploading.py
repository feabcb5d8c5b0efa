"""The upload page inside a test: workbooks put into the session as its uploader does."""

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from pages.upload.session import FILES, SEEN, Waiting, make_waiting
from widgets.people.person import PERSON


def bring(app: AppTest, *paths: Path) -> list[Waiting]:
    """The workbooks as if dropped on the page; the app has been run."""
    brought = [make_waiting(path.name, path.read_bytes()) for path in paths]
    files = {each.sha256: each for each in brought}
    app.session_state[FILES] = files
    seen = dict(app.session_state[SEEN]) if SEEN in app.session_state else {}
    app.session_state[SEEN] = seen | files
    app.run()
    return brought


def name_person(app: AppTest, name: str = "中国フォーラム 山田") -> None:
    app.session_state[PERSON] = name
    app.run()


def go_on(app: AppTest, times: int = 1) -> None:
    """Press the button at the screen's foot."""
    for _ in range(times):
        app.button(key="upload_next").click().run()


def read_said(app: AppTest) -> str:
    """Everything that the page says outside tables."""
    parts: list[Any] = [
        app.title, app.header, app.subheader, app.markdown, app.caption,
        app.info, app.warning, app.error, app.success,
    ]  # fmt: skip
    return "\n".join(str(part.value) for group in parts for part in group)
