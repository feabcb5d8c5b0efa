"""Parts of APIのトークン: the list, making one, revoking one.

Tokens are those of the real data's people, also while the practice data are shown.
"""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from pages.tokens.words import WORDS
from store.actor import CONGRESS, Actor
from store.database import find_root
from store.people.register import list_people
from store.people.tokens import MOST_DAYS, REVOKE, Token, list_tokens, make_token, revoke_token
from widgets.decisions import NOTICE, decide
from widgets.people.person import LONGEST, read_actor
from widgets.plain_text import plain, reveal_signs
from widgets.run import open_real

#: Session keys: a token just made, until it was shown; which is to be revoked.
MADE, CHOSEN = "token_made", "token_chosen"
DAYS = (30, 90, 180, MOST_DAYS)


def list_shown(actor: Actor) -> list[Token]:
    """One's own; everybody's for whoever may revoke them."""
    may_all = actor.may(REVOKE, [CONGRESS])
    everybody = list_tokens(find_root())
    return [each for each in everybody if may_all or each.person_id == actor.person_id]


def show_made() -> None:
    """The token just made, this once."""
    if borne := st.session_state.pop(MADE, ""):
        st.code(borne, language=None)


def show_table(tokens: Sequence[Token]) -> None:
    owners = {each.person_id: each.name for each in list_people(find_root())}
    frame = pd.DataFrame([_describe(each, owners) for each in tokens])
    if tokens:
        widgets.show_grid(frame, hide_index=True, alt=WORDS["tokens"])


def _describe(token: Token, owners: Mapping[str, str]) -> dict[str, Any]:
    until, used = _render(token.expires_at), token.last_used
    is_over = token.expires_at <= time.time()
    return {
        WORDS["name"]: reveal_signs(token.name),
        WORDS["owner"]: reveal_signs(owners.get(token.person_id, WORDS["gone"])),
        WORDS["made_at"]: _render(token.made_at),
        WORDS["expires_at"]: WORDS["over"].format(moment=until) if is_over else until,
        WORDS["last_used"]: WORDS["never"] if used is None else _render(used),
    }


def _render(seconds: float) -> str:
    return widgets.render_moment(datetime.fromtimestamp(seconds, UTC))


def offer_making() -> None:
    with st.form("make_token", clear_on_submit=True):
        st.text_input(WORDS["name_asked"], max_chars=LONGEST, key="token_name")
        st.selectbox(
            WORDS["days"],
            DAYS,
            format_func=lambda days: WORDS["days_of"].format(count=days),
            key="token_days",
        )
        st.form_submit_button(WORDS["make"], type="primary", icon=":material/key:", on_click=_make)


def _make() -> None:
    name, days = st.session_state["token_name"].strip(), st.session_state["token_days"]
    if not name:
        st.session_state[NOTICE] = WORDS["unnamed"]
        return

    def do() -> str:
        made = make_token(open_real(find_root()), read_actor(), name, days, time.time())
        st.session_state[MADE] = made.borne
        return WORDS["made"].format(name=plain(name))

    decide(do)


def offer_revoking(tokens: Sequence[Token]) -> None:
    names = {each.token_id: reveal_signs(each.name) for each in tokens}
    chosen = st.selectbox(WORDS["whose"], list(names), format_func=names.__getitem__, key=CHOSEN)
    st.button(
        WORDS["revoke"],
        icon=":material/key_off:",
        help=WORDS["revoke_help"],
        key="revoke_token",
        on_click=partial(_revoke, chosen, names[chosen]),
    )


def _revoke(token_id: str, name: str) -> None:
    def do() -> str:
        revoke_token(open_real(find_root()), read_actor(), token_id)
        return WORDS["revoked"].format(name=plain(name))

    decide(do)
