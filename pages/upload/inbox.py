"""The inbox: workbooks that the command line has handed over and that wait for acceptance."""

from pathlib import Path

import streamlit as st

import widgets
from loaders.intake.accepting import REFUSE, refuse_inbox_item
from pages.upload import session
from pages.upload.words import WORDS
from store.disk.inbox import InboxItem, list_inbox, read_inbox_item
from store.errors import InboxItemUnknown
from widgets.decisions import ask_for_more, ask_reason, decide
from widgets.people.person import read_actor
from widgets.plain_text import plain
from words.store_errors import explain_error

#: Items shown; the others follow when these are taken in or refused.
MOST_SHOWN = 5


def show(root: Path) -> None:
    """Each waiting workbook with the buttons that take it in or away; nothing while none waits."""
    items = list_inbox(root)
    if not items:
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{WORDS['inbox_heading'].format(count=len(items))}**")
        for item in items[:MOST_SHOWN]:
            _show_item(root, item)
        if len(items) > 1:
            st.button(WORDS["inbox_all"], on_click=_take, args=(root, items), key="inbox_all")


def _show_item(root: Path, item: InboxItem) -> None:
    facts = {"by": plain(item.sent_by), "moment": widgets.render_moment(item.sent_at)}
    row = st.container(horizontal=True, vertical_alignment="center")
    row.markdown(f"{plain(item.file_name)}  \n:gray[:small[{WORDS['inbox_item'].format(**facts)}]]")
    row.button(WORDS["inbox_take"], on_click=_take, args=(root, [item]), key=f"take_{item.item_id}")
    if not read_actor().may(REFUSE, [item.concerned]):
        return
    with row.popover(WORDS["inbox_refuse"], key=f"refusal_{item.item_id}"):
        st.caption(WORDS["inbox_refuse_help"])
        ask_reason(_name_reason(item))
        st.button(
            WORDS["inbox_refuse_now"],
            icon=":material/delete:",
            on_click=_refuse,
            args=(item,),
            key=f"refuse_{item.item_id}",
        )


def _take(root: Path, items: list[InboxItem]) -> None:
    """Items join the session's workbooks; they leave the inbox only when accepted."""
    for item in items:
        try:
            _, content = read_inbox_item(root, item.item_id)
        except InboxItemUnknown as error:
            st.toast(explain_error(error))
            continue
        labels = {"forum": item.forum, "fiscal_year": item.fiscal_year, "item_id": item.item_id}
        session.keep_waiting(session.make_waiting(item.file_name, content, **labels))
    session.go_to(2)


def _refuse(item: InboxItem) -> None:
    """The item leaves the inbox unaccepted; who did so and why stays in the log."""
    reason, actor = str(st.session_state[_name_reason(item)]).strip(), read_actor()
    if not (reason and actor.name):
        ask_for_more()
        return

    def refuse() -> str:
        refuse_inbox_item(widgets.open_store(), item.item_id, actor, reason)
        return WORDS["inbox_refused"].format(name=plain(item.file_name))

    decide(refuse)
    session.drop_files([each for each in session.list_files() if each.item_id == item.item_id])


def _name_reason(item: InboxItem) -> str:
    return f"refusal_reason_{item.item_id}"
