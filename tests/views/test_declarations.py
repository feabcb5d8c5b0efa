"""What every view declares holds together; nothing here knows one by its name."""

import inspect
from dataclasses import replace

import pytest

from exports.deck.agenda import load_agendas
from pages import list_pages
from views import find_slide_view, find_view, load_views
from views.model.view import Answer, View

VIEWS = list(load_views().values())


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_view_has_its_page_its_words_and_a_heading_for_every_column(view: View) -> None:
    assert view.page in list_pages()
    assert view.words["topic"]
    assert view.name
    assert all(column.title for column in view.name_columns().values())


@pytest.mark.parametrize("view", [view for view in VIEWS if view.read], ids=lambda view: view.id)
def test_reader_takes_what_narrows_it_in_that_order(view: View) -> None:
    assert view.read
    _, *taken = inspect.signature(view.read).parameters
    assert tuple(taken[: len(view.narrowed_by)]) == view.narrowed_by


@pytest.mark.parametrize("view", [view for view in VIEWS if view.native], ids=lambda view: view.id)
def test_office_draws_columns_that_the_view_has(view: View) -> None:
    assert view.native
    assert {view.native.category, *view.native.series} <= set(view.columns)


def test_no_two_views_have_one_name() -> None:
    names = [name for view in VIEWS for name in (view.id, view.formerly) if name]
    assert len(set(names)) == len(names)


def test_former_name_finds_the_view_and_nothing_finds_none() -> None:
    for view in VIEWS:
        assert find_view(view.id) is view
        assert find_view(view.formerly or view.id) is view
    assert find_view("") is None
    assert find_view("no_such") is None


def test_view_that_slides_cannot_take_is_no_item() -> None:
    [first, *_] = [view for view in VIEWS if not view.for_slides]
    assert find_slide_view(first.id) is None
    assert all(view.for_slides for agenda in load_agendas().values() for view in agenda.items)


def test_view_asks_its_question_in_one_way() -> None:
    [view, *_] = [view for view in VIEWS if view.read]
    with pytest.raises(ValueError, match="read or answer"):
        replace(view, read=None)
    with pytest.raises(ValueError, match="read or answer"):
        replace(view, answer=lambda asked: Answer(asked))
