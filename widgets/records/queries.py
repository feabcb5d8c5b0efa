"""Queries to the sender of a load: asking one, and what is still open."""

import streamlit as st

from store.actor import Actor
from store.batches import list_forums
from store.decisions.queries import ANSWER, ASK, Place, Query, ask_sender, list_queries
from widgets.decisions import decide
from widgets.links import link_page
from widgets.people.person import read_actor
from widgets.run import Run, open_store, read_run
from words import Words

#: Signs that a query or an answer may have.
LONGEST = 1000
WORDS = Words(
    ja={
        "ask": "送り主に照会する",
        "sheet": "シート",
        "cell": "セル",
        "text": "照会の内容",
        "send": "照会を記録する",
        "asked": "照会番号 {query} を記録しました。「履歴」の「照会」にメールの文面があります。",
        "open": "回答を待つ照会が{count}件あります（履歴の「照会」）",
    }
)


def offer_query(place: Place, key: str) -> None:
    """A form that asks about a load, for whoever may; of a row that waits its place is known. Who
    asks is asked for beside it."""
    if not read_actor().may(ASK, read_run().recall(list_forums, place.batch_id)):
        return
    with st.expander(WORDS["ask"], icon=":material/contact_support:"), st.form(key, border=False):
        if not place.cell:
            sheet, cell = st.columns(2)
            sheet.text_input(WORDS["sheet"], max_chars=100, key=f"{key}_sheet")
            cell.text_input(WORDS["cell"], max_chars=20, key=f"{key}_cell")
        st.text_area(WORDS["text"], max_chars=LONGEST, key=f"{key}_text")
        st.form_submit_button(
            WORDS["send"], icon=":material/send:", on_click=_ask, args=(place, key)
        )


def list_shown(run: Run, actor: Actor) -> list[Query]:
    """The queries that somebody may see to: a coordinator's of their own forums."""
    return [each for each in run.recall(list_queries, run.as_of) if is_shown_to(actor, each)]


def is_shown_to(actor: Actor, query: Query) -> bool:
    return actor.may(ANSWER, query.forums)


def tell_open(run: Run) -> None:
    """How many queries wait for an answer of whoever works, with the way there."""
    waiting = [each for each in list_shown(run, run.actor) if not (each.is_closed or each.answers)]
    if waiting:
        label = WORDS["open"].format(count=len(waiting))
        link_page("history", label, parameters={"part": "queries"})


def _ask(place: Place, key: str) -> None:
    typed = {name: str(st.session_state.get(f"{key}_{name}") or "").strip() for name in _TYPED}
    asked = Place(
        place.batch_id,
        place.sheet or typed["sheet"],
        place.cell or typed["cell"],
        place.found,
        place.expected,
    )

    def do() -> str:
        query = ask_sender(open_store(), read_actor(), asked, typed["text"])
        return WORDS["asked"].format(query=query)

    if decide(do):
        st.session_state[f"{key}_text"] = ""


_TYPED = ("sheet", "cell", "text")
