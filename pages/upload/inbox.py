"""The inbox: workbooks that the command line has handed over and that wait for acceptance."""

from pathlib import Path

import streamlit as st

import widgets
from pages.upload import session
from store.disk.inbox import InboxItem, list_inbox, read_inbox_item
from store.errors import InboxItemUnknown
from texts import UPLOAD_TEXTS as WORDS
from widgets.plain_text import plain


def show(root: Path) -> None:
    """Each waiting workbook with the button that takes it in; nothing while none waits."""
    items = list_inbox(root)
    if not items:
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{WORDS['inbox_heading'].format(count=len(items))}**")
        for item in items[:5]:
            _show_item(root, item)
        if len(items) > 1:
            st.button(WORDS["inbox_all"], on_click=_take, args=(root, items), key="inbox_all")


def _show_item(root: Path, item: InboxItem) -> None:
    facts = {"by": plain(item.sent_by), "moment": widgets.render_moment(item.sent_at)}
    row = st.container(horizontal=True, vertical_alignment="center")
    row.markdown(f"{plain(item.file_name)}  \n:gray[:small[{WORDS['inbox_item'].format(**facts)}]]")
    row.button(WORDS["inbox_take"], on_click=_take, args=(root, [item]), key=f"take_{item.item_id}")


def _take(root: Path, items: list[InboxItem]) -> None:
    """Items join the session's workbooks; they leave the inbox only when accepted."""
    for item in items:
        try:
            _, content = read_inbox_item(root, item.item_id)
        except InboxItemUnknown:
            st.toast(WORDS["inbox_gone"])
            continue
        labels = {"forum": item.forum, "fiscal_year": item.fiscal_year, "item_id": item.item_id}
        session.keep_waiting(session.make_waiting(item.file_name, content, **labels))
    session.go_to(2)
