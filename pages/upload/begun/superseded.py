"""What became of one's own loads since: another's speaks for their slot."""

from datetime import timedelta

import streamlit as st

import widgets
from metrics.history.superseded import Superseded, list_superseded
from store.moments import end_of_day, read_today
from widgets import names
from widgets.people.person import read_actor
from widgets.plain_text import plain
from words import Words

WORDS = Words(
    ja={
        "superseded": "取込番号 {own}「{file}」の{slot}は、{by}さんの取込番号 {other}"
        "（{moment}）に置き換わりました。違うときは、履歴で取り消せます。",
        "see": "履歴を見る",
    }
)
#: Said for so long, the newest first.
SAID_FOR, MOST = timedelta(days=14), 3


def tell() -> None:
    """To whoever works, while it is news; nothing where nobody has said who they are."""
    since = end_of_day(read_today() - SAID_FOR)
    found = widgets.read_run().fetch(list_superseded, read_actor().name, since)
    for each in found[:MOST]:
        st.warning(plain(_render(each)), icon=":material/swap_horiz:")
    if found:
        widgets.link_page("history", WORDS["see"])


def _render(each: Superseded) -> str:
    slot = each.slot
    place = names.name_forum(slot.forum), names.name_year(slot.fiscal_year)
    return WORDS["superseded"].format(
        own=each.own.batch_id,
        file=each.own.file_name,
        slot="・".join((*place, names.name_layouts([slot.layout]))),
        by=each.other.accepted_by,
        other=each.other.batch_id,
        moment=widgets.render_moment(each.other.accepted_at),
    )
