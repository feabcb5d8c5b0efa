"""APIのトークン: one's own tokens made and revoked; for the secretariat everybody's."""

import streamlit as st

import widgets
from pages.tokens import token_parts
from pages.tokens.words import WORDS
from widgets.decisions import show_notice

tokens = token_parts.list_shown(widgets.read_run().actor)

st.title(WORDS["title"].format(count=len(tokens)), anchor=False)
st.caption(WORDS["help"])
show_notice()
token_parts.show_made()
token_parts.show_table(tokens)
left, right = st.columns([3, 2], gap="large")
with left:
    token_parts.offer_making()
if tokens:
    with right:
        token_parts.offer_revoking(tokens)
