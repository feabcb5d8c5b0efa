"""APIのトークン: made and shown once, listed, revoked; of others' the secretariat's alone."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.tokens.words import WORDS
from store.database import find_root
from store.people.tokens import list_tokens
from tests.pages.conftest import Open
from tests.pages.reading import read_texts
from tests.rights_store import address, fill_rights_store


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A person of each role, each with a token."""
    root = tmp_path / "real"
    fill_rights_store(root).close()
    return root


def make(app: AppTest, name: str) -> AppTest:
    app.text_input(key="token_name").set_value(name)
    (button,) = [each for each in app.button if each.label == WORDS["make"]]
    return button.click().run()


def list_names(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value[WORDS["name"]])


def test_token_is_shown_once_and_revoked_for_good(open_app: Open, root: Path) -> None:
    app = open_app(root, "tokens", signed_in=address("viewer"))
    assert list_names(app) == ["viewerの集計表"]
    make(app, " ")
    assert WORDS["unnamed"] in read_texts(app)
    make(app, "*月次*の表")
    (code,) = app.code
    made = list_tokens(find_root())[0]
    assert code.value.startswith(f"congress_{made.token_id}_")
    assert app.title[0].value == "APIのトークン 2個"
    assert not app.run().code
    app.selectbox(key="token_chosen").set_value(made.token_id).run()
    app.button(key="revoke_token").click().run()
    assert r"「\*月次\*の表」を取り消しました。" in read_texts(app)
    assert list_names(app) == ["viewerの集計表"]
    assert made.token_id not in {each.token_id for each in list_tokens(find_root())}


def test_secretariat_sees_everybodys_tokens_with_their_owners(open_app: Open, root: Path) -> None:
    app = open_app(root, "tokens", signed_in=address("secretariat"))
    assert len(list_names(app)) == len(list_tokens(find_root())) == 4
    assert set(app.dataframe[0].value[WORDS["owner"]]) >= {"山田 viewer", "山田 auditor"}


def test_ones_own_desk_is_told_that_no_token_is_needed(open_app: Open, root: Path) -> None:
    app = open_app(root, "tokens")
    assert "APIのトークンも要りません" in read_texts(app)
    assert not app.dataframe
