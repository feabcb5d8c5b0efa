"""A picture to copy is drawn for whoever its session offered it to, as long as that lives."""

from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from exports.errors import REASONS, ExportError
from pages import guard
from pages.pictures import ROUTE, WORDS
from widgets.files.copying import OFFERS, PARAMETER, build_button


@dataclass(frozen=True, eq=False)
class Drawn:
    """An offer; `reason`: the key of why it can't be drawn."""

    reason: str = ""

    def draw(self) -> bytes:
        if self.reason:
            raise ExportError(self.reason)
        return b"picture"


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=[ROUTE]))


def test_picture_comes_while_its_session_holds_it(client: TestClient) -> None:
    offer = OFFERS["name"] = Drawn()  # type: ignore[assignment]
    answer = client.get(ROUTE.path, params={PARAMETER: "name"})
    assert (answer.content, answer.headers["content-type"]) == (b"picture", "image/png")
    assert answer.headers["cache-control"] == "no-store"
    del offer
    for asked in ({PARAMETER: "name"}, {PARAMETER: "another"}, {}):
        gone = client.get(ROUTE.path, params=asked)
        assert (gone.status_code, gone.text) == (404, WORDS["gone"])


def test_why_a_picture_can_not_be_drawn_is_said(client: TestClient) -> None:
    offer = OFFERS["name"] = Drawn("renderer_died")  # type: ignore[assignment]
    answer = client.get(ROUTE.path, params={PARAMETER: "name"})
    assert (answer.status_code, answer.text) == (503, REASONS["renderer_died"])
    del offer


def test_nobody_gets_a_picture_without_signing_in_where_that_is_asked_for(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = OFFERS["name"] = Drawn()  # type: ignore[assignment]
    monkeypatch.setattr(guard, "names_provider", lambda: True)
    assert client.get(ROUTE.path, params={PARAMETER: "name"}).status_code == 404
    del offer


def test_button_bears_its_words_harmlessly() -> None:
    assert 'data-name="&quot;&lt;b&gt;"' in build_button("押す", "", {"name": '"<b>'})
