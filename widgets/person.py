"""Who works: the name under which everything is kept that a person does here."""

import streamlit as st

from words import Words

#: Where the session keeps it, from whichever page it was given.
PERSON = "person"
LONGEST = 60
WORDS = Words(
    ja={
        "by": "お名前（記録に残ります）",
        "by_example": "例: 中国フォーラム 山田",
        "nobody": "（記名なし）",
    }
)


def ask_person(label: str = "", example: bool = False) -> None:
    """A line for the name; `label`: where a page has another word for it."""
    st.text_input(
        label or WORDS["by"],
        key=PERSON,
        placeholder=WORDS["by_example"] if example else None,
        persist_state="session",
        max_chars=LONGEST,
    )


def read_person() -> str:
    """The name as typed, "" while nobody has said so."""
    return str(st.session_state.get(PERSON) or "").strip()


def read_signature() -> str:
    """What stands in the records: the name, or that there is none."""
    return read_person() or WORDS["nobody"]
