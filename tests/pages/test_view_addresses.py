"""The address that a figure bears on paper opens the page that shows it, narrowed as it was."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from pages import list_pages
from store.database import Database, open_database
from tests.view_questions import GIVEN
from views import load_views
from views.model.asking import ask_database
from views.model.describing import address
from views.model.view import Question, View

Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def databases(plan_root: Path, practice_root: Path) -> Iterator[dict[bool, Database]]:
    """The stores of the real and, under True, of the practice data."""
    with open_database(plan_root) as real, open_database(practice_root) as practice:
        yield {False: real, True: practice}


def ask(view: View, database: Database, is_practice: bool) -> tuple[str, str]:
    """The view's address, narrowed as far as it can be, and its finding."""
    year = 2021 if view.year == "plans" else 2020
    question = Question(ask_database(database), year, "regional", "kinki", is_practice=is_practice)
    answer = view.reply(question, **GIVEN.get(view.id, {}))
    return address(view, question, answer), view.tell(answer)


def open_address(look_at: Open, root: Path, printed: str) -> AppTest:
    path, query, _ = urlsplit(printed)[2:]
    app = look_at(root, path.strip("/"), **dict(parse_qsl(query)))
    assert not app.exception
    return app


def shows(app: AppTest, finding: str) -> bool:
    said = [each.value.replace("\\", "") for each in (*app.title, *app.header)]
    return finding in said


@pytest.mark.parametrize("name", list(load_views()))
def test_address_opens_the_page_that_shows_the_view(
    look_at: Open,
    plan_root: Path,
    databases: dict[bool, Database],
    name: str,
) -> None:
    """What stands there with a roster only is in the practice data, what without one in the
    real ones."""
    view = load_views()[name]
    assert view.page in list_pages()
    seen = []
    for is_practice, database in databases.items():
        printed, finding = ask(view, database, is_practice)
        app = open_address(look_at, plan_root, printed)
        assert list_pages()[view.page].name in app.markdown[0].value or view.page == "meeting_mode"
        seen.append(shows(app, finding))
    assert any(seen) or not view.chart


def test_address_narrows_its_page_by_ids(
    look_at: Open, plan_root: Path, databases: dict[bool, Database]
) -> None:
    printed, _ = ask(load_views()["days_by_stage"], databases[True], is_practice=True)
    assert printed == (
        "/matchings?fiscal_year=2020&scope=regional&block=kinki&part=stops&data=practice"
        "#days_by_stage"
    )
    app = open_address(look_at, plan_root, printed)
    assert app.segmented_control(key="fiscal_year").value == "2020"
    assert app.segmented_control(key="scope").value == "regional"
    assert app.selectbox(key="block").value == "kinki"


@pytest.mark.parametrize(
    "parameters",
    [
        {"fiscal_year": "1999"},
        {"scope": "everything"},
        {"block": "<script>"},
    ],
)
def test_ids_of_nothing_leave_the_page_as_it_is(
    look_at: Open, plan_root: Path, parameters: dict[str, str]
) -> None:
    app = look_at(plan_root, "matchings", **parameters)
    assert not app.exception
    assert app.segmented_control(key="fiscal_year").value == "latest"
    assert app.segmented_control(key="scope").value == "total"
    assert app.selectbox(key="block").value == "all"


def test_words_of_the_app_itself_are_still_taken(look_at: Open, plan_root: Path) -> None:
    """Addresses printed earlier named a block by its words."""
    app = look_at(plan_root, "matchings", block="近畿")
    assert app.selectbox(key="block").value == "kinki"
