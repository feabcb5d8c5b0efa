"""Asking any view in a test: what only its page can give stands here."""

from typing import Any

from pages.national.national_parts import list_steps
from store.database import Database
from views.model.asking import ask_database
from views.model.view import Answer, Question, View

GIVEN: dict[str, dict[str, Any]] = {"plan_steps_by_body": {"list_steps": list_steps}}


def ask_view(view: View, database: Database, fiscal_year: int, **narrowing: Any) -> Answer:
    """`narrowing`: further fields of the question."""
    return reply(view, Question(ask_database(database), fiscal_year, **narrowing))


def reply(view: View, question: Question) -> Answer:
    return view.reply(question, **GIVEN.get(view.id, {}))
