"""What a page under AppTest says: what is on the screen, and all of it in every part."""

from collections.abc import Iterator

from streamlit.testing.v1 import AppTest

from pages import list_pages


def read_texts(app: AppTest) -> str:
    """Everything that the screen says outside tables and charts."""
    parts = [*app.title, *app.header, *app.markdown, *app.caption, *app.metric, *app.info]
    return "\n".join(str(part.value) for part in parts)


def open_part(app: AppTest, page: str, part: str) -> AppTest:
    """The app after one of the page's tabs was opened."""
    return _open_tab(app, list_pages()[page].parts[part])


def _open_tab(app: AppTest, name: str) -> AppTest:
    app.query_params["part"] = name
    app.run()
    assert not app.exception
    return app


def visit_parts(app: AppTest, page: str) -> Iterator[AppTest]:
    """The app as it is, and in every other part of the page."""
    yield app
    for name in list(list_pages()[page].parts.values())[1:]:
        yield _open_tab(app, name)


def read_page(app: AppTest, page: str) -> str:
    """Everything that the page says, in all its parts."""
    return "\n".join([read_texts(each) for each in visit_parts(app, page)])
