"""What a person decides on a page: with a reason, kept, or why it is not."""

from collections.abc import Callable

import streamlit as st

from data.acts import load_acts
from store.errors import RightMissing, StoreError
from widgets.names import name_forum
from words import Words
from words.store_errors import STORE_ERRORS, explain_error

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


def explain(error: StoreError) -> str:
    """What went wrong and what to do; a missing right with the act and the forums concerned."""
    if not isinstance(error, RightMissing):
        return explain_error(error)
    forums = "、".join(map(name_forum, error.forums))
    name = load_acts().acts[error.act].name
    return STORE_ERRORS[error.code].format(act=name, forums=f"：{forums}" if forums else "")


def ask_for_more() -> None:
    """Nothing was decided, as a name or a reason is wanting."""
    st.session_state[NOTICE] = WORDS["reason_needed"]


def decide(do: Callable[[], str | None]) -> bool:
    """Whether it was done; `show_notice` then says what came of it, or why nothing did."""
    try:
        st.session_state[NOTICE] = do() or WORDS["kept"]
    except StoreError as error:
        st.session_state[NOTICE] = explain(error)
        return False
    return True


def show_notice() -> None:
    if notice := st.session_state.pop(NOTICE, None):
        st.info(notice)
