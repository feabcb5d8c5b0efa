"""What a person decides on a page: with a reason, kept, or why it is not."""

from collections.abc import Callable

import streamlit as st

from store.errors import StoreError
from words import Words
from words.store_errors import explain_error

#: What came of the last decision, until the page is shown again.
NOTICE = "notice"
LONGEST_REASON = 300
WORDS = Words(
    ja={
        "reason": "理由（記録に残ります）",
        "reason_needed": "お名前と理由を記入してください。何も変わっていません。",
        "kept": "記録しました。",
    }
)


def ask_reason(key: str | None = None) -> str:
    """The reason as typed, "" for none."""
    return st.text_input(WORDS["reason"], max_chars=LONGEST_REASON, key=key).strip()


def ask_for_more() -> None:
    """Nothing was decided, as a name or a reason is wanting."""
    st.session_state[NOTICE] = WORDS["reason_needed"]


def decide(do: Callable[[], str | None]) -> bool:
    """Whether it was done; `show_notice` then says what came of it, or why nothing did."""
    try:
        st.session_state[NOTICE] = do() or WORDS["kept"]
    except StoreError as error:
        st.session_state[NOTICE] = explain_error(error)
        return False
    return True


def show_notice() -> None:
    if notice := st.session_state.pop(NOTICE, None):
        st.info(notice)
