"""利用者: who may sign in, with which role and forums; registered, changed, removed here."""

import streamlit as st

from pages.people import people_parts
from pages.people.words import WORDS
from store.database import find_root
from store.people.register import list_people
from widgets.decisions import show_notice

people = list_people(find_root())

st.title(WORDS["title"].format(count=len(people)), anchor=False)
st.caption(WORDS["help"])
show_notice()
people_parts.show_table(people)
person = people_parts.choose_person(people)
left, right = st.columns([3, 2], gap="large")
with left:
    people_parts.offer_registering(person)
if person:
    with right:
        people_parts.offer_leaving(person)
people_parts.show_rights()
