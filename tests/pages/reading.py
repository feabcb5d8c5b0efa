"""What a page under AppTest says: what is on the screen, and all of it in every part."""

from collections.abc import Iterator

from streamlit.testing.v1 import AppTest

from texts import PART_TEXTS


def read_texts(app: AppTest) -> str:
    """Everything that the screen says outside tables and charts."""
    parts = [*app.title, *app.subheader, *app.markdown, *app.caption, *app.metric, *app.info]
    return "\n".join(str(part.value) for part in parts)


def open_part(app: AppTest, page: str, part: str) -> AppTest:
    """The app after one of the page's tabs was opened."""
    app.query_params["part"] = PART_TEXTS[page][part]
    app.run()
    assert not app.exception
    return app


def visit_parts(app: AppTest, page: str) -> Iterator[AppTest]:
    """The app as it is, and in every other part of the page."""
    yield app
    for part in list(PART_TEXTS.get(page, {}))[1:]:
        yield open_part(app, page, part)


def read_page(app: AppTest, page: str) -> str:
    """Everything that the page says, in all its parts."""
    return "\n".join([read_texts(each) for each in visit_parts(app, page)])
