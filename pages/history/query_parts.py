"""照会: what senders were asked, the mail that says so, answers, and closing."""

from collections.abc import Callable
from functools import partial

import streamlit as st

import widgets
from metrics.forums.queries import render_mail
from pages.history.words import WORDS
from store.decisions.queries import CLOSE, Query, answer_query, close_query
from store.log.activity import list_concerned
from widgets import Run, names, open_store
from widgets.decisions import decide, show_notice
from widgets.people.person import ask_person, read_actor
from widgets.plain_text import plain, plain_lines, reveal_signs
from widgets.records.queries import LONGEST, list_shown


def show(run: Run) -> None:
    show_notice()
    queries = list_shown(run, run.actor)
    if st.toggle(WORDS["with_closed"], key="queries_closed", bind="query-params"):
        shown = queries
    else:
        shown = [each for each in queries if not each.is_closed]
    if not shown:
        st.info(WORDS["no_queries"])
        return
    options = {each.query_id: _name(each) for each in shown}
    chosen = st.selectbox(
        WORDS["choose_query"], list(options), format_func=options.__getitem__, key="query_chosen"
    )
    _show_one(run, next(each for each in shown if each.query_id == chosen))


def _name(query: Query) -> str:
    state = WORDS["closed" if query.is_closed else "answered" if query.answers else "unanswered"]
    forums = "・".join(map(names.name_forum, query.forums))
    return f"{query.query_id}　{state}　{forums}　{reveal_signs(query.file_name)}"


def _show_one(run: Run, query: Query) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        for said in (query.asked, *query.answers):
            with st.container(border=True):
                st.caption(f"{plain(said.by)}　{widgets.render_moment(said.at)}")
                st.markdown(plain_lines(said.text))
        if not query.is_closed:
            _offer_answer(query)
    with right:
        mail = render_mail(run.store, query)
        st.markdown(f"**{WORDS['mail']}**")
        st.code(reveal_signs(mail.subject), language=None, wrap_lines=True)
        st.code(reveal_signs(mail.body), language=None, wrap_lines=True)
        if mail.link:
            st.link_button(WORDS["open_mail"], mail.link, icon=":material/mail:")


def _offer_answer(query: Query) -> None:
    key = f"answer_{query.query_id}"
    ask_person()
    with st.form(f"{key}_form"):
        st.text_area(WORDS["answer"], max_chars=LONGEST, key=key)
        with st.container(horizontal=True):
            st.form_submit_button(
                WORDS["send_answer"], icon=":material/reply:", on_click=_answer, args=(query, key)
            )
            if _may_close(query):
                st.form_submit_button(
                    WORDS["close_query"], icon=":material/check:", on_click=_close, args=(query,)
                )


def _may_close(query: Query) -> bool:
    actor = read_actor()
    return actor.may(CLOSE, list_concerned(open_store(), actor, query.query_id))


def _answer(query: Query, key: str) -> None:
    text = str(st.session_state.get(key) or "")
    if decide(partial(_do, answer_query, query, text)):
        st.session_state[key] = ""


def _close(query: Query) -> None:
    decide(partial(_do, close_query, query))


def _do(write: Callable[..., int], query: Query, *said: str) -> None:
    write(open_store(), read_actor(), query.query_id, *said)
