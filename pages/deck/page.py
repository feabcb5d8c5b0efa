"""資料作成: choose and order a meeting's views, look at the slides, make PPTX, PDF and print; give
new numbers to our charts in decks of others; write all that there is into one archive."""

import streamlit as st

import widgets
from exports.deck.agenda import Request
from pages.deck import archive_part, deck_parts, kept_parts, order_parts, print_parts, refresh_part
from pages.deck.words import WORDS
from store.moments import end_of_day

run = widgets.read_run()
order_parts.resume_and_keep()
st.title(WORDS["title"], anchor=False)

left, right = st.columns([3, 2], gap="large")
with left:
    order_parts.show_kept()
    views = order_parts.choose_views()
with right:
    kept_parts.offer_keeping(views)
    title = order_parts.choose_title()
    since = order_parts.choose_since()
    has_appendix = order_parts.choose_appendix()
    template, previous = deck_parts.choose_files()

request = Request(
    fiscal_year=run.fiscal_year,
    scope=run.scope,
    as_of=run.as_of,
    since=end_of_day(since) if since else None,
    is_practice=run.is_practice,
    state=run.state,
)
notes = order_parts.read_notes(views)
if views:
    with right:
        order_parts.link_meeting_mode(views)
        deck_parts.offer_files(views, request, title, notes, template, previous, has_appendix)
        print_parts.make_prints(views, request, title, notes, has_appendix)
    deck_parts.show_preview(views, request, notes)
else:
    st.info(WORDS["nothing_chosen"])
with right:
    refresh_part.offer_refreshing(run)
    archive_part.offer_archive(run, request)
widgets.show_as_of()
