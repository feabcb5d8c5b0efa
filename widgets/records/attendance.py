"""Who is present at the meeting of a day: asked on its screen, and beside its frozen figures."""

import re
from collections.abc import Callable

import streamlit as st

from store.decisions.meetings import list_present, record_attendance
from store.errors import StoreError
from widgets.people.person import read_actor
from widgets.plain_text import plain
from widgets.run import Run, open_store
from words import Words
from words.store_errors import explain_error

#: Between two names; a space may stand within one.
_BETWEEN = re.compile(r"[\n、，,]")
FAILURE = "attendance_failure"
LONGEST = 2000
WORDS = Words(
    ja={
        "present": "出席者（1行に1人。「、」で区切っても可）",
        "record": "出席者を記録する",
        "recorded": "出席者{count}名を記録しました。",
        "nobody": "記録者を入れてください。",
        "told": "出席者（{count}名）: {names}",
        "between": "、",
    }
)


def split_names(text: str) -> list[str]:
    """
    >>> split_names("山田 太郎、佐藤\\n\\n 鈴木（中国） ")
    ['山田 太郎', '佐藤', '鈴木（中国）']
    """
    return [name for each in _BETWEEN.split(text) if (name := each.strip())]


def ask_present(run: Run, held_on: str, key: str) -> str:
    """A field for the names, with those kept of an ISO day; what is typed into it."""
    known = list_present(run.store, held_on, run.as_of)
    return st.text_area(
        WORDS["present"],
        value="\n".join(known),
        max_chars=LONGEST,
        key=f"{key}_{held_on}",  # another day has others
    )


def offer_attendance(
    run: Run, held_on: str, key: str, done: Callable[[], None] = lambda: None
) -> None:
    """The names in a form of their own; the page asks who works. `done`: called once they are
    kept."""
    if failure := st.session_state.pop(FAILURE, ""):
        st.error(failure)
    with st.form(f"{key}_form", border=False):
        ask_present(run, held_on, key)
        st.form_submit_button(
            WORDS["record"],
            type="primary",
            on_click=_record,
            args=(held_on, f"{key}_{held_on}", done),
        )


def render_present(run: Run, held_on: str) -> str:
    """Who was there, in Markdown; "" where nobody was named."""
    names = list_present(run.store, held_on, run.as_of)
    told = WORDS["between"].join(map(plain, names))
    return WORDS["told"].format(count=len(names), names=told) if names else ""


def _record(held_on: str, field: str, done: Callable[[], None]) -> None:
    names, actor = split_names(str(st.session_state[field])), read_actor()
    if not actor.name:
        st.session_state[FAILURE] = WORDS["nobody"]
        return
    try:
        record_attendance(open_store(), actor, held_on, names)
    except StoreError as error:
        st.session_state[FAILURE] = explain_error(error)
        return
    done()
    st.toast(WORDS["recorded"].format(count=len(names)), icon=":material/check:")
